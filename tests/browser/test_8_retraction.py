"""A dataset is corrected, then taken down, by the people at their browsers; a citizen sees why it is gone."""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from support import browser as browsers
from support.browser import LAPTOP, PHONE, Desk, picture
from support.portal import Site
from support.tutorial import BUILT
from support.walk import CHIEF, HEAD, PRODUCER, VERIFIER, decide

WHY = "Angka Karangjati tertukar dengan Wanasari; produsen data sedang membetulkannya."
PLACE = BUILT / "penarikan"
TITLE = "Jumlah Penduduk menurut Kecamatan"


@pytest.fixture(scope="module")
def desks(site: Site, browser: Browser) -> Iterator[dict[str, Desk]]:
    """The people of this story, each at a browser of their own."""
    site.ckan("satudata", "demo", "load", "--only", "penduduk")
    people = {
        login or "warga": browsers.desk(browser, site.url, login)
        for login in ("", PRODUCER, VERIFIER, HEAD, CHIEF)
    }
    yield people
    for one in people.values():
        one.close()


@pytest.fixture(scope="module")
def name(site: Site, desks: dict[str, Desk]) -> str:
    """The dataset that is taken down."""
    found = api(site, "package_search?q=penduduk&rows=20")["results"]
    return next(str(one["name"]) for one in found if one["title"].startswith(TITLE))


def api(site: Site, call: str) -> Any:
    with urllib.request.urlopen(f"{site.url}/api/3/action/{call}", timeout=30) as answer:
        return json.loads(answer.read())["result"]


def status(site: Site, path: str) -> int:
    try:
        with urllib.request.urlopen(f"{site.url}{path}", timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return int(refused.code)


def shown(page: Page, file: str) -> None:
    """Pictures at both widths; nothing serious for assistive technology, nothing wider than a phone."""
    for width, height in (LAPTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        picture(page, PLACE / f"{file}-{width}.png")
    assert browsers.scroll_width(page) <= PHONE[0]
    assert browsers.serious(page) == []
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})


def until(site: Site, path: str, code: int) -> None:
    end = time.monotonic() + 60
    while status(site, path) != code:
        assert time.monotonic() < end, f"{path} does not answer {code}"
        time.sleep(0.5)


def test_a_correction_is_begun_and_put_away(site: Site, desks: dict[str, Desk], name: str) -> None:
    page = desks[PRODUCER].open(f"/dataset/{name}")
    shown(page, "1-dataset")
    page.locator("main").get_by_role("link", name="Koreksi").click()
    page.get_by_role("button", name="Mulai koreksi").click()
    expect(page.locator("main")).to_contain_text("Tulis alasannya")
    page.fill("#field-reason", "Definisi keliru.")
    shown(page, "2-koreksi")
    page.get_by_role("button", name="Mulai koreksi").click()
    expect(page.locator("main")).to_contain_text("Koreksi: Definisi keliru.")
    shown(page, "3-rancangan-koreksi")
    draft = re.search(r"/rancangan/([^/]+)/", page.url)
    assert draft is not None
    page = desks[PRODUCER].open(f"/rancangan/{draft[1]}/berkas")
    page.locator("summary", has_text="Hapus rancangan").click()
    page.locator("form[action$='/hapus'] button").click()
    expect(page).to_have_url(f"{site.url}/kerja")


def test_a_dataset_is_taken_down(site: Site, desks: dict[str, Desk], name: str) -> None:
    page = desks[PRODUCER].open(f"/dataset/{name}")
    page.get_by_role("link", name="Tarik dataset").click()
    page.locator("#r-ANGKA_TIDAK_COCOK").check()
    page.fill("#field-reason", WHY)
    shown(page, "4-penarikan")
    page.get_by_role("button", name="Baca, lalu ajukan").click()
    expect(page.locator("main")).to_contain_text("Isinya tidak dapat diubah")
    shown(page, "5-ajukan-penarikan")
    page.get_by_label("Alasan dan akibatnya sudah benar").check()
    page.locator("form button.is-primary").last.click()
    page.wait_for_url("**/pengajuan/P-*")
    number = page.url.rsplit("/", 1)[1]
    expect(page.locator("main")).to_contain_text(f"Penarikan: {WHY}")
    assert status(site, f"/dataset/{name}") == 200
    for login in (VERIFIER, HEAD, CHIEF):
        if login == VERIFIER:
            shown(desks[login].open(f"/pengajuan/{number}"), "6-pengajuan")
        decide(desks[login], number)
    until(site, f"/dataset/{name}", 410)
    until(site, f"/api/3/action/package_show?id={name}", 404)


def test_a_citizen_reads_why(site: Site, desks: dict[str, Desk], name: str) -> None:
    page = desks["warga"].open(f"/dataset/{name}")
    expect(page.locator("main")).to_contain_text(WHY)
    expect(page.locator("main")).to_contain_text("Angka tidak cocok")
    assert page.locator("table").count() == 0 and page.locator("main .sd-rows").count() == 0
    shown(page, "7-ditarik-warga")
    page.locator("a[hreflang=en]").click()
    expect(page.locator("main")).to_contain_text("This dataset was retracted on")
    shown(page, "8-ditarik-english")
    assert api(site, f"satudata_retraction_show?dataset_id={name}")["reason"] == WHY
    assert status(site, f"/dataset/{name}/edisi/1/data.csv") == 410


def test_the_office_sees_the_history_and_the_way_back(desks: dict[str, Desk], name: str) -> None:
    page = desks[PRODUCER].open(f"/dataset/{name}")
    expect(page.locator("main")).to_contain_text("Terbitkan lagi")
    shown(page, "9-ditarik-opd")
    page.get_by_role("link", name="Edisi 1", exact=True).click()
    expect(page.locator("table.is-data").first).to_be_visible()
    page = desks[PRODUCER].open("/kerja")
    expect(page.locator("main")).to_contain_text("ditarik pada")
    shown(page, "10-kerja")
