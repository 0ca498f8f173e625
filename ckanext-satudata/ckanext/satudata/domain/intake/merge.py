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
    header = _union(base_header, new_header)
    old_rows = [_spread(row, base_header, header) for row in base[1]]
    new_rows = [_spread(row, new_header, header) for row in new[1]]
    at = [header.index(name) for name in key]
    merged, origin, changes = _replace(old_rows, new_rows, at)
    return Merged(header, merged, origin, _summary(header, key, old_rows, merged, changes))


def _union(base: list[str], new: list[str]) -> list[str]:
    header = list(base)
    for index, name in enumerate(new):
        if name not in header:
            before = next((item for item in reversed(new[:index]) if item in header), None)
            header.insert(header.index(before) + 1 if before else len(header), name)
    return header


def _spread(row: Sequence[str], names: Sequence[str], header: Sequence[str]) -> list[str]:
    values = dict(zip(names, row, strict=True))
    return [_value(name, values) for name in header]


def _value(name: str, values: dict[str, str]) -> str:
    """Give the value; an absent status is ``A`` where there is a figure."""
    if name in values:
        return values[name]
    return "A" if name.endswith("_status") and values.get(name.removesuffix("_status")) else ""


@dataclass
class _Changes:
    added: list[list[str]] = field(default_factory=list)
    replaced: list[tuple[list[str], list[str]]] = field(default_factory=list)
    unchanged: int = 0


def _replace(
    old: list[list[str]], new: list[list[str]], at: list[int]
) -> tuple[list[list[str]], list[int | None], _Changes]:
    places: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(old):
        places.setdefault(tuple(row[i] for i in at), index)
    merged = list(old)
    origin: list[int | None] = [None] * len(old)
    changes = _Changes()
    for index, row in enumerate(new):
        place = places.get(tuple(row[i] for i in at))
        if place is None or origin[place] is not None:
            merged.append(row)
            origin.append(index)
            changes.added.append(row)
        else:
            if merged[place] == row:
                changes.unchanged += 1
            else:
                changes.replaced.append((merged[place], row))
            merged[place], origin[place] = row, index
    return merged, origin, changes


def _summary(
    header: list[str], key: Sequence[str], old: list[list[str]], merged: list[list[str]], changes: _Changes
) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    for before, after in changes.replaced:
        names = {name: after[header.index(name)] for name in key}
        for name, left, right in zip(header, before, after, strict=True):
            if left != right and len(cells) < MAX_LISTED:
                cells.append({"key": names, "column": name, "old": left, "new": right})
    return {
        "rows_before": len(old),
        "rows_after": len(merged),
        "added": len(changes.added),
        "replaced": len(changes.replaced),
        "unchanged": changes.unchanged,
        "kept": len(merged) - len(changes.added) - len(changes.replaced) - changes.unchanged,
        "periods": _periods(header, changes),
        "cells": cells,
        "totals": _totals(header, key, old, merged),
    }


def _periods(header: list[str], changes: _Changes) -> list[str]:
    name = next((name for name in ("tahun", "tahun_ajaran", "tanggal") if name in header), None)
    if name is None:
        return []
    at = header.index(name)
    return sorted({row[at] for row in changes.added} | {after[at] for _, after in changes.replaced})


def _totals(
    header: list[str], key: Sequence[str], old: list[list[str]], merged: list[list[str]]
) -> dict[str, dict[str, str]]:
    totals = {}
    for index, name in enumerate(header):
        if name in key or name.endswith("_status"):
            continue
        before, after = _sum(old, index), _sum(merged, index)
        if after is not None:
            totals[name] = {"before": str(before) if before is not None else "", "after": str(after)}
    return totals


def _sum(rows: list[list[str]], index: int) -> Decimal | None:
    total, seen = Decimal(0), False
    for row in rows:
        if row[index]:
            try:
                total += Decimal(row[index])
            except InvalidOperation:
                return None
            seen = True
    return total if seen else None
