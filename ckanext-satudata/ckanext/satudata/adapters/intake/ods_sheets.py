"""The sheets of an OpenDocument workbook, read as a stream; repeated rows and cells are counted before they exist."""

from __future__ import annotations

import math
import re

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import ErrorCell, FormulaCell, Percent, Sheet, Value
from .budget import Budget, SheetBuilder
from .ods_names import NumberStyles, duration, moment, plain
from .serials import whole

_HIDDEN = ("collapse", "filter")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_APART = ("office:annotation", "table:shapes", "office:forms", "table:tracked-changes", "table:dde-links")
_FAR = 1 << 30
_PREFIX = re.compile(r"^(\w+:)?=")
_SPACE = re.compile(r"[ \t\r\n]+")


class OdsSheets:
    """Builds the sheets of ``content.xml`` from the events of its XML."""

    def __init__(self, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self.external = 0
        self.styles = NumberStyles()
        self._budget = budget
        self._names: dict[str, str] = {}
        self._builder: SheetBuilder | None = None
        self._tables = 0
        self._apart: list[str] = []
        self._row = self._column = 0
        self._rows = self._cells = 1
        self._row_used = False
        self._attributes: dict[str, str] | None = None
        self._lines: list[list[str]] = []
        self._comment: list[str] = []
        self._collecting = self._commenting = False
        self._length = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        """Handle the start of an element."""
        names = self._names
        tag = names.get(name) or plain(name, names)
        attributes = {names.get(key) or plain(key, names): value for key, value in given.items()}
        if tag in _APART or tag.startswith("draw:"):
            self._apart.append(tag)
        elif tag == "table:table":
            self._start_table(attributes)
        elif self._builder is None:
            self.styles.start(tag, attributes)
        elif self._tables == 1 and not self._apart:
            self._start_in_table(tag, attributes)
        if tag == "text:p" and "office:annotation" in self._apart:
            self._comment.append("\n" if self._comment else "")
            self._commenting = True

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        tag = self._names.get(name) or plain(name, self._names)
        if tag == "text:p":
            self._commenting = False
        if self._apart and tag == self._apart[-1]:
            self._apart.pop()
        elif tag == "table:table":
            self._end_table()
        elif self._builder is None:
            self.styles.end(tag)
        elif self._tables == 1 and not self._apart:
            self._end_in_table(tag)

    def text(self, data: str) -> None:
        """Take text inside a cell or a comment, counting."""
        if not (self._commenting or (self._collecting and not self._apart)):
            return
        self._length += len(data)
        if self._length > 2 * self._budget.limits.cell_chars:
            raise self._budget.too_long(max(self._row, 1), max(self._column, 1))
        if not data.isalnum():
            data = _SPACE.sub(" ", data)
        (self._comment if self._commenting else self._lines[-1]).append(data)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables += 1
        if self._tables > 1 or self._apart:
            return
        name = attributes.get("table:name", "")
        if name.startswith("'file:"):
            self.external += 1
            self._tables -= 1
            self._apart.append("table:table")
            return
        if len(self.sheets) >= self._budget.limits.sheets:
            raise self._budget.too_many_sheets(len(self.sheets) + 1)
        visible = attributes.get("table:style-name", "") not in self.styles.undisplayed
        visible = visible and attributes.get("table:display") != "false"
        self._builder = SheetBuilder(name, self._budget, visible)
        self._row = self._column = 0

    def _end_table(self) -> None:
        self._tables -= 1
        if self._tables == 0 and self._builder is not None:
            self.sheets.append(self._builder.sheet)
            self._builder = None

    def _start_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table-row":
            self._start_row(attributes)
        elif tag in _CELLS:
            self._start_cell(attributes)
        elif tag == "text:p" and self._attributes is not None:
            self._collecting = True
            self._lines.append([])
        elif tag in ("text:s", "text:tab", "text:line-break") and self._collecting:
            signs = {"text:tab": "\t", "text:line-break": "\n"}
            self._lines[-1].append(signs.get(tag, " " * min(_repeated(attributes, "text:c"), 1_000)))
        elif tag == "table:table-column":
            self._start_column(attributes)
        elif tag == "table:table-source":
            self.external += 1

    def _end_in_table(self, tag: str) -> None:
        if tag == "text:p":
            self._collecting = False
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "table:table-row":
            self._end_row()

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = self._column + 1
        self._column = min(self._column + _repeated(attributes, "table:number-columns-repeated"), _FAR)
        if self._builder and attributes.get("table:visibility") in _HIDDEN:
            last = min(self._column, self._budget.limits.columns)
            self._builder.sheet.hidden_columns.update(range(first, last + 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = min(self._row + 1, _FAR)
        self._rows = _repeated(attributes, "table:number-rows-repeated")
        self._column = 0
        shows = attributes.get("table:visibility")
        if self._builder and shows in _HIDDEN:
            last = min(self._row + self._rows - 1, self._budget.limits.rows)
            self._builder.sheet.hidden_rows.update(range(self._row, last + 1))
            self._builder.sheet.filtered |= shows == "filter"

    def _end_row(self) -> None:
        if self._builder and self._rows > 1:
            self._builder.repeat_row(self._row, self._rows - 1)
        self._row = min(self._row + self._rows - 1, _FAR)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._attributes, self._lines, self._comment, self._length = attributes, [], [], 0
        self._cells = _repeated(attributes, "table:number-columns-repeated")
        self._column = min(self._column + 1, _FAR)

    def _end_cell(self) -> None:
        attributes, builder = self._attributes, self._builder
        self._attributes, self._collecting = None, False
        if attributes is None or builder is None:
            return
        value = self._value(attributes)
        if self._comment:
            builder.comment(self._row, self._column, "".join(self._comment))
        self._merge(attributes, builder)
        if value is not None:
            for column in range(self._column, self._column + self._cells):
                self._put(builder, column, value, attributes)
        self._column = min(self._column + self._cells - 1, _FAR)

    def _put(self, builder: SheetBuilder, column: int, value: Value, attributes: dict[str, str]) -> None:
        builder.put(self._row, column, value)
        formula = attributes.get("table:formula")
        if formula is not None:
            builder.formula(self._row, column, _PREFIX.sub("", formula[:8_192]))
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            code = self.styles.code(attributes.get("table:style-name", ""))
            if builder.sheet.formats.last.get(column, "") != code:
                builder.sheet.formats[self._row, column] = code

    def _merge(self, attributes: dict[str, str], builder: SheetBuilder) -> None:
        wide = _repeated(attributes, "table:number-columns-spanned")
        deep = _repeated(attributes, "table:number-rows-spanned")
        if wide > 1 or deep > 1:
            bottom = min(self._row + deep - 1, self._budget.limits.rows)
            right = min(self._column + wide - 1, self._budget.limits.columns)
            if self._row <= bottom and self._column <= right:
                builder.merge(self._row, self._column, bottom, right)

    def _value(self, attributes: dict[str, str]) -> Value:
        kind = attributes.get("office:value-type") or attributes.get("calcext:value-type")
        text = "\n".join(map("".join, self._lines)) if self._lines else ""
        formula = attributes.get("table:formula")
        if attributes.get("calcext:value-type") == "error" or (formula and text.startswith(("#", "Err:"))):
            return ErrorCell(text or "#N/A")
        if kind is None:
            return FormulaCell(_PREFIX.sub("", formula)) if formula is not None and not text else text or None
        if kind == "string":
            return attributes.get("office:string-value") or text or None
        return self._typed(kind, attributes, text)

    def _typed(self, kind: str, attributes: dict[str, str], text: str) -> Value:
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
        if kind == "date":
            return (
                moment(attributes["office:date-value"]) if "office:date-value" in attributes else text or None
            )
        if kind == "time":
            return (
                duration(attributes["office:time-value"])
                if "office:time-value" in attributes
                else text or None
            )
        number = _number(attributes.get("office:value", ""))
        if number is None:
            return text or None
        return Percent(number) if kind == "percentage" else whole(number)


def _number(text: str) -> int | float | None:
    try:
        number = int(text) if text.lstrip("-").isdecimal() and len(text) < 19 else float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None


def _repeated(attributes: dict[str, str], name: str) -> int:
    """Give a count of repetitions; a huge one is kept huge, so that it meets the limits."""
    text = attributes.get(name)
    if text is None:
        return 1
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else _FAR if text.isdecimal() else 1


def unreadable(filename: str, part: str) -> Unusable:
    """Give the refusal of a workbook that is not whole."""
    return Unusable("ODS_RUSAK", filename=filename, part=part[:80])
