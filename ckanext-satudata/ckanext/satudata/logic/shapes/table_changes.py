"""The rows that differ between two canonical tables: told on a page, and listed line by line."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from ...adapters.table_compare import Compared, compared
from ...domain.tablediff import Place, RowAt, TableDiff, Values, diff, reordered
from .tables import RowNames, opened, table_of

SHOWN = 100
"""Rows and cells of each kind that the page lists; the download lists all."""

Found = TableDiff | Compared
Line = tuple[str, str, str, str, str, str, str]
"""Part (``cell``, ``row``), change, the row's name, column, before, now, per cent."""


@lru_cache(maxsize=64)
def small(before: str, now: str, key: Values) -> dict[str, Any]:
    """What differs, of tables that a page may hold. Kept, for a hash never changes; callers copy what they change."""
    if before == now:
        return told(TableDiff(key, (), ()), RowNames(key, ()))
    with in_memory(before, now, key) as (found, names):
        return told(found, names)


@contextmanager
def in_memory(before: str, now: str, key: Sequence[str]) -> Iterator[tuple[Found, RowNames]]:
    """Two tables that are held while they are compared."""
    old, new = table_of(before), table_of(now)
    found = diff(old, new, key)
    yield found, RowNames(found.key, (old, new))


@contextmanager
def on_disk(before: str, now: str, key: Sequence[str]) -> Iterator[tuple[Found, RowNames]]:
    """The same for tables of any size: their rows lie in a folder that goes away with the block."""
    with (
        tempfile.TemporaryDirectory(prefix="banding-") as folder,
        opened(before) as (old_header, old),
        opened(now) as (new_header, new),
        compared(Path(folder), (old_header, old), (new_header, new), key) as found,
    ):
        names = RowNames(found.key, ())
        for sha256 in (before, now):
            with opened(sha256) as (header, rows):
                names.learn(header, rows)
        yield found, names


def told(found: Found, names: RowNames) -> dict[str, Any]:
    """Counts of everything that differs, and the first of each kind."""
    name, counts = _namer(found, names), found.counts

    def row(one: RowAt) -> dict[str, Any]:
        return {"key": name(one.place), "values": dict(zip(found.after, one.values, strict=True))}

    return {
        "pending": False,
        "same": found.before == found.after and not any(vars(counts).values()),
        "added": counts.added,
        "removed": counts.removed,
        "changed_rows": counts.changed,
        "cells": counts.cells,
        "moved": counts.moved,
        "columns_added": tuple(one for one in found.after if one not in found.before),
        "columns_removed": tuple(one for one in found.before if one not in found.after),
        "columns_reordered": reordered(found.before, found.after),
        "added_rows": [row(one) for one in islice(found.added, SHOWN)],
        "removed_rows": [
            {"key": name(place), "values": dict(zip(found.before, values, strict=True))}
            for place, values in islice(found.removed, SHOWN)
        ],
        "moved_rows": [name(one.place) for one in islice(found.moved, SHOWN)],
        "changed": list(islice(_cells(found, name), SHOWN)),
    }


def _namer(found: Found, names: RowNames) -> Callable[[Place], str]:
    """What a row is called: by its key, else by its texts; the second of the same name is *Wanasari (2)*."""

    def name(place: Place) -> str:
        called = names.of(place[0]) if found.key else " / ".join(text for text in place[0] if text)
        return called if not place[1] else f"{called} ({place[1] + 1})"

    return name


def _cells(found: Found, name: Callable[[Place], str]) -> Iterator[dict[str, Any]]:
    for row in found.changed:
        keyed = dict(zip(found.key, row.place[0], strict=True)) if found.key else {}
        for cell in row.cells:
            yield {
                "key": name(row.place),
                "row_key": keyed,
                "column": cell.column,
                "before": cell.before,
                "after": cell.after,
                "percent": None if cell.percent is None else f"{cell.percent:f}",
            }


def lines(found: Found, names: RowNames) -> Iterator[Line]:
    """Every difference: rows that came or went cell by cell, then changed cells, then rows that stand elsewhere."""
    name = _namer(found, names)
    for added in found.added:
        yield from _whole("added", name(added.place), found.after, added.values)
    for place, values in found.removed:
        yield from _whole("removed", name(place), found.before, values)
    for cell in _cells(found, name):
        percent = cell["percent"] or ""
        yield "cell", "changed", cell["key"], cell["column"], cell["before"], cell["after"], percent
    for moved in found.moved:
        yield "row", "order", name(moved.place), "", "", str(moved.at + 1), ""


def _whole(change: str, name: str, header: Iterable[str], values: Values) -> Iterator[Line]:
    for column, text in zip(header, values, strict=True):
        before, after = ("", text) if change == "added" else (text, "")
        yield "row", change, name, column, before, after, ""


def titled(found: Mapping[str, Any], called: Mapping[str, str]) -> dict[str, Any]:
    """The same with the titles of columns."""
    cells = [{**cell, "title": called.get(cell["column"], cell["column"])} for cell in found["changed"]]
    columns = {
        name: [called.get(one, one) for one in found[name]] for name in ("columns_added", "columns_removed")
    }
    return {**found, "changed": cells, **columns}
