"""When a post may be given, and how an assignment ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ckanext.satudata.domain.errors import Incomplete
from ckanext.satudata.domain.people.assignment import Assignment, check_new, doubts, ended
from ckanext.satudata.domain.review.model import Standing

TODAY = date(2026, 11, 21)
HELD = Assignment("a1", "u1", "kabid", None, Standing.DEFINITIVE, "800/1", date(2026, 1, 5))


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def refusal(wanted: Assignment, *others: Assignment, giver: str = "admin") -> tuple[str, str | None]:
    with pytest.raises(Incomplete) as told:
        check_new(wanted, others, giver)
    return told.value.code, told.value.field


def test_what_fits_is_given() -> None:
    check_new(HELD, (), "admin")
    check_new(replace(HELD, user_id="u2", post="verifikator"), (replace(HELD, post="verifikator"),), "admin")
    check_new(replace(HELD, user_id="u2", starts_on=days(1)), (replace(HELD, ends_on=TODAY),), "admin")
    check_new(replace(HELD, user_id="u2"), (replace(HELD, ends_on=date(2026, 1, 4)),), "admin")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"post": "raja"}, ("post_unknown", "post")),
        ({"post": "kasubag"}, ("post_needs_office", "org_id")),
        ({"org_id": "opd"}, ("post_without_office", "org_id")),
        ({"ends_on": date(2026, 1, 4)}, ("post_dates", "ends_on")),
        ({"standing": Standing.PLT, "decree": ""}, ("post_needs_letter", "decree")),
        ({"standing": Standing.PLH}, ("post_needs_end", "ends_on")),
        ({"user_id": "admin"}, ("post_own", "user")),
    ],
)
def test_each_rule_names_its_field(changes: dict[str, object], expected: tuple[str, str]) -> None:
    assert refusal(replace(HELD, **changes)) == expected  # type: ignore[arg-type]


def test_the_first_administrator_may_be_given_by_themselves() -> None:
    check_new(replace(HELD, user_id="admin", post="admin_walidata"), (), "admin")


def test_one_person_holds_a_post_once_and_a_single_post_has_one_definitive_holder() -> None:
    assert refusal(replace(HELD, id="a2", starts_on=TODAY), HELD) == ("post_held", "user")
    assert refusal(replace(HELD, id="a2", user_id="u2", starts_on=TODAY), HELD) == ("post_taken", "post")
    acting = replace(HELD, id="a2", user_id="u2", standing=Standing.PLT)
    check_new(acting, (HELD,), "admin")
    assert [code for code, _ in doubts(acting, (HELD,))] == ["plt_beside_holder"]
    assert not list(doubts(acting, (replace(HELD, ends_on=date(2026, 1, 4)),)))


@pytest.mark.parametrize(
    ("starts", "last_day", "ends"),
    [
        (days(-9), None, TODAY),
        (days(-9), days(-3), days(-3)),
        (days(-9), days(30), days(30)),
        (TODAY, None, TODAY),
        (TODAY, days(-1), days(-1)),
        (days(5), None, days(4)),
        (days(5), days(9), days(9)),
    ],
)
def test_an_assignment_ends_on_its_last_day(starts: date, last_day: date | None, ends: date) -> None:
    after = ended(replace(HELD, starts_on=starts), last_day, TODAY)
    assert after.ends_on == ends
    assert after.cancelled is (ends < starts)
    assert replace(after, ends_on=None) == replace(HELD, starts_on=starts)


def test_the_past_is_not_rewritten() -> None:
    for running, last_day in ((HELD, date(2026, 1, 4)), (replace(HELD, ends_on=days(-1)), days(9))):
        with pytest.raises(Incomplete):
            ended(running, last_day, TODAY)
