"""The record beside the chains: anchors over their heads, the proof of both, and refused attempts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from ckan.model import meta

from ...domain.anchors import Anchor, broken_anchors, next_anchor
from ...domain.chain import Break, Flaw
from ...model import tables as t
from . import beside
from .events import broken_chains, streamed

LOCK_PATIENCE = "2s"


@dataclass(frozen=True)
class Proof:
    """What the record was found to be. ``open_events`` came after the newest anchor, which vouches for all before."""

    breaks: tuple[Break, ...]
    events: int
    subjects: int
    newest: Anchor | None
    open_events: int


class Record:
    """Anchors by the portal's key. ``keys``: today's first, then earlier ones, with which old anchors were signed."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self.keys = tuple(keys)

    def anchor(self, now: datetime) -> Anchor | None:
        """Sign what the record is now; None when nothing happened since the last time.

        Writers of events wait for the moment that it takes; when they are long at work themselves, the attempt gives up
        (``OperationalError``) and the next one does it.
        """
        with beside.transaction() as connection:
            connection.execute(sa.text(f"SET LOCAL lock_timeout = '{LOCK_PATIENCE}'"))
            connection.execute(sa.text("LOCK TABLE satudata_event IN SHARE MODE"))
            last = newest_anchor(connection)
            at = now.astimezone(UTC).isoformat(timespec="microseconds")
            made = next_anchor(last, _links(connection, last), at, self.keys[0])
            if made is None:
                return None
            row = {"at": now, **{name: getattr(made, name) for name in _COLUMNS}}
            anchor_id = connection.execute(t.head.insert().values(**row).returning(t.head.c.id)).scalar_one()
            return replace(made, id=anchor_id)

    def prove(self, known: str = "") -> Proof:
        """Go through all events and anchors once. ``known``: the hash of an anchor that was written down elsewhere."""
        with _snapshot() as connection:
            breaks = [*broken_chains(connection)]
            breaks += broken_anchors(_anchors(connection), _links(connection), self.keys)
            if known and not any(anchor.hash == known for anchor in _anchors(connection)):
                breaks.append(Break(Flaw.ANCHOR_MISSING))
            newest = newest_anchor(connection)
            c = t.event.c
            later = sa.func.count().filter(c.id > newest.last_event) if newest else sa.func.count()
            counts = sa.select(sa.func.count(), sa.func.count(c.subject.distinct()), later)
            events, subjects, open_events = connection.execute(counts).one()
        return Proof(tuple(breaks), events, subjects, newest, open_events)


_COLUMNS = ("events", "last_event", "heads", "prev_hash", "signature")


@contextmanager
def _snapshot() -> Iterator[sa.Connection]:
    """One unmoving view of the database, on a connection of its own."""
    if meta.engine is None:
        raise RuntimeError("CKAN's database engine is not set up")
    with meta.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def _links(connection: sa.Connection, last: Anchor | None = None) -> Iterator[Mapping[str, Any]]:
    """What anchors need of every event, or of those after the last anchor."""
    c = t.event.c
    query = sa.select(c.id, c.subject, c.seq, c.hash).order_by(c.id)
    return streamed(connection, query.where(c.id > last.last_event) if last else query)


def _anchors(connection: sa.Connection) -> Iterator[Anchor]:
    query = sa.select(t.head).order_by(t.head.c.id)
    return (_anchor(row) for row in streamed(connection, query))


def newest_anchor(connection: sa.Connection) -> Anchor | None:
    """The anchor made last."""
    row = connection.execute(sa.select(t.head).order_by(t.head.c.id.desc()).limit(1)).mappings().first()
    return _anchor(row) if row else None


def _anchor(row: Mapping[str, Any]) -> Anchor:
    at = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return Anchor(at=at, id=row["id"], **{name: row[name] for name in _COLUMNS})
