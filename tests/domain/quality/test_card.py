"""The card's five measures: what is counted, what it comes to, what to do next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from domain.description.test_form import FORM
from domain.quality.test_table import HEADER, RECIPE, SCHEMA

from ckanext.satudata.domain.quality.card import (
    Measure,
    Published,
    card,
    completeness,
    consistency,
    metadata,
    openness,
    timeliness,
)
from ckanext.satudata.domain.quality.table import count, plan_of
from support.story_fields import COMPLETE

PLACES = {"99.01.01": "Sukamaju Kota", "99.01.02": "Wanasari"}
WHOLE = [[place, "2025", part, "1", "2", "3", ""] for place in PLACES for part in ("1", "2")]
PLAN = plan_of(SCHEMA, RECIPE)


def edition(rows: list[list[str]] = WHOLE, **more: Any) -> Published:
    parts: dict[str, Any] = {
        "metadata": COMPLETE,
        "schema": SCHEMA,
        "plan": PLAN,
        "table": count(HEADER, rows, PLAN),
        "released": date(2026, 3, 10),
        "today": date(2026, 11, 22),
        "places": PLACES,
        "findings": {"tolak": 0, "konfirmasi": 1, "peringatan": 0},
        "licences": frozenset({"CC-BY-4.0"}),
    }
    return Published(**{**parts, **more})


def codes(measure: Measure) -> tuple[list[str], list[str]]:
    return [one.code for one in measure.facts], [one.code for one in measure.todo]


def test_a_whole_table_is_complete() -> None:
    found = completeness(edition())
    assert found.score == 100 and codes(found) == (["cells", "periods", "places"], [])


def test_missing_rows_and_cells_are_counted_and_named() -> None:
    rows = [WHOLE[0], WHOLE[1], ["99.01.02", "2025", "1", "", "2", "3", ""]]
    found = completeness(edition(rows))
    assert found.facts[0].facts == {"present": 8, "expected": 12} and found.score == 66
    assert [dict(one.facts) for one in found.todo] == [
        {"column": "Laki-laki", "count": 1},
        {"named": "Wanasari 2025-2", "count": 1, "more": 0},
    ]


def test_a_reason_stands_for_a_figure() -> None:
    found = completeness(edition([*WHOLE[:3], ["99.01.02", "2025", "2", "1", "2", "", "O"]]))
    assert found.score == 100 and "told" in codes(found)[0]


def test_one_district_alone_is_not_measured_against_all() -> None:
    eight = {f"99.01.0{number}": str(number) for number in range(1, 9)}
    assert completeness(edition(WHOLE[:2], places=eight)).score == 100
    assert completeness(edition(WHOLE, places={**PLACES, "99.01.03": "Karangjati"})).score == 66


def test_data_that_are_not_open_are_not_counted() -> None:
    found = completeness(edition(table=None))
    assert found.score is None and codes(found) == (["data_not_open"], [])
    assert "sums" not in codes(consistency(edition(table=None)))[0]


@pytest.mark.parametrize(
    ("more", "score", "said"),
    [
        ({}, 100, "usual"),
        ({"released": date(2026, 4, 20)}, 91, "usual"),
        ({"promised": date(2026, 3, 1), "released": date(2026, 3, 1)}, 100, "promised"),
        ({"promised": date(2026, 1, 1)}, 82, "promised"),
        ({"today": date(2027, 4, 14)}, 92, "usual"),
        ({"today": date(2030, 1, 1)}, 0, "usual"),
    ],
)
def test_each_day_late_takes_its_share_of_the_period(more: dict[str, Any], score: int, said: str) -> None:
    found = timeliness(edition(**more))
    assert (found.score, found.facts[0].code) == (score, said)


def test_without_a_period_timeliness_is_not_judged() -> None:
    found = timeliness(edition(metadata={**COMPLETE, "cakupan_akhir": ""}))
    assert found.score is None and codes(found) == (["no_schedule"], ["give_schedule"])


def test_consistency_is_the_share_of_checks_that_agree() -> None:
    assert consistency(edition()).score == 100
    wrong = edition(
        [[*WHOLE[0][:5], "9", ""]],
        first=False,
        changed=("Murid",),
        findings={"peringatan": 2, "konfirmasi": 0},
    )
    found = consistency(wrong)
    assert found.score == 25
    assert codes(found)[1] == ["mend_sums", "explain_break", "look_at_warnings"]


def test_a_figure_without_unit_is_named() -> None:
    fields = [{**field, "unit": ""} if field["name"] == "jumlah" else field for field in SCHEMA["fields"]]
    schema = {**SCHEMA, "fields": fields}
    found = consistency(edition(schema=schema, plan=plan_of(schema, RECIPE)))
    assert found.todo[0].facts == {"columns": "Jumlah"}


def test_the_description_counts_needed_and_recommended_fields_and_meanings() -> None:
    found = metadata(edition(), FORM)
    missing = {str(one.facts["field"]) for one in found.todo if one.code == "fill_field"}
    assert "tag_string" in missing and "catatan_versi" not in missing and "dasar_prioritas" not in missing
    fields = [{**field, "description": "Arti"} for field in SCHEMA["fields"]]
    given = {**COMPLETE, **dict.fromkeys(missing - {"tag_string"}, "isi"), "tags": ["penduduk"]}
    whole = metadata(edition(metadata=given, schema={**SCHEMA, "fields": fields}), FORM)
    assert (whole.score, whole.todo) == (100, ())


def test_stars_need_those_before_them() -> None:
    assert openness(edition()).score == 100
    closed = edition(metadata={**COMPLETE, "klasifikasi_akses": "terbatas"})
    assert (openness(closed).score, codes(openness(closed))[1]) == (0, ["open_licence"])
    keyless = edition(schema={**SCHEMA, "primaryKey": []})
    assert (openness(keyless).score, codes(openness(keyless))[1]) == (60, ["give_key"])
    uncoded = edition(plan=replace(PLAN, place=""))
    assert (openness(uncoded).score, codes(openness(uncoded))[1]) == (80, ["use_codes"])


def test_the_card_has_five_measures_and_an_empty_table_breaks_none() -> None:
    names = ["completeness", "timeliness", "consistency", "metadata", "openness"]
    assert [one.name for one in card(edition(), FORM)] == names
    assert [one.name for one in card(edition([]), FORM)] == names


@pytest.mark.parametrize(
    ("schedule", "frequency", "facts", "todo"),
    [
        ("2027-03-15", "tahunan", ["usual", "next_due"], []),
        ("2026-11-22", "tahunan", ["usual", "next_due"], []),
        ("2026-11-21", "tahunan", ["usual", "next_late"], ["send_next"]),
        ("", "tahunan", ["usual"], ["give_schedule"]),
        ("Februari", "tahunan", ["usual"], ["give_schedule"]),
        ("", "sekali", ["usual"], []),
    ],
)
def test_the_next_edition_is_due_late_or_not_promised(
    schedule: str, frequency: str, facts: list[str], todo: list[str]
) -> None:
    given = {**COMPLETE, "jadwal_rilis": schedule, "frekuensi": frequency}
    found = timeliness(edition(metadata=given, released=date(2026, 1, 2)))
    assert codes(found) == (facts, todo)


def test_meanings_count_the_columns_that_have_one() -> None:
    meanings = metadata(edition(), FORM).facts[1]
    fields = [{**one, "description": "Arti"} for one in SCHEMA["fields"]]
    said = metadata(edition(schema={**SCHEMA, "fields": fields}), FORM).facts[1]
    width = len(PLAN.measures)
    assert dict(said.facts) == {"present": width, "expected": width}
    assert meanings.facts["expected"] == width and meanings.facts["present"] < width
