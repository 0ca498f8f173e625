"""Who may write, answer and settle remarks, and who sees them: the one rule behind page and authorisation.

Remarks of reviewers pile up unseen by the office and reach it with the return, all at once. Preparing the data does not
keep anybody from answering: four eyes are about decisions.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..sop import Sop
from .model import OPD_POSTS, WALIDATA_POSTS, Actor, Review, Status
from .policy import DECISIONS, Offer, offer

PRODUCER = "produsen"
"""The post under which an office's own staff answer."""

DECIDING_POSTS = (*OPD_POSTS, *WALIDATA_POSTS, "bps")


@dataclass(frozen=True)
class Noted:
    """A remark as it is kept. ``parent`` is the remark that it answers; ``post`` the post its author wrote it under."""

    id: int
    review_id: str
    round: int
    author_id: str
    post: str
    text: str
    field: str = ""
    column: str = ""
    row_key: Mapping[str, str] = dataclasses.field(default_factory=dict)
    place: str = ""
    parent: int | None = None
    resolved: bool = False


@dataclass(frozen=True)
class Answer:
    """Whether something may be done and, if not, the code and facts of the sentence that says why."""

    refusal: str | None = None
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    post: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return self.refusal is None


def reviews_it(review: Review, actor: Actor) -> bool:
    """Whether the actor reads as a reviewer: holds a post that decides for this office and had no hand in the data."""
    held = any(actor.holding(post, review.owner_org) for post in DECIDING_POSTS)
    return held and actor.user_id not in review.contributors


def visible(remark: Noted, review: Review, actor: Actor) -> bool:
    """Whether the actor may read this remark: reviewers at once, the office when the work has come back to it."""
    if reviews_it(review, actor) or remark.post == PRODUCER:
        return True
    return remark.round < review.round or review.status in (Status.RETURNED, Status.REJECTED)


def may_remark(review: Review, sop: Sop, actor: Actor) -> Answer:
    """Whether the actor may write a remark: whoever may decide now."""
    decisions = [offer(act, review, sop, actor) for act in DECISIONS]
    if any(one.allowed for one in decisions):
        return Answer(post=sop.step(review.step).post.slot)
    return _refused(decisions[0])


def _refused(answer: Offer) -> Answer:
    return Answer(answer.refusal, answer.facts)


def may_reply(remark: Noted, review: Review, sop: Sop, actor: Actor) -> Answer:
    """Whether the actor may answer this remark: the office's own staff, and whoever may decide now."""
    if review.status not in (Status.IN_REVIEW, Status.RETURNED):
        return Answer("not_in_review", {"status": review.status})
    if review.owner_org in actor.prepares and visible(remark, review, actor):
        return Answer(post=PRODUCER)
    return may_remark(review, sop, actor)


def may_settle(remark: Noted, review: Review, sop: Sop, actor: Actor) -> Answer:
    """Whether the actor may call the remark settled: the office that mended it, or whoever may decide now."""
    if remark.parent is not None:
        return Answer("remark_is_reply")
    if remark.resolved:
        return Answer("remark_settled")
    return may_reply(remark, review, sop, actor)


def may_reopen(remark: Noted, review: Review, sop: Sop, actor: Actor) -> Answer:
    """Whether the actor may open a settled remark again: whoever may decide now."""
    if remark.parent is not None:
        return Answer("remark_is_reply")
    if not remark.resolved:
        return Answer("remark_open")
    return may_remark(review, sop, actor)
