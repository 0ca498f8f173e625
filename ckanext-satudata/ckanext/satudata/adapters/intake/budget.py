"""What one file may cost, counted while it is read, and the sheet that is built under that count."""

from __future__ import annotations

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Sheet, Value, address, letter, parse_area
from ...domain.intake.limits import Limits

_KEPT_FORMULAS = 50_000
_KEPT_COMMENTS = 10_000


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
            raise self.too_long(row, column)
        self.take_chars(len(text))

    def take_chars(self, count: int) -> None:
        """Count characters."""
        self.chars += count
        if self.chars > self.limits.total_chars:
            raise Unusable("TEKS_TERLALU_BANYAK", filename=self.filename, limit=self.limits.total_chars)

    def too_long(self, row: int, column: int) -> Unusable:
        """Give the refusal of a cell with too much text."""
        place = address(row, column)
        return Unusable(
            "SEL_TERLALU_PANJANG", filename=self.filename, cell=place, limit=self.limits.cell_chars
        )

    def too_wide(self, row: int, column: int) -> Unusable:
        """Give the refusal of a cell too far to the right."""
        return Unusable(
            "TERLALU_BANYAK_KOLOM",
            filename=self.filename,
            row=row,
            column=letter(column),
            limit=self.limits.columns,
        )

    def too_deep(self) -> Unusable:
        """Give the refusal of a row too far down."""
        return Unusable("TERLALU_BANYAK_BARIS", filename=self.filename, limit=self.limits.rows)

    def too_many_sheets(self, count: int) -> Unusable:
        """Give the refusal of too many sheets."""
        return Unusable("TERLALU_BANYAK_ENTRI", filename=self.filename, count=count, limit=self.limits.sheets)


class SheetBuilder:
    """Fills one ``Sheet`` cell by cell, each counted against the budget before it takes memory."""

    def __init__(self, name: str, budget: Budget, visible: bool = True) -> None:
        self.sheet = Sheet(name[:200], visible=visible)
        self.budget = budget

    def put(self, row: int, column: int, value: Value) -> None:
        """Put a value; ``None`` and the empty text are blank."""
        if value is None or value == "":
            return
        if row > self.budget.limits.rows or row < 1:
            raise self.budget.too_deep()
        if column > self.budget.limits.columns:
            raise self.budget.too_wide(row, column)
        if isinstance(value, str):
            self.budget.take_text(value, row, column)
        cells = self.sheet.rows.get(row)
        if cells is None:
            cells = self.sheet.rows[row] = []
        if len(cells) < column:
            self.budget.take_row(column - len(cells))
            cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value

    def repeat_row(self, row: int, times: int) -> None:
        """Repeat a row's cells in the ``times`` rows below it."""
        cells = self.sheet.rows.get(row)
        if not cells:
            return
        if row + times > self.budget.limits.rows:
            raise self.budget.too_deep()
        chars = sum(len(value) for value in cells if isinstance(value, str))
        for number in range(row + 1, row + times + 1):
            self.budget.take_row(len(cells))
            self.budget.take_chars(chars)
            self.sheet.rows[number] = list(cells)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged area."""
        add_merge(self.sheet, self.budget, f"{address(top, left)}:{address(bottom, right)}")

    def comment(self, row: int, column: int, text: str) -> None:
        """Note a comment pinned to a cell."""
        add_comment(self.sheet, self.budget, row, column, text)

    def formula(self, row: int, column: int, text: str) -> None:
        """Note a cell's formula."""
        if len(self.sheet.formulas) < _KEPT_FORMULAS:
            self.sheet.formulas[row, column] = text


def add_merge(sheet: Sheet, budget: Budget, reference: str) -> None:
    """Add a merged area by its address. Raises ``ValueError`` when it is none."""
    if len(sheet.merges) >= budget.limits.merges:
        raise Unusable(
            "TERLALU_BANYAK_GABUNGAN",
            filename=budget.filename,
            sheet=sheet.name,
            limit=budget.limits.merges,
        )
    sheet.merges.append(parse_area(reference))


def add_comment(sheet: Sheet, budget: Budget, row: int, column: int, text: str) -> None:
    """Add a comment; threads and notes of one cell are joined."""
    text = text.strip()
    if not text or len(sheet.comments) >= _KEPT_COMMENTS:
        return
    budget.take_text(text, row, column)
    before = sheet.comments.get((row, column))
    sheet.comments[row, column] = f"{before}\n{text}" if before else text
