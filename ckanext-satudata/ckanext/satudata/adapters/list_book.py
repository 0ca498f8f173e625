"""A list as a workbook: one sheet, a title row that stays, every cell as it was given, formulas never."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

MOST = 1_048_575
"""Lines that a sheet holds below its title row."""
CHUNK = 1 << 20


def written(
    sheet: str, header: Sequence[str], lines: Iterable[Sequence[str | int]], more: str
) -> Iterator[bytes]:
    """The workbook in pieces. What does not fit on the sheet is left out, and its last line says so (``more``)."""
    with tempfile.TemporaryFile() as target:
        _write(target, sheet, header, lines, more)
        target.seek(0)
        while piece := target.read(CHUNK):
            yield piece


def _write(
    target: IO[bytes], sheet: str, header: Sequence[str], lines: Iterable[Sequence[str | int]], more: str
) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        page = workbook.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        page.set_column(0, len(header) - 1, 20)
        bold = workbook.add_format({"bold": True, "bg_color": "#E6F0F8", "border": 1})
        for column, title in enumerate(header):
            page.write_string(0, column, title, bold)
        for number, line in enumerate(lines, 1):
            if number == MOST:
                page.write_string(number, 0, more)
                break
            for column, cell in enumerate(line):
                _put(page, number, column, cell)


def _put(page: Worksheet, row: int, column: int, cell: str | int) -> None:
    """A whole number as a number, everything else as text."""
    if isinstance(cell, int):
        page.write_number(row, column, cell)
    else:
        page.write_string(row, column, cell)
