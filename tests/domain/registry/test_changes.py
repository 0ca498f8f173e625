"""What an import would change: additions, new names, ends; a code is never lost and never used again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.registry import changes as rules
from ckanext.satudata.domain.registry.changes import Plan, columns_of, is_title_row, plan
from ckanext.satudata.domain.registry.lists import About, CodeList, in_force
from ckanext.satudata.domain.registry.marks import mark, marked

ABOUT = About("uji", "Uji", codings={"kode": "portal"})
JANUARY = date(2026, 1, 1)


def lines(*rows: tuple[str, str]) -> dict[int, dict[str, str]]:
    return {number: {"kode": code, "nama": name} for number, (code, name) in enumerate(rows, 2)}


def first(*rows: tuple[str, str]) -> CodeList:
    return plan(None, ABOUT, ["kode", "nama"], lines(*rows), date(2020, 1, 1)).result


def then(present: CodeList, *rows: tuple[str, str], at: date = JANUARY) -> Plan:
    return plan(present, ABOUT, ["kode", "nama"], lines(*rows), at)


def codes_of(found: Plan) -> list[str]:
    return [problem.code for problem in found.problems]


def test_differences_are_told_and_what_left_is_kept_with_its_last_day() -> None:
    found = then(
        first(("1", "Satu"), ("2", "Dua"), ("3", "Tiga")), ("1", "Satu"), ("2", "Kedua"), ("4", "Empat")
    )
    assert [(change.what, change.code) for change in found.changes] == [
        ("renamed", "2"),
        ("added", "4"),
        ("ended", "3"),
    ]
    ended = found.result.by_code()["3"]
    assert ended["berlaku_sampai"] == "2025-12-31" and not in_force(ended, JANUARY)
    assert in_force(ended, date(2025, 12, 31)) and not found.problems


def test_a_code_that_ended_may_come_back_but_not_as_another_thing() -> None:
    after = then(first(("1", "Satu"), ("2", "Dua")), ("2", "Dua")).result
    back = then(after, ("1", "SATU"), ("2", "Dua"), at=date(2027, 1, 1))
    assert back.changes[0].what == "back" and not back.fatal
    other = then(after, ("1", "Lain"), ("2", "Dua"), at=date(2027, 1, 1))
    assert codes_of(other) == ["codelist_code_reused"] and other.fatal


def test_names_that_change_places_are_looked_at() -> None:
    found = then(first(("1", "Satu"), ("2", "Dua")), ("1", "Dua"), ("2", "Satu"))
    assert codes_of(found) == ["codelist_name_moved"] * 2 and not found.fatal


def test_other_systems_codes_stand_for_one_thing_at_a_time() -> None:
    about = About("uji", "Uji", codings={"kode": "kemendagri", "kode_bps": "bps"})
    columns = ["kode", "nama", "kode_bps", "berlaku_mulai", "berlaku_sampai"]
    rows: dict[int, dict[str, Any]] = {
        2: dict(zip(columns, ("11.01", "Satu", "1101", "", "2020-12-31"), strict=True)),
        3: dict(zip(columns, ("11.02", "Dua", "1101", "2021-01-01", ""), strict=True)),
    }
    assert not plan(None, about, columns, rows, JANUARY).problems
    rows[3]["berlaku_mulai"] = "2020-12-31"
    assert codes_of(plan(None, about, columns, rows, JANUARY)) == ["codelist_beside_twice"]
    rows[3] |= {"kode": "1102", "kode_bps": "11.02", "berlaku_mulai": "31/12/2020"}
    wrong = plan(None, about, columns, rows, JANUARY)
    assert {(p.code, p.row, p.column) for p in wrong.fatal} == {
        ("codelist_code_shape", 3, "kode"),
        ("codelist_code_shape", 3, "kode_bps"),
        ("codelist_day_wrong", 3, "berlaku_mulai"),
    }


def test_a_letter_of_the_other_kbli_is_refused() -> None:
    about = About("kbli_2020", "KBLI 2020", codings={"kode": "kbli_2020"})
    found = plan(None, about, ["kode", "nama"], lines(("A", "Pertanian"), ("V", "Badan")), JANUARY)
    assert codes_of(found) == ["codelist_code_shape"]


def test_an_empty_table_and_one_without_names_are_refused() -> None:
    assert codes_of(plan(None, ABOUT, ["kode", "nama"], {}, JANUARY)) == ["codelist_no_rows"]
    assert codes_of(plan(None, ABOUT, ["kode"], {2: {"kode": "1"}}, JANUARY)) == ["codelist_no_column"]


def test_what_was_previewed_is_what_takes_effect() -> None:
    one = first(("1", "Satu"))
    same = then(one, ("1", "Satu"), ("2", "Dua"))
    assert same.digest == then(one, ("1", "Satu"), ("2", "Dua")).digest
    assert same.digest != then(one, ("1", "Satu"), ("2", "Duo")).digest
    assert same.digest != then(same.result, ("1", "Satu"), ("2", "Dua")).digest


NAMES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.sampled_from(("Satu", "Dua", "Tiga", "Empat")), min_size=1
)


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_no_import_loses_a_code_or_a_last_day(tables: list[dict[str, str]]) -> None:
    present: CodeList | None = None
    ever: set[str] = set()
    for year, table in enumerate(tables, 2001):
        found = plan(present, ABOUT, ["kode", "nama"], lines(*table.items()), date(year, 1, 1))
        if not found.fatal:
            present, ever = found.result, ever | set(table)
            known = present.by_code()
            assert set(known) == ever
            assert {code for code in known if in_force(known[code], date(year, 1, 1))} == set(table)


def test_titles_become_columns() -> None:
    assert columns_of(["Kode BPS", "Uraian", " Berlaku mulai ", ""]) == [
        "kode_bps",
        "nama",
        "berlaku_mulai",
        "",
    ]


def test_a_verdict_is_marked_by_the_imported_lists_it_was_judged_by() -> None:
    schema = {"foreignKeys": [{"fields": ["pasar"], "reference": {"resource": "pasar", "fields": ["kode"]}}]}
    assert mark(schema, {}) == "" and mark({}, {"pasar": (1, "d1")}) == ""
    one, two = mark(schema, {"pasar": (1, "d1")}), mark(schema, {"pasar": (2, "d2")})
    assert one != two and marked("satudata-intake 1; frictionless 5" + one) == one
    assert marked("satudata-intake 1") == "" and mark({}, {"satuan": (1, "x")})


def test_a_circle_of_codes_above_is_mended_first() -> None:
    columns = ["kode", "nama", "induk"]
    table = (
        ("a", "A", "c"),
        ("b", "B", "a"),
        ("c", "C", "b"),
        ("d", "D", "a"),
        ("e", "E", "e"),
        ("f", "F", "?"),
    )
    rows = {number: dict(zip(columns, row, strict=True)) for number, row in enumerate(table, 2)}
    found = plan(None, ABOUT, columns, rows, JANUARY)
    told = [(p.code, p.row, p.fatal, p.facts.get("ring")) for p in found.problems]
    assert told == [
        ("codelist_parent_circle", 2, True, "a → c → b → a"),
        ("codelist_own_parent", 6, True, None),
        ("codelist_parent_missing", 7, False, None),
    ]


def test_a_code_beside_is_held_twice_though_another_row_stands_between() -> None:
    about = About("uji", "Uji", codings={"kode": "kemendagri", "kode_bps": "bps"})
    columns = ["kode", "nama", "kode_bps", "berlaku_mulai", "berlaku_sampai"]
    table = (
        ("11.01", "Satu", "1101", "2001-01-01", ""),
        ("11.02", "Dua", "1101", "", "2000-12-31"),
        ("11.03", "Tiga", "1101", "2010-01-01", ""),
    )
    rows = {number: dict(zip(columns, row, strict=True)) for number, row in enumerate(table, 2)}
    found = plan(None, about, columns, rows, JANUARY)
    assert [(p.code, p.row, p.facts["one"], p.facts["other"]) for p in found.fatal] == [
        ("codelist_beside_twice", 4, "Satu", "Tiga")
    ]


def test_days_are_kept_in_one_spelling() -> None:
    columns = ["kode", "nama", "berlaku_mulai", "berlaku_sampai"]
    rows = {2: dict(zip(columns, ("1", "Satu", "20200115", "2020-W10-7"), strict=True))}
    row = plan(None, ABOUT, columns, rows, JANUARY).result.rows[0]
    assert (row["berlaku_mulai"], row["berlaku_sampai"]) == ("2020-01-15", "2020-03-08")
    assert in_force(row, date(2020, 2, 1)) and not in_force(row, date(2020, 1, 1))


def test_another_code_beside_is_told_with_its_day() -> None:
    about = About("uji", "Uji", codings={"kode": "kemendagri", "kode_bps": "bps"})
    columns = ["kode", "nama", "kode_bps", "berlaku_mulai"]
    before = plan(
        None,
        about,
        columns,
        {2: dict(zip(columns, ("11.01", "Satu", "1101", "2000-01-01"), strict=True))},
        JANUARY,
    ).result
    for since, first in (("2000-01-01", "2026-01-01"), ("2025-07-01", "2025-07-01")):
        rows = {2: dict(zip(columns, ("11.01", "Satu", "1102", since), strict=True))}
        (problem,) = plan(before, about, columns, rows, JANUARY).problems
        assert (problem.code, problem.fatal, problem.facts["first"]) == (
            "codelist_code_beside_changed",
            False,
            first,
        )


def test_a_coding_that_is_left_out_hides_no_other_problem() -> None:
    about = About("uji", "Uji", codings={"kode": "kemendagri", "kode_bps": "bps"})
    columns = ["kode", "nama", "kode_bps"]
    before = plan(
        None, about, columns, {2: dict(zip(columns, ("11.01", "Satu", "1101"), strict=True))}, JANUARY
    ).result
    rows = {
        2: {"kode": "11.01", "nama": "Satu"},
        3: {"kode": "11.01", "nama": "Dua"},
        4: {"kode": "1102", "nama": ""},
    }
    assert set(codes_of(plan(before, about, ["kode", "nama"], rows, JANUARY))) == {
        "codelist_coding_left_out",
        "codelist_code_twice",
        "codelist_code_shape",
        "codelist_name_empty",
    }


def test_two_codes_below_each_other_and_what_lies_below_them() -> None:
    columns = ["kode", "nama", "induk"]
    table = (("d", "D", "a"), ("a", "A", "b"), ("b", "B", "a"))
    rows = {number: dict(zip(columns, row, strict=True)) for number, row in enumerate(table, 2)}
    (problem,) = plan(None, ABOUT, columns, rows, JANUARY).fatal
    assert (problem.row, problem.facts["ring"]) == (3, "a → b → a")


def test_versions_are_counted_from_the_shipped_one() -> None:
    one = first(("1", "Satu"))
    two = then(one, ("1", "Kesatu"))
    assert (one.version, two.result.version, two.base_version) == (1, 2, 1)
    assert two.digest != then(replace(one, version=5), ("1", "Kesatu")).digest


def test_a_table_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_ROWS", 10)
    table = {number: {"kode": str(number), "nama": "x"} for number in range(11)}
    assert codes_of(plan(None, ABOUT, ["kode", "nama"], table, JANUARY)) == ["codelist_too_long"]
    del table[0]
    assert not plan(None, ABOUT, ["kode", "nama"], table, JANUARY).problems


@pytest.mark.parametrize(
    ("titles", "wanted", "is_one"),
    [
        (["kode", "nama"], ["kode_kemendagri", "nama"], True),
        (["kode_kemendagri", "label"], ["kode_kemendagri", "nama"], True),
        (["kode_bps", "nama"], ["kode_kemendagri", "nama"], False),
        (["kode", "keterangan"], ["kode"], False),
        (["kode", "nama"], [], True),
    ],
)
def test_a_title_row_names_code_and_name(titles: list[str], wanted: list[str], is_one: bool) -> None:
    assert is_title_row(titles, wanted) is is_one
