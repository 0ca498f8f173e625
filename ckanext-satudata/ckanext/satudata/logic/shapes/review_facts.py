"""Facts of a review that its row keeps beside the rules' own."""

from __future__ import annotations

from datetime import datetime

import ckan.model as model
import sqlalchemy as sa

from ...domain.review.model import Review
from ...model import tables as t


def due_of(review: Review) -> datetime | None:
    """When the running step is due (a projection that can be rebuilt from events and calendar)."""
    return model.Session.execute(sa.select(t.review.c.due_at).where(t.review.c.id == review.id)).scalar()
