"""Which event opened the turn that a review is in. Events that move nothing (a claim, for instance) open none."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.review.model import Review, Status
from ...domain.sop import Deed, Sop
from ..ports import Event

WAITING = (Status.IN_REVIEW, Status.RETURNED)


def opened_by(events: Sequence[Event], review: Review, sop: Sop) -> Event | None:
    """The event since which people are awaited, or None when nobody is (final, or the bundle is still being built)."""
    if review.status not in WAITING:
        return None
    moved = [event for event in events if leads_to(event, review)]
    if not moved or sop.step(review.step).deed is not Deed.ANSWER:
        return moved[-1] if moved else None
    built = [event for event in events if event.action == "bundle_built" and event.id > moved[-1].id]
    return built[-1] if built and review.bundle_ready else None


def leads_to(event: Event, review: Review) -> bool:
    """Whether this event led to the step and round where the review stands."""
    return (event.data.get("to"), event.data.get("round")) == (review.step, review.round)
