"""Retracted datasets: one row each, the latest retraction."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from ...app.publication.ports import Retraction
from ...model import tables as t


class SqlRetractions:
    """Retractions in ``satudata_retraction``; earlier ones of a dataset stay in its events."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of(self, dataset_id: str) -> Retraction | None:
        query = sa.select(t.retraction).where(t.retraction.c.dataset_id == dataset_id)
        row = self.session.execute(query).mappings().first()
        return Retraction(**row) if row else None

    def add(self, retraction: Retraction) -> None:
        row = insert(t.retraction).values(**vars(retraction))
        again = {name: row.excluded[name] for name in vars(retraction) if name != "dataset_id"}
        self.session.execute(row.on_conflict_do_update(index_elements=["dataset_id"], set_=again))

    def end(self, dataset_id: str, now: datetime) -> None:
        c = t.retraction.c
        running = t.retraction.update().where(c.dataset_id == dataset_id, c.ended_at.is_(None))
        self.session.execute(running.values(ended_at=now))
