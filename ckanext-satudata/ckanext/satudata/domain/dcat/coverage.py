"""The days that a period of the form (``2024``, ``2024-03``, ``2024-Q1``, ``2024/2025``) covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from .model import Period

PARTS = {"Q": 4, "T": 3, "S": 2}
"""Parts of a year by the letter that counts them: quarters, thirds, halves (``config/codes/frekuensi.csv``)."""
FORM = re.compile(
    r"(?P<year>\d{4})(?:/(?P<until>\d{4})|-(?P<letter>[QTS])(?P<part>\d)|-W(?P<week>\d{2})"
    r"|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)
SCHOOL_YEAR_BEGINS = 7


def covered(first: str, last: str) -> Period | None:
    """Give the first day of the first period and the last day of the last one; None when neither can be read."""
    start, end = days(first), days(last or first)
    if start is None and end is None:
        return None
    return Period(start[0] if start else None, end[1] if end else None)


def days(text: str) -> tuple[date, date] | None:
    """Give the first and last day of a period, None for what is no period."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return _days(found)
    except ValueError:
        return None


def _days(found: re.Match[str]) -> tuple[date, date]:
    year = int(found["year"])
    if found["until"]:
        begins = SCHOOL_YEAR_BEGINS
        return date(year, begins, 1), _last_of(int(found["until"]), begins - 1)
    if found["letter"]:
        length = 12 // PARTS[found["letter"]]
        last = int(found["part"]) * length
        return date(year, last - length + 1, 1), _last_of(year, last)
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        return monday, monday + timedelta(days=6)
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["month"]:
        return date(year, int(found["month"]), 1), _last_of(year, int(found["month"]))
    return date(year, 1, 1), date(year, 12, 31)


def _last_of(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])
