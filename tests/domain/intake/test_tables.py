"""Finding the table among what offices write around it."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake import headers
from ckanext.satudata.domain.intake.grid import Area
from ckanext.satudata.domain.intake.tables import find_tables


def kinds(table: Any) -> list[str]:
    """Give the kinds of what was set apart."""
    return [item.kind for item in table.set_apart]


def test_tidy_table(sheet: Any) -> None:
    (table,) = find_tables(sheet(["Kecamatan", "Tahun", "Luas"], ["A", 2025, 1], ["B", 2025, 2]))
    assert (table.header_rows, table.data_rows, str(table.area)) == ([1], [2, 3], "A2:C3")


def test_letterhead_pairs_and_signature(sheet: Any) -> None:
    (table,) = find_tables(
        sheet(
            ["DINAS PERTANIAN"],
            ["Judul", "Luas Panen Padi"],
            ["Tahun", 2025],
            None,
            ["No", "Kecamatan", "Luas (ha)", "Hasil (ton)"],
            [1, "Wanasari", 12, 20],
            [2, "Karangjati", 13, 21],
            ["Sumber: Dinas Pertanian"],
            [None, None, "Sukamaju, 31 Desember 2025"],
            [None, None, "Kepala Dinas Pertanian"],
        )
    )
    assert table.header_rows == [5]
    assert kinds(table) == ["title", "title", "title", "source", "signature", "signature"]


def test_unit_row_and_numbering(sheet: Any) -> None:
    (table,) = find_tables(
        sheet(["Kecamatan", "Luas", "Hasil"], ["(1)", "(2)", "(3)"], ["Wanasari", 1, 2], ["Karangjati", 3, 4])
    )
    assert (table.header_rows, table.numbering_row, table.first_row) == ([1], 2, 3)
    (table,) = find_tables(
        sheet(["Kecamatan", "Luas", "Hasil"], [None, "(ha)", "(ton)"], ["Wanasari", 1, 2], ["B", 3, 4])
    )
    assert (table.header_rows, table.unit_row) == ([1], 2)


def test_years_as_titles(sheet: Any) -> None:
    made = sheet(
        ["Kecamatan", "Tahun", None, None],
        [None, 2023, 2024, 2025],
        ["Wanasari", 5, 6, 7],
        ["Karangjati", 8, 9, 10],
    )
    made.merges = [Area(1, 1, 2, 1), Area(1, 2, 1, 4)]
    (table,) = find_tables(made)
    assert table.header_rows == [1, 2]
    assert headers.labels(made, table) == ["Kecamatan", "Tahun – 2023", "Tahun – 2024", "Tahun – 2025"]


def test_a_year_column_is_no_title_row(sheet: Any) -> None:
    (table,) = find_tables(
        sheet(["Kecamatan", "Tahun", "Target"], ["Wanasari", 2024, 2000], ["Karangjati", 2025, 1950])
    )
    assert table.data_rows == [2, 3]


def test_no_titles(sheet: Any) -> None:
    (table,) = find_tables(sheet(["Wanasari", 2025, 3], ["Karangjati", 2025, 4]))
    assert table.header_rows == [] and table.data_rows == [1, 2]


def test_stacked_tables(sheet: Any) -> None:
    tables = find_tables(
        sheet(
            ["Kecamatan", "SD", "SMP"],
            ["Wanasari", 3, 4],
            ["Karangjati", 5, 6],
            None,
            ["Kecamatan", "Guru", "Murid"],
            ["Wanasari", 30, 40],
            ["Karangjati", 50, 60],
        )
    )
    assert [(table.header_rows, table.data_rows) for table in tables] == [([1], [2, 3]), ([5], [6, 7])]


def test_words_alone(sheet: Any) -> None:
    (table,) = find_tables(
        sheet(["Daftar"], ["Desa", "Status"], ["Mekarsari", "Maju"], ["Air Hitam", "Berkembang"])
    )
    assert (table.header_rows, table.data_rows) == ([2], [3, 4])


@pytest.mark.parametrize("rows", [(), (["Petunjuk"],), (["Satu"], ["Dua"], ["Tiga"])])
def test_no_table(sheet: Any, rows: Any) -> None:
    assert find_tables(sheet(*rows)) == []


def test_three_stacked_titles_bilingual(sheet: Any) -> None:
    made = sheet(
        ["Kecamatan\nDistrict", "Tenaga\nStaff", None, None],
        [None, "Medis\nMedical", None, "Lain\nOther"],
        [None, "Dokter\nDoctor", "Perawat\nNurse", "Gizi\nNutrition"],
        ["Wanasari", 1, 2, 3],
        ["Karangjati", 4, 5, 6],
    )
    made.merges = [Area(1, 1, 3, 1), Area(1, 2, 1, 4), Area(2, 2, 2, 3)]
    (table,) = find_tables(made)
    assert headers.labels(made, table) == [
        "Kecamatan",
        "Tenaga – Medis – Dokter",
        "Tenaga – Medis – Perawat",
        "Tenaga – Lain – Gizi",
    ]


def test_titles_that_only_wrap_are_kept_whole(sheet: Any) -> None:
    made = sheet(
        ["Nama\nKecamatan", "Jumlah\nPerpustakaan", "Jumlah\nPengunjung\n(orang)", "Biaya\n(Rp)"],
        ["Wanasari", 1, 2, 3],
        ["Karangjati", 4, 5, 6],
    )
    (table,) = find_tables(made)
    wrapped = ["Nama Kecamatan", "Jumlah Perpustakaan", "Jumlah Pengunjung (orang)", "Biaya (Rp)"]
    assert headers.labels(made, table) == wrapped


def test_the_unit_below_an_english_line_is_kept(sheet: Any) -> None:
    made = sheet(
        ["Kecamatan\nSubdistrict", "Luas\nTotal Area\n(km2)", "Penduduk\nPopulation"],
        ["Wanasari", 1.5, 2],
        ["Karangjati", 4.5, 5],
    )
    (table,) = find_tables(made)
    assert headers.labels(made, table) == ["Kecamatan", "Luas (km2)", "Penduduk"]
