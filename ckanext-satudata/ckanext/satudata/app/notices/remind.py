"""Speak of a turn again when time has passed: once per turn, kind and person, whoever looks and however late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from ...domain.notices import REMINDERS, Kind
from ...domain.reminders import Clock, Rules, spoken_of
from ...domain.review.model import Review, Status
from ...domain.sop import Sop, Step
from ..ports import Event, Unit
from .audience import people_of, whose_turn
from .tell import notify
from .turn import opened_by

Told = tuple[Kind, str]


def remind(
    unit: Unit, review_id: str, now: datetime, clock: Clock, rules: Rules, *, for_post: bool = True
) -> list[Told]:
    """Write what is to be said of one review by now; gives (kind, person) of the notices that are new.

    A post that nobody holds is told of once, for the review that has waited there longest: ``for_post`` is false for others.
    The review's row is held while this is done, so that a decision comes wholly before or wholly after.
    """
    with unit:
        review = unit.reviews.get(review_id, lock=True)
        sop = unit.sops.get(review.sop_ids)
        opening = opened_by(unit.events.of_review(review.id), review, sop)
        if opening is None:
            return []
        told = list(
            _said(unit, review, sop, opening, _kinds(unit, review, sop, now, clock, rules, for_post), now)
        )
        unit.commit()
    return told


def _said(
    unit: Unit, review: Review, sop: Sop, opening: Event, kinds: Iterable[Kind], now: datetime
) -> Iterator[Told]:
    """One notice at most to each person, the most pressing one."""
    heard: set[str] = set()
    for kind in kinds:
        for person in people_of(unit, REMINDERS[kind], opening, review, sop):
            if person not in heard and notify(unit, opening, review, kind, person, now):
                yield kind, person
            heard.add(person)


def _kinds(
    unit: Unit, review: Review, sop: Sop, now: datetime, clock: Clock, rules: Rules, for_post: bool
) -> Iterator[Kind]:
    if review.entered_at is None:
        return
    step = sop.step(review.step)
    if not whose_turn(unit, review, sop) and (for_post or _held(unit, review, step)):
        yield Kind.VACANT
    due = unit.calendar.due_at(review.entered_at, step.days)
    yield from spoken_of(review.entered_at, due, now, clock, rules)


def _held(unit: Unit, review: Review, step: Step) -> bool:
    """Whether there are people, who may not decide this one though (four eyes), or a draft that nobody can mend."""
    return review.status is Status.RETURNED or bool(unit.people.holders(step.post.slot, review.owner_org))
