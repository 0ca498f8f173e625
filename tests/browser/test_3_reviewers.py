"""Paragraph 3: verifikator, Kabid and Kadis decide; a return brings the remark beside its field."""

from __future__ import annotations

from playwright.sync_api import expect

from support.walk import CHIEF, HEAD, PRODUCER, VERIFIER, Walk, decide

LEAD = (
    "Verifikator memeriksa dan mengembalikan dengan alasan serta catatan pada satu isian. Produsen memperbaikinya, "
    "lalu Verifikator, Kabid, dan Kadis memutuskan."
)
REMARK = "Sebut tanggal acuannya, misalnya per 31 Desember."
STANDARD = (
    "Orang yang terdaftar dalam basis data kependudukan kabupaten/kota pada akhir semester. Orang yang pindah keluar "
    "atau meninggal dan sudah tercatat tidak dihitung."
)
MENDED = f"{STANDARD} Keadaan per 31 Desember tahun data."


def test_the_verifikator_returns_with_a_remark(walk: Walk) -> None:
    walk.needs("produsen")
    walk.told.chapter("3-pemeriksa", "Pemeriksa: Verifikator, Kabid, Kadis", LEAD)
    desk = walk.at(VERIFIER)
    page = desk.page
    page.get_by_role("link", name="Antrean").click()
    desk.says("Giliran saya (1)", walk.number)
    walk.told.step(
        "Verifikator membuka *Antrean*. *Giliran saya* berisi yang menunggu keputusannya, tenggat terdekat di atas.",
        page,
        "3-01-antrean",
    )
    page.get_by_role("link", name="Periksa berikutnya").click()
    desk.says("Giliran:", "Bersih: 0 masalah pada 8 baris.", "Edisi pertama: tidak ada pembanding.")
    expect(page.locator("#data table").first).to_contain_text("Wanasari")
    walk.told.step(
        "Satu halaman memuat ringkasan pemeriksaan, yang berubah, datanya, metadatanya, dan riwayatnya. Panel "
        "*Keputusan* ada di samping.",
        page,
        "3-02-pengajuan",
    )

    row = page.locator("dl.sd-facts > div", has=page.locator("#remark-definisi"))
    row.locator("summary").click()
    page.fill("#remark-definisi", REMARK)
    page.locator("#d-return").check()
    reasons = page.locator("details", has=page.locator("#field-reasons"))
    if not page.locator("#field-reasons").is_visible():
        reasons.locator("summary").click()
    page.locator("#r-DEFINISI_TIDAK_JELAS").check()
    page.fill("#field-text", "Satu hal lagi, lalu dapat diteruskan.")
    walk.told.step(
        "Untuk mengembalikan, pilih sedikitnya satu alasan. Catatan ditulis di samping isiannya, di sini pada "
        "*Definisi*.",
        page,
        "3-03-kembalikan",
    )
    page.get_by_role("button", name="Simpan keputusan").click()
    desk.says(f"Keputusan untuk {walk.number} tersimpan.")
    walk.reached.add("kembali")


def test_the_producer_mends_what_was_remarked(walk: Walk) -> None:
    walk.needs("kembali")
    desk = walk.at(PRODUCER)
    page = desk.open("/kerja")
    row = page.locator(".sd-rows li", has_text=walk.number)
    expect(row).to_contain_text("Dikembalikan")
    expect(row).to_contain_text("1 catatan")
    walk.told.step(
        "Produsen mendapat kabar lewat surel dan melihatnya di *Pekerjaan saya*: dikembalikan, oleh siapa, berapa "
        "catatan.",
        page,
        "3-04-dikembalikan",
    )
    row.locator("a").first.click()
    if page.get_by_role("link", name="Perbaiki & ajukan lagi").count():
        page.get_by_role("link", name="Perbaiki & ajukan lagi").click()
    page.wait_for_url("**/lengkapi*")
    field = page.locator(".sd-field", has=page.locator("#field-definisi"))
    expect(field.locator(".sd-remark")).to_contain_text(REMARK)
    expect(field.locator(".sd-remark")).to_contain_text("Verifikator")
    walk.told.step("Catatan Verifikator tampil di samping isiannya.", page, "3-05-catatan")
    page.fill("#field-definisi", MENDED)
    page.get_by_role("button", name="Simpan & lanjut").click()
    desk.says(MENDED)
    page.get_by_label("Angka sudah cocok dengan dokumen sumber").check()
    page.locator("form button.is-primary").last.click()
    desk.says(f"Pengajuan {walk.number} terkirim.", "putaran 2")
    walk.told.step("Perbaiki isiannya, simpan, lalu ajukan lagi. Nomornya tetap, putarannya menjadi 2.")
    walk.reached.add("ajukan-lagi")


def test_the_others_decide(walk: Walk) -> None:
    walk.needs("ajukan-lagi")
    page = walk.at(VERIFIER).open(f"/pengajuan/{walk.number}")
    changes = page.get_by_role("table", name="Metadata yang berubah")
    expect(changes.locator("tbody tr")).to_have_count(1)
    expect(changes).to_contain_text(MENDED)
    walk.told.step("Verifikator melihat hanya yang berubah sejak putaran sebelumnya.", page, "3-06-berubah")
    decide(walk.at(VERIFIER), walk.number)
    walk.told.step("Verifikator menyetujui; giliran berpindah ke Kabid.")
    decide(walk.at(HEAD), walk.number)
    walk.at(CHIEF).open(f"/pengajuan/{walk.number}")
    walk.told.step(
        "Kabid, lalu Kadis, memutuskan di halaman yang sama. Masing-masing dapat mengembalikan.",
        walk.at(CHIEF).page,
        "3-07-kadis",
    )
    decide(walk.at(CHIEF), walk.number, note="Disahkan.")
    walk.reached.add("disetujui")
