"""Publish what was approved: edition, public record, event and the work that follows, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ...domain.digest import as_package
from ...domain.draft import Draft
from ...domain.errors import Conflict
from ...domain.review.decide import decide
from ...domain.review.events import MACHINE
from ...domain.review.model import Publish, Review, Status
from ..drafts.editing import close
from ..ports import Edition, Event, Work
from ..review.recording import record
from .ports import Unit

OPEN_ACCESS = "terbuka"

FILE_NAME_LENGTH = 60
"""CKAN cuts long file names, and the ending with them."""


def edition_id(review_id: str) -> str:
    """The id of the edition a review will give: known before publication, so that preparing it can be repeated."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"satudata:edition:{review_id}"))


def publish(unit: Unit, work: Work, size: int, now: datetime) -> None:
    """Make the reviewed content the current edition. ``size``: bytes of its file. Harmless when done twice.

    Raises ``Conflict("content_moved")`` or ``Conflict("base_moved")``; then nothing is published.
    """
    with unit:
        review = unit.reviews.get(work.subject, lock=True)
        if review.status is not Status.PUBLISHED:
            _publish(unit, review, size, now)
        unit.work.finish(work)
        unit.commit()


def _publish(unit: Unit, review: Review, size: int, now: datetime) -> None:
    sop = unit.sops.get(review.sop_ids)
    draft = unit.drafts.get(review.draft_id, lock=True)
    package = unit.drafts.package(review.draft_id)
    current = unit.editions.current(review.dataset_id, lock=True)
    number = current.number if current else 0
    if number != review.base_edition:
        raise Conflict("base_moved", base=review.base_edition, current=number)
    command = Publish(today=draft.content_digest(package), edition=number + 1)
    after, events = decide(review, sop, command, MACHINE, now)
    edition = _edition(unit, after, draft, number + 1, now)
    unit.editions.add(edition)
    name = unit.packages.public_name(edition.dataset_id, edition.metadata["title"])
    record_, resource = _record(edition, name), {**_resource(edition, name), "size": size}
    unit.packages.publish(edition.dataset_id, edition.resource_id, record_, resource)
    unit.retractions.end(edition.dataset_id, now)
    close(unit, draft.id, now)
    record(unit, after, events, sop, MACHINE, now)
    unit.work.add("go_live", edition.dataset_id, str(edition.number), {"edition_id": edition.id})


def _edition(unit: Unit, review: Review, draft: Draft, number: int, now: datetime) -> Edition:
    frozen = unit.reviews.rounds(review.id)[-1].snapshot
    return Edition(
        id=edition_id(review.id),
        dataset_id=review.dataset_id,
        resource_id=draft.resource_id,
        number=number,
        review_id=review.id,
        draft_id=draft.id,
        owner_org=review.owner_org,
        content_digest=review.content_digest,
        table_digest=review.table_digest,
        canonical_sha=draft.canonical_sha,
        rows=draft.rows,
        schema=draft.described_schema,
        recipe=draft.recipe,
        metadata=frozen["metadata"],
        approvals=approvals(unit.events.of_review(review.id), review.round),
        published_at=now,
        kind=str(review.subject),
        reason=review.reason,
        restored_from=review.target_edition,
    )


def approvals(events: Sequence[Event], round_number: int) -> list[dict[str, Any]]:
    """The approvals of one round, as edition and bundle keep them."""
    return [
        {
            "step": event.data.get("step", ""),
            "post": event.post,
            "standing": event.standing,
            "actor_id": event.actor_id,
            "action": event.action,
            "at": event.at.isoformat(),
            "digest": event.data.get("digest", ""),
            "note": event.data.get("note", ""),
        }
        for event in events
        if event.action in ("approved", "received") and event.data.get("round") == round_number
    ]


def _record(edition: Edition, name: str) -> Mapping[str, Any]:
    return {
        **as_package(edition.metadata),
        "name": name,
        "edisi": edition.number,
        "edisi_tanggal": edition.published_at.date().isoformat(),
        "content_digest": edition.content_digest,
    }


def _resource(edition: Edition, name: str) -> Mapping[str, Any]:
    return {
        "name": edition.metadata["title"],
        "url": f"{name[:FILE_NAME_LENGTH].rstrip('-_')}.csv",
        "sha256": edition.canonical_sha,
        "schema": dict(edition.schema),
        "rows": edition.rows,
        "edisi": edition.number,
        "datastore_active": edition.metadata.get("klasifikasi_akses") == OPEN_ACCESS,
    }
