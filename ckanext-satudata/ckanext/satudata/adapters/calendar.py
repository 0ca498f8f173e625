"""The working-day calendar: national holidays and cuti bersama from the ``holidays`` library, and the office's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import holidays

from ..domain import calendar


class OfficeCalendar:
    """Working days of Indonesian offices in one time zone."""

    def __init__(self, zone: ZoneInfo, extra: Iterable[date] = ()) -> None:
        self.zone = zone
        self.days = holidays.country_holidays("ID", categories=("public", "government"))
        self.extra = frozenset(extra)

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a national holiday, cuti bersama or a holiday of the office."""
        return day in self.days or day in self.extra

    def due_at(self, entered: datetime, days: int) -> datetime:
        """When a step of so many working days is due, in UTC."""
        return calendar.due_at(entered, days, self.zone, self.is_holiday)

    def working_days(self, start: datetime, end: datetime) -> int:
        """Working days from one moment to another, by local date."""
        first, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        return calendar.working_days_between(first, last, self.is_holiday)
