"""A grid as it was read, written as a new workbook: every text a text, no formula anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from ...domain.intake.display import shown
from ...domain.intake.grid import ErrorCell, FormulaCell, Percent, Sheet, Value, Workbook, letter

_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
MAX_TEXT = 32_767


def as_workbook(workbook: Workbook, formulas_only: bool = False) -> openpyxl.Workbook:
    """Give the grid as a workbook. ``formulas_only``: nothing but formulas without a value, as text."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in workbook.sheets:
        title = sheet.name if formulas_only else sheet_title(sheet.name, book.sheetnames)
        _fill(book.create_sheet(title), sheet, formulas_only)
    return book


def sheet_title(wanted: str, taken: Sequence[str]) -> str:
    """Give a name that Excel takes for a sheet and no other sheet has."""
    plain = _NOT_IN_TITLE.sub(" ", wanted).strip("' ")[:31] or "Lembar"
    name, number = plain, 2
    while name.lower() in {item.lower() for item in taken}:
        name = f"{plain[:27]} {number}"
        number += 1
    return name


def _fill(target: Worksheet, sheet: Sheet, formulas_only: bool) -> None:
    for row, column, value in sheet.cells():
        if not formulas_only or isinstance(value, FormulaCell):
            _put(target.cell(row, column), value)
    if not formulas_only:
        _dress(target, sheet)


def _dress(target: Worksheet, sheet: Sheet) -> None:
    """Add what stands around the values: merges, comments, widths."""
    for area in sheet.merges[:5_000]:
        target.merge_cells(str(area))
    for (row, column), text in sheet.comments.items():
        cell = target.cell(row, column)
        if isinstance(cell, Cell):
            cell.comment = Comment(_clean(text), "")
    if not sheet.visible:
        target.sheet_state = "hidden"
    widths: dict[int, int] = {}
    for _, column, value in sheet.cells():
        widths[column] = max(widths.get(column, 8), min(40, len(shown(value)) + 2))
    for column, width in widths.items():
        target.column_dimensions[letter(column)].width = width


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, (str, ErrorCell, FormulaCell)):
        put_text(cell, shown(value))
    elif isinstance(value, Percent):
        cell.value, cell.number_format = float(value), "0.0%"
    elif isinstance(value, datetime):
        cell.value, cell.number_format = value, "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    else:
        cell.value = value


def put_text(cell: Cell, text: str) -> Cell:
    """Write a text that stays a text whatever it begins with."""
    cell.value = _clean(text)
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True
    return cell


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_TEXT]
