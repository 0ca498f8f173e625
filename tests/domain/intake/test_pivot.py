"""Wide tables made long, each figure still in its source cell, and back again unchanged."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.intake.canonical import convert_rows
from ckanext.satudata.domain.intake.pivot import lengthen, widen
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.reading import read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, RecipeError

YEARS = {
    "columns": ["B", "C"],
    "names": {"B": {"tahun": 2024}, "C": {"tahun": 2025}},
    "into": [{"name": "tahun", "title": "Tahun", "type": "year"}],
    "value": {"name": "luas", "title": "Luas", "type": "number", "unit": "ha"},
}


def recipe_of(sheet: Any, reference: Any, unpivot: Any) -> Recipe:
    """Give the proposed recipe of a sheet's one table, turned long."""
    (reading,) = read_sheet(sheet, reference, "a.xlsx")
    return Recipe.from_dict({**propose(reading, reference, {}, None).to_dict(), "unpivot": unpivot})


def test_each_figure_is_traced_to_its_cell(sheet: Any, reference: Any) -> None:
    made = sheet(["Kecamatan", 2024, 2025], ["Wanasari", 1.5, "-"], ["Karangjati", None, 4])
    found = convert_rows(made, [2, 3], recipe_of(made, reference, YEARS), reference, None)
    assert found.header == ["kode_kecamatan", "nama_kecamatan", "tahun", "luas"]
    assert [row[1:] for row in found.rows] == [
        ["Wanasari", "2024", "1.5"],
        ["Wanasari", "2025", "-"],
        ["Karangjati", "2024", ""],
        ["Karangjati", "2025", "4"],
    ]
    assert [found.cell(at, "luas") for at in range(4)] == ["B2", "C2", "B3", "C3"]
    assert [found.cell(at, "tahun") for at in range(4)] == ["B1", "C1", "B1", "C1"]
    assert [found.cell(at, "kode_kecamatan") for at in range(4)] == ["A2", "A2", "A3", "A3"]
    assert found.unread["luas"] == [1]


def test_status_follows_its_figure(sheet: Any, reference: Any) -> None:
    made = sheet(["Kecamatan", 2024, 2025], ["Wanasari", 1, "..."], ["Karangjati", 2, "4*)"])
    found = convert_rows(made, [2, 3], recipe_of(made, reference, YEARS), reference, None)
    assert found.column("luas_status")[0] == "A" and found.column("luas_status")[1] == "O"
    assert found.cell(1, "luas_status") == "C2"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("columns", ["B", "Z"]),
        ("names", {"B": {"tahun": 2024}, "C": {"tahun": 2024}}),
        ("into", []),
        ("value", {"name": "luas"}),
    ],
)
def test_what_cannot_be_run_is_refused(sheet: Any, reference: Any, part: str, value: Any) -> None:
    made = sheet(["Kecamatan", 2024, 2025], ["Wanasari", 1, 3], ["Karangjati", 2, 4])
    with pytest.raises(RecipeError, match=f"unpivot.{part}"):
        recipe_of(made, reference, {**YEARS, part: value})


TEXTS = st.text("01.-…ab", max_size=3)


@given(st.lists(st.lists(TEXTS, min_size=4, max_size=4), max_size=8), st.booleans())
def test_long_and_back(rows: list[list[str]], two: bool) -> None:
    names = {"C": {"tahun": 2024}, "D": {"tahun": 2025}}
    value: dict[str, Any] = {"name": "nilai", "type": "number"}
    if two:
        names["D"], value = (
            {"tahun": 2024},
            {**value, "more": [{"name": "lain", "type": "number", "columns": ["D"]}]},
        )
    unpivot = {
        "columns": ["C", "D"],
        "names": names,
        "into": [{"name": "tahun", "type": "year"}],
        "value": value,
    }
    wide = {"C": "x", "D": "y"}
    order = ["a", "b", "tahun", "nilai", *(["lain"] if two else [])]
    long = lengthen(["a", "b", "x", "y"], rows, unpivot, wide, order)
    assert len(long) == len(rows) * (1 if two else 2)
    header, back = widen(order, long, unpivot, wide)
    assert header == ["a", "b", "x", "y"] or not rows
    assert sorted(back) == sorted(rows)
