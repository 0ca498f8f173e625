"""Reviews in which somebody is awaited: what is to be spoken of, who waits for whom, deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...app.notices.ports import Looking
from ...domain.notices import Kind
from ...domain.people.assignment import OFFICE_POSTS
from ...domain.review.model import Actor, Holding, Review
from ...model import tables as t
from . import mapping
from .people import running, valid_claim

AREA_POSTS = ("kabid", "kadis", "kepala_opd")
"""Posts whose holders hear of everything that is late in their area."""

ANSWERING = "bps"
"""The id of the step at which BPS answers (every SOP calls it so); it waits for the bundle first."""

MACHINES = ("portal", "produsen")


def awaited() -> sa.ColumnElement[bool]:
    """Reviews in which people are awaited now."""
    r = t.review.c
    return sa.and_(
        r.status.in_(["in_review", "returned"]),
        r.entered_at.is_not(None),
        sa.or_(r.status == "returned", r.post.not_in(MACHINES)),
        sa.or_(r.step != ANSWERING, r.bundle_ready),
    )


def late(now: datetime) -> sa.ColumnElement[bool]:
    """Reviews whose deadline has passed."""
    return sa.and_(awaited(), t.review.c.due_at < now)


def here(assignment: Any) -> sa.ColumnElement[bool]:
    """Reviews that an assignment serves: those of its office, or all."""
    return sa.or_(assignment.org_id.is_(None), assignment.org_id == t.review.c.owner_org)


class SqlTurns:
    """Reviews across offices, for reminders, digests and deadlines."""

    def __init__(self, session: Session, today: date) -> None:
        self.session = session
        self.today = today

    def to_speak_of(self, looking: Looking) -> Sequence[str]:
        """Reviews of which something may have to be said that was not said since their turn began; the latest first.

        One query for each thing to say: joined by OR, PostgreSQL would look through all notices for every review.
        """
        r = t.review.c
        near = sa.and_(r.due_at >= looking.now, r.due_at < looking.soon_until, r.entered_at < looking.today)
        parts = (
            _unsaid(Kind.DUE_SOON, near),
            _unsaid(Kind.OVERDUE, r.due_at < looking.now),
            _unsaid(Kind.ESCALATED, r.due_at < looking.late_before),
        )
        found = sa.union(*parts).subquery()
        return list(
            self.session.execute(sa.select(found.c.id).order_by(found.c.due_at, found.c.id)).scalars()
        )

    def vacant(self) -> Sequence[str]:
        """The oldest waiting review of every post that no active person holds (per office, where the post is an office's)."""
        r, a = t.review.c, t.assignment.c
        held = sa.exists().where(
            a.post == r.post,
            here(a),
            running(self.today),
            model.User.id == a.user_id,
            model.User.state == model.State.ACTIVE,
        )
        office = sa.case((r.post.in_(OFFICE_POSTS), r.owner_org), else_="")
        query = (
            sa.select(r.id)
            .distinct(r.post, office)
            .where(awaited(), r.status == "in_review", sa.not_(held))
            .order_by(r.post, office, r.entered_at, r.number)
        )
        return list(self.session.execute(query).scalars())

    def at_posts_of(self, actor: Actor, limit: int) -> Sequence[Review]:
        """Reviews that wait at posts this person holds, the oldest first."""
        if not actor.holdings:
            return []
        at = sa.or_(*(sa.and_(t.review.c.post == h.post, _office(h)) for h in actor.holdings))
        return self._oldest(sa.and_(awaited(), t.review.c.status == "in_review", at), limit)

    def returned_to(self, actor: Actor, limit: int) -> Sequence[Review]:
        """Returned reviews of the offices this person prepares for, the oldest first."""
        if not actor.prepares:
            return []
        r = t.review.c
        return self._oldest(
            sa.and_(awaited(), r.status == "returned", r.owner_org.in_(sorted(actor.prepares))), limit
        )

    def late_in_area(self, actor: Actor, now: datetime, limit: int) -> Sequence[Review]:
        """Reviews under way past their deadline in the area of a head, the oldest first."""
        heads = [h for h in actor.holdings if h.post in AREA_POSTS]
        if not heads:
            return []
        return self._oldest(sa.and_(late(now), sa.or_(*(_office(h) for h in heads))), limit)

    def _oldest(self, where: sa.ColumnElement[bool], limit: int) -> Sequence[Review]:
        r = t.review.c
        query = sa.select(t.review, valid_claim(self.today).label("claim")).where(where)
        rows = self.session.execute(query.order_by(r.entered_at, r.number).limit(limit)).mappings()
        return [replace(mapping.review(row), claim_holds=row["claim"] is not None) for row in rows]

    def after(self, number: int, limit: int) -> Sequence[tuple[Review, datetime | None]]:
        """Open reviews by number with the deadlines that are kept for them."""
        r = t.review.c
        query = sa.select(t.review).where(r.number > number, r.status.in_(["in_review", "returned"]))
        rows = self.session.execute(query.order_by(r.number).limit(limit)).mappings()
        return [(mapping.review(row), row["due_at"]) for row in rows]

    def set_due(self, review: Review, due_at: datetime) -> bool:
        """Keep a deadline; False when the review has moved on meanwhile."""
        r = t.review.c
        change = t.review.update().where(
            r.id == review.id, r.version == review.version, r.entered_at == review.entered_at
        )
        return self.session.execute(change.values(due_at=due_at)).rowcount == 1


def _unsaid(kind: Kind, when: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Reviews of which this was not said since their turn began."""
    n, r = t.notice.c, t.review.c
    said = sa.exists().where(n.review_id == r.id, n.kind == str(kind), n.created_at >= r.entered_at)
    return sa.select(r.id, r.due_at).where(awaited(), when, sa.not_(said))


def _office(holding: Holding) -> sa.ColumnElement[bool]:
    return sa.true() if holding.org_id is None else t.review.c.owner_org == holding.org_id
