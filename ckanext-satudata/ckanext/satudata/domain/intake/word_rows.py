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
MORE_THAN_TITLES = 3
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
    while block and len(block[0][1]) == 1:
        block.pop(0)
    listed = next((at for at, (_, cells) in enumerate(block) if _is_title(cells[0][1], _TITLE)), None)
    at = listed if listed is not None else _widest(block)
    own = _below(block[at][1], block[at + 1 :]) if block else []
    if not own or not (_alike(sheet, own, first) or _goes_on(sheet, own, first, listed is not None)):
        return []
    return [number for number, _ in own]


def _widest(block: Sequence[tuple[int, Cells]]) -> int:
    return max(range(len(block)), key=lambda at: (len(block[at][1]), -at), default=0)


def _words(sheet: Sheet, number: int) -> Cells:
    """Give the filled cells of a row of words and nothing else, or of the first column alone between such rows."""
    row = sheet.rows.get(number) or []
    cells = [(column, value) for column, value in enumerate(row, 1) if kind_of(value) != BLANK]
    lone = len(cells) == 1 and cells[0][0] == 1 and all(_is_filled(sheet, number + by) for by in (-1, 1))
    return cells if (len(cells) > 1 or lone) and all(kind_of(value) == TEXT for _, value in cells) else []


def _is_filled(sheet: Sheet, number: int) -> bool:
    return sum(kind_of(value) == TEXT for value in sheet.rows.get(number, [])) > 1


def _is_title(value: Value, words: re.Pattern[str]) -> bool:
    text = str(value)
    return names_dimension(text) or words.fullmatch(fold(text)) is not None


def _below(titles: Cells, rows: Sequence[tuple[int, Cells]]) -> Sequence[tuple[int, Cells]]:
    """Give the rows below the titles from the first that goes on neither with titles nor in another language."""
    titled = {column for column, _ in titles}
    same = fold(str(titles[0][1]))
    for at, (_, cells) in enumerate(rows):
        head = cells[0][1]
        if cells[0][0] != titles[0][0] or not titled.issuperset(column for column, _ in cells):
            return []
        further = _is_title(head, _FURTHER) or fold(str(head)) == same
        english = sum(is_english(str(value)) for _, value in cells)
        if not further and (at > 0 or english * 2 <= len(cells)):
            return rows[at:]
    return []


def _goes_on(sheet: Sheet, rows: Sequence[tuple[int, Cells]], first: int, listed: bool) -> bool:
    """Tell whether a column behind the first holds words among the figures, too; below a title that is known as one
    that is enough, else there must be more rows than titles have."""
    columns = {column for _, cells in rows for column, _ in cells[1:]}
    below = any(
        kind_of(sheet.get(row, c)) == TEXT for c in columns for row in range(first, first + LOOKED_DOWN)
    )
    many = len(rows) >= MORE_THAN_TITLES
    return (below and (listed or many)) or (listed and many)


def _alike(sheet: Sheet, rows: Sequence[tuple[int, Cells]], first: int) -> bool:
    """Tell whether the first of the rows begins in some column like most of the words below: *Jalan*, *Puskesmas*."""
    for column, value in rows[0][1]:
        below = [_begin(sheet.get(row, column)) for row in range(first, first + LOOKED_DOWN)]
        words = [word for word in below if word]
        longer = fold(str(value)) != _begin(value)
        if len(words) > 1 and longer and words.count(_begin(value)) * 2 > len(words):
            return True
    return False


def _begin(value: Value) -> str:
    return fold(str(value)).split(" ")[0] if kind_of(value) == TEXT else ""
