"""From the form of the check page to a recipe: what a person typed is never thrown away unread."""

from __future__ import annotations

from typing import Any

import pytest
from data.in_process import Bench
from data.offices import DISTRICTS, table

from ckanext.satudata.views.reading import Typed


@pytest.fixture
def intake(tmp_path: Any) -> dict[str, Any]:
    """A checked file in which one count is below zero."""
    rows = [(name, 2025, -5 if n == 2 else 400 + n) for n, name in enumerate(DISTRICTS)]
    told = Bench(tmp_path).check(table(("Kecamatan", "Tahun", "Murid (orang)"), rows))
    return {"state": "checked", "recipe": told.data["recipe"], "report": {"findings": told.data["findings"]}}


def field_of(intake: dict[str, Any]) -> str:
    """The input of the wrong cell."""
    order = [one["code"] for one in Typed(intake, {}).findings]
    fix = next(one for one in intake["report"]["findings"] if one["code"] == "NILAI_NEGATIF")["fixes"][0]
    return f"cell__{order.index('NILAI_NEGATIF') + 1}__{fix['id']}__C4"


def test_a_cell_that_is_typed_over_counts_without_the_choice(intake: dict[str, Any]) -> None:
    fixes = Typed(intake, {field_of(intake): "55"}).changed["fixes"]
    assert [one["value"] for one in fixes] == ["55"]


def test_a_cell_that_stays_as_shown_changes_nothing(intake: dict[str, Any]) -> None:
    assert Typed(intake, {field_of(intake): "-5"}).changed == {}


def test_a_correction_is_undone_and_the_others_stay(intake: dict[str, Any]) -> None:
    intake["recipe"]["fixes"] = [
        {"cell": "C4", "value": "55", "was": "-5", "code": "NILAI_NEGATIF"},
        {"cell": "C5", "value": "44", "was": "403", "code": "NILAI_NEGATIF"},
    ]
    assert [one["cell"] for one in Typed(intake, {"undo__C4": "1"}).changed["fixes"]] == ["C5"]
    assert Typed(intake, {}).changed == {}
