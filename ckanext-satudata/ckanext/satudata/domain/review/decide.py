"""The one rule of transition: ``decide(review, sop, command, actor, now) -> review + events``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..errors import Conflict, Incomplete, granted
from ..sop import BpsPolicy, Deed, Sop, Step
from .events import new_event, reach
from .machine import archive, bundle_built, publish
from .model import (
    REASONS,
    Actor,
    Archive,
    Assign,
    BundleBuilt,
    Check,
    Claim,
    Command,
    Decide,
    Decider,
    NewEvent,
    Publish,
    Release,
    Remark,
    Review,
    Status,
    Subject,
    Submit,
    Withdraw,
)
from .policy import DECISIONS, Act, Offer, dispatching_post, final_gate, offer

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
        case BundleBuilt() | Publish() | Archive():
            return _machine(review, sop, command)
        case _:
            return _at_the_desk(review, sop, command, actor)


def _machine(review: Review, sop: Sop, command: BundleBuilt | Publish | Archive) -> tuple[Review, NewEvent]:
    match command:
        case BundleBuilt():
            return bundle_built(review, sop, command)
        case Publish():
            return publish(review, sop, command)
        case Archive():
            return archive(review, sop, command)


def _at_the_desk(
    review: Review, sop: Sop, command: Withdraw | Claim | Release | Assign, actor: Actor
) -> tuple[Review, NewEvent]:
    match command:
        case Assign():
            return _assign(review, sop, command, actor)
        case Claim():
            return _desk(Act.CLAIM, "claimed", {"claimed_by": actor.user_id}, review, sop, actor)
        case Release():
            return _desk(Act.RELEASE, "released", {"claimed_by": None}, review, sop, actor)
        case Withdraw():
            change = {"status": Status.WITHDRAWN, "claimed_by": None}
            return _desk(Act.WITHDRAW, "withdrawn", change, review, sop, actor)


def _desk(
    act: Act, happened: str, change: Mapping[str, Any], review: Review, sop: Sop, actor: Actor
) -> tuple[Review, NewEvent]:
    granted(offer(act, review, sop, actor))
    return replace(review, **change), new_event(happened, review, sop, actor)


def _submit(review: Review, sop: Sop, command: Submit, actor: Actor) -> tuple[Review, NewEvent]:
    granted(offer(Act.SUBMIT, review, sop, actor))
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
        reached=reach(review, first),
        bundle_ready=False,
        bps_answered=False,
        release_on=None,
    )
    data = {"digest": command.content_digest, "table_digest": command.table_digest, "to": first.id}
    return after, new_event("submitted", replace(after, step=sop.start.id), sop, actor, data)


def _decide(review: Review, sop: Sop, command: Decide, actor: Actor) -> tuple[Review, NewEvent]:
    if command.decision not in DECISIONS:
        raise Incomplete("unknown_decision", field="decision", decision=command.decision)
    act = Act(command.decision)
    answer = granted(offer(act, review, sop, actor))
    _same_content(review, command)
    _reasoned(act, sop.step(review.step), command)
    _checked(act, sop, sop.step(review.step), command)
    if act is Act.APPROVE:
        return _approve(review, sop, command, actor)
    if act is Act.RETURN:
        return _return(review, sop, command, actor, answer)
    after = replace(review, status=Status.REJECTED, claimed_by=None)
    return after, new_event("rejected", review, sop, actor, _said(review, command))


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


def _checked(act: Act, sop: Sop, step: Step, command: Decide) -> None:
    """The checklist: known points only; an approval needs every point judged and none that does not fit."""
    known = {item.code for item in step.checklist}
    for given in command.checklist:
        if given.code not in known or given.answer not in set(Check):
            raise Incomplete("unknown_check", field="checklist", point=given.code, answer=given.answer)
    if command.release_on is not None and not (act is Act.APPROVE and final_gate(sop, step)):
        raise Incomplete("release_at_final_gate", field="release_on")
    if act is not Act.APPROVE:
        return
    judged = {given.code: given.answer for given in command.checklist}
    if waiting := [item for item in step.checklist if item.code not in judged]:
        raise Incomplete("checklist_open", field="checklist", count=len(waiting), item=waiting[0])
    if wrong := [item for item in step.checklist if judged[item.code] == Check.FITS_NOT]:
        raise Incomplete("check_fits_not", field="checklist", item=wrong[0])


def _said(review: Review, command: Decide, **more: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"digest": review.content_digest, **more}
    if command.reasons:
        said["reasons"] = list(command.reasons)
    for key in ("text", "note", "receipt"):
        if value := getattr(command, key).strip():
            said[key] = value
    if command.remarks:
        said["remarks"] = [_remark(remark) for remark in command.remarks]
    if command.checklist:
        said["checklist"] = [dict(vars(given)) for given in command.checklist]
    if command.release_on is not None:
        said["release_on"] = command.release_on.isoformat()
    return said


def _remark(remark: Remark) -> dict[str, Any]:
    told = {"field": remark.field, "text": remark.text}
    more = {"column": remark.column, "place": remark.place}
    return {**told, **{name: value for name, value in more.items() if value}}


def _approve(review: Review, sop: Sop, command: Decide, actor: Actor) -> tuple[Review, NewEvent]:
    step = sop.step(review.step)
    here = replace(review, bps_answered=review.bps_answered or step.deed is Deed.ANSWER)
    target, bundle = _onward(here, sop, step)
    gate = frozenset() if step.deed is Deed.WORK else frozenset({Decider(actor.user_id, step.post.slot)})
    after = replace(
        here,
        step=target.id,
        claimed_by=None,
        deciders=review.deciders | gate,
        reached=reach(review, target),
        release_on=command.release_on or review.release_on,
    )
    said = _said(review, command, to=target.id, bundle=bundle)
    return after, new_event(APPROVED[step.deed], review, sop, actor, said)


APPROVED = {Deed.DECIDE: "approved", Deed.WORK: "done", Deed.ANSWER: "received"}


def _onward(review: Review, sop: Sop, step: Step) -> tuple[Step, bool]:
    """The step that an approval leads to, and whether a bundle for BPS is built on the way.

    BPS is passed over where the office's policy says so, when it answered in this round already (the content is the
    same), and for a retraction, of which it is told.
    """
    target, bundle = sop.step(step.on_yes), False
    while target.deed is Deed.ANSWER:
        silent = (
            target.policy is BpsPolicy.NONE or review.subject is Subject.RETRACTION or review.bps_answered
        )
        if not silent and target.policy is BpsPolicy.REQUIRED:
            return target, True
        bundle = bundle or not silent
        target = sop.step(target.on_yes)
    return target, bundle


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
        reached=reach(review, target),
        returns=review.returns + home,
        bps_answered=review.bps_answered or sop.step(review.step).deed is Deed.ANSWER,
    )
    action = "remarked" if sop.step(review.step).deed is Deed.ANSWER else "returned"
    return after, new_event(action, review, sop, actor, _said(review, command, to=target.id))


def _assign(review: Review, sop: Sop, command: Assign, actor: Actor) -> tuple[Review, NewEvent]:
    granted(offer(Act.ASSIGN, review, sop, actor))
    if command.user_id not in command.holders:
        raise Incomplete("not_a_holder", field="user")
    if command.user_id in review.contributors:
        raise Incomplete("assignee_four_eyes", field="user")
    after = replace(review, claimed_by=command.user_id)
    above = dispatching_post(sop.step(review.step), review, actor)
    return after, new_event("assigned", review, sop, actor, {"user_id": command.user_id}, post=above)
