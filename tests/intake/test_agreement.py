"""How figures agree: each finding is provoked by a table, and a table almost like it provokes none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from data.in_process import LISTS, Bench
from data.offices import DISTRICTS, by_district, men, population, table

from ckanext.satudata.adapters.intake.reader import FileReader
from ckanext.satudata.domain.intake.inspection import inspect_workbook
from ckanext.satudata.domain.intake.limits import Limits
from ckanext.satudata.domain.intake.recipe import Recipe, answer, apply_patch

COUNTS = [4120, 3980, 5210, 2875, 6034, 4411, 3702, 1498]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Give a bench of this process."""
    return Bench(tmp_path)


def districts(header: Sequence[str], *columns: Sequence[Any], year: int = 2025) -> bytes:
    """Give a table of columns of figures by district."""
    rows = [(name, year, *values) for name, *values in zip(DISTRICTS, *columns, strict=True)]
    return table(("Kecamatan", "Tahun", *header), rows)


# sums


def test_one_wrong_cell_is_blamed_and_mended_by_one_click(bench: Bench) -> None:
    def spoil(sheet: Any) -> None:
        sheet["C9"] = sheet["C9"].value + 90

    told = bench.check(population(change=spoil))
    assert told.codes.count("JUMLAH_KOLOM_BEDA") == 1 and "JUMLAH_BARIS_BEDA" not in told
    finding = told["JUMLAH_KOLOM_BEDA"]
    assert "C9" in finding["mend"] and "Selisih 90" in finding["message"]
    fix = next(item for item in finding["fixes"] if item["id"] == "use_sum")
    recipe = apply_patch(told.data["recipe"], fix["patch"])
    assert recipe["fixes"][0]["was"] == str(men(1) + 90)
    again = bench.check(population(change=spoil), recipe=recipe)
    assert again.data["verdict"] == "pass" and str(men(1)) in again.canonical.read_text()


def test_a_wrong_total_points_at_swapped_digits(bench: Bench) -> None:
    values = [4120, 3980, 5210, 2875, 6034, 4411, 3705, 1498]
    rows = [(name, 2025, value) for name, value in zip(DISTRICTS, values, strict=True)]
    rows[3] = (DISTRICTS[3], 2025, 2857)
    content = table(("Kecamatan", "Tahun", "Murid (orang)"), [*rows, ("Jumlah", None, sum(values))])
    told = bench.check(content)
    total = answer(told.data["recipe"], told["BARIS_JUMLAH_DUGAAN"], "total")
    finding = bench.check(content, recipe=total)["JUMLAH_BARIS_BEDA"]
    assert finding["facts"]["gap"] == "18" and "dua angka tertukar" in finding["mend"]
    assert finding["cells"] == ["C10", "C5"]


def test_a_mean_in_the_total_row_is_not_tested(bench: Bench) -> None:
    humid = [76, 71, 92, 80, 84, 79, 73, 88]
    rows = [(n, 2025, v, h) for n, v, h in zip(DISTRICTS, COUNTS, humid, strict=True)]

    def content(last: int) -> bytes:
        return table(("Kecamatan", "Tahun", "Hujan", "Lembap"), [*rows, ("Jumlah", None, sum(COUNTS), last)])

    assert "JUMLAH_BARIS_BEDA" not in bench.check(content(80))
    assert bench.check(content(640))["JUMLAH_BARIS_BEDA"]["facts"]["gap"] == "3"


def test_a_density_has_a_total_row_that_is_not_tested(bench: Bench) -> None:
    rows = [(n, 2025, v, round(v / 7, 1)) for n, v in zip(DISTRICTS, COUNTS, strict=True)]
    content = table(
        ("Kecamatan", "Tahun", "Penduduk (orang)", "Kepadatan (orang/km2)"),
        [*rows, ("Jumlah", None, sum(COUNTS), 571.2)],
    )
    assert "JUMLAH_BARIS_BEDA" not in bench.check(content)


# rules between columns


def test_a_part_is_more_than_the_whole(bench: Bench) -> None:
    target = [600, 540, 710, 480, 520, 610, 390, 220]
    measured = [590, 530, 705, 470, 515, 600, 385, 215]
    header = ("Sasaran (balita)", "Diukur (balita)")
    assert "BAGIAN_LEBIH_BESAR" not in bench.check(districts(header, target, measured))
    finding = bench.check(districts(header, target, [*measured[:2], 750, *measured[3:]]))[
        "BAGIAN_LEBIH_BESAR"
    ]
    assert (finding["cells"], finding["severity"]) == (["D4"], "konfirmasi")
    assert "Sasaran" in finding["message"] and finding["confirm"]["needs_reason"]


def test_a_rule_that_most_rows_break_is_none(bench: Bench) -> None:
    header = ("Sasaran (balita)", "Diukur (balita)")
    assert "BAGIAN_LEBIH_BESAR" not in bench.check(districts(header, COUNTS, [n + 5 for n in COUNTS]))


def test_a_share_does_not_follow(bench: Bench) -> None:
    measured = [590, 530, 705, 470, 515, 600, 385, 215]
    stunted = [71, 44, 93, 38, 52, 66, 41, 19]
    share = [round(100 * a / b, 1) for a, b in zip(stunted, measured, strict=True)]
    header = ("Diukur (balita)", "Stunting (balita)", "Prevalensi (%)")
    assert "HITUNGAN_TIDAK_COCOK" not in bench.check(districts(header, measured, stunted, share))
    finding = bench.check(districts(header, measured, stunted, [*share[:4], 21.4, *share[5:]]))[
        "HITUNGAN_TIDAK_COCOK"
    ]
    assert finding["cells"] == ["E6"] and finding["expected"].startswith("10,")


def test_a_product_of_area_and_yield(bench: Bench) -> None:
    area = [120.5, 98.2, 240.0, 77.4, 51.9, 133.3, 88.8, 20.1]
    rate = [52.1, 49.8, 55.0, 47.2, 50.5, 53.9, 48.8, 45.0]
    made = [round(a * r / 10, 1) for a, r in zip(area, rate, strict=True)]
    header = ("Luas Panen (ha)", "Produktivitas (kuintal/ha)", "Produksi (ton)")
    assert "HITUNGAN_TIDAK_COCOK" not in bench.check(districts(header, area, rate, made))
    assert "HITUNGAN_TIDAK_COCOK" in bench.check(districts(header, area, rate, [*made[:7], 9.0]))


def test_parts_that_are_not_100(bench: Bench) -> None:
    good = [40.0, 35.5, 50.0, 61.2, 33.3, 45.0, 52.5, 60.0]
    fair = [30.0, 34.5, 25.0, 18.8, 36.7, 25.0, 27.5, 20.0]
    poor = [30.0, 30.0, 25.0, 20.0, 30.0, 30.0, 20.0, 20.0]
    header = ("Baik (%)", "Sedang (%)", "Rusak (%)")
    assert "BAGIAN_BUKAN_100" not in bench.check(districts(header, good, fair, poor))
    finding = bench.check(districts(header, good, fair, [*poor[:1], 20.0, *poor[2:]]))["BAGIAN_BUKAN_100"]
    assert finding["read"] == "90" and finding["cells"] == ["C3"]
    assert "BAGIAN_BUKAN_100" not in bench.check(districts(("Air (%)", "Listrik (%)"), good, fair))


# values


def test_lengths_below_zero(bench: Bench) -> None:
    values = [12.4, 8.1, -9.9, 15.2, 11.8, 10.1, 9.4, 13.0]
    assert bench.check(districts(("Rusak Berat (km)",), values))["NILAI_NEGATIF"]["cells"] == ["C4"]
    assert "NILAI_NEGATIF" not in bench.check(districts(("Perubahan Panjang (km)",), values))
    assert "NILAI_NEGATIF" not in bench.check(districts(("SHU (juta rupiah)",), values))


def test_fractions_of_people(bench: Bench) -> None:
    content = districts(("Dokter (orang)",), [2.5, 3, 4, 1, 5, 2, 6, 3])
    told = bench.check(content)
    indeed = answer(told.data["recipe"], told["ANGKA_TITIK_HILANG"], "native", "paruh waktu")
    again = bench.check(content, recipe=indeed)
    assert (
        again["HITUNGAN_PECAHAN"]["cells"] == ["C2"] and again["HITUNGAN_PECAHAN"]["severity"] == "konfirmasi"
    )
    assert "HITUNGAN_PECAHAN" not in bench.check(districts(("Luas (ha)",), [2.5, 3, 4, 1, 5, 2, 6, 3]))


PLACES = [
    (-0.53, 104.52),
    (-0.61, 104.41),
    (-0.42, 104.33),
    (-0.55, 104.60),
    (-0.49, 104.27),
    (-0.58, 104.45),
]


def points(*pairs: tuple[Any, Any]) -> bytes:
    rows = [(f"Puskesmas {n}", y, x) for n, (y, x) in enumerate(pairs, 1)]
    return table(("Puskesmas", "Lintang", "Bujur"), rows)


def test_places(bench: Bench) -> None:
    good = bench.check(points(*PLACES))
    assert not {"KOORDINAT_TERTUKAR", "KOORDINAT_DI_LUAR", "KOORDINAT_JAUH"} & set(good.codes)
    swapped = bench.check(points(*[(x, y) for y, x in PLACES]))
    fix = swapped["KOORDINAT_TERTUKAR"]["fixes"][0]
    again = bench.check(
        points(*[(x, y) for y, x in PLACES]), recipe=apply_patch(swapped.data["recipe"], fix["patch"])
    )
    assert again.codes == ["TAHUN_BELUM_ADA"]
    assert again.canonical.read_text().splitlines()[1].endswith("104.52,-0.53")
    outside = bench.check(points(*PLACES[:5], (-53421, 104.5)))["KOORDINAT_DI_LUAR"]
    assert outside["cells"] == ["B7", "C7"] and outside["severity"] == "tolak"
    far = bench.check(points(*PLACES[:5], (5.3, 104.5)))["KOORDINAT_JAUH"]
    assert far["severity"] == "konfirmasi" and far["cells"] == ["B7", "C7"]


# units


def test_one_cell_in_another_unit(bench: Bench) -> None:
    values = [12.4, 8.1, 9.9, 15.2, 11.8, 10.1, 9.4, 13.0]
    label = ("Nilai (juta rupiah)",)
    assert "SATUAN_SEL" not in bench.check(districts(label, values))
    content = districts(label, [*values[:3], 15200, *values[4:]])
    told = bench.check(content)
    finding = told["SATUAN_SEL"]
    assert finding["cells"] == ["C5"] and "Bagi 1.000" in finding["fixes"][0]["label"]
    mended = bench.check(content, recipe=apply_patch(told.data["recipe"], finding["fixes"][0]["patch"]))
    assert "SATUAN_SEL" not in mended and ",15.2\n" in mended.canonical.read_text()


def test_one_cell_in_rupiah_among_millions(bench: Bench) -> None:
    values = [1240.5, 810, 995, 1520, 1180, 1010, 940, 1300]
    finding = bench.check(districts(("Nilai (juta rupiah)",), [*values[:3], 1_520_000_000, *values[4:]]))[
        "SATUAN_SEL"
    ]
    assert finding["cells"] == ["C5"] and "Bagi 1.000.000" in finding["fixes"][0]["label"]
    assert "SATUAN_SEL" not in bench.check(
        districts(("Nilai (juta rupiah)",), [*values[:3], 152_000, *values[4:]])
    )


def test_a_big_city_among_small_places_is_no_slip(bench: Bench) -> None:
    assert "SATUAN_SEL" not in bench.check(
        districts(("Penduduk (orang)",), [120000, 900, 430, 15, 2100, 80, 310, 45])
    )


def test_amounts_no_office_has(bench: Bench) -> None:
    millions = [n * 10**6 * 1000 for n in COUNTS]
    told = bench.check(districts(("Realisasi (juta rupiah)",), millions))
    assert "rupiah" in told["SATUAN_UANG"]["expected"]
    assert told["SATUAN_UANG"]["fixes"][0]["patch"] == {"columns": {"C": {"unit": "rupiah"}}}
    assert "SATUAN_UANG" not in bench.check(districts(("Realisasi (rupiah)",), millions))
    assert "SATUAN_UANG" not in bench.check(districts(("Realisasi (juta rupiah)",), COUNTS))


# the series


def test_a_column_off_by_a_thousand_is_mended_by_one_click(bench: Bench) -> None:
    values = [12.4, 8.1, 9.9, 15.2, 11.8, 10.1, 9.4, 13.0]
    first = bench.check(by_district(values, "Nilai (juta rupiah)", 2024))
    content = by_district([round(v * 1010, 1) for v in values], "Nilai (juta rupiah)", 2025)
    told = bench.check(content, base=first)
    fix = told["SATUAN_SERIBU"]["fixes"][0]
    again = bench.check(content, recipe=apply_patch(told.data["recipe"], fix["patch"]), base=first)
    assert "SATUAN_SERIBU" not in again and "2025,12.524" in again.canonical.read_text()


def test_small_counts_do_not_alarm(bench: Bench) -> None:
    first = bench.check(by_district([3, 5, 2, 8, 1, 4, 6, 9], "Kebakaran (kejadian)", 2024))
    second = by_district([7, 2, 5, 15, 4, 9, 1, 18], "Kebakaran (kejadian)", 2025)
    assert "LONJAKAN" not in bench.check(second, base=first)


def test_a_jump_is_told_once_for_part_and_total(bench: Bench) -> None:
    first = bench.check(population(year=2024))

    def jump(sheet: Any) -> None:
        for cell in ("C9", "E9", "C16", "E16"):
            sheet[cell] = sheet[cell].value + 9000

    told = bench.check(population(year=2025, change=jump), base=first)
    assert [item["cells"] for item in told.data["findings"] if item["code"] == "LONJAKAN"] == [["C9"]]


def test_the_sum_jumps_though_no_row_does(bench: Bench) -> None:
    first = bench.check(by_district(COUNTS, "Murid (orang)", 2024))
    more = by_district([round(n * 1.4) for n in COUNTS], "Murid (orang)", 2025)
    assert bench.check(more, base=first)["LONJAKAN_JUMLAH"]["facts"]["change"].startswith("40")
    usual = by_district([round(n * 1.04) for n in COUNTS], "Murid (orang)", 2025)
    assert "LONJAKAN_JUMLAH" not in bench.check(usual, base=first)


def test_another_indicator_under_the_same_title(bench: Bench) -> None:
    first = bench.check(by_district(COUNTS, "Murid (orang)", 2024))
    other = by_district([31, 902, 12, 455, 8, 77, 640, 20], "Murid (orang)", 2025)
    told = bench.check(other, base=first)
    assert "ISI_TIDAK_MIRIP" in told and "LONJAKAN" not in told


def test_one_column_copied_from_last_year(bench: Bench) -> None:
    header = ("Guru (orang)", "Murid (orang)")
    teachers = [210, 180, 260, 140, 300, 220, 190, 75]
    first = bench.check(districts(header, teachers, COUNTS, year=2024))
    copied = districts(header, teachers, [n + 31 for n in COUNTS], year=2025)
    assert bench.check(copied, base=first)["KOLOM_SAMA"]["place"]["column"] == "C"
    fresh = districts(header, [n + 3 for n in teachers], [n + 31 for n in COUNTS], year=2025)
    assert "KOLOM_SAMA" not in bench.check(fresh, base=first)
    steady = ("Luas (km2)", "Murid (orang)")
    first = bench.check(districts(steady, teachers, COUNTS, year=2024))
    again = bench.check(districts(steady, teachers, [n + 31 for n in COUNTS], year=2025), base=first)
    assert "KOLOM_SAMA" not in again


def two_years(first: Sequence[int], second: Sequence[int]) -> bytes:
    rows = [(n, 2024, a) for n, a in zip(DISTRICTS, first, strict=True)]
    rows += [(n, 2025, a) for n, a in zip(DISTRICTS, second, strict=True)]
    return table(("Kecamatan", "Tahun", "Murid (orang)"), rows)


def test_years_the_wrong_way_round(bench: Bench) -> None:
    later = [n + 17 for n in COUNTS]
    first = bench.check(two_years(COUNTS, later))
    told = bench.check(two_years(later, COUNTS), base=first)
    assert told["TAHUN_TERBALIK"]["facts"]["names"] == ["2024", "2025"]
    assert "TAHUN_TERBALIK" not in bench.check(two_years(COUNTS, [n + 1 for n in later]), base=first)


def test_a_year_copied_within_the_file(bench: Bench) -> None:
    told = bench.check(two_years(COUNTS, COUNTS))
    assert told["SAMA_EDISI_LALU"]["facts"]["previous"] == "2024"


def test_the_table_of_another_dataset(bench: Bench) -> None:
    content = by_district(COUNTS, "Murid (orang)")
    first = bench.check(content)
    twins = [{"title": "Jumlah Siswa", "sha256": first.data["canonical"]["sha256"]}]
    assert "Jumlah Siswa" in bench.check(content, twins=twins)["SAMA_DATASET_LAIN"]["message"]
    assert "SAMA_DATASET_LAIN" not in bench.check(by_district([*COUNTS[:7], 5], "Murid (orang)"), twins=twins)


# what is missing


def months(*present: str, year: int = 2025) -> bytes:
    rows = [(name, year, month, 100 + n) for month in present for n, name in enumerate(DISTRICTS)]
    return table(("Kecamatan", "Tahun", "Bulan", "Kunjungan (kunjungan)"), rows)


ALL = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


def test_missing_months(bench: Bench) -> None:
    finding = bench.check(months(*[m for m in ALL if m not in ("Maret", "April")]))["PERIODE_BELUM_ADA"]
    assert finding["facts"] == {"names": ["Maret 2025", "April 2025"], "period": "2025"}
    assert "PERIODE_BELUM_ADA" not in bench.check(months(*ALL))
    assert "PERIODE_BELUM_ADA" not in bench.check(months(*ALL[:10], year=2026))
    assert "PERIODE_BELUM_ADA" in bench.check(months(*ALL[:4], *ALL[5:9], year=2026))


def test_missing_years(bench: Bench) -> None:
    def years(*present: int) -> bytes:
        rows = [(n, y, 100 + i + y % 7) for y in present for i, n in enumerate(DISTRICTS)]
        return table(("Kecamatan", "Tahun", "Unit (unit)"), rows)

    assert bench.check(years(2021, 2022, 2024))["PERIODE_BELUM_ADA"]["facts"]["names"] == ["2023"]
    assert "PERIODE_BELUM_ADA" not in bench.check(years(2021, 2022, 2023))
    assert "PERIODE_BELUM_ADA" not in bench.check(years(2015, 2020, 2025))


def test_a_period_left_out_since_the_last_edition(bench: Bench) -> None:
    due = {"periods_expected": ["2023", "2024", "2025"]}
    found = bench.check(districts(("Murid (orang)",), COUNTS), **due)["PERIODE_BELUM_ADA"]
    assert found["facts"]["names"] == ["2023", "2024"]
    assert "PERIODE_BELUM_ADA" not in bench.check(districts(("Murid (orang)",), COUNTS, year=2023), **due)
    assert "PERIODE_BELUM_ADA" not in bench.check(districts(("Murid (orang)",), COUNTS, year=2022), **due)


def test_a_month_that_has_not_begun(bench: Bench) -> None:
    assert bench.check(months(*ALL, year=2026))["TAHUN_MENDATANG"]["read"] == "Desember"
    assert "TAHUN_MENDATANG" not in bench.check(months(*ALL[:11], year=2026))


def test_the_same_lack_in_many_months_is_told_once(bench: Bench) -> None:
    rows = [(name, 2025, month, 5 + n) for month in ALL for n, name in enumerate(DISTRICTS[:7])]
    told = bench.check(table(("Kecamatan", "Tahun", "Bulan", "Kunjungan (kunjungan)"), rows))
    assert told.codes.count("WILAYAH_BELUM_ADA") == 1
    assert told["WILAYAH_BELUM_ADA"]["facts"]["names"] == ["Pulau Rengas"]


VILLAGES = {
    "99.01.01": ["1001", "1002", "2003"],
    "99.01.02": ["1001", "2002", "2003"],
    "99.01.03": ["1001", "2002", "2003"],
}
VILLAGES |= {f"99.01.0{n}": ["2001", "2002", "2003"] for n in range(4, 9)}


def test_missing_villages(bench: Bench) -> None:
    codes = [f"{district}.{village}" for district, villages in VILLAGES.items() for village in villages]

    def by_village(present: Sequence[str]) -> Any:
        return bench.check(
            table(("Kode Desa", "Tahun", "BTS (unit)"), [(c, 2025, 5 + i) for i, c in enumerate(present)])
        )

    assert "WILAYAH_BELUM_ADA" not in by_village(codes)
    finding = by_village([*codes[:3], *codes[4:]])["WILAYAH_BELUM_ADA"]
    assert (finding["facts"]["names"], finding["facts"]["level"]) == (["Wanasari"], "desa/kelurahan")
    assert "WILAYAH_BELUM_ADA" not in by_village(codes[:6])


def test_a_doubt_that_was_answered_is_not_asked_again(bench: Bench) -> None:
    rows = [(f"Warga {n}", f"Jl. Melati {n}", 2025, 4 + n) for n in range(8)]
    content = table(("Nama", "Alamat", "Tahun", "Bantuan (unit)"), rows)
    told = bench.check(content)
    recipe = answer(told.data["recipe"], told["DATA_PRIBADI_DUGAAN"], "bukan", "nama kelompok tani")
    again = bench.check(content, recipe=recipe)
    assert again["DATA_PRIBADI_DUGAAN"]["confirmed"]["reason"] == "nama kelompok tani"
    seen = inspect_workbook(
        FileReader(bench.folder / "1" / "original", "data.xlsx", Limits()).read(),
        {},
        LISTS,
        {},
        Recipe.from_dict(recipe),
    )
    assert "DATA_PRIBADI_DUGAAN" not in [item["code"] for item in seen["questions"]]


OFFICES = [
    "Dinas Kesehatan",
    "Dinas Pendidikan",
    "Dinas Perhubungan",
    "Dinas Sosial",
    "Dinas Perikanan",
    "Inspektorat",
]


def test_offices(bench: Bench) -> None:
    def by_office(names: Sequence[str]) -> bytes:
        return table(
            ("Perangkat Daerah", "Tahun", "Pegawai (orang)"), [(n, 2025, 20 + i) for i, n in enumerate(names)]
        )

    told = bench.check(by_office(["Dinas Kesehtan", *OFFICES[1:]]), offices=OFFICES)
    assert told["OPD_TIDAK_DIKENAL"]["expected"] == "Dinas Kesehatan"
    assert bench.check(by_office(OFFICES[:5]), offices=OFFICES)["OPD_BELUM_ADA"]["facts"]["names"] == [
        "Inspektorat"
    ]
    assert not {"OPD_BELUM_ADA", "OPD_TIDAK_DIKENAL"} & set(
        bench.check(by_office(OFFICES), offices=OFFICES).codes
    )


def test_keys_without_figures(bench: Bench) -> None:
    told = bench.check(districts(("Murid (orang)", "Guru (orang)"), [None] * 8, [None] * 8))
    assert told["UKURAN_KOSONG"]["severity"] == "tolak"
    half = bench.check(districts(("Murid (orang)", "Guru (orang)"), COUNTS, [None] * 8))
    assert "UKURAN_KOSONG" not in half and half["KOLOM_KOSONG"]["severity"] == "peringatan"


def test_twin_rows_are_dropped_by_one_click(bench: Bench) -> None:
    rows = [(n, 2025, v) for n, v in zip(DISTRICTS, COUNTS, strict=True)]
    content = table(("Kecamatan", "Tahun", "Murid (orang)"), [*rows, rows[3]])
    told = bench.check(content)
    assert told["KUNCI_GANDA"]["facts"]["rows"] == ["5", "10"]
    mended = bench.check(
        content, recipe=apply_patch(told.data["recipe"], told["KUNCI_GANDA"]["fixes"][0]["patch"])
    )
    assert mended.data["verdict"] == "pass" and mended.data["canonical"]["rows"] == 8


def test_two_unknown_names_are_not_one_region(bench: Bench) -> None:
    rows = [[n, 2025, v] for n, v in zip(DISTRICTS, COUNTS, strict=True)]
    rows[1][0], rows[4][0] = "Xyzabc", "Qwerty"
    told = bench.check(table(("Kecamatan", "Tahun", "Murid (orang)"), rows))
    assert "WILAYAH_TIDAK_DIKENAL" in told and "KUNCI_GANDA" not in told
    rows[4][0] = "Xyzabc"
    assert "KUNCI_GANDA" in bench.check(table(("Kecamatan", "Tahun", "Murid (orang)"), rows))


# small cells


def test_small_cells(bench: Bench) -> None:
    content = districts(("Kasus Kekerasan terhadap Anak (kasus)",), [12, 3, 7, 1, 9, 15, 6, 22])
    told = bench.check(content)
    assert told["SEL_KECIL"]["cells"] == ["C3", "C5"] and told["SEL_KECIL"]["severity"] == "konfirmasi"
    covered = bench.check(
        content, recipe=apply_patch(told.data["recipe"], told["SEL_KECIL"]["fixes"][0]["patch"])
    )
    assert "SEL_KECIL" not in covered and ",,Q\n" in covered.canonical.read_text()
    ill = districts(("Penderita Kusta (orang)",), [12, 2, 7, 1, 9, 15, 6, 22])
    assert bench.check(ill)["SEL_KECIL_PERHATIAN"]["severity"] == "peringatan"
    plain = districts(("Pasar (unit)",), [12, 2, 7, 1, 9, 15, 6, 22])
    assert not {"SEL_KECIL", "SEL_KECIL_PERHATIAN"} & set(bench.check(plain).codes)


# telling


def test_a_fault_beyond_the_limit_of_the_report_is_counted_to_the_end(bench: Bench) -> None:
    rows = [(f"Pasar {n}", 2025, 5) for n in range(8100)] + [
        (f"Toko {n}", 2025, "sekitar lima") for n in range(4000)
    ]
    finding = bench.check(table(("Pasar", "Tahun", "Harga (rupiah)"), rows))["ANGKA_TIDAK_TERBACA"]
    assert (finding["count"], finding["ranges"], len(finding["cells"])) == (4000, ["C8102:C12101"], 20)


def test_a_percentage_the_schema_forbids_is_told_once(bench: Bench) -> None:
    content = districts(("Cakupan (%)",), [98.5, 104.2, 99.0, 97.1, 88.8, 91.0, 95.5, 99.9])
    first = bench.check(content)
    schema = first.data["schema"]
    schema["fields"][-1]["constraints"] = {"maximum": 100}
    told = bench.check(content, schema=schema)
    assert "NILAI_TERLALU_BESAR" in told and "PERSEN_LEBIH" not in told
    assert "PERSEN_LEBIH" in first


def test_a_choice_that_is_misspelt_is_respelt_by_one_click(bench: Bench) -> None:
    rows = [
        (n, 2025, kind, 10 + i)
        for i, (n, kind) in enumerate(zip(DISTRICTS, ["SD", "S.D", "SMP", "sd"] * 2, strict=True))
    ]
    content = table(("Kecamatan", "Tahun", "Jenjang", "Sekolah (unit)"), rows)
    schema = bench.check(content).data["schema"]
    next(f for f in schema["fields"] if f["name"] == "jenjang")["constraints"] = {"enum": ["SD", "SMP"]}
    told = bench.check(content, schema=schema)
    fix = told["NILAI_DI_LUAR_DAFTAR"]["fixes"][0]
    mended = bench.check(content, schema=schema, recipe=apply_patch(told.data["recipe"], fix["patch"]))
    assert "NILAI_DI_LUAR_DAFTAR" not in mended


def test_what_follows_from_a_wrong_cell_is_not_told_again(bench: Bench) -> None:
    rows = [(n, 2025, v, round(v * 0.9), 90.0) for n, v in zip(DISTRICTS, COUNTS, strict=True)]
    header = ("Kecamatan", "Tahun", "Sasaran (balita)", "Diukur (balita)", "Cakupan (%)")
    total = ("Jumlah", None, sum(COUNTS), sum(row[3] for row in rows), None)
    assert bench.check(table(header, [*rows, total])).data["verdict"] == "pass"
    rows[2] = (*rows[2][:3], -rows[2][3], 90.0)
    told = bench.check(table(header, [*rows, total]))
    assert [code for code in told.codes if code != "BARIS_JUMLAH"] == ["NILAI_NEGATIF"]


def test_a_total_over_a_cell_that_cannot_be_read_is_not_tested(bench: Bench) -> None:
    rows: list[Any] = [(n, 2025, v, v + 5) for n, v in zip(DISTRICTS, COUNTS, strict=True)]
    total = ("Jumlah", None, sum(COUNTS), sum(COUNTS) + 40)
    rows[2] = (*rows[2][:2], "5210 cek", rows[2][3])
    told = bench.check(table(("Kecamatan", "Tahun", "Guru (orang)", "Murid (orang)"), [*rows, total]))
    assert "ANGKA_TIDAK_TERBACA" in told and "JUMLAH_BARIS_BEDA" not in told


def test_a_loss_that_money_may_have_does_not_excuse_its_total(bench: Bench) -> None:
    values = [396.2, 120.5, 88.1, 301.4, 95.0, 110.0, 77.7, 64.3]
    rows: list[Any] = [(n, 2025, v, v + 5) for n, v in zip(DISTRICTS, values, strict=True)]
    total = ("Jumlah", None, round(sum(values), 1), round(sum(values) + 40, 1))
    rows[0] = (*rows[0][:2], -396.2, rows[0][3])
    told = bench.check(
        table(("Kecamatan", "Tahun", "SHU (juta rupiah)", "Modal (juta rupiah)"), [*rows, total])
    )
    assert "tandanya" in told["JUMLAH_BARIS_BEDA"]["mend"]
