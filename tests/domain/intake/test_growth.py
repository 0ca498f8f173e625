"""Finding and reading tables grows with the file, not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from ckanext.satudata.domain.intake.grid import Area, Sheet
from ckanext.satudata.domain.intake.reading import read_sheet

Rows = list[list[Any] | None]


def many_tables(size: int) -> Rows:
    """Give small tables below each other."""
    rows: Rows = []
    for at in range(size // 10):
        rows += [
            [f"Tabel {at}"],
            ["Kecamatan", "L", "P"],
            *[[f"K{n}x", n + 2, n * n] for n in range(6)],
            None,
            None,
        ]
    return rows


def many_totals(size: int) -> Rows:
    """Give one table with a total after every nine rows."""
    rows: Rows = [["Desa", "L", "P"]]
    for at in range(size // 10):
        block = [[f"D{n}x", at % 97 + n, n + 3] for n in range(9)]
        rows += [*block, ["Sub Jumlah", sum(row[1] for row in block), sum(row[2] for row in block)]]
    return rows


def many_groups(size: int) -> Rows:
    """Give one table with a group's name over every nine rows."""
    rows: Rows = [["No", "Desa", "L"]]
    for at in range(size // 10):
        rows += [[f"Kelompok {at}"], *[[n + 1, f"D{n}x", at % 97 + n] for n in range(9)]]
    return rows


def seconds(rows: Rows, reference: Any) -> float:
    """Give the least processor time of two readings."""
    best = 1e9
    for _ in range(2):
        sheet = Sheet("Data", {number: row for number, row in enumerate(rows, 1) if row})
        sheet.merges = [Area(row, 1, row, 2) for row in range(1, len(rows), 10)]
        before = time.process_time()
        read_sheet(sheet, reference, "a.xlsx")
        best = min(best, time.process_time() - before)
    return best


@pytest.mark.parametrize("make", [many_tables, many_totals, many_groups])
def test_eight_times_the_rows_take_no_square(make: Callable[[int], Rows], reference: Any) -> None:
    small, large = seconds(make(1_000), reference), seconds(make(8_000), reference)
    assert large < 24 * small + 0.5, f"{small:.2f} s, then {large:.2f} s"
