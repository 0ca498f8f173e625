"""A review as the decision page and the API show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ... import wiring
from ...adapters.sql import work as work_rows
from ...app.ports import Event, Round
from ...domain.review.model import Actor, Review, Status
from ...domain.review.remarks import reviews_it
from ...domain.sop import Sop
from ...model import tables as t
from ...words import (
    event_label,
    held_post,
    language,
    post_label,
    reason_label,
    reasons,
    status_label,
    step_label,
)
from ..errors import sentence
from .changes import changes_against
from .draft import report_shape
from .judging import judging
from .metadata import metadata_labels
from .path import assignees, sops_of, steps_of
from .preview import preview
from .remarks import remarks_of, told_remarks
from .review_facts import due_of
from .subject import review_subject
from .turn import offers_of, whose_turn


def review_shape(review_id: str, actor: Actor) -> dict[str, Any]:
    """One review: content of the running round, findings, remarks, changes, timeline, offers."""
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    sop = unit.sops.get(review.sop_ids)
    draft = unit.drafts.get(review.draft_id)
    report = unit.reports.latest(review.draft_id)
    rounds = unit.reviews.rounds(review_id)
    due = due_of(review)
    content = rounds[-1].snapshot if rounds else {}
    remarks = remarks_of(review, sop, actor)
    return {
        **_head(review, sop, content),
        **judging(review, sop, rounds, report, remarks),
        "about": review_subject(review, sop, content.get("about", {}).get("reasons", ())),
        "due_at": due.isoformat() if due else None,
        "overdue": bool(due and due < wiring.now()),
        "metadata": content.get("metadata", {}),
        "metadata_labels": metadata_labels(content.get("metadata", {})),
        "schema": content.get("schema", {}),
        "rows": content.get("rows", 0),
        "preview": preview(content.get("canonical_sha", ""), content.get("schema", {})),
        "report": report_shape(report, draft) if report else None,
        "answers": content.get("recipe", {}).get("confirmed", {}),
        "remarks": remarks,
        "rounds": [_round(round_) for round_ in rounds],
        "changes": changes_against(review, rounds),
        "timeline": timeline(review, actor),
        "steps": steps_of(review, sop),
        "sops": sops_of(review),
        "bundle": _bundle(review),
        "trouble": _trouble(review),
        "reasons": reasons(),
        "offers": offers_of(review, sop, actor),
        "assignees": assignees(review, sop),
        "claimed_name": _called(_taken_by(review)),
        "whose_turn": whose_turn(review, sop, due),
    }


def _taken_by(review: Review) -> str | None:
    """Who took the task, while they hold the post."""
    return review.claimed_by if review.claim_holds else None


def _called(user_id: str | None) -> str:
    user = model.User.get(user_id) if user_id else None
    return user.display_name if user else ""


def _head(review: Review, sop: Sop, content: Mapping[str, Any]) -> dict[str, Any]:
    office = model.Group.get(review.owner_org)
    return {
        "id": review.id,
        "number": f"P-{review.number:04d}",
        "draft_id": review.draft_id,
        "dataset_id": review.dataset_id,
        "base_edition": review.base_edition,
        "title": content.get("metadata", {}).get("title", ""),
        "organization": {
            "id": review.owner_org,
            "title": office.title if office else "",
            "name": office.name if office else "",
        },
        "status": str(review.status),
        "status_label": status_label(review.status),
        "step": review.step,
        "step_label": step_label(sop.step(review.step)),
        "round": review.round,
        "content_digest": review.content_digest,
        "table_digest": review.table_digest,
        "claimed_by": _taken_by(review),
        "version": review.version,
        "checklist": checklist_of(review, sop),
        "sop": {"id": sop.id, "version": sop.version, "name": sop.name},
    }


def checklist_of(review: Review, sop: Sop) -> list[dict[str, str]]:
    """The points that whoever approves at the running step must judge."""
    if review.status is not Status.IN_REVIEW:
        return []
    english = language() == "en"
    items = sop.step(review.step).checklist
    return [{"code": item.code, "text": item.text_en if english else item.text} for item in items]


def _round(round_: Round) -> dict[str, Any]:
    return {
        "number": round_.number,
        "submitted_at": round_.submitted_at.isoformat(),
        "content_digest": round_.content_digest,
        "table_digest": round_.table_digest,
    }


def timeline(review: Review, actor: Actor) -> list[dict[str, Any]]:
    """What happened to a review, the newest first; remarks that the actor may not read yet are left out."""
    sees_all = reviews_it(review, actor)
    events = wiring.unit().events.of_review(review.id)
    return [_event(event, review, sees_all) for event in reversed(events)]


def _who(event: Event) -> str:
    """The person as recorded then; for older events as they are called today."""
    if event.data.get("by") or not event.actor_id:
        return event.data.get("by") or post_label("portal")
    user = model.User.get(event.actor_id)
    return user.display_name if user else event.actor_id


def _post(event: Event) -> str:
    """The post that was acted under; "a.n." before it where somebody wrote down what it answered on paper."""
    post = held_post(event.post, event.standing, event.data.get("post_name", ""))
    return f"a.n. {post}" if event.data.get("behalf") else post


def _event(event: Event, review: Review, sees_all: bool) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(),
        "actor": _who(event),
        "actor_post": _post(event),
        "standing": event.standing,
        "behalf": bool(event.data.get("behalf")),
        "action": event.action,
        "label": event_label(event.action),
        "round": event.data.get("round"),
        "to": event.data.get("to"),
        "digest": event.data.get("digest"),
        "note": event.data.get("note", ""),
        "text": event.data.get("text", ""),
        "reasons": [{"code": code, "label": reason_label(code)} for code in event.data.get("reasons", ())],
        "remarks": told_remarks(event.data.get("remarks", ()), event.data.get("round"), review, sees_all),
    }


def _trouble(review: Review) -> str | None:
    """Why a publication that every gate approved was stopped by the rules; None when nothing is wrong."""
    row = work_rows.latest(model.Session, ["publish"], review.id)
    if review.status is not Status.IN_REVIEW or row is None or row["state"] != "failed":
        return None
    return sentence("publication_stopped", {"reason": sentence(row["last_error"]["code"], {})})


def _bundle(review: Review) -> dict[str, Any] | None:
    query = (
        sa.select(t.bundle)
        .where(t.bundle.c.review_id == review.id)
        .order_by(t.bundle.c.round.desc())
        .limit(1)
    )
    row = model.Session.execute(query).mappings().first()
    return bundle_row(row, review.number) if row else None


def bundle_number(row: Mapping[str, Any]) -> str:
    """The register's number, as in ``BPS-9902-0147 v1``."""
    return f"BPS-{tk.config['ckanext.satudata.region.bps']}-{row['number']:04d} v{row['version']}"


SAME = (
    "id kind scope state sha256 size filename letter_number letter_date channel receiver answer receipt note error "
    "proof reply sendings"
).split()
"""What a line of the register shows as it is kept."""


def bundle_row(row: Mapping[str, Any], review_number: int | None) -> dict[str, Any]:
    """A bundle and its line in the register, with the number of the review it belongs to, if to one alone."""
    return {
        **{name: row[name] for name in SAME},
        "number": bundle_number(row),
        "review_id": row["review_id"],
        "review_number": f"P-{review_number:04d}" if review_number else "",
        "round": row["round"],
        "built_at": row["built_at"].isoformat() if row["built_at"] else None,
        "sent_at": row["built_at"].isoformat() if row["built_at"] else None,
        "answered_at": row["answered_at"].isoformat() if row["answered_at"] else None,
        "entries": list(row["entries"]),
    }
