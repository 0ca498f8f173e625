"""Working days, deadlines, releases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.calendar import add_working_days, due_at, working_days_between
from ckanext.satudata.domain.periods import next_release


def never(_day: date) -> bool:
    return False


def test_three_working_days_from_friday_end_on_wednesday() -> None:
    assert add_working_days(date(2026, 11, 20), 3, never) == date(2026, 11, 25)


def test_a_holiday_is_not_counted() -> None:
    assert add_working_days(date(2026, 11, 20), 3, lambda day: day == date(2026, 11, 24)) == date(
        2026, 11, 26
    )


def test_a_deadline_is_the_end_of_office_hours_by_local_time() -> None:
    late_evening_in_jakarta = datetime(2026, 11, 19, 17, 30, tzinfo=UTC)
    due = due_at(late_evening_in_jakarta, 1, ZoneInfo("Asia/Jakarta"), never)
    assert due == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(0, 60))
def test_counting_undoes_adding(start: date, days: int) -> None:
    assert working_days_between(start, add_working_days(start, days, never), never) == days


def test_the_next_yearly_release_comes_after_the_last_one() -> None:
    assert next_release("tahunan", "2025-01-31", date(2026, 2, 3)) == date(2027, 1, 31)
    assert next_release("bulanan", "2026-01-31", date(2026, 1, 31)) == date(2026, 2, 28)
    assert next_release("tidak_tetap", "2026-01-31", date(2026, 1, 31)) is None
