"""One pass over a column: what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from .dates import looks_dated
from .grid import ErrorCell, FormulaCell, Percent, Sheet, Value
from .missing import SENTINELS, sign_among_figures, sign_of
from .numbers import take_apart, take_odd
from .odd_numbers import begins_as_words, broken_kind
from .text import fold, has_digit, is_blank

_PLACE = re.compile(r"\s*-?\d{1,3}\.\d{4,}\s*,\s*-?\d{1,3}\.\d{4,}\s*")
"""Latitude and longitude in one cell."""
_DATE_DIGITS = 7
"""Fewer digits, and nothing but digits, are never a date, a sign or a broken number."""


@dataclass
class Texts:
    """Distinct texts of one kind: how often each occurs, and the row of its first cell."""

    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    def add(self, text: str, count: int, row: int) -> None:
        """Add a distinct text."""
        self.counts[text] = count
        self.first[text] = row

    def move(self, text: str, to: Texts) -> None:
        """Move a text to another kind."""
        to.add(text, self.counts.pop(text), self.first.pop(text))

    @property
    def total(self) -> int:
        """Give how many cells hold texts of this kind."""
        return sum(self.counts.values())


@dataclass
class Fractions:
    """How native fractions look: as a thousands dot that Excel ate would leave them, or otherwise.

    ``lost`` lie between 1 and 1000 with at most three decimals; of these ``three`` have exactly three.
    """

    lost: int = 0
    three: int = 0

    def add(self, value: float) -> None:
        """Look at one fraction."""
        size = abs(value)
        if not 1 <= size < 1000:
            return
        shifted = size * 1000
        if abs(shifted - round(shifted)) > 1e-6:
            return
        self.lost += 1
        self.three += round(shifted) % 10 != 0


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
    date_rows: list[int] = field(default_factory=list)
    low: float | None = None
    high: float | None = None
    high_whole: float = 0
    hundreds: tuple[int, int] = (0, 0)
    shape: Fractions = field(default_factory=Fractions)
    sentinels: dict[float, int] = field(default_factory=dict)
    usual: tuple[float | None, float | None] = (None, None)
    bare: dict[float, int] = field(default_factory=dict)
    numbers: Texts = field(default_factory=Texts)
    tailed: Texts = field(default_factory=Texts)
    broken: Texts = field(default_factory=Texts)
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
        texts = (self.numbers, self.tailed, self.broken, self.dated, self.words)
        return sum(item.total for item in texts)

    def tell_figures(self, unit_word: Callable[[str], bool], counted: bool = False) -> None:
        """Take a column for one of figures where numbers outweigh words: odd numbers are then numbers, lone letters
        signs; elsewhere they are words. ``unit_word`` tells whether a word behind a number is a unit; ``counted``: the
        title says what is counted, so that broken numbers alone are figures, too."""
        for text in [item for item in self.tailed.counts if not _allowed(item, unit_word)]:
            self.tailed.move(text, self.words)
        if self._figures_outweigh(counted):
            for text in [item for item in self.words.counts if sign_among_figures(item)]:
                self._to_sign(text)
            for text in list(self.tailed.counts):
                self.tailed.move(text, self.numbers)
        else:
            for odd in (self.tailed, self.broken):
                for text in list(odd.counts):
                    odd.move(text, self.words)

    def _figures_outweigh(self, counted: bool) -> bool:
        certain = self.natives + self.numbers.total + self.tailed.total
        signs = sum(count for text, count in self.words.counts.items() if sign_among_figures(text))
        figures = certain + self.broken.total
        return (certain > 0 or (counted and figures > 0)) and figures * 10 >= (
            figures + self.words.total - signs
        ) * 6

    def _to_sign(self, text: str) -> None:
        kind = sign_among_figures(text) or ""
        self.sign_kinds[kind] = self.sign_kinds.get(kind, 0) + self.words.counts[text]
        self.words.move(text, self.signs)


def _allowed(text: str, unit_word: Callable[[str], bool]) -> bool:
    parts = take_odd(text)
    return parts is not None and (parts.tail is None or unit_word(parts.tail))


def collect(sheet: Sheet, column: int, rows: Iterable[int]) -> Stats:
    """Count what a column's cells hold in the given rows."""
    stats = Stats()
    texts: dict[str, int] = {}
    first: dict[str, int] = {}
    numbers: list[float] = []
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
        elif type(value) is int:
            stats.whole += 1
            numbers.append(value)
        else:
            _native(stats, value, number, numbers)
    _sizes(stats, numbers)
    for text, count in texts.items():
        _text(stats, text, count, first[text])
    return stats


def _native(stats: Stats, value: Value, number: int, numbers: list[float]) -> None:
    if isinstance(value, bool):
        stats.truths += 1
    elif isinstance(value, (int, float)):
        if isinstance(value, int) or value.is_integer():
            stats.whole += 1
        else:
            stats.fractions += 1
            stats.fraction_rows.append(number)
            stats.shape.add(value)
        stats.percents += isinstance(value, Percent)
        numbers.append(value)
    elif isinstance(value, date):
        stats.dates += 1
        stats.date_rows.append(number)
    elif isinstance(value, ErrorCell):
        stats.errors.append(number)
    elif isinstance(value, FormulaCell):
        stats.uncached.append(number)


def _sizes(stats: Stats, numbers: list[float]) -> None:
    """Tell how large the native numbers are, with and without those that may stand for *no value*."""
    if not numbers:
        return
    stats.low, stats.high = min(numbers), max(numbers)
    wholes = [value for value in numbers if value % 1 == 0] if stats.fractions else numbers
    if wholes:
        stats.high_whole = max(wholes)
        stats.hundreds = (
            sum(100 <= value < 1000 for value in wholes),
            sum(0 < value < 100 for value in wholes),
        )
    if stats.fractions and stats.low >= 0:
        for value in numbers:
            if not isinstance(value, Percent) and value not in SENTINELS:
                stats.bare[value] = stats.bare.get(value, 0) + 1
    for value in numbers:
        if value in SENTINELS:
            stats.sentinels[value] = stats.sentinels.get(value, 0) + 1
    usual = [value for value in numbers if value not in stats.sentinels] if stats.sentinels else numbers
    stats.usual = (min(usual), max(usual)) if usual else (None, None)


def _text(stats: Stats, text: str, count: int, row: int) -> None:
    kind = text_kind(text)
    if kind == "blanks":
        stats.blanks += count
        return
    getattr(stats, kind).add(text, count, row)
    if kind == "signs":
        sign = sign_of(text) or ""
        stats.sign_kinds[sign] = stats.sign_kinds.get(sign, 0) + count


def text_kind(text: str) -> str:
    """Tell under which name of ``Stats`` a text is counted."""
    if len(text) < _DATE_DIGITS and text.isdecimal() and text.isascii():
        return "numbers"
    if is_blank(text):
        return "blanks"
    if sign_of(text):
        return "signs"
    return _kind_with_digits(text) if has_digit(text) and not begins_as_words(text) else "words"


def _kind_with_digits(text: str) -> str:
    if "," in text and _PLACE.fullmatch(text):
        return "words"
    if take_apart(text) is not None:
        return "dated" if _is_date(text) else "numbers"
    if looks_dated(text):
        return "dated"
    if broken_kind(text):
        return "broken"
    return "words" if take_odd(text) is None else "tailed"


def _is_date(text: str) -> bool:
    """Tell whether a text of digits is a date; with dots only when its year is whole: codes are written so too."""
    if "." not in text:
        return looks_dated(text)
    return text.rstrip()[-5:-4] == "." and text.count(".") == 2 and looks_dated(text)


def folded_words(stats: Stats) -> set[str]:
    """Give the distinct words, folded."""
    return {fold(text) for text in stats.words.counts}
