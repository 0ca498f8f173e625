"""The Dalam Angka table, opened again by another library than the one that wrote it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import openpyxl
import pytest

from ckanext.satudata.domain.bps.content import TableView
from support.bundle_samples import SCHEMA, content, population_csv, xlsx_table


def sheet_rows(data: bytes, index: int = 0, values: bool = True) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    return list(book.worksheets[index].iter_rows(values_only=True))


def small(csv: str, *measures: dict[str, Any], key: str = "nama", **dataset: Any) -> bytes:
    fields = [
        {"name": "nama", "title": "Nama", "type": "string", "satudata:role": "dimension"},
        {"name": "tahun", "title": "Tahun", "type": "year"},
        *({"type": "integer", "satudata:role": "measure", **measure} for measure in measures),
    ]
    view = TableView(
        {"title": "Uji", **dataset},
        {"title": "Dinas Uji"},
        {"nama": "Kabupaten Sukamaju"},
        {"fields": fields, "primaryKey": [key, "tahun"]},
        csv.encode(),
        datetime(2026, 11, 21, tzinfo=UTC),
    )
    return xlsx_table(view)


POIN = {"name": "nilai", "title": "Nilai", "unit": "angka"}
NILAI = {"name": "nilai", "title": "Nilai", "unit": "orang"}


def test_one_sheet_per_period_the_newest_first() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_table(content())))
    assert book.sheetnames[:2] == ["Semester 2 2025", "Semester 1 2025"]
    assert len(book.sheetnames) == 6


def test_layout_of_a_sheet() -> None:
    rows = sheet_rows(xlsx_table(content()))
    assert rows[0][0] == "Tabel 1"
    assert rows[1][0] == (
        "Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Sukamaju, Semester 2 2025"
    )
    assert rows[3] == (
        "Kode Kecamatan",
        "Kecamatan",
        "Laki-laki (orang)",
        "Perempuan (orang)",
        "Jumlah (orang)",
    )
    assert rows[4] == ("(1)", "(2)", "(3)", "(4)", "(5)")
    assert rows[5] == ("99.01.01", "Sukamaju Kota", 5296, 5216, 10512)
    assert rows[8] == ("Jumlah", "", 30888, 30348, 61236)
    assert rows[10][0] == "Sumber: Dinas Kependudukan dan Pencatatan Sipil (Data Konsolidasi Bersih)"


def test_the_total_is_a_formula_over_the_rows() -> None:
    rows = sheet_rows(xlsx_table(content()), values=False)
    assert rows[8][2:] == ("=SUM(C6:C8)", "=SUM(D6:D8)", "=SUM(E6:E8)")


def test_figures_carry_indonesian_formats_and_nought_shows_as_a_dash() -> None:
    data = small("nama,tahun,nilai\nA,2025,0\nB,2025,1234\n", NILAI)
    cells = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert cells["B6"].value == 0
    assert cells["B6"].number_format == '[$-421]#,##0;[$-421]-#,##0;"–"'
    assert "Catatan: – : tidak ada atau nol" in [row[0] for row in sheet_rows(data)]


def test_formula_looking_text_stays_text() -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(...)", "http://x.example", "＝1+1", "007"]
    lines = "".join(f'"{text}",2025,{n + 1}\n' for n, text in enumerate(texts))
    data = small("nama,tahun,nilai\n" + lines, NILAI)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [sheet.cell(row, 1) for row in range(6, 6 + len(texts))]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert xml.count("<f>") == 1


def test_large_integers_keep_every_digit() -> None:
    figures = ["2147483648", "999999999999999", "12345678901234567890"]
    lines = "".join(f"{letter},2025,{figure}\n" for letter, figure in zip("ABC", figures, strict=True))
    rows = sheet_rows(small("nama,tahun,nilai\n" + lines, {**NILAI, "unit": "rupiah"}))
    assert [row[1] for row in rows[5:8]] == [2147483648, 999999999999999, "12345678901234567890"]
    assert "Jumlah" not in [row[0] for row in rows]


def test_one_row_needs_no_total_and_no_rows_give_one_empty_sheet() -> None:
    one = sheet_rows(small("nama,tahun,nilai\nA,2025,7\n", NILAI))
    assert "Jumlah" not in [row[0] for row in one]
    none = sheet_rows(small("nama,tahun,nilai\n", NILAI))
    assert none[3][:3] == ("Nama", "Nilai (orang)", None)[: len(none[3])]


def test_what_does_not_add_up_has_no_total() -> None:
    csv = "nama,tahun,nilai,persen\nA,2025,1,10\nB,2025,3,30\n"
    data = small(csv, NILAI, {"name": "persen", "title": "Persen", "type": "number", "unit": "persen"})
    assert sheet_rows(data)[7] == ("Jumlah", 4, "")
    assert sheet_rows(small("nama,tahun,nilai\nA,2025,1\nB,2025,3\n", POIN, ukuran="indeks"))[7][0] is None


def test_a_total_row_in_the_data_is_not_added_again() -> None:
    rows = sheet_rows(small("nama,tahun,nilai\nA,2025,1\nB,2025,3\nJumlah,2025,4\n", NILAI))
    assert [row[0] for row in rows].count("Jumlah") == 1


def test_statuses_become_symbols_explained_below() -> None:
    status = {"name": "nilai_status", "title": "Status", "type": "string", "satudata:role": "status"}
    csv = "nama,tahun,nilai,nilai_status\nA,2025,,O\nB,2025,,Q\nC,2025,5,P\nD,2025,6,\nE,2025,,\n"
    data = small(csv, NILAI, status)
    rows = sheet_rows(data)
    assert rows[3] == ("Nama", "Nilai (orang)")
    assert [row[1] for row in rows[5:10]] == ["…", "NA", 5, 6, "…"]
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["B8"].number_format.count('"*"') == 3
    note = next(row[0] for row in rows if str(row[0]).startswith("Catatan"))
    assert note == (
        "Catatan: … : data tidak tersedia; NA : data tidak dapat ditampilkan; * : angka sementara"
    )


def test_many_periods_share_a_sheet_per_year_without_totals() -> None:
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 8) for day in range(1, 13)]
    fields = [
        {"name": "tanggal", "title": "Tanggal", "type": "date"},
        {"name": "komoditas", "title": "Komoditas", "type": "string", "satudata:role": "dimension"},
        {"name": "harga", "title": "Harga", "type": "integer", "unit": "rupiah", "satudata:role": "measure"},
    ]
    csv = "tanggal,komoditas,harga\n" + "".join(f"{day},Beras,14000\n" for day in days)
    data = xlsx_table(
        content(csv.encode(), schema={"fields": fields, "primaryKey": ["tanggal", "komoditas"]})
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["2025"]
    rows = sheet_rows(data)
    assert rows[5][:3] == ("2025-01-01", "Beras", 14000)
    assert "Jumlah" not in [row[0] for row in rows]


def test_unicode_names_and_school_years() -> None:
    data = small("nama,tahun,nilai\nKépulauan Ñusa 😀,2024,1\n", NILAI, title="Ujian «é»")
    assert sheet_rows(data)[5][0] == "Képulauan Ñusa 😀"
    assert sheet_rows(data)[1][0].startswith("Ujian «é» menurut Nama di Kabupaten Sukamaju, 2024")


def test_every_figure_of_the_csv_is_in_the_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_table(content())), data_only=True)
    found = {
        (row[0], name, *row[2:5])
        for name, sheet in zip(book.sheetnames, book.worksheets, strict=True)
        for row in sheet.iter_rows(min_row=6, max_row=8, values_only=True)
    }
    expected = set()
    for line in population_csv().decode().splitlines()[1:]:
        code, _, year, semester, *figures = line.split(",")
        expected.add((code, f"Semester {semester} {year}", *map(int, figures)))
    assert found == expected


@pytest.mark.parametrize("when", [datetime(2026, 11, 21, 1, 2, 3, 4, UTC), datetime(1970, 1, 1, tzinfo=UTC)])
def test_equal_content_gives_equal_bytes_and_the_gates_date(when: datetime) -> None:
    one, two = (sha256(xlsx_table(content(last_gate_at=when))).hexdigest() for _ in range(2))
    assert one == two
    book = openpyxl.load_workbook(io.BytesIO(xlsx_table(content(last_gate_at=when))))
    assert book.properties.created == when.replace(tzinfo=None, microsecond=0)


def test_the_schema_of_the_sample_is_what_the_table_was_made_from() -> None:
    assert [field["name"] for field in SCHEMA["fields"]] == population_csv().decode().splitlines()[0].split(
        ","
    )
