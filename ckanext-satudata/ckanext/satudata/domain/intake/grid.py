"""The plain grid of cells that every reader yields, whatever the container was.

Rows and columns count from 1, as Excel shows them. A cell is one of: ``None`` (blank), ``str``, ``int``, ``float``,
``Percent``, ``bool``, ``date``, ``datetime``, ``ErrorCell``, ``FormulaCell``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


class Percent(float):
    """A native number that the workbook shows as a percentage: 0.125 is shown as 12,5%."""


@dataclass(frozen=True)
class ErrorCell:
    """A cell whose formula ended in an error, such as ``#REF!``."""

    code: str


@dataclass(frozen=True)
class FormulaCell:
    """A formula that was stored without the value it gives."""

    formula: str


Value = str | int | float | bool | date | datetime | ErrorCell | FormulaCell | None
Row = list[Value]


@dataclass(frozen=True, order=True)
class Area:
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


class Formats:
    """The number formats of cells, kept as runs down each column, so that a million cells cost a few entries.

    A run reaches to the next cell of another format; it may cover cells without a number.
    """

    def __init__(self) -> None:
        self._starts: dict[int, list[int]] = {}
        self._codes: dict[int, list[str]] = {}
        self._single: dict[tuple[int, int], str] = {}
        self.last: dict[int, str] = {}

    def __setitem__(self, place: tuple[int, int], code: str) -> None:
        row, column = place
        starts = self._starts.setdefault(column, [])
        if starts and row <= starts[-1]:
            self._single[place] = code
            return
        starts.append(row)
        self._codes.setdefault(column, []).append(code)
        self.last[column] = code

    def get(self, place: tuple[int, int], default: str | None = None) -> str | None:
        """Give the format code that shows the cell, ``default`` where none is known."""
        if place in self._single:
            return self._single[place] or default
        row, column = place
        at = bisect_right(self._starts.get(column, []), row) - 1
        return (self._codes[column][at] or default) if at >= 0 else default


@dataclass
class Sheet:
    """One sheet. ``rows`` holds only rows with content; a row's first item is column A.

    ``comments`` are remarks pinned to cells, old notes and threads alike; ``filtered``: an autofilter hides rows;
    ``after_file``: it has no name of its own, so it is called after the file. ``kinds``: one sign for the kind of each
    cell of a row, as far as they were looked at.
    """

    name: str
    rows: dict[int, Row] = field(default_factory=dict)
    visible: bool = True
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: Formats = field(default_factory=Formats)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    filtered: bool = False
    trailing_blank_rows: int = 0
    after_file: bool = False
    kinds: dict[int, str] = field(default_factory=dict, repr=False, compare=False)

    def get(self, row: int, column: int) -> Value:
        """Give the cell's value, ``None`` outside of what was read."""
        cells = self.rows.get(row)
        if cells is None or column > len(cells) or column < 1:
            return None
        return cells[column - 1]

    def numbers(self) -> list[int]:
        """Give the numbers of the rows with content, ascending."""
        return sorted(self.rows)

    def cells(self) -> Iterator[tuple[int, int, Value]]:
        """Give (row, column, value) of each cell that is not blank."""
        for number in self.numbers():
            for column, value in enumerate(self.rows[number], 1):
                if value is not None:
                    yield number, column, value


Remark = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Elsewhere:
    """A kind of personal data, and the part of the file that holds it, in Indonesian and English."""

    kind: str
    place: str
    place_en: str


@dataclass
class Workbook:
    """What a reader made of a file. ``elsewhere``: personal data outside of sheets, comments and properties.

    ``kind``: xlsx, xlsm, xls, xml, ods, csv, tsv, html or clipboard. ``properties``: title, creator, lastModifiedBy,
    subject, keywords, description, company, and custom ones. ``remarks``: code of a finding with its facts; the facts
    ``place``, ``count``, ``read`` and ``expected`` become the finding's own.
    """

    kind: str
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    external_links: int = 0
    properties: dict[str, str] = field(default_factory=dict)
    macros: bool = False
    remarks: list[Remark] = field(default_factory=list)
    elsewhere: list[Elsewhere] = field(default_factory=list)


def letter(column: int) -> str:
    """Give the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Give the number of a column's letters: AA is 27."""
    number = 0
    for sign in letters.upper():
        number = number * 26 + ord(sign) - 64
    return number


def address(row: int, column: int) -> str:
    """Give a cell's address as Excel writes it: row 14, column 6 is F14."""
    return f"{letter(column)}{row}"


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def parse_address(text: str) -> tuple[int, int]:
    """Give (row, column) of an address such as ``F14``. Raises ``ValueError`` on anything else."""
    match = _ADDRESS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a cell address: {text!r}")
    return int(match[2]), column_number(match[1])


def parse_area(text: str) -> Area:
    """Give the rectangle of ``A7:F15`` or of a single cell. Raises ``ValueError`` on anything else."""
    first, _, last = text.partition(":")
    top, left = parse_address(first)
    bottom, right = parse_address(last or first)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def is_number(value: Value) -> bool:
    """Tell whether the cell is a native number (a truth value is not)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
