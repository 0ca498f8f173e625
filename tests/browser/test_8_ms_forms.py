"""The BPS forms at a laptop and on a phone, without a script: survey, errors beside questions, a workbook read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support import browser as browsers
from support.browser import LAPTOP, PHONE, Desk, picture
from support.ms_books import changed
from support.portal import Site
from support.tutorial import BUILT
from support.walk import PRODUCER, choose_file, confirm_all, downloaded
from support.workbooks import population

PLACE = BUILT / "formulir"


@pytest.fixture(scope="module")
def producer(site: Site, browser: Browser) -> Iterator[Desk]:
    made = browsers.desk(browser, site.url, PRODUCER)
    yield made
    made.close()


def looked_at(page: Page, name: str) -> None:
    """Pictures for laptop and phone; nothing serious for assistive technology, nothing beside the phone's edge."""
    for size, label in ((PHONE, "ponsel"), (LAPTOP, "laptop")):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        picture(page, PLACE / f"{name}-{label}.png")
        assert browsers.serious(page) == []
        assert browsers.scroll_width(page) <= size[0]


def test_the_forms_of_a_draft(producer: Desk, tmp_path: Path) -> None:
    page = producer.open("/rancangan/baru")
    choose_file(page, population(2026), "formulir_penduduk.xlsx")
    confirm_all(page)
    page.locator("main").get_by_role("link", name="Formulir BPS").click()
    producer.says("Jawaban ini dicetak dalam paket BPS", "dari profil formulir")
    assert page.locator("[id='field-ms_keg.b5r1']").count() == 0
    looked_at(page, "1-kompilasi")

    page.select_option("#field-profil_ms", "survei")
    page.get_by_role("button", name="Simpan jawaban").click()
    producer.says("Survei sebagian: Blok V harus dijawab.")
    page.locator("[id='field-ms_keg.b0r2']").fill("dua ribu")
    page.get_by_role("button", name="Simpan jawaban").click()
    producer.says('"dua ribu" bukan tahun')
    assert page.locator("[id='field-ms_keg.b0r2']").input_value() == "dua ribu"
    looked_at(page, "2-survei")
    page.get_by_role("link", name="MS-Ind", exact=False).first.click()
    looked_at(page, "3-indikator")
    page.get_by_role("link", name="MS-Keg", exact=False).first.click()
    page.select_option("#field-profil_ms", "kompilasi")
    page.get_by_role("button", name="Simpan jawaban").click()

    book = downloaded(page, "MS-Keg.xlsx", tmp_path)
    page.locator("main").get_by_role("link", name="Baca buku kerja yang sudah diisi").click()
    content = changed(book.read_bytes(), {"C13": "(0999) 888", "C7": "Surve", "C5": "dua ribu"})
    choose_workbook(page, content)
    producer.says("(0999) 888", "Mungkin: Survei", "C5")
    looked_at(page, "4-perbedaan")
    page.get_by_role("button", name="Ambil jawaban terpilih").click()
    producer.says("1 jawaban diambil dari buku kerja.")
    assert page.locator("[id='field-ms_keg.b1r2_1']").input_value() == "(0999) 888"


def choose_workbook(page: Page, content: bytes) -> None:
    """Upload a filled-in workbook and look."""
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("#field-upload", {"name": "MS-Keg.xlsx", "mimeType": media, "buffer": content})
    page.get_by_role("button", name="Unggah & lihat").click()
