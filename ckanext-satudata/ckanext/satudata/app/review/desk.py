"""What reviewers and authors do to a running review: decide, claim, release, withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ...domain.errors import Conflict, Incomplete, NotAllowed
from ...domain.review.decide import decide
from ...domain.review.model import (
    Actor,
    Assign,
    CheckAnswer,
    Claim,
    Command,
    Decide,
    Release,
    Remark,
    Review,
    Withdraw,
)
from ..ports import Unit
from .recording import record


@dataclass(frozen=True)
class Decision:
    """A decision as it is asked for. ``key`` is the caller's idempotency key: the same key gets the same answer."""

    decision: str
    digest: str
    key: str
    to: str | None = None
    reasons: tuple[str, ...] = ()
    text: str = ""
    note: str = ""
    receipt: str = ""
    remarks: tuple[Remark, ...] = ()
    release_on: date | None = None
    checklist: tuple[CheckAnswer, ...] = ()


def decide_review(unit: Unit, review_id: str, asked: Decision, actor: Actor, now: datetime) -> Review:
    """Take one decision, exactly once per idempotency key. Raises NotAllowed, Conflict, Incomplete."""
    with unit:
        after = take_decision(unit, review_id, asked, actor, now)
        unit.commit()
    return after


def take_decision(unit: Unit, review_id: str, asked: Decision, actor: Actor, now: datetime) -> Review:
    """The same inside a running transaction; does not commit."""
    if not asked.key.strip():
        raise Incomplete("key_needed", field="idempotency_key")
    if not asked.digest.strip():
        raise Incomplete("digest_needed", field="digest")
    review = unit.reviews.get(review_id, lock=True)
    if unit.reviews.answered(review_id, actor.user_id, asked.key) is not None:
        return review
    draft = unit.drafts.get(review.draft_id)
    today = draft.content_digest(unit.drafts.package(review.draft_id))
    command = Decide(
        decision=asked.decision,
        digest=asked.digest,
        today=today,
        to=asked.to,
        reasons=asked.reasons,
        text=asked.text,
        note=asked.note,
        receipt=asked.receipt,
        remarks=asked.remarks,
        release_on=asked.release_on,
        checklist=asked.checklist,
    )
    _release_day(unit, asked.release_on, now)
    try:
        after = _apply(unit, review, command, actor, now)
    except NotAllowed as refused:
        raise decided_already(unit, review, asked.digest, actor, refused.code) or refused from refused
    unit.reviews.remember(review_id, actor.user_id, asked.key, asked.digest)
    return after


def _release_day(unit: Unit, day: date | None, now: datetime) -> None:
    """A release date lies ahead: the portal publishes when that day begins by the offices' clock."""
    if day is not None and unit.calendar.start_of(day) <= now:
        raise Incomplete("release_passed", field="release_on")


TOO_LATE = ("other_turn", "machine_step", "not_in_review")
GATE_EVENTS = ("approved", "done", "returned", "rejected", "received", "remarked")


def decided_already(unit: Unit, review: Review, digest: str, actor: Actor, refusal: str) -> Conflict | None:
    """The conflict (who, when) for somebody whose own gate was decided on the content that they saw."""
    if refusal not in TOO_LATE or not digest:
        return None
    for event in reversed(unit.events.of_review(review.id)):
        decided = event.action in GATE_EVENTS and event.data.get("digest") == digest
        if decided and actor.holding(event.post, review.owner_org) is not None:
            who = event.data.get("by", "")
            return Conflict("decided_already", user_id=event.actor_id, at=event.at, who=who)
    return None


def claim(unit: Unit, review_id: str, actor: Actor, now: datetime) -> Review:
    """Take a pooled task, so that colleagues see who works on it."""
    return _simple(unit, review_id, Claim(), actor, now)


def release(unit: Unit, review_id: str, actor: Actor, now: datetime) -> Review:
    """Give a claimed task back to the pool."""
    return _simple(unit, review_id, Release(), actor, now)


def assign(unit: Unit, review_id: str, user_id: str, actor: Actor, now: datetime) -> Review:
    """Give the task to somebody by name, who holds its post."""
    with unit:
        review = unit.reviews.get(review_id, lock=True)
        step = unit.sops.get(review.sop_ids).step(review.step)
        holders = frozenset(unit.people.holders(step.post.slot, review.owner_org))
        after = _apply(unit, review, Assign(user_id, holders), actor, now)
        unit.commit()
    return after


def withdraw(unit: Unit, review_id: str, actor: Actor, now: datetime) -> Review:
    """The author's way back; the draft can be edited again."""
    return _simple(unit, review_id, Withdraw(), actor, now)


def _simple(unit: Unit, review_id: str, command: Command, actor: Actor, now: datetime) -> Review:
    with unit:
        after = _apply(unit, unit.reviews.get(review_id, lock=True), command, actor, now)
        unit.commit()
    return after


def _apply(unit: Unit, review: Review, command: Command, actor: Actor, now: datetime) -> Review:
    sop = unit.sops.get(review.sop_ids)
    at = review.step
    after, events = decide(review, sop, command, actor, now)
    if isinstance(command, Decide) and command.remarks:
        unit.reviews.add_remarks(review, command.remarks, actor, sop.step(at).post.slot, now)
    record(unit, after, events, sop, actor, now)
    return after
