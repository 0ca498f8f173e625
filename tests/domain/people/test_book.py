"""A table of assignments against what exists: what it would create and end, and every fault of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Any

from ckanext.satudata.domain.people.assignment import Assignment
from ckanext.satudata.domain.people.book import COLUMNS, Known, Plan, headed, lines_of, plan
from ckanext.satudata.domain.review.model import Standing

TODAY = date(2026, 11, 21)
KNOWN = Known(
    posts={"kabid": "kabid", "kepala bidang": "kabid", "kasubag": "kasubag", "tim": "tim"},
    offices={"dinas kesehatan": ["dinkes"], "dinas": ["dinkes", "dukcapil"]},
    people={"ani": ["u1"], "budi": ["u2"], "sari": ["u3", "u4"], "pergi": ["u5"]},
    standings={"definitif": "definitif", "plt": "plt", "plh": "plh"},
    active=frozenset({"u1", "u2"}),
)
HELD = Assignment("a1", "u1", "kabid", None, Standing.DEFINITIVE, "800/1", date(2025, 1, 2))


def read(*lines: Sequence[Any], existing: Sequence[Assignment] = (HELD,)) -> Plan:
    ids = (f"new-{number}" for number in itertools.count())
    given = {number: dict(zip(COLUMNS, line, strict=False)) for number, line in enumerate(lines, 2)}
    return plan(given, KNOWN, existing, "giver", TODAY, lambda: next(ids))


def faults(*lines: Sequence[Any]) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.code) for fault in read(*lines).faults]


def test_a_known_line_without_change_does_nothing() -> None:
    made = read(("Kepala  Bidang", "", "ANI", "", "800/1", "2025-01-02", None))
    assert [entry.what for entry in made.entries] == ["same"] and not made.faults


def test_signs_that_nobody_sees_keep_no_name_from_being_known() -> None:
    made = read(("\u200bKepala\u00a0Bidang", "\ufeff", "AN\u00adI\u200b", "", "800/1", "2025-01-02", None))
    assert [entry.what for entry in made.entries] == ["same"] and not made.faults


def test_one_holder_is_ended_and_the_next_begins_in_one_table_in_any_order() -> None:
    made = read(
        ("kabid", "", "budi", "definitif", "800/2", "1 Desember 2026", ""),
        ("kabid", "", "ani", "definitif", "800/1", "02/01/2025", "30-11-2026"),
    )
    assert not made.faults
    assert [(e.line, e.what, e.assignment.user_id) for e in made.entries] == [
        (2, "create", "u2"),
        (3, "end", "u1"),
    ]


def test_every_fault_of_a_line_is_told_with_its_column() -> None:
    assert faults(("raja", "entah", "sari", "wakil", "", "kemarin", "")) == [
        (2, "post", "book_unknown"),
        (2, "org_id", "book_unknown"),
        (2, "user", "book_several"),
        (2, "standing", "book_unknown"),
        (2, "starts_on", "book_no_date"),
    ]
    assert faults(("", "", "", "", "", "", "")) == [
        (2, "post", "book_empty"),
        (2, "user", "book_empty"),
        (2, "starts_on", "book_empty"),
    ]


def test_the_rules_of_assignments_hold_between_the_lines_of_one_table() -> None:
    line = ("kasubag", "dinas kesehatan", "ani", "plt", "", "2026-12-01", "")
    assert faults(line) == [(2, "decree", "post_needs_letter")]
    good = ("tim", "", "ani", "", "", "2026-12-01", "")
    assert faults(good, good) == [(3, "user", "post_held")]
    assert faults(("kabid", "", "budi", "", "", "2026-12-01", "")) == [(2, "post", "post_taken")]
    assert faults(("kabid", "Dinas Kesehatan", "budi", "plt", "1", "2026-12-01", "")) == [
        (2, "org_id", "post_without_office")
    ]


def test_a_line_that_changes_what_is_kept_is_refused() -> None:
    assert faults(("kabid", "", "ani", "plt", "800/1", "2025-01-02", "")) == [(2, "standing", "book_changed")]
    assert faults(("kabid", "", "ani", "", "800/9", "2025-01-02", "")) == [(2, "decree", "book_changed")]


def test_who_left_can_be_ended_but_gets_no_post() -> None:
    left = Assignment("a5", "u5", "tim", None, Standing.DEFINITIVE, "", date(2025, 1, 2))
    made = read(("tim", "", "pergi", "", "", "2025-01-02", "2026-11-20"), existing=(left,))
    assert [entry.what for entry in made.entries] == ["end"] and not made.faults
    assert faults(("tim", "", "pergi", "", "", "2026-12-01", "")) == [(2, "user", "book_inactive")]


def test_the_digest_names_what_would_be_done() -> None:
    one, two = ("tim", "", "ani", "", "", "2026-12-01", ""), ("tim", "", "budi", "", "", "2026-12-01", "")
    assert read(one).digest == read(one).digest != read(two).digest
    assert read(one).digest == read(one, ("kabid", "", "ani", "", "800/1", "2025-01-02", "")).digest


def test_titles_are_found_below_what_the_office_wrote_above_them() -> None:
    titles = {"jabatan": "post", "orang": "user", "hari pertama": "starts_on"}
    rows = {
        1: ["Daftar penugasan"],
        3: ["No", "Jabatan", "ORANG", "Hari  pertama"],
        5: [1, "tim", "ani", "x"],
        6: [""],
    }
    found = headed(rows, titles)
    assert found == (3, {"post": 2, "user": 3, "starts_on": 4})
    assert lines_of(rows, *found) == {5: {"post": "tim", "user": "ani", "starts_on": "x"}}
    assert headed({1: ["Jabatan"]}, titles) is None
