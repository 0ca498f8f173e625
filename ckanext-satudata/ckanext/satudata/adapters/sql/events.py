"""The append-only record: one hash chain per subject, protected by the database (``model/locks.py``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...app.ports import Event
from ...domain.chain import GENESIS, Break, broken_events, link
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

    def broken_chains(self) -> Iterator[Break]:
        """The first broken event of each subject whose chain does not hold."""
        yield from broken_chains(self.session.connection())


def broken_chains(connection: sa.Connection) -> Iterator[Break]:
    """The same on any connection; rows are streamed, however many there are."""
    query = sa.select(t.event).order_by(t.event.c.subject, t.event.c.seq)
    yield from broken_events(_hashable(row) for row in streamed(connection, query))


def streamed(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Mapping[str, Any]]:
    """Rows of a query through a cursor of the server, so that memory does not grow with their number."""
    options = {"stream_results": True, "yield_per": 2000}
    result = connection.execute(query, execution_options=options)
    try:
        yield from result.mappings()
    finally:
        result.close()


def _hashable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
