"""Remarks in ``satudata_remark``: rows are added and settled, never changed in their words, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session

from ...domain.errors import Missing
from ...domain.review.model import Actor, Remark, Review, Status
from ...domain.review.remarks import Noted
from ...model import tables as t
from . import mapping

COLUMN_FIELD = "kolom."
"""How a field names a column in remarks that came with a decision."""


class SqlRemarks:
    """The remarks of reviews."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, remark_id: int) -> Noted:
        query = sa.select(t.remark).where(t.remark.c.id == remark_id)
        row = self.session.execute(query).mappings().first()
        if row is None:
            raise Missing("remark_missing", id=remark_id)
        return noted(row)

    def add(self, review: Review, remark: Remark, actor: Actor, post: str, now: datetime) -> int:
        row = mapping.remark_row(review, remark, actor, post, now)
        return self.session.execute(t.remark.insert().values(row).returning(t.remark.c.id)).scalar_one()

    def settle(self, remark_id: int, actor: Actor, note: str, now: datetime) -> None:
        change = t.remark.update().where(t.remark.c.id == remark_id)
        self.session.execute(change.values(resolved_at=now, resolved_by=actor.user_id, resolved_note=note))

    def reopen(self, remark_id: int) -> None:
        change = t.remark.update().where(t.remark.c.id == remark_id)
        self.session.execute(change.values(resolved_at=None, resolved_by=None, resolved_note=""))

    def rows_of(self, review_id: str) -> Sequence[RowMapping]:
        """Every row of a review's remarks and answers, the oldest first."""
        query = sa.select(t.remark).where(t.remark.c.review_id == review_id).order_by(t.remark.c.id)
        return self.session.execute(query).mappings().all()


def open_threads(review: Any) -> sa.ScalarSelect[Any]:
    """How many remarks of a review (columns of its table, or of a lateral one) are not settled and known to the office."""
    c = t.remark.c
    sent = sa.or_(c.round < review.round, review.status.in_([str(Status.RETURNED), str(Status.REJECTED)]))
    query = sa.select(sa.func.count()).where(
        c.review_id == review.id, c.parent_id.is_(None), c.resolved_at.is_(None), sent
    )
    return query.scalar_subquery()


def noted(row: RowMapping) -> Noted:
    """A row as the rules know it; ``kolom.<name>`` in a field is a remark on that column."""
    field, column = row["field"], row["column"]
    if not column and field.startswith(COLUMN_FIELD):
        field, column = "", field.removeprefix(COLUMN_FIELD)
    return Noted(
        id=row["id"],
        review_id=row["review_id"],
        round=row["round"],
        author_id=row["author_id"],
        post=row["post"],
        text=row["text"],
        field=field,
        column=column,
        row_key=dict(row["row_key"]),
        place=row["place"],
        parent=row["parent_id"],
        resolved=row["resolved_at"] is not None,
    )
