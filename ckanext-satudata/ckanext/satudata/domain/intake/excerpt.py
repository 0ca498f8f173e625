"""Beside a finding the piece of the sheet that it is about, its cells marked, as Excel shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .display import shown
from .grid import Sheet, address, letter, parse_address
from .reading import TableReading

FINDINGS = 60
ROWS, COLUMNS, LONGEST = 3, 6, 60
HIDDEN = "\u2022\u2022\u2022"


def with_excerpts(
    told: list[dict[str, Any]], reading: TableReading, private: set[int]
) -> list[dict[str, Any]]:
    """Give the findings (as JSON), those about cells or a row of this table with their ``excerpt``.

    An excerpt holds ``columns`` (letter, label), ``rows`` (row, cells as text) and ``marked`` (addresses): at most
    three rows and six columns, the table's first columns among them. Columns with personal data (``private``) show
    no value. Only the first findings get one: a page shows no more.
    """
    for item in told[:FINDINGS]:
        piece = _excerpt(item, reading, private)
        if piece is not None:
            item["excerpt"] = piece
    return told


def _excerpt(item: Mapping[str, Any], reading: TableReading, private: set[int]) -> dict[str, Any] | None:
    if item["place"].get("sheet") != reading.sheet.name:
        return None
    cells = [cell for text in item["cells"] if (cell := _cell(text)) and cell[1] in reading.table.columns]
    rows = list(dict.fromkeys(row for row, _column in cells))[:ROWS]
    if not rows and isinstance(item["place"].get("row"), int):
        rows = [item["place"]["row"]]
    if not rows:
        return None
    marked = [(row, column) for row, column in cells if row in rows]
    columns = _columns(reading, [column for _row, column in marked])
    return {
        "columns": [{"letter": letter(column), "label": _label(reading, column)} for column in columns],
        "rows": [
            {"row": row, "cells": [_text(reading.sheet, row, column, private) for column in columns]}
            for row in sorted(rows)
        ],
        "marked": [address(row, column) for row, column in marked if column in columns],
    }


def _cell(text: str) -> tuple[int, int] | None:
    try:
        return parse_address(text)
    except ValueError:
        return None


def _columns(reading: TableReading, about: Sequence[int]) -> list[int]:
    """The columns it is about, the first two of the table, then their neighbours, as many as there is room for."""
    wanted = list(dict.fromkeys(about))[: COLUMNS - 1]
    table = list(reading.table.columns)
    near = sorted(table, key=lambda column: min((abs(column - one) for one in wanted), default=column))
    chosen = list(dict.fromkeys([*wanted, *table[:2], *near]))[:COLUMNS]
    return sorted(chosen)


def _label(reading: TableReading, column: int) -> str:
    return reading.labels[column - reading.table.left][:LONGEST]


def _text(sheet: Sheet, row: int, column: int, private: set[int]) -> str:
    if column in private:
        return HIDDEN
    return shown(sheet.get(row, column), sheet.formats.get((row, column)))[:LONGEST]
