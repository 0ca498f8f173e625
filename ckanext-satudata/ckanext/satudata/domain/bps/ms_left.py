"""What a filled-in workbook holds that is no answer: notes beside the form, sheets and rows that are not read.

Nothing of it is stored, so it is told: an office may have written its answers there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .layout import Sheet
from .ms_find import Cells, Found, letters, value_at, written
from .ms_values import bare, clean

SHOWN = 5
SHOWN_SIGNS = 60
OWN_WORDS = ("Kosong:", "Alasan:")
"""How the texts begin that the portal writes beside an answer itself."""
MOST_ROWS, MOST_COLUMNS = 1000, 30


def texts_beside(sheet: Sheet, found: Found, cells: Cells) -> list[tuple[str, str]]:
    """Give the texts of MS-Keg that are neither form nor answer, with their cells."""
    answers = {(place.row, place.column) for place in found.places.values()}
    ours = form_texts(sheet)
    asked = {one.row for one in written(cells) if one.label in ours}
    left = []
    for row, column, text in filled_cells(cells):
        known = (row, column) in answers or bare(text) in ours or text.startswith(OWN_WORDS)
        label = row in asked and column < min((c for r, c in answers if r == row), default=2)
        if not known and not label:
            left.append((f"{letters(column)}{row}", text[:SHOWN_SIGNS]))
    return left


def form_texts(sheet: Sheet) -> set[str]:
    """The texts of the form itself, as they are compared: questions, headings, numbers, hints, lists."""
    texts = set(map(bare, sheet.fixed.values()))
    for one in sheet.questions:
        texts |= {bare(one.label), bare(one.number), bare(one.hint), bare(f"{one.number} {one.label}")}
        texts |= set(map(bare, one.options.values()))
        texts |= {bare(one.prefix)} if one.prefix else set()
    return texts | {""}


def filled_cells(cells: Cells) -> Iterator[tuple[int, int, str]]:
    """Give the cells with a text: row, column, text."""
    for row in sorted(cells)[:MOST_ROWS]:
        for column in range(min(len(cells[row]), MOST_COLUMNS)):
            if text := clean(value_at(cells, row, column)):
                yield row, column, text


def told_shortly(left: Sequence[tuple[str, str]]) -> str:
    """Name the first of some cells with their texts: ``D7 'lihat lampiran'``."""
    shown = ", ".join(f"{cell} '{text}'" for cell, text in left[:SHOWN])
    return f"{shown}, …" if len(left) > SHOWN else shown


def sheets_left_out(sheets: Sequence[Mapping[str, Any]], read: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the names of the sheets with any text that no form was read from."""
    names = {id(one) for one in read}
    return [
        str(one["name"])
        for one in sheets
        if id(one) not in names and any(clean(value) for row in one["rows"].values() for value in row)
    ]
