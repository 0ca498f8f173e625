"""Workbooks as offices keep them, made in memory: title lines, merged titles, numbering, totals, footers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import openpyxl

DISTRICTS = (
    "Sukamaju Kota",
    "Wanasari",
    "Karangjati",
    "Muara Bening",
    "Tanjung Elok",
    "Cempaka Barat",
    "Cempaka Timur",
    "Pulau Rengas",
)
Style = Callable[[float], Any]


def native(number: float) -> Any:
    """Keep a number as a number."""
    return number


def dotted(number: float) -> str:
    """Write 12503 as 12.503 and 12.5 as 12,5."""
    whole, _, fraction = f"{number}".partition(".")
    text = f"{int(whole):,}".replace(",", ".")
    return f"{text},{fraction}" if fraction and fraction != "0" else text


def spaced(number: float) -> str:
    """Write 12503 as 12 503."""
    return f"{int(number):,}".replace(",", " ")


def save(book: openpyxl.Workbook) -> bytes:
    """Give the workbook's bytes."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def men(index: int, year: int = 2025) -> int:
    """Give a made-up count of men."""
    return 4211 + index * 1731 + (year - 2025) * 57


def women(index: int, year: int = 2025) -> int:
    """Give a made-up count of women."""
    return 4103 + index * 1655 + (year - 2025) * 61


def population(
    style: Style = native,
    year: int = 2025,
    districts: Sequence[str] = DISTRICTS,
    change: Callable[[Any], None] | None = None,
    numbering: bool = True,
    total: str | None = "Jumlah",
    title_year: bool = True,
    sheet_name: str = "Data",
) -> bytes:
    """Give the usual table: two merged header rows 5 and 6, numbering 7, data from 8, total below, footer."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = sheet_name
    sheet["A1"] = "PEMERINTAH KABUPATEN SUKAMAJU"
    suffix = f", {year}" if title_year else ""
    sheet["A2"] = f"Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Sukamaju{suffix}"
    sheet["E3"] = "(orang)"
    for area in ("A1:E1", "A2:E2", "A5:A6", "B5:B6", "C5:E5"):
        sheet.merge_cells(area)
    sheet["A5"], sheet["B5"], sheet["C5"] = "No", "Kecamatan", "Penduduk"
    sheet["C6"], sheet["D6"], sheet["E6"] = "Laki-laki", "Perempuan", "Jumlah"
    if numbering:
        for column in range(1, 6):
            sheet.cell(7, column, f"({column})")
    for index, name in enumerate(districts):
        left, right = men(index, year), women(index, year)
        for column, value in enumerate((index + 1, name, style(left), style(right), style(left + right)), 1):
            sheet.cell(8 + index, column, value)
    last = 8 + len(districts)
    if total:
        _total_row(sheet, last, total, style, year, len(districts))
    sheet.cell(last + 1, 1, "Sumber: Dinas Kependudukan dan Pencatatan Sipil (data rekaan)")
    sheet.cell(last + 2, 1, "Catatan: keadaan 31 Desember")
    sheet.cell(last + 4, 4, "Mengetahui, Kepala Dinas")
    if change:
        change(sheet)
    return save(book)


def _total_row(sheet: Any, row: int, label: str, style: Style, year: int, count: int) -> None:
    lefts = sum(men(index, year) for index in range(count))
    rights = sum(women(index, year) for index in range(count))
    for column, value in ((2, label), (3, style(lefts)), (4, style(rights)), (5, style(lefts + rights))):
        sheet.cell(row, column, value)


def table(header: Sequence[Any], rows: Sequence[Sequence[Any]], title: str | None = None) -> bytes:
    """Give a plain table, with a title line and a blank row above when there is a title."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    top = 1
    if title:
        sheet["A1"] = title
        top = 3
    for offset, row in enumerate([header, *rows]):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(top + offset, column, value)
    return save(book)


def by_district(values: Sequence[Any], label: str, year: int = 2025) -> bytes:
    """Give a table of one figure per district, with a year column."""
    rows = [(name, year, value) for name, value in zip(DISTRICTS, values, strict=False)]
    return table(("Kecamatan", "Tahun", label), rows)
