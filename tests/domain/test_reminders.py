"""When a turn is spoken of again, to whom it goes up, and on which morning a digest may be sent."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.adapters import sop_files
from ckanext.satudata.domain.calendar import due_at
from ckanext.satudata.domain.notices import AWAITING, RECIPIENTS, REMINDERS, Kind
from ckanext.satudata.domain.reminders import (
    ADMINISTRATOR,
    Clock,
    Rules,
    digest_day,
    escalated_at,
    next_post,
    soon_at,
    spoken_of,
)
from ckanext.satudata.domain.sop import BY_PEOPLE, Chain, Deed, Sop, compose, forms

JAKARTA = ZoneInfo("Asia/Jakarta")
RULES = Rules(before_days=1, escalate_days=2)
HOLIDAY = date(2026, 12, 24), date(2026, 12, 25)
CLOCK = Clock(JAKARTA, HOLIDAY.__contains__)

SHIPPED = sop_files.load()
OFFICES = [form for sop in SHIPPED.values() if sop.chain is Chain.OFFICE for form in (sop, *forms(sop))]
WALIDATA = [sop for sop in SHIPPED.values() if sop.chain is Chain.WALIDATA]
RUNNING = [*WALIDATA, *(compose(office, sop) for office, sop in itertools.product(OFFICES, WALIDATA))]


def local(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=JAKARTA).astimezone(UTC)


ENTERED = local(date(2026, 11, 19), 10)  # a Thursday; three working days end on Tuesday the 24th
DUE = due_at(ENTERED, 3, JAKARTA, CLOCK.is_holiday)


def said(now: datetime) -> list[Kind]:
    return list(spoken_of(ENTERED, DUE, now, CLOCK, RULES))


@pytest.mark.parametrize(
    "day, hour, kinds",
    [
        (20, 12, []),
        (23, 6, []),
        (23, 7, [Kind.DUE_SOON]),
        (24, 15, [Kind.DUE_SOON]),
        (24, 17, [Kind.OVERDUE]),
        (26, 23, [Kind.OVERDUE]),
        (27, 6, [Kind.OVERDUE]),
        (27, 7, [Kind.OVERDUE, Kind.ESCALATED]),
        (30, 9, [Kind.OVERDUE, Kind.ESCALATED]),
    ],
)
def test_what_is_said_as_the_days_go_by(day: int, hour: int, kinds: list[Kind]) -> None:
    assert said(local(date(2026, 11, day), hour)) == kinds


def test_whoever_looks_after_a_month_says_one_thing_to_the_holders() -> None:
    assert said(DUE + timedelta(days=30)) == [Kind.OVERDUE, Kind.ESCALATED]


def test_days_off_do_not_count_towards_going_up() -> None:
    due = local(date(2026, 12, 22), 16)
    assert escalated_at(due, CLOCK, RULES) == local(date(2026, 12, 29), 7)


def test_a_step_of_one_day_has_no_reminder_before() -> None:
    due = due_at(ENTERED, 1, JAKARTA, CLOCK.is_holiday)
    assert soon_at(ENTERED, due, CLOCK, RULES) is None
    assert soon_at(ENTERED, DUE, CLOCK, Rules(before_days=0)) is None


@given(
    st.timedeltas(timedelta(0), timedelta(days=365)).map(datetime(2026, 1, 1, tzinfo=UTC).__add__),
    st.integers(1, 20),
    st.timedeltas(timedelta(0), timedelta(days=60)),
    st.frozensets(st.dates(date(2026, 1, 1), date(2027, 6, 30)), max_size=60),
)
def test_what_was_said_once_is_not_taken_back(
    entered: datetime, days: int, later: timedelta, off: frozenset[date]
) -> None:
    """As time goes by the kinds only grow more pressing, and the holders hear one of them at most."""
    clock = Clock(JAKARTA, off.__contains__)
    due = due_at(entered, days, JAKARTA, clock.is_holiday)
    order = [Kind.DUE_SOON, Kind.OVERDUE]
    now = entered + later
    first = list(spoken_of(entered, due, now, clock, RULES))
    then = list(spoken_of(entered, due, now + timedelta(hours=7), clock, RULES))
    to_holders = [kind for kind in first if kind in order]
    assert len(to_holders) <= 1
    assert not to_holders or order.index(to_holders[0]) <= max(order.index(k) for k in then if k in order)
    assert Kind.ESCALATED not in first or (Kind.ESCALATED in then and Kind.OVERDUE in first)
    assert (Kind.OVERDUE in first) is (now > due)


@pytest.mark.parametrize(
    "step, post",
    [("susun", "verifikator"), ("verifikator", "kabid"), ("kabid", "kadis"), ("kadis", ADMINISTRATOR)],
)
def test_lateness_goes_up_to_the_next_gate(step: str, post: str) -> None:
    sop = SHIPPED["bawaan"]
    assert next_post(sop, sop.step(step)) == post


def test_bps_is_late_to_the_administrator_and_never_told_of_others() -> None:
    assert next_post(SHIPPED["bawaan"], SHIPPED["bawaan"].step("bps")) == ADMINISTRATOR
    for sop in RUNNING:
        assert all(next_post(sop, step) != "bps" for step in sop.steps)


@pytest.mark.parametrize("sop", RUNNING, ids=lambda sop: f"{sop.steps[1].id}-{sop.id}")
def test_every_turn_of_every_shipped_chain_goes_up_to_another_post(sop: Sop) -> None:
    """At an office's gate to the next one there, at its last to the walidata; nobody is told of their own lateness."""
    deciding = {step.post.slot for step in sop.steps if step.deed is Deed.DECIDE}
    for step in sop.steps:
        if step.deed in BY_PEOPLE or step.deed is Deed.PREPARE:
            assert next_post(sop, step) in (deciding | {ADMINISTRATOR}) - {step.post.slot}


def test_an_office_chain_goes_up_within_the_office_first() -> None:
    sop = compose(SHIPPED["opd-disbudpar"], SHIPPED["bawaan"])
    assert [next_post(sop, sop.step(name)) for name in ("kasubag", "sekretaris", "kepala_opd")] == [
        "sekretaris",
        "kepala_opd",
        "verifikator",
    ]


@pytest.mark.parametrize(
    "moment, day",
    [
        (local(date(2026, 11, 23), 6, 59), None),
        (local(date(2026, 11, 23), 7), date(2026, 11, 23)),
        (local(date(2026, 11, 23), 23), date(2026, 11, 23)),
        (local(date(2026, 11, 21), 9), None),
        (local(date(2026, 12, 24), 9), None),
    ],
)
def test_a_digest_is_sent_on_working_days_from_seven_on(moment: datetime, day: date | None) -> None:
    assert digest_day(moment, CLOCK) == day


def test_seven_in_the_morning_is_local() -> None:
    moment = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)  # 05.30 WIB, 07.30 WIT
    assert digest_day(moment, CLOCK) is None
    assert digest_day(moment, Clock(ZoneInfo("Asia/Jayapura"), CLOCK.is_holiday)) == date(2026, 11, 23)


def test_each_event_is_in_the_table_and_each_kind_is_told() -> None:
    told = {line.kind for lines in RECIPIENTS.values() for line in lines} | set(REMINDERS)
    assert told == set(Kind)
    assert set(REMINDERS) <= AWAITING
