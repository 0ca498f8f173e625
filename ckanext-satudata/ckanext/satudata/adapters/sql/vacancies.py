"""What is needed to see vacant posts: who is in office today, and what waits at each post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...model import tables as t
from .people import running

Place = tuple[str, str | None]
"""A post and its office; None for a post that serves every office."""


def held(session: Session, today: date) -> frozenset[Place]:
    """Posts that an active person holds on this day."""
    c = t.assignment.c
    query = (
        sa.select(c.post, c.org_id)
        .join(model.User, model.User.id == c.user_id)
        .where(running(today), model.User.state == model.State.ACTIVE)
        .distinct()
    )
    return frozenset((row.post, row.org_id) for row in session.execute(query))


def waiting(session: Session) -> Mapping[tuple[str, str], int]:
    """How many submissions under review wait at each post, by office."""
    c = t.review.c
    query = (
        sa.select(c.post, c.owner_org, sa.func.count())
        .where(c.status == "in_review")
        .group_by(c.post, c.owner_org)
    )
    return {(post, org_id): count for post, org_id, count in session.execute(query)}


def barred(session: Session, today: date) -> Mapping[tuple[str, str], int]:
    """How many submissions wait where every holder of the post prepared the data himself (four eyes), by post and office."""
    r, a = t.review.c, t.assignment.c
    holder = (
        sa.select(sa.literal(1))
        .select_from(t.assignment)
        .join(model.User, model.User.id == a.user_id)
        .where(
            a.post == r.post,
            sa.or_(a.org_id.is_(None), a.org_id == r.owner_org),
            running(today),
            model.User.state == model.State.ACTIVE,
        )
        .correlate(t.review)
    )
    other = holder.where(sa.not_(r.contributors.op("?")(a.user_id)))
    query = (
        sa.select(r.post, r.owner_org, sa.func.count())
        .where(r.status == "in_review", holder.exists(), sa.not_(other.exists()))
        .group_by(r.post, r.owner_org)
    )
    return {(post, org_id): count for post, org_id, count in session.execute(query)}


def governed(session: Session) -> frozenset[str]:
    """Ids of the offices whose data are reviewed; removed ones are none."""
    here = sa.select(t.governed.c.org_id).join(model.Group, model.Group.id == t.governed.c.org_id)
    return frozenset(session.execute(here.where(model.Group.state == model.State.ACTIVE)).scalars())
