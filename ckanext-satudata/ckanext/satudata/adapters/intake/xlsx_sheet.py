"""One sheet of a workbook, read as a stream: values, formulas, merged cells, hidden rows and columns.

The declared dimension is ignored; a row or column that stands in the file is counted against the limits before it
takes any memory.
"""

from __future__ import annotations

from collections.abc import Callable

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import ErrorCell, FormulaCell, Sheet, Value, parse_address
from ...domain.intake.number_formats import OTHER
from .budget import Budget, add_merge
from .formulas import shifted
from .serials import iso_moment, parsed, typed_number, whole
from .xlsx_parts import Parts
from .xml_stream import unescaped

KEPT_FORMULAS = 50_000
_KEPT_STYLES = 70_000
_TRUE = ("1", "true")
_RULES = frozenset(
    "formula1 formula2 formula oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter".split()
)
_HINTS = ("tooltip", "display", "prompt", "promptTitle", "error", "errorTitle")
_MOST_RULES, _LONGEST_RULE, _MOST_PIECES = 5_000, 2_000, 20


class SheetHandler:
    """Builds a ``Sheet`` from the events of its XML."""

    def __init__(self, name: str, visible: bool, parts: Parts, budget: Budget) -> None:
        self.sheet = Sheet(name, visible=visible)
        self.budget = budget
        self.depth = 0
        self._parts, self._limits = parts, budget.limits
        self._styles = parts.styles or [(OTHER, "")]
        self._columns: dict[str, int] = {}
        self._row = 0
        self._row_text = "0"
        self._cells: list[Value] = []
        self._last_blank = 0
        self._column = 0
        self._type = ""
        self._style: tuple[str, str] = self._styles[0]
        self._known_styles: dict[str, tuple[str, str]] = {}
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._shared: tuple[str, str] | None = None
        self._masters: dict[str, tuple[int, int, str]] = {}
        self._collect: list[str] | None = None
        self._phonetic = False
        self._stored = False
        self._length = 0
        self._rare: dict[str, Callable[[dict[str, str]], None]] = {
            "f": self._start_formula,
            "row": self._start_row,
            "rPh": self._start_phonetic,
            "mergeCell": self._merge,
            "col": self._hide_columns,
            "filterColumn": self._filter,
            **dict.fromkeys(_RULES, self._start_rule),
            **dict.fromkeys(("hyperlink", "dataValidation"), self._hint),
        }
        self.rules: list[str] = []
        self._rule: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        self.depth += 1
        tag = name if ":" not in name else name.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v" or (tag == "t" and not self._phonetic):
            self._collect, self._stored = self._value, True
        elif tag in self._rare:
            self._rare[tag](attributes)

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._formula = self._collect = []
        if attributes.get("t") == "shared":
            self._shared = (attributes.get("si", ""), attributes.get("ref", ""))

    def _start_rule(self, _: dict[str, str]) -> None:
        self._rule = [] if len(self.rules) < _MOST_RULES else None

    def _hint(self, attributes: dict[str, str]) -> None:
        words = " ".join(attributes.get(name, "") for name in _HINTS).strip()
        if words and len(self.rules) < _MOST_RULES:
            self.rules.append(words[:_LONGEST_RULE])

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic = True

    def _filter(self, _: dict[str, str]) -> None:
        self.sheet.filtered = True

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        self.depth -= 1
        tag = name if ":" not in name else name.rpartition(":")[2]
        if tag in ("v", "t", "f"):
            self._collect = None
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._phonetic = False
        elif tag in _RULES and self._rule is not None:
            self.rules.append("".join(self._rule))
            self._rule = None
        elif tag == "sheetData":
            last = max(self.sheet.rows, default=0)
            self.sheet.trailing_blank_rows = max(0, self._last_blank - last)

    def text(self, data: str) -> None:
        """Take text inside a value or a formula."""
        if self._collect is not None:
            self._length += len(data)
            if self._length > self._limits.cell_chars:
                raise self.budget.too_long(self._row, max(self._column, 1))
            self._collect.append(data)
        elif self._rule is not None and len(self._rule) < _MOST_PIECES:
            self._rule.append(data[:_LONGEST_RULE])

    def _broken(self, part: str) -> Unusable:
        return Unusable("XLSX_RUSAK", filename=self.budget.filename, part=part[:20])

    def _start_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        number = self._row + 1 if given is None else int(given) if _digits(given) else 0
        if number > self._limits.rows:
            raise self.budget.too_deep()
        if number < 1 or number in self.sheet.rows:
            raise self._broken(f"baris {given}")
        self._row, self._row_text, self._column, self._cells = number, str(number), 0, []
        if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
            self.sheet.hidden_rows.add(number)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column_of(reference) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = self.style(attributes.get("s"))
        self._value, self._formula, self._length, self._stored = [], None, 0, False

    def _column_of(self, reference: str) -> int:
        if not reference.endswith(self._row_text):
            raise self._broken(reference)
        letters = reference[: -len(self._row_text)]
        column = self._columns.get(letters)
        if column is None:
            try:
                row, column = parse_address(reference)
            except ValueError:
                raise self._broken(reference) from None
            if row != self._row:
                raise self._broken(reference)
            self._columns[letters] = column
        return column

    def _style_of(self, given: str) -> tuple[str, str]:
        number = int(given) if _digits(given) else 0
        style = self._styles[number] if number < len(self._styles) else (OTHER, "")
        if len(self._known_styles) < _KEPT_STYLES:
            self._known_styles[given] = style
        return style

    def _end_cell(self) -> None:
        if not self._stored and self._formula is None:
            return
        if self._shared is not None:
            self._resolve_shared()
        value = self._convert("".join(self._value))
        if value is None:
            return
        self._place(value)
        if self._formula is not None and len(self.sheet.formulas) < KEPT_FORMULAS:
            self.sheet.formulas[self._row, self._column] = "".join(self._formula)
        if self._type == "n":
            self._keep_format()

    def _place(self, value: Value) -> None:
        column, cells = self._column, self._cells
        width = len(cells)
        if width == column - 1 < self._limits.columns:
            cells.append(value)
        elif column > self._limits.columns:
            raise self.budget.too_wide(self._row, column)
        elif width < column:
            cells.extend([None] * (column - 1 - width))
            cells.append(value)
        elif cells[column - 1] is None:
            cells[column - 1] = value
        else:
            raise self._broken(f"{column}:{self._row}")

    def _resolve_shared(self) -> None:
        """Give a cell of a shared formula its own text, moved from the cell that holds it."""
        number, reference = self._shared or ("", "")
        self._shared = None
        own = "".join(self._formula or [])
        if own:
            self._masters[number] = (self._row, self._column, own)
        elif number in self._masters and not reference:
            row, column, text = self._masters[number]
            self._formula = [shifted(text, self._row - row, self._column - column)]

    def _keep_format(self) -> None:
        column = self._column
        code = self._style[1]
        if self.sheet.formats.last.get(column, "") != code:
            self.sheet.formats[self._row, column] = code

    def _end_row(self) -> None:
        if self._cells:
            self.budget.take_row(len(self._cells))
            self.sheet.rows[self._row] = self._cells
        else:
            self.note_blank(self._row)
        self.settle(self._row)

    def note_blank(self, row: int) -> None:
        """Note a row without content."""
        self._last_blank = max(row, self._last_blank)

    def settle(self, row: int) -> None:
        """Stand behind a row that is complete."""
        self._row, self._row_text, self._column = row, str(row), 0
        self._cells, self._length = [], 0

    @property
    def unsettled(self) -> bool:
        """Whether something before the next row still has a say in it."""
        return self._shared is not None

    @property
    def shared_texts(self) -> list[str]:
        """The workbook's shared texts."""
        return self._parts.texts

    def style(self, given: str | None) -> tuple[str, str]:
        """Give kind and format code of a cell's style."""
        return self._styles[0] if given is None else self._known_styles.get(given) or self._style_of(given)

    def converted(self, text: str, kind: str, style: str | None) -> Value:
        """Give the value of a cell without a formula."""
        self._type, self._style, self._formula = kind, self.style(style), None
        return self._convert(text)

    def _convert(self, text: str) -> Value:
        kind = self._type
        if kind == "s":
            return self._shared_text(text)
        if kind in ("str", "inlineStr"):
            return self._own_text(text)
        if kind == "e":
            return ErrorCell(text or "#N/A")
        if text == "":
            return FormulaCell("".join(self._formula)) if self._formula is not None else None
        if kind == "b":
            return text in _TRUE
        if kind == "d":
            return iso_moment(text)
        return self._number(text)

    def _shared_text(self, text: str) -> Value:
        if not text.isdecimal():
            raise self._broken(f"{self._column}:{self._row}")
        try:
            shared = self._parts.texts[int(text)]
        except (IndexError, ValueError):
            raise self._broken(f"{self._column}:{self._row}") from None
        self.budget.take_text(shared, self._row, self._column)
        return shared or None

    def _own_text(self, text: str) -> Value:
        if self._formula is not None and not self._stored:
            return FormulaCell("".join(self._formula))
        self.budget.take_text(text, self._row, self._column)
        return unescaped(text) or None

    def _number(self, text: str) -> Value:
        number: int | float | None
        if text.isdecimal() and len(text) < 19 and text.isascii():
            number = int(text)
        else:
            number = parsed(text)
            if number is None:
                return text
        kind = self._style[0]
        if kind is OTHER:
            return whole(number) if isinstance(number, float) else number
        return typed_number(number, kind, self._parts.from_1904)

    def _merge(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("ref", "")
        try:
            add_merge(self.sheet, self.budget, reference)
        except ValueError:
            raise self._broken(reference) from None

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") not in _TRUE and attributes.get("width") != "0":
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if _digits(first) and _digits(last):
            self.sheet.hidden_columns.update(range(int(first), min(int(last), self._limits.columns) + 1))


def _digits(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 10
