"""Write what was decided: the review's new state, its events, and the work that follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ...domain.review.machine import archive_step
from ...domain.review.model import Actor, NewEvent, Review, Status
from ...domain.sop import Deed, Sop
from ..ports import Event, Unit
from .due import due_of

BYTES_A_CELL = 8


def record(
    unit: Unit, review: Review, events: Sequence[NewEvent], sop: Sop, actor: Actor, now: datetime
) -> None:
    """Save the review with its deadline, append the events and queue their effects; does not commit."""
    unit.reviews.save(review, now, due_of(unit, review, sop))
    for event in events:
        recorded = unit.events.append(review.dataset_id, event, actor, now, review.id)
        for kind, subject, key in effects(recorded, review, sop):
            about, run_after = {"event_id": recorded.id}, None
            if kind == "publish":
                about["size"], run_after = _size(unit, review), _release(unit, review)
            unit.work.add(kind, subject, key, about, run_after=run_after)


def _size(unit: Unit, review: Review) -> int:
    """About how many bytes the table has: tells workers which publication is long."""
    draft = unit.drafts.get(review.draft_id)
    return draft.rows * len(draft.schema.get("fields", ())) * BYTES_A_CELL


def _release(unit: Unit, review: Review) -> datetime | None:
    """When the office wants it published; None means at once."""
    return unit.calendar.start_of(review.release_on) if review.release_on else None


def effects(event: Event, review: Review, sop: Sop) -> Iterator[tuple[str, str, str]]:
    """The work (kind, subject, key) that follows from an event. The key makes a repetition harmless."""
    yield "notify", review.id, str(event.id)
    yield "index_draft", review.draft_id, str(event.id)
    if event.data.get("bundle"):
        yield "bundle", review.id, f"round-{review.round}"
    if review.status is Status.IN_REVIEW and sop.step(review.step).deed is Deed.PUBLISH:
        yield "publish", review.id, f"round-{review.round}"
    if event.action in ("published", "retracted") and archive_step(review, sop) is not None:
        yield "archive", review.id, "1"
