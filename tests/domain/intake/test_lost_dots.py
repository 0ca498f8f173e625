"""A thousands dot that Excel ate is asked about with its evidence; fractions that cannot be one are left alone."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.canonical import convert_rows
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer

NAMES = ("Sukamaju Kota", "Wanasari", "Karangjati", "Muara Bening")


def asked(sheet: Any, reference: Any, label: str, values: list[Any], *more: list[Any]) -> Any:
    """Read one column of figures by district; give the reading, the recipe and the questions by code."""
    rows = [["Kecamatan", label], *([name, value] for name, value in zip(NAMES, values, strict=False)), *more]
    (reading,) = read_sheet(sheet(*rows), reference, "data.xlsx")
    recipe = propose(reading, reference, {"year": 2025}, None)
    return reading, recipe, {finding.code: finding for finding in ask(reading, recipe)}


def values(reading: Any, recipe: Recipe, reference: Any, name: str) -> list[str]:
    """Convert a column."""
    return convert_rows(reading.sheet, reading.data_rows, recipe, reference, None).column(name)


@pytest.mark.parametrize("label", ["Penduduk (jiwa)", "Jumlah", "Produksi (ha)"])
def test_a_lost_dot_is_asked_with_its_evidence(sheet: Any, reference: Any, label: str) -> None:
    reading, recipe, told = asked(sheet, reference, label, [12.503, 987, 1.012, 8.917])
    question = told["ANGKA_TITIK_HILANG"]
    assert question.cells == ["B2", "B4", "B5"] and question.facts["restored"] == 12503
    assert question.facts["evidence"]
    column = recipe.columns[1]
    assert values(reading, recipe, reference, column.name) == ["12.503", "987", "1.012", "8.917"]
    assert convert_rows(reading.sheet, reading.data_rows, recipe, reference, None).unread[column.name] == [
        0,
        2,
        3,
    ]
    mended = Recipe.from_dict(answer(recipe.to_dict(), question.to_dict(), "native_lost_dot"))
    assert values(reading, mended, reference, column.name) == ["12503", "987", "1012", "8917"]
    kept = Recipe.from_dict(answer(recipe.to_dict(), question.to_dict(), "native"))
    assert values(reading, kept, reference, column.name) == ["12.503", "987", "1.012", "8.917"]


def test_totals_that_fit_only_with_the_dot_suggest_it(sheet: Any, reference: Any) -> None:
    _, _, told = asked(sheet, reference, "Penduduk (jiwa)", [12.503, 987, 1.012], ["Jumlah", 14502])
    question = told["ANGKA_TITIK_HILANG"]
    assert question.question.suggested == "native_lost_dot"
    assert "jumlah cocok bila titik ribuan dikembalikan" in question.facts["evidence"]


def test_a_text_with_two_dots_beside_native_fractions_is_evidence(sheet: Any, reference: Any) -> None:
    reading, recipe, told = asked(sheet, reference, "Produksi (ha)", ["1.234.567", 12.503, 45.118, 9.4])
    question = told["ANGKA_TITIK_HILANG"]
    assert "1.234.567" in question.facts["evidence"]
    mended = Recipe.from_dict(answer(recipe.to_dict(), question.to_dict(), "native_lost_dot"))
    assert values(reading, mended, reference, "produksi") == ["1234567", "12503", "45118", "9400"]


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("Indeks", [0.46, 0.503, 0.611, 0.7]),
        ("Luas (ha)", [12.5, 98.7, 1.2, 44.1]),
        ("Luas (ha)", [12.503, 1987, 1.012, 8.917]),
        ("Luas (ha)", [12.5034, 987, 1.012, 8.917]),
        ("Rasio", [12.503, 9.118, 1.012, 8.917]),
        ("Penduduk (jiwa)", [12503, 987, 1012, 8917]),
        ("Penduduk (jiwa)", ["12.503", 987, 1012, 8917]),
    ],
)
def test_what_is_no_lost_dot(sheet: Any, reference: Any, label: str, numbers: list[Any]) -> None:
    assert "ANGKA_TITIK_HILANG" not in asked(sheet, reference, label, numbers)[2]


def test_half_a_person_is_asked_but_not_as_a_lost_dot(sheet: Any, reference: Any) -> None:
    told = asked(sheet, reference, "Penduduk (jiwa)", [12.5034, 987, 0.5])[2]
    assert "ANGKA_PECAHAN" in told and "ANGKA_TITIK_HILANG" not in told


def test_whole_cells_far_below_restored_ones_are_asked(sheet: Any, reference: Any) -> None:
    reading, recipe, told = asked(sheet, reference, "Penduduk (jiwa)", [12.503, 987, 13, 8.917])
    assert "ANGKA_NOL_HILANG" not in told
    recipe = Recipe.from_dict(
        answer(recipe.to_dict(), told["ANGKA_TITIK_HILANG"].to_dict(), "native_lost_dot")
    )
    question = {item.code: item for item in ask(reading, recipe)}["ANGKA_NOL_HILANG"]
    assert question.cells == ["B4"] and question.facts["restored"] == 13000
    name = recipe.columns[1].name
    for value, number in (("restore", "13000"), ("keep", "13")):
        mended = Recipe.from_dict(answer(recipe.to_dict(), question.to_dict(), value))
        assert values(reading, mended, reference, name) == ["12503", "987", number, "8917"]
        assert "ANGKA_NOL_HILANG" not in {item.code for item in ask(reading, mended)}


def test_columns_in_the_same_doubt_are_asked_about_once(sheet: Any, reference: Any) -> None:
    figures = [("Wanasari", 12.503, 11.204), ("Karangjati", 987, 1.002), ("Muara Bening", 1.012, 870)]
    rows = [["Kecamatan", "Laki-laki (jiwa)", "Perempuan (jiwa)"], *(list(row) for row in figures)]
    (reading,) = read_sheet(sheet(*rows), reference, "data.xlsx")
    recipe = propose(reading, reference, {"year": 2025}, None)
    (question,) = [item for item in ask(reading, recipe) if item.code == "ANGKA_TITIK_HILANG"]
    assert question.cells == ["B2", "B4", "C2", "C3"] and question.facts["columns"] == ["B", "C"]
    mended = Recipe.from_dict(answer(recipe.to_dict(), question.to_dict(), "native_lost_dot"))
    assert values(reading, mended, reference, "perempuan") == ["11204", "1002", "870"]
