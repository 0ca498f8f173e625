"""The main pages in English, on a phone, for assistive technology, and without reaching beyond this machine."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support import browser as browsers
from support.browser import PHONE, picture
from support.tutorial import BUILT, COMMITTED
from support.walk import BPS, PRODUCER, VERIFIER, Walk, choose_file, settle

ADMIN = "demo-admin-walidata"
PAGES = (
    ("", "/"),
    ("", "/dataset?q=penduduk"),
    ("", "/dataset/{name}"),
    ("", "/dataset/{name}/api"),
    ("", "/organization"),
    ("", "/sop"),
    ("", "/sop/tanjabbarat"),
    ("", "/user/login"),
    (PRODUCER, "/kerja"),
    (PRODUCER, "/rancangan/baru"),
    (PRODUCER, "/rancangan/{draft}/periksa"),
    (PRODUCER, "/rancangan/{draft}/lengkapi"),
    (PRODUCER, "/rancangan/{draft}/ajukan"),
    (VERIFIER, "/antrean"),
    (VERIFIER, "/antrean?tab=done"),
    (VERIFIER, "/pengajuan/{number}"),
    (VERIFIER, "/pengajuan/{number}/jejak"),
    (BPS, "/bps"),
    (BPS, "/bps/buku"),
    (BPS, "/bps/banding"),
    (VERIFIER, "/kabar"),
    (VERIFIER, "/akun"),
    (ADMIN, "/kerja"),
    (ADMIN, "/penugasan"),
    (ADMIN, "/penugasan/impor"),
    (ADMIN, "/sop-pilihan"),
)
IN_ENGLISH = (
    ("", "/", "Newly published"),
    ("", "/dataset/{name}", "About these data"),
    (PRODUCER, "/kerja", "Already published"),
    (VERIFIER, "/antrean", "The queue is empty."),
    (VERIFIER, "/akun", "Morning mail"),
    (VERIFIER, "/pengajuan/{number}", "Content digest"),
)


def opened(walk: Walk, login: str, path: str, **how: object) -> Page:
    """A page of a person, with the names of this walk in its address."""
    full = path.format(name=walk.name, number=walk.number, draft=walk.draft)
    page = walk.at(login, **how).open(full)
    expect(page.locator("main h1").first).to_be_visible()
    return page


def file_name(login: str, path: str) -> str:
    """A name for the picture of a page."""
    place = path.split("?")[0].replace("{", "").replace("}", "").strip("/").replace("/", "-") or "beranda"
    return f"{login.removeprefix('demo-') or 'warga'}-{place}.png"


@pytest.mark.parametrize(("login", "path"), PAGES, ids=[f"{login}{path}" for login, path in PAGES])
def test_page_fits_a_phone_and_has_no_serious_flaw(walk: Walk, login: str, path: str) -> None:
    walk.needs("edisi-2")
    page = opened(walk, login, path, size=PHONE)
    picture(page, BUILT / "ponsel" / file_name(login, path))
    assert browsers.scroll_width(page) <= PHONE[0]
    assert browsers.serious(page) == []


@pytest.mark.parametrize(("login", "path", "says"), IN_ENGLISH, ids=[path for _, path, _ in IN_ENGLISH])
def test_the_language_switch_leads_to_the_same_page_in_english(
    walk: Walk, login: str, path: str, says: str
) -> None:
    walk.needs("edisi-2")
    page = opened(walk, login, path)
    page.get_by_role("link", name="English").or_(page.locator("a[hreflang=en]")).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main")).to_contain_text(says)
    picture(page, BUILT / "inggris" / file_name(login, path))
    page.locator("a[hreflang=id]").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")


def test_a_pdf_is_refused_with_what_to_upload_instead(walk: Walk) -> None:
    walk.needs("orang-baru")
    desk = walk.at("demo-produsen-dinkes")
    choose_file(desk.open("/rancangan/baru"), b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "balita.pdf")
    settle(desk.page)
    desk.says("Berkas balita.pdf adalah PDF, bukan tabel.", "Unggah")
    picture(desk.page, BUILT / "lain" / "pdf.png")


def test_no_page_asked_for_anything_beyond_this_machine(walk: Walk) -> None:
    assert walk.desks
    assert {url for desk in walk.desks.values() for url in desk.network} == set()


def test_people_were_told_by_mail(walk: Walk) -> None:
    walk.needs("edisi-2")
    letters = [file.read_text(encoding="utf-8", errors="replace") for file in walk.site.mails.rglob("*.eml")]
    assert any("demo-verifikator@sukamaju.example" in letter for letter in letters)
    assert any("demo-produsen-dukcapil@sukamaju.example" in letter for letter in letters)


def test_the_committed_tutorial_is_what_was_walked(walk: Walk) -> None:
    walk.needs("edisi-2")
    told = walk.told.files(pictures=False)
    kept = {file.name: file.read_text(encoding="utf-8") for file in COMMITTED.glob("*.md")}
    walk.told.write()
    assert kept == told, f"copy {BUILT}/teks/*.md to docs/tutorial"
