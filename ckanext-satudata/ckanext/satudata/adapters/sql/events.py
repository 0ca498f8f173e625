"""The append-only record: one hash chain per subject, protected by the database (``model/locks.py``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...app.ports import Event
from ...domain.chain import GENESIS, first_broken, link
from ...domain.review.model import Actor, NewEvent
from ...model import tables as t
from . import mapping


class SqlEvents:
    """Events in ``satudata_event``. Writers of one subject wait for each other until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def append(self, subject: str, event: NewEvent, actor: Actor, now: datetime, review_id: str) -> Event:
        self.session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(subject, 0))))
        seq, previous = self._head(subject)
        row = {
            "subject": subject,
            "seq": seq + 1,
            "at": now,
            "actor_id": actor.user_id,
            "post": event.post,
            "standing": str(event.standing),
            "action": event.action,
            "data": dict(event.data),
        }
        digest = link(previous, _hashable(row))
        insert = t.event.insert().values(**row, review_id=review_id, prev_hash=previous, hash=digest)
        event_id = self.session.execute(insert.returning(t.event.c.id)).scalar_one()
        return Event(id=event_id, **row)

    def _head(self, subject: str) -> tuple[int, str]:
        query = sa.select(t.event.c.seq, t.event.c.hash).where(t.event.c.subject == subject)
        row = self.session.execute(query.order_by(t.event.c.seq.desc()).limit(1)).first()
        return (row.seq, row.hash) if row else (0, GENESIS)

    def of_review(self, review_id: str) -> Sequence[Event]:
        query = sa.select(t.event).where(t.event.c.review_id == review_id).order_by(t.event.c.id)
        return [mapping.event(row) for row in self.session.execute(query).mappings()]

    def broken_chains(self) -> Iterator[Mapping[str, Any]]:
        """The first broken event of each subject whose chain does not hold."""
        subjects = self.session.execute(sa.select(t.event.c.subject).distinct()).scalars().all()
        for subject in subjects:
            query = sa.select(t.event).where(t.event.c.subject == subject).order_by(t.event.c.seq)
            rows = (_hashable(dict(row)) for row in self.session.execute(query).mappings())
            if broken := first_broken(rows):
                yield broken


def _hashable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
