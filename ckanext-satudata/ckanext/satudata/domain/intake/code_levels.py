"""Rows under rows by their codes: ``4.1`` stands over ``4.1.01`` and carries its sum."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .grid import Sheet
from .regions import code_key

_CODE = re.compile(r"[0-9A-Za-z]{1,4}(\.[0-9A-Za-z]{1,4})*")
MIN_SHARE = 8


def children_by_code(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> dict[int, list[int]]:
    """Give, for each row whose code begins the codes of other rows, the rows right under it. The first of the columns
    that holds different codes on at least two levels counts; none does: nothing."""
    for column in columns:
        values = [sheet.get(row, column) for row in rows]
        if len({(type(value), value) for value in values}) < len(values):
            continue
        codes = [code_key(value) for value in values]
        fitting = sum(_CODE.fullmatch(code) is not None for code in codes)
        if fitting * 10 < len(rows) * MIN_SHARE or len(set(codes)) < len(codes):
            continue
        found = _children(dict(zip(codes, rows, strict=True)))
        if found:
            return found
    return {}


def _children(row_of: Mapping[str, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for code, row in row_of.items():
        parent = code
        while "." in parent:
            parent = parent.rpartition(".")[0]
            if parent in row_of:
                found.setdefault(row_of[parent], []).append(row)
                break
    return found
