"""How the rows of a table of codes stand to each other: circles of codes above, and one code beside two rows at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .lists import SINCE, UNTIL, Row


def circles(parents: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Give the circles in which codes lie below each other, from each code's parent; a code that is its own is left out."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        code = start
        while code in parents and code not in done and code not in path:
            path[code] = None
            code = parents[code]
        if code in path:
            ring = list(path)[list(path).index(code) :]
            found += [tuple(ring)] if len(ring) > 1 else []
        done |= set(path)
    return found


def held_twice(rows: Iterable[Row], column: str) -> Iterator[tuple[Row, Row]]:
    """Give the rows that hold a code of another system while another row holds it too, each with that other row."""
    holders: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.get(column):
            holders[row[column]].append(row)
    for same in holders.values():
        yield from _together(same)


def _together(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """In the order of their first days a row overlaps an earlier one when it overlaps the one that ends last."""
    ordered = sorted(rows, key=lambda row: row.get(SINCE) or "")
    last = ordered[0]
    for row in ordered[1:]:
        if (row.get(SINCE) or "") <= _end(last):
            yield last, row
        last = max(last, row, key=_end)


def _end(row: Row) -> str:
    return row.get(UNTIL) or "9999"
