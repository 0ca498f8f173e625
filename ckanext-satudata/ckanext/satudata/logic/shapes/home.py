"""A person's own page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...adapters.sql.remarks import open_threads
from ...dates import day
from ...domain.draft import Intake
from ...domain.people.assignment import ADMINISTRATOR
from ...domain.periods import next_release
from ...domain.review.model import Actor, Status, Subject
from ...model import tables as t
from ...words import status_label, subject_label
from .notices import unread
from .people import vacant_posts
from .rows import listed, my_turn, office, package, review_rows, severity_counts, timing

DUE_SOON = timedelta(days=120)
LISTED = 50


def home(actor: Actor) -> dict[str, Any]:
    """My turn, in review, due soon, published, notices, offices a draft can be started for; vacant posts to who gives them."""
    drafts = _drafts(actor)
    return {
        "my_turn": [
            *(row for row in drafts if row["status"] in ("draft", "returned", "withdrawn")),
            *_decisions(actor),
        ],
        "in_review": _in_review(actor),
        "published": _published(actor),
        "due": _due(actor),
        "notices": unread(actor, 8),
        "can_start": _offices(actor),
        "vacancies": vacant_posts() if actor.holding(ADMINISTRATOR, "") else [],
    }


def _drafts(actor: Actor) -> list[dict[str, Any]]:
    """Unclosed drafts of the person's offices with the status of their latest review."""
    newest = (
        sa.select(t.review)
        .where(t.review.c.draft_id == t.draft.c.package_id)
        .order_by(t.review.c.number.desc())
        .limit(1)
        .lateral("newest")
    )
    open_remarks = open_threads(newest.c)
    findings = (
        sa.select(t.report.c.counts)
        .where(t.report.c.draft_id == t.draft.c.package_id)
        .order_by(t.report.c.created_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(
            t.draft.c.package_id,
            t.draft.c.base_edition,
            t.draft.c.intake,
            t.draft.c.updated_at,
            t.draft.c.owner_org,
            t.draft.c.subject,
            t.draft.c.target_edition,
            package.c.title,
            office.c.title.label("office_title"),
            newest.c.id.label("review_id"),
            newest.c.number,
            newest.c.status,
            newest.c.due_at,
            newest.c.entered_at,
            open_remarks.label("remarks"),
            findings.label("findings"),
        )
        .select_from(t.draft)
        .join(package, package.c.id == t.draft.c.package_id)
        .join(office, office.c.id == t.draft.c.owner_org)
        .outerjoin(newest, sa.true())
        .where(t.draft.c.owner_org.in_(sorted(actor.prepares)), t.draft.c.closed_at.is_(None))
        .order_by(newest.c.due_at.asc().nulls_last(), t.draft.c.updated_at.desc())
        .limit(LISTED)
    )
    return [_draft_row(row) for row in model.Session.execute(query).mappings()]


def _draft_row(row: Mapping[str, Any]) -> dict[str, Any]:
    status = row["status"] or str(Status.DRAFT)
    returned = status == Status.RETURNED
    return {
        "kind": "draft",
        "draft_id": row["package_id"],
        "review_id": row["review_id"],
        "number": f"P-{row['number']:04d}" if row["number"] else None,
        "title": row["title"] or _("Untitled draft"),
        "organization": {"id": row["owner_org"], "title": row["office_title"]},
        "status": status,
        "status_label": status_label(status),
        "step": None,
        "step_label": "",
        "base_edition": row["base_edition"],
        "findings": severity_counts(row["findings"]),
        "remarks": row["remarks"],
        "reason": _returned(row["remarks"]) if returned else _where(row),
        "next": _("Mend") if returned else _("Continue"),
        "url": tk.url_for("satudata_rancangan.read", id=row["package_id"]),
        **timing(row["due_at"], row["entered_at"]),
    }


def _returned(remarks: int) -> str:
    return (
        _("Returned with %(count)s remarks") % {"count": remarks}
        if remarks
        else _("Returned; the reason stands inside")
    )


def _where(row: Mapping[str, Any]) -> str:
    if row["subject"] in (Subject.RETRACTION, Subject.ROLLBACK):
        return _("%(subject)s: read, then send") % {
            "subject": subject_label(row["subject"], row["target_edition"])
        }
    intake = Intake(row["intake"])
    if intake is Intake.CHECKED and severity_counts(row["findings"])["tolak"]:
        return _("Draft: mend what was found in the file")
    return {
        Intake.EMPTY: _("Draft: upload the file"),
        Intake.INSPECTING: _("Draft: the file is being read"),
        Intake.TO_CONFIRM: _("Draft: confirm how the file was read"),
        Intake.CHECKING: _("Draft: the file is being checked"),
        Intake.CHECKED: _("Draft: complete and submit"),
        Intake.REFUSED: _("Draft: upload another file"),
        Intake.FAILED: _("Draft: the check stopped, try again"),
        Intake.STOPPED: _("Draft: you stopped the check; begin it again or replace the file"),
    }[intake]


def _decisions(actor: Actor) -> list[dict[str, Any]]:
    if not actor.holdings:
        return []
    query = review_rows().where(my_turn(actor)).order_by(t.review.c.due_at.asc().nulls_last()).limit(LISTED)
    rows = listed(query)
    return [{**row, "reason": row["step_label"], "next": _("Check")} for row in rows]


def _in_review(actor: Actor) -> list[dict[str, Any]]:
    where = [t.review.c.owner_org.in_(sorted(actor.prepares)), t.review.c.status == str(Status.IN_REVIEW)]
    query = review_rows().where(*where).order_by(t.review.c.due_at.asc().nulls_last()).limit(LISTED)
    rows = listed(query)
    days = _release_days([row["review_id"] for row in rows])
    return [
        {**row, "reason": days.get(row["review_id"], row["step_label"]), "next": _("Look")} for row in rows
    ]


def _release_days(review_ids: list[str]) -> dict[str, str]:
    """Of reviews that wait for their release date: when they will be published."""
    c = t.review.c
    query = sa.select(c.id, c.release_on).where(c.id.in_(review_ids), c.release_on.is_not(None))
    words = _("scheduled to be published on %(date)s")
    return {row.id: words % {"date": day(row.release_on, "d MMM y")} for row in model.Session.execute(query)}


def _current_editions(actor: Actor) -> list[Mapping[str, Any]]:
    newest = (
        sa.select(t.edition)
        .distinct(t.edition.c.dataset_id)
        .order_by(t.edition.c.dataset_id, t.edition.c.number.desc())
        .subquery()
    )
    rejected = sa.exists().where(
        t.review.c.draft_id == t.draft.c.package_id, t.review.c.status == str(Status.REJECTED)
    )
    unclosed = sa.exists().where(
        t.draft.c.dataset_id == newest.c.dataset_id, t.draft.c.closed_at.is_(None), sa.not_(rejected)
    )
    down = sa.and_(t.retraction.c.dataset_id == newest.c.dataset_id, t.retraction.c.ended_at.is_(None))
    query = (
        sa.select(
            newest,
            package.c.title,
            package.c.name,
            office.c.title.label("office_title"),
            unclosed.label("running"),
            t.retraction.c.retracted_at,
        )
        .join(package, package.c.id == newest.c.dataset_id)
        .join(office, office.c.id == newest.c.owner_org)
        .outerjoin(t.retraction, down)
        .where(newest.c.owner_org.in_(sorted(actor.prepares)))
        .order_by(newest.c.published_at.desc())
        .limit(LISTED)
    )
    return list(model.Session.execute(query).mappings())


def _published(actor: Actor) -> list[dict[str, Any]]:
    return [_edition_row(row) for row in _current_editions(actor)]


def _edition_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": "dataset",
        "dataset_id": row["dataset_id"],
        "title": row["title"],
        "organization": {"id": row["owner_org"], "title": row["office_title"]},
        "status": str(Status.PUBLISHED),
        "status_label": status_label(Status.PUBLISHED),
        "edition": row["number"],
        "published_at": row["published_at"].isoformat(),
        "has_draft": row["running"],
        "retracted_at": row["retracted_at"].isoformat() if row["retracted_at"] else None,
        "url": tk.url_for("dataset.read", id=row["name"]),
    }


def _due(actor: Actor) -> list[dict[str, Any]]:
    """Published datasets whose next release comes soon, by their frequency and release date."""
    limit = wiring.today() + DUE_SOON
    rows = []
    for row in _current_editions(actor):
        due = next_release(
            row["metadata"].get("frekuensi", ""),
            row["metadata"].get("jadwal_rilis", ""),
            row["published_at"].date(),
        )
        if due is not None and due <= limit and not row["running"] and not row["retracted_at"]:
            rows.append(
                {
                    **_edition_row(row),
                    "due_on": due.isoformat(),
                    "overdue": due < wiring.today(),
                    "next": _("Upload"),
                }
            )
    return sorted(rows, key=lambda row: row["due_on"])


def _offices(actor: Actor) -> list[dict[str, str]]:
    query = sa.select(office.c.id, office.c.name, office.c.title).where(
        office.c.id.in_(sorted(actor.prepares))
    )
    return [dict(row) for row in model.Session.execute(query.order_by(office.c.title)).mappings()]
