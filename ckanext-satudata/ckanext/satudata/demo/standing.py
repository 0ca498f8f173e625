"""Where a dataset of the demo stands: its drafts, its bundle, its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import sqlalchemy as sa

from ..model import tables as t
from .acting import Stuck, act
from .described import Dataset


def words_of(tag_string: str) -> set[str]:
    """The tags of a line."""
    return {word.strip() for word in tag_string.split(",") if word.strip()}


def bundle_ready(reader: str, review: Mapping[str, Any]) -> bool:
    """Whether the bundle of the running round is built."""
    bundle = act(reader, "satudata_review_show", id=review["id"])["bundle"]
    return bool(bundle and bundle["state"] == "ready" and bundle["round"] == review["round"])


def drafts_of(dataset: Dataset) -> list[str]:
    """Ids of the dataset's drafts, the oldest first, found by title and office."""
    office = model.Group.get(dataset.office)
    if office is None:
        raise Stuck(f"{dataset.slug}: the office {dataset.office} does not exist")
    query = (
        sa.select(t.draft.c.package_id)
        .join(model.Package, model.Package.id == t.draft.c.package_id)
        .where(model.Package.title == dataset.title, t.draft.c.owner_org == office.id)
        .order_by(t.draft.c.created_at)
    )
    return list(model.Session.execute(query).scalars())


def live(dataset_id: str, number: int) -> bool:
    """Whether the edition's table is the one that readers get, and the search index knows it."""
    c = t.edition.c
    query = sa.select(c.datastore_at).where(c.dataset_id == dataset_id, c.number == number)
    if model.Session.execute(query).scalar() is None:
        return False
    w = t.work.c
    waiting = sa.select(sa.func.count()).where(
        w.kind == "go_live", w.subject == dataset_id, w.state != "done"
    )
    return model.Session.execute(waiting).scalar_one() == 0
