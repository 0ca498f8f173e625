"""Rows that carry the sum of other rows, judged: proved by form, by the code list, by a total, or to be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from .blocks_of_rows import heads_of
from .code_levels import children_by_code
from .grid import Row
from .named_rows import first_text
from .rows import TEXT, kind_of
from .running_sums import RunningSums
from .totals import TotalRow

if TYPE_CHECKING:
    from .reading import Reference, TableReading

MAX_COLUMNS = 6
MAX_CODE_COLUMNS = 4
Blocks = dict[int, range]


class Heads:
    """Finds the heads among the rows of one table."""

    def __init__(self, reading: TableReading, reference: Reference, rows: Sequence[int]) -> None:
        self.reading, self.regions, self.rows = reading, reference.regions, rows

    def find(
        self, columns: Sequence[Callable[[], RunningSums]], totals: Sequence[Decimal | None]
    ) -> list[TotalRow]:
        """Give the heads with the rows that each adds up. ``totals`` are figures of the first column in rows named as
        totals; the figures of further columns are read only when the first has heads."""
        by_code = self._by_code(columns[0]().numbers)
        if by_code:
            return by_code
        first = self._blocks([columns[0]().numbers])
        if not first:
            return []
        numbers = [column().numbers for column in columns[:MAX_COLUMNS]]
        found = self._blocks(numbers)
        sure = bool(found) and self._sure(found, numbers, totals)
        return [
            TotalRow(self.rows[at], self._label(at), certain=sure, over=[self.rows[index] for index in run])
            for at, run in found.items()
        ]

    def _by_code(self, numbers: Sequence[Decimal | None]) -> list[TotalRow]:
        """Give the rows that stand over others by their codes, when most of them carry the sum of those."""
        names = [column.index for column in self.reading.columns if not column.is_figures][:MAX_CODE_COLUMNS]
        children = children_by_code(self.reading.sheet, self.rows, names)
        number_of = dict(zip(self.rows, numbers, strict=True))
        fits = {
            row: sum((number_of[child] or Decimal(0) for child in own), Decimal(0)) == number_of[row]
            for row, own in children.items()
        }
        if not fits or sum(fits.values()) * 2 <= len(fits):
            return []
        self.reading.heads_below = (
            True  # the rows' own codes say what they belong to; no column is made of names
        )
        at = {row: index for index, row in enumerate(self.rows)}
        return [
            TotalRow(row, self._label(at[row]), certain=fit, over=children[row])
            for row, fit in fits.items()
            if fit
        ]

    def _blocks(self, numbers: Sequence[Sequence[Decimal | None]]) -> Blocks:
        """Give, by place among the rows, the rows that carry the sum of a run of rows below them, else above them."""
        rows = [[values[at] or Decimal(0) for values in numbers] for at in range(len(self.rows))]
        found = heads_of(rows)
        self.reading.heads_below = not found
        if not found:
            last = len(rows) - 1
            turned = heads_of(rows[::-1]).items()
            found = {last - at: range(last - run[-1], last - run[0] + 1) for at, run in turned if run}
        return found

    def _sure(
        self, found: Blocks, numbers: Sequence[Sequence[Decimal | None]], totals: Sequence[Decimal | None]
    ) -> bool:
        leaves = sum(
            (number or Decimal(0) for at, number in enumerate(numbers[0]) if at not in found), Decimal(0)
        )
        if self._set_off_by_form(found) or (leaves != 0 and leaves in totals):
            return True
        names = [self._label(at) for at in found]
        placed = [
            self.regions.named(name, "kecamatan") or self.regions.named(name, "kabupaten") for name in names
        ]
        return all(placed) or len(numbers) > 1 or len(found) > 2

    def _set_off_by_form(self, found: Blocks) -> bool:
        """Tell whether the rows below are indented under their heads, or the heads are in capitals and they are not."""
        heads = [self._raw(at) for at in found]
        parts = [self._raw(at) for run in found.values() for at in run]
        indented = all(text[:1].isspace() for text in parts) and not any(text[:1].isspace() for text in heads)
        capitals = all(text.isupper() for text in heads) and not any(text.isupper() for text in parts)
        return bool(parts) and (indented or capitals)

    def _row(self, at: int) -> Row:
        return self.reading.sheet.rows[self.rows[at]]

    def _label(self, at: int) -> str:
        return first_text(self._row(at), self.reading.table.left, self.reading.table.right)

    def _raw(self, at: int) -> str:
        own = self._row(at)[self.reading.table.left - 1 : self.reading.table.right]
        return next((value for value in own if isinstance(value, str) and kind_of(value) == TEXT), "")
