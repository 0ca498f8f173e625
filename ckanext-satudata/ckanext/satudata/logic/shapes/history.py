"""What happened to a dataset over all its reviews, as far as the asking person may read them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.model as model
import sqlalchemy as sa

from ... import wiring
from ...domain.review.model import Actor
from ...model import tables as t
from .review import timeline


def dataset_history(dataset_id: str, actor: Actor, may_read: Callable[[str], bool]) -> list[dict[str, Any]]:
    """Events of all reviews of a dataset that ``may_read``, the newest first; each with its review's number."""
    reviews = wiring.unit().reviews
    found = [reviews.get(review_id) for review_id in _reviews(dataset_id) if may_read(review_id)]
    events = [
        {**event, "review": f"P-{review.number:04d}"} for review in found for event in timeline(review, actor)
    ]
    return sorted(events, key=lambda event: str(event["at"]), reverse=True)


def _reviews(dataset_id: str) -> list[str]:
    query = sa.select(t.review.c.id).where(t.review.c.dataset_id == dataset_id)
    return list(model.Session.execute(query.order_by(t.review.c.number.desc())).scalars())
