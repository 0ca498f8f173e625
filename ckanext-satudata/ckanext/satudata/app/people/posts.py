"""Give a post, end an assignment. Both are recorded; neither rewrites what was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...domain.people.assignment import ADMINISTRATOR, Assignment, check_new, doubts, ended
from ...domain.review.model import Actor, NewEvent
from .ports import PeopleUnit

CHAIN = "assignments"
"""The one chain of events about assignments."""

Doubt = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Given:
    """A new assignment, and what is unusual about it (codes of sentences with facts)."""

    assignment: Assignment
    doubts: Sequence[Doubt]


def give(unit: PeopleUnit, wanted: Assignment, giver: Actor, now: datetime) -> Given:
    """Give a post. Raises Incomplete."""
    with unit:
        unit.assignments.lock()
        given = added(unit, wanted, unit.assignments.all(), giver, now)
        unit.commit()
    return given


def added(
    unit: PeopleUnit, wanted: Assignment, others: Iterable[Assignment], giver: Actor, now: datetime
) -> Given:
    """The same inside a running transaction; does not commit."""
    others = tuple(others)
    check_new(wanted, others, giver.user_id)
    unit.assignments.add(wanted)
    _record(unit, "assignment_created", wanted, giver, now)
    return Given(wanted, tuple(doubts(wanted, others)))


def end(
    unit: PeopleUnit, assignment_id: str, last_day: date | None, ender: Actor, today: date, now: datetime
) -> Assignment:
    """End an assignment on its last day. Raises Missing, Incomplete."""
    with unit:
        unit.assignments.lock()
        after = ended(unit.assignments.get(assignment_id), last_day, today)
        closed(unit, after, ender, now)
        unit.commit()
    return after


def closed(unit: PeopleUnit, after: Assignment, ender: Actor, now: datetime) -> None:
    """Write the end of an assignment inside a running transaction; does not commit."""
    unit.assignments.end(after)
    _record(unit, "assignment_ended", after, ender, now)


def _record(unit: PeopleUnit, action: str, about: Assignment, who: Actor, now: datetime) -> None:
    held = who.holding(ADMINISTRATOR, "")
    names = unit.assignments.names(about)
    data = {
        "id": about.id,
        "user_id": about.user_id,
        "user": names.login,
        "shown": names.shown,
        "post": about.post,
        "org_id": about.org_id,
        "office": names.office,
        "standing": str(about.standing),
        "decree": about.decree,
        "starts_on": about.starts_on.isoformat(),
        "ends_on": about.ends_on.isoformat() if about.ends_on else None,
        "by": who.shown or who.name,
    }
    post, standing = (ADMINISTRATOR, held.standing) if held else ("sysadmin", "")
    unit.events.append(CHAIN, NewEvent(action, "", post, standing, data), who, now, "")
