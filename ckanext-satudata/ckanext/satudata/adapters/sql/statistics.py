"""The counted events, put together by the database, for the figures about reviewing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from ...domain.statistics.stays import COUNTED, MOVES, RETURNS, Stays
from ...model import tables as t

OPEN = ("in_review", "returned")


@dataclass(frozen=True)
class Period:
    """From one moment to before another; ``zone`` is the offices' clock, ``closing`` its end of office hours."""

    since: datetime
    until: datetime
    zone: str
    closing: time
    orgs: Collection[str] | None = None
    """These offices only; None: all."""


@dataclass
class Counts:
    """Events of a period: how many by action, reasons given by code, published submissions by rounds."""

    actions: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    rounds: dict[int, int] = field(default_factory=dict)


def stays(connection: sa.Connection, period: Period) -> Iterator[Stays]:
    """Stays that ended in the period, and those that last; alike ones together.

    Of hundreds of thousands of events the time goes into sorting: rows are made narrow before, days are compared before
    texts, and texts by their bytes.
    """
    r = t.review.c
    e = _moves(whole=period.orgs is None).c
    left = sa.func.lead(e.at).over(partition_by=_bytes(e.review_id), order_by=e.id).label("left")
    concerned = sa.or_(r.status.in_(OPEN), r.updated_at >= period.since)
    each = (
        sa.select(r.owner_org, sa.cast(r.sop_ids, sa.Text).label("sops"), e.action, e.step, e.at, left)
        .join(t.review, r.id == e.review_id)
        .where(concerned, _of(period))
        .subquery()
    )
    c = each.c
    gone = sa.func.timezone(period.zone, c.left)
    days = [sa.cast(sa.func.timezone(period.zone, c.at), sa.Date), sa.cast(gone, sa.Date)]
    texts = [_bytes(text) for text in (c.step, c.owner_org, c.sops)]
    alike = [*days, sa.cast(gone, sa.Time) <= period.closing, *texts]
    ended = sa.and_(c.left >= period.since, c.left < period.until)
    query = (
        sa.select(*alike, sa.func.count())
        .where(c.action.in_(MOVES), c.step != "", sa.or_(c.left.is_(None), ended))
        .group_by(*alike)
    )
    for entered, left_on, in_hours, step, org_id, sops, n in connection.execute(query):
        pinned = tuple((sop_id, version) for sop_id, version in json.loads(sops))
        yield Stays(org_id, step, entered, left_on, bool(in_hours), n, pinned)


def _moves(whole: bool) -> sa.Subquery:
    """Counted events with what is needed of them. Where all offices are asked for (``whole``), OFFSET 0 keeps PostgreSQL
    from sorting them with all of their data; for some, it finds theirs by the index."""
    e = t.event.c
    needed = sa.select(e.review_id, e.id, e.at, e.action, e.data["to"].astext.label("step"))
    counted = needed.where(e.action.in_(COUNTED))
    return (counted.offset(0) if whole else counted).subquery()


def _bytes(text: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.collate(text, "C")


def counts(connection: sa.Connection, period: Period) -> Counts:
    """What happened in the period."""
    found = Counts()
    e = t.event.c
    published = sa.and_(e.action == "published", e.data["round"].astext.isnot(None))
    took = sa.case((published, sa.cast(e.data["round"].astext, sa.Integer)), else_=0)
    for action, rounds, n in connection.execute(_counted(period, e.action, took)):
        found.actions[action] = found.actions.get(action, 0) + n
        if action == "published":
            found.rounds[rounds] = found.rounds.get(rounds, 0) + n
    each = sa.func.jsonb_array_elements_text(e.data["reasons"])
    given = each.table_valued("value", joins_implicitly=True).render_derived()
    why = _counted(period, given.c.value).where(e.action.in_([*RETURNS, "rejected"]))
    found.reasons.update((code, n) for code, n in connection.execute(why))
    return found


def _counted(period: Period, *columns: Any) -> sa.Select[Any]:
    e = t.event.c
    query = sa.select(*columns, sa.func.count()).select_from(
        t.event.join(t.review, t.review.c.id == e.review_id)
    )
    within = sa.and_(e.action.in_(COUNTED), e.at >= period.since, e.at < period.until)
    return query.where(within, _of(period)).group_by(*columns)


def _of(period: Period) -> sa.ColumnElement[bool]:
    return sa.true() if period.orgs is None else t.review.c.owner_org.in_(sorted(period.orgs))
