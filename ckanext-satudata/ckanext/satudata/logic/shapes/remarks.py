"""Remarks beside the fields they are about."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import sqlalchemy as sa

from ...model import tables as t
from ...words import field_label, post_label


def remarks_of(review_id: str) -> list[dict[str, Any]]:
    """Every remark of a review, the oldest first."""
    query = sa.select(t.remark).where(t.remark.c.review_id == review_id).order_by(t.remark.c.id)
    return [_remark(row) for row in model.Session.execute(query).mappings()]


def _remark(row: sa.RowMapping) -> dict[str, Any]:
    return {
        "id": row["id"],
        "round": row["round"],
        "field": row["field"],
        "label": field_label(row["field"]),
        "text": row["text"],
        "author_post": post_label(row["post"]),
        "at": row["created_at"].isoformat(),
        "resolved": row["resolved_at"] is not None,
    }
