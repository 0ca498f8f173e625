"""The one rule of transition: ``decide(review, sop, command, actor, now) -> review + events``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..errors import Conflict, Incomplete, NotAllowed
from ..sop import BpsPolicy, Deed, Sop, Step
from .model import (
    REASONS,
    Actor,
    BundleBuilt,
    Claim,
    Command,
    Decide,
    Decider,
    NewEvent,
    Publish,
    Release,
    Review,
    Status,
    Submit,
    Withdraw,
)
from .policy import DECISIONS, Act, Offer, offer

MACHINE = Actor(user_id="", name="portal")
"""The portal itself, for the steps no person takes."""

Outcome = tuple[Review, tuple[NewEvent, ...]]


def decide(review: Review, sop: Sop, command: Command, actor: Actor, now: datetime) -> Outcome:
    """Apply one command; raises :class:`Refused` kinds and changes nothing when it is not allowed.

    ``now`` is in UTC. The returned review has ``version + 1``.
    """
    after, event = _step(review, sop, command, actor)
    if after.step != review.step or after.round != review.round:
        after = replace(after, entered_at=now)
    return replace(after, version=review.version + 1), (event,)


def _step(review: Review, sop: Sop, command: Command, actor: Actor) -> tuple[Review, NewEvent]:
    match command:
        case Submit():
            return _submit(review, sop, command, actor)
        case Decide():
            return _decide(review, sop, command, actor)
        case BundleBuilt():
            return _bundle_built(review, sop, command)
        case Publish():
            return _publish(review, sop, command)
        case Withdraw():
            return _desk(
                Act.WITHDRAW,
                "withdrawn",
                {"status": Status.WITHDRAWN, "claimed_by": None},
                review,
                sop,
                actor,
            )
        case Claim():
            return _desk(Act.CLAIM, "claimed", {"claimed_by": actor.user_id}, review, sop, actor)
        case Release():
            return _desk(Act.RELEASE, "released", {"claimed_by": None}, review, sop, actor)


def _desk(
    act: Act, happened: str, change: Mapping[str, Any], review: Review, sop: Sop, actor: Actor
) -> tuple[Review, NewEvent]:
    _demand(offer(act, review, sop, actor))
    return replace(review, **change), _event(happened, review, sop, actor)


def _demand(answer: Offer) -> Offer:
    if answer.refusal:
        raise NotAllowed(answer.refusal, **answer.facts)
    return answer


def _event(
    action: str, review: Review, sop: Sop, actor: Actor, data: Mapping[str, Any] | None = None
) -> NewEvent:
    post = sop.step(review.step).post.slot if review.step else sop.start.post.slot
    if action in ("submitted", "withdrawn"):
        post = sop.start.post.slot
    if actor is MACHINE:
        post = MACHINE.name
    held = actor.holding(post, review.owner_org)
    facts = {"round": review.round, "step": review.step, **(data or {})}
    return NewEvent(action, review.step, post, held.standing if held else "", facts)


def _submit(review: Review, sop: Sop, command: Submit, actor: Actor) -> tuple[Review, NewEvent]:
    _demand(offer(Act.SUBMIT, review, sop, actor))
    first = sop.step(sop.start.on_yes)
    after = replace(
        review,
        status=Status.IN_REVIEW,
        step=first.id,
        round=review.round + 1,
        content_digest=command.content_digest,
        table_digest=command.table_digest,
        submitted_by=actor.user_id,
        contributors=review.contributors | {actor.user_id},
        claimed_by=None,
        deciders=frozenset(),
        reached=_reach(review, first),
        bundle_ready=False,
    )
    data = {"digest": command.content_digest, "table_digest": command.table_digest, "to": first.id}
    return after, _event("submitted", replace(after, step=sop.start.id), sop, actor, data)


def _reach(review: Review, step: Step) -> tuple[str, ...]:
    return review.reached if step.id in review.reached else (*review.reached, step.id)


def _decide(review: Review, sop: Sop, command: Decide, actor: Actor) -> tuple[Review, NewEvent]:
    if command.decision not in DECISIONS:
        raise Incomplete("unknown_decision", field="decision", decision=command.decision)
    act = Act(command.decision)
    answer = _demand(offer(act, review, sop, actor))
    _same_content(review, command)
    _reasoned(act, sop.step(review.step), command)
    if act is Act.APPROVE:
        return _approve(review, sop, command, actor)
    if act is Act.RETURN:
        return _return(review, sop, command, actor, answer)
    after = replace(review, status=Status.REJECTED, claimed_by=None)
    return after, _event("rejected", review, sop, actor, _said(review, command))


def _same_content(review: Review, command: Decide) -> None:
    if command.digest != review.content_digest or command.today != review.content_digest:
        raise Conflict("content_moved", seen=command.digest, now=command.today)


def _reasoned(act: Act, step: Step, command: Decide) -> None:
    unknown = [reason for reason in command.reasons if reason not in REASONS]
    if unknown:
        raise Incomplete("unknown_reason", field="reasons", reason=unknown[0])
    if act is Act.APPROVE:
        if step.yes_needs_reason and not command.note.strip():
            raise Incomplete("note_needed", field="note")
        return
    if not command.reasons:
        raise Incomplete("reason_needed", field="reasons")
    if "LAINNYA" in command.reasons and not (command.text.strip() or command.note.strip()):
        raise Incomplete("reason_text_needed", field="text")


def _said(review: Review, command: Decide, **more: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"digest": review.content_digest, **more}
    if command.reasons:
        said["reasons"] = list(command.reasons)
    for key in ("text", "note", "receipt"):
        if value := getattr(command, key).strip():
            said[key] = value
    if command.remarks:
        said["remarks"] = [{"field": remark.field, "text": remark.text} for remark in command.remarks]
    return said


def _approve(review: Review, sop: Sop, command: Decide, actor: Actor) -> tuple[Review, NewEvent]:
    step = sop.step(review.step)
    target = sop.step(step.on_yes)
    bundle = target.deed is Deed.ANSWER and target.policy is not BpsPolicy.NONE
    if target.deed is Deed.ANSWER and target.policy is not BpsPolicy.REQUIRED:
        target = sop.step(target.on_yes)
    after = replace(
        review,
        step=target.id,
        claimed_by=None,
        deciders=review.deciders | {Decider(actor.user_id, step.post.slot)},
        reached=_reach(review, target),
    )
    said = _said(review, command, to=target.id, bundle=bundle)
    action = "received" if step.deed is Deed.ANSWER else "approved"
    return after, _event(action, review, sop, actor, said)


def _return(
    review: Review, sop: Sop, command: Decide, actor: Actor, answer: Offer
) -> tuple[Review, NewEvent]:
    open_to = {step.id: step for step in answer.targets}
    target = open_to.get(command.to) if command.to else answer.targets[0]
    if target is None:
        raise Incomplete("unknown_target", field="to", to=command.to, targets=list(open_to))
    home = target.deed is Deed.PREPARE
    after = replace(
        review,
        status=Status.RETURNED if home else Status.IN_REVIEW,
        step=target.id,
        claimed_by=None,
        reached=_reach(review, target),
    )
    action = "remarked" if sop.step(review.step).deed is Deed.ANSWER else "returned"
    return after, _event(action, review, sop, actor, _said(review, command, to=target.id))


def _bundle_built(review: Review, sop: Sop, command: BundleBuilt) -> tuple[Review, NewEvent]:
    if review.status is not Status.IN_REVIEW:
        raise NotAllowed("not_in_review", status=review.status)
    after = replace(review, bundle_ready=True)
    return after, _event("bundle_built", review, sop, MACHINE, {"sha256": command.sha256})


def _publish(review: Review, sop: Sop, command: Publish) -> tuple[Review, NewEvent]:
    if review.status is not Status.IN_REVIEW or sop.step(review.step).deed is not Deed.PUBLISH:
        raise NotAllowed("not_ready_to_publish", status=review.status)
    if command.today != review.content_digest:
        raise Conflict("content_moved", seen=review.content_digest, now=command.today)
    after = replace(review, status=Status.PUBLISHED)
    data = {"digest": review.content_digest, "edition": command.edition}
    return after, _event("published", review, sop, MACHINE, data)
