"""Figures about reviewing, from events that were made up by hand and counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain import calendar
from ckanext.satudata.domain.statistics import summary
from ckanext.satudata.domain.statistics.stays import Stays

MONDAY = date(2026, 11, 2)


def lay(step: str, entered: int, left: int | None = None, **more: object) -> Stays:
    """Stays at a stage, by days after Monday."""
    end = None if left is None else MONDAY + timedelta(days=left)
    return Stays("o1", step, MONDAY + timedelta(days=entered), end, **more)  # type: ignore[arg-type]


def days(start: date, end: date) -> int:
    return calendar.working_days_between(start, end, lambda _day: False)


def due(stays: Stays) -> date:
    return stays.entered + timedelta(days=3)


ENDED = [
    lay("verifikator", 0, 2),
    lay("verifikator", 3, 9),
    lay("verifikator", 11, 11, n=2),
    lay("kabid", 9, 10),
    lay("kabid", 9),
]


def test_lead_times_are_counted_in_working_days() -> None:
    rows = summary.lead_times(ENDED, lambda stays: stays.step, days, due)
    verifikator = next(row for row in rows if row.key == "verifikator")
    assert (verifikator.n, verifikator.median, verifikator.p90, verifikator.in_time) == (4, 1, 4, 3)
    assert verifikator.share == pytest.approx(3 / 4)
    assert [(row.key, row.n) for row in rows] == [("kabid", 1), ("verifikator", 4)]


@pytest.mark.parametrize(
    ("left", "in_hours", "in_time"), [(2, False, True), (3, True, True), (3, False, False), (4, True, False)]
)
def test_the_last_day_ends_with_the_office_hours(left: int, in_hours: bool, in_time: bool) -> None:
    assert lay("kabid", 0, left, in_hours=in_hours).in_time(MONDAY + timedelta(days=3)) is in_time
    assert not lay("kabid", 0).in_time(MONDAY)


def test_nothing_gives_no_rows() -> None:
    assert summary.lead_times([], lambda stays: stays.step, days, due) == []
    assert summary.backlog([], lambda stays: stays.step, days, lambda _stays: True, MONDAY) == []
    assert summary.rounds({}) == summary.Rounds(0, None, ())


def test_backlog_tells_late_and_oldest() -> None:
    today = MONDAY + timedelta(days=7)
    waiting = [lay("verifikator", 0, n=3), lay("verifikator", 4), lay("kabid", 4), lay("kabid", 0, 1)]
    rows = summary.backlog(waiting, lambda stays: stays.step, days, lambda stays: due(stays) < today, today)
    assert [(row.key, row.count, row.late, row.oldest) for row in rows] == [
        ("verifikator", 4, 3, 5),
        ("kabid", 1, 0, 1),
    ]


def test_rounds() -> None:
    found = summary.rounds({3: 1, 1: 3})
    assert (found.n, found.mean, found.spread) == (4, 1.5, ((1, 3), (3, 1)))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=50))
def test_the_ninetieth_percentile_is_a_value_that_nine_tenths_do_not_exceed(values: list[int]) -> None:
    found = summary.ninetieth(values)
    assert found in values
    assert sum(value <= found for value in values) >= 0.9 * len(values)
    assert sum(value < found for value in values) < 0.9 * len(values)
