"""Table structures and their versions in ``satudata_structure`` and ``satudata_structure_version``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session

from ...app.structures.ports import Entry, Version
from ...domain.errors import Missing
from ...domain.structure.model import MARK
from ...model import tables as t

NAMING = "SELECT pg_advisory_xact_lock(hashtextextended('satudata_structure_name', 0))"

ADDRESSES = frozenset({"baru", "dari"})
"""Pages of their own under ``/struktur``, so no structure may be called so."""


class SqlStructures:
    """Structures, their versions, and which published datasets follow them."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, structure_id: str, *, lock: bool = False) -> Entry:
        """One structure by id or name. Raises ``Missing``."""
        s = t.structure.c
        query = sa.select(t.structure).where(sa.or_(s.id == structure_id, s.name == structure_id))
        row = self.session.execute(query.with_for_update() if lock else query).mappings().first()
        if row is None:
            raise Missing("structure_missing", id=structure_id)
        v = t.structure_version.c
        newest = sa.select(t.structure_version).where(v.structure_id == row["id"], v.number == row["number"])
        return _entry(row, _version(self.session.execute(newest).mappings().one()))

    def version(self, structure_id: str, version: str) -> Version:
        """One version, such as ``1.0.0``. Raises ``Missing``."""
        v = t.structure_version.c
        query = sa.select(t.structure_version).where(v.structure_id == structure_id, v.version == version)
        row = self.session.execute(query).mappings().first()
        if row is None:
            raise Missing("structure_version_missing", version=version)
        return _version(row)

    def versions(self, structure_id: str) -> Sequence[Version]:
        """All versions, the newest first."""
        v = t.structure_version.c
        query = sa.select(t.structure_version).where(v.structure_id == structure_id)
        return [_version(row) for row in self.session.execute(query.order_by(v.number.desc())).mappings()]

    def all(self) -> Sequence[Entry]:
        """Every structure in its newest version, by title."""
        s, v = t.structure.c, t.structure_version.c
        together = sa.and_(v.structure_id == s.id, v.number == s.number)
        query = (
            sa.select(t.structure_version, s.id.label("id"), s.name, s.owner_org)
            .join_from(t.structure, t.structure_version, together)
            .order_by(sa.func.lower(v.title), s.id)
        )
        return [_entry(row, _version(row)) for row in self.session.execute(query).mappings()]

    def free_name(self, wanted: str) -> str:
        """The name, numbered where another structure bears it; holds until the transaction ends."""
        self.session.execute(sa.text(NAMING))
        name, number = wanted, 1
        while name in ADDRESSES or self._named(name):
            number += 1
            name = f"{wanted}-{number}"
        return name

    def _named(self, name: str) -> bool:
        query = sa.select(t.structure.c.id).where(t.structure.c.name == name)
        return self.session.execute(query).first() is not None

    def add(self, entry: Entry) -> None:
        """Keep a new structure with its first version."""
        at = entry.newest.at
        row = {"id": entry.id, "name": entry.name, "owner_org": entry.owner_org, "number": entry.number}
        self.session.execute(t.structure.insert().values(**row, created_at=at, updated_at=at))
        self.session.execute(t.structure_version.insert().values(**vars(entry.newest)))

    def append(self, version: Version) -> None:
        """Keep a further version, which becomes the newest."""
        self.session.execute(t.structure_version.insert().values(**vars(version)))
        change = t.structure.update().where(t.structure.c.id == version.structure_id)
        self.session.execute(change.values(number=version.number, updated_at=version.at))

    def followers(self, structure_ids: Collection[str] | None = None) -> Sequence[RowMapping]:
        """Published datasets whose current edition follows a structure: ``structure_id``, ``version``, ``dataset_id``,
        ``name``, ``title``. Taken down and private ones are left out."""
        e, p = t.edition.c, model.Package.__table__.c
        newest = (
            sa.select(e.dataset_id, sa.func.max(e.number).label("number")).group_by(e.dataset_id).subquery()
        )
        mark = e.schema[MARK]
        query = (
            sa.select(
                mark["id"].astext.label("structure_id"),
                mark["version"].astext.label("version"),
                e.dataset_id,
                p.name,
                p.title,
            )
            .join(newest, sa.and_(newest.c.dataset_id == e.dataset_id, newest.c.number == e.number))
            .join(model.Package.__table__, p.id == e.dataset_id)
            .where(e.schema.has_key(MARK), p.state == model.State.ACTIVE, p.private.is_(False))
            .order_by(sa.func.lower(p.title))
        )
        if structure_ids is not None:
            query = query.where(mark["id"].astext.in_(structure_ids))
        return list(self.session.execute(query).mappings())


def _entry(row: RowMapping, newest: Version) -> Entry:
    return Entry(row["id"], row["name"], row["owner_org"], newest.number, newest)


def _version(row: RowMapping) -> Version:
    parts: dict[str, Any] = {name: row[name] for name in Version.__dataclass_fields__}
    return Version(**parts)
