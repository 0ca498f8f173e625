"""Reviews, their rounds, remarks and the keys of decisions taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session

from ...app.ports import Round
from ...domain.errors import Conflict, Missing
from ...domain.review.model import Actor, Remark, Review
from ...domain.sop import Sop
from ...model import tables as t
from . import mapping


class SqlReviews:
    """Reviews in ``satudata_review``. ``post`` of the running step is kept beside it for the queue's index."""

    def __init__(
        self,
        session: Session,
        sop_of: Callable[[Sequence[tuple[str, int]]], Sop],
        holders: Callable[[str, str], Sequence[str]],
    ) -> None:
        self.session = session
        self.sop_of = sop_of
        self.holders = holders

    def get(self, review_id: str, *, lock: bool = False) -> Review:
        query = sa.select(t.review).where(t.review.c.id == review_id)
        row = self.session.execute(query.with_for_update() if lock else query).mappings().first()
        if row is None:
            raise Missing("review_missing", id=review_id)
        return self._review(row)

    def _review(self, row: RowMapping) -> Review:
        """The review; a claim by somebody who no longer holds the post does not hold."""
        found = mapping.review(row)
        if found.claimed_by is None or row["post"] == "":
            return found
        return replace(found, claim_holds=found.claimed_by in self.holders(row["post"], found.owner_org))

    def latest_of(self, draft_id: str, *, lock: bool = False) -> Review | None:
        query = (
            sa.select(t.review)
            .where(t.review.c.draft_id == draft_id)
            .order_by(t.review.c.number.desc())
            .limit(1)
        )
        row = self.session.execute(query.with_for_update() if lock else query).mappings().first()
        return self._review(row) if row else None

    def next_number(self) -> int:
        return self.session.execute(t.review_number.next_value()).scalar_one()

    def add(self, review: Review, now: datetime) -> None:
        row = mapping.review_row(review)
        self.session.execute(t.review.insert().values(**row, opened_at=now, updated_at=now))

    def save(self, review: Review, now: datetime, due_at: datetime | None) -> None:
        step = self.sop_of(review.sop_ids).step(review.step)
        change = t.review.update().where(t.review.c.id == review.id, t.review.c.version == review.version - 1)
        row = {**mapping.review_row(review), "post": step.post.slot, "due_at": due_at, "updated_at": now}
        if self.session.execute(change.values(**row)).rowcount != 1:
            raise Conflict("review_moved", number=review.number)

    def add_round(self, round_: Round) -> None:
        self.session.execute(t.round_.insert().values(**vars(round_)))

    def rounds(self, review_id: str) -> Sequence[Round]:
        query = sa.select(t.round_).where(t.round_.c.review_id == review_id).order_by(t.round_.c.number)
        return [mapping.round_(row) for row in self.session.execute(query).mappings()]

    def add_remarks(
        self, review: Review, remarks: Sequence[Remark], actor: Actor, post: str, now: datetime
    ) -> None:
        rows = [mapping.remark_row(review, remark, actor, post, now) for remark in remarks]
        self.session.execute(t.remark.insert(), rows)

    def open_remarks(self, review_id: str) -> int:
        c = t.remark.c
        waiting = sa.and_(c.review_id == review_id, c.parent_id.is_(None), c.resolved_at.is_(None))
        return self.session.execute(
            sa.select(sa.func.count()).select_from(t.remark).where(waiting)
        ).scalar_one()

    def answered(self, review_id: str, actor_id: str, key: str) -> str | None:
        c = t.decision_key.c
        query = sa.select(c.digest).where(c.review_id == review_id, c.actor_id == actor_id, c.key == key)
        return self.session.execute(query).scalar()

    def remember(self, review_id: str, actor_id: str, key: str, digest: str) -> None:
        row = insert(t.decision_key).values(review_id=review_id, actor_id=actor_id, key=key, digest=digest)
        self.session.execute(row)
