"""Notices, and which person was sent the digest of which day."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from ...model import tables as t
from .people import PREPARING_ROLES, running
from .turns import AREA_POSTS, awaited, here, late

WANTS_DIGEST = sa.func.coalesce(
    model.User.__table__.c.plugin_extras["satudata"]["digest"].as_boolean(), sa.true()
)


class SqlNotices:
    """Notices in ``satudata_notice``; one per event, person and kind, whoever of several writes it first."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, event_id: int, review_id: str, kind: str, user_id: str, now: datetime) -> str | None:
        row = insert(t.notice).values(
            id=str(uuid.uuid4()),
            event_id=event_id,
            review_id=review_id,
            kind=kind,
            user_id=user_id,
            created_at=now,
        )
        once = row.on_conflict_do_nothing(constraint="satudata_notice_once").returning(t.notice.c.id)
        return self.session.execute(once).scalar()


class SqlDigests:
    """Digests in ``satudata_digest_mail``; one per person and day."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def candidates(self, day: date, now: datetime) -> Sequence[str]:
        """Active people with an address and a wish for digests for whom something may wait, and no digest of this day yet."""
        user, noted = model.User.__table__.c, t.digest_mail.c
        query = (
            sa.select(user.id)
            .where(
                user.state == "active",
                sa.func.coalesce(user.email, "") != "",
                WANTS_DIGEST,
                sa.not_(sa.exists().where(noted.user_id == user.id, noted.day == day)),
                sa.or_(self._holds(day, now), self._prepares()),
            )
            .order_by(user.id)
        )
        return list(self.session.execute(query).scalars())

    def _holds(self, day: date, now: datetime) -> sa.ColumnElement[bool]:
        """Whether something waits at a post that the user holds, or is late in the area of it."""
        a, r = t.assignment.c, t.review.c
        waits = sa.and_(awaited(), r.status == "in_review", r.post == a.post)
        oversees = sa.and_(late(now), a.post.in_(AREA_POSTS))
        query = sa.select(a.id).join(t.review, here(a))
        return sa.exists(
            query.where(a.user_id == model.User.__table__.c.id, running(day), sa.or_(waits, oversees))
        )

    def _prepares(self) -> sa.ColumnElement[bool]:
        """Whether a draft was returned to an office for which the user prepares."""
        member = model.Member.__table__.c
        query = sa.select(member.id).join(
            t.review, sa.and_(t.review.c.owner_org == member.group_id, t.review.c.status == "returned")
        )
        return sa.exists(
            query.where(
                member.table_name == "user",
                member.table_id == model.User.__table__.c.id,
                member.state == "active",
                member.capacity.in_(PREPARING_ROLES),
            )
        )

    def open(self, user_id: str, day: date) -> bool:
        row = insert(t.digest_mail).values(user_id=user_id, day=day).on_conflict_do_nothing()
        return self.session.execute(row.returning(t.digest_mail.c.user_id)).scalar() is not None

    def newest(self, user_id: str) -> date | None:
        query = sa.select(sa.func.max(t.digest_mail.c.day)).where(t.digest_mail.c.user_id == user_id)
        return self.session.execute(query).scalar()

    def sent(self, user_id: str, day: date, now: datetime) -> None:
        c = t.digest_mail.c
        change = t.digest_mail.update().where(c.user_id == user_id, c.day == day)
        self.session.execute(change.values(sent_at=now))
