"""The letter and the approval history as PDF, and what a table with an English title shows."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import openpyxl

from ckanext.satudata.adapters import pdf
from ckanext.satudata.adapters.bps.builder import build
from ckanext.satudata.adapters.bps.verify import verify
from support.bundle_samples import DATASET, SCHEMA, approval, content, xlsx_table


def text_of(data: bytes) -> str:
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(run.stdout.decode().split())


def test_the_letter_and_the_history_are_printed_and_carry_no_time_of_making(tmp_path: Path) -> None:
    gates = [
        approval("kabid", "Kepala Bidang Statistik", "2026-11-20T03:00:00+00:00", "c" * 64, standing="plt")
    ]
    item = content(approvals=gates, dataset={**DATASET, "title": "Penduduk <b>=1+1</b>"})
    result = build([item], tmp_path, to_pdf=pdf.render)
    assert {"surat-pengantar.pdf", "laporan/riwayat-persetujuan.pdf"} <= set(result.entries)
    assert verify(tmp_path / result.filename) == []
    with zipfile.ZipFile(tmp_path / result.filename) as archive:
        letter, history = archive.read("surat-pengantar.pdf"), archive.read("laporan/riwayat-persetujuan.pdf")
    shown = text_of(letter)
    for words in (
        "PEMERINTAH KABUPATEN SUKAMAJU",
        "Nomor",
        "Sifat",
        "Lampiran",
        "Hal",
        "Yth. Kepala",
        "Plt. ",
    ):
        assert words in shown
    assert (
        "(tempat tanda tangan elektronik)" in shown and "Tembusan:" in shown and "Halaman 1 dari 1" in shown
    )
    assert "<b>=1+1" in shown and item.content_digest[:20] in shown
    assert "Plt. Kepala Bidang Statistik" in text_of(
        history
    ) and "20 November 2026 pukul 10.00 WIB" in text_of(history)
    for data in (letter, history):
        assert b"CreationDate" not in data and b"/ID" not in data.rpartition(b"trailer")[2]


def test_a_table_with_an_english_title_is_bilingual_and_invents_no_words() -> None:
    fields = [{**f, "title_en": "Male"} if f["name"] == "laki_laki" else f for f in SCHEMA["fields"]]
    dataset = {**DATASET, "title_en": "Population by District and Sex", "nomor_tabel_dda": "3.1.1"}
    data = xlsx_table(content(dataset=dataset, schema={**SCHEMA, "fields": fields}))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet["A1"].value == "Tabel 3.1.1"
    assert sheet["A3"].value == "Table 3.1.1 Population by District and Sex, Semester 2 2025"
    assert [sheet.cell(4, place).value for place in (3, 4)] == [
        "Laki-laki (orang)\nMale (persons)",
        "Perempuan (orang)",
    ]
    tail = [row[0] for row in sheet.iter_rows(min_row=10, values_only=True)]
    assert "Source: Dinas Kependudukan dan Pencatatan Sipil (Data Konsolidasi Bersih)" in tail


def test_a_table_without_an_english_title_stays_in_indonesian() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_table(content()))).worksheets[0]
    texts = [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value]
    assert not [text for text in texts if text.startswith(("Table ", "Source", "Note"))]
