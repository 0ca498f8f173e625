"""What a person allowed about a column is checked when a recipe comes from outside."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.accepted import fault_of
from ckanext.satudata.domain.intake.recipe import Recipe, RecipeError


@pytest.mark.parametrize(
    "accept",
    [{}, {"tail": "scale"}, {"digits": "read", "status": "P"}, {"lost_zeros": ""}, {"lost_zeros": "101.2"}],
)
def test_what_can_be_run(accept: Any) -> None:
    assert fault_of(accept) is None


@pytest.mark.parametrize(
    ("accept", "part"),
    [
        ([], ""),
        ({"tail": "all"}, ".tail"),
        ({"lost_zeros": "NaN"}, ".lost_zeros"),
        ({"lost_zeros": 5}, ".lost_zeros"),
        ({"other": "x"}, ".other"),
        ({"status": ["P"]}, ".status"),
    ],
)
def test_what_cannot(accept: Any, part: str) -> None:
    fault = fault_of(accept)
    assert fault is not None and fault[0] == part
    column = {"letter": "A", "source_label": "a", "name": "a", "type": "number", "accept": accept}
    given = {
        "sheet": "D",
        "range": "A2:A3",
        "header_rows": [1],
        "first_row": 2,
        "last_row": 3,
        "columns": [column],
    }
    with pytest.raises(RecipeError) as caught:
        Recipe.from_dict(given)
    assert caught.value.field == f"columns[0].accept{part}"
