"""Paragraph 6: next year's edition; the upload and one decision are made without JavaScript."""

from __future__ import annotations

from playwright.sync_api import expect

from support.walk import (
    BPS,
    CHIEF,
    HEAD,
    PRODUCER,
    VERIFIER,
    Walk,
    choose_file,
    confirm_all,
    decide,
    sha256,
)
from support.workbooks import population

LEAD = (
    "Tahun berikutnya produsen berangkat dari dataset yang sudah terbit. Sampai edisi 2 terbit, publik melihat edisi "
    "1, utuh; setelah itu edisi 2 di alamat yang sama, dan edisi 1 tetap dapat dibaca."
)


def test_the_next_edition_without_a_script(walk: Walk) -> None:
    walk.needs("publik")
    walk.told.chapter("6-revisi", "Revisi: edisi tahun berikutnya", LEAD)
    desk = walk.at(PRODUCER, script=False)
    page = desk.open(f"/dataset/{walk.name}")
    page.get_by_role("link", name="Buat edisi baru").click()
    expect(page.locator("#field-dataset_id option:checked")).to_contain_text("Edisi baru dari:")
    walk.told.step(
        "Di halaman dataset, tekan *Buat edisi baru*, lalu pilih berkas tahun berikutnya. Keterangan edisi lalu "
        "ikut; semuanya juga jalan tanpa JavaScript.",
        page,
        "6-01-edisi-baru",
    )
    choose_file(page, population(2026, growth=1.02), "penduduk_2026.xlsx")
    confirm_all(page)
    desk.says("Pemeriksaan selesai: 0")
    walk.draft = page.url.split("/rancangan/")[1].split("/")[0]
    desk.open(f"/rancangan/{walk.draft}/ajukan")
    desk.says(
        "revisi edisi 1", "8 baris bertambah", "1 Januari 2025", "31 Desember 2026", "DKB semester II 2026"
    )
    walk.told.step(
        "Halaman terakhir menyebut apa yang berubah terhadap edisi 1. Periode dan sumbernya ikut maju ke tahun "
        "berkas yang baru.",
        page,
        "6-02-perubahan",
    )
    page.get_by_label("Angka sudah cocok dengan dokumen sumber").check()
    page.locator("form button.is-primary").last.click()
    page.wait_for_url("**/pengajuan/P-*")
    walk.number = page.url.rsplit("/", 1)[1]
    walk.reached.add("revisi")


def test_the_public_sees_one_whole_edition_at_any_time(walk: Walk) -> None:
    walk.needs("revisi")
    first = walk.package["resources"][0]
    citizen = walk.at("")
    for login in (VERIFIER, HEAD, CHIEF):
        decide(walk.at(login, script=login != HEAD), walk.number)
        page = citizen.open(f"/dataset/{walk.name}")
        expect(page.locator("table.is-data").first.locator("tbody tr")).to_have_count(8)
        assert walk.api("package_show", id=walk.name)["resources"][0]["hash"] == first["hash"]
        assert walk.api("datastore_search", resource_id=first["id"], limit=0)["total"] == 8
    walk.told.step(
        "Selama diperiksa, publik tetap melihat edisi 1: halaman, tabel, berkas, dan API.",
        page,
        "6-03-edisi-1",
    )
    bps = walk.at(BPS).open("/bps")
    bps.locator("main .sd-rows a").first.click()
    bps.locator("#a-received").check(timeout=60_000)
    bps.get_by_role("button", name="Kirim jawaban").click()
    expect(bps.locator("main")).to_contain_text("Jawaban tersimpan.")
    walk.reached.add("revisi-bps")


def test_edition_2_has_the_same_ids_and_edition_1_stays(walk: Walk) -> None:
    walk.needs("revisi-bps")
    before = walk.package["resources"][0]
    now = walk.published(2)
    assert (now["id"], now["name"], now["resources"][0]["id"]) == (
        walk.package["id"],
        walk.name,
        before["id"],
    )
    assert walk.api("datastore_search", resource_id=before["id"], limit=0)["total"] == 16
    page = walk.at("").open(f"/dataset/{walk.name}")
    expect(page.locator("table.is-data").first.locator("tbody tr")).to_have_count(16)
    walk.told.step("Edisi 2 terbit di alamat yang sama, dengan pengenal yang sama.", page, "6-04-edisi-2")
    page.locator("main").get_by_role("link", name="Edisi 1").click()
    expect(page.locator("main")).to_contain_text("Ini edisi 1, disimpan sebagaimana terbit")
    expect(page.locator("main")).to_contain_text(before["hash"])
    expect(page.locator("table.is-data").first.locator("tbody tr")).to_have_count(8)
    assert sha256(walk.get(f"/dataset/{walk.name}/edisi/1/data.csv")) == before["hash"]
    assert walk.get(f"/dataset/{walk.name}/edisi/1/data.csv") == walk.first
    walk.told.step(
        "Edisi 1 tetap dapat dibaca dan diunduh, dengan sidik yang sama.", page, "6-05-edisi-1-tetap"
    )
    walk.reached.add("edisi-2")
