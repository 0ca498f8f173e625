"""What always holds of working days, whatever days are off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.calendar import (
    END_OF_OFFICE,
    add_working_days,
    at,
    due_at,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
OFF = st.frozensets(DAYS, max_size=120)
COUNTS = st.integers(0, 60)
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=1095)).map(datetime(2025, 1, 1, tzinfo=UTC).__add__)


@given(DAYS, st.integers(1, 60), OFF)
def test_a_deadline_is_a_working_day_after_the_start(start: date, days: int, off: frozenset[date]) -> None:
    end = add_working_days(start, days, off.__contains__)
    assert end > start and is_working_day(end, off.__contains__)


@given(DAYS, COUNTS, OFF)
def test_counting_undoes_adding_whatever_is_off(start: date, days: int, off: frozenset[date]) -> None:
    end = add_working_days(start, days, off.__contains__)
    assert working_days_between(start, end, off.__contains__) == days


@given(DAYS, COUNTS, COUNTS, OFF)
def test_days_can_be_added_in_parts(start: date, first: int, then: int, off: frozenset[date]) -> None:
    at_once = add_working_days(start, first + then, off.__contains__)
    assert (
        add_working_days(add_working_days(start, first, off.__contains__), then, off.__contains__) == at_once
    )


@given(DAYS, COUNTS, OFF, DAYS)
def test_a_further_day_off_never_brings_a_deadline_forward(
    start: date, days: int, off: frozenset[date], more: date
) -> None:
    assert add_working_days(start, days, (off | {more}).__contains__) >= add_working_days(
        start, days, off.__contains__
    )


@given(DAYS, st.integers(1, 30), OFF)
def test_going_back_lands_on_the_working_day_it_came_from(
    start: date, days: int, off: frozenset[date]
) -> None:
    end = add_working_days(start, days, off.__contains__)
    back = add_working_days(end, -days, off.__contains__)
    assert back <= end and (back == start or not is_working_day(start, off.__contains__))


@given(DAYS, DAYS, DAYS, OFF)
def test_working_days_between_add_up(one: date, two: date, three: date, off: frozenset[date]) -> None:
    a, b, c = sorted((one, two, three))
    whole = working_days_between(a, c, off.__contains__)
    assert (
        working_days_between(a, b, off.__contains__) + working_days_between(b, c, off.__contains__) == whole
    )
    assert working_days_between(c, a, off.__contains__) == -whole


@given(MOMENTS, COUNTS, ZONES, OFF)
def test_a_deadline_is_the_end_of_office_hours_in_every_zone(
    entered: datetime, days: int, zone: str, off: frozenset[date]
) -> None:
    place = ZoneInfo(zone)
    due = due_at(entered, days, place, off.__contains__)
    assert due.tzinfo is UTC and due.astimezone(place).time() == END_OF_OFFICE
    assert due.astimezone(place).date() == add_working_days(
        entered.astimezone(place).date(), days, off.__contains__
    )


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=40)), COUNTS, ZONES, OFF)
def test_who_enters_later_is_never_due_earlier(
    entered: datetime, later: timedelta, days: int, zone: str, off: frozenset[date]
) -> None:
    place = ZoneInfo(zone)
    assert due_at(entered + later, days, place, off.__contains__) >= due_at(
        entered, days, place, off.__contains__
    )


@pytest.mark.parametrize("zone, hour", [("Asia/Jakarta", 9), ("Asia/Makassar", 8), ("Asia/Jayapura", 7)])
def test_four_in_the_afternoon_is_another_moment_in_each_zone(zone: str, hour: int) -> None:
    assert at(date(2026, 11, 24), END_OF_OFFICE, ZoneInfo(zone)) == datetime(2026, 11, 24, hour, tzinfo=UTC)


def test_the_same_moment_belongs_to_two_days_east_and_west() -> None:
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    due = {
        zone: due_at(late, 1, ZoneInfo(zone), lambda _day: False)
        for zone in ("Asia/Jakarta", "Asia/Jayapura")
    }
    assert due["Asia/Jakarta"] == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert due["Asia/Jayapura"] == datetime(2026, 11, 25, 7, tzinfo=UTC)
