"""Speak of a turn again when time has passed: once per turn, kind and person, whoever looks and however late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ...domain.notices import REMINDERS, Kind
from ...domain.reminders import Clock, Rules, spoken_of
from ...domain.review.model import Review
from ...domain.sop import Sop
from ..ports import Event, Unit
from .audience import people_of, whose_turn
from .tell import notify
from .turn import opened_by

Told = tuple[Kind, str]


def remind(unit: Unit, review_id: str, now: datetime, clock: Clock, rules: Rules) -> list[Told]:
    """Write what is to be said of one review by now; gives (kind, person) of the notices that are new.

    The review's row is held while this is done, so that a decision comes wholly before or wholly after.
    """
    with unit:
        review = unit.reviews.get(review_id, lock=True)
        sop = unit.sops.get(review.sop_ids)
        opening = opened_by(unit.events.of_review(review.id), review, sop)
        if opening is None:
            return []
        told = list(_said(unit, review, sop, opening, now, clock, rules))
        unit.commit()
    return told


def _said(
    unit: Unit, review: Review, sop: Sop, opening: Event, now: datetime, clock: Clock, rules: Rules
) -> Iterator[Told]:
    """One notice at most to each person, the most pressing one."""
    heard: set[str] = set()
    for kind in _kinds(unit, review, sop, now, clock, rules):
        for person in people_of(unit, REMINDERS[kind], opening, review, sop):
            if person not in heard and notify(unit, opening, review, kind, person, now):
                yield kind, person
            heard.add(person)


def _kinds(unit: Unit, review: Review, sop: Sop, now: datetime, clock: Clock, rules: Rules) -> Iterator[Kind]:
    if review.entered_at is None:
        return
    due = unit.calendar.due_at(review.entered_at, sop.step(review.step).days)
    if not whose_turn(unit, review, sop):
        yield Kind.VACANT
    yield from spoken_of(review.entered_at, due, now, clock, rules)
