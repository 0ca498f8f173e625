"""Rows of data that hold no figure, between the titles of a table and its first figure: told from further titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .english import is_english
from .grid import Sheet, Value
from .rows import BLANK, TEXT, kind_of
from .text import fold
from .title_rows import names_dimension

LOOKED_DOWN = 100
MORE_THAN_TITLES = 4
_OF_INDICATORS = r"(indikator|uraian|sasaran|aspek|komponen|program|kegiatan|no|nama|jenis)"
_TITLE, _FURTHER = re.compile(_OF_INDICATORS + r"\b.*"), re.compile(_OF_INDICATORS)
Cells = Sequence[tuple[int, Value]]


def rows_of_words(sheet: Sheet, first: int, before: int) -> list[int]:
    """Give the rows right above the first figure that are data in words: they stand whole below a row of titles, and
    a column of theirs goes on in words below."""
    block: list[tuple[int, Cells]] = []
    number = first - 1
    while number > before and (cells := _words(sheet, number)):
        block.insert(0, (number, cells))
        number -= 1
    for at, (_, titles) in enumerate(block):
        if _is_title(titles[0][1], _TITLE):
            return _below(sheet, titles, block[at + 1 :], first)
    return []


def _words(sheet: Sheet, number: int) -> Cells:
    """Give the filled cells of a row of two words or more and nothing else."""
    row = sheet.rows.get(number) or []
    cells = [(column, value) for column, value in enumerate(row, 1) if kind_of(value) != BLANK]
    return cells if len(cells) > 1 and all(kind_of(value) == TEXT for _, value in cells) else []


def _is_title(value: Value, words: re.Pattern[str]) -> bool:
    text = str(value)
    return names_dimension(text) or words.fullmatch(fold(text)) is not None


def _below(sheet: Sheet, titles: Cells, rows: Sequence[tuple[int, Cells]], first: int) -> list[int]:
    titled = {column for column, _ in titles}
    heads = {fold(str(titles[0][1]))}
    for at, (_, cells) in enumerate(rows):
        head = cells[0][1]
        further = _is_title(head, _FURTHER) or fold(str(head)) in heads
        further = further or any(is_english(str(value)) for _, value in cells)
        if cells[0][0] != titles[0][0] or not titled.issuperset(column for column, _ in cells):
            return []
        if not further:
            own = rows[at:]
            return [number for number, _ in own] if _goes_on(sheet, own, first) else []
    return []


def _goes_on(sheet: Sheet, rows: Sequence[tuple[int, Cells]], first: int) -> bool:
    """Tell whether a column behind the first holds words among the figures, too, or there are more rows than titles."""
    columns = {column for _, cells in rows for column, _ in cells[1:]}
    below = (sheet.get(row, column) for row in range(first, first + LOOKED_DOWN) for column in columns)
    return len(rows) > MORE_THAN_TITLES or any(kind_of(value) == TEXT for value in below)
