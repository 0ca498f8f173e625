"""When the next release of a dataset is due."""

from __future__ import annotations

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
