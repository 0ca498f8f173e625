"""Who holds which post, and who prepares for which office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...domain.review.model import Actor, Holding, Standing
from ...model import tables as t

PREPARING_ROLES = ("admin", "editor")


def running(today: date) -> sa.ColumnElement[bool]:
    """Assignments that run on this day."""
    c = t.assignment.c
    return sa.and_(c.starts_on <= today, sa.or_(c.ends_on.is_(None), c.ends_on >= today))


def valid_claim(today: date) -> sa.ColumnElement[str | None]:
    """Who has claimed a review, in a query of ``satudata_review``: counts only while that person is active and holds the post.

    A claim of somebody who left, was deactivated or lost the post would keep everybody else from the work.
    """
    a, r = t.assignment.c, t.review.c
    holds = sa.exists().where(
        a.user_id == r.claimed_by,
        a.post == r.post,
        sa.or_(a.org_id.is_(None), a.org_id == r.owner_org),
        running(today),
        model.User.id == a.user_id,
        model.User.state == model.State.ACTIVE,
    )
    return sa.case((holds.correlate(t.review), r.claimed_by), else_=None)


class SqlPeople:
    """Assignments decide posts; CKAN membership of an office gives its drafts, nothing more."""

    def __init__(self, session: Session, today: date) -> None:
        self.session = session
        self.today = today

    def holders(self, post: str, org_id: str) -> Sequence[str]:
        c = t.assignment.c
        here = sa.or_(c.org_id.is_(None), c.org_id == org_id)
        query = sa.select(c.user_id).where(c.post == post, here, running(self.today)).order_by(c.starts_on)
        return self.still_active(list(dict.fromkeys(self.session.execute(query).scalars())))

    def still_active(self, user_ids: Sequence[str]) -> Sequence[str]:
        query = sa.select(model.User.id).where(model.User.id.in_(user_ids), model.User.state == "active")
        active = set(self.session.execute(query).scalars())
        return [user_id for user_id in user_ids if user_id in active]

    def preparers(self, org_id: str) -> Sequence[str]:
        query = (
            sa.select(model.Member.table_id)
            .join(model.User, model.User.id == model.Member.table_id)
            .where(
                model.Member.group_id == org_id,
                model.Member.table_name == "user",
                model.Member.state == "active",
                model.Member.capacity.in_(PREPARING_ROLES),
                model.User.state == "active",
            )
            .distinct()
            .order_by(model.Member.table_id)
        )
        return list(self.session.execute(query).scalars())

    def actor(self, user: model.User) -> Actor:
        """The person behind a user, with posts held today and offices prepared for; a deactivated one has none."""
        if user.state != model.State.ACTIVE:
            return Actor(user.id, user.name, shown=user.display_name)
        c = t.assignment.c
        query = sa.select(c.post, c.org_id, c.standing).where(c.user_id == user.id, running(self.today))
        rows = self.session.execute(query)
        holdings = tuple(Holding(row.post, row.org_id, Standing(row.standing)) for row in rows)
        return Actor(user.id, user.name, holdings, self._offices(user), user.display_name)

    def _offices(self, user: model.User) -> frozenset[str]:
        query = (
            sa.select(model.Member.group_id)
            .join(model.Group, model.Group.id == model.Member.group_id)
            .where(
                model.Member.table_name == "user",
                model.Member.table_id == user.id,
                model.Member.state == "active",
                model.Member.capacity.in_(PREPARING_ROLES),
                model.Group.state == "active",
                model.Group.is_organization.is_(True),
            )
        )
        return frozenset(self.session.execute(query).scalars())
