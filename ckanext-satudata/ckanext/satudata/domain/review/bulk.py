"""What may be decided together with others: nothing that asks for judgement of its own."""

from __future__ import annotations

from ..sop import Sop
from .model import Review, Subject

MOST = 20
"""Submissions in one bulk decision."""


def bulk_refusal(review: Review, sop: Sop) -> str | None:
    """Why this submission is decided by itself, as the code of a sentence; None when it may be decided with others.

    The step's holder may decide it at all: that is asked of :mod:`policy`.
    """
    step = sop.step(review.step)
    if not step.bulk or step.checklist or step.yes_needs_reason:
        return "bulk_not_here"
    if review.subject is not Subject.EDITION:
        return "bulk_subject"
    if review.priority:
        return "bulk_priority"
    return None if review.clean else "bulk_not_clean"
