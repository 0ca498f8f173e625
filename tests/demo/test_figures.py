"""The demo's invented figures keep the rules of their tables."""

from __future__ import annotations

import pytest

from ckanext.satudata.demo import described
from ckanext.satudata.demo.figures import FIGURES

YEARS = (2023, 2024, 2025)


def rows_of(slug: str, edition: int = 1) -> list[dict[str, object]]:
    return [dict(row) for row in FIGURES[slug](YEARS, edition)]


@pytest.mark.parametrize(
    ("slug", "whole", "parts"),
    [
        ("penduduk", "jumlah", ("laki_laki", "perempuan")),
        ("ktp", "wajib", ("merekam", "belum")),
        ("dbd", "jumlah", ("laki_laki", "perempuan")),
        ("jalan", "jumlah", ("baik", "sedang", "rusak_ringan", "rusak_berat")),
        ("rtlh", "awal", ("apbd", "apbn", "swadaya", "akhir")),
        ("uji_kendaraan", "diuji", ("lulus", "tidak_lulus")),
        ("sampah", "timbulan", ("pengurangan", "penanganan", "sisa")),
    ],
)
def test_parts_make_the_whole(slug: str, whole: str, parts: tuple[str, ...]) -> None:
    for row in rows_of(slug):
        assert sum(row[part] for part in parts) == pytest.approx(row[whole], abs=1e-6), row


@pytest.mark.parametrize(
    ("slug", "smaller", "larger"),
    [
        ("penduduk", "kartu_keluarga", "jumlah"),
        ("stunting", "diukur", "sasaran"),
        ("stunting", "stunting", "diukur"),
        ("air_minum", "air_minum", "rumah_tangga"),
        ("air_minum", "sanitasi", "rumah_tangga"),
        ("uji_kendaraan", "diuji", "wajib"),
        ("koperasi", "rat", "aktif"),
        ("ikm", "unit", "tenaga_kerja"),
    ],
)
def test_a_part_is_not_more_than_its_whole(slug: str, smaller: str, larger: str) -> None:
    for row in rows_of(slug):
        assert 0 <= row[smaller] <= row[larger], row


def test_percentages_are_those_of_their_figures() -> None:
    for row in rows_of("stunting"):
        assert row["prevalensi"] == pytest.approx(row["stunting"] / row["diukur"] * 100, abs=0.05)
    for row in rows_of("padi"):
        assert row["produksi"] == pytest.approx(row["luas"] * row["produktivitas"] / 10, rel=0.01)
    for row in rows_of("jalan"):
        assert row["mantap"] == pytest.approx((row["baik"] + row["sedang"]) / row["jumlah"] * 100, abs=0.01)


def test_houses_begin_a_year_where_the_last_one_ended() -> None:
    ended = {(row["kecamatan"], row["tahun"]): row["akhir"] for row in rows_of("rtlh")}
    for row in rows_of("rtlh"):
        if (row["kecamatan"], row["tahun"] - 1) in ended:
            assert row["awal"] == ended[row["kecamatan"], row["tahun"] - 1]


def test_revenue_does_not_fall_within_a_year() -> None:
    last: dict[tuple[object, object], int] = {}
    for row in rows_of("pad"):
        key = (row["tahun"], row["jenis"])
        assert row["realisasi"] >= last.get(key, 0)
        last[key] = row["realisasi"]


def test_a_year_is_the_same_in_every_file() -> None:
    alone = list(FIGURES["penduduk"]((2025,), 1))
    assert [row for row in FIGURES["penduduk"]((2024, 2025), 2) if row["tahun"] == 2025] == alone


def test_the_second_look_at_paddy_changes_one_row() -> None:
    first, second = rows_of("padi", 1), rows_of("padi", 2)
    changed = [old for old, new in zip(first, second, strict=True) if old != new]
    assert [(row["kecamatan"], row["tahun"], row["subround"]) for row in changed] == [("Karangjati", 2024, 2)]


def test_every_dataset_but_the_empty_draft_holds_three_years() -> None:
    for dataset in described.datasets():
        years = {year for edition in dataset.editions for year in edition.years}
        assert dataset.ends == "kosong" or len(years) >= 3, dataset.slug
