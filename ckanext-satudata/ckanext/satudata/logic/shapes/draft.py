"""A draft as its pages and the API show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import sqlalchemy as sa

from ... import codes, wiring
from ...adapters.sql import work as work_rows
from ...app.drafts.intake import reading_at_hand
from ...domain.description.check import advice
from ...domain.description.model import Form
from ...domain.draft import Draft, Intake, Lack, Report, lacks, open_confirmations
from ...domain.registry.marks import mark
from ...domain.review.model import Actor, Review, Status
from ...model import tables as t
from ...words import field_label
from ...work.loop import ahead_of
from ..errors import lack_message
from .remarks import remarks_of
from .review_facts import due_of
from .structure import draft_structure
from .subject import draft_subject
from .turn import offers_of, whose_turn


def draft_shape(draft_id: str, actor: Actor) -> dict[str, Any]:
    """Everything the producer's four steps need."""
    unit = wiring.unit()
    draft = unit.drafts.get(draft_id)
    package = unit.drafts.package(draft_id)
    report = unit.reports.latest(draft_id)
    review = unit.reviews.latest_of(draft_id)
    base = unit.editions.get(draft.dataset_id, draft.base_edition) if draft.base_edition else None
    missing = lacks_of(unit, draft, package, report, base)
    running = review or _unsubmitted(draft)
    sop = (
        unit.sops.get(running.sop_ids) if review else unit.sops.for_office(draft.owner_org, draft.dataset_id)
    )
    return {
        "id": draft.id,
        "name": package["name"],
        "dataset_id": draft.dataset_id,
        "resource_id": draft.resource_id,
        "base_edition": draft.base_edition,
        "status": str(review.status) if review else str(Status.DRAFT),
        "about": draft_subject(draft),
        "fixed": draft.fixed,
        "package": package,
        "organization": package.get("organization"),
        "step": _step(missing),
        "intake": intake_shape(draft, report),
        "columns": _columns(draft),
        "structure": draft_structure(draft, base),
        "suggested": dict(draft.suggested),
        "missing": [_lack(lack) for lack in missing],
        "advice": [] if draft.fixed else [_lack(one) for one in _advice(unit.form, package)],
        "remarks": remarks_of(review, sop, actor) if review else [],
        "review": _review(review),
        "offers": offers_of(running, sop, actor),
        "whose_turn": whose_turn(review, sop, due_of(review)) if review else None,
        "may_edit": _open_to(draft, review, actor) and not draft.fixed,
        "may_discard": _open_to(draft, review, actor)
        and (review is None or review.status is Status.WITHDRAWN)
        and not _closed(draft.id),
    }


def lacks_of(
    unit: Any, draft: Draft, package: Mapping[str, Any], report: Report | None, base: Any
) -> tuple[Lack, ...]:
    """What is missing for a submission now."""

    def unexplained() -> int:
        offices = unit.offices.facts(draft.owner_org)
        return int(unit.broken_forms(package, offices, draft.described_schema, wiring.now()))

    marks = mark(draft.schema, codes.versions())
    return lacks(draft, package, report, unit.form, base, marks, unexplained)


def _open_to(draft: Draft, review: Review | None, actor: Actor) -> bool:
    return draft.owner_org in actor.prepares and (review is None or review.status not in _LOCKED)


def _closed(draft_id: str) -> bool:
    c = t.draft.c
    query = sa.select(c.closed_at).where(c.package_id == draft_id)
    return model.Session.execute(query).scalar() is not None


_LOCKED = (Status.IN_REVIEW, Status.PUBLISHED, Status.REJECTED)


def _unsubmitted(draft: Draft) -> Review:
    return Review(
        id="",
        number=0,
        draft_id=draft.id,
        dataset_id=draft.dataset_id,
        owner_org=draft.owner_org,
        base_edition=draft.base_edition,
        sop_ids=(),
    )


def _columns(draft: Draft) -> list[dict[str, str]]:
    """The table's columns with their definitions."""
    return [
        {
            "name": column["name"],
            "title": column.get("title") or column["name"],
            "unit": column.get("unit", ""),
            "description": column.get("description", ""),
        }
        for column in draft.described_schema.get("fields", ())
    ]


def _review(review: Review | None) -> dict[str, Any] | None:
    if review is None:
        return None
    return {
        "id": review.id,
        "number": f"P-{review.number:04d}",
        "status": str(review.status),
        "round": review.round,
        "step": review.step,
    }


def _lack(lack: Lack) -> dict[str, str]:
    return {
        "field": lack.name,
        "label": field_label(lack.name),
        "code": lack.code,
        "message": lack_message(lack),
    }


def _advice(form: Form, package: Mapping[str, Any]) -> list[Lack]:
    """What could be better in the description and stops nothing."""
    return [Lack(one.name, one.code, one.facts) for one in advice(form, package)]


def _step(missing: tuple[Lack, ...]) -> str:
    names = {lack.name for lack in missing}
    if "file" in names and any(lack.code == "file_missing" for lack in missing):
        return "berkas"
    if names & {"file", "report"}:
        return "periksa"
    return "lengkapi" if names else "ajukan"


def intake_shape(draft: Draft, report: Report | None) -> dict[str, Any]:
    """The draft's file: what was read, how far the check is, what it found."""
    return {
        "state": str(draft.intake),
        "version": draft.version,
        "original": _original(draft),
        "inspection": dict(draft.inspection) or None,
        "recipe": dict(reading_at_hand(draft)) or None,
        "questions": draft.inspection.get("questions", []),
        "answers": dict(draft.recipe.get("confirmed", {})),
        "progress": _progress(draft),
        "error": dict(draft.intake_error) or None,
        "report": report_shape(report, draft) if report and draft.intake not in _UNREAD else None,
        "changes": dict(draft.changes) or None,
        "rows": draft.rows,
    }


_UNREAD = (Intake.INSPECTING, Intake.TO_CONFIRM)


def _original(draft: Draft) -> dict[str, Any] | None:
    if not draft.original_sha:
        return None
    return {"name": draft.original_name, "sha256": draft.original_sha, "size": draft.original_size}


def report_shape(report: Report, draft: Draft) -> dict[str, Any]:
    """A gate report; ``stale`` when the table has changed since."""
    return {
        "id": report.id,
        "verdict": report.verdict,
        "counts": report.counts,
        "findings": list(report.findings),
        "rows": report.rows,
        "open_confirmations": len(open_confirmations(report)),
        "stale": report.table_digest != draft.table_digest,
    }


def _progress(draft: Draft) -> dict[str, Any] | None:
    if draft.intake not in (Intake.INSPECTING, Intake.CHECKING):
        return None
    row = work_rows.latest(model.Session, ["inspect", "check"], draft.id)
    if row is None:
        return None
    progress = dict(row["progress"])
    return {
        "stage": progress.get("stage") or ("inspect" if draft.intake is Intake.INSPECTING else "check"),
        "rows": progress.get("rows", 0),
        "of": progress.get("of"),
        "attempt": row["attempt"],
        "waiting": row["state"] == "waiting",
        "ahead": ahead_of(row) if row["state"] == "waiting" else 0,
        "again_at": row["run_after"].isoformat() if row["attempt"] and row["state"] == "waiting" else None,
    }
