"""Paragraph 4: BPS downloads the bundle, checks it and records receipt."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import expect

from support.walk import BPS, Walk, downloaded

LEAD = (
    "Setelah Kadis, paket untuk BPS disusun dan didaftar. Petugas BPS mengunduhnya dan mencatat penerimaan."
)
SATUDATA = Path(sys.executable).with_name("satudata")


def test_bps_takes_the_packet_and_answers(walk: Walk, tmp_path: Path) -> None:
    walk.needs("disetujui")
    walk.told.chapter("4-bps", "BPS: paket dan jawabannya", LEAD)
    desk = walk.at(BPS)
    page = desk.open("/bps")
    for _ in range(60):
        if page.get_by_text("Menunggu jawaban (1)").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    desk.says("Menunggu jawaban (1)")
    walk.told.step("Petugas BPS membuka *Paket BPS*: yang menunggu jawaban di atas.", page, "4-01-daftar")
    page.locator("main .sd-rows a").first.click()
    link = page.locator("main").get_by_role("link", name="Unduh paket (.zip)")
    expect(link).to_be_visible(timeout=60_000)
    walk.told.step(
        "Halaman paket memuat isi paket, sidik SHA-256-nya, dan buku pengiriman.", page, "4-02-paket"
    )
    packet = downloaded(page, "Unduh paket (.zip)", tmp_path)
    checked = subprocess.run(
        [SATUDATA, "bundle", "verify", packet], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    with zipfile.ZipFile(packet) as archive:
        files = [name for name in archive.namelist() if name.endswith(".csv") and "data/" in name]
        walk.first = archive.read(files[0])
    walk.told.step(
        "Unduh paketnya. `satudata bundle verify <berkas>.zip` memeriksa keutuhannya di komputer mana pun, tanpa "
        "portal: setiap berkas dibandingkan dengan sidiknya."
    )
    page.locator("#a-received").check()
    page.fill("#field-receipt_number", "B-0001/99020/2026")
    page.get_by_role("button", name="Kirim jawaban").click()
    desk.says("Jawaban tersimpan.", "Diterima")
    walk.told.step(
        "Pilih *Diterima*, isi nomor tanda terima bila ada, lalu kirim. Bila ada catatan, data kembali untuk "
        "diperbaiki.",
        page,
        "4-03-dijawab",
    )
    walk.reached.add("bps")
