"""What a draft or a review is about, and the page of a dataset that was taken down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

from ... import wiring
from ...app.publication.ports import Retraction
from ...domain.draft import Draft
from ...domain.review.model import Actor, Review, Status
from ...domain.sop import Deed, Sop
from ...words import reason_label, subject_label
from ..history import reads_history


def draft_subject(draft: Draft) -> dict[str, Any]:
    """A draft's subject with its reason."""
    return _subject(str(draft.subject), draft.reason, draft.reasons, draft.target_edition)


def review_subject(review: Review, sop: Sop, reasons: Sequence[str]) -> dict[str, Any]:
    """A review's subject, its release date, and whether it only waits for that day. ``reasons``: coded, frozen."""
    waiting = review.status is Status.IN_REVIEW and sop.step(review.step).deed is Deed.PUBLISH
    return {
        **_subject(str(review.subject), review.reason, reasons, review.target_edition),
        "release_on": review.release_on.isoformat() if review.release_on else None,
        "scheduled": bool(waiting and review.release_on),
        "archive": bool(archive_sha(review.id)),
    }


def archive_sha(review_id: str) -> str:
    """The hash of a review's archive, or an empty text."""
    events = wiring.unit().events.of_review(review_id)
    return next((str(event.data["sha256"]) for event in reversed(events) if event.action == "archived"), "")


def _subject(subject: str, reason: str, reasons: Sequence[str], edition: int | None) -> dict[str, Any]:
    return {
        "subject": subject,
        "label": subject_label(subject, edition),
        "reason": reason,
        "reasons": coded(reasons),
        "edition": edition,
    }


def coded(reasons: Sequence[str]) -> list[dict[str, str]]:
    """Coded reasons with their words."""
    return [{"code": code, "label": reason_label(code)} for code in reasons]


def retraction_shape(row: Retraction, actor: Actor) -> dict[str, Any]:
    """What is said of a retracted dataset: title, reasons, date and contact; no data."""
    office = model.Group.get(row.owner_org)
    metadata = wiring.unit().editions.get(row.dataset_id, row.edition).metadata
    history = reads_history(actor, row.owner_org)
    return {
        "dataset_id": row.dataset_id,
        "name": row.name,
        "title": row.title,
        "reason": row.reason,
        "reasons": coded(row.reasons),
        "edition": row.edition,
        "retracted_at": row.retracted_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        "organization": {"id": row.owner_org, "title": office.title, "name": office.name} if office else None,
        "contact": {
            "unit": metadata.get("kontak_unit", ""),
            "email": metadata.get("kontak_email", ""),
            "phone": metadata.get("kontak_telepon", ""),
        },
        "may_read_history": history,
        "may_publish_again": row.ended_at is None and row.owner_org in actor.prepares,
        "review": _number(row.review_id) if history else None,
        "url": tk.url_for("dataset.read", id=row.name),
    }


def _number(review_id: str) -> str:
    return f"P-{wiring.unit().reviews.get(review_id).number:04d}"
