"""Rows that share the kabupaten's name, or begin with a year, and are data all the same."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.reading import read_sheet

NAMES = ("Sukamaju", "Sukamulya", "Mekarsari", "Cibodas", "Tanjungsari", "Karanganyar")


def read(sheet: Any, reference: Any, head: list[str], lines: list[list[Any]]) -> Any:
    return read_sheet(sheet(head, *lines), reference, "data.csv")[0]


@pytest.mark.parametrize("at", range(len(NAMES)))
def test_a_tidy_table_by_year_keeps_every_row(sheet: Any, reference: Any, at: int) -> None:
    names = [*NAMES[1 : at + 1], NAMES[0], *NAMES[at + 1 :]]
    lines = [["2024", name, str(900 + n * 37)] for n, name in enumerate(names)]
    reading = read(sheet, reference, ["tahun", "kecamatan", "jumlah"], lines)
    assert reading.data_rows == [2, 3, 4, 5, 6, 7]


def test_a_year_below_the_total_of_named_rows_is_no_row(sheet: Any, reference: Any) -> None:
    lines: list[list[Any]] = [[name, 100 + n] for n, name in enumerate(NAMES[1:])]
    lines += [["Jumlah", 510], ["2023", 480], ["2022", 471]]
    reading = read(sheet, reference, ["Kecamatan", "Jumlah Penduduk (jiwa)"], lines)
    assert reading.data_rows == [2, 3, 4, 5, 6]
