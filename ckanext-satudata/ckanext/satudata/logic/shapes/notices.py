"""A person's notices, as pages and the API show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ... import wiring
from ...domain.notices import AWAITING, RECIPIENTS, REMINDERS, Kind
from ...domain.review.model import Actor
from ...model import tables as t
from ...notice_texts import text
from ...whatsapp import message, public_titles
from ...words import post_label, step_label
from .rows import package, readable

MOVES = sorted(set(RECIPIENTS) - {"claimed", "released", "assigned", "archived", "bundle_built"})
"""Events after which another turn is open, or none."""


def notices(actor: Actor, limit: int, offset: int = 0, *, unread_only: bool = False) -> list[dict[str, Any]]:
    """A person's notices, the newest first. Of what this person may not read any more, the title is not told."""
    query = _rows(actor).order_by(t.notice.c.created_at.desc(), t.notice.c.id).limit(limit).offset(offset)
    if unread_only:
        query = query.where(t.notice.c.read_at.is_(None))
    rows = model.Session.execute(query).mappings().all()
    titles = public_titles(row["dataset_id"] for row in rows)
    return [_notice(row, titles.get(row["dataset_id"], "")) for row in rows]


def counts(user_id: str) -> dict[str, int]:
    """How many notices a person has, and how many of them unread."""
    unread_ones = sa.func.count().filter(t.notice.c.read_at.is_(None)).label("unread")
    query = sa.select(sa.func.count().label("count"), unread_ones).where(t.notice.c.user_id == user_id)
    return dict(model.Session.execute(query).mappings().one())


def unread(actor: Actor, limit: int) -> list[dict[str, Any]]:
    """The newest unread notice of each review: what it says now counts, not every step on the way."""
    found = notices(actor, 5 * limit, unread_only=True)
    newest = {notice["number"]: notice for notice in reversed(found) if not notice["over"]}
    return sorted(newest.values(), key=lambda notice: notice["at"], reverse=True)[:limit]


def _rows(actor: Actor) -> sa.Select[Any]:
    later = t.event.alias("later")
    moved = sa.exists().where(
        later.c.review_id == t.notice.c.review_id,
        later.c.id > t.notice.c.event_id,
        later.c.action.in_(MOVES),
    )
    over = sa.and_(t.notice.c.kind.in_([str(kind) for kind in AWAITING]), moved)
    r, e = t.review.c, t.event.c
    return (
        sa.select(t.notice, r.number, r.sop_ids, r.step, r.status, r.due_at, r.dataset_id)
        .add_columns(sa.case((readable(actor), package.c.title), else_="").label("title"))
        .add_columns(e.post, e.standing, e.data, r.post.label("turn_post"), over.label("over"))
        .join(t.review, r.id == t.notice.c.review_id)
        .join(t.event, e.id == t.notice.c.event_id)
        .join(package, package.c.id == r.draft_id)
        .where(t.notice.c.user_id == actor.user_id)
    )


def _notice(row: Mapping[str, Any], public_title: str) -> dict[str, Any]:
    number = f"P-{row['number']:04d}"
    step = wiring.sop_port().get([tuple(pair) for pair in row["sop_ids"]]).step(_told_step(row))
    actor = post_label("portal") if row["kind"] in set(map(str, REMINDERS)) else _actor(row)
    facts = {
        "number": number,
        "actor": actor,
        "step": step_label(step),
        "post": post_label(step.post.slot),
        "due": "",
    }
    return {
        "id": row["id"],
        "kind": row["kind"],
        "text": text(row["kind"], facts).short,
        "title": row["title"],
        "number": number,
        "actor": actor,
        "step_label": step_label(step),
        "at": row["created_at"].isoformat(),
        "read": row["read_at"] is not None,
        "over": row["over"],
        "url": _url(row, number),
        "whatsapp": "" if row["over"] else _whatsapp(row, number, public_title),
    }


def _url(row: Mapping[str, Any], number: str) -> str:
    """The submission; what BPS is told of a dataset that was taken down leads to its line in the register."""
    if row["kind"] == Kind.TAKEN_BACK:
        return str(tk.url_for("satudata_bps.read", id=row["review_id"]))
    return str(tk.url_for("satudata_pengajuan.read", number=number))


def _whatsapp(row: Mapping[str, Any], number: str, public_title: str) -> str:
    """The text to pass on while somebody is awaited; what is final needs no passing on."""
    if row["kind"] not in set(map(str, AWAITING)) or row["status"] not in ("in_review", "returned"):
        return ""
    due = row["due_at"].isoformat() if row["due_at"] else ""
    return message(number, row["status"], post_label(row["turn_post"]), due, public_title)


def _actor(row: Mapping[str, Any]) -> str:
    return post_label(row["post"], row["standing"])


def _told_step(row: Mapping[str, Any]) -> str:
    return str(row["data"].get("to") or row["data"].get("step") or row["step"])
