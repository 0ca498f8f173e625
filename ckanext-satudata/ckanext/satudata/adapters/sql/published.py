"""Published datasets as everybody may see them, whoever asks: three statements for a page of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...domain.dcat.facts import Edition, Office, Published

_FROM = """
    FROM package p
    JOIN LATERAL (
        SELECT * FROM satudata_edition WHERE dataset_id = p.id ORDER BY number DESC LIMIT 1
    ) e ON true
    LEFT JOIN resource r ON r.id = e.resource_id
    LEFT JOIN "group" g ON g.id = p.owner_org
    WHERE p.type = 'dataset' AND p.state = 'active' AND NOT p.private
      AND NOT EXISTS (SELECT 1 FROM satudata_retraction x WHERE x.dataset_id = p.id AND x.ended_at IS NULL)
      AND (CAST(:since AS timestamptz) IS NULL OR e.published_at >= :since)
      AND (CAST(:name AS text) IS NULL OR :name IN (p.name, p.id))
"""
_STANDING = sa.text(
    f"SELECT count(*) AS total, max(e.published_at) AS newest, "  # noqa: S608 -- a constant of this module
    f"(SELECT max(greatest(retracted_at, ended_at)) FROM satudata_retraction) AS retracted {_FROM}"
)
_PAGE = sa.text(
    "SELECT p.id AS package_id, p.name AS package_name, e.*, r.size AS file_size, g.name AS office_name, "  # noqa: S608
    "g.title AS office_title, g.extras ->> 'email' AS office_email, g.extras ->> 'telepon' AS office_telephone, "
    "(SELECT min(published_at) FROM satudata_edition f WHERE f.dataset_id = p.id) AS first_at "
    f"{_FROM} ORDER BY p.name LIMIT :limit OFFSET :offset"
)
_PAST = sa.text("SELECT * FROM satudata_edition WHERE dataset_id = :id ORDER BY number DESC")


@dataclass(frozen=True)
class Standing:
    """How much is public, and when that changed last (None: never)."""

    total: int
    changed: datetime | None


class SqlPublished:
    """What the public may see of published datasets, its moments by the offices' clock. Nothing else is ever read here."""

    def __init__(self, session: Session, zone: tzinfo) -> None:
        self.session, self.zone = session, zone

    def standing(self, since: datetime | None = None) -> Standing:
        """Count what is public and was published ``since``."""
        row = self.session.execute(_STANDING, {"since": since, "name": None}).one()
        moments = [moment for moment in (row.newest, row.retracted) if moment is not None]
        newest = max(moments, default=None)
        return Standing(row.total, newest.astimezone(self.zone) if newest else None)

    def page(self, limit: int, offset: int, since: datetime | None = None) -> list[Published]:
        """Give datasets by name with their current editions."""
        given = {"since": since, "name": None, "limit": limit, "offset": offset}
        return [_published(row, self.zone) for row in self.session.execute(_PAGE, given).mappings()]

    def one(self, name: str) -> Published | None:
        """Give a dataset by name or id with all of its editions; None where the public sees none."""
        given = {"since": None, "name": name, "limit": 1, "offset": 0}
        row = self.session.execute(_PAGE, given).mappings().first()
        if row is None:
            return None
        past = self.session.execute(_PAST, {"id": row["package_id"]}).mappings()
        return _published(row, self.zone, tuple(_edition(one, None, self.zone) for one in past))


def _published(row: Mapping[str, Any], zone: tzinfo, past: tuple[Edition, ...] = ()) -> Published:
    office = Office(
        row["office_name"] or row["owner_org"],
        row["office_title"] or "",
        row["office_email"] or "",
        row["office_telephone"] or "",
    )
    return Published(
        id=row["package_id"],
        name=row["package_name"],
        resource_id=row["resource_id"],
        office=office,
        edition=_edition(row, row["file_size"], zone),
        first_at=row["first_at"].astimezone(zone),
        past=past,
    )


def _edition(row: Mapping[str, Any], size: int | None, zone: tzinfo) -> Edition:
    same = ("number", "metadata", "rows", "kind", "reason", "restored_from", "schema")
    rest = {name: row[name] for name in same}
    return Edition(
        sha256=row["canonical_sha"],
        size=size or 0,
        published_at=row["published_at"].astimezone(zone),
        digest=row["content_digest"],
        **rest,
    )
