"""Whose turn it is, and what the asking person may do: both from the one policy function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import ckan.model as model

from ... import wiring
from ...domain.review.model import Actor, Review, Status
from ...domain.review.policy import Act, Offer, offers
from ...domain.sop import BY_PEOPLE, Deed, Sop, Step
from ...words import act_label, post_label, step_label
from ..errors import sentence
from .path import holders_of


def offers_of(review: Review, sop: Sop, actor: Actor) -> list[dict[str, Any]]:
    """Every act: open or not, and why not."""
    deed = sop.step(review.step).deed if review.status is Status.IN_REVIEW else Deed.DECIDE
    return [_offer(offer, deed) for offer in offers(review, sop, actor)]


def _offer(offer: Offer, deed: Deed) -> dict[str, Any]:
    target = post_label(offer.targets[0].post.slot) if offer.targets else ""
    return {
        "action": str(offer.act),
        "allowed": offer.allowed,
        "reason": sentence(offer.refusal, offer.facts) if offer.refusal else None,
        "label": act_label(Act(offer.act), target, deed),
        "targets": [{"step": step.id, "label": step_label(step)} for step in offer.targets],
    }


def whose_turn(review: Review, sop: Sop, due_at: datetime | None) -> dict[str, Any] | None:
    """The step, its post and the people who hold it; None when nobody is awaited."""
    if review.status not in (Status.IN_REVIEW, Status.RETURNED):
        return None
    step = sop.step(review.step)
    return {
        "step": step.id,
        "label": step_label(step),
        "answers": step.deed is Deed.ANSWER,
        "post": post_label(step.post.slot),
        "holders": _names(_holders(step, review)),
        "people": holders_of({step.post.slot}, review.owner_org).get(step.post.slot, []),
        "vacant": step.deed in BY_PEOPLE and not _holders(step, review),
        "due_at": due_at.isoformat() if due_at else None,
    }


def _holders(step: Step, review: Review) -> Sequence[str]:
    if step.deed is Deed.PREPARE:
        return [review.submitted_by]
    return wiring.directory().holders(step.post.slot, review.owner_org)


def _names(user_ids: Sequence[str]) -> list[str]:
    users = (model.User.get(user_id) for user_id in user_ids)
    return [user.display_name for user in users if user is not None and user.is_active]
