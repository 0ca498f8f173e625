"""A bundle and its line in the register, as page and API show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...adapters.sql import work as work_rows
from ...app.bundles import cases, paper, sets
from ...domain.periods import covered
from ...domain.review.model import WALIDATA_POSTS, Actor, Status
from ...model import tables as t
from .review import bundle_row, review_shape
from .rows import office, package, readable

LISTED = ("ready", "answered", "notice")


def may_read(who: Actor) -> sa.ColumnElement[bool]:
    """Which lines a person may read: those of reviews they read; of several reviews, the walidata, and BPS once built."""
    several = t.bundle.c.review_id.is_(None)
    if not any(held.post in WALIDATA_POSTS for held in who.holdings):
        several = sa.and_(several, t.bundle.c.state.in_(LISTED))
    return sa.or_(sa.and_(t.review.c.id.is_not(None), readable(who)), several)


def states() -> dict[str, sa.ColumnElement[bool]]:
    """What each state of the list holds; a line is in exactly one."""
    b, r = t.bundle.c, t.review.c
    awaited = sa.and_(
        r.status == str(Status.IN_REVIEW), r.round == b.round, sa.func.coalesce(r.post, "") == paper.BPS
    )
    alone = b.review_id.is_not(None)
    ready = b.state == "ready"
    return {
        "waiting": sa.and_(ready, alone, awaited),
        "answered": b.state == "answered",
        "several": sa.and_(ready, b.review_id.is_(None)),
        "closed": sa.and_(ready, alone, sa.not_(awaited)),
        "building": b.state.in_(("building", "failed")),
        "notice": b.state == "notice",
    }


def joined(select: sa.Select[Any]) -> sa.Select[Any]:
    """The register with its reviews, datasets and offices, where a line has them."""
    owner = sa.func.coalesce(t.review.c.owner_org, t.bundle.c.owner_org)
    return (
        select.select_from(t.bundle)
        .outerjoin(t.review, t.review.c.id == t.bundle.c.review_id)
        .outerjoin(package, package.c.id == t.review.c.draft_id)
        .outerjoin(office, office.c.id == owner)
    )


def rows() -> sa.Select[Any]:
    """Everything a line of the register shows."""
    return joined(
        sa.select(
            t.bundle,
            sa.func.coalesce(package.c.title, t.bundle.c.title).label("shown_title"),
            office.c.title.label("office_title"),
            office.c.name.label("office_name"),
            t.review.c.due_at,
            t.review.c.dataset_id,
            sa.func.coalesce(t.review.c.owner_org, t.bundle.c.owner_org).label("office_id"),
            t.review.c.number.label("review_number"),
            _told("cakupan_awal"),
            _told("cakupan_akhir"),
        )
    )


def desk(who: Actor, most: Mapping[str, int]) -> dict[str, Any]:
    """Lines of several states in one statement, so that each line is in one list and counted there. ``most``: how many
    of each. What waits for an answer begins with what is due first, everything else with the newest."""
    b = t.bundle.c
    listed = sa.case(*((where, name) for name, where in states().items()))
    first_due = sa.case((listed == "waiting", t.review.c.due_at))
    oldest = sa.case((listed == "waiting", b.number))
    order = [first_due.asc().nulls_last(), oldest.asc().nulls_last(), b.number.desc(), b.version.desc()]
    placed = sa.func.row_number().over(partition_by=listed, order_by=order).label("place")
    total = sa.func.count().over(partition_by=listed).label("total")
    each = rows().add_columns(listed.label("listed"), placed, total).where(may_read(who)).subquery()
    limit = sa.case(most, value=each.c.listed, else_=0)
    query = sa.select(each).where(each.c.place <= limit).order_by(each.c.listed, each.c.place)
    found: dict[str, Any] = {"lists": {name: [] for name in most}, "counts": dict.fromkeys(most, 0)}
    for row in model.Session.execute(query).mappings():
        found["lists"][row["listed"]].append(line(row))
        found["counts"][row["listed"]] = row["total"]
    return found


def _told(field: str) -> sa.Label[Any]:
    """What the description of a line's dataset says in one field."""
    return package.c.extras[field].astext.label(field)


def line(row: Mapping[str, Any]) -> dict[str, Any]:
    """One line of the register."""
    return {
        **bundle_row(row, row["review_number"]),
        "title": title_of(row),
        "organization": {
            "id": row["office_id"] or "",
            "title": row["office_title"] or _("Several offices"),
            "name": row["office_name"] or "",
        },
        "period": covered(row["cakupan_awal"] or "", row["cakupan_akhir"] or ""),
        "due_at": row["due_at"].isoformat() if row["due_at"] else None,
        "url": tk.url_for("satudata_bps.read", id=row["id"]),
    }


def title_of(row: Mapping[str, Any]) -> str:
    """What a line is about: its dataset, or in the running language the cycle, the office, or how many datasets."""
    if row["kind"] == "cycle":
        return _("Data of the cycle %(year)s") % {"year": row["scope"]}
    if row["kind"] == "organization":
        return _("Data of %(office)s") % {"office": row["office_title"] or ""}
    if row["kind"] == "reviews":
        count = len(row["members"])
        return tk.ungettext("Bundle of %(num)s dataset", "Bundle of %(num)s datasets", count) % {"num": count}
    return str(row["shown_title"] or "")


def shape(bundle_id: str, who: Actor) -> dict[str, Any]:
    """One bundle with its register, what it holds, how far it is, and what this person may do with it."""
    row = model.Session.execute(rows().where(t.bundle.c.id == bundle_id)).mappings().one()
    shown = {**line(row), "progress": progress(row), "may_build": sets.may_build(who)}
    if row["review_id"] is None:
        registrar = who.holding(cases.REGISTRAR, row["office_id"] or "") is not None
        may = registrar and row["state"] in LISTED
        return {
            **shown,
            "review": None,
            "members": members(row),
            "current": True,
            "may_register": may,
            "may_reply": may,
            "offers": [],
            "whose_turn": None,
        }
    review = wiring.unit().reviews.get(row["review_id"])
    seen = review_shape(review.id, who)
    registrar = who.holding(cases.REGISTRAR, review.owner_org) is not None
    may = registrar and row["state"] in ("ready", "answered")
    current = review.round == row["round"]
    return {
        **shown,
        "title": seen["title"],
        "organization": seen["organization"],
        "review": seen,
        "members": [],
        "current": current,
        "may_register": may,
        "may_reply": may and (row["state"] == "answered" or (current and review.step == "bps")),
        "offers": seen["offers"],
        "whose_turn": seen["whose_turn"],
        "due_at": seen["due_at"],
    }


def members(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The datasets of a set, each with its submission and the bundle it has of its own."""
    ids = [one["review_id"] for one in row["members"]]
    query = rows().where(t.bundle.c.review_id.in_(ids))
    own = {(one["review_id"], one["round"]): one for one in model.Session.execute(query).mappings()}
    found = [own.get((one["review_id"], one["round"])) for one in row["members"]]
    shown = [
        {"title": one["shown_title"], "number": f"P-{one['review_number']:04d}", "bundle_id": one["id"]}
        for one in found
        if one is not None
    ]
    return sorted(shown, key=lambda one: one["number"])


def progress(row: Mapping[str, Any]) -> dict[str, Any]:
    """How far the building is: entries made, entries in all, the one in hand; empty when nothing is built."""
    if row["state"] != "building":
        return {}
    kind, subject = ("bundle", row["review_id"]) if row["review_id"] else (sets.WORK, row["id"])
    work = work_rows.latest(model.Session, [kind], subject)
    told = (work or {}).get("progress") or {}
    return {"done": told.get("rows", 0), "of": told.get("of", 0), "entry": told.get("stage", "")}
