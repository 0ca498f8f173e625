"""Cells written short: 4,000 cells below each other are one range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .grid import address, letter, parse_address, parse_area

MAX_RANGES = 20_000


def ranges_of(cells: Iterable[str]) -> list[str]:
    """Give cells as ranges down the columns, each cell once: ``F9, F10, F11`` is ``F9:F11``.

    At most ``MAX_RANGES``; what is no address is left out.
    """
    columns: dict[int, set[int]] = {}
    for cell in cells:
        try:
            row, column = parse_address(cell)
        except ValueError:
            continue
        columns.setdefault(column, set()).add(row)
    found = [text for column in sorted(columns) for text in _runs(column, sorted(columns[column]))]
    return found[:MAX_RANGES]


def _runs(column: int, rows: Sequence[int]) -> Iterator[str]:
    first = last = rows[0]
    for row in [*rows[1:], 0]:
        if row == last + 1:
            last = row
            continue
        start = address(first, column)
        yield start if first == last else f"{start}:{letter(column)}{last}"
        first = last = row


def cells_of(ranges: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give (row, column) of every cell in ranges."""
    for text in ranges:
        area = parse_area(text)
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                yield row, column
