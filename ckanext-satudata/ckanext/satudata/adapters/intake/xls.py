"""The reader of old Excel workbooks (BIFF 2 to 8), by xlrd. Macros and links are never followed."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import xlrd

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import ErrorCell, Sheet, Value, Workbook
from ...domain.intake.limits import Limits
from ...domain.intake.number_formats import DATE, OTHER, built_in, kind_of
from .budget import Budget, SheetBuilder
from .ole import SIGNATURE, Ole
from .serials import typed_number

_EXTERNAL_BOOK, _DDE = 2, 4
_FILTER_MODE, _DIMENSIONS, _END = 0x009B, (0x0200, 0x0000), 0x000A
_VBA = ("_VBA_PROJECT_CUR", "Macros", "_VBA_PROJECT")


def read_xls(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read all sheets of a workbook. Raises ``Unusable`` for what is broken, locked or too large."""
    content = path.read_bytes()
    ole = Ole(content, filename) if content.startswith(SIGNATURE) else None
    if ole is not None and not ole.whole("Workbook", "Book"):
        raise Unusable("BERKAS_TERPOTONG", filename=filename)
    book = _open(content, filename)
    try:
        stream = (ole.stream("Workbook") or ole.stream("Book")) if ole else content
        return _workbook(book, ole, stream, Budget(filename, limits))
    except (Unusable, MemoryError):
        raise
    except Exception as broken:  # xlrd reads on through damage and fails in many ways
        raise Unusable("XLS_RUSAK", filename=filename) from broken


def _open(content: bytes, filename: str) -> Any:
    """Open with formats where they can be read, else without: old or odd files lack them."""
    cause: Exception | None = None
    for formatted in (True, False):
        try:
            return xlrd.open_workbook(
                file_contents=content, logfile=io.StringIO(), formatting_info=formatted, ragged_rows=True
            )
        except MemoryError:
            raise
        except Exception as broken:  # as above
            if "encrypted" in str(broken).lower():
                raise Unusable("BERKAS_TERKUNCI", filename=filename) from broken
            cause = broken
    raise Unusable("XLS_RUSAK", filename=filename) from cause


def _workbook(book: Any, ole: Ole | None, stream: bytes, budget: Budget) -> Workbook:
    if book.nsheets > budget.limits.sheets:
        raise budget.too_many_sheets(book.nsheets)
    sheets = [_Sheet(book, number, stream, budget).read() for number in range(book.nsheets)]
    workbook = Workbook("xls", sheets)
    kinds = getattr(book, "_supbook_types", None) or []
    workbook.external_links = sum(kind in (_EXTERNAL_BOOK, _DDE) for kind in kinds)
    if ole is not None:
        workbook.properties = ole.properties()
        workbook.macros = any(ole.has(name) for name in _VBA)
    return workbook


class _Sheet:
    def __init__(self, book: Any, number: int, stream: bytes, budget: Budget) -> None:
        self._book, self._number, self._stream = book, number, stream
        self._source = book.sheet_by_index(number)
        self._builder = SheetBuilder(self._source.name, budget, visible=self._source.visibility == 0)
        self._styles: dict[int, tuple[str, str]] = {}

    def read(self) -> Sheet:
        source, sheet = self._source, self._builder.sheet
        last = 0
        for row in range(source.nrows):
            if source.row_len(row):
                last = row + 1
                self._row(row)
        sheet.trailing_blank_rows = max(0, last - max(sheet.rows, default=0)) if sheet.rows else 0
        for top, bottom, left, right in source.merged_cells:
            self._builder.merge(top + 1, left + 1, bottom, right)
        self._hidden(sheet)
        for (row, column), note in source.cell_note_map.items():
            self._builder.comment(row + 1, column + 1, str(note.text))
        sheet.filtered = self._filtered()
        return sheet

    def _row(self, row: int) -> None:
        source, formats = self._source, self._builder.sheet.formats
        types, values = source.row_types(row), source.row_values(row)
        for column, (kind, value) in enumerate(zip(types, values, strict=True), 1):
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            style = (OTHER, "")
            if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                style = self._style(row, column - 1, kind)
                if formats.last.get(column, "") != style[1]:
                    formats[row + 1, column] = style[1]
            self._builder.put(row + 1, column, self._value(kind, value, style[0]))

    def _value(self, kind: int, value: Any, shows: str) -> Value:
        if kind == xlrd.XL_CELL_ERROR:
            return ErrorCell(xlrd.error_text_from_code.get(value, "#N/A"))
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_TEXT:
            return str(value).replace("\x00", "")
        return typed_number(value, shows, bool(self._book.datemode))

    def _style(self, row: int, column: int, kind: int) -> tuple[str, str]:
        """Give what a cell's format shows, and its code; without formats xlrd still tells days from numbers."""
        if not self._book.formatting_info:
            return (DATE if kind == xlrd.XL_CELL_DATE else OTHER), ""
        index = self._source.cell_xf_index(row, column)
        if index not in self._styles:
            key = self._book.xf_list[index].format_key
            given = self._book.format_map.get(key)
            code = built_in(key) or (given.format_str if given else "")
            code = "" if code.lower() == "general" else code
            self._styles[index] = (kind_of(code), code)
        return self._styles[index]

    def _hidden(self, sheet: Sheet) -> None:
        source = self._source
        sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
        sheet.hidden_columns = {
            column + 1 for column, info in source.colinfo_map.items() if info.hidden or info.width == 0
        }

    def _filtered(self) -> bool:
        """Look among the records before the cells for the mark of a filter that hides rows."""
        positions = getattr(self._book, "_sh_abs_posn", [])
        at = positions[self._number] if self._number < len(positions) else 0
        at -= self._book.base or 0
        for _ in range(20_000):
            if not 0 <= at <= len(self._stream) - 4:
                return False
            code, length = struct.unpack_from("<HH", self._stream, at)
            if code in (*_DIMENSIONS, _END):
                return False
            if code == _FILTER_MODE:
                return True
            at += 4 + length
        return False
