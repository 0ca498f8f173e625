"""The difference of two tables, row by row by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """One changed cell; ``key`` names the row in words."""

    key: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class TableDiff:
    """Rows added and removed, and the first changed cells."""

    added: int
    removed: int
    changed_rows: int
    cells: tuple[Cell, ...]


def diff(before: Iterable[Row], after: Iterable[Row], key: Sequence[str], limit: int) -> TableDiff:
    """Compare by ``key`` columns; without a key whole rows are compared. At most ``limit`` cells are listed."""
    old, new = _index(before, key), _index(after, key)
    changed = [(name, old[name], row) for name, row in new.items() if name in old and old[name] != row]
    cells: list[Cell] = []
    for name, was, row in changed:
        if len(cells) >= limit:
            break
        cells.extend(_cells(name, was, row))
    return TableDiff(
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed_rows=len(changed),
        cells=tuple(cells[:limit]),
    )


def _index(rows: Iterable[Row], key: Sequence[str]) -> dict[tuple[str, ...], Row]:
    return {tuple(row.get(name, "") for name in key) if key else tuple(row.values()): row for row in rows}


def _cells(name: tuple[str, ...], was: Row, row: Row) -> Iterable[Cell]:
    for column in [*row, *(column for column in was if column not in row)]:
        if was.get(column, "") != row.get(column, ""):
            yield Cell(" · ".join(name), column, was.get(column, ""), row.get(column, ""))
