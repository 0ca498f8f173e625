"""Tables of words: a dash or a year in a cell makes no row a title, and no row is lost."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.tables import find_tables

HEAD = ["Tahun", "Nama Situs", "Jenis", "Status"]
ROWS = [
    ["2001", "Situs A", "Benda", "-"],
    ["2001", "Situs B", "Situs", "Milik"],
    ["2010", "Situs C", "Bangunan", "Milik"],
    ["-", "Situs D", "Benda", None],
    [None, "Situs E", "Benda", "Sewa"],
]


@pytest.mark.parametrize("first", range(len(ROWS)))
def test_every_row_of_a_register_is_data(sheet: Any, first: int) -> None:
    rows = ROWS[first:] + ROWS[:first]
    made = sheet(["Daftar Cagar Budaya"], [None], HEAD, *rows, [None], ["Sumber: Dinas Rekaan"])
    (table,) = find_tables(made)
    assert (table.header_rows, table.data_rows) == ([3], [4, 5, 6, 7, 8])
    assert [item.kind for item in table.set_apart] == ["title", "source"]


def test_two_columns_of_words_and_dashes(sheet: Any) -> None:
    made = sheet(
        ["Pengelola", "Kondisi"],
        ["Dinas", "Baik"],
        ["Desa", "-"],
        ["Dinas", "Rusak"],
        ["-", "-"],
        ["Desa", "Baik"],
    )
    (table,) = find_tables(made)
    assert (table.header_rows, table.data_rows) == ([1], [2, 3, 4, 5, 6])


def test_a_table_of_figures_is_no_register(sheet: Any) -> None:
    made = sheet(
        ["Kecamatan", "Sekolah", None], [None, "Negeri", "Swasta"], ["Wanasari", 1, "-"], ["Karangjati", 3, 4]
    )
    (table,) = find_tables(made)
    assert (table.header_rows, table.data_rows) == ([1, 2], [3, 4])


def test_a_first_row_without_its_figure_is_no_title(sheet: Any) -> None:
    made = sheet(
        ["Kondisi", "Keterangan", "Jumlah"],
        ["Rusak", "lama", None],
        ["Baik", "baru", 35],
        ["Rusak", "lama", 21],
    )
    (table,) = find_tables(made)
    assert (table.header_rows, table.data_rows) == ([1], [2, 3, 4])


def test_titles_written_again_stay_titles(sheet: Any) -> None:
    head = (["Kecamatan", "Sekolah", "Ket"], ["District", "School", None])
    made = sheet(*head, ["Wanasari", 1, "a"], ["Karangjati", 2, "b"], *head, ["Sukamaju Kota", 3, "c"])
    assert all(table.header_rows[:2] == [1, 2] for table in find_tables(made)[:1])


def test_a_lone_figure_below_the_titles_is_data(sheet: Any) -> None:
    made = sheet(
        ["Daftar Rekaan"],
        [None],
        ["Luas (ha)", "Jumlah", "Kondisi"],
        [6.95],
        [86.25, 237, "Rusak"],
        [4.5, 12, "Baik"],
    )
    (table,) = find_tables(made)
    assert (table.header_rows, table.data_rows) == ([3], [4, 5, 6])


def test_a_name_alone_parts_no_rows_of_words_from_their_titles(sheet: Any) -> None:
    made = sheet(
        ["Nama Sekolah", "Kode", "Kondisi", "Kecamatan"],
        ["SDN 1", None, "Baik", "Wanasari"],
        ["SDN 2"],
        ["SDN 3", None, "Rusak", "Karangjati"],
        ["SDN 4", "99.01.04", "Baik", "Wanasari"],
        ["SDN 5", "99.01.02", "Baik", "Karangjati"],
    )
    (table,) = find_tables(made)
    assert table.header_rows == [1] and {2, 4, 5, 6} <= set(table.data_rows)
