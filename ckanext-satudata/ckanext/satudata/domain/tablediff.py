"""The difference of two tables, row by row by key, complete: it turns the one table into the other (trap D4)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

Values = tuple[str, ...]
Place = tuple[Values, int]
"""A row by the texts of its key, and which one of several rows with that key (0 is the first)."""


@dataclass(frozen=True)
class Table:
    """A table as its canonical CSV holds it: column names, rows of texts in that order."""

    header: Values
    rows: Sequence[Values]


@dataclass(frozen=True)
class CellChange:
    """One changed cell; a column that one side does not have counts as empty there."""

    column: str
    before: str
    after: str

    @property
    def percent(self) -> Decimal | None:
        """The change in per cent to one decimal; None where one side is no number, or the first is 0."""
        before, after = number(self.before), number(self.after)
        if before is None or after is None or before == 0:
            return None
        return ((after - before) / abs(before) * 100).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class RowChange:
    """A row of both tables with its changed cells."""

    place: Place
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class RowAt:
    """A row that is set into the new table: where it stands there, and its texts (empty for one that only moved)."""

    at: int
    place: Place
    values: Values = ()


@dataclass(frozen=True)
class TableDiff:
    """Everything that differs. ``key``: the columns that name a row; empty where whole rows are compared.

    ``removed`` holds the rows' texts in the order of the old header, ``added`` in that of the new one.
    """

    key: Values
    before: Values
    after: Values
    added: tuple[RowAt, ...] = ()
    removed: tuple[tuple[Place, Values], ...] = ()
    changed: tuple[RowChange, ...] = ()
    moved: tuple[RowAt, ...] = ()
    cells: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", sum(len(row.cells) for row in self.changed))

    @property
    def columns_added(self) -> Values:
        """Columns that only the new table has."""
        return tuple(name for name in self.after if name not in self.before)

    @property
    def columns_removed(self) -> Values:
        """Columns that only the old table has."""
        return tuple(name for name in self.before if name not in self.after)

    @property
    def columns_reordered(self) -> bool:
        """Whether the columns of both stand in another order."""
        kept_before = [name for name in self.before if name in self.after]
        return kept_before != [name for name in self.after if name in self.before]

    @property
    def same(self) -> bool:
        """Whether both tables are the same, to the order of rows and columns."""
        parts = (self.added, self.removed, self.changed, self.moved)
        return self.before == self.after and not any(parts)


def diff(before: Table, after: Table, key: Sequence[str]) -> TableDiff:
    """Compare by the ``key`` columns. Where a table lacks one of them, or there is no key, whole rows are compared."""
    named = tuple(key) if key and set(key) <= set(before.header) & set(after.header) else ()
    old, new = _places(before, named), _places(after, named)
    spread = _Spread(before.header, after.header)
    changed = (
        RowChange(place, cells)
        for place, row in new.items()
        if place in old and (cells := spread.cells(old[place], row))
    )
    added = tuple(RowAt(at, place, row) for at, (place, row) in enumerate(new.items()) if place not in old)
    return TableDiff(
        key=named,
        before=before.header,
        after=after.header,
        added=added,
        removed=tuple((place, row) for place, row in old.items() if place not in new),
        changed=tuple(changed),
        moved=tuple(_moved(old, new)),
    )


def _places(table: Table, key: Values) -> dict[Place, Values]:
    at = [table.header.index(name) for name in key]
    doubled: Counter[Values] = Counter()
    found: dict[Place, Values] = {}
    for row in table.rows:
        named = tuple([row[i] for i in at]) if at else row
        place = (named, 0)
        if place in found:
            doubled[named] += 1
            place = (named, doubled[named])
        found[place] = row
    return found


class _Spread:
    """Compares rows of two headers, column by column: those of the new one first, then what it lacks."""

    def __init__(self, before: Values, after: Values) -> None:
        self.same = before == after
        old = {name: at for at, name in enumerate(before)}
        new = {name: at for at, name in enumerate(after)}
        self.columns = [(name, old.get(name), new.get(name)) for name in dict.fromkeys((*after, *before))]

    def cells(self, was: Values, now: Values) -> tuple[CellChange, ...]:
        if self.same and was == now:
            return ()
        found = []
        for name, old, new in self.columns:
            before, after = "" if old is None else was[old], "" if new is None else now[new]
            if before != after:
                found.append(CellChange(name, before, after))
        return tuple(found)


def _moved(old: dict[Place, Values], new: dict[Place, Values]) -> Iterable[RowAt]:
    """The fewest rows of both tables that must move so that the others keep their order."""
    order = {place: at for at, place in enumerate(old)}
    kept = [(at, place, order[place]) for at, place in enumerate(new) if place in order]
    staying = _longest_rising([before for _, _, before in kept])
    for number_, (at, place, _) in enumerate(kept):
        if number_ not in staying:
            yield RowAt(at, place)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The indices of a longest rising run of different numbers (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for index, value in enumerate(numbers):
        at = bisect_left(tails, value)
        back.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[at], ends[at] = value, index
    found: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        found.add(index)
        index = back[index]
    return found


def number(text: str) -> Decimal | None:
    """The number of a canonical cell; None for text and for empty cells."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
