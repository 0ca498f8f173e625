"""The shipped code lists."""

from __future__ import annotations

import pytest

from ckanext.satudata.adapters.intake.codes import read_codes, reference

LISTS = (
    "wilayah",
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
