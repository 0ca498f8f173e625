"""Rows that share the kabupaten's name, or begin with a year, and are data all the same."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
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


def test_years_below_named_rows_are_no_rows_without_a_total(sheet: Any, reference: Any) -> None:
    lines: list[list[Any]] = [[name, 100 + n] for n, name in enumerate(NAMES[1:])]
    reading = read(sheet, reference, ["Kecamatan", "Produksi"], [*lines, ["2023", 480], ["2022", 471]])
    assert reading.data_rows == [2, 3, 4, 5, 6]


def test_extremes_and_means_below_the_data_are_set_apart(sheet: Any, reference: Any) -> None:
    lines: list[list[Any]] = [[f"Pasar {name}", 12_000 + n, 9_000 + n] for n, name in enumerate(NAMES)]
    tail = [["Rata-rata", 12_002.5, 9_002.5], ["Tertinggi", 12_005, 9_005], ["Terendah", 12_000, 9_000]]
    reading = read(sheet, reference, ["Pasar", "Harga Beras", "Harga Gula"], [*lines, *tail])
    assert reading.data_rows == [2, 3, 4, 5, 6, 7]
    assert [total.label for total in reading.totals] == ["Rata-rata", "Tertinggi", "Terendah"]


def test_means_among_extremes_are_data(sheet: Any, reference: Any) -> None:
    kinds = ("Suhu", "Maksimum", "Minimum", "Rata-rata", "Kelembaban", "Maksimum", "Minimum", "Rata-rata")
    lines = [[kind, None if kind in ("Suhu", "Kelembaban") else 20.5 + n] for n, kind in enumerate(kinds)]
    reading = read(sheet, reference, ["Unsur", "Januari"], lines)
    assert {3, 4, 5, 7, 8, 9} <= set(reading.data_rows) and not reading.totals


def test_a_lone_figure_below_the_data_is_a_row_or_their_total(sheet: Any, reference: Any) -> None:
    lines: list[list[Any]] = [[name, 100 + n] for n, name in enumerate(NAMES[1:])]
    head = ["Kecamatan", "Jumlah"]
    assert read(sheet, reference, head, [*lines, [None, 107]]).data_rows == [2, 3, 4, 5, 6, 7]
    summed = read(sheet, reference, head, [*lines, [None, 510]])
    assert summed.data_rows == [2, 3, 4, 5, 6] and [total.row for total in summed.totals] == [7]


def test_numbers_that_a_form_holds_ready_are_no_rows(sheet: Any, reference: Any) -> None:
    lines: list[list[Any]] = [[n, name, 100 + n] for n, name in enumerate(NAMES, 1)]
    reading = read(sheet, reference, ["No", "Kecamatan", "Jumlah"], [*lines, [7], [8]])
    assert reading.data_rows == [2, 3, 4, 5, 6, 7]


def test_a_lone_name_below_the_data_is_told(sheet: Any, reference: Any) -> None:
    lines: list[list[Any]] = [[name, 100 + n] for n, name in enumerate(NAMES)]
    reading = read(sheet, reference, ["Nama", "Jumlah"], [*lines, ["Sukaresmi"]])
    told = ask(reading, propose(reading, reference, {"year": 2025}, None))
    assert [item.read for item in told if item.code == "BARIS_KETERANGAN"] == ["Sukaresmi"]
