"""Whether the mail of a notice is still to be sent, when the mail server is there at last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ...domain.notices import AWAITING, RECIPIENTS, REMINDERS, Audience, Kind
from ...domain.review.model import Review
from ..ports import Event, Unit
from .audience import people_of, whose_turn
from .turn import opened_by

AUDIENCES: Mapping[Kind, Audience] = {
    **{told.kind: told.audience for lines in RECIPIENTS.values() for told in lines},
    **REMINDERS,
}


def still_to_say(unit: Unit, review_id: str, event_id: int, kind: str, person: str, now: datetime) -> bool:
    """Whether the notice still holds and this person would still get it.

    A turn that has passed is not called anybody's turn any more; who left a post or an office hears nothing of it.
    """
    review = unit.reviews.get(review_id)
    events = unit.events.of_review(review_id)
    event = next(e for e in events if e.id == event_id)
    if Kind(kind) in AWAITING and not _awaited(unit, review, events, event, Kind(kind), now):
        return False
    people = people_of(unit, AUDIENCES[Kind(kind)], event, review, unit.sops.get(review.sop_ids))
    return person in people


def _awaited(
    unit: Unit, review: Review, events: Sequence[Event], event: Event, kind: Kind, now: datetime
) -> bool:
    sop = unit.sops.get(review.sop_ids)
    opening = opened_by(events, review, sop)
    if opening is None:
        return False
    if kind is Kind.ASSIGNED:
        return opening.id < event.id and review.claimed_by == event.data.get("user_id")
    if kind is Kind.VACANT and whose_turn(unit, review, sop):
        return False
    if kind is Kind.DUE_SOON and review.entered_at is not None:
        due = unit.calendar.due_at(review.entered_at, sop.step(review.step).days)
        return opening.id == event.id and now <= due
    return opening.id == event.id
