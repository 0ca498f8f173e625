"""Public tables that are not what their edition says are built again from its canonical CSV."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from random import SystemRandom

import ckan.model as model
import sqlalchemy as sa

from .. import wiring
from ..adapters.sql import beside
from ..app.publication.publish import OPEN_ACCESS
from ..model import tables as t

SAMPLE = 20
"""Tables read whole in one round. That each is there, locked and of the current edition is asked for all of them."""
MOST_ROWS = 50_000
"""A table of twenty times as many rows is read in one round of twenty: reading it takes seconds of the database."""


def mend(sample: int = SAMPLE) -> Iterator[str]:
    """Rebuild what was dropped, unlocked or changed by other hands; tells each table it mended."""
    store, current = wiring.datastore(), current_tables()
    locked = store.locked_editions()
    for resource_id, (dataset_id, edition_id) in current.items():
        if locked.get(resource_id) != edition_id and _rebuilt(dataset_id):
            yield f"tabel {resource_id} dibangun lagi: tidak ada atau tidak terkunci"
    sizes = _rows({edition_id for _dataset_id, edition_id in current.values()})
    for resource_id in SystemRandom().sample(sorted(current), min(sample, len(current))):
        if SystemRandom().random() * sizes[current[resource_id][1]] > MOST_ROWS:
            continue
        if not store.is_whole(resource_id) and _rebuilt(current[resource_id][0]):
            yield f"tabel {resource_id} dibangun lagi: isinya bukan isi edisinya"
    model.Session.remove()


def _rows(edition_ids: Collection[str]) -> dict[str, int]:
    """How many rows each of these editions has."""
    c = t.edition.c
    query = sa.select(c.id, c.rows).where(c.id.in_(edition_ids))
    return {row.id: row.rows for row in model.Session.execute(query)}


def current_tables() -> dict[str, tuple[str, str]]:
    """Give (dataset id, edition id) by resource id, of all open datasets of governed offices whose edition is live."""
    c, newest = t.edition.c, t.edition.alias()
    last = (
        sa.select(sa.func.max(newest.c.number)).where(newest.c.dataset_id == c.dataset_id).scalar_subquery()
    )
    down = sa.select(t.retraction.c.dataset_id).where(t.retraction.c.ended_at.is_(None))
    query = sa.select(c.resource_id, c.dataset_id, c.id).where(
        c.number == last,
        c.datastore_at.is_not(None),
        c.metadata["klasifikasi_akses"].astext == OPEN_ACCESS,
        c.owner_org.in_(sa.select(t.governed.c.org_id)),
        c.dataset_id.not_in(down),
    )
    return {row.resource_id: (row.dataset_id, row.id) for row in model.Session.execute(query)}


def release(org_id: str) -> None:
    """Let an office that left the reviews write its tables as anywhere in CKAN."""
    query = sa.select(t.edition.c.resource_id).where(t.edition.c.owner_org == org_id).distinct()
    for resource_id in model.Session.execute(query).scalars():
        wiring.datastore().release(resource_id)


def _rebuilt(dataset_id: str) -> bool:
    """Rebuild the current edition's table, alone among those who would put one in place."""
    alone = sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"live:{dataset_id}", 0)))
    with beside.transaction() as connection, tempfile.TemporaryDirectory() as folder:
        connection.execute(alone)
        edition, known = wiring.unit().editions.current(dataset_id), wiring.unit().retractions.of(dataset_id)
        if edition is None or edition.datastore_at is None or (known and known.ended_at is None):
            return False
        path = Path(folder) / "data.csv"
        wiring.blobs().copy_to(edition.canonical_sha, path)
        wiring.datastore().rebuild(edition.id, edition.resource_id, edition.schema, path)
    return True
