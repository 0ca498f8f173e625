"""Rows of a sheet read a block at a time: one pattern splits them, each column is converted as a whole.

What the pattern and the conversion here do not cover exactly is left to ``SheetHandler``, which then refuses or reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from ...domain.intake.grid import Row, Value, column_number, letter
from .xlsx_columns import KEPT, Block, Column, Kinds, Other, either, pairs_of
from .xlsx_sheet import KEPT_FORMULAS, SheetHandler
from .xml_bulk import SIGN

MOST_COLUMNS = 64
_MISSES = 8
_ATTRIBUTES = r'((?: [A-Za-z_][A-Za-z0-9_.:-]*="[^"<&\x00-\x1f]*")*+)'
_ROW = rf'(<row r="([1-9][0-9]{{0,8}})"{_ATTRIBUTES}>'
_ROW_END = r"</row>[ \t\n]*+)"
_LETTERS = re.compile(r'<c r="([A-Z]{1,3})[0-9]')


def _cell(letters: str, longest: int, formulas: bool) -> str:
    """Give the pattern of one column's cell: attributes, formula, stored value, own text."""
    text = f"({SIGN}{{0,{longest}}}+)"
    formula = rf'(?><f(?: aca="false")?>{text}</f>|)' if formulas else "()"
    value = rf'(?><v>{text}</v>|<is><t(?: xml:space="preserve")?>{text}</t></is>|)'
    return rf'(?><c r="{letters}\2"((?: [a-z]+="[A-Za-z0-9]*")*+)(?>/>|>{formula}{value}</c>)|)'


class RowScan:
    """Takes blocks of rows for the sheet that ``handler`` builds."""

    opening, ending, closing = b"<sheetData>", b"</row>", b"</sheetData"

    def __init__(self, handler: SheetHandler) -> None:
        self._handler, self._sheet = handler, handler.sheet
        self._budget, self._limits = handler.budget, handler.budget.limits
        self._patterns: dict[bool, re.Pattern[str]] = {}
        self._columns: list[int] = []
        self._kinds = Kinds(handler)
        self._rows_known: dict[str, bool] = {}
        self._misses = 0

    def take(self, text: str) -> bool:
        """Read a block of rows, or tell that expat must, with nothing changed."""
        if self._misses > _MISSES or self._handler.unsettled:
            return False
        try:
            self._read(text, self._split(text))
        except Other:
            self._misses += 1
            return False
        self._misses = 0
        return True

    def _split(self, text: str) -> list[Any]:
        """Give what stands in each row, as columns of the pattern's groups; the rows tile the block."""
        for _ in range(2):
            pattern = self._pattern("<f" in text)
            found = pattern.findall(text)
            if found and sum(len(row[0]) for row in found) == len(text):
                return list(zip(*found, strict=True))
            if not self._learn(text):
                break
        raise Other

    def _pattern(self, formulas: bool) -> re.Pattern[str]:
        """Give the pattern of rows with the columns learned, where formulas are looked for or none stands."""
        pattern = self._patterns.get(formulas)
        if pattern is None:
            longest = self._limits.cell_chars // 2
            cells = "".join(_cell(letter(each), longest, formulas) for each in self._columns)
            pattern = self._patterns[formulas] = re.compile(_ROW + cells + _ROW_END)
        return pattern

    def _learn(self, text: str) -> bool:
        """Learn the columns of a block; tell whether any is new."""
        columns = {*self._columns, *map(column_number, set(_LETTERS.findall(text)))}
        if not len(self._columns) < len(columns) <= MOST_COLUMNS or max(columns) > self._limits.columns:
            return False
        self._columns = sorted(columns)
        self._patterns.clear()
        return True

    def _read(self, text: str, groups: list[Any]) -> None:
        """Convert a block and, when nothing speaks against it, add it to the sheet."""
        numbers = list(map(int, groups[1]))
        fresh = len(set(numbers)) == len(numbers) and self._sheet.rows.keys().isdisjoint(numbers)
        if not fresh or max(numbers) > self._limits.rows:
            raise Other
        hidden = [row for row, given in zip(numbers, groups[2], strict=True) if given and self._hides(given)]
        columns = [
            Column(number, groups[at], groups[at + 1], either(groups[at + 2], groups[at + 3]))
            for number, at in zip(self._columns, range(3, len(groups), 4), strict=True)
        ]
        block = Block(self._kinds, "&" in text, "_x" in text, columns)
        rows = self._rows(block.values, len(numbers))
        cells = sum(map(len, rows))
        if self._budget.cells + cells > self._limits.cells:
            raise Other
        if self._budget.chars + block.chars > self._limits.total_chars:
            raise Other
        self._keep(numbers, rows, block)
        self._budget.cells += cells
        self._budget.chars += block.chars
        self._sheet.hidden_rows.update(hidden)

    def _rows(self, values: list[Sequence[Value]], count: int) -> list[Row]:
        """Turn columns into rows, each ending with its last cell that is not blank."""
        if not values:
            return [[] for _ in range(count)]
        width, blank = self._columns[-1], [None] * count
        if width > len(self._columns):
            placed = dict(zip(self._columns, values, strict=True))
            values = [placed.get(number, blank) for number in range(1, width + 1)]
        rows: list[Row] = list(map(list, zip(*values, strict=True)))
        for row in rows:
            while row and row[-1] is None:
                row.pop()
        return rows

    def _keep(self, numbers: list[int], rows: list[Row], block: Block) -> None:
        formulas = self._formulas(numbers, block)
        for column, values in zip(block.columns, block.values, strict=True):
            self._keep_formats(column, numbers, values)
        self._sheet.formulas.update(formulas)
        if all(rows):
            self._sheet.rows.update(zip(numbers, rows, strict=True))
        else:
            filled = {number: row for number, row in zip(numbers, rows, strict=True) if row}
            self._sheet.rows.update(filled)
            blank = max(number for number, row in zip(numbers, rows, strict=True) if not row)
            self._handler.note_blank(blank)
        self._handler.settle(numbers[-1])

    def _formulas(self, numbers: list[int], block: Block) -> dict[tuple[int, int], str]:
        """Give the formulas of cells with a value, in the sheet's order."""
        found = {}
        for column, values in zip(block.columns, block.values, strict=True):
            if any(column.formulas):
                texts = block.plain(column.formulas)
                for row, text, value in zip(numbers, texts, values, strict=True):
                    if text and value is not None:
                        found[row, column.number] = text
        order = {number: at for at, number in enumerate(numbers)}
        kept = KEPT_FORMULAS - len(self._sheet.formulas)
        places = sorted(found, key=lambda place: (order[place[0]], place[1]))
        return {place: found[place] for place in islice(places, max(kept, 0))}

    def _keep_formats(self, column: Column, numbers: list[int], values: Sequence[Value]) -> None:
        """Note the number formats of a column's numbers, as ``SheetHandler`` does cell by cell."""
        formats, at = self._sheet.formats, column.number
        kinds = {given: self._kinds.of(given) for given in set(column.attributes)}
        codes = {
            given: self._handler.style(style)[1] for given, (kind, style) in kinds.items() if kind == "n"
        }
        alone = len(set(codes.values())) == 1
        if all(code == formats.last.get(at, "") for code in codes.values()):
            return
        for row, given, value in zip(numbers, column.attributes, values, strict=True):
            code = codes.get(given)
            if value is not None and code is not None and formats.last.get(at, "") != code:
                formats[row, at] = code
                if alone and formats.last.get(at, "") == code:
                    return

    def _hides(self, given: str) -> bool:
        """Tell whether a row's attributes hide it."""
        known = self._rows_known.get(given)
        if known is None:
            pairs = pairs_of(given)
            known = pairs.get("hidden") in ("1", "true") or pairs.get("ht") == "0"
            if len(self._rows_known) < KEPT:
                self._rows_known[given] = known
        return known
