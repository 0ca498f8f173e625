"""Column titles: merged and stacked header rows made into one label per column."""

from __future__ import annotations

from datetime import date

from .english import indonesian, is_bilingual
from .grid import Sheet, Value
from .layout import Table
from .merged import MAX_REACH, merges_from
from .rows import BLANK, kind_of
from .text import fold, squeeze

JOINT = " \u2013 "
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def labels(sheet: Sheet, table: Table) -> list[str]:
    """Give one label per column, left to right: ``Tenaga Medis – Dokter``. Blank where there is none."""
    grid = [_row_labels(sheet, table, number) for number in table.header_rows]
    _spread_visually(grid)
    filled = [text for row in grid for text in row if text]
    bilingual = len(filled) > 2 and is_bilingual(filled)
    return [_join([row[index] for row in grid], bilingual) for index in range(len(table.columns))]


def _row_labels(sheet: Sheet, table: Table, number: int) -> list[str]:
    found = [_label(sheet.get(number, column)) for column in table.columns]
    for area in merges_from(sheet, number - MAX_REACH, number):
        if area.top <= number <= area.bottom:
            text = _label(sheet.get(area.top, area.left))
            for column in range(max(area.left, table.left), min(area.right, table.right) + 1):
                found[column - table.left] = text
    return found


def _label(value: Value) -> str:
    if kind_of(value) == BLANK:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, date):
        return f"{MONTHS[value.month - 1]} {value.year}" if value.day == 1 else value.strftime("%Y-%m-%d")
    return str(value).replace("\r", "")


def _spread_visually(grid: list[list[str]]) -> None:
    """Let a group title hold for the untitled columns to its right that have titles of their own below, up to where
    this row or a row above begins another group."""
    own = [list(row) for row in grid]
    for level, row in enumerate(grid[:-1]):
        current = ""
        for index, text in enumerate(row):
            below = any(lower[index] for lower in own[level + 1 :])
            other_group = any(upper[index] for upper in own[:level])
            if text:
                current = text if below and own[level + 1][index] != text else ""
            elif current and below and not other_group:
                row[index] = current
            else:
                current = ""


def _join(parts: list[str], bilingual: bool) -> str:
    kept: list[str] = []
    for part in parts:
        text = squeeze(indonesian(part) if bilingual else part)
        if text and (not kept or fold(text) != fold(kept[-1])):
            kept.append(text)
    return JOINT.join(kept)
