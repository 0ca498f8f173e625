"""The shipped code lists."""

from __future__ import annotations

from typing import Any

import pytest
from data.offices import table

from ckanext.satudata.adapters.intake.codes import read_codes, reference

LISTS = (
    "wilayah",
    "wilayah_padanan",
    "urusan",
    "satuan",
    "frekuensi",
    "sektor_kegiatan",
    "akses",
    "status_data",
    "status_sel",
    "lisensi",
)


@pytest.mark.parametrize("name", LISTS)
def test_every_row_has_a_code_once_and_a_source(name: str) -> None:
    rows = read_codes(name)
    codes = [next(iter(row.values())) for row in rows]
    assert len(set(codes)) == len(codes) and all(codes)
    assert all(row["sumber"] for row in rows)


def test_both_codings_of_the_eight_districts_differ() -> None:
    regions = reference("99.01").regions
    districts = regions.level("kecamatan")
    assert len(districts) == 8 and regions.home is not None and regions.home.bps == "9902"
    assert len({item.bps for item in districts}) == 8
    assert [item.bps for item in districts] != sorted(item.bps for item in districts)


@pytest.mark.parametrize(
    ("home", "code", "bps", "name"),
    [
        ("15.06", "15.06.02", "1507030", "Tungkal Ilir"),
        ("13.09", "13.09.01", "1301013", "Pagai Utara"),
        ("12.76", "12.76.05", "1274011", "Tebing Tinggi Kota"),
        ("36.71", "36.71.02", "3671040", "Jatiuwung"),
    ],
)
def test_real_places_have_both_codes(home: str, code: str, bps: str, name: str) -> None:
    regions = reference(home).regions
    assert regions.home is not None and regions.by_code[code] is regions.by_bps[bps]
    assert regions.named(f"KEC. {name.upper()}", "kecamatan") is regions.by_code[code]


def test_another_spelling_of_a_real_place_is_offered() -> None:
    regions = reference("36.71").regions
    found = regions.named("JATI UWUNG", "kecamatan")
    assert found is not None and found.name == "Jatiuwung"
    assert [item.name for item in reference("13.09").regions.near("Seberut Barat Daya", "kecamatan")] == [
        "Siberut Barat Daya"
    ]


def test_units_know_their_other_names() -> None:
    units = reference("99.01").units
    for alias, code in (
        ("jiwa", "orang"),
        ("Juta Rp", "juta_rupiah"),
        ("%", "persen"),
        ("Hektar", "ha"),
        ("m²", "m2"),
    ):
        found = units.named(alias)
        assert found is not None and found.code == code
    assert units.counts("orang") and not units.counts("ha")
    assert units.by_code["juta_rupiah"].power == 6


def test_titles_with_underscores_say_what_they_are(desk: Any) -> None:
    """Other portals' tables come with technical titles: codes of other places stay text, the year is a year."""
    head = ("kode_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota", "jumlah_posyandu", "tahun_data")
    rows = [(32, 3201 + n, f"KABUPATEN {n}", 100 + n, 2023) for n in range(9)]
    columns = desk.inspect(table(head, rows))["tables"][0]["columns"]
    assert [column["type"] for column in columns] == ["string", "string", "string", "integer", "year"]
