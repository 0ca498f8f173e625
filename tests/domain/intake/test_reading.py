"""Columns, units, totals and conventions on plain grids."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.reading import read_sheet


def read_one(sheet: Any, reference: Any, name: str = "data.xlsx") -> Any:
    """Read the one table of a sheet."""
    (reading,) = read_sheet(sheet, reference, name)
    return reading


def test_types(sheet: Any, reference: Any) -> None:
    reading = read_one(
        sheet(
            ["Kode", "Kecamatan", "Tahun", "Bulan", "Penduduk (jiwa)", "Luas (ha)", "Aktif"],
            ["007", "Wanasari", 2025, 1, 10, 1.5, "Ya"],
            ["008", "Karangjati", 2025, 2, 12, 2, "Tidak"],
        ),
        reference,
    )
    recipe = propose(reading, reference, {}, None)
    assert [(column.name, column.type, column.unit, column.role) for column in recipe.columns] == [
        ("kode", "string", None, "dimension"),
        ("nama_kecamatan", "string", None, "dimension"),
        ("tahun", "year", None, "dimension"),
        ("bulan", "integer", None, "dimension"),
        ("penduduk", "integer", "orang", "measure"),
        ("luas", "number", "ha", "measure"),
        ("aktif", "boolean", None, "dimension"),
    ]
    assert recipe.derive == [{"name": "kode_kecamatan", "from": "nama_kecamatan", "list": "wilayah"}]
    assert recipe.key == ["kode_kecamatan", "kode", "tahun", "bulan", "aktif"]


@pytest.mark.parametrize("line", ["(orang)", "Satuan: jiwa", "Satuan : Orang"])
def test_unit_from_a_line(sheet: Any, reference: Any, line: str) -> None:
    reading = read_one(
        sheet([line], ["Kecamatan", "L", "P"], ["Wanasari", 1, 2], ["Karangjati", 3, 4]), reference
    )
    assert {column.unit.code for column in reading.columns if column.is_figures} == {"orang"}


def test_unit_from_the_title(sheet: Any, reference: Any) -> None:
    rows = (
        ["Nilai Produksi dalam Juta Rupiah, 2025"],
        None,
        ["Kecamatan", "Nilai"],
        ["Wanasari", 1],
        ["Karangjati", 2],
    )
    assert read_one(sheet(*rows), reference).columns[1].unit.code == "juta_rupiah"


@pytest.mark.parametrize(
    "label", ["Jumlah", "JUMLAH", "Total", "Jumlah/Total", "Jml.", "Jumlah Kabupaten Sukamaju"]
)
def test_total_by_name_and_sum(sheet: Any, reference: Any, label: str) -> None:
    reading = read_one(sheet(["Kecamatan", "L"], ["Wanasari", 1], ["Karangjati", 3], [label, 4]), reference)
    assert [total.row for total in reading.totals] == [4]
    assert reading.data_rows == [2, 3]


def test_total_first_and_the_kabupaten_as_total(sheet: Any, reference: Any) -> None:
    rows = (["Wilayah", "L", "P"], ["Kabupaten Sukamaju", 4, 6], ["Wanasari", 1, 2], ["Karangjati", 3, 4])
    reading = read_one(sheet(*rows), reference)
    assert [total.row for total in reading.totals] == [2] and reading.data_rows == [3, 4]


def test_a_name_that_does_not_add_up_is_no_proof(sheet: Any, reference: Any) -> None:
    rows = (["Wilayah", "L", "P"], ["Kabupaten Sukamaju", 9, 9], ["Wanasari", 1, 2], ["Karangjati", 3, 4])
    reading = read_one(sheet(*rows), reference)
    assert reading.totals == [] and [total.row for total in reading.doubtful_totals] == [2]


def test_means_and_ratios_are_not_added(sheet: Any, reference: Any) -> None:
    rows = (["Kecamatan", "Kepadatan"], ["Wanasari", 100], ["Karangjati", 300], ["Rata-rata", 200])
    reading = read_one(sheet(*rows), reference)
    assert reading.totals[0].mean and reading.data_rows == [2, 3]


def test_sums_across_columns_prove_the_dot(sheet: Any, reference: Any) -> None:
    rows = (
        ["Kecamatan", "Laki-laki", "Perempuan", "Jumlah"],
        ["Wanasari", "1.200", "987", 2187],
        ["Karangjati", "1.300", "1.100", 2400],
        ["Muara Bening", "2.100", "2.200", 4300],
    )
    reading = read_one(sheet(*rows), reference)
    assert [column.decision.kind for column in reading.columns[1:3]] == ["text_dot_thousands"] * 2
    assert reading.sums == {4: [2, 3]}


@pytest.mark.parametrize(
    ("title", "filename", "year"),
    [
        ("Luas Panen, 2025", "a.xlsx", 2025),
        ("Luas Panen 2023-2025", "a.xlsx", None),
        ("Luas Panen", "panen_2024.xlsx", 2024),
        ("Luas Panen per 31 Desember 2025", "a.xlsx", 2025),
        ("Luas Panen", "a.xlsx", None),
    ],
)
def test_year(sheet: Any, reference: Any, title: str, filename: str, year: int | None) -> None:
    rows = ([title], None, ["Kecamatan", "Luas (ha)"], ["Wanasari", 1], ["Karangjati", 2])
    assert read_one(sheet(*rows), reference, filename).around.year == year


def test_region_names_near_the_list(reference: Any) -> None:
    regions = reference.regions
    assert regions.named("Kec.  WANASARI", "kecamatan").code == "99.01.02"
    assert regions.named("010. Muara Bening", "kecamatan").code == "99.01.04"
    assert regions.named("Muarabening", "kecamatan").code == "99.01.04"
    assert regions.named("Muara Benning", "kecamatan") is None
    assert [item.name for item in regions.near("Muara Benning", "kecamatan")] == ["Muara Bening"]
    assert regions.near("Antah Berantah", "kecamatan") == []


def test_subtotals_between_the_rows(sheet: Any, reference: Any) -> None:
    rows = (
        ["Wilayah", "L", "P"],
        ["Wanasari", 1, 2],
        ["Karangjati", 3, 4],
        ["Jumlah", 4, 6],
        ["Muara Bening", 5, 6],
        ["Sukamaju Kota", 7, 8],
        ["Jumlah", 12, 14],
        ["Total", 16, 20],
    )
    reading = read_one(sheet(*rows), reference)
    assert sorted(total.row for total in reading.totals) == [4, 7, 8]
    assert reading.data_rows == [2, 3, 5, 6]


def test_neighbours_suggest_and_sums_prove(sheet: Any, reference: Any) -> None:
    rows = (
        ["Kecamatan", "Baik", "Rusak", "Jumlah"],
        ["Wanasari", "10,5", "1,125", "11,625"],
        ["Karangjati", "11,5", "1,250", "12,750"],
        ["Muara Bening", "12,5", "2,125", "14,625"],
    )
    columns = read_one(sheet(*rows), reference).columns
    assert [column.decision.kind for column in columns[1:]] == ["text_comma_decimal"] * 3
    (alone,) = [
        c for c in read_one(sheet(*[row[:3] for row in rows]), reference).columns if c.label == "Rusak"
    ]
    assert (alone.decision.kind, alone.decision.suggested) == (None, "text_comma_decimal")


def test_a_title_that_is_a_unit_counts_it(sheet: Any, reference: Any) -> None:
    rows = (["(ha)"], ["Kecamatan", "Luas", "Orang"], ["Wanasari", 1.5, 2], ["Karangjati", 3, 4])
    assert [column.unit.code for column in read_one(sheet(*rows), reference).columns[1:]] == ["ha", "orang"]
