"""When the turn that a review is in is due: the one computation behind saving, rebuilding and showing it."""

from __future__ import annotations

from datetime import datetime

from ...domain.review.model import Review, Status
from ...domain.sop import Deed, Sop
from ..ports import Unit


def due_of(unit: Unit, review: Review, sop: Sop) -> datetime | None:
    """The moment in UTC; None where nobody is awaited. A publication that waits for its day is due on that day."""
    if review.status not in (Status.IN_REVIEW, Status.RETURNED) or review.entered_at is None:
        return None
    step = sop.step(review.step)
    if review.release_on and step.deed is Deed.PUBLISH:
        return unit.calendar.due_at(unit.calendar.start_of(review.release_on), 0)
    return unit.calendar.due_at(review.entered_at, step.days)
