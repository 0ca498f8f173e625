"""A sheet as an office fills it, before any container: cells, merges, hidden parts, comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Formula:
    """A formula with the value that Excel keeps beside it (``None``: kept without one)."""

    text: str
    value: Any = None


@dataclass(frozen=True)
class Shown:
    """A value with the number format it is shown in."""

    value: Any
    format: str


@dataclass(frozen=True)
class Fault:
    """A cell that ended in an error such as ``#REF!``."""

    code: str


Cell = None | str | int | float | bool | date | datetime | Formula | Shown | Fault


@dataclass
class Page:
    """One sheet; rows and columns count from 1."""

    name: str = "Sheet1"
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    filtered: tuple[int, int, int, int] | None = None
    formatted_to: int = 0

    def put(self, row: int, values: Sequence[Cell], column: int = 1) -> Page:
        """Write values beside each other; ``None`` leaves a cell blank."""
        for offset, value in enumerate(values):
            if value is not None:
                self.cells[row, column + offset] = value
        return self

    def rows(self, first: int, lines: Sequence[Sequence[Cell]], column: int = 1) -> Page:
        """Write rows below each other."""
        for offset, line in enumerate(lines):
            self.put(first + offset, line, column)
        return self

    def merge(self, top: int, left: int, bottom: int, right: int) -> Page:
        """Merge a rectangle of cells."""
        self.merges.append((top, left, bottom, right))
        return self

    def size(self) -> tuple[int, int]:
        """Give the last row and the last column in use."""
        if not self.cells:
            return 0, 0
        return max(row for row, _ in self.cells), max(column for _, column in self.cells)

    def grid(self) -> list[list[Cell]]:
        """Give all cells as rows of equal length."""
        height, width = self.size()
        return [[self.cells.get((row, col)) for col in range(1, width + 1)] for row in range(1, height + 1)]


def letter(column: int) -> str:
    """Give a column's letters."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def number(letters: str) -> int:
    """Give the number of a column's letters."""
    found = 0
    for sign in letters:
        found = found * 26 + ord(sign) - 64
    return found
