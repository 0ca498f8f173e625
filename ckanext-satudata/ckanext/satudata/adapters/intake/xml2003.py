"""The reader of XML Spreadsheet 2003: one XML file, often saved under the name .xls."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from ...domain.intake.grid import ErrorCell, FormulaCell, Sheet, Value, Workbook
from ...domain.intake.limits import Limits
from ...domain.intake.number_formats import DATE, ELAPSED, OTHER, PERCENT, TIME, kind_of
from .budget import Budget, SheetBuilder
from .serials import clock, typed_number
from .xlsx_extras import keep_property
from .xml_stream import local, parse

_NAMED_FORMATS = {
    "General Number": "",
    "General": "",
    "Percent": "0.00%",
    "Standard": "#,##0.00",
    "Fixed": "0.00",
    "Short Date": "dd/mm/yyyy",
    "Medium Date": "d-mmm-yy",
    "Long Date": "dd mmmm yyyy",
    "General Date": "dd/mm/yyyy h:mm",
    "Short Time": "h:mm",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
}
_PROPERTIES = {
    "Title": "title",
    "Subject": "subject",
    "Author": "creator",
    "LastAuthor": "lastModifiedBy",
    "Keywords": "keywords",
    "Description": "description",
    "Company": "company",
}
_FIRST_DAY = datetime.fromisoformat("1899-12-31")
_FAR = 1 << 30


def read_xml2003(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read all sheets of a workbook. Raises ``Unusable`` for what is broken, hostile or too large."""
    handler = _Handler(Budget(filename, limits))
    parse(_pieces(path), handler, filename, "XML", "XML_RUSAK")
    return Workbook("xml", handler.sheets, properties=handler.properties)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(1 << 16):
            yield piece


class _Handler:
    """Builds the sheets from the events of the XML."""

    def __init__(self, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self.properties: dict[str, str] = {}
        self._budget = budget
        self._builder: SheetBuilder | None = None
        self._formats: dict[str, str] = {}
        self._style = ""
        self._row = self._column = self._filled = 0
        self._cell: dict[str, str] = {}
        self._row_style = ""
        self._type: str | None = None
        self._text: list[str] = []
        self._value: list[str] = []
        self._inside = False
        self._commenting = False
        self._length = 0
        self._property: str | None = None

    def start(self, name: str, given: dict[str, str]) -> None:
        """Handle the start of an element."""
        tag = local(name)
        attributes = {local(key): value for key, value in given.items()}
        if self._builder is None:
            self._start_outside(tag, attributes)
        elif tag == "Row":
            self._start_row(attributes)
        elif tag == "Cell":
            self._start_cell(attributes)
        elif tag == "Comment":
            self._commenting, self._text, self._length = True, [], 0
        elif tag == "Data":
            self._start_data(attributes)
        elif tag == "Column":
            self._start_column(attributes)
        else:
            self._start_option(tag, self._builder)

    def _start_option(self, tag: str, builder: SheetBuilder) -> None:
        if tag == "Visible":
            self._property, self._text = tag, []
        elif tag == "FilterOn":
            builder.sheet.filtered = True

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        tag = local(name)
        if tag == "Worksheet" and self._builder is not None:
            self.sheets.append(self._builder.sheet)
            self._builder = None
        elif tag == "Data":
            self._inside = False
        elif tag == "Comment" and self._builder is not None:
            self._builder.comment(self._row, self._column, "".join(self._text))
            self._commenting = False
        elif tag == "Cell" and self._builder is not None:
            self._end_cell(self._builder)
        elif tag == self._property:
            self._end_property(tag)

    def text(self, data: str) -> None:
        """Take text inside a cell, a comment or a property, counting."""
        if not (self._inside or self._property):
            return
        self._length += len(data)
        if self._length > self._budget.limits.cell_chars:
            raise self._budget.too_long(max(1, self._row), max(1, self._column))
        self._text.append(data)

    def _start_outside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Worksheet":
            if len(self.sheets) >= self._budget.limits.sheets:
                raise self._budget.too_many_sheets(len(self.sheets) + 1)
            self._builder = SheetBuilder(attributes.get("Name", ""), self._budget)
            self._row = self._column = 0
        elif tag == "Style":
            self._style = attributes.get("ID", "")
        elif tag == "NumberFormat" and len(self._formats) < 20_000:
            code = attributes.get("Format", "")
            self._formats[self._style] = _NAMED_FORMATS.get(code, code)[:255]
        elif tag in _PROPERTIES:
            self._property, self._text, self._length = tag, [], 0

    def _end_property(self, tag: str) -> None:
        text = "".join(self._text).strip()
        self._property = None
        if tag == "Visible" and self._builder is not None:
            self._builder.sheet.visible = text not in ("SheetHidden", "SheetVeryHidden")
        elif tag in _PROPERTIES:
            keep_property(self.properties, _PROPERTIES[tag], text)

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = _count(attributes.get("Index"), self._column + 1)
        last = min(first + _count(attributes.get("Span"), 0), _FAR)
        self._column = last
        if self._builder and attributes.get("Hidden") == "1":
            limit = self._budget.limits.columns
            self._builder.sheet.hidden_columns.update(range(first, min(last, limit) + 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = _count(attributes.get("Index"), self._row + 1)
        self._column = self._filled = 0
        self._row_style = attributes.get("StyleID", "")
        if self._builder and attributes.get("Hidden") == "1" and self._row <= self._budget.limits.rows:
            self._builder.sheet.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column = _count(attributes.get("Index"), self._filled + 1)
        self._cell, self._type = attributes, None
        self._filled = min(self._column + _count(attributes.get("MergeAcross"), 0), _FAR)

    def _start_data(self, attributes: dict[str, str]) -> None:
        self._inside = True
        if not self._commenting:
            self._type, self._text, self._length = attributes.get("Type", "String"), [], 0
            self._value = self._text

    def _end_cell(self, builder: SheetBuilder) -> None:
        formula = self._cell.get("Formula")
        if self._type is not None:
            value = self._typed("".join(self._value))
        else:
            value = FormulaCell(formula.lstrip("=")) if formula else None
        builder.put(self._row, self._column, value)
        if formula:
            builder.formula(self._row, self._column, formula.lstrip("=")[:8_192])
        if self._type == "Number" and builder.sheet.formats.last.get(self._column, "") != self._code():
            builder.sheet.formats[self._row, self._column] = self._code()
        wide, deep = _count(self._cell.get("MergeAcross"), 0), _count(self._cell.get("MergeDown"), 0)
        limits = self._budget.limits
        if (wide or deep) and self._row + deep <= limits.rows and self._column + wide <= limits.columns:
            builder.merge(self._row, self._column, self._row + deep, self._column + wide)
        self._cell, self._type = {}, None

    def _code(self) -> str:
        return self._formats.get(self._cell.get("StyleID") or self._row_style, "")

    def _typed(self, text: str) -> Value:
        if self._type == "Number":
            return _number(text, kind_of(self._code()))
        if self._type == "DateTime":
            return _moment(text, kind_of(self._code()))
        if self._type == "Boolean":
            return text.strip() == "1"
        if self._type == "Error":
            return ErrorCell(text or "#N/A")
        return text or None


def _count(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default


def _number(text: str, shows: str) -> Value:
    try:
        number = float(text)
    except ValueError:
        return text or None
    if not math.isfinite(number) or "_" in text:
        return text
    if number.is_integer() and text.lstrip("-").isdecimal():
        number = int(text)
    return typed_number(number, shows if shows in (PERCENT, DATE, TIME, ELAPSED) else OTHER, from_1904=False)


def _moment(text: str, shows: str) -> Value:
    try:
        found = datetime.fromisoformat(text.strip().rstrip("Z")[:26])
    except ValueError:
        return text or None
    if shows in (TIME, ELAPSED) and found.year < 1901:
        return clock((found - _FIRST_DAY).total_seconds() / 86_400)
    return date(found.year, found.month, found.day) if found.time() == datetime.min.time() else found
