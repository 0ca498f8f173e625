"""The approval sheet (lembar pengesahan): who decided what, by their posts, on exactly which content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ckan.model as model

from ... import wiring
from ...app.ports import Event, Unit
from ...domain.review.model import Review
from ...domain.sop import Deed, Sop
from ...words import event_label, held_post, reason_label, status_label, step_label, subject_label

SHOWN = (
    *("submitted", "approved", "done", "returned", "rejected", "withdrawn"),
    *("received", "remarked", "published", "retracted", "archived"),
)
BACK = ("returned", "remarked")
GATES = (Deed.DECIDE, Deed.WORK)


def approval_sheet(review_id: str) -> dict[str, Any]:
    """The sheet of one review at this moment, with names of posts and none of persons. Times are ISO texts in UTC."""
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    sop = unit.sops.get(review.sop_ids)
    events = [event for event in unit.events.of_review(review_id) if event.action in SHOWN]
    rows = [_row(event, sop) for event in events]
    return {
        **_about(unit, review),
        "sop": {"id": sop.id, "version": sop.version, "name": sop.name},
        "chain": [{"id": sop_id, "version": version} for sop_id, version in review.sop_ids],
        "distinct_deciders": all(step.distinct for step in sop.steps if step.deed in GATES),
        "rows": rows,
        "returns": [row for row in rows if row["action"] in BACK],
        "receipt": _receipt(events),
        "edition": _edition(unit, review_id),
        "printed_at": wiring.now().replace(second=0, microsecond=0).isoformat(),
    }


def _about(unit: Unit, review: Review) -> dict[str, Any]:
    office = model.Group.get(review.owner_org)
    rounds = unit.reviews.rounds(review.id)
    metadata = rounds[-1].snapshot.get("metadata", {}) if rounds else {}
    return {
        "id": review.id,
        "number": f"P-{review.number:04d}",
        "dataset_id": review.dataset_id,
        "title": review.title or metadata.get("title", ""),
        "organization": {"id": review.owner_org, "title": office.title if office else ""},
        "subject": str(review.subject),
        "subject_label": subject_label(str(review.subject), review.target_edition),
        "reason": review.reason,
        "status": str(review.status),
        "status_label": status_label(review.status),
        "round": review.round,
        "content_digest": review.content_digest,
        "table_digest": review.table_digest,
    }


def _row(event: Event, sop: Sop) -> dict[str, Any]:
    known = {step.id: step for step in sop.steps}
    step, target = known.get(event.data.get("step", "")), known.get(event.data.get("to") or "")
    return {
        "round": event.data.get("round", 0),
        "step": step.id if step else "",
        "step_label": step_label(step) if step else "",
        "post": held_post(event.post, event.standing, event.data.get("post_name", "")),
        "standing": event.standing,
        "action": event.action,
        "decision": event_label(event.action),
        "to_label": step_label(target) if target and event.action in BACK else "",
        "at": event.at.isoformat(),
        "reasons": [{"code": code, "label": reason_label(code)} for code in event.data.get("reasons", ())],
        "note": event.data.get("note", "") or event.data.get("text", ""),
        "remarks": len(event.data.get("remarks", ())),
        "digest": event.data.get("digest", ""),
    }


def _receipt(events: Sequence[Event]) -> dict[str, Any] | None:
    """BPS's newest receipt; None while there is none."""
    for event in reversed(events):
        if event.action == "received":
            told = event.data
            return {
                "number": told.get("receipt", ""),
                "at": event.at.isoformat(),
                "note": told.get("note", ""),
            }
    return None


def _edition(unit: Unit, review_id: str) -> dict[str, Any] | None:
    found = unit.editions.of_review(review_id)
    return {"number": found.number, "published_at": found.published_at.isoformat()} if found else None
