"""Months, quarters, half-years and school years as offices write them, and their canonical text.

With a year they read as ``2024-12``, ``2024-Q1``, ``2024-S1``, ``2023/2024``; without one, in a column of their own, as
the number of the month, quarter or half-year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from .dates import full_year, month_named
from .grid import Value
from .text import fold

MONTH, QUARTER, HALF = "month", "quarter", "half"
YEAR_MONTH, YEAR_QUARTER, YEAR_HALF, SCHOOL_YEAR = "year_month", "year_quarter", "year_half", "school_year"
NUMBERED = (MONTH, QUARTER, HALF)
WITH_YEAR = (YEAR_MONTH, YEAR_QUARTER, YEAR_HALF, SCHOOL_YEAR)
PERIODS = (*NUMBERED, *WITH_YEAR)

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = r"(?:triwulan|tri wulan|twl|tw|trw|kuartal|quarter|q)[ .\-]*(?:ke[ \-]*)?"
_HALF = r"(?:semester|smtr|smt|sem|s)[ .\-]*(?:ke[ \-]*)?"
_NUMBER = r"(iv|iii|ii|i|[1-4])"
_BEHIND = r"[ ,/.\-]*(?:tahun|thn|th)?[ .]*(\d{4})"
_LABELS = {
    MONTH: re.compile(r"(nama )?bulan\b.*"),
    QUARTER: re.compile(r"(triwulan|tw|kuartal)\b.*"),
    HALF: re.compile(r"semester\b.*"),
}
_NUMBERS = {
    QUARTER: re.compile(rf"(?:{_QUARTER})?{_NUMBER}"),
    HALF: re.compile(rf"(?:{_HALF})?(ii|i|[12])"),
}
_YEARED = {
    YEAR_QUARTER: (
        re.compile(rf"{_QUARTER}{_NUMBER}{_BEHIND}"),
        re.compile(rf"(\d{{4}})[ \-/]*{_QUARTER}{_NUMBER}"),
    ),
    YEAR_HALF: (
        re.compile(rf"{_HALF}(ii|i|[12]){_BEHIND}"),
        re.compile(rf"(\d{{4}})[ \-/]*{_HALF}(ii|i|[12])"),
    ),
}
_NAMED_MONTH = re.compile(r"([a-z]+)[ .,'/\-]*(\d{4}|\d{2})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_SCHOOL = re.compile(
    r"(?:ta\.?|t\.a\.?|tahun ajaran|tahun pelajaran|tp\.?)?\s*(\d{4})\s*[/\-\u2013]\s*(\d{4}|\d{2})"
)
_MAX_DISTINCT = 500


def read_period(value: Value, kind: str | None) -> str | None:
    """Read a period of a kind; ``None`` when it is none of that kind."""
    if isinstance(value, date):
        return f"{value:%Y-%m}" if kind == YEAR_MONTH and value.day == 1 else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = fold(str(value)) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if kind == MONTH:
        number = month_named(text) or (int(text) if text.isdecimal() and len(text) <= 2 else 0)
        return str(number) if 1 <= number <= 12 else None
    if kind in _NUMBERS:
        match = _NUMBERS[kind].fullmatch(text)
        return str(_number(match[1])) if match else None
    return _read_with_year(text, kind)


def _number(text: str) -> int:
    return _ROMAN.get(text) or int(text)


def _read_with_year(text: str, kind: str | None) -> str | None:
    if kind == YEAR_MONTH:
        return _year_month(text)
    if kind == SCHOOL_YEAR:
        match = _SCHOOL.fullmatch(text)
        last = int(match[2]) if match else 0
        first = int(match[1]) if match else 0
        return f"{first}/{first + 1}" if match and last in (first + 1, (first + 1) % 100) else None
    behind, before = _YEARED.get(kind or "", (None, None))
    sign = "Q" if kind == YEAR_QUARTER else "S"
    if behind and (match := behind.fullmatch(text)):
        return f"{match[2]}-{sign}{_number(match[1])}"
    if before and (match := before.fullmatch(text)):
        return f"{match[1]}-{sign}{_number(match[2])}"
    return None


def _year_month(text: str) -> str | None:
    if match := _NAMED_MONTH.fullmatch(text):
        month = month_named(match[1])
        return f"{full_year(match[2])}-{month:02d}" if month else None
    if match := _ISO_MONTH.fullmatch(text):
        return text if 1 <= int(match[2]) <= 12 else None
    match = _MONTH_YEAR.fullmatch(text)
    return f"{match[2]}-{int(match[1]):02d}" if match and 1 <= int(match[1]) <= 12 else None


def period_of(label: str, values: Iterable[Value]) -> str | None:
    """Tell which kind of period a column holds: the kind under which each of its values reads; else ``None``.

    A number alone, or a Roman one, is a period only under a title that says so.
    """
    given = list(dict.fromkeys(values))
    if not given or len(given) > _MAX_DISTINCT:
        return None
    titled = [kind for kind, pattern in _LABELS.items() if pattern.fullmatch(fold(label))]
    named = [MONTH] if all(isinstance(item, str) and month_named(item) for item in given) else []
    for kind in (*titled, *named, YEAR_MONTH, YEAR_QUARTER, YEAR_HALF, SCHOOL_YEAR):
        if all(read_period(item, kind) is not None for item in given):
            return kind
    return None
