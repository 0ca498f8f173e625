"""Build the event of a transition: who, holding which post, did what at which step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..sop import Sop, Step
from .model import Actor, NewEvent, Review

MACHINE = Actor(user_id="", name="portal")
"""The portal itself, for the steps no person takes."""


def new_event(
    action: str,
    review: Review,
    sop: Sop,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    *,
    post: str = "",
) -> NewEvent:
    """The event of ``actor`` at the review's step. ``post``: the one acted under, when it is not the step's own.

    The event keeps how the person (``by``) and, by the SOP, the post (``post_name``) were called at the time.
    """
    if actor is MACHINE:
        post = MACHINE.name
    elif action in ("submitted", "withdrawn") or not review.step:
        post = sop.start.post.slot
    post = post or sop.step(review.step).post.slot
    held = actor.holding(post, review.owner_org)
    facts = {"round": review.round, "step": review.step, **_names(sop, actor, post), **(data or {})}
    return NewEvent(action, review.step, post, held.standing if held else "", facts)


def _names(sop: Sop, actor: Actor, slot: str) -> dict[str, str | bool]:
    if actor is MACHINE:
        return {}
    titles = [post.name for post in sop.posts if post.slot == slot]
    behalf = {"behalf": True} if actor.writes_for == slot else {}
    return {"by": actor.shown or actor.name, **behalf, **({"post_name": titles[0]} if titles else {})}


def reach(review: Review, step: Step) -> tuple[str, ...]:
    """The steps the review has seen, with this one."""
    return review.reached if step.id in review.reached else (*review.reached, step.id)
