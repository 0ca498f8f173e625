"""The archive of a finished review: what it holds, and the event that seals it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ...domain.draft import Draft
from ...domain.errors import Missing
from ...domain.review.decide import decide
from ...domain.review.events import MACHINE
from ...domain.review.machine import archive_step
from ...domain.review.model import Archive, Review
from ..ports import Event, Round, Unit, Work
from ..review.recording import record

SEALED_BY = ("published", "retracted")


def waits(unit: Unit, review: Review) -> bool:
    """Whether the archive of this review is still to be laid down."""
    return archive_step(review, unit.sops.get(review.sop_ids)) is not None


def archived(unit: Unit, work: Work, sha256: str, now: datetime) -> None:
    """Note that the archive was laid down, once."""
    with unit:
        review = unit.reviews.get(work.subject, lock=True)
        if waits(unit, review):
            sop = unit.sops.get(review.sop_ids)
            after, events = decide(review, sop, Archive(sha256), MACHINE, now)
            record(unit, after, events, sop, MACHINE, now)
        unit.work.finish(work)
        unit.commit()


def sealed_at(events: Sequence[Event]) -> datetime:
    """When the review was finished: the time that the archive's files carry."""
    return next(event.at for event in reversed(events) if event.action in SEALED_BY)


def documents(unit: Unit, review: Review, draft: Draft) -> Mapping[str, Any]:
    """The JSON documents of the archive by file name; they depend on what happened up to the review's end alone."""
    rounds, events = unit.reviews.rounds(review.id), unit.events.of_review(review.id)
    edition, report = unit.editions.of_review(review.id), unit.reports.latest(draft.id)
    frozen = rounds[-1].snapshot
    documents = {
        "pengajuan.json": _review(review, frozen),
        "metadata.json": frozen["metadata"],
        "skema.json": frozen["schema"],
        "resep.json": frozen["recipe"],
        "putaran.json": [_round(round_) for round_ in rounds],
        "peristiwa.json": [_event(event) for event in before_archive(events)],
    }
    if report is not None:
        shown = {"verdict": report.verdict, "validator": report.validator, "rows": report.rows}
        documents["pemeriksaan.json"] = {
            **shown,
            "table_digest": report.table_digest,
            "findings": report.findings,
        }
    if edition is not None:
        documents["edisi.json"] = {
            **{
                name: getattr(edition, name) for name in ("id", "dataset_id", "resource_id", "number", "kind")
            },
            "restored_from": edition.restored_from,
            "published_at": edition.published_at.isoformat(),
            "approvals": list(edition.approvals),
        }
    return documents


def before_archive(events: Sequence[Event]) -> Sequence[Event]:
    """The events up to the one that finished the review."""
    last = max((place for place, event in enumerate(events) if event.action in SEALED_BY), default=None)
    if last is None:
        raise Missing("archive_missing")
    return events[: last + 1]


def _review(review: Review, frozen: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": f"P-{review.number:04d}",
        "id": review.id,
        "dataset_id": review.dataset_id,
        "owner_org": review.owner_org,
        "base_edition": review.base_edition,
        "sop": [list(pair) for pair in review.sop_ids],
        "content_digest": review.content_digest,
        "table_digest": review.table_digest,
        "canonical_sha256": frozen["canonical_sha"],
        "about": frozen.get("about", {}),
        "release_on": review.release_on.isoformat() if review.release_on else None,
    }


def _round(round_: Round) -> dict[str, Any]:
    return {**vars(round_), "submitted_at": round_.submitted_at.isoformat()}


def _event(event: Event) -> dict[str, Any]:
    return {**vars(event), "at": event.at.isoformat()}
