"""Merged cells near a row, found without looking at all merges of a sheet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from .grid import Area, Sheet

MAX_REACH = 12


def merges_from(sheet: Sheet, first: int, last: int) -> list[Area]:
    """Give the merges whose top row is from ``first`` to ``last``. The sheet's merges are sorted when tables are
    found."""
    begin = bisect_left(sheet.merges, first, key=_top)
    return sheet.merges[begin : bisect_right(sheet.merges, last, key=_top)]


def _top(area: Area) -> int:
    return area.top
