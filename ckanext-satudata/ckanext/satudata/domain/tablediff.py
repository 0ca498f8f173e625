"""The difference of two tables, row by row by key, complete: it turns the one table into the other (trap D4)."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

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
class Counts:
    """How many rows were added, removed, changed (and in how many cells) and moved."""

    added: int
    removed: int
    changed: int
    cells: int
    moved: int


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

    @cached_property
    def counts(self) -> Counts:
        """How many rows and cells differ."""
        cells = sum(len(row.cells) for row in self.changed)
        return Counts(len(self.added), len(self.removed), len(self.changed), cells, len(self.moved))

    @property
    def same(self) -> bool:
        """Whether both tables are the same, to the order of rows and columns."""
        parts = (self.added, self.removed, self.changed, self.moved)
        return self.before == self.after and not any(parts)


def reordered(before: Values, after: Values) -> bool:
    """Whether the columns that two headers share stand in another order."""
    return [name for name in before if name in after] != [name for name in after if name in before]


def diff(before: Table, after: Table, key: Sequence[str]) -> TableDiff:
    """Compare by the ``key`` columns. Where a table lacks one of them, or there is no key, whole rows are compared."""
    named = tuple(key) if key and set(key) <= set(before.header) & set(after.header) else ()
    old, new = _places(before, named), _places(after, named)
    spread = Spread(before.header, after.header)
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


class Spread:
    """Compares rows of two headers, column by column: those of the new one first, then what it lacks."""

    def __init__(self, before: Values, after: Values) -> None:
        self.same = before == after
        old = {name: at for at, name in enumerate(before)}
        new = {name: at for at, name in enumerate(after)}
        self.columns = [(name, old.get(name), new.get(name)) for name in dict.fromkeys((*after, *before))]

    def cells(self, was: Values, now: Values) -> tuple[CellChange, ...]:
        """The cells in which a row of the one header differs from a row of the other."""
        if self.same and was == now:
            return ()
        found = []
        for name, old, new in self.columns:
            before, after = "" if old is None else was[old], "" if new is None else now[new]
            if before != after:
                found.append(CellChange(name, before, after))
        return tuple(found)


def _moved(old: dict[Place, Values], new: dict[Place, Values]) -> Iterator[RowAt]:
    """The fewest rows of both tables that must move so that the others keep their order."""
    order = {place: at for at, place in enumerate(old)}
    kept = [(at, place) for at, place in enumerate(new) if place in order]
    staying = longest_rising(order[place] for _, place in kept)
    return (RowAt(at, place) for (at, place), stays in zip(kept, staying, strict=True) if not stays)


def longest_rising(numbers: Iterable[int]) -> bytearray:
    """A longest rising run of different numbers (patience sorting): 1 for each number in it, 0 for the others."""
    given, tails, ends, back = array("q", numbers), array("q"), array("q"), array("q")
    for index, value in enumerate(given):
        at = len(tails) if not tails or value > tails[-1] else bisect_left(tails, value)
        back.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[at], ends[at] = value, index
    found = bytearray(len(given))
    index = ends[-1] if ends else -1
    while index >= 0:
        found[index] = 1
        index = back[index]
    return found


def number(text: str) -> Decimal | None:
    """The number of a canonical cell; None for text and for empty cells."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
