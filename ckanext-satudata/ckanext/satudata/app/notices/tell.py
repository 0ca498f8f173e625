"""Turn a recorded event into notices; each notice becomes a mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ...domain.notices import RECIPIENTS, Audience
from ...domain.review.model import Review, Status
from ...domain.sop import Deed
from ..ports import Event, Unit, Work


def tell(unit: Unit, work: Work, now: datetime) -> None:
    """Write the notices of the event that ``work`` names and queue their mails, once each."""
    with unit:
        review = unit.reviews.get(work.subject)
        event = next(e for e in unit.events.of_review(review.id) if e.id == work.payload["event_id"])
        for kind, audience in RECIPIENTS.get(event.action, ()):
            for user_id in _people(unit, event, review, audience):
                notice = unit.notices.add(event.id, review.id, kind, user_id, now)
                if notice is not None:
                    unit.work.add("mail", notice, "1")
        unit.work.finish(work)
        unit.commit()


def _people(unit: Unit, event: Event, review: Review, audience: Audience) -> Sequence[str]:
    if audience is Audience.PREPARERS:
        people = sorted(review.contributors | {review.submitted_by})
        return [p for p in unit.people.still_active(people) if p != event.actor_id]
    if review.status is not Status.IN_REVIEW or not _opened_this_turn(event, review):
        return []
    step = unit.sops.get(review.sop_ids).step(review.step)
    waits_for_bundle = step.deed is Deed.ANSWER and not review.bundle_ready
    if waits_for_bundle or step.deed not in (Deed.DECIDE, Deed.ANSWER):
        return []
    holders = unit.people.holders(step.post.slot, review.owner_org)
    return [h for h in holders if h not in review.contributors]


def _opened_this_turn(event: Event, review: Review) -> bool:
    """Whether the review stands where this event put it; a later event tells of a later turn."""
    here = event.data.get("to") or event.data.get("step")
    return (here, event.data.get("round")) == (review.step, review.round)
