"""The cells of an upload as they stand, without looking for a statistical table: for lists such as assignments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ...app.intake.ports import Reader
from ...domain.intake.finding import Unusable
from ...domain.intake.grid import ErrorCell, FormulaCell, Sheet, Value, address
from ...domain.intake.refusals import refusal


def cells_of(reader: Reader, filename: str) -> dict[str, Any]:
    """``sheets``: name, visible, rows (number to values; a date is its ISO text) and formulas; or ``refusal``.

    ``formulas`` are the addresses of formulas that were stored without their value: a text that only looks like one is not
    among them.
    """
    try:
        workbook = reader.read()
    except Unusable as unusable:
        return {"sheets": [], "refusal": refusal(unusable.code, {"filename": filename, **unusable.facts})}
    return {"sheets": [_sheet(sheet) for sheet in workbook.sheets], "refusal": None}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    rows = {str(number): [_plain(value) for value in row] for number, row in sheet.rows.items()}
    formulas = [
        address(number, place)
        for number, row in sheet.rows.items()
        for place, value in enumerate(row, 1)
        if isinstance(value, FormulaCell)
    ]
    return {"name": sheet.name, "visible": sheet.visible, "rows": rows, "formulas": formulas}


def _plain(value: Value) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ErrorCell):
        return value.code
    if isinstance(value, FormulaCell):
        return f"={value.formula}"
    return value
