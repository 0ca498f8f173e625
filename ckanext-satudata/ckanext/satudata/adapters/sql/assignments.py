"""Assignments of posts: kept for ever, ended by their last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...app.people.ports import Names
from ...domain.errors import Missing
from ...domain.people.assignment import Assignment
from ...domain.review.model import Standing
from ...model import tables as t

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('satudata_assignment', 0))"


class SqlAssignments:
    """Assignments in ``satudata_assignment``."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def lock(self) -> None:
        """Writers wait for each other until the transaction ends."""
        self.session.execute(sa.text(LOCK))

    def all(self) -> Sequence[Assignment]:
        """Every assignment, running, ended and to come; the newest first."""
        c = t.assignment.c
        query = sa.select(t.assignment).order_by(c.starts_on.desc(), c.created_at.desc(), c.id)
        return [_assignment(row) for row in self.session.execute(query).mappings()]

    def get(self, assignment_id: str) -> Assignment:
        """One assignment. Raises ``Missing``."""
        query = sa.select(t.assignment).where(t.assignment.c.id == assignment_id)
        row = self.session.execute(query).mappings().first()
        if row is None:
            raise Missing("assignment_missing", id=assignment_id)
        return _assignment(row)

    def add(self, assignment: Assignment) -> None:
        """Keep a new assignment."""
        row = {**vars(assignment), "standing": str(assignment.standing), "created_at": sa.func.now()}
        self.session.execute(t.assignment.insert().values(**row))

    def end(self, assignment: Assignment) -> None:
        """Keep the last day of an assignment; nothing else of it ever changes."""
        change = t.assignment.update().where(t.assignment.c.id == assignment.id)
        self.session.execute(change.values(ends_on=assignment.ends_on))

    def names(self, assignment: Assignment) -> Names:
        """How person and office are called today."""
        user = self.session.get(model.User, assignment.user_id)
        office = self.session.get(model.Group, assignment.org_id) if assignment.org_id else None
        login = user.name if user else assignment.user_id
        return Names(
            login, user.display_name if user else login, (office.title or office.name) if office else ""
        )


def _assignment(row: Mapping[str, Any]) -> Assignment:
    same = ("id", "user_id", "post", "org_id", "decree", "starts_on", "ends_on")
    return Assignment(standing=Standing(row["standing"]), **{name: row[name] for name in same})
