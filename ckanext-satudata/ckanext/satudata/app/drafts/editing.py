"""Who may change a draft now."""

from __future__ import annotations

from ...domain.draft import Draft
from ...domain.errors import NotAllowed
from ...domain.review.model import FROZEN, Actor
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
    review = unit.reviews.latest_of(draft_id)
    if review is not None and review.status in FROZEN:
        raise NotAllowed("frozen", status=review.status, number=review.number)
    return draft
