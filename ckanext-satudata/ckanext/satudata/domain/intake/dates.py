"""Dates written as text, in the ways Indonesian offices write them."""

from __future__ import annotations

import re
from datetime import date

from .text import fold, has_digit

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags aug agt agst",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}
DAY_FIRST = "day_first"
MONTH_FIRST = "month_first"
_DAYS = r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s*)?"
_ISO = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_NAMED = re.compile(_DAYS + r"(\d{1,2})[ .-]+([a-z]+)[ .,-]+(\d{4}|\d{2})")
_SLASHED = re.compile(_DAYS + r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{2}:\d{2}(?::\d{2})?)?")
_TURN_OF_CENTURY = 50


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(text: str) -> int:
    """Give the year of two or four digits: 24 is 2024, 67 is 1967."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < _TURN_OF_CENTURY else 1900)


def month_named(text: str) -> int | None:
    """Give the number of a month by its name or a usual short form, Indonesian or English."""
    return MONTHS.get(fold(text))


def slashed(text: str) -> tuple[int, int, int] | None:
    """Give the three numbers of a date such as ``03/04/2024``, its year whole; ``None`` for other forms."""
    match = _SLASHED.fullmatch(fold(text))
    return (int(match[1]), int(match[3]), full_year(match[4])) if match else None


def read_date(text: str, order: str | None) -> date | None:
    """Read a date; ``order`` settles ``03/04/2024``. ``None`` when the text is no date, or is ambiguous."""
    bare = fold(text)
    if match := _ISO.fullmatch(text.strip()):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED.fullmatch(bare):
        month = MONTHS.get(match[2])
        return _date(full_year(match[3]), month, int(match[1])) if month else None
    parts = slashed(text)
    if parts is None:
        return None
    first, second, year = parts
    if order == MONTH_FIRST or (order is None and second > 12):
        return _date(year, first, second)
    if order == DAY_FIRST or (order is None and (first > 12 or first == second)):
        return _date(year, second, first)
    return None


def is_ambiguous(text: str) -> bool:
    """Tell whether a text such as ``03/04/2024`` reads as two different days."""
    parts = slashed(text)
    return parts is not None and 0 < parts[0] <= 12 and 0 < parts[1] <= 12 and parts[0] != parts[1]


def looks_dated(text: str) -> bool:
    """Tell whether a text has the form of a date."""
    start = text.lstrip()[:1]
    if not start.isdecimal() and start.lower() not in "sjrkma":
        return False
    return has_digit(text) and (read_date(text, None) is not None or is_ambiguous(text))


def way_of(text: str) -> str:
    """Tell in which way a date is written: ``iso``, ``named`` or ``slashed``."""
    if _ISO.fullmatch(text.strip()):
        return "iso"
    return "slashed" if slashed(text) else "named"
