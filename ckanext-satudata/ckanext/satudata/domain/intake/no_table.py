"""Why a workbook holds no table: nothing in it is one, or its fields are divided by a sign nobody expects."""

from __future__ import annotations

import re

from .finding import Unusable
from .grid import Sheet, Workbook

_TEXTS = ("csv", "tsv", "clipboard")
_SIGNS = (
    (":", ":"),
    ("#", "#"),
    ("!", "!"),
    ("/", "/"),
    ("\\", "\\"),
    ("*", "*"),
    ("\x1f", "0x1F"),
    ("\x01", "0x01"),
)
_COLUMNS_OF_SPACES = re.compile(r"\S {2,}\S")
LOOKED_AT = 400


def no_table(workbook: Workbook, filename: str) -> Unusable:
    """Give the refusal of a workbook without a table."""
    if workbook.kind in _TEXTS and (sign := _divider(workbook.sheets[0])):
        return Unusable("PEMISAH_TIDAK_DIKENAL", filename=filename, sign=sign)
    return Unusable(
        "TABEL_TIDAK_DITEMUKAN", filename=filename, sheets=[sheet.name for sheet in workbook.sheets]
    )


def _divider(sheet: Sheet) -> str | None:
    """Give the sign that divides all lines of a text alike, though none of the usual ones divides any."""
    rows = [sheet.rows[number] for number in sheet.numbers()[:LOOKED_AT]]
    lines = [str(row[0]) for row in rows if len(row) == 1]
    if len(lines) < 2 or len(lines) < len(rows):
        return None
    for sign, shown in _SIGNS:
        counts = {line.count(sign) for line in lines}
        if len(counts) == 1 and counts != {0}:
            return shown
    return " " if all(map(_COLUMNS_OF_SPACES.search, lines)) else None
