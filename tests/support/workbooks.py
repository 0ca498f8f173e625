"""Workbooks of the kind offices have: title lines, merged two-row header, text numbers, Jumlah row, footnote, two sheets."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font

KECAMATAN = (
    ("99.01.01", "Sukamaju Kota", 36210, 35890, 21455),
    ("99.01.02", "Wanasari", 10240, 10008, 5870),
    ("99.01.03", "Karangjati", 15320, 15104, 8800),
    ("99.01.04", "Muara Bening", 21875, 21503, 12690),
    ("99.01.05", "Tanjung Elok", 12503, 12298, 7211),
    ("99.01.06", "Cempaka Barat", 18044, 17810, 10560),
    ("99.01.07", "Cempaka Timur", 17102, 16987, 9981),
    ("99.01.08", "Pulau Rengas", 5120, 4988, 2960),
)


def dotted(number: int) -> str:
    """12503 as offices type it: ``12.503``."""
    return f"{number:,}".replace(",", ".")


def population(year: int, *, wrong_total_at: int | None = None, growth: float = 1.0) -> bytes:
    """Penduduk menurut kecamatan (data rekaan). ``wrong_total_at``: the row (0-7) whose L+P is not its Jumlah."""
    book = Workbook()
    cover = book.active
    cover.title = "Petunjuk"
    cover["A1"] = "Lembar ini berisi petunjuk pengisian (data rekaan)"
    sheet = book.create_sheet(str(year))
    sheet["A1"] = f"Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Sukamaju, {year}"
    sheet["A1"].font = Font(bold=True)
    sheet["A2"] = "Satuan: orang"
    _header(sheet)
    rows = [(code, name, *(round(n * growth) for n in numbers)) for code, name, *numbers in KECAMATAN]
    _body(sheet, rows, wrong_total_at)
    sheet.cell(15, 1, f"Sumber: Disdukcapil Kabupaten Sukamaju, DKB semester II {year} (data rekaan)")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _header(sheet: object) -> None:
    put = sheet.cell  # type: ignore[attr-defined]
    for column, label in ((1, "Kode Kecamatan"), (2, "Kecamatan"), (6, "Kartu Keluarga")):
        put(4, column, label)
        sheet.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)  # type: ignore[attr-defined]
    put(4, 3, "Penduduk")
    sheet.merge_cells(start_row=4, end_row=4, start_column=3, end_column=5)  # type: ignore[attr-defined]
    for column, label in ((3, "Laki-laki"), (4, "Perempuan"), (5, "Jumlah")):
        put(5, column, label)


def _body(sheet: object, rows: Sequence[tuple], wrong_total_at: int | None) -> None:
    put = sheet.cell  # type: ignore[attr-defined]
    for index, (code, name, men, women, families) in enumerate(rows):
        total = men + women + (72 if index == wrong_total_at else 0)
        for column, value in enumerate(
            (code, name, dotted(men), dotted(women), dotted(total), dotted(families)), 1
        ):
            put(6 + index, column, value)
    sums = [sum(row[place] for row in rows) for place in (2, 3, 4)]
    total_row = ("Jumlah", None, dotted(sums[0]), dotted(sums[1]), dotted(sums[0] + sums[1]), dotted(sums[2]))
    for column, value in enumerate(total_row, 1):
        put(14, column, value)
