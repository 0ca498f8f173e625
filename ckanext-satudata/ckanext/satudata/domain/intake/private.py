"""Personal data of a whole workbook, as findings that tell places and counts only."""

from __future__ import annotations

from collections.abc import Sequence

from . import personal
from .catalogue import spec
from .finding import Finding
from .grid import Workbook, letter, parse_address
from .reading import TableReading


def find_private(workbook: Workbook, readings: Sequence[TableReading]) -> list[personal.Found]:
    """Find personal data anywhere in the workbook. An official's NIP below a signature, or an office's telephone in
    the letterhead, is no datum of the table and stands."""
    found = [item for sheet in workbook.sheets for item in personal.scan_cells(sheet)]
    found = [item for item in found if item.kind not in personal.OF_OFFICIALS or _in_a_table(item, readings)]
    places = {(item.sheet, item.column) for item in found}
    for reading in readings:
        labels = [(column.index, column.label) for column in reading.columns]
        rows = reading.data_rows
        for item in personal.scan_columns(reading.sheet, labels, rows, frozenset()):
            if (item.sheet, item.column) not in places:
                found.append(item)
    return found


def _in_a_table(item: personal.Found, readings: Sequence[TableReading]) -> bool:
    areas = [reading.table.area for reading in readings if reading.sheet.name == item.sheet]
    rows = [parse_address(cell)[0] for cell in item.cells]
    return any(area.top <= row <= area.bottom for area in areas for row in rows)


def private_findings(found: Sequence[personal.Found]) -> list[Finding]:
    """Give personal data as findings: place and count only."""
    return [
        Finding(
            spec("DATA_PRIBADI"),
            {"sheet": item.sheet, "column": letter(item.column) if item.column else ""},
            personal.facts_of(item),
            item.cells,
            item.count,
        )
        for item in found
    ]
