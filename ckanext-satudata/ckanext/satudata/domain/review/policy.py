"""Who may do what now. The one function behind button, page and authorisation is :func:`offers`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..sop import BY_PEOPLE, Chain, Deed, Sop, Step
from .model import OPD_POSTS, Actor, Review, Status


class Act(StrEnum):
    """What can be done to a review by a person."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
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
    if act is Act.ASSIGN:
        return _assign(review, sop, actor)
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
    if step.deed not in BY_PEOPLE:
        return "machine_step", {"step": step}
    if actor.holding(step.post.slot, review.owner_org) is None:
        return "other_turn", {"step": step}
    if actor.user_id in review.contributors:
        return "four_eyes", {"step": step}
    if step.distinct and actor.writes_for != step.post.slot and _decided_elsewhere(review, step, actor):
        return "decided_other_gate", {"step": step}
    if review.claim_holds and review.claimed_by not in (None, actor.user_id):
        return "claimed", {"user_id": review.claimed_by}
    return None, {}


def _decided_elsewhere(review: Review, step: Step, actor: Actor) -> bool:
    """Whether the actor decided another gate of the same chain in this round."""
    in_office = step.chain is Chain.OFFICE
    return any(
        d.user_id == actor.user_id and d.post != step.post.slot and (d.post in OPD_POSTS) == in_office
        for d in review.deciders
    )


DISPATCHERS = ("kabid", "kadis")
"""Who may give a task of the walidata to somebody by name, beside the holders of its post."""


def _assign(review: Review, sop: Sop, actor: Actor) -> Offer:
    if review.status is not Status.IN_REVIEW:
        return Offer(Act.ASSIGN, "not_in_review", {"status": review.status})
    step = sop.step(review.step)
    if step.deed not in (Deed.DECIDE, Deed.WORK):
        return Offer(Act.ASSIGN, "machine_step", {"step": step})
    if not dispatching_post(step, review, actor):
        return Offer(Act.ASSIGN, "not_dispatcher", {"step": step})
    return Offer(Act.ASSIGN)


def dispatching_post(step: Step, review: Review, actor: Actor) -> str:
    """The post under which the actor may give this step's task to somebody, or an empty text."""
    above = ("kepala_opd",) if step.chain is Chain.OFFICE else DISPATCHERS
    return next((p for p in (step.post.slot, *above) if actor.holding(p, review.owner_org)), "")


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
        targets = sop.returns_from(step.id)
        return Offer(act, targets=targets) if targets else Offer(act, "no_return", {"step": step})
    if step.deed is Deed.ANSWER:
        return Offer(act, "bps_does_not_reject")
    if step.deed is Deed.WORK:
        return Offer(act, "work_is_not_rejected", {"step": step})
    return Offer(act)


def final_gate(sop: Sop, step: Step) -> bool:
    """Whether this is the last gate of the walidata that decides: its holder sees what becomes public, and when."""
    if step.deed is not Deed.DECIDE or step not in sop.path:
        return False
    after = sop.path[sop.path.index(step) + 1 :]
    return not any(other.deed is Deed.DECIDE for other in after)
