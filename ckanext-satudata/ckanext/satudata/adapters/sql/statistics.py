"""The counted events, review by review, for the figures about reviewing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

import sqlalchemy as sa

from ...domain.statistics.stays import COUNTED, ENDS, Passage
from ...model import tables as t
from .events import streamed


def passages(
    connection: sa.Connection, since: datetime, until: datetime, orgs: Collection[str] | None
) -> Iterator[Passage]:
    """Events of every review that moved in the period or has not ended. ``orgs``: these offices only; None: all."""
    e, r = t.event.c, t.review.c
    moved = sa.select(e.review_id).where(e.action.in_(COUNTED), e.at >= since, e.at < until)
    ended = sa.select(e.review_id).where(e.action.in_(ENDS - {"withdrawn"}))
    query = (
        sa.select(e.review_id, r.owner_org, r.sop_ids, e.action, e.at, e.data)
        .join(t.review, r.id == e.review_id)
        .where(e.action.in_(COUNTED), sa.or_(e.review_id.in_(moved), e.review_id.not_in(ended)))
        .order_by(e.review_id, e.id)
    )
    if orgs is not None:
        query = query.where(r.owner_org.in_(sorted(orgs)))
    for row in streamed(connection, query):
        data = row["data"]
        yield Passage(
            review_id=row["review_id"],
            org_id=row["owner_org"],
            action=row["action"],
            at=row["at"],
            to=str(data.get("to") or ""),
            round=int(data.get("round") or 0),
            reasons=tuple(data.get("reasons", ())),
            sop_ids=tuple((sop_id, version) for sop_id, version in row["sop_ids"]),
        )
