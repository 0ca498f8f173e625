"""One sheet of a workbook, read as a stream: values, formulas, merged cells, hidden rows and columns.

The declared dimension is ignored; a row or column that stands in the file is counted against the limits before it
takes any memory.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import ErrorCell, FormulaCell, Percent, Sheet, Value, address, letter, parse_area
from ...domain.intake.limits import Limits
from .xlsx_parts import DATE, PERCENT, Parts

_KEPT_FORMATS = 20_000
_KEPT_FORMULAS = 50_000


class Budget:
    """What all sheets of a file together may still cost."""

    def __init__(self, filename: str, limits: Limits) -> None:
        self.filename, self.limits = filename, limits
        self.cells = 0
        self.chars = 0

    def take_row(self, width: int) -> None:
        """Count a row of that width."""
        self.cells += width
        if self.cells > self.limits.cells:
            raise Unusable("TERLALU_BANYAK_SEL", filename=self.filename, limit=self.limits.cells)

    def take_text(self, text: str, row: int, column: int) -> None:
        """Count a text, however often the file shares it."""
        if len(text) > self.limits.cell_chars:
            place = address(row, column)
            raise Unusable(
                "SEL_TERLALU_PANJANG", filename=self.filename, cell=place, limit=self.limits.cell_chars
            )
        self.chars += len(text)
        if self.chars > self.limits.total_chars:
            raise Unusable("TEKS_TERLALU_BANYAK", filename=self.filename, limit=self.limits.total_chars)


class SheetHandler:
    """Builds a ``Sheet`` from the events of its XML."""

    def __init__(self, name: str, visible: bool, parts: Parts, budget: Budget) -> None:
        self.sheet = Sheet(name, visible=visible)
        self._parts, self._budget, self._limits = parts, budget, budget.limits
        self._columns: dict[str, int] = {}
        self._row = 0
        self._cells: list[Value] = []
        self._last_blank = 0
        self._column = 0
        self._type = ""
        self._style = 0
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._collect: list[str] | None = None
        self._phonetic = False
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        tag = name if ":" not in name else name.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v" or (tag == "t" and not self._phonetic):
            self._collect, self._length = self._value, 0
        elif tag == "f":
            self._formula = self._collect = []
            self._length = 0
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col":
            self._hide_columns(attributes)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        tag = name if ":" not in name else name.rpartition(":")[2]
        if tag in ("v", "t", "f"):
            self._collect = None
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "sheetData":
            last = max(self.sheet.rows, default=0)
            self.sheet.trailing_blank_rows = max(0, self._last_blank - last)

    def text(self, data: str) -> None:
        """Take text inside a value or a formula."""
        if self._collect is not None:
            self._length += len(data)
            if self._length > self._limits.cell_chars:
                place = address(self._row, self._column)
                raise Unusable(
                    "SEL_TERLALU_PANJANG",
                    filename=self._budget.filename,
                    cell=place,
                    limit=self._limits.cell_chars,
                )
            self._collect.append(data)

    def _start_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "")
        number = int(given) if given.isdigit() else self._row + 1
        if number > self._limits.rows or number < 1:
            raise Unusable("TERLALU_BANYAK_BARIS", filename=self._budget.filename, limit=self._limits.rows)
        self._row, self._column, self._cells = number, 0, []
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.add(number)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column_of(reference) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdigit() else 0
        self._value, self._formula = [], None

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            if not letters.isalpha() or len(letters) > 3 or not letters.isascii():
                raise Unusable("XLSX_RUSAK", filename=self._budget.filename, part=reference[:20])
            column = 0
            for sign in letters.upper():
                column = column * 26 + ord(sign) - 64
            self._columns[letters] = column
        return column

    def _end_cell(self) -> None:
        value = self._convert("".join(self._value))
        if value is None:
            return
        column = self._column
        if column > self._limits.columns:
            raise Unusable(
                "TERLALU_BANYAK_KOLOM",
                filename=self._budget.filename,
                row=self._row,
                column=letter(column),
                limit=self._limits.columns,
            )
        cells = self._cells
        if len(cells) < column - 1:
            cells.extend([None] * (column - 1 - len(cells)))
        if len(cells) < column:
            cells.append(value)
        else:
            cells[column - 1] = value
        if self._formula is not None and len(self.sheet.formulas) < _KEPT_FORMULAS:
            self.sheet.formulas[self._row, column] = "".join(self._formula)
        self._keep_format(column)

    def _keep_format(self, column: int) -> None:
        styles = self._parts.styles
        if self._type == "n" and 0 < self._style < len(styles) and len(self.sheet.formats) < _KEPT_FORMATS:
            code = styles[self._style][1]
            if code:
                self.sheet.formats[self._row, column] = code

    def _end_row(self) -> None:
        if self._cells:
            self._budget.take_row(len(self._cells))
            self.sheet.rows[self._row] = self._cells
        else:
            self._last_blank = self._row

    def _convert(self, text: str) -> Value:
        kind = self._type
        if kind == "s":
            return self._shared(text)
        if kind in ("str", "inlineStr"):
            return self._own_text(text)
        if kind == "e":
            return ErrorCell(text or "#N/A")
        if text == "":
            return FormulaCell("".join(self._formula)) if self._formula is not None else None
        if kind == "b":
            return text in ("1", "true")
        if kind == "d":
            return _iso(text)
        return self._number(text)

    def _shared(self, text: str) -> Value:
        if not text.isdigit() or int(text) >= len(self._parts.texts):
            raise Unusable(
                "XLSX_RUSAK", filename=self._budget.filename, part=address(self._row, self._column)
            )
        shared = self._parts.texts[int(text)]
        self._budget.take_text(shared, self._row, self._column)
        return shared or None

    def _own_text(self, text: str) -> Value:
        if text == "" and self._formula is not None and self._type == "str" and not self._value:
            return FormulaCell("".join(self._formula))
        self._budget.take_text(text, self._row, self._column)
        return text or None

    def _number(self, text: str) -> Value:
        kind = self._parts.styles[self._style][0] if self._style < len(self._parts.styles) else ""
        try:
            number: int | float = int(text) if text.lstrip("-").isdigit() and len(text) < 19 else float(text)
        except ValueError:
            return text
        if kind == DATE:
            return serial_date(float(number), self._parts.from_1904)
        if kind == PERCENT:
            return Percent(number)
        if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
            return int(number)
        return number

    def _merge(self, reference: str) -> None:
        if len(self.sheet.merges) >= self._limits.merges:
            raise Unusable(
                "TERLALU_BANYAK_GABUNGAN",
                filename=self._budget.filename,
                sheet=self.sheet.name,
                limit=self._limits.merges,
            )
        try:
            self.sheet.merges.append(parse_area(reference))
        except ValueError:
            raise Unusable("XLSX_RUSAK", filename=self._budget.filename, part=reference[:20]) from None

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") not in ("1", "true"):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdigit() and last.isdigit():
            self.sheet.hidden_columns.update(range(int(first), min(int(last), self._limits.columns) + 1))


def serial_date(serial: float, from_1904: bool) -> Value:
    """Give the date of a serial number in the workbook's date system; what is no date stays a number.

    Excel counts a 29 February 1900 that never was: day 60 is given as text, days before it are shifted.
    """
    if serial != serial or serial < 0 or serial >= 2_958_466:
        return serial
    if from_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001
    elif int(serial) == 60:
        return "29/02/1900"
    else:
        start = datetime(1899, 12, 31 if serial < 60 else 30)  # noqa: DTZ001
    moment = start + timedelta(days=int(serial), seconds=round((serial - int(serial)) * 86_400))
    return moment.date() if moment.hour == moment.minute == moment.second == 0 else moment


def _iso(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return text
    return date(moment.year, moment.month, moment.day) if moment.time() == datetime.min.time() else moment
