"""Periods of a table: how they sort, how they are called, which one stands a year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .indonesian import MONTHS, format_date, month_number
from .roles import Column

WORDS = {
    "id": {"semester": "Semester", "triwulan": "Triwulan", "subround": "Subround", "minggu": "Minggu ke-"},
    "en": {"semester": "Semester", "triwulan": "Quarter", "subround": "Subround", "minggu": "Week "},
}

SHORT_WORDS = {
    "id": {"semester": "S", "triwulan": "T", "subround": "SR", "minggu": "M"},
    "en": {"semester": "S", "triwulan": "Q", "subround": "SR", "minggu": "W"},
}


@dataclass(frozen=True)
class Period:
    """The values of the time columns of one row, coarsest first; ``names`` are the columns' names."""

    names: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def sort_key(self) -> tuple[tuple[int, int, str], ...]:
        """Order numbers as numbers and months by their place in the year."""
        return tuple(sort_part(name, value) for name, value in zip(self.names, self.values, strict=True))

    @property
    def year(self) -> int | None:
        """The calendar year, the first of a school year; None when no column tells."""
        for name, value in zip(self.names, self.values, strict=True):
            if name.split("_")[0] in {"tahun", "tanggal"} and value[:4].isdecimal():
                return int(value[:4])
        return None

    def year_before(self) -> Period | None:
        """The same part of the year before, or None when the table has no year column."""
        values = list(self.values)
        for index, name in enumerate(self.names):
            if name.split("_")[0] == "tahun" and values[index][:4].isdecimal():
                values[index] = "/".join(
                    str(int(part) - 1) for part in values[index].split("/") if part.isdecimal()
                )
                return Period(self.names, tuple(values))
        return None

    def label(self, locale: str = "id") -> str:
        """Name the period: ``2025``, ``Semester 1 2025``, ``Agustus 2025``, ``21 November 2025``."""
        parts = [part_label(name, value, locale) for name, value in zip(self.names, self.values, strict=True)]
        return " ".join(part for part in reversed(parts) if part)

    def short_label(self, locale: str = "id") -> str:
        """Name the period in little room: ``2025``, ``S1 2025``, ``Agu 2025``."""
        parts = [short_part(name, value, locale) for name, value in zip(self.names, self.values, strict=True)]
        return " ".join(part for part in reversed(parts) if part)


def short_part(name: str, value: str, locale: str) -> str:
    """Name the value of one time column in little room."""
    kind, language = name.split("_")[0], "en" if locale == "en" else "id"
    month = month_number(value) if kind == "bulan" else None
    if month:
        return MONTHS[language][month - 1][:3]
    return SHORT_WORDS[language].get(kind, "") + value if value else ""


def sort_part(name: str, value: str) -> tuple[int, int, str]:
    """Order one value: numbers before text, months by number, the rest by spelling."""
    number = month_number(value) if name.split("_")[0] == "bulan" else None
    if number is None and value.isdecimal():
        number = int(value)
    return (0, number, "") if number is not None else (1, 0, value)


def part_label(name: str, value: str, locale: str) -> str:
    """Name the value of one time column."""
    kind, language = name.split("_")[0], "en" if locale == "en" else "id"
    if kind == "bulan" and (month := month_number(value)):
        return MONTHS[language][month - 1]
    if kind == "tanggal":
        return iso_date_label(value, language)
    word = WORDS[language].get(kind)
    if word and value:
        return f"{word}{value}" if word.endswith(("-", " ")) else f"{word} {value}"
    return value


def iso_date_label(value: str, locale: str) -> str:
    """Write an ISO date in words; anything else stays."""
    try:
        return format_date(date.fromisoformat(value), locale)
    except ValueError:
        return value


def period_of(row: Mapping[str, Any], time: Sequence[Column]) -> Period:
    """Read the period of one row; a table without time columns has one empty period."""
    return Period(tuple(c.name for c in time), tuple(text(row.get(c.name)) for c in time))


def sorted_periods(rows: Iterable[Mapping[str, Any]], time: Sequence[Column]) -> list[Period]:
    """Give the distinct periods, the oldest first."""
    return sorted({period_of(row, time) for row in rows}, key=lambda period: period.sort_key)


def text(value: object) -> str:
    """Write a cell as canonical text, a missing one as nothing."""
    return "" if value is None else str(value)
