"""Who may do what now. The one function behind button, page and authorisation is :func:`offers`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..sop import Deed, Sop, Step
from .model import Actor, Review, Status


class Act(StrEnum):
    """What can be done to a review by a person."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    RELEASE = "release"
    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"


DECISIONS = (Act.APPROVE, Act.RETURN, Act.REJECT)


@dataclass(frozen=True)
class Offer:
    """One act, whether it is open to the actor and, if not, the code and facts of the sentence that says why."""

    act: Act
    refusal: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    targets: tuple[Step, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether the act may be done now."""
        return self.refusal is None


def offers(review: Review, sop: Sop, actor: Actor) -> tuple[Offer, ...]:
    """Every act with its answer, for this actor and this moment."""
    return tuple(offer(act, review, sop, actor) for act in Act)


def offer(act: Act, review: Review, sop: Sop, actor: Actor) -> Offer:
    """The answer for one act."""
    if act is Act.SUBMIT:
        return _submit(review, sop, actor)
    if act is Act.WITHDRAW:
        return _withdraw(review, actor)
    refusal, facts = _gate_refusal(review, sop, actor)
    if refusal:
        return Offer(act, refusal, facts)
    if act in (Act.CLAIM, Act.RELEASE):
        return _pool(act, review, actor)
    return _decision(act, review, sop)


def _submit(review: Review, sop: Sop, actor: Actor) -> Offer:
    if review.owner_org not in actor.prepares:
        return Offer(Act.SUBMIT, "not_preparer")
    if review.status not in (Status.DRAFT, Status.RETURNED):
        return Offer(Act.SUBMIT, "not_open_for_submission", {"status": review.status})
    return Offer(Act.SUBMIT, targets=(sop.step(sop.start.on_yes),))


def _withdraw(review: Review, actor: Actor) -> Offer:
    if review.owner_org not in actor.prepares:
        return Offer(Act.WITHDRAW, "not_preparer")
    if review.status not in (Status.IN_REVIEW, Status.RETURNED):
        return Offer(Act.WITHDRAW, "not_in_review", {"status": review.status})
    return Offer(Act.WITHDRAW)


def _gate_refusal(review: Review, sop: Sop, actor: Actor) -> tuple[str | None, dict[str, Any]]:
    if review.status is not Status.IN_REVIEW:
        return "not_in_review", {"status": review.status}
    step = sop.step(review.step)
    if step.deed not in (Deed.DECIDE, Deed.ANSWER):
        return "machine_step", {"step": step}
    if actor.holding(step.post.slot, review.owner_org) is None:
        return "other_turn", {"step": step}
    if actor.user_id in review.contributors:
        return "four_eyes", {"step": step}
    if sop.distinct_deciders and _decided_elsewhere(review, step, actor):
        return "decided_other_gate", {"step": step}
    if review.claimed_by not in (None, actor.user_id):
        return "claimed", {"user_id": review.claimed_by}
    return None, {}


def _decided_elsewhere(review: Review, step: Step, actor: Actor) -> bool:
    return any(d.user_id == actor.user_id and d.post != step.post.slot for d in review.deciders)


def _pool(act: Act, review: Review, actor: Actor) -> Offer:
    if act is Act.CLAIM and review.claimed_by == actor.user_id:
        return Offer(act, "claimed_already")
    if act is Act.RELEASE and review.claimed_by != actor.user_id:
        return Offer(act, "not_claimed")
    return Offer(act)


def _decision(act: Act, review: Review, sop: Sop) -> Offer:
    step = sop.step(review.step)
    if step.deed is Deed.ANSWER and not review.bundle_ready:
        return Offer(act, "bundle_building")
    if act is Act.APPROVE:
        return Offer(act, targets=(sop.step(step.on_yes),))
    if act is Act.RETURN:
        return Offer(act, targets=sop.returns_from(step.id))
    if step.deed is Deed.ANSWER:
        return Offer(act, "bps_does_not_reject")
    return Offer(act)
