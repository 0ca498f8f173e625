"""SOP versions: registered when the portal starts, read by the reviews that began with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
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


def register(session: Session, sops: Iterable[Sop]) -> None:
    """Keep the definitions of the versions in force; a version, once used, never changes. Commits.

    Raises ``Conflict("sop_changed")`` when a file changed without a new version.
    """
    for sop in sops:
        known = session.execute(
            sa.select(t.sop.c.definition).where(t.sop.c.id == sop.id, t.sop.c.version == sop.version)
        ).scalar()
        if known is None:
            row = insert(t.sop).values(
                id=sop.id, version=sop.version, definition=dict(sop.definition), registered_at=sa.func.now()
            )
            session.execute(row.on_conflict_do_nothing())
        elif canonical_json(known) != canonical_json(dict(sop.definition)):
            session.rollback()
            raise Conflict("sop_changed", id=sop.id, version=sop.version)
    session.commit()
