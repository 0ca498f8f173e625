"""Columns of dates: which part stands first, dates whose day and month Excel turned round, and days as numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from .column import Column
from .dates import slashed
from .grid import Sheet, Value
from .text import fold

_DATED = re.compile(r"(hari ?(dan|/|,)? ?)?(tanggal|tgl|date)\b.*")
_DAY_NOUGHT = datetime.fromisoformat("1899-12-30")
_FIRST, _LAST = 18_264, 73_051


def settle_dates(sheet: Sheet, column: Column) -> None:
    """Let a day over 12 in one cell prove the order for the column; both orders prove none.

    Native dates whose days are all 12 or less, beside texts that begin with a day over 12, were turned round by Excel.
    """
    parts = [found for text in column.stats.dated.counts if (found := slashed(text))]
    firsts, seconds = sum(item[0] > 12 for item in parts), sum(item[1] > 12 for item in parts)
    if firsts and not seconds:
        column.date_order, column.date_doubt = "day_first", False
    elif seconds and not firsts:
        column.date_order, column.date_doubt = "month_first", False
    natives = [sheet.get(row, column.index) for row in column.stats.date_rows]
    days = [value.day for value in natives if isinstance(value, date)]
    column.date_swap = bool(firsts and not seconds and days) and max(days) <= 12


def holds_serials(column: Column) -> bool:
    """Tell whether a column that is titled a date holds nothing but whole numbers that Excel would show as days of
    1950 to 2099: their format was lost."""
    stats = column.stats
    others = stats.fractions or stats.dates or stats.truths or stats.errors or stats.uncached
    texts = [*stats.words.counts, *stats.tailed.counts, *stats.broken.counts, *stats.dated.counts]
    if others or texts or not _DATED.fullmatch(fold(column.label)):
        return False
    written = list(stats.numbers.counts)
    natives = not stats.whole or (stats.low is not None and _FIRST <= stats.low <= (stats.high or 0) <= _LAST)
    return (stats.whole > 0 or bool(written)) and natives and all(day_of(text) for text in written)


def day_of(value: Value) -> date | None:
    """Give the day that a whole number stands for in Excel, where it lies between 1950 and 2099."""
    text = value.strip() if isinstance(value, str) else str(value) if type(value) in (int, float) else ""
    text = text.removesuffix(".0")
    if not (len(text) == 5 and text.isascii() and text.isdecimal() and _FIRST <= int(text) <= _LAST):
        return None
    return (_DAY_NOUGHT + timedelta(days=int(text))).date()
