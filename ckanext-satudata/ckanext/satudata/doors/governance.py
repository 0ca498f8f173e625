"""What the doors ask the main database: who is governed, what is frozen, which edition is current."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ckan import model
from sqlalchemy import text

from ..app.publication.publish import OPEN_ACCESS

DRAFT_TYPE = "rancangan"
DATASET_TYPE = "dataset"

_GOVERNED = text("SELECT 1 FROM satudata_governed WHERE org_id = :org")
_REVIEWS = text("SELECT status, reached FROM satudata_review WHERE draft_id = :draft AND status <> 'draft'")
_FROZEN = text(
    "SELECT status FROM satudata_review "
    "WHERE draft_id = :draft AND status IN ('in_review', 'published', 'rejected') LIMIT 1"
)
_FIXED = text(
    "SELECT 1 FROM satudata_draft WHERE package_id = :draft AND subject IN ('rollback', 'retraction')"
)
_RETRACTED = text("SELECT 1 FROM satudata_retraction WHERE dataset_id = :dataset AND ended_at IS NULL")
_KNOWN_DRAFT = text("SELECT 1 FROM satudata_draft WHERE package_id = :draft")
_OUR_RESOURCE = text(
    "SELECT 1 FROM satudata_draft WHERE resource_id = :id UNION ALL "
    "SELECT 1 FROM satudata_edition WHERE resource_id = :id LIMIT 1"
)
_CURRENT = text(
    "SELECT id, resource_id, number, canonical_sha, datastore_at, metadata ->> 'klasifikasi_akses', EXISTS ("
    "SELECT 1 FROM satudata_retraction r WHERE r.dataset_id = e.dataset_id AND r.ended_at IS NULL) "
    "FROM satudata_edition e WHERE resource_id = :resource ORDER BY number DESC LIMIT 1"
)
_PUBLISHED_AMONG = text("SELECT DISTINCT resource_id FROM satudata_edition WHERE resource_id = ANY(:ids)")
_POSTS = text(
    "SELECT DISTINCT post, org_id FROM satudata_assignment "
    "WHERE user_id = :user AND starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)"
)


@dataclass(frozen=True)
class CurrentEdition:
    """The edition the public sees of one resource. ``live`` is false until its rows are in the DataStore."""

    id: str
    resource_id: str
    number: int
    canonical_sha: str
    datastore_at: datetime | None
    access: str | None
    retracted: bool

    @property
    def is_open(self) -> bool:
        """Tell whether the public may have the data, and not the description alone."""
        return self.access == OPEN_ACCESS and not self.retracted

    @property
    def live(self) -> bool:
        """Tell whether the DataStore was brought up to this edition."""
        return self.datastore_at is not None


def is_governed(org_id: str | None) -> bool:
    """Tell whether the organisation publishes through reviews."""
    return bool(org_id) and _first(_GOVERNED, org=org_id) is not None


def is_governed_dataset(package: Any) -> bool:
    """Tell whether the package is a dataset that only publication writes."""
    return package.type == DATASET_TYPE and is_governed(package.owner_org)


def is_draft(package: Any) -> bool:
    """Tell whether the package is a draft (rancangan)."""
    return bool(package.type == DRAFT_TYPE)


def is_known_draft(draft_id: str) -> bool:
    """Tell whether the draft was begun through the portal, and so has a row of its own."""
    return _first(_KNOWN_DRAFT, draft=draft_id) is not None


def is_our_resource(resource_id: str) -> bool:
    """Tell whether a dataset of ours has this resource, or will have it."""
    return _first(_OUR_RESOURCE, id=resource_id) is not None


def published_among(ids: Iterable[str]) -> list[str]:
    """Give those of the ids that are public resources of ours."""
    return list(model.Session.execute(_PUBLISHED_AMONG, {"ids": sorted(ids)}).scalars())


def frozen_status(draft_id: str) -> str | None:
    """Give the status of the review that keeps the draft as it is, or None when it may change."""
    found = _first(_FROZEN, draft=draft_id)
    return str(found.status) if found else None


def is_fixed(draft_id: str) -> bool:
    """Tell whether the draft repeats a published edition, whose content it keeps."""
    return _first(_FIXED, draft=draft_id) is not None


def is_retracted(package: Any) -> bool:
    """Tell whether the package is a dataset that was taken down and not published again."""
    hidden = package.type == DATASET_TYPE and package.state != "active"
    return hidden and _first(_RETRACTED, dataset=package.id) is not None


def reviews_of(draft_id: str) -> list[Any]:
    """Give (status, reached) of each review of the draft that left the producer's desk."""
    return list(model.Session.execute(_REVIEWS, {"draft": draft_id}))


def posts_of(user_id: str, today: date) -> list[tuple[str, str | None]]:
    """Give the (post, organisation) pairs the user holds on that day."""
    return [
        (row.post, row.org_id) for row in model.Session.execute(_POSTS, {"user": user_id, "today": today})
    ]


def current_edition(resource_id: str | None) -> CurrentEdition | None:
    """Give the current edition of a public resource, or None when the resource is not one of ours."""
    if not resource_id:
        return None
    found = _first(_CURRENT, resource=resource_id)
    return CurrentEdition(*found) if found else None


def _first(statement: Any, **values: Any) -> Any:
    return model.Session.execute(statement, values).first()
