"""One pass over a column: what its cells hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from .dates import looks_dated
from .grid import ErrorCell, FormulaCell, Percent, Sheet, Value
from .missing import sign_of
from .numbers import take_apart
from .text import fold, squeeze


@dataclass
class Texts:
    """Distinct texts of one kind: how often each occurs, and the row of its first cell."""

    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    def add(self, text: str, count: int, row: int) -> None:
        """Add a distinct text."""
        self.counts[text] = count
        self.first[text] = row

    @property
    def total(self) -> int:
        """Give how many cells hold texts of this kind."""
        return sum(self.counts.values())


@dataclass
class Stats:
    """What the cells of one column hold, by kind."""

    whole: int = 0
    fractions: int = 0
    percents: int = 0
    dates: int = 0
    truths: int = 0
    blanks: int = 0
    errors: list[int] = field(default_factory=list)
    uncached: list[int] = field(default_factory=list)
    fraction_rows: list[int] = field(default_factory=list)
    low: float | None = None
    high: float | None = None
    numbers: Texts = field(default_factory=Texts)
    signs: Texts = field(default_factory=Texts)
    dated: Texts = field(default_factory=Texts)
    words: Texts = field(default_factory=Texts)
    sign_kinds: dict[str, int] = field(default_factory=dict)

    @property
    def natives(self) -> int:
        """Give how many cells are native numbers."""
        return self.whole + self.fractions

    @property
    def filled(self) -> int:
        """Give how many cells hold anything but a sign."""
        broken = len(self.errors) + len(self.uncached)
        return self.natives + self.dates + self.truths + broken + self.text_cells

    @property
    def text_cells(self) -> int:
        """Give how many cells hold text that is no sign."""
        return self.numbers.total + self.dated.total + self.words.total


def collect(sheet: Sheet, column: int, rows: Iterable[int]) -> Stats:
    """Count what a column's cells hold in the given rows."""
    stats = Stats()
    texts: dict[str, int] = {}
    first: dict[str, int] = {}
    grid = sheet.rows
    index = column - 1
    for number in rows:
        row = grid[number]
        value = row[index] if index < len(row) else None
        if value is None:
            stats.blanks += 1
        elif isinstance(value, str):
            if value in texts:
                texts[value] += 1
            else:
                texts[value] = 1
                first[value] = number
        else:
            _native(stats, value, number)
    for text, count in texts.items():
        _text(stats, text, count, first[text])
    return stats


def _native(stats: Stats, value: Value, number: int) -> None:
    if isinstance(value, bool):
        stats.truths += 1
    elif isinstance(value, (int, float)):
        if isinstance(value, int) or value.is_integer():
            stats.whole += 1
        else:
            stats.fractions += 1
            stats.fraction_rows.append(number)
        stats.percents += isinstance(value, Percent)
        stats.low = value if stats.low is None else min(stats.low, value)
        stats.high = value if stats.high is None else max(stats.high, value)
    elif isinstance(value, date):
        stats.dates += 1
    elif isinstance(value, ErrorCell):
        stats.errors.append(number)
    elif isinstance(value, FormulaCell):
        stats.uncached.append(number)


def _text(stats: Stats, text: str, count: int, row: int) -> None:
    if not squeeze(text):
        stats.blanks += count
    elif kind := sign_of(text):
        stats.signs.add(text, count, row)
        stats.sign_kinds[kind] = stats.sign_kinds.get(kind, 0) + count
    elif take_apart(text) is not None:
        (stats.dated if looks_dated(text) and "." not in text else stats.numbers).add(text, count, row)
    elif looks_dated(text):
        stats.dated.add(text, count, row)
    else:
        stats.words.add(text, count, row)


def folded_words(stats: Stats) -> set[str]:
    """Give the distinct words, folded."""
    return {fold(text) for text in stats.words.counts}
