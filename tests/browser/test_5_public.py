"""Paragraph 5: a citizen finds, reads and downloads the dataset; a program gets it by the API."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
from playwright.sync_api import expect

from support.browser import picture
from support.tutorial import BUILT
from support.walk import TITLE, Walk, downloaded, sha256

LEAD = (
    "Dataset terbit: halaman, berkas, tabel, dan API tampil bersama. Siapa pun dapat mencari, membaca, dan "
    "mengunduhnya tanpa akun."
)


def test_a_citizen_finds_and_downloads(walk: Walk, tmp_path: Path) -> None:
    walk.needs("bps")
    walk.told.chapter("5-publik", "Warga: mencari, membaca, mengunduh", LEAD)
    walk.package = walk.published(1)
    walk.name = walk.package["name"]
    desk = walk.at("")
    page = desk.open("/")
    page.fill("#cari", "petani")
    page.locator("main").get_by_role("button", name="Cari").click()
    expect(page.locator(".sd-result")).to_have_count(1)
    expect(page.locator(".sd-result")).to_contain_text("Padi")
    walk.told.step("Cari dengan kata sehari-hari. *petani* menemukan data pertanian.", page, "5-01-petani")
    page.fill("#q", "penduduk kecamatan")
    page.locator("main").get_by_role("button", name="Cari").click()
    page.locator(".sd-result").get_by_role("link", name=TITLE).click()
    expect(page).to_have_url(f"{walk.site.url}/dataset/{walk.name}")
    table = page.locator("table.is-data").first
    expect(table.locator("tbody tr")).to_have_count(8)
    expect(table).to_contain_text("36.210")
    desk.says("Tentang data ini", "dibaca BPS sebelum terbit", "Edisi 1")
    walk.told.step(
        "Halaman dataset menampilkan angka utamanya, grafik, tabel, keterangannya, dan siapa saja yang sudah "
        "memeriksanya.",
        page,
        "5-02-dataset",
    )
    page.evaluate("window.scrollTo(0, 0)")
    page.set_viewport_size({"width": 1366, "height": 900})
    page.screenshot(path=str(BUILT / "portal.png"))
    page.set_viewport_size({"width": 1366, "height": 768})
    csv = downloaded(page, "CSV", tmp_path)
    resource = walk.package["resources"][0]
    assert sha256(csv.read_bytes()) == resource["hash"] == resource["sha256"]
    assert csv.read_bytes() == walk.first
    book = openpyxl.load_workbook(downloaded(page, "Unduh Excel", tmp_path))
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 36210 in values
    walk.told.step(
        "*Unduh Excel* memberi tabel seperti di Daerah Dalam Angka; *CSV* memberi berkas yang sama, bita demi bita, "
        "dengan yang disahkan Kadis dan yang ada di paket BPS."
    )
    walk.reached.add("publik")


def test_a_program_gets_it_by_the_api(walk: Walk) -> None:
    walk.needs("publik")
    page = walk.at("").open(f"/dataset/{walk.name}/api")
    example = page.locator("pre").first.inner_text().split('"')[1]
    assert urlsplit(example).netloc == urlsplit(walk.site.url).netloc
    answered = json.loads(walk.get(example.removeprefix(walk.site.url)))["result"]
    assert answered["total"] == 8
    assert walk.api("package_search", q="penduduk")["count"] == 1
    shown = walk.api("package_show", id=walk.name)
    resource = shown["resources"][0]
    rows = walk.api("datastore_search", resource_id=resource["id"], limit=100)
    inhabitants = {row["nama_kecamatan"]: row["penduduk_jumlah"] for row in rows["records"]}
    assert (inhabitants["Wanasari"], inhabitants["Pulau Rengas"]) == (20248, 10108)
    assert sha256(walk.get(resource["url"].removeprefix(walk.site.url))) == resource["hash"]
    walk.told.step(
        "Program mengambilnya tanpa kunci: `package_search`, `package_show`, `datastore_search`, dan alamat "
        "berkasnya. Halaman *API* memuat contoh yang langsung jalan.",
        page,
        "5-03-api",
    )
    picture(walk.at("").open("/"), BUILT / "gambar" / "5-04-beranda.png")
