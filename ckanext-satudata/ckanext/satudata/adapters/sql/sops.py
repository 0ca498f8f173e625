"""SOP versions: registered when the portal starts, read by the reviews that began with them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from ...domain.digest import canonical_json
from ...domain.errors import Conflict, Missing
from ...domain.sop import Sop, read
from ...model import tables as t


class SqlSops:
    """The SOPs an office runs by. ``current`` are the versions in force, by id."""

    def __init__(self, session: Session, current: Mapping[str, Sop], default: str) -> None:
        self.session = session
        self.current = current
        self.default = default

    def for_office(self, org_id: str) -> Sop:
        chosen = self.session.execute(
            sa.select(t.governed.c.sop_id).where(t.governed.c.org_id == org_id)
        ).scalar()
        return self.current[chosen or self.default]

    def pin(self, sop: Sop) -> None:
        """Keep this version's definition for the review that begins with it; a version, once used, never changes.

        Raises ``Conflict("sop_changed")`` when its file changed without a new version.
        """
        row = insert(t.sop).values(
            id=sop.id, version=sop.version, definition=dict(sop.definition), registered_at=sa.func.now()
        )
        self.session.execute(row.on_conflict_do_nothing())
        c = t.sop.c
        kept = sa.select(c.definition).where(c.id == sop.id, c.version == sop.version)
        known = self.session.execute(kept).scalar_one()
        if canonical_json(known) != canonical_json(dict(sop.definition)):
            raise Conflict("sop_changed", id=sop.id, version=sop.version)

    def get(self, sop_ids: Sequence[tuple[str, int]]) -> Sop:
        sop_id, version = sop_ids[0]
        running = self.current.get(sop_id)
        if running is not None and running.version == version:
            return running
        c = t.sop.c
        query = sa.select(c.definition).where(c.id == sop_id, c.version == version)
        definition = self.session.execute(query).scalar()
        if definition is None:
            raise Missing("sop_missing", id=sop_id, version=version)
        return _read(canonical_json(definition))


@lru_cache(maxsize=64)
def _read(definition: str) -> Sop:
    return read(json.loads(definition))
