"""Rows of lists of reviews: one query each, never one per row; who sees them, and whose turn they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ... import wiring
from ...adapters.sql.people import valid_claim
from ...adapters.sql.remarks import open_threads
from ...codes import label as code_label
from ...domain.review.model import BPS_STEPS, OPD_POSTS, WALIDATA_POSTS, Actor, Status
from ...domain.review.reading import INSIDE_OFFICE
from ...domain.sop import Sop
from ...model import tables as t
from ...words import language, status_label, step_label

OPEN = (str(Status.IN_REVIEW), str(Status.RETURNED))
FINISHED = (str(Status.PUBLISHED), str(Status.REJECTED), str(Status.WITHDRAWN))

package = model.Package.__table__
office = model.Group.__table__
person = model.User.__table__

Columns = Any


def readable(actor: Actor, c: Columns = t.review.c) -> sa.ColumnElement[bool]:
    """Which reviews a person may read: ``domain.review.reading`` as a condition on the rows of ``satudata_review``."""
    clauses: list[sa.ColumnElement[bool]] = [c.owner_org.in_(sorted(actor.prepares))]
    for holding in actor.holdings:
        if holding.post in WALIDATA_POSTS:
            clauses.append(sa.not_(c.reached.contained_by(list(INSIDE_OFFICE))))
        elif holding.post == "bps":
            clauses.append(c.reached.has_any(sa.cast(list(BPS_STEPS), sa.ARRAY(sa.Text))))
        elif holding.post in OPD_POSTS and holding.org_id:
            clauses.append(c.owner_org == holding.org_id)
    return sa.or_(*clauses)


def at_post(actor: Actor, c: Columns = t.review.c) -> sa.ColumnElement[bool]:
    """Reviews that wait for a post this person holds (BPS: whose bundle is there)."""
    everywhere = sorted({h.post for h in actor.holdings if h.org_id is None})
    inside = sorted({(h.post, h.org_id) for h in actor.holdings if h.org_id is not None})
    posts = [sa.and_(c.post == post, c.owner_org == org) for post, org in inside]
    if everywhere:
        posts.append(c.post.in_(everywhere) if len(everywhere) > 1 else c.post == everywhere[0])
    ready = sa.or_(c.step != "bps", c.bundle_ready)
    return sa.and_(c.status == str(Status.IN_REVIEW), sa.or_(sa.false(), *posts), ready)


def had_hands_in(actor: Actor, c: Columns = t.review.c) -> sa.ColumnElement[bool]:
    """Reviews this person may not decide: who changed or sent the content, or decided another gate of the chain."""
    changed = c.contributors.contains([actor.user_id])
    return sa.or_(changed, _decided_elsewhere(actor, c))


def _decided_elsewhere(actor: Actor, c: Columns) -> sa.ColumnElement[bool]:
    """The rule of one person per gate and chain (``policy``), unless the SOP of that chain lets it go."""
    gate = sa.func.jsonb_array_elements(c.deciders).table_valued("value").render_derived()
    decided = sa.cast(gate.c.value, sa.dialects.postgresql.JSONB)
    in_office = c.post.in_(OPD_POSTS)
    elsewhere = sa.exists(
        sa.select(sa.literal(1))
        .select_from(gate)
        .where(
            decided[0].astext == actor.user_id,
            decided[1].astext != c.post,
            decided[1].astext.in_(OPD_POSTS) == in_office,
        )
    )
    some = c.deciders.contains([[actor.user_id]])
    return sa.and_(some, elsewhere, sa.not_(_lenient(c, in_office)))


def _lenient(c: Columns, in_office: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether the chain that the review is in lets one person decide at several gates (``pejabat_berbeda: false``)."""
    pinned = sa.func.jsonb_array_elements(c.sop_ids).table_valued("value").render_derived()
    pair = sa.cast(pinned.c.value, sa.dialects.postgresql.JSONB)
    sop = t.sop.c
    return sa.exists(
        sa.select(sa.literal(1))
        .select_from(pinned)
        .join(t.sop, sa.and_(sop.id == sa.func.split_part(pair[0].astext, ":", 1)))
        .where(
            sop.version == pair[1].astext.cast(sa.Integer),
            sop.definition["pejabat_berbeda"].astext == "false",
            (sa.func.coalesce(sop.definition["rantai"].astext, "walidata") == "opd") == in_office,
        )
    )


def my_turn(actor: Actor) -> sa.ColumnElement[bool]:
    """Reviews that wait for this person: a post of theirs is awaited, and they had no hand in the content or the chain."""
    return sa.and_(at_post(actor), sa.not_(had_hands_in(actor)))


def reviews_of(actor: Actor, *, draft_id: str, status: str, limit: int, offset: int) -> dict[str, Any]:
    """Reviews a person may read, the newest first."""
    where = [readable(actor)]
    if draft_id:
        where.append(t.review.c.draft_id == draft_id)
    if status:
        where.append(t.review.c.status == status)
    count = model.Session.execute(sa.select(sa.func.count()).select_from(t.review).where(*where)).scalar_one()
    query = review_rows().where(*where).order_by(t.review.c.number.desc()).limit(limit).offset(offset)
    return {"count": count, "rows": listed(query)}


def review_rows() -> sa.Select[Any]:
    """Everything a line shows, from the review's own row, its office and whoever took it."""
    open_remarks = open_threads(t.review.c)
    return (
        sa.select(
            t.review,
            office.c.title.label("office_title"),
            office.c.name.label("office_name"),
            valid_claim(wiring.today()).label("claim"),
            sa.func.coalesce(sa.func.nullif(person.c.fullname, ""), person.c.name).label("claimed_name"),
            open_remarks.label("remarks"),
        )
        .join(office, office.c.id == t.review.c.owner_org)
        .outerjoin(person, person.c.id == t.review.c.claimed_by)
    )


def listed(query: sa.Select[Any]) -> list[dict[str, Any]]:
    """The lines of a query on :func:`review_rows`; SOP versions no file holds any more take one statement together."""
    rows = model.Session.execute(query).mappings().all()
    sops = sops_of(rows)
    return [review_row(row, sops.get(pinned(row))) for row in rows]


def pinned(row: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """The SOP versions that a review began with."""
    return tuple((sop_id, version) for sop_id, version in row["sop_ids"])


def sops_of(rows: Any) -> Mapping[tuple[tuple[str, int], ...], Sop]:
    """The SOPs of these rows by what they pinned."""
    return wiring.sop_port().of_many({pinned(row) for row in rows})


def review_row(row: Mapping[str, Any], sop: Sop | None = None) -> dict[str, Any]:
    """One line of a list of reviews."""
    sop = sop or wiring.sop_port().of_many([pinned(row)]).get(pinned(row))
    number = f"P-{row['number']:04d}"
    return {
        "kind": "review",
        "review_id": row["id"],
        "draft_id": row["draft_id"],
        "number": number,
        "title": row["title"],
        "organization": {"id": row["owner_org"], "title": row["office_title"], "name": row["office_name"]},
        "urusan": row["urusan"],
        "urusan_label": code_label("urusan", row["urusan"], language()),
        "cycle": row["cycle"],
        "priority": row["priority"],
        "subject": row["subject"],
        "target_edition": row["target_edition"],
        "status": row["status"],
        "status_label": status_label(row["status"]),
        "step": row["step"],
        "step_label": step_label(sop.step(row["step"])) if sop and row["step"] else row["step"],
        "round": row["round"],
        "returns": row["returns"],
        "clean": row["clean"],
        "content_digest": row["content_digest"],
        "claimed_by": row["claim"],
        "claimed_name": row["claimed_name"] if row["claim"] else None,
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
