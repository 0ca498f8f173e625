"""Columns of dates: which part stands first, and dates whose day and month Excel turned round."""

from __future__ import annotations

from datetime import date

from .column import Column
from .dates import slashed
from .grid import Sheet


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
