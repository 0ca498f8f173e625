"""Traits of files that no office here had sent before: rows in words, codes with noughts, times, registers, the rest."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from data.offices import DISTRICTS


def book(*rows: Sequence[Any], formats: dict[str, str] | None = None) -> bytes:
    """Give a workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    for cells, code in (formats or {}).items():
        for (cell,) in sheet[cells]:
            cell.number_format = code
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def by_district(title: str, values: Sequence[Any], over: str = "Data 2024", **more: Any) -> bytes:
    """Give a table of one column by district."""
    return book([over], ["Kecamatan", title], *zip(DISTRICTS, values, strict=False), **more)


def rows_of(result: Any, *names: str) -> list[tuple[str, ...]]:
    """Give columns of the canonical table."""
    with result.canonical.open(encoding="utf-8", newline="") as stream:
        return [tuple(row[name] for name in names) for row in csv.DictReader(stream)]


def told(result: Any) -> set[str]:
    """Give the codes of what was found or asked."""
    return {item["code"] for item in result.findings}


@pytest.mark.parametrize(
    "words",
    [
        ["Ada", "Tidak Ada", "Ada", "Ada", "Tidak Ada", "Ada", "Ada", "Ada"],
        ["\u221a", "\u221a", "-", "\u221a", "-", "\u221a", "\u221a", "-"],
        ["Balai A", "Balai B", "Balai C", "Balai D", "-", "Balai E", "Balai F", "Balai G"],
        ["dekat", "sedang", "jauh", "-", "jauh", "jauh", "jauh", "jauh"],
    ],
)
def test_rows_in_words_above_the_first_sign_are_data(desk: Any, words: list[str]) -> None:
    seen = desk.inspect(by_district("Balai Kecamatan", words))
    assert [(table["header_rows"], table["first_row"], table["rows"]) for table in seen["tables"]] == [
        ([2], 3, 8)
    ]


@pytest.mark.parametrize("word", ["NaN", "?", "_", "undefined", "#DIV/0!", "NIL", "None"])
def test_a_word_instead_of_the_first_figure_makes_its_row_no_title(desk: Any, word: str) -> None:
    seen = desk.inspect(by_district("Posyandu", [word, 12, 13, 14, 15, 16, 17, 18]))
    table = seen["tables"][0]
    assert (table["header_rows"], table["first_row"], table["rows"]) == ([2], 3, 8)
    assert [column["source_label"] for column in table["columns"]] == ["Kecamatan", "Posyandu"]


def test_titles_in_two_languages_over_words_stay_titles(desk: Any) -> None:
    rows = [["District", "Capital"], *zip(DISTRICTS, "ABCD-EFG", strict=True)]
    seen = desk.inspect(book(["Ibukota 2024"], ["Kecamatan", "Ibukota"], *rows))
    assert seen["tables"][0]["header_rows"] == [2, 3] and seen["tables"][0]["rows"] == 8


def test_a_register_whose_first_years_are_blank_keeps_its_rows(desk: Any) -> None:
    rows = [[f"Balai {at}", f"Jalan {name}", 1990 if at > 3 else None] for at, name in enumerate(DISTRICTS)]
    seen = desk.inspect(book(["Daftar Balai 2024"], ["Nama Balai", "Alamat", "Tahun Berdiri"], *rows))
    assert seen["tables"][0]["header_rows"] == [2] and seen["tables"][0]["rows"] == 8


@pytest.mark.parametrize("kind", ["Hotel", "Perusahaan", "Judul Buku", "Ruas Jalan"])
@pytest.mark.parametrize("blank", [1, 3, 5])
def test_registers_of_any_title_keep_the_rows_above_their_first_figure(
    desk: Any, kind: str, blank: int
) -> None:
    names = ["Grand Beach Resort", *(f"{kind} {name}" for name in DISTRICTS[1:])]
    rows = [[name, f"Jalan {at} Raya", 1990 if at >= blank else None] for at, name in enumerate(names)]
    seen = desk.inspect(book([f"Daftar {kind} Tahun 2024"], [kind, "Alamat", "Tahun Berdiri"], *rows))
    assert [(table["header_rows"], table["rows"]) for table in seen["tables"]] == [([2], 8)]


@pytest.mark.parametrize(
    "titles",
    [
        [["Jenis", "Jumlah"], ["Tanaman", "Produksi"]],
        [["Nama", "Nilai"], ["Tanaman", "Jual"]],
        [["Crop", "Yield"], ["Tanaman", "Hasil"]],
    ],
)
def test_a_title_that_names_begin_with_stays_a_title(desk: Any, titles: list[list[str]]) -> None:
    seen = desk.inspect(book(*titles, *[[f"Tanaman {sign}", 5] for sign in "ABCDEF"]))
    assert seen["tables"][0]["header_rows"] == [1, 2] and seen["tables"][0]["rows"] == 6


def test_codes_keep_the_noughts_that_their_format_shows(desk: Any) -> None:
    result = desk.check(by_district("Kode Register", [412, 9, 77, 5012], formats={"B3:B6": "00000"}))
    assert rows_of(result, "kode_register") == [("00412",), ("00009",), ("00077",), ("05012",)]


@pytest.mark.parametrize(("title", "times"), [("Jam Buka", ["8.00", "9.30"]), ("Buka", ["08.00", "09.30"])])
def test_times_with_a_dot_are_no_fractions(desk: Any, title: str, times: list[str]) -> None:
    column = desk.inspect(by_district(title, times * 4))["tables"][0]["columns"][1]
    assert column["type"] == "string"


@pytest.mark.parametrize("values", [["1,2E+05"] * 8, ["\u00b1120"] * 8, ["10-15"] * 8])
def test_counts_that_are_no_numbers_are_told(desk: Any, values: list[str]) -> None:
    result = desk.check(by_district("Jumlah Penduduk (jiwa)", values))
    assert result.verdict == "fail" and any(code.startswith("ANGKA_") for code in told(result))


def test_numbers_that_excel_rounded_are_told_as_excel_writes_them(desk: Any) -> None:
    seen = desk.inspect(by_district("Nilai Aset (Rp)", [123456789012345678] * 8))
    assert "ANGKA_DIBULATKAN" in [item["code"] for item in seen["questions"]]


def test_rt_beside_rw_counts_no_households(desk: Any) -> None:
    columns = desk.inspect(book(["Data 2024"], ["Kecamatan", "RW", "RT"], *[[n, 5, 20] for n in DISTRICTS]))
    assert [item["unit"] for item in columns["tables"][0]["columns"]] == [None, None, None]


def test_a_number_of_thousands_of_digits_is_told_like_any_other(desk: Any) -> None:
    schema = {"fields": [{"name": "jumlah", "type": "integer"}, {"name": "nama", "type": "string"}]}
    result = desk.check(f"jumlah,nama\n{'9' * 5000},x\n3,y\n".encode(), "data.csv", schema=schema)
    assert result.verdict == "fail" and len(result.findings) == 1
    assert len(result.findings[0]["message"]) < 300


def test_the_titles_of_most_figures_tell_the_year(desk: Any) -> None:
    rows = [[name, 85 + at, 5] for at, name in enumerate(DISTRICTS)]
    more = [[*row, 7] for row in rows]
    seen = desk.inspect(book(["Kecamatan", "Cakupan 2023 (%)", "Posyandu 2023", "Kader"], *more))
    assert seen["tables"][0]["year"] == 2023 and seen["questions"] == []
    one = desk.inspect(book(["Kecamatan", "Luas 2020 (ha)", "Posyandu"], *rows))
    assert "TAHUN_BELUM_ADA" in [item["code"] for item in one["questions"]]


def test_unknown_names_of_one_district_are_no_doubles(desk: Any) -> None:
    rows = [["Wanasari" if at == 0 else None, f"Desa Baru {at}", at + 5] for at in range(4)]
    result = desk.check(book(["Data 2024"], ["Kecamatan", "Desa", "Posyandu"], *rows))
    assert "KUNCI_GANDA" not in told(result)
    twin = desk.check(book(["Data 2024"], ["Kecamatan", "Desa", "Posyandu"], *rows, [None, "Desa Baru 1", 6]))
    assert "KUNCI_GANDA" in told(twin)


@pytest.mark.parametrize("rest", ["Luar Kabupaten", "Lainnya", "Tidak Diketahui", "Luar Wilayah Sukamaju"])
def test_a_row_for_the_rest_passes_beside_the_districts(desk: Any, rest: str) -> None:
    rows = [*zip(DISTRICTS, range(9, 17), strict=True), (rest, 3)]
    result = desk.check(book(["Data 2024"], ["Kecamatan Asal", "Pasien"], *rows))
    assert result.verdict == "pass" and not result.open_questions
    assert rows_of(result, "kode_kecamatan", "nama_kecamatan")[-1] == ("", rest)
    lacking = desk.check(book(["Data 2024"], ["Kecamatan Asal", "Pasien"], *rows[1:]))
    assert "WILAYAH_BELUM_ADA" in told(lacking)


def test_registers_and_events_need_not_have_every_district(desk: Any) -> None:
    places = [[at + 1, f"Pasar {at}", DISTRICTS[at % 3], at + 10] for at in range(6)]
    result = desk.check(book(["Daftar Pasar 2024"], ["No", "Nama Pasar", "Kecamatan", "Kios"], *places))
    assert "WILAYAH_BELUM_ADA" not in told(result)
    sexes = [[name, sex, 50 + at] for at, name in enumerate(DISTRICTS[:6]) for sex in "LP"]
    result = desk.check(book(["Data 2024"], ["Kecamatan", "Jenis Kelamin", "Murid"], *sexes))
    assert "WILAYAH_BELUM_ADA" in told(result)


def test_a_mistyped_district_is_not_missed_besides(desk: Any) -> None:
    names = [name.replace("Wanasari", "Wanasri") for name in DISTRICTS]
    result = desk.check(book(["Data 2024"], ["Kecamatan", "Posyandu"], *zip(names, range(8), strict=True)))
    assert "WILAYAH_MIRIP" in told(result) and "WILAYAH_BELUM_ADA" not in told(result)


def test_two_coordinates_in_one_cell_are_words(desk: Any) -> None:
    rows = [[f"Pasar {at}", f"-6.91{at}34, 107.61{at}34"] for at in range(6)]
    result = desk.check(book(["Daftar Pasar 2024"], ["Nama Pasar", "Koordinat"], *rows))
    assert result.verdict == "pass" and not result.open_questions


def test_remarks_that_are_all_dashes_are_no_figures(desk: Any) -> None:
    rows = [[name, 5, "-"] for name in DISTRICTS]
    seen = desk.inspect(book(["Data 2024"], ["Kecamatan", "Posyandu", "Keterangan"], *rows))
    assert seen["questions"] == []
