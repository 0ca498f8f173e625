"""Take over a table of assignments: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from ...domain.errors import Conflict, Incomplete
from ...domain.people.book import CREATE, END, MOST_LINES, Known, Plan, plan
from ...domain.review.model import Actor
from .ports import PeopleUnit
from .posts import added, closed

Lines = Mapping[int, Mapping[str, Any]]


def preview(
    unit: PeopleUnit, lines: Lines, known: Known, giver: Actor, today: date, new_id: Callable[[], str]
) -> Plan:
    """What the table would do now; changes nothing. Raises Incomplete when it has no lines, or too many."""
    if not lines:
        raise Incomplete("book_no_lines", field="upload")
    if len(lines) > MOST_LINES:
        raise Incomplete("book_too_long", field="upload", count=len(lines), limit=MOST_LINES)
    return plan(lines, known, unit.assignments.all(), giver.user_id, today, new_id)


def take_over(
    unit: PeopleUnit,
    lines: Lines,
    known: Known,
    giver: Actor,
    today: date,
    now: datetime,
    new_id: Callable[[], str],
    seen: str = "",
) -> Plan:
    """Create and end what the table says, in one transaction; with a fault nothing is done and the plan tells it.

    ``seen`` is the digest of the plan that was looked at. Raises Conflict when the table does something else by now.
    """
    with unit:
        unit.assignments.lock()
        made = preview(unit, lines, known, giver, today, new_id)
        if made.faults:
            return made
        if seen and seen != made.digest:
            raise Conflict("book_moved")
        for entry in made.entries:
            if entry.what == END:
                closed(unit, entry.assignment, giver, now)
        world = list(unit.assignments.all())
        for entry in made.entries:
            if entry.what == CREATE:
                world.append(added(unit, entry.assignment, world, giver, now).assignment)
        unit.commit()
    return made
