"""Dates written as text, in the ways Indonesian offices write them."""

from __future__ import annotations

import re
from datetime import date

from .text import fold

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags aug",
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
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_NAMED = re.compile(r"(\d{1,2})[ -]([a-z]+)[ -](\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(text: str, order: str | None) -> date | None:
    """Read a date; ``order`` settles ``03/04/2024``. ``None`` when the text is no date, or is ambiguous."""
    bare = fold(text)
    if match := _ISO.fullmatch(text.strip()):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED.fullmatch(bare):
        month = MONTHS.get(match[2])
        return _date(int(match[3]), month, int(match[1])) if month else None
    if match := _SLASHED.fullmatch(bare):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if order == MONTH_FIRST or (order is None and second > 12):
            return _date(year, first, second)
        if order == DAY_FIRST or (order is None and (first > 12 or first == second)):
            return _date(year, second, first)
    return None


def is_ambiguous(text: str) -> bool:
    """Tell whether a text such as ``03/04/2024`` reads as two different days."""
    match = _SLASHED.fullmatch(fold(text))
    return match is not None and 0 < int(match[1]) <= 12 and 0 < int(match[2]) <= 12 and match[1] != match[2]


def looks_dated(text: str) -> bool:
    """Tell whether a text has the form of a date."""
    if not text.lstrip()[:1].isdigit():
        return False
    return read_date(text, None) is not None or is_ambiguous(text)
