"""Publication by the worker: stage the table, publish, bring DataStore and search to the new edition; or take it down."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ckan.model as model
import sqlalchemy as sa

from .. import wiring
from ..adapters.sql import beside
from ..adapters.validation_table import ValidationTable
from ..app.ports import Edition, Work
from ..app.publication.publish import OPEN_ACCESS, edition_id
from ..app.publication.publish import publish as publish_case
from ..app.publication.retract import retract as retract_case
from ..domain.review.model import Status, Subject
from ..model import tables as t
from ..validation_plugin import tell_listeners
from .finished import finish
from .progress import Progress


def publish(work: Work, progress: Progress) -> None:
    """Stage the approved table, then make the edition current."""
    unit = wiring.unit()
    review = unit.reviews.get(work.subject)
    draft = unit.drafts.get(review.draft_id)
    package = unit.drafts.package(review.draft_id)
    model.Session.rollback()
    if review.status not in (Status.IN_REVIEW, Status.PUBLISHED):
        return finish(work)
    if review.subject is Subject.RETRACTION:
        return retract_case(wiring.unit(), work, wiring.now())
    if review.status is Status.IN_REVIEW and package.get("klasifikasi_akses") == OPEN_ACCESS:
        progress({"stage": "stage", "rows": 0, "of": draft.rows})
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "data.csv"
            wiring.blobs().copy_to(draft.canonical_sha, path)
            wiring.datastore().stage(edition_id(review.id), draft.resource_id, draft.schema, path)
    size = wiring.blobs().size(draft.canonical_sha)
    return publish_case(wiring.unit(), work, size, wiring.now())


def gave_up(work: Work, error: Mapping[str, Any]) -> None:
    """A publication that the rules refuse leaves no staged table behind; the review's page says why."""
    wiring.datastore().drop(edition_id(work.subject))


def go_live(work: Work, progress: Progress) -> None:
    """Swap the DataStore table, refresh the search index and note it; harmless when repeated.

    Citizens read the rows from the swap on; their search text is indexed afterwards, by the worker for long work.
    """
    unit = wiring.unit()
    edition = unit.editions.get(work.subject, int(work.key))
    _swap(edition)
    report = unit.reports.latest(edition.draft_id)
    if report is not None:
        ValidationTable().write(edition.resource_id, report.frictionless, report.verdict)
        model.Session.commit()
        tell_listeners(edition.resource_id)
    wiring.packages().index(edition.dataset_id)
    wiring.packages().index(edition.draft_id)
    unit = wiring.unit()
    with unit:
        unit.work.add("words", work.subject, work.key)
        unit.work.finish(work)
        unit.commit()


def words(work: Work, progress: Progress) -> None:
    """Index the search text of an edition's table, unless another edition is there by now; harmless when repeated."""
    edition = wiring.unit().editions.get(work.subject, int(work.key))
    wiring.datastore().index_words(edition.id, edition.resource_id)
    finish(work)


def retire(work: Work, progress: Progress) -> None:
    """Take a retracted dataset out of DataStore and search, unless it was published again; harmless when repeated."""
    edition = wiring.unit().editions.current(work.subject)
    if edition is not None:
        _swap(edition)
    wiring.packages().index(work.subject)
    finish(work)


def repair(resource_id: str) -> None:
    """Swap now when the current edition of this resource is not yet in DataStore (a reader came first)."""
    c = t.edition.c
    query = sa.select(c.dataset_id).where(c.resource_id == resource_id, c.datastore_at.is_(None)).limit(1)
    with beside.transaction() as connection:
        dataset_id = connection.execute(query).scalar()
    if dataset_id is None:
        return
    edition = wiring.unit().editions.current(dataset_id)
    if edition is not None and edition.datastore_at is None:
        _swap(edition)


def _swap(edition: Edition) -> None:
    """Put this edition's table in place, unless a later one is current or the dataset was retracted.

    Others who would do so wait meanwhile.
    """
    c = t.edition.c
    newest = sa.select(c.id).where(c.dataset_id == edition.dataset_id).order_by(c.number.desc()).limit(1)
    alone = sa.select(
        sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"live:{edition.dataset_id}", 0))
    )
    with beside.transaction() as connection:
        connection.execute(alone)
        if connection.execute(newest).scalar() != edition.id:
            return
        if connection.execute(_down(edition.dataset_id)).first():
            wiring.datastore().withdraw(edition.resource_id)
            wiring.datastore().drop(edition.id)
        elif edition.metadata.get("klasifikasi_akses") == OPEN_ACCESS:
            wiring.datastore().swap(edition.id, edition.resource_id)
        else:
            wiring.datastore().withdraw(edition.resource_id)
        earlier = sa.and_(
            c.dataset_id == edition.dataset_id, c.number <= edition.number, c.datastore_at.is_(None)
        )
        connection.execute(t.edition.update().where(earlier).values(datastore_at=wiring.now()))


def _down(dataset_id: str) -> sa.Select[tuple[str]]:
    """The retraction of a dataset that is down now."""
    c = t.retraction.c
    return sa.select(c.dataset_id).where(c.dataset_id == dataset_id, c.ended_at.is_(None))


def index_draft(work: Work, progress: Progress) -> None:
    """Refresh a draft's labels in the search index after its review moved."""
    wiring.packages().index(work.subject)
    finish(work)
