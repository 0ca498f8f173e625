"""A structure is saved from a published dataset, changed, and gives a template that comes back without a question."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from support import browser as browsers
from support.browser import LAPTOP, PHONE, Desk, picture, wait_for_work
from support.portal import Site
from support.tutorial import BUILT
from support.walk import HEAD, PRODUCER

PLACE = BUILT / "struktur"


@pytest.fixture(scope="module")
def desks(site: Site, browser: Browser) -> Iterator[tuple[Desk, Desk]]:
    """Somebody of the walidata, who keeps structures of every office, and a producer who uses them."""
    made = tuple(browsers.desk(browser, site.url, login) for login in (HEAD, PRODUCER))
    yield made[0], made[1]
    for one in made:
        one.close()


def looked_at(page: Page, name: str) -> None:
    """Pictures for laptop and phone; nothing serious for assistive technology, nothing beside the phone's edge."""
    for size, label in ((PHONE, "ponsel"), (LAPTOP, "laptop")):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        picture(page, PLACE / f"{name}-{label}.png")
        assert browsers.serious(page) == []
        assert browsers.scroll_width(page) <= size[0]


def next_year(template: Path) -> bytes:
    """The template filled in: rows for each kecamatan and subround, figures that agree."""
    book = load_workbook(template)
    sheet = book["Data"]
    titles = [str(cell.value) for cell in sheet[1]]
    places = [(f"99.01.{at:02}", part) for at in range(1, 9) for part in (1, 2, 3)]
    for row, (code, part) in enumerate(places, 2):
        area = 100 + row
        written = {
            "Kode Kecamatan": code,
            "Tahun": 2023,
            "Subround": part,
            "Luas Panen (ha)": area,
            "Produktivitas (kuintal/ha)": 50,
            "Produksi (ton GKG)": area * 5,
        }
        for title, value in written.items():
            sheet.cell(row, titles.index(title) + 1).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_from_a_dataset_to_a_draft_that_is_checked(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    desk, producer = desks
    page = desk.open("/dataset/?q=padi")
    page.get_by_role("link", name="Luas Panen").first.click()
    page.get_by_role("button", name="Simpan sebagai struktur").click()
    desk.says("tersimpan, versi 1.0.0", "Kunci:")
    looked_at(page, "1-struktur")

    page.get_by_role("link", name="Ubah", exact=True).click()
    page.locator("#field-kolom-5-unit").fill("kaki")
    rows = page.locator("fieldset.sd-kolom")
    last = rows.count() + 1
    page.get_by_role("button", name="Tambah kolom").click()
    expect(rows).to_have_count(last)
    page.locator(f"#field-kolom-{last}-title").fill("Keterangan")
    page.get_by_role("button", name="Simpan versi baru").click()
    desk.says("Satuan 'kaki' tidak ada")
    assert page.locator(f"#field-kolom-{last}-title").input_value() == "Keterangan"
    looked_at(page, "2-ubah-cacat")
    before = page.locator("#field-kolom-5-unit")
    before.fill("ha")
    page.get_by_role("button", name="Lihat yang akan berubah").last.click()
    desk.says("Yang akan berubah sejak versi 1.0.0", "Kolom 'keterangan' ditambahkan")
    page.get_by_role("button", name="Simpan versi baru").click()
    desk.says("tersimpan")
    looked_at(page, "4-versi")

    page = producer.open(page.url.removeprefix(producer.url))
    page.get_by_role("button", name="Gunakan struktur").click()
    expect(page).to_have_url(re.compile(r"/rancangan/.+/berkas"))
    page.get_by_role("link", name="Ubah struktur").click()
    looked_at(page, "6-pilih")
    page.go_back()
    with page.expect_download() as got:
        page.get_by_role("link", name="Templat (Excel)").click()
    got.value.save_as(tmp_path / "templat.xlsx")
    page.set_input_files(
        "#field-upload",
        {
            "name": "isian.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": next_year(tmp_path / "templat.xlsx"),
        },
    )
    page.get_by_role("button", name="Unggah & baca").click()
    expect(page).to_have_url(re.compile(r"/rancangan/.+/periksa"), timeout=60_000)
    wait_for_work(page)
    producer.says("Pemeriksaan selesai", "Lanjut: lengkapi keterangan")
    assert page.locator("input[name^='answer__']").count() == 0
    producer.open("/struktur")
    looked_at(page, "8-daftar")
