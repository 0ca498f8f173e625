"""Who may change a draft now, and when another one may take its place."""

from __future__ import annotations

from datetime import datetime

from ...domain.draft import Draft
from ...domain.errors import Conflict, NotAllowed
from ...domain.review.model import FROZEN, Actor, Review, Status
from ..ports import Unit


def editable(unit: Unit, draft_id: str, actor: Actor) -> Draft:
    """The locked draft, when this actor may change it.

    Raises ``NotAllowed`` (``not_preparer``, ``fixed_content``, ``frozen``).
    """
    draft = unit.drafts.get(draft_id, lock=True)
    if draft.owner_org not in actor.prepares:
        raise NotAllowed("not_preparer")
    if draft.fixed:
        raise NotAllowed("fixed_content")
    _not_frozen(unit, draft)
    return draft


def discardable(unit: Unit, draft_id: str, actor: Actor) -> tuple[Draft, Review | None]:
    """The locked draft and its withdrawn review, when this actor may put it away.

    Raises ``NotAllowed`` (``not_preparer``, ``frozen``, ``has_history`` while it waits to be mended).
    """
    draft = unit.drafts.get(draft_id, lock=True)
    if draft.owner_org not in actor.prepares:
        raise NotAllowed("not_preparer")
    _not_frozen(unit, draft)
    review = unit.reviews.latest_of(draft_id)
    if review is not None and review.status is not Status.WITHDRAWN:
        raise NotAllowed("has_history")
    return draft, review


def _not_frozen(unit: Unit, draft: Draft) -> None:
    review = unit.reviews.latest_of(draft.id)
    if review is not None and review.status in FROZEN:
        raise NotAllowed("frozen", status=review.status, number=review.number)


def close(unit: Unit, draft_id: str, now: datetime) -> None:
    """Put a draft out of the lists; its history stays readable for those who could read it."""
    unit.packages.close_draft(draft_id)
    unit.drafts.close(draft_id, now)


def make_room(unit: Unit, dataset_id: str, now: datetime) -> None:
    """Let a new draft of a published dataset begin: one that was rejected, or withdrawn with fixed content, gives way.

    Raises ``Conflict("draft_open", draft_id=...)`` when another one is being worked on.
    """
    running = unit.drafts.unclosed_of(dataset_id)
    if running is None:
        return
    if not _is_over(unit.drafts.get(running, lock=True), unit.reviews.latest_of(running)):
        raise Conflict("draft_open", draft_id=running)
    put_away(unit, running, now)


def put_away(unit: Unit, draft_id: str, now: datetime) -> None:
    """Close a draft that will not be published, and let search forget it."""
    close(unit, draft_id, now)
    unit.work.add("index_draft", draft_id, "closed")


def _is_over(draft: Draft, review: Review | None) -> bool:
    if review is None:
        return False
    return review.status is Status.REJECTED or (draft.fixed and review.status is Status.WITHDRAWN)
