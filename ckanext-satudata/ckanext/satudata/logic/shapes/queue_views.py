"""Views of the queue that people keep under a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from ... import wiring
from ...domain.errors import Incomplete, Missing
from ...model import tables as t

MOST = 20
LONGEST = 60

v = t.queue_view.c


def of_person(user_id: str) -> list[dict[str, Any]]:
    """``id``, ``name`` and ``query`` of each, by name."""
    query = sa.select(v.id, v.name, v.query).where(v.user_id == user_id).order_by(v.name)
    return [dict(row) for row in model.Session.execute(query).mappings()]


def create(user_id: str, name: str, query: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Keep a view. Raises ``Incomplete`` when the name is taken, or there are ``MOST`` already."""
    kept = sa.select(sa.func.count()).select_from(t.queue_view).where(v.user_id == user_id)
    if model.Session.execute(kept).scalar_one() >= MOST:
        raise Incomplete("view_many", field="name", most=MOST)
    made = {"id": wiring.new_id(), "name": name, "query": dict(query)}
    row = insert(t.queue_view).values(**made, user_id=user_id, created_at=now)
    once = row.on_conflict_do_nothing(constraint="satudata_queue_view_name").returning(v.id)
    if model.Session.execute(once).scalar() is None:
        model.Session.rollback()
        raise Incomplete("view_named", field="name")
    model.Session.commit()
    return made


def delete(user_id: str, view_id: str) -> None:
    """Delete a view of this person. Raises ``Missing``."""
    gone = t.queue_view.delete().where(v.id == view_id, v.user_id == user_id)
    if not model.Session.execute(gone).rowcount:
        raise Missing("view_missing")
    model.Session.commit()
