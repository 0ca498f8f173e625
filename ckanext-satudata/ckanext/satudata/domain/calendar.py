"""Working days and deadlines. Which days are holidays is an argument."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

END_OF_OFFICE = time(16, 0)
MORNING = time(7, 0)

IsHoliday = Callable[[date], bool]


def add_working_days(start: date, days: int, is_holiday: IsHoliday) -> date:
    """The date ``days`` working days (Monday to Friday, no holiday) after ``start``; before it when negative."""
    day, step, left = start, timedelta(days=1 if days >= 0 else -1), abs(days)
    while left > 0:
        day += step
        if is_working_day(day, is_holiday):
            left -= 1
    return day


def working_days_between(start: date, end: date, is_holiday: IsHoliday) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -working_days_between(end, start, is_holiday)
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), is_holiday) for n in range(1, span + 1))


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Whether offices work on this day (five-day week)."""
    return day.weekday() < 5 and not is_holiday(day)


def due_at(entered: datetime, days: int, zone: ZoneInfo, is_holiday: IsHoliday) -> datetime:
    """The end of office hours (local time) of the working day on which a step is due, in UTC."""
    last = add_working_days(entered.astimezone(zone).date(), days, is_holiday)
    return at(last, END_OF_OFFICE, zone)


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A local date and time as a moment in UTC."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
