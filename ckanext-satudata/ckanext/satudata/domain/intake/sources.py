"""Values that a row takes from another row: group names that stand alone, and names written once for several rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from .grid import Sheet, Value, address, column_number
from .recipe import Recipe
from .rows import BLANK, kind_of, year_of


class Sources:
    """Looks up, for the rows to convert, the cells that hold for them without standing in their own row."""

    def __init__(self, sheet: Sheet, rows: Sequence[int], recipe: Recipe) -> None:
        self.sheet, self.rows = sheet, rows
        self._cells: dict[str, list[str | None]] = {}
        self._values: dict[str, list[Value]] = {}
        if recipe.groups is not None:
            self._group(recipe.groups["name"], recipe.groups)
        for column in recipe.used():
            if column.fill_down:
                self._fill(column.name, column_number(column.letter), recipe)

    def cells(self, name: str) -> list[str | None]:
        """Give the source cell per row, empty for a column whose cells stand in their own rows."""
        return self._cells.get(name, [])

    def values(self, name: str) -> list[Value]:
        """Give the source value per row, empty for a column whose cells stand in their own rows."""
        return self._values.get(name, [])

    def format(self, at: int, column: int) -> str:
        """Give the number format of a row's own cell, empty where it has none."""
        return self.sheet.formats.get((self.rows[at], column)) or ""

    def _group(self, name: str, groups: dict[str, object]) -> None:
        rows, column = sorted(_numbers(groups["rows"])), column_number(str(groups["letter"]))
        values: list[Value] = [self._group_value(row, column, groups) for row in rows]
        at = [bisect_right(rows, number) - 1 for number in self.rows]
        self._cells[name] = [address(rows[i], column) if i >= 0 else None for i in at]
        self._values[name] = [values[i] if i >= 0 else None for i in at]

    def _group_value(self, row: int, column: int, groups: dict[str, object]) -> Value:
        value = self.sheet.get(row, column)
        return (year_of(value) or value) if groups.get("type") == "year" else value

    def _fill(self, name: str, column: int, recipe: Recipe) -> None:
        """Let a name hold for the blank cells below it; it never reaches over a row that was set apart as a total."""
        stops = {item["row"] for item in recipe.drop_rows if item["reason"] == "total_row"}
        cells: list[str | None] = []
        values: list[Value] = []
        value, place, before = None, None, 0
        for number in self.rows:
            own = self.sheet.get(number, column)
            if kind_of(own) != BLANK:
                value, place = own, address(number, column)
            elif before and any(row in stops for row in range(before + 1, number)) and stops:
                value, place = None, None
            cells.append(place)
            values.append(value)
            before = number
        self._cells[name], self._values[name] = cells, values


def _numbers(rows: object) -> list[int]:
    return [int(row) for row in rows] if isinstance(rows, Sequence) else []
