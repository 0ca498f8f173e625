"""The newest period of a series beside the one before it: what grew, what shrank, by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .figures.headline import TOTAL_WORDS
from .figures.periods import sort_part
from .tablediff import CellChange, Table, Values, number

PERIODS = ("tahun", "tahun_ajaran")


@dataclass(frozen=True)
class Growth:
    """One row of the newest period: what names it without the period, and its figures beside those before."""

    key: Values
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class Grown:
    """``period`` beside ``previous``: the sums of the figures that may be added, and each row's figures.

    ``part``: the part of the year that the sums are of, in a table of months or quarters: what is counted in each of them
    may not be added up over the year, and the newest year may have only some.
    """

    period: str
    previous: str
    sums: tuple[CellChange, ...]
    rows: tuple[Growth, ...]
    part: Values = ()


def growth(
    table: Table,
    key: Sequence[str],
    figures: Sequence[str],
    added_up: Sequence[str],
    parts: Sequence[str] = (),
) -> Grown | None:
    """Compare the two newest periods of the ``figures``; ``added_up`` names those whose sum means something, ``parts`` the
    columns of the key that part the year, the coarsest first.

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
    added = [(name, i) for name, i in columns if name in added_up]
    part, sums = _sums(added, [table.header.index(name) for name in parts], parts, rest, old, new)
    return Grown(
        period=years[-1],
        previous=years[-2],
        sums=sums,
        rows=tuple(sorted((row for row in rows if row.cells), key=_steepest, reverse=True)),
        part=part,
    )


def _sums(
    columns: Sequence[tuple[str, int]],
    parted_at: Sequence[int],
    parts: Sequence[str],
    named_at: Sequence[int],
    old: Mapping[Values, Values],
    new: Mapping[Values, Values],
) -> tuple[Values, tuple[CellChange, ...]]:
    """The newest part of the year, and its sums beside those of the same part a year before; none where one has no rows."""
    then, now = ([row for row in rows.values() if not _is_total(row, named_at)] for rows in (old, new))
    if not now:
        return (), ()
    part = max(
        (tuple(row[i] for i in parted_at) for row in now),
        key=lambda values: [sort_part(name, value) for name, value in zip(parts, values, strict=True)],
    )
    then, now = ([row for row in rows if tuple(row[i] for i in parted_at) == part] for rows in (then, now))
    return part, tuple(_sum(name, i, then, now) for name, i in columns) if then else ()


def _is_total(row: Values, named_at: Sequence[int]) -> bool:
    return any(row[i].strip().casefold() in TOTAL_WORDS for i in named_at)


def _cells(columns: Sequence[tuple[str, int]], was: Values, now: Values) -> tuple[CellChange, ...]:
    cells = (CellChange(name, was[i], now[i]) for name, i in columns)
    return tuple(cell for cell in cells if cell.before != cell.after)


def _sum(name: str, at: int, old: Sequence[Values], new: Sequence[Values]) -> CellChange:
    before, after = (sum((number(row[at]) or Decimal(0) for row in rows), Decimal(0)) for rows in (old, new))
    return CellChange(name, f"{before:f}", f"{after:f}")


def _steepest(row: Growth) -> Decimal:
    return max((abs(cell.percent) for cell in row.cells if cell.percent is not None), default=Decimal(0))
