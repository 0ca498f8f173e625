"""When the next release of a dataset is due, and which periods have ended since the last one."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    "bulanan": 1,
    "triwulanan": 3,
    "empat_bulanan": 4,
    "semesteran": 6,
    "tahunan": 12,
    "tahun_ajaran": 12,
    "dua_tahunan": 24,
    "tiga_tahunan": 36,
    "empat_tahunan": 48,
    "lima_tahunan": 60,
}
"""Months between releases, by the code of the frequency (``config/codes/frekuensi.csv``)."""


def next_release(frequency: str, scheduled: str, published: date) -> date | None:
    """The first release after ``published``: from the scheduled date (ISO) on, or else from the publication on.

    None for a frequency without a rhythm.
    """
    months = MONTHS.get(frequency)
    if months is None:
        return None
    due = _date(scheduled) or add_months(published, months)
    while due <= published:
        due = add_months(due, months)
    return due


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def add_months(start: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, start.day)


_NAMES = {1: "", 3: "Q", 6: "S", 12: ""}
_MOST_DUE = 60


def ended_since(frequency: str, last: str, today: date) -> list[str]:
    """Periods of a frequency that ended after ``last`` and before ``today``: ``2025``, ``2025-S1``, ``2025-Q3``, ``2025-03``.

    ``last`` is what the metadata say is covered: a year, a month, a day, a quarter or a semester. Nothing for another
    frequency, a school year, or a text that is none of these.
    """
    months = MONTHS.get(frequency)
    end = _last_month(last)
    if frequency == "tahun_ajaran" or months not in _NAMES or end is None:
        return []
    found: list[str] = []
    month = end - (end + 1) % months + months
    while month < today.year * 12 + today.month - 1 and len(found) < _MOST_DUE:
        found.append(_period(month, months))
        month += months
    return found


def _last_month(text: str) -> int | None:
    """The last month that a period covers, counted from year 0."""
    match = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)(?:-\d\d)?|Q([1-4])|S([12])))?", text.strip())
    if match is None:
        return None
    year, month, quarter, half = match.groups()
    ordinal = int(month) if month else 3 * int(quarter) if quarter else 6 * int(half) if half else 12
    return int(year) * 12 + ordinal - 1 if 1 <= ordinal <= 12 else None


def _period(month: int, months: int) -> str:
    year, at = divmod(month, 12)
    if months == 12:
        return str(year)
    return f"{year}-{_NAMES[months]}{(at + 1) // months}" if months > 1 else f"{year}-{at + 1:02}"


def covered(first: str, last: str, to: str = "–") -> str:
    """The stretch from a first to a last period or day as people write it: whole years as ``2025`` or ``2021–2025``."""
    years = first[:4], last[:4]
    if first in (years[0], f"{years[0]}-01-01") and last in (years[1], f"{years[1]}-12-31"):
        first, last = years
    return to.join(dict.fromkeys(end for end in (first, last) if end))
