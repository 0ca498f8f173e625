"""The newest period of a series beside the one before it: what grew, what shrank, by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .tablediff import CellChange, Table, Values, number

PERIODS = ("tahun", "tahun_ajaran")


@dataclass(frozen=True)
class Growth:
    """One row of the newest period: what names it without the period, and its figures beside those before."""

    key: Values
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class Grown:
    """``period`` beside ``previous``: the sums of the figures that may be added, and each row's figures."""

    period: str
    previous: str
    sums: tuple[CellChange, ...]
    rows: tuple[Growth, ...]


def growth(table: Table, key: Sequence[str], figures: Sequence[str], added_up: Sequence[str]) -> Grown | None:
    """Compare the two newest periods of the ``figures``; ``added_up`` names those whose sum means something.

    None for a table without a column of years in its key, or with fewer than two years.
    """
    period = next((name for name in PERIODS if name in key and name in table.header), None)
    if period is None or not set(key) <= set(table.header):
        return None
    at = table.header.index(period)
    years = sorted({row[at] for row in table.rows})
    if len(years) < 2:
        return None
    rest = [table.header.index(name) for name in key if name != period]
    old, new = (
        {tuple(row[i] for i in rest): row for row in table.rows if row[at] == year} for year in years[-2:]
    )
    columns = [(name, table.header.index(name)) for name in figures if name in table.header]
    rows = [Growth(name, _cells(columns, old[name], row)) for name, row in new.items() if name in old]
    return Grown(
        period=years[-1],
        previous=years[-2],
        sums=tuple(_sum(name, i, old, new) for name, i in columns if name in added_up),
        rows=tuple(sorted((row for row in rows if row.cells), key=_steepest, reverse=True)),
    )


def _cells(columns: Sequence[tuple[str, int]], was: Values, now: Values) -> tuple[CellChange, ...]:
    cells = (CellChange(name, was[i], now[i]) for name, i in columns)
    return tuple(cell for cell in cells if cell.before != cell.after)


def _sum(name: str, at: int, old: dict[Values, Values], new: dict[Values, Values]) -> CellChange:
    before, after = (
        sum((number(row[at]) or Decimal(0) for row in rows.values()), Decimal(0)) for rows in (old, new)
    )
    return CellChange(name, f"{before:f}", f"{after:f}")


def _steepest(row: Growth) -> Decimal:
    return max((abs(cell.percent) for cell in row.cells if cell.percent is not None), default=Decimal(0))
