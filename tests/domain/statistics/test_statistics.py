"""Figures about reviewing, from events that were made up by hand and counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain import calendar
from ckanext.satudata.domain.statistics import summary
from ckanext.satudata.domain.statistics.stays import Passage, Stay, stays

MONDAY = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def passage(action: str, day: float, to: str = "", review: str = "r1", **more: object) -> Passage:
    facts = {"org_id": "o1", "round": 1, **more}
    return Passage(review_id=review, action=action, at=MONDAY + timedelta(days=day), to=to, **facts)  # type: ignore[arg-type]


def days(start: datetime, end: datetime) -> int:
    return calendar.working_days_between(start.date(), end.date(), lambda _day: False)


def due(stay: Stay) -> datetime:
    return stay.entered + timedelta(days=3)


WALK = [
    passage("submitted", 0, "verifikator"),
    passage("returned", 2, "susun", reasons=("SATUAN_KELIRU", "GANDA")),
    passage("submitted", 3, "verifikator", round=2),
    passage("approved", 9, "kabid", round=2),
    passage("returned", 10, "susun", round=2, reasons=("GANDA",)),
    passage("submitted", 11, "verifikator", round=3),
    passage("approved", 11, "terbit", round=3),
    passage("published", 12, round=3),
]


def test_a_walk_is_cut_into_stays() -> None:
    found = [(stay.step, days(stay.entered, stay.left or MONDAY), stay.how) for stay in stays(WALK)]
    assert found == [
        ("verifikator", 2, "returned"),
        ("susun", 1, "submitted"),
        ("verifikator", 4, "approved"),
        ("kabid", 1, "returned"),
        ("susun", 1, "submitted"),
        ("verifikator", 0, "approved"),
        ("terbit", 0, "published"),
    ]


def test_what_has_not_ended_lasts_and_what_ended_does_not() -> None:
    other = [passage("submitted", 1, "verifikator", "r2"), passage("approved", 2, "kabid", "r2")]
    third = [passage("submitted", 1, "verifikator", "r3"), passage("withdrawn", 2, "", "r3")]
    lasting = [stay for stay in stays([*WALK, *other, *third]) if stay.left is None]
    assert [(stay.review_id, stay.step) for stay in lasting] == [("r2", "kabid")]
    again = [*third, passage("submitted", 5, "verifikator", "r3")]
    assert [stay.entered for stay in stays(again) if stay.left is None] == [MONDAY + timedelta(days=5)]


def test_lead_times_are_counted_in_working_days() -> None:
    rows = summary.lead_times(stays(WALK), lambda stay: stay.step, days, due)
    verifikator = next(row for row in rows if row.key == "verifikator")
    assert (verifikator.n, verifikator.median, verifikator.p90, verifikator.in_time) == (3, 2, 4, 2)
    assert verifikator.share == pytest.approx(2 / 3)


def test_nothing_gives_no_rows() -> None:
    assert summary.lead_times([], lambda stay: stay.step, days, due) == []
    assert summary.backlog([], lambda stay: stay.step, days, due, MONDAY) == []
    assert summary.rounds([]) == summary.Rounds(0, None, ())


def test_backlog_tells_late_and_oldest() -> None:
    waiting = [
        passage("submitted", 0, "verifikator", "a"),
        passage("submitted", 4, "verifikator", "b"),
        passage("submitted", 4, "kabid", "c"),
    ]
    rows = summary.backlog(
        stays(waiting), lambda stay: stay.step, days, due, MONDAY + timedelta(days=7, hours=-1)
    )
    assert [(row.key, row.count, row.late, row.oldest) for row in rows] == [
        ("verifikator", 2, 1, 5),
        ("kabid", 1, 0, 1),
    ]


def test_reasons_and_rounds() -> None:
    assert summary.reasons(WALK) == [("GANDA", 2), ("SATUAN_KELIRU", 1)]
    more = [*WALK, passage("published", 3, "", "r9", round=1)]
    found = summary.rounds(more)
    assert (found.n, found.mean, found.spread) == (2, 2, ((1, 1), (3, 1)))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=50))
def test_the_ninetieth_percentile_is_a_value_that_nine_tenths_do_not_exceed(values: list[int]) -> None:
    found = summary.ninetieth(values)
    assert found in values
    assert sum(value <= found for value in values) >= 0.9 * len(values)
    assert sum(value < found for value in values) < 0.9 * len(values)
