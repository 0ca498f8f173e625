"""Paragraph 2: a producer turns the office's Excel file into a submission."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from support import browser as browsers
from support.walk import PRODUCER, TITLE, Walk, choose_file, confirm_all, describe, go_on, settle
from support.workbooks import population

LEAD = (
    "Staf Disdukcapil mengunggah berkas Excel seperti yang biasa dipakai instansinya, memperbaiki satu jumlah yang "
    "tidak cocok, melengkapi keterangan, lalu mengajukannya."
)


def test_a_producer_submits_the_offices_file(walk: Walk) -> None:
    walk.needs("orang-baru")
    walk.told.chapter("2-produsen", "Produsen: dari Excel sampai pengajuan", LEAD)
    desk = walk.at(PRODUCER)
    page = desk.page
    expect(page).to_have_url(f"{walk.site.url}/kerja")
    desk.says("Giliran saya", "Belum ada tugas. Unggah data pertama.")
    walk.told.step(
        "Masuk dengan akun instansi. Halaman *Pekerjaan saya* terbuka: giliran saya, yang dikembalikan beserta "
        "alasannya, dan yang akan jatuh tempo.",
        page,
        "2-01-pekerjaan-saya",
    )

    page.get_by_role("link", name="Unggah data").click()
    desk.says("Mulai dari berkas.")
    walk.told.step(
        "Tekan *Unggah data*, lalu letakkan berkas Excel apa adanya: baris judul, kepala tabel bertingkat, angka "
        "`12.503`, baris *Jumlah*, catatan sumber, dan lebih dari satu lembar tidak perlu dibuang.",
        page,
        "2-02-unggah",
    )
    with browsers.resting_workers(walk.site):
        choose_file(page, population(2025, wrong_total_at=7), "penduduk_2025.xlsx")
        page.wait_for_url("**/periksa")
        desk.says("Membaca berkas", "Halaman boleh ditutup")
        walk.told.step("Portal membaca berkas. Halaman boleh ditutup.", page, "2-03-membaca")
    settle(page)
    desk.says('lembar "2025"', "8 baris", "Inilah hasil bacanya. Tegaskan atau betulkan.")
    expect(page.get_by_role("table", name="Hasil baca")).to_contain_text("36.210")
    walk.told.step(
        "Portal menunjukkan hasil bacanya: lembar, letak tabel, kolom dengan jenis, satuan, dan cara penulisan "
        "angka, serta beberapa baris pertama di samping aslinya. Betulkan yang keliru dan jawab pertanyaannya.",
        page,
        "2-04-hasil-baca",
    )
    confirm_all(page)

    finding = page.locator(".sd-finding.is-tolak", has_text="10.180")
    expect(finding).to_contain_text("E13")
    expect(finding).to_contain_text("10.180")
    expect(finding).to_contain_text("10.108")
    for word in ("Di mana", "Terbaca", "Seharusnya", "Perbaikan"):
        expect(finding).to_contain_text(word)
    walk.told.step(
        "Setelah diperiksa, temuan tampil dengan letak selnya seperti di Excel: apa yang terbaca, apa yang "
        "seharusnya, dan cara memperbaikinya. Di sini jumlah pada sel E13 tidak sama dengan laki-laki + perempuan.",
        page,
        "2-05-temuan",
    )

    page.get_by_role("button", name="Terapkan & lanjut").click()
    desk.says("Belum ada yang diubah.")
    page.get_by_role("link", name="Ganti berkas").first.click()
    choose_file(page, population(2025), "penduduk_2025_perbaikan.xlsx")
    confirm_all(page)
    desk.says("Pemeriksaan selesai: 0 masalah pada 8 baris.")
    expect(page.locator(".sd-finding.is-tolak")).to_have_count(0)
    walk.told.step(
        "Perbaiki di Excel, lalu tekan *Ganti berkas*. Jawaban yang sudah diberikan tidak ditanyakan lagi, dan "
        "portal mengatakannya terus terang: 0 masalah.",
        page,
        "2-06-bersih",
    )

    go_on(page)
    desk.says("Masih perlu diisi")
    walk.told.step(
        "Yang dapat dibaca dari berkas dan dari profil instansi sudah terisi. Tinggal yang tampil di atas.",
        page,
        "2-07-lengkapi",
    )
    describe(page)
    expect(page.locator("[data-sd-saved]")).to_contain_text("Tersimpan pukul")
    page.get_by_role("button", name="Simpan & lanjut").click()

    expect(page.locator("dt", has_text="Kartu Keluarga").locator("xpath=..")).to_contain_text(
        "Banyaknya menurut"
    )
    desk.says(TITLE, "Setelah diajukan, data terkunci selama diperiksa.")
    expect(page.locator("main")).not_to_contain_text("Masih kurang")
    walk.told.step(
        "Isian tersimpan sendiri saat ditinggalkan. *Simpan & lanjut* membuka satu halaman berisi semuanya: berkas, "
        "hasil pemeriksaan, keterangan, dan siapa yang berikutnya memeriksa.",
        page,
        "2-08-periksa-semua",
    )
    page.get_by_label("Angka sudah cocok dengan dokumen sumber").check()
    page.locator("form button.is-primary").last.click()
    expect(page).to_have_url(re.compile(r"/pengajuan/P-\d+"))
    walk.number = page.url.rsplit("/", 1)[1]
    desk.says(f"Pengajuan {walk.number} terkirim. Giliran: Verifikator, sampai")
    walk.told.step(
        "Centang bahwa angka cocok dengan dokumen sumber, lalu ajukan. Portal menyebut nomor pengajuan, giliran "
        "siapa, dan sampai kapan. Selama diperiksa, data terkunci.",
        page,
        "2-09-terkirim",
    )
    walk.reached.add("produsen")
