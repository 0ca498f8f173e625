"""The review page in every state: read, compared, remarked, returned, answered, decided with the keyboard alone."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, expect

from support import browser as browsers
from support.browser import LAPTOP, PHONE, Desk, picture
from support.tutorial import BUILT
from support.walk import (
    CHIEF,
    HEAD,
    PRODUCER,
    VERIFIER,
    Walk,
    choose_file,
    confirm_all,
    decide,
    describe,
    go_on,
)
from support.workbooks import population

NUMBER: list[str] = []
MOST_KEYS = 60
MOST_SECONDS = 60


def in_both_sizes(page: Page, name: str) -> None:
    """Pictures for laptop and phone; nothing serious for assistive technology, nothing beside the phone's edge."""
    for size, label in ((PHONE, "ponsel"), (LAPTOP, "laptop")):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        picture(page, BUILT / "pengajuan" / f"{name}-{label}.png")
        assert browsers.serious(page) == []
        assert browsers.scroll_width(page) <= size[0]


def sent(desk: Desk) -> str:
    """Send the draft that stands ready; the submission's number."""
    page = desk.page
    page.get_by_label("Angka sudah cocok dengan dokumen sumber").check()
    page.locator("form button.is-primary").last.click()
    expect(page).to_have_url(re.compile(r"/pengajuan/P-\d+"))
    return page.url.rsplit("/", 1)[1]


def at(walk: Walk, login: str, tail: str = "") -> Desk:
    """Somebody who opens the submission of this file."""
    desk = walk.at(login)
    desk.open(f"/pengajuan/{NUMBER[0]}{tail}")
    return desk


def test_an_office_sends_a_new_dataset(walk: Walk) -> None:
    desk = walk.at(PRODUCER)
    choose_file(desk.open("/rancangan/baru"), population(2025), "penduduk_lain.xlsx")
    confirm_all(desk.page)
    go_on(desk.page)
    describe(desk.page)
    desk.page.get_by_role("button", name="Simpan & lanjut").click()
    NUMBER.append(sent(desk))
    in_both_sizes(desk.page, "1-instansi")


def test_the_verifikator_reads_all_rows_and_remarks_on_a_cell(walk: Walk) -> None:
    desk = at(walk, VERIFIER)
    desk.says("Dibuktikan portal", "Wilayah lengkap: 8 kecamatan", "Cocokkan 3 sel", "Edisi pertama")
    in_both_sizes(desk.page, "2-pemeriksa")
    desk.page.get_by_role("link", name="Semua baris", exact=True).click()
    desk.says("Baris 1 sampai 8 dari 8", "Median")
    in_both_sizes(desk.page, "3-semua-baris")
    desk.page.locator("tr", has_text="Wanasari").get_by_role("link", name="Tulis").click()
    in_both_sizes(desk.page, "4-catatan-sel")
    desk.page.select_option("#field-column", index=3)
    desk.page.fill("#field-text", "Cocokkan lagi dengan DKB.")
    desk.page.get_by_role("button", name="Simpan catatan").click()
    desk.says("Cocokkan lagi dengan DKB.", "instansi belum melihatnya")
    in_both_sizes(desk.page, "5-catatan-tersimpan")


def test_what_does_not_fit_fills_reasons_and_words_to_edit(walk: Walk) -> None:
    page = at(walk, VERIFIER).page
    page.get_by_role("group", name=re.compile("Definisi, satuan")).get_by_label("Tidak sesuai").check()
    expect(page.locator("#r-DEFINISI_TIDAK_JELAS")).to_be_checked()
    expect(page.locator("#field-text")).to_have_value(
        re.compile("Tidak sesuai: Definisi.*\n?.*Tulis definisi", re.S)
    )
    page.locator("#d-approve").check()
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.locator("[data-sd-summary]")).to_be_focused()
    in_both_sizes(page, "6-ditahan")
    page.locator("#d-return").check()
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.locator("main")).to_contain_text(f"Keputusan untuk {NUMBER[0]} tersimpan.")


def test_the_office_answers_and_mends(walk: Walk) -> None:
    desk = at(walk, PRODUCER)
    thread = desk.page.locator(".sd-thread", has_text="Cocokkan lagi dengan DKB.")
    expect(thread).to_contain_text("Wanasari / 2025")
    thread.locator("summary").click()
    in_both_sizes(desk.page, "7-dikembalikan")
    thread.locator("textarea").fill("Sudah dicocokkan, angkanya tetap.")
    thread.get_by_role("button", name="Tandai selesai").click()
    desk.says("Sudah dicocokkan, angkanya tetap.", "Selesai pada")
    desk.page.get_by_role("link", name="Perbaiki & ajukan lagi").click()
    desk.page.wait_for_url("**/lengkapi*")
    browsers.fill(desk.page, "definisi", "Orang yang terdaftar dalam DKB per 31 Desember tahun data.")
    desk.page.get_by_role("button", name="Simpan & lanjut").click()
    assert sent(desk) == NUMBER[0]


def test_the_second_round_shows_what_changed_word_by_word(walk: Walk) -> None:
    desk = at(walk, VERIFIER)
    expect(desk.page.locator("ins").first).to_contain_text("per 31 Desember")
    desk.says("Tidak berubah (", "Selesai (1)")
    in_both_sizes(desk.page, "8-putaran-2")
    desk.open(f"/en/pengajuan/{NUMBER[0]}")
    desk.says("Proved by the portal", "Not changed (", "Settled (1)", "Compare 3 cells with the source")
    in_both_sizes(desk.page, "8-round-2-english")


def test_a_clean_submission_is_decided_in_under_a_minute_with_the_keyboard_alone(walk: Walk) -> None:
    """From the queue to the saved decision: opened, read to, every point judged, approved, saved. No mouse."""
    desk = walk.at(VERIFIER)
    page, keys = desk.open("/antrean"), Keys(desk.page)
    began = time.monotonic()
    keys.press("j")
    while NUMBER[0] not in (page.locator("[data-sd-row]:focus-within").text_content() or ""):
        keys.press("j")
    keys.press("o")
    page.wait_for_url(f"**/pengajuan/{NUMBER[0]}")
    keys.press("d")
    expect(page.locator("#h-panel")).to_be_focused()
    for point in page.locator(".sd-answers").all():
        keys.tab_to(point.locator("input").first)
        keys.press("Space")
    keys.tab_to(page.locator("#d-approve"))
    keys.press("Space")
    keys.tab_to(page.get_by_role("button", name="Simpan keputusan"))
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text(f"Keputusan untuk {NUMBER[0]} tersimpan.")
    assert keys.count <= MOST_KEYS, f"{keys.count} keys"
    assert time.monotonic() - began < MOST_SECONDS


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, key: str) -> None:
        """One key."""
        assert self.count < MOST_KEYS * 2, "too many keys"
        self.count += 1
        self.page.keyboard.press(key)

    def tab_to(self, target: object) -> None:
        """Go on with the Tab key until the target has the focus."""
        while not target.evaluate("one => one === document.activeElement"):  # type: ignore[attr-defined]
            self.press("Tab")


def test_no_single_key_decides(walk: Walk) -> None:
    desk = at(walk, HEAD)
    for key in "jkocdaryts?":
        desk.page.keyboard.press(key)
    desk.page.keyboard.press("Escape")
    desk.page.reload()
    expect(desk.page.locator("#d-approve")).to_have_count(1)


def test_the_last_gate_sees_what_becomes_public(walk: Walk) -> None:
    in_both_sizes(at(walk, HEAD).page, "9-kabid")
    decide(walk.at(HEAD), NUMBER[0])
    desk = at(walk, CHIEF)
    desk.says("Yang akan terbit", "Tanggal terbit", "Creative Commons")
    in_both_sizes(desk.page, "10-gerbang-akhir")
    desk.page.locator("#d-reject").check()
    desk.page.locator("#r-GANDA").check()
    desk.page.get_by_role("button", name="Simpan keputusan").click()
    desk.says("Penolakan bersifat akhir")
    in_both_sizes(desk.page, "11-penolakan-ditanya-lagi")
    desk.page.locator("#confirm-reject").check()
    desk.page.get_by_role("button", name="Simpan keputusan").click()
    desk.says(f"Keputusan untuk {NUMBER[0]} tersimpan.")


def test_without_a_script_the_page_works_as_well(walk: Walk) -> None:
    desk = walk.at(VERIFIER, script=False)
    desk.open(f"/pengajuan/{NUMBER[0]}")
    desk.says("Ditolak", "Dibuktikan portal")
    assert browsers.scroll_width(desk.page) <= LAPTOP[0]
