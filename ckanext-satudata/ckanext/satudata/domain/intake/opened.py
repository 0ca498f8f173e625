"""A workbook with the tables that were found in it: what inspection and check both begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .grid import Workbook
from .personal_columns import Found
from .private import find_private
from .reading import Reference, TableReading, read_sheet


@dataclass(frozen=True)
class Opened:
    """A workbook, its tables as read, and what in it may be personal data."""

    workbook: Workbook
    readings: Sequence[TableReading]
    private: Sequence[Found]

    @property
    def cells(self) -> int:
        """Give how many cells its sheets hold."""
        return sum(len(row) for sheet in self.workbook.sheets for row in sheet.rows.values())


def open_workbook(
    workbook: Workbook, reference: Reference, filename: str, schema: Mapping[str, Any] | None = None
) -> Opened:
    """Find and read all tables of a workbook. ``schema``: what its table shall be, where that is known."""
    names = names_of(schema)
    readings = [
        reading for sheet in workbook.sheets for reading in read_sheet(sheet, reference, filename, names)
    ]
    return Opened(workbook, readings, find_private(workbook, readings, filename))


def names_of(schema: Mapping[str, Any] | None) -> list[str]:
    """Give the names and titles of a schema's fields."""
    fields = schema.get("fields", ()) if schema else ()
    return [str(field[part]) for field in fields for part in ("name", "title") if field.get(part)]
