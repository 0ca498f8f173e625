"""Last year's recipe on this year's file: the same shape asks nothing, another shape says what changed."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.canonical import Canonical, convert_rows
from ckanext.satudata.domain.intake.carry import carry_over
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer
from ckanext.satudata.domain.intake.rerun import rows_to_load

N = None


def first(sheet: Any, reference: Any, *answers: tuple[str, str]) -> dict[str, Any]:
    """Give the confirmed recipe of a file."""
    (reading,) = read_sheet(sheet, reference, "a.xlsx")
    given = propose(reading, reference, {"year": 2024}, "old").to_dict()
    for code, value in answers:
        found = {finding.code: finding.to_dict() for finding in ask(reading, Recipe.from_dict(given))}
        given = answer(given, found[code], value)
    return given


def second(
    sheet: Any, reference: Any, recipe: dict[str, Any], year: int = 2025
) -> tuple[Canonical, dict[str, Any]]:
    """Run a recipe on another file; give its rows, and what is told or asked by code."""
    (reading,) = read_sheet(sheet, reference, "a.xlsx")
    fresh = propose(reading, reference, {"year": year}, "new")
    carried, remarks = carry_over(Recipe.from_dict(recipe), fresh, reading, year)
    told = [finding.to_dict() for finding in [*remarks, *ask(reading, carried)]]
    final = Recipe.from_dict(carried.to_dict())
    found = convert_rows(sheet, rows_to_load(sheet, final), final, reference, None)
    return found, {item["code"]: item for item in told}


TWO_YEARS = (["Kecamatan", 2023, 2024], ["Wanasari", 1, 2], ["Karangjati", 3, 4])


def test_one_more_year_joins_the_series(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*TWO_YEARS), reference, ("TAHUN_SEBAGAI_KOLOM", "long"))
    later = sheet(["Kecamatan", 2023, 2024, 2025], ["Wanasari", 1, 2, 7], ["Karangjati", 3, 4, 8])
    found, told = second(later, reference, recipe)
    assert [row[2:] for row in found.rows[:3]] == [["2023", "1"], ["2024", "2"], ["2025", "7"]]
    assert found.cell(2, found.header[-1]) == "D2"
    assert not any(item["confirm"] for item in told.values())
    assert "'2025' ikut dibaca" in told["BENTUK_BERGESER"]["message"]


def test_years_that_move_on_say_their_own_year(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*TWO_YEARS), reference, ("TAHUN_SEBAGAI_KOLOM", "long"))
    later = sheet(["Kecamatan", 2024, 2025], ["Wanasari", 2, 7], ["Karangjati", 4, 8])
    found, told = second(later, reference, recipe)
    assert [row[2:] for row in found.rows] == [["2024", "2"], ["2025", "7"], ["2024", "4"], ["2025", "8"]]
    assert not any(item["confirm"] for item in told.values())


def test_the_one_year_chosen_is_the_year_submitted(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*TWO_YEARS), reference, ("TAHUN_SEBAGAI_KOLOM", "2024"))
    later = sheet(["Kecamatan", 2024, 2025], ["Wanasari", 2, 7], ["Karangjati", 4, 8])
    found, told = second(later, reference, recipe)
    assert found.column("tahun") == ["2025", "2025"] and [row[-1] for row in found.rows] == ["7", "8"]
    assert not any(item["confirm"] for item in told.values())
    _, told = second(later, reference, recipe, 2026)
    assert "tahun 2026 tidak ada" in told["BENTUK_BERUBAH"]["message"]


def test_years_left_as_columns_are_told_when_they_change(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*TWO_YEARS), reference, ("TAHUN_SEBAGAI_KOLOM", "keep"))
    later = sheet(["Kecamatan", 2024, 2025], ["Wanasari", 2, 7], ["Karangjati", 4, 8])
    _, told = second(later, reference, recipe)
    assert "'2023' tidak ditemukan" in told["BENTUK_BERUBAH"]["message"]
    assert "'2025' dilewati" in told["BENTUK_BERUBAH"]["message"]


def test_months_of_the_next_year(sheet: Any, reference: Any) -> None:
    head, rows = ["Kecamatan", "Januari", "Februari"], (["Wanasari", 1, 2], ["Karangjati", 3, 4])
    recipe = first(sheet(head, *rows), reference, ("KATEGORI_SEBAGAI_KOLOM", "long"))
    longer = sheet([*head, "Maret"], ["Wanasari", 1, 2, 9], ["Karangjati", 3, 4, 9])
    found, told = second(longer, reference, recipe)
    assert found.column("bulan") == ["1", "2", "3", "1", "2", "3"] and found.column("tahun")[0] == "2025"
    assert "BENTUK_BERUBAH" not in told


USUAL = (["Kecamatan", "Guru", "Murid"], ["Wanasari", 1, 20], ["Karangjati", 3, 40])


def test_the_same_shape_needs_no_word(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*USUAL), reference)
    moved_down = sheet(["Guru dan Murid, 2025"], N, USUAL[0], ["Wanasari", 5, 21], ["Karangjati", 3, 41])
    found, told = second(moved_down, reference, recipe)
    assert told == {} and found.column("guru") == ["5", "3"] and found.cell(0, "guru") == "B4"


def test_columns_in_another_order_are_told_not_asked(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*USUAL), reference)
    found, told = second(
        sheet(["Kecamatan", "Murid", "Guru"], ["Wanasari", 20, 1], ["Karangjati", 40, 3]), reference, recipe
    )
    assert found.column("guru") == ["1", "3"]
    assert "'Guru' pindah dari B ke C" in told["BENTUK_BERGESER"]["message"] and "BENTUK_BERUBAH" not in told


def test_a_renamed_column_can_be_taken_for_the_old_one(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*USUAL), reference)
    later = sheet(["Kecamatan", "Guru", "Peserta Didik"], ["Wanasari", 1, 20], ["Karangjati", 3, 40])
    _, told = second(later, reference, recipe)
    question = told["BENTUK_BERUBAH"]
    assert (
        "'Murid' tidak ditemukan" in question["message"] and "'Peserta Didik' dilewati" in question["message"]
    )
    choice = next(item for item in question["confirm"]["choices"] if item["value"] == "ganti_judul")
    assert choice["patch"]["columns"]["C"]["name"] == "murid" and not choice["patch"]["columns"]["C"]["skip"]


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ((["Kecamatan", "Guru"], ["Wanasari", 1], ["Karangjati", 3]), "'Murid' tidak ditemukan"),
        (
            (["Kecamatan", "Guru", "Murid", "Rombel"], ["Wanasari", 1, 2, 3], ["Karangjati", 3, 4, 5]),
            "'Rombel' dilewati",
        ),
    ],
)
def test_lost_and_new_columns(sheet: Any, reference: Any, later: Any, words: str) -> None:
    _, told = second(sheet(*later), reference, first(sheet(*USUAL), reference))
    assert words in told["BENTUK_BERUBAH"]["message"]


def test_other_rows_of_titles_and_another_sheet_are_told(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*USUAL), reference)
    later = sheet(
        ["Kecamatan", "Guru", "Murid"], [N, "Guru", "Murid"], ["Wanasari", 1, 20], ["Karangjati", 3, 40]
    )
    later.name = "Rekap"
    found, told = second(later, reference, recipe)
    assert found.column("murid") == ["20", "40"]
    message = told["BENTUK_BERGESER"]["message"]
    assert "judul kolom 2 baris, dulu 1" in message and "'Rekap', dulu 'Data'" in message


def test_the_name_of_a_file_is_no_shape(sheet: Any, reference: Any) -> None:
    """Text has no sheets: the sheet that is read of it is called after the file, and files are called anything."""
    recipe = first(sheet(*USUAL), reference)
    later = sheet(*USUAL)
    later.name, later.after_file = "guru kiriman ke-3", True
    _, told = second(later, reference, recipe)
    assert told == {}


GROUPED = (
    ["No", "Desa", "L"],
    ["Kecamatan Wanasari"],
    [1, "Mekarsari", 5],
    ["Kecamatan Karangjati"],
    [1, "Jatimulya", 6],
)


def test_group_names_are_found_again_in_other_rows(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*GROUPED), reference)
    later = sheet(*GROUPED[:3], [2, "Sukasari", 8], *GROUPED[3:])
    found, told = second(later, reference, recipe)
    assert found.column("nama_kecamatan") == ["Wanasari", "Wanasari", "Karangjati"]
    assert found.cell(2, "nama_kecamatan") == "A5" and "BENTUK_BERUBAH" not in told


def test_group_names_that_came_or_went_are_asked(sheet: Any, reference: Any) -> None:
    plain = (["No", "Desa", "L"], [1, "Mekarsari", 5], [2, "Jatimulya", 6])
    _, told = second(sheet(*plain), reference, first(sheet(*GROUPED), reference))
    assert "nama kelompok 'Kecamatan' tidak ada lagi" in told["BENTUK_BERUBAH"]["message"]
    found, told = second(sheet(*GROUPED), reference, first(sheet(*plain), reference))
    assert "hanya berisi nama kelompok" in told["BENTUK_BERUBAH"]["message"]
    assert "nama_kecamatan" not in found.header


def test_a_recipe_of_the_first_form_still_runs(sheet: Any, reference: Any) -> None:
    recipe = first(sheet(*USUAL), reference)
    for part in ("unpivot", "groups", "constant_cells"):
        del recipe[part]
    for column in recipe["columns"]:
        del column["fill_down"]
    found, told = second(sheet(*USUAL), reference, recipe)
    assert told == {} and found.column("murid") == ["20", "40"]


def test_the_year_in_a_title_is_traced(sheet: Any, reference: Any) -> None:
    made = sheet(["Guru dan Murid"], ["Tahun", 2025], N, *USUAL)
    (reading,) = read_sheet(made, reference, "a.xlsx")
    recipe = propose(reading, reference, {}, None)
    found = convert_rows(made, reading.data_rows, recipe, reference, None)
    assert found.column("tahun") == ["2025", "2025"] and found.cell(1, "tahun") == "B2"
    recipe.constants["tahun"] = 2024
    assert convert_rows(made, reading.data_rows, recipe, reference, None).cell(1, "tahun") is None
