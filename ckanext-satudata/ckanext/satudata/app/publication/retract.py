"""Take a dataset down: the reviewed retraction becomes true in one transaction, and what must follow is queued."""

from __future__ import annotations

from datetime import datetime

from ...domain.errors import Conflict
from ...domain.review.decide import decide
from ...domain.review.events import MACHINE
from ...domain.review.model import Publish, Review, Status
from ..bundles.notice import notice
from ..drafts.editing import close
from ..ports import Edition, Work
from ..review.recording import record
from .ports import Retraction, Unit


def retract(unit: Unit, work: Work, now: datetime) -> None:
    """Close the dataset to the public; ids, name and editions are kept. Harmless when done twice.

    Raises ``Conflict("content_moved")`` or ``Conflict("base_moved")``; then nothing changes.
    """
    with unit:
        review = unit.reviews.get(work.subject, lock=True)
        if review.status is not Status.PUBLISHED:
            _retract(unit, review, now)
        unit.work.finish(work)
        unit.commit()


def _retract(unit: Unit, review: Review, now: datetime) -> None:
    sop = unit.sops.get(review.sop_ids)
    draft = unit.drafts.get(review.draft_id, lock=True)
    current = unit.editions.current(review.dataset_id, lock=True)
    if current is None or current.number != review.base_edition:
        number = current.number if current else 0
        raise Conflict("base_moved", base=review.base_edition, current=number)
    today = draft.content_digest(unit.drafts.package(review.draft_id))
    after, events = decide(review, sop, Publish(today=today, edition=current.number), MACHINE, now)
    unit.packages.retract(review.dataset_id)
    taken_down = _row(unit, after, current, now)
    unit.retractions.add(taken_down)
    notice(unit, taken_down)
    close(unit, draft.id, now)
    record(unit, after, events, sop, MACHINE, now)
    unit.work.add("retire", review.dataset_id, review.id)


def _row(unit: Unit, review: Review, current: Edition, now: datetime) -> Retraction:
    title = str(current.metadata.get("title", ""))
    about = unit.reviews.rounds(review.id)[-1].snapshot.get("about", {})
    return Retraction(
        dataset_id=review.dataset_id,
        review_id=review.id,
        owner_org=review.owner_org,
        name=unit.packages.public_name(review.dataset_id, title),
        title=title,
        reason=review.reason,
        reasons=list(about.get("reasons", ())),
        edition=current.number,
        retracted_at=now,
    )
