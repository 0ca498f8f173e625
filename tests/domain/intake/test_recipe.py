"""Recipes: checked when read, changed by patches, answered once."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ckanext.satudata.domain.intake.recipe import Recipe, RecipeError, answer, apply_patch, edit_cells

RECIPE: dict[str, Any] = {
    "version": 1,
    "sheet": "Data",
    "range": "A2:B9",
    "header_rows": [1],
    "first_row": 2,
    "last_row": 9,
    "columns": [
        {
            "letter": "A",
            "source_label": "Kecamatan",
            "name": "nama_kecamatan",
            "title": "Kecamatan",
            "type": "string",
        },
        {"letter": "B", "source_label": "Luas", "name": "luas", "title": "Luas", "type": "number"},
    ],
    "drop_rows": [{"row": 9, "reason": "total_row"}],
}


def test_goes_round_as_json() -> None:
    again = Recipe.from_dict(Recipe.from_dict(RECIPE).to_dict())
    assert again == Recipe.from_dict(RECIPE)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"version": 2}, "version"),
        ({"range": "dari A sampai B"}, "range"),
        ({"first_row": "dua"}, "first_row"),
        ({"colums": []}, "colums"),
        ({"fixes": [{"cell": "ZZZZ1", "value": 1}]}, "fixes[0].cell"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], part: str) -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe.from_dict({**RECIPE, **change})
    assert caught.value.field == part


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"type": "angka"}, "columns[1].type"),
        ({"convention": "entah"}, "columns[1].convention"),
        ({"missing": {"-": "mungkin"}}, "columns[1].missing.-"),
        ({"nmae": "x"}, "columns[1].nmae"),
        ({"name": "nama_kecamatan"}, "columns"),
    ],
)
def test_what_is_wrong_with_a_column_is_named(change: dict[str, Any], part: str) -> None:
    recipe = copy.deepcopy(RECIPE)
    recipe["columns"][1].update(change)
    with pytest.raises(RecipeError) as caught:
        Recipe.from_dict(recipe)
    assert caught.value.field == part


def test_patches_leave_the_old_recipe_alone() -> None:
    before = copy.deepcopy(RECIPE)
    changed = apply_patch(
        RECIPE,
        {
            "columns": {"B": {"convention": "native"}},
            "keep_rows": [9],
            "constants": {"tahun": 2025},
            "values": {"nama_kecamatan": {"Wansari": "Wanasari"}},
            "fixes": [{"cell": "B3", "value": "5"}],
        },
    )
    assert before == RECIPE
    assert changed["columns"][1]["convention"] == "native" and changed["columns"][0].get("convention") is None
    assert changed["drop_rows"] == [] and changed["constants"] == {"tahun": 2025}
    again = apply_patch(changed, {"fixes": [{"cell": "B3", "value": "6"}]})
    assert again["fixes"] == [{"cell": "B3", "value": "6"}]


QUESTION = {
    "code": "LONJAKAN",
    "confirm": {
        "key": "LONJAKAN:luas:2025",
        "choices": [{"value": "benar", "patch": {}}],
        "needs_reason": True,
    },
    "fixes": [{"id": "edit_cells", "cells": [{"cell": "B3", "value": "10.180"}]}],
}


def test_an_answer_needs_its_reason() -> None:
    with pytest.raises(RecipeError):
        answer(RECIPE, QUESTION, "benar", "  ")
    with pytest.raises(RecipeError):
        answer(RECIPE, QUESTION, "salah", "x")
    assert answer(RECIPE, QUESTION, "benar", "pemekaran")["confirmed"] == {
        "LONJAKAN:luas:2025": {"code": "LONJAKAN", "value": "benar", "reason": "pemekaran"}
    }


def test_only_offered_cells_are_corrected() -> None:
    changed = edit_cells(RECIPE, QUESTION, {"B3": "10.108"})
    assert changed["fixes"] == [{"cell": "B3", "value": "10.108", "was": "10.180", "code": "LONJAKAN"}]
    assert edit_cells(RECIPE, QUESTION, {"B3": "10.180"})["fixes"] == []
    with pytest.raises(RecipeError):
        edit_cells(RECIPE, QUESTION, {"B4": "1"})
