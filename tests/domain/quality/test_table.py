"""Counting a table in one pass."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.quality.table import count, expected_periods, missing_pairs, plan_of

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "kode_kecamatan", "type": "string"},
        {"name": "tahun", "type": "year"},
        {"name": "semester", "type": "integer", "satudata:role": "dimension"},
        {"name": "laki_laki", "title": "Laki-laki", "type": "integer", "unit": "orang"},
        {"name": "perempuan", "title": "Perempuan", "type": "integer", "unit": "orang"},
        {"name": "jumlah", "title": "Jumlah", "type": "integer", "unit": "orang"},
        {"name": "jumlah_status", "type": "string"},
    ],
    "primaryKey": ["kode_kecamatan", "tahun", "semester"],
}
RECIPE: dict[str, Any] = {
    "columns": [
        {"name": "laki_laki", "letter": "D", "parts": []},
        {"name": "perempuan", "letter": "E", "parts": []},
        {"name": "jumlah", "letter": "F", "parts": ["D", "E"]},
    ]
}
HEADER = [field["name"] for field in SCHEMA["fields"]]
ROWS = [
    ["99.01.01", "2024", "1", "10", "12", "22", ""],
    ["99.01.01", "2024", "2", "10", "12", "23", ""],
    ["99.01.02", "2025", "1", "", "5", "", "O"],
]
PLAN = plan_of(SCHEMA, RECIPE)
FACTS = count(HEADER, ROWS, PLAN)


def test_cells_without_a_reason_are_told_apart_from_those_with_one() -> None:
    assert FACTS.empty == {"laki_laki": 1, "perempuan": 0, "jumlah": 0}
    assert (FACTS.rows, FACTS.told) == (3, 1)


def test_sums_are_counted_where_all_figures_are_there() -> None:
    assert (FACTS.sums, FACTS.unequal) == (2, 1)


def test_periods_between_the_first_and_the_last_are_expected() -> None:
    assert FACTS.periods == (("2024", "1"), ("2024", "2"), ("2025", "1"))
    assert expected_periods(PLAN, FACTS) == FACTS.periods
    gap = count(HEADER, [ROWS[0], ["99.01.01", "2026", "1", "1", "1", "2", ""]], PLAN)
    assert expected_periods(PLAN, gap) == (
        ("2024", "1"),
        ("2024", "2"),
        ("2025", "1"),
        ("2025", "2"),
        ("2026", "1"),
    )


def test_pairs_of_period_and_place_that_are_not_there() -> None:
    missing = missing_pairs(FACTS, FACTS.periods, ["99.01.01", "99.01.02"])
    assert missing == [
        (("2024", "1"), "99.01.02"),
        (("2024", "2"), "99.01.02"),
        (("2025", "1"), "99.01.01"),
    ]


def test_rounded_parts_may_differ_by_half_of_their_last_digits() -> None:
    rows = [
        ["99.01.01", "2024", "1", "1.25", "2.25", "3.6", ""],
        ["99.01.01", "2024", "2", "1.2", "2.2", "3.9", ""],
    ]
    assert count(HEADER, rows, PLAN).unequal == 1


def test_an_empty_table_and_one_without_time_or_place_are_counted() -> None:
    assert count(HEADER, [], PLAN).rows == 0
    bare = {"fields": [{"name": "uraian", "type": "string"}, {"name": "nilai", "type": "number"}]}
    facts = count(["uraian", "nilai"], [["a", "1"]], plan_of(bare, {}))
    assert (facts.periods, facts.places) == ((), ()) and missing_pairs(facts, (), ()) == []


def test_days_are_expected_as_they_come() -> None:
    schema = {"fields": [{"name": "tanggal", "type": "date"}, {"name": "harga", "type": "integer"}]}
    plan = plan_of(schema, {})
    facts = count(["tanggal", "harga"], [["2025-01-06", "1"], ["2025-01-13", "2"]], plan)
    assert expected_periods(plan, facts) == (("2025-01-06",), ("2025-01-13",))


@pytest.mark.parametrize("left", [{"skip": True}, {"name": "semester"}])
def test_a_sum_of_which_a_part_is_not_counted_is_none(left: dict[str, Any]) -> None:
    """Three parts, one of them skipped in reading or no figure: the other two are not the sum."""
    third = {"name": "lainnya", "letter": "G", "parts": [], **left}
    total = {**RECIPE["columns"][2], "parts": ["D", "E", "G"]}
    recipe = {"columns": [*RECIPE["columns"][:2], total, third]}
    assert plan_of(SCHEMA, recipe).sums == ()
    assert len(plan_of(SCHEMA, RECIPE).sums) == 1


@pytest.mark.parametrize(
    ("part", "number"), [("bulan", 12), ("triwulan", 4), ("semester", 2), ("subround", 3)]
)
def test_a_year_has_as_many_parts_as_its_kind(part: str, number: int) -> None:
    schema = {
        "fields": [
            {"name": "tahun", "type": "year"},
            {"name": part, "type": "integer"},
            {"name": "n", "type": "number"},
        ]
    }
    plan = plan_of(schema, {})
    facts = count(["tahun", part, "n"], [["2024", "1", "1"], ["2025", str(number), "1"]], plan)
    assert len(expected_periods(plan, facts)) == 2 * number
