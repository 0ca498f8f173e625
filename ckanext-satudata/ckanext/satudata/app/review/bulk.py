"""Approve several clean submissions with one act: each its own transaction and event, each refused alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...domain.errors import Incomplete, NotAllowed, Refused
from ...domain.review.bulk import MOST, bulk_refusal
from ...domain.review.model import Actor, Review
from ...domain.review.policy import Act, offer
from ..ports import Unit
from .desk import Decision, take_decision


@dataclass(frozen=True)
class Chosen:
    """One submission of a bulk decision, with the digest of the content that was looked at."""

    review_id: str
    digest: str


@dataclass(frozen=True)
class Answer:
    """What became of it: the review as it is now, or why it was refused."""

    review_id: str
    review: Review | None = None
    refused: Refused | None = None


def decide_many(
    unit_of: Callable[[], Unit], chosen: Sequence[Chosen], key: str, note: str, actor: Actor, now: datetime
) -> list[Answer]:
    """Approve each of them. The same key and actor get the same answers.

    Raises ``Incomplete`` when nothing or more than ``MOST`` is chosen, or one is chosen twice.
    """
    if not chosen:
        raise Incomplete("bulk_nothing", field="decisions")
    if len(chosen) > MOST:
        raise Incomplete("bulk_too_many", field="decisions", most=MOST)
    if len({one.review_id for one in chosen}) < len(chosen):
        raise Incomplete("bulk_twice", field="decisions")
    return [_one(unit_of(), one, key, note, actor, now) for one in chosen]


def _one(unit: Unit, chosen: Chosen, key: str, note: str, actor: Actor, now: datetime) -> Answer:
    asked = Decision(decision=str(Act.APPROVE), digest=chosen.digest, key=key, note=note)
    try:
        with unit:
            _may_go_with_others(unit, chosen.review_id, key, actor)
            after = take_decision(unit, chosen.review_id, asked, actor, now)
            unit.commit()
    except Refused as refused:
        return Answer(chosen.review_id, refused=refused)
    return Answer(chosen.review_id, review=after)


def _may_go_with_others(unit: Unit, review_id: str, key: str, actor: Actor) -> None:
    """Refuse what its holder may decide, but not in bulk; the decision itself says everything else."""
    review = unit.reviews.get(review_id, lock=True)
    if unit.reviews.answered(review_id, actor.user_id, key) is not None:
        return
    sop = unit.sops.get(review.sop_ids)
    if not offer(Act.APPROVE, review, sop, actor).allowed:
        return
    if code := bulk_refusal(review, sop):
        raise NotAllowed(code)
