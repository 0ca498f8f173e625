"""Tables that stand side by side: where the columns of one end and those of the next begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .grid import Area, Sheet
from .layout import Table
from .merged import MAX_REACH, merges_from
from .rows import BLANK, NUMERIC, TEXT, Profile, kind_of, rows_between
from .text import fold


def bands_of(sheet: Sheet, table: Table, profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Give the first and last column of each table that stands within what was found as one; at most one band when
    it is one table.

    A blank column parts two tables when each side has names of its own and figures; so does a title that is repeated,
    where each part has names and figures.
    """
    kinds = _kinds(rows_between(profiles, table.first_row, table.last_row))
    if not kinds:
        return []
    first, last = min(kinds), max(kinds)
    titled = _titled(sheet, table)
    blank = [c for c in range(first, last + 1) if c not in titled and c not in kinds]
    cuts = _runs(min(first, table.left), max(last, table.right), blank)
    parts = [part for run in cuts for part in _repeated(sheet, table, run, kinds)]
    return _joined(parts, kinds)


def _kinds(inside: Sequence[Profile]) -> dict[int, Counter[str]]:
    """Count, per column, the cells of each kind; rows of the same pattern are counted at once."""
    patterns = Counter(item.kinds for item in inside)
    found: dict[int, Counter[str]] = {}
    for pattern, times in patterns.items():
        for column, kind in enumerate(pattern, 1):
            if kind != BLANK:
                found.setdefault(column, Counter())[kind] += times
    return found


def _titled(sheet: Sheet, table: Table) -> set[int]:
    """Give the columns that a title stands in or reaches over."""
    rows = set(table.header_rows)
    titled = {
        column
        for number in rows
        for column, value in enumerate(sheet.rows.get(number, []), 1)
        if kind_of(value) != BLANK
    }
    for area in merges_from(sheet, min(rows, default=1) - MAX_REACH, max(rows, default=0)):
        if rows & set(range(area.top, min(area.bottom, area.top + 9) + 1)) and area.right > area.left:
            titled |= set(range(area.left, min(area.right, area.left + 500) + 1))
    return titled


def _runs(first: int, last: int, blank: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    begin = first
    for column in [*sorted(blank), last + 1]:
        if column > begin:
            runs.append((begin, column - 1))
        begin = column + 1
    return runs


def _repeated(
    sheet: Sheet, table: Table, run: tuple[int, int], kinds: dict[int, Counter[str]]
) -> list[tuple[int, int]]:
    """Part a run of columns where its first title comes again, if each part has names and figures."""
    for number in reversed(table.header_rows):
        titles = [fold(str(sheet.get(number, column) or "")) for column in range(run[0], run[1] + 1)]
        again = [run[0] + index for index, title in enumerate(titles) if title and title == titles[0]]
        if len(again) > 1:
            ends = [*(column - 1 for column in again[1:]), run[1]]
            parts = list(zip(again, ends, strict=True))
            return parts if all(_stands_alone(part, kinds) for part in parts) else [run]
    return [run]


def _stands_alone(part: tuple[int, int], kinds: dict[int, Counter[str]]) -> bool:
    """Tell whether columns hold names in one of the first two and figures after them."""
    own = [kinds.get(column, Counter()) for column in range(part[0], part[1] + 1)]
    names = [index for index, kind in enumerate(own[:2]) if kind[TEXT] > kind[NUMERIC]]
    return bool(names) and any(kind[NUMERIC] > kind[TEXT] for kind in own[names[0] + 1 :])


def _joined(parts: Sequence[tuple[int, int]], kinds: dict[int, Counter[str]]) -> list[tuple[int, int]]:
    """Join a part that does not stand alone to the one before it: a spacing column parts nothing."""
    joined: list[tuple[int, int]] = []
    for part in parts:
        if joined and not (_stands_alone(part, kinds) and _stands_alone(joined[-1], kinds)):
            joined[-1] = (joined[-1][0], part[1])
        else:
            joined.append(part)
    return joined


def band(sheet: Sheet, columns: tuple[int, int], numbers: Sequence[int]) -> Sheet:
    """Give the sheet with nothing but some of its columns and rows; addresses stay as they are."""
    left, right = columns
    rows = {}
    for number in numbers:
        own = sheet.rows[number][left - 1 : right]
        if any(kind_of(value) != BLANK for value in own):
            rows[number] = [*([None] * (left - 1)), *own]
    merges = [
        Area(area.top, max(area.left, left), area.bottom, min(area.right, right))
        for area in merges_from(sheet, numbers[0], numbers[-1])
        if area.left <= right and area.right >= left and left <= area.left
    ]
    return Sheet(sheet.name, rows, sheet.visible, merges)
