"""Work that must not be lost: a row with a lease, an attempt count and the last error."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from ...app.ports import Work
from ...domain.errors import Conflict
from ...model import tables as t
from .bell import RING

LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
KEPT_DAYS = 30
CANCELLED = "cancelled"


class SqlWork:
    """The queue as the use cases see it: rows of their own transaction, each (kind, subject, key) once."""

    def __init__(self, session: Session | sa.Connection) -> None:
        self.session = session

    def add(
        self,
        kind: str,
        subject: str,
        key: str,
        payload: Mapping[str, Any] | None = None,
        *,
        run_after: datetime | None = None,
    ) -> None:
        """Queue a piece of work once; ``run_after``: not before this moment."""
        row = insert(t.work).values(
            kind=kind,
            subject=subject,
            key=key,
            payload=dict(payload or {}),
            run_after=run_after or sa.func.now(),
            created_at=sa.func.now(),
        )
        self.session.execute(row.on_conflict_do_nothing(constraint="satudata_work_once"))
        self.session.execute(RING)

    def finish(self, work: Work) -> None:
        """Close the row in the transaction of its effect; raises ``Conflict("lease_lost")`` when it is not ours."""
        done = _mine(work).values(state="done", finished_at=sa.func.now(), lease_until=None)
        if self.session.execute(done).rowcount != 1:
            raise Conflict("lease_lost", id=work.id)

    def cancel(self, kinds: Sequence[str], subject: str) -> None:
        """Close what waits or runs for a subject: who holds such a row holds it no longer and stops."""
        wanted = sa.and_(t.work.c.subject == subject, t.work.c.kind.in_(kinds))
        running = t.work.c.state.in_(["waiting", "running"])
        closed = {"state": CANCELLED, "token": "", "lease_until": None, "finished_at": sa.func.now()}
        self.session.execute(t.work.update().where(wanted, running).values(**closed))

    def again(self, kind: str, subject: str, key: str, payload: Mapping[str, Any] | None = None) -> None:
        """Queue a piece of work; one that was given up or done is done again from the start."""
        self.add(kind, subject, key, payload)
        c = t.work.c
        ended = sa.and_(
            c.kind == kind, c.subject == subject, c.key == key, c.state.in_(["failed", "done", CANCELLED])
        )
        fresh = {
            "state": "waiting",
            "attempt": 0,
            "token": "",
            "run_after": sa.func.now(),
            "finished_at": None,
        }
        self.session.execute(t.work.update().where(ended).values(**fresh))


def _due() -> sa.ColumnElement[bool]:
    return sa.or_(
        sa.and_(t.work.c.state == "waiting", t.work.c.run_after <= sa.func.now()),
        sa.and_(t.work.c.state == "running", t.work.c.lease_until < sa.func.now()),
    )


def _at_most(size: int | None) -> sa.ColumnElement[bool]:
    """Rows about files of so many bytes at most; what is about no file is small."""
    if size is None:
        return sa.true()
    return sa.func.coalesce(t.work.c.payload["size"].as_integer(), 0) <= size


def take(session: Session, kinds: Sequence[str], most_bytes: int | None = None) -> Work | None:
    """Lease the oldest due row of these kinds, skipping what others hold; commits.

    ``most_bytes``: leave alone what is about a larger file.
    """
    query = sa.select(t.work.c.id).where(_due(), t.work.c.kind.in_(kinds), _at_most(most_bytes))
    query = query.order_by(t.work.c.id).limit(1).with_for_update(skip_locked=True)
    found = session.execute(query).scalar()
    if found is None:
        session.rollback()
        return None
    change = (
        t.work.update()
        .where(t.work.c.id == found)
        .values(state="running", token=uuid.uuid4().hex, attempt=t.work.c.attempt + 1, lease_until=_lease())
        .returning(*(t.work.c[name] for name in Work.__dataclass_fields__))
    )
    row = session.execute(change).mappings().one()
    session.commit()
    return Work(**row)


def _lease() -> Any:
    return sa.func.now() + LEASE


def renew(connection: sa.Connection, work: Work) -> bool:
    """Hold the lease longer; False when somebody else holds the row now. The caller's connection commits by itself."""
    return connection.execute(_mine(work).values(lease_until=_lease())).rowcount == 1


def held(connection: sa.Connection, work: Work) -> bool:
    """Whether the row is still ours: nobody cancelled it or took it over."""
    c = t.work.c
    query = sa.select(c.id).where(c.id == work.id, c.token == work.token, c.state == "running")
    return connection.execute(query).first() is not None


def show_progress(connection: sa.Connection, work: Work, progress: Mapping[str, Any]) -> None:
    """Let people see how far the work is."""
    connection.execute(_mine(work).values(progress=dict(progress)))


def _mine(work: Work) -> sa.Update:
    mine = sa.and_(t.work.c.id == work.id, t.work.c.token == work.token, t.work.c.state == "running")
    return t.work.update().where(mine)


def failed(session: Session, work: Work, error: Mapping[str, Any], *, attempts: int | None) -> bool:
    """Keep the error and try again later, or give up after so many ``attempts`` (None: never). Commits.

    Returns whether it was given up; never when somebody else holds the row now. The pauses grow from 5 seconds
    to 10 minutes.
    """
    given_up = attempts is not None and work.attempt >= attempts
    values: dict[str, Any] = {"last_error": dict(error), "lease_until": None, "token": ""}
    values["state"] = "failed" if given_up else "waiting"
    values["run_after"] = sa.func.now() + min(FIRST_PAUSE * 4 ** min(work.attempt - 1, 6), LONGEST_PAUSE)
    change = t.work.update().where(t.work.c.id == work.id, t.work.c.token == work.token)
    ours = session.execute(change.values(**values)).rowcount == 1
    session.commit()
    return given_up and ours


def latest(session: Session, kinds: Sequence[str], subject: str) -> Mapping[str, Any] | None:
    """The newest row of these kinds for a subject, to show its progress."""
    query = sa.select(t.work).where(t.work.c.subject == subject, t.work.c.kind.in_(kinds))
    return session.execute(query.order_by(t.work.c.id.desc()).limit(1)).mappings().first()


def row_of(connection: sa.Connection, kind: str, subject: str, key: str) -> Mapping[str, Any] | None:
    """The row of one piece of work; None when it was never asked for, or long ago."""
    c = t.work.c
    query = sa.select(t.work).where(c.kind == kind, c.subject == subject, c.key == key)
    return connection.execute(query).mappings().first()


def ahead_of(
    session: Session, row: Mapping[str, Any], kinds: Sequence[str], most_bytes: int | None = None
) -> int:
    """How many rows of these kinds, about files of so many bytes at most, are done before a waiting one: running ones and
    older ones that are due."""
    c = t.work.c
    older = sa.and_(c.state == "waiting", c.run_after <= sa.func.now(), c.id < row["id"])
    running = sa.or_(c.state == "running", older)
    query = sa.select(sa.func.count()).where(c.kind.in_(kinds), running, _at_most(most_bytes))
    return int(session.execute(query).scalar_one())


def listed(session: Session, state: str, limit: int = 200) -> Sequence[Mapping[str, Any]]:
    """Rows in one state, the oldest first."""
    query = sa.select(t.work).where(t.work.c.state == state).order_by(t.work.c.id).limit(limit)
    return session.execute(query).mappings().all()


def retry(session: Session, work_id: int) -> bool:
    """Let a row that was given up be tried again from the start; False when there is no such row. Commits."""
    change = t.work.update().where(t.work.c.id == work_id, t.work.c.state == "failed")
    done = session.execute(change.values(state="waiting", attempt=0, run_after=sa.func.now()))
    session.commit()
    return done.rowcount == 1


def forget_done(session: Session) -> int:
    """Drop rows that were done long ago; returns how many. Does not commit."""
    old = sa.and_(
        t.work.c.state.in_(["done", CANCELLED]),
        t.work.c.finished_at < sa.func.now() - timedelta(days=KEPT_DAYS),
    )
    return session.execute(t.work.delete().where(old)).rowcount
