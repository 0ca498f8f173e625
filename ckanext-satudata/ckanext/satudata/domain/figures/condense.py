"""A large table made small for its chart: rows that differ only in what no chart shows are added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .chart import series_measures
from .headline import is_total_row, main_measure
from .indonesian import to_decimal
from .periods import text
from .roles import Column, table_shape

MOST_MEMBERS = 1_000
"""A dimension with more members (a number of each thing) is none that a chart shows."""
MOST_ROWS = 50_000

Row = Mapping[str, Any]


def condensed(schema: Mapping[str, Any], rows: Iterable[Row], ukuran: str = "") -> list[dict[str, Any]]:
    """Give rows from which ``choose_chart`` chooses the same; none where they would still be too many.

    ``rows`` is gone through twice: give what can be read again. Sums are exact. Of a measure that may not be summed a
    second figure of the same group stays a row of its own, for it tells that there is no chart.
    """
    shape = table_shape(schema, ukuran)
    measure = main_measure(shape)
    if measure is None:
        return []
    names = [column.name for column in (*shape.time, *_small(shape.dimensions, rows))]
    measures = list(dict.fromkeys([measure, *series_measures(shape, measure)]))
    groups: dict[tuple[str, ...], _Group] = {}
    for row in rows:
        if is_total_row(shape, row):
            continue
        key = tuple([text(row.get(name)) for name in names])
        group = groups.get(key)
        if group is None:
            if len(groups) == MOST_ROWS:
                return []
            group = groups[key] = _Group(measures)
        group.take(row)
    return [
        {**dict(zip(names, key, strict=True)), **figures}
        for key, group in groups.items()
        for figures in group.rows()
    ]


def _small(columns: Sequence[Column], rows: Iterable[Row]) -> list[Column]:
    """The columns with as few members as a chart can show."""
    members: dict[str, set[str]] = {column.name: set() for column in columns}
    for row in rows:
        if not members:
            break
        for name in list(members):
            members[name].add(text(row.get(name)))
            if len(members[name]) > MOST_MEMBERS:
                del members[name]
    return [column for column in columns if column.name in members]


class _Group:
    """Rows that are one to a chart."""

    def __init__(self, measures: Sequence[Column]) -> None:
        self.measures = measures
        self.sums: list[Decimal | None] = [None] * len(measures)
        self.again: list[Decimal | None] = [None] * len(measures)

    def take(self, row: Row) -> None:
        """Add the figures of one row."""
        for at, column in enumerate(self.measures):
            value = to_decimal(row.get(column.name))
            if value is None:
                continue
            before = self.sums[at]
            if before is not None and not column.additive:
                self.again[at] = value
            else:
                self.sums[at] = value if before is None else before + value

    def rows(self) -> list[dict[str, Decimal | None]]:
        """One row, or two where a figure may not be summed."""
        names = [column.name for column in self.measures]
        found = [dict(zip(names, self.sums, strict=True))]
        if any(value is not None for value in self.again):
            found.append(dict(zip(names, self.again, strict=True)))
        return found
