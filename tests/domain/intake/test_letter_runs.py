"""Neighbouring columns are named as a range, and nothing else is."""

from __future__ import annotations

import pytest

from ckanext.satudata.domain.intake.finding import fill
from ckanext.satudata.domain.intake.letter_runs import letter_runs


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        (["C"], "C"),
        (["C", "D"], "C, D"),
        (["C", "D", "E"], "C–E"),
        (["C", "D", "E", "G", "H"], "C–E, G, H"),
        (["Y", "Z", "AA", "AB", "AD"], "Y–AB, AD"),
        (["C", "E", "G"], "C, E, G"),
        (["E", "D", "C"], "E, D, C"),
        (["nama", "tahun"], "nama, tahun"),
        ([], ""),
    ],
)
def test_neighbours_are_a_range(letters: list[str], said: str) -> None:
    assert letter_runs(letters) == said


def test_only_columns_are_ranges_in_a_sentence() -> None:
    facts = {"columns": ["A", "B", "C"], "rows": ["1", "2", "3"], "allowed": ["A", "B", "C"]}
    assert fill("%(columns)s; %(rows)s; %(allowed)s", facts, "id") == "A–C; 1, 2, 3; A, B, C"
