"""Rows of lists: one query each, never one per row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ... import wiring
from ...domain.review.model import Actor, Status
from ...model import tables as t
from ...words import status_label, step_label

WALIDATA_POSTS = ("verifikator", "kabid", "kadis")

package = model.Package.__table__
office = model.Group.__table__


def readable(actor: Actor) -> sa.ColumnElement[bool]:
    """Which reviews a person may read: one's own offices', and those of posts held (BPS: from its step on)."""
    r = t.review.c
    clauses: list[sa.ColumnElement[bool]] = [r.owner_org.in_(sorted(actor.prepares))]
    for holding in actor.holdings:
        if holding.post in WALIDATA_POSTS:
            clauses.append(sa.true())
        elif holding.post == "bps":
            clauses.append(r.reached.contains(["bps"]))
        elif holding.org_id:
            clauses.append(r.owner_org == holding.org_id)
    return sa.or_(*clauses)


def my_turn(actor: Actor) -> sa.ColumnElement[bool]:
    """Reviews that wait for a post this person holds and may decide (four eyes; BPS: its bundle is there)."""
    r = t.review.c
    posts = [
        sa.and_(r.post == h.post, sa.true() if h.org_id is None else r.owner_org == h.org_id)
        for h in actor.holdings
    ]
    mine = sa.or_(sa.false(), *posts)
    hands_off = sa.not_(r.contributors.contains([actor.user_id]))
    ready = sa.or_(r.step != "bps", r.bundle_ready)
    return sa.and_(r.status == str(Status.IN_REVIEW), mine, hands_off, ready)


def queue(actor: Actor, tab: str, q: str, limit: int, offset: int) -> dict[str, Any]:
    """The queue's page and the counts of its tabs."""
    r = t.review.c
    tabs = {
        "mine": my_turn(actor),
        "all": sa.and_(readable(actor), r.status.in_([str(Status.IN_REVIEW), str(Status.RETURNED)])),
        "done": sa.and_(
            readable(actor),
            r.status.in_([str(s) for s in (Status.PUBLISHED, Status.REJECTED, Status.WITHDRAWN)]),
        ),
    }
    counts = (
        model.Session.execute(
            sa.select(
                *(sa.func.count().filter(clause).label(name) for name, clause in tabs.items())
            ).select_from(t.review)
        )
        .mappings()
        .one()
    )
    order = r.updated_at.desc() if tab == "done" else r.due_at.asc().nulls_last()
    query = review_rows().where(tabs[tab]).order_by(order, r.number)
    if q:
        query = query.where(
            sa.or_(
                package.c.title.icontains(q, autoescape=True), office.c.title.icontains(q, autoescape=True)
            )
        )
    rows = model.Session.execute(query.limit(limit).offset(offset)).mappings().all()
    return {"count": counts[tab], "counts": dict(counts), "rows": [review_row(row) for row in rows]}


def reviews_of(actor: Actor, *, draft_id: str, status: str, limit: int, offset: int) -> dict[str, Any]:
    """Reviews a person may read, the newest first."""
    where = [readable(actor)]
    if draft_id:
        where.append(t.review.c.draft_id == draft_id)
    if status:
        where.append(t.review.c.status == status)
    count = model.Session.execute(sa.select(sa.func.count()).select_from(t.review).where(*where)).scalar_one()
    query = review_rows().where(*where).order_by(t.review.c.number.desc()).limit(limit).offset(offset)
    return {"count": count, "rows": [review_row(row) for row in model.Session.execute(query).mappings()]}


def review_rows() -> sa.Select[Any]:
    open_remarks = (
        sa.select(sa.func.count())
        .where(t.remark.c.review_id == t.review.c.id, t.remark.c.round == t.review.c.round)
        .scalar_subquery()
    )
    latest = (
        sa.select(t.report.c.counts)
        .where(t.report.c.draft_id == t.review.c.draft_id)
        .order_by(t.report.c.created_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        sa.select(
            t.review,
            package.c.title.label("title"),
            office.c.title.label("office_title"),
            office.c.name.label("office_name"),
            open_remarks.label("remarks"),
            latest.label("findings"),
        )
        .join(package, package.c.id == t.review.c.draft_id)
        .join(office, office.c.id == t.review.c.owner_org)
    )


def review_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """One line of a list of reviews."""
    sop = wiring.sop_port().get([tuple(pair) for pair in row["sop_ids"]])
    number = f"P-{row['number']:04d}"
    return {
        "kind": "review",
        "review_id": row["id"],
        "draft_id": row["draft_id"],
        "number": number,
        "title": row["title"],
        "organization": {"id": row["owner_org"], "title": row["office_title"], "name": row["office_name"]},
        "status": row["status"],
        "status_label": status_label(row["status"]),
        "step": row["step"],
        "step_label": step_label(sop.step(row["step"])) if row["step"] else "",
        "round": row["round"],
        "claimed_by": row["claimed_by"],
        "findings": severity_counts(row["findings"]),
        "remarks": row["remarks"],
        "url": tk.url_for("satudata_pengajuan.read", number=number),
        **timing(row["due_at"], row["entered_at"]),
    }


def severity_counts(counts: Mapping[str, int] | None) -> dict[str, int]:
    """Findings by severity, as the gate report counted them."""
    return {name: (counts or {}).get(name, 0) for name in ("tolak", "konfirmasi", "peringatan")}


def timing(due_at: Any, entered_at: Any) -> dict[str, Any]:
    """Deadline, whether it has passed, working days left (negative: late) and working days since the step began."""
    now, calendar = wiring.now(), wiring.calendar()
    return {
        "due_at": due_at.isoformat() if due_at else None,
        "overdue": bool(due_at and due_at < now),
        "days_left": calendar.working_days(now, due_at) if due_at else None,
        "age_days": calendar.working_days(entered_at, now) if entered_at else 0,
    }
