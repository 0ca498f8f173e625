"""One table printed over several pages: its titles come again, its rows go on."""

from __future__ import annotations

import re

from .grid import Sheet
from .header_rows import HeaderRows
from .layout import SetApart, Table
from .named_rows import first_text
from .rows import BLANK, kind_of
from .text import fold
from .totals import is_total_label

_PAGE = re.compile(r".*\b(lanjutan|continued|halaman|sambungan|hal)\b.*")
Found = list[tuple[Table, HeaderRows]]


def join_pages(sheet: Sheet, found: Found) -> Found:
    """Join a table to the one above where its titles only repeat that one's and nothing but page marks stands between.

    A total at the end of the table above ends it.
    """
    joined: Found = []
    for table, header in found:
        if joined and _goes_on(sheet, joined[-1][0], table):
            _join(sheet, joined[-1][0], table)
        else:
            joined.append((table, header))
    return joined


def _goes_on(sheet: Sheet, above: Table, below: Table) -> bool:
    if not below.header_rows or _titles(sheet, above) != _titles(sheet, below):
        return False
    between = range(above.last_row + 1, below.header_rows[0])
    words = [_words(sheet, number) for number in between]
    if any(text and not _PAGE.fullmatch(text) for text in words):
        return False
    return not is_total_label(first_text(sheet.rows[above.last_row], above.left, above.right))


def _titles(sheet: Sheet, table: Table) -> list[list[str]]:
    return [
        [fold(str(sheet.get(number, column) or "")) for column in table.columns]
        for number in table.header_rows
    ]


def _words(sheet: Sheet, number: int) -> str:
    return fold(" ".join(str(value) for value in sheet.rows.get(number, []) if kind_of(value) != BLANK))


def _join(sheet: Sheet, above: Table, below: Table) -> None:
    numbering = [below.numbering_row] if below.numbering_row else []
    units = [below.unit_row] if below.unit_row else []
    between = [row for row in range(above.last_row + 1, below.first_row) if _words(sheet, row)]
    again = sorted({*below.header_rows, *numbering, *units, *between})
    above.set_apart += [SetApart("repeated_header", [row], _words(sheet, row)) for row in again]
    above.set_apart += below.set_apart
    above.data_rows += below.data_rows
    above.last_row = below.last_row
