"""A series and an upload made one: rows are added, or replace those of the same key; nothing else goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

MAX_LISTED = 200


class MergeError(ValueError):
    """Two tables that cannot be made one: ``missing`` key columns of the ``side`` (base or new)."""

    def __init__(self, side: str, missing: Sequence[str]) -> None:
        self.side, self.missing = side, list(missing)
        super().__init__(f"{side} table lacks key columns: {', '.join(missing)}")


@dataclass
class Merged:
    """The series after an upload. ``origin`` gives, per row, the row's index in the upload or ``None``."""

    header: list[str]
    rows: list[list[str]]
    origin: list[int | None]
    summary: dict[str, Any] = field(default_factory=dict)


def merge_rows(
    base: tuple[Sequence[str], Sequence[Sequence[str]]],
    new: tuple[Sequence[str], Sequence[Sequence[str]]],
    key: Sequence[str],
) -> Merged:
    """Merge an upload into a series by key. Rows keep their order; new ones follow. Doubled keys within the upload
    are all kept, so that the check finds them. Raises ``MergeError`` when a key column is missing."""
    base_header, new_header = list(base[0]), list(new[0])
    for side, names in (("base", base_header), ("new", new_header)):
        missing = [name for name in key if name not in names]
        if missing:
            raise MergeError(side, missing)
    header = union(base_header, new_header)
    old_rows = [spread(row, base_header, header) for row in base[1]]
    new_rows = [spread(row, new_header, header) for row in new[1]]
    merged, origin = _replace(old_rows, new_rows, [header.index(name) for name in key])
    telling = Telling(header, key)
    for index, row in enumerate(merged):
        telling.take(
            old_rows[index] if index < len(old_rows) else None, row if origin[index] is not None else None
        )
    return Merged(header, merged, origin, telling.summary())


def union(base: list[str], new: list[str]) -> list[str]:
    """Give the columns of both tables, new ones behind those that they follow in the upload."""
    header = list(base)
    for index, name in enumerate(new):
        if name not in header:
            before = next((item for item in reversed(new[:index]) if item in header), None)
            header.insert(header.index(before) + 1 if before else len(header), name)
    return header


def spread(row: Sequence[str], names: Sequence[str], header: Sequence[str]) -> list[str]:
    """Give a row under another header."""
    values = dict(zip(names, row, strict=True))
    return [_value(name, values) for name in header]


def _value(name: str, values: dict[str, str]) -> str:
    """Give the value; an absent status is ``A`` where there is a figure."""
    if name in values:
        return values[name]
    return "A" if name.endswith("_status") and values.get(name.removesuffix("_status")) else ""


def _replace(
    old: list[list[str]], new: list[list[str]], at: list[int]
) -> tuple[list[list[str]], list[int | None]]:
    places: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(old):
        places.setdefault(tuple(row[i] for i in at), index)
    merged = list(old)
    origin: list[int | None] = [None] * len(old)
    for index, row in enumerate(new):
        place = places.get(tuple(row[i] for i in at))
        if place is None or origin[place] is not None:
            merged.append(row)
            origin.append(index)
        else:
            merged[place], origin[place] = row, index
    return merged, origin


class Telling:
    """What an upload does to a series, told row by row."""

    def __init__(self, header: Sequence[str], key: Sequence[str]) -> None:
        self.header, self.key = header, key
        self.counts = dict.fromkeys(("added", "replaced", "unchanged", "kept"), 0)
        self.cells: list[dict[str, Any]] = []
        self.periods: set[str] = set()
        self.period = next((n for n in ("tahun", "tahun_ajaran", "tanggal") if n in header), None)
        summed = [n for n in header if n not in key and not n.endswith("_status")]
        self.sums = [(name, header.index(name), _Sum(), _Sum()) for name in summed]

    def take(self, old: Sequence[str] | None, new: Sequence[str] | None) -> None:
        """Hear of a row of the series (``old``), of the upload (``new``), or of both where it stands for the same."""
        now = new if new is not None else old or ()
        for _name, at, before, after in self.sums:
            if old is not None:
                before.add(old[at])
            after.add(now[at])
        what = (
            "kept" if new is None else "added" if old is None else "unchanged" if old == new else "replaced"
        )
        self.counts[what] += 1
        if what in ("added", "replaced") and self.period is not None:
            self.periods.add(now[self.header.index(self.period)])
        if what == "replaced" and old is not None and len(self.cells) < MAX_LISTED:
            self._note(old, now)

    def _note(self, old: Sequence[str], new: Sequence[str]) -> None:
        names = {name: new[self.header.index(name)] for name in self.key}
        for name, left, right in zip(self.header, old, new, strict=True):
            if left != right and len(self.cells) < MAX_LISTED:
                self.cells.append({"key": names, "column": name, "old": left, "new": right})

    def summary(self) -> dict[str, Any]:
        """Give the counts, the first changed cells, the periods and the sums before and after."""
        counts = self.counts
        before = counts["replaced"] + counts["unchanged"] + counts["kept"]
        return {
            "rows_before": before,
            "rows_after": before + counts["added"],
            **counts,
            "periods": sorted(self.periods),
            "cells": self.cells,
            "totals": {
                name: {"before": before.text(), "after": after.text()}
                for name, _at, before, after in self.sums
                if after.text()
            },
        }


class _Sum:
    """The sum of a column; none when a cell of it is no number."""

    def __init__(self) -> None:
        self.total: Decimal | None = None
        self.broken = False

    def add(self, text: str) -> None:
        """Add a cell."""
        if text and not self.broken:
            try:
                self.total = (self.total or Decimal(0)) + Decimal(text)
            except InvalidOperation:
                self.broken = True

    def text(self) -> str:
        """Give the sum; empty where there is none."""
        return "" if self.broken or self.total is None else str(self.total)
