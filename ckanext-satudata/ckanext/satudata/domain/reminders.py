"""When a turn is spoken of again: before its deadline, when it has passed, and to whom after that. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .calendar import MORNING, IsHoliday, add_working_days, at, is_working_day
from .notices import Kind
from .sop import END, Deed, Sop, Step

ADMINISTRATOR = "admin_walidata"


@dataclass(frozen=True)
class Rules:
    """How many working days before a deadline people are reminded, and after how many the next post is told."""

    before_days: int = 1
    escalate_days: int = 2


@dataclass(frozen=True)
class Clock:
    """The office's time zone and days off."""

    zone: ZoneInfo
    is_holiday: IsHoliday

    def day(self, moment: datetime) -> date:
        """The local date of a moment."""
        return moment.astimezone(self.zone).date()

    def morning(self, day: date) -> datetime:
        """07.00 local time of a day, in UTC."""
        return at(day, MORNING, self.zone)


def soon_at(entered: datetime, due: datetime, clock: Clock, rules: Rules) -> datetime | None:
    """The morning on which a deadline is announced; None when the turn began on that day or later."""
    if rules.before_days <= 0:
        return None
    day = add_working_days(clock.day(due), -rules.before_days, clock.is_holiday)
    return clock.morning(day) if day > clock.day(entered) else None


def escalated_at(due: datetime, clock: Clock, rules: Rules) -> datetime:
    """The morning after ``escalate_days`` whole working days past the deadline."""
    return clock.morning(add_working_days(clock.day(due), max(rules.escalate_days, 0) + 1, clock.is_holiday))


def spoken_of(entered: datetime, due: datetime, now: datetime, clock: Clock, rules: Rules) -> Iterator[Kind]:
    """What is to be said of a turn by now: to its holders one thing at most (the latest), to the next post another.

    Whoever looks after many days says the latest thing only.
    """
    soon = soon_at(entered, due, clock, rules)
    if now > due:
        yield Kind.OVERDUE
    elif soon is not None and now >= soon:
        yield Kind.DUE_SOON
    if now >= escalated_at(due, clock, rules):
        yield Kind.ESCALATED


def next_post(sop: Sop, step: Step) -> str:
    """The post of the following gate; the walidata's administrator when no gate of another post follows.

    BPS, steps of work and the portal's own steps are passed over.
    """
    here, seen = step, {step.id}
    while here.on_yes != END and here.on_yes not in seen:
        here = sop.step(here.on_yes)
        seen.add(here.id)
        if here.deed is Deed.DECIDE and here.post.slot != step.post.slot:
            return here.post.slot
    return ADMINISTRATOR


def digest_day(now: datetime, clock: Clock) -> date | None:
    """The working day whose digest may be sent now (from 07.00 on); None on days off and before."""
    day = clock.day(now)
    return day if is_working_day(day, clock.is_holiday) and now >= clock.morning(day) else None
