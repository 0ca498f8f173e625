"""Periods of a table as SDMX writes them, and the days they span."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..figures.headline import TOTAL_WORDS
from ..figures.indonesian import month_number
from .errors import Inexpressible

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "A": re.compile(r"\d{4}"),
    "A2": re.compile(r"\d{4}"),
    "A3": re.compile(r"\d{4}"),
    "A4": re.compile(r"\d{4}"),
    "A5": re.compile(r"\d{4}"),
    "S": re.compile(r"\d{4}-S[12]"),
    "A_3": re.compile(r"\d{4}-T[123]"),
    "Q": re.compile(r"\d{4}-Q[1-4]"),
    "M": re.compile(r"\d{4}-M(0[1-9]|1[0-2])"),
    "W": re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])"),
    "D": re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
    "_O": re.compile(r"\d{4}-01-01/P\d+Y"),
}
PARTS = {"bulan": "M", "minggu": "W", "triwulan": "Q", "subround": "A_3", "semester": "S"}
"""Parts of a year and their frequency, the finest first."""

YEARLY = {"dua_tahunan": "A2", "tiga_tahunan": "A3", "empat_tahunan": "A4", "lima_tahunan": "A5"}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
SCHOOL_YEAR = re.compile(r"(\d{4})\s*[/-]\s*(\d{4})")
LIMITS = {"M": 12, "W": 53, "Q": 4, "A_3": 3, "S": 2}


@dataclass(frozen=True)
class Period:
    """A period: frequency and text of SDMX, and what the text leaves out (a school year, a day of a week)."""

    freq: str
    text: str
    school_year: str = ""
    day: str = ""


def year_period(text: str, freq: str, column: str) -> Period:
    """Read ``2024`` or the school year ``2023/2024``, which counts by its first year."""
    if re.fullmatch(r"\d{4}", text) and text.isascii():
        return Period(freq, text)
    found = SCHOOL_YEAR.fullmatch(text)
    if found and int(found[2]) == int(found[1]) + 1:
        return Period("A", found[1], school_year=f"{found[1]}/{found[2]}")
    raise Inexpressible("period", column=column, found=text)


def part_period(year: str, head: str, text: str, columns: tuple[str, str]) -> Period:
    """Read a part of a year; an empty one, or one that says Jumlah, is the year."""
    whole = year_period(year, "A", columns[0])
    if not text or text.casefold() in TOTAL_WORDS:
        return whole
    freq = PARTS[head]
    number = part_number(head, text)
    if number is None or not 1 <= number <= LIMITS[freq]:
        raise Inexpressible("period", column=columns[1], found=text)
    sign = "T" if freq == "A_3" else freq
    digits = f"{number:02d}" if freq in "MW" else str(number)
    return Period(freq, f"{whole.text}-{sign}{digits}", whole.school_year)


def part_number(head: str, text: str) -> int | None:
    """Read ``1``, ``01``, ``II``, ``Semester 1``, ``Agustus``."""
    if head == "bulan":
        return month_number(text)
    last = text.split()[-1].casefold().lstrip("smtwqr-") if text.split() else ""
    if last.isdecimal() and last.isascii():
        return int(last)
    return ROMAN.get(text.split()[-1].casefold()) if text.split() else None


def day_period(text: str, column: str) -> Period:
    """Read an ISO date, or ``2024-01`` as a month."""
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return Period("M", f"{text[:4]}-M{text[5:]}")
    try:
        return Period("D", date.fromisoformat(text[:10]).isoformat())
    except ValueError:
        raise Inexpressible("period", column=column, found=text) from None


def week_of(period: Period) -> Period:
    """Give the week that a day lies in; the day goes along."""
    year, week, _ = date.fromisoformat(period.text).isocalendar()
    return Period("W", f"{year:04d}-W{week:02d}", day=period.text)


def coverage_period(first: str, last: str, fallback: int) -> Period:
    """Give the one period of a table without time columns: the years that its description names."""
    begin = first[:4] if first[:4].isdecimal() else last[:4] if last[:4].isdecimal() else str(fallback)
    end = last[:4] if last[:4].isdecimal() else begin
    if first == last and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", first):
        return Period("M", f"{first[:4]}-M{first[5:]}")
    if int(end) <= int(begin):
        return Period("A", begin.zfill(4))
    return Period("_O", f"{begin}-01-01/P{int(end) - int(begin) + 1}Y")


def fits(freq: str, text: str) -> bool:
    """Tell whether a period is written as its frequency asks."""
    pattern = PATTERNS.get(freq)
    return bool(pattern and pattern.fullmatch(text))


PARTS_OF_YEAR = (
    (re.compile(r"-(?:M)?(0[1-9]|1[0-2])"), 1),
    (re.compile(r"-Q([1-4])"), 3),
    (re.compile(r"-T([123])"), 4),
    (re.compile(r"-S([12])"), 6),
    (re.compile(r"-A(1)"), 12),
)
"""Parts of a year as a period writes them, and how many months each lasts."""


def span(text: str) -> tuple[date, date]:
    """Give the first and the last day of a period in any of the forms above; ValueError for anything else."""
    year, rest = int(text[:4]), text[4:]
    if not rest:
        return months(year, 1, 12)
    if found := re.fullmatch(r"-01-01/P(\d+)Y", rest):
        return date(year, 1, 1), date(year + int(found[1]) - 1, 12, 31)
    for pattern, length in PARTS_OF_YEAR:
        if found := pattern.fullmatch(rest):
            last = int(found[1]) * length
            return months(year, last - length + 1, last)
    if found := re.fullmatch(r"-W(\d{2})", rest):
        monday = date.fromisocalendar(year, int(found[1]), 1)
        return monday, monday + timedelta(days=6)
    day = date.fromisoformat(text)
    return day, day


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """Give the first day of one month and the last day of another."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
