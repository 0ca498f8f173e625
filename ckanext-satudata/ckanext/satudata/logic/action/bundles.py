"""BPS bundles: list, show, register, answer."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.bundles import cases
from ...domain.review.model import Actor
from ...model import tables as t
from .. import asking
from ..errors import translated
from ..shapes.review import bundle_row, review_shape
from ..shapes.rows import office, package, readable
from .reviews import decision

STATES = {"waiting": ("ready",), "answered": ("answered",), "building": ("building", "failed")}


@tk.side_effect_free
def satudata_bundle_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Bundles the asking person may read (``state``: waiting, answered, building), the newest first."""
    tk.check_access("satudata_bundle_list", context, data)
    who, state = asking.actor(context), asking.text(data, "state")
    if state and state not in STATES:
        raise tk.ValidationError({"state": [_("Choose waiting, answered or building.")]})
    base = sa.select(
        t.bundle,
        package.c.title,
        office.c.title.label("office_title"),
        t.review.c.due_at,
        t.review.c.owner_org,
        t.review.c.number.label("review_number"),
    )
    query = _joined(base).where(readable(who)).order_by(t.bundle.c.number.desc(), t.bundle.c.version.desc())
    if state:
        query = query.where(t.bundle.c.state.in_(STATES[state]))
    rows = model.Session.execute(query.limit(asking.whole(data, "limit", 50, 200))).mappings().all()
    counted = (
        _joined(sa.select(t.bundle.c.state, sa.func.count())).where(readable(who)).group_by(t.bundle.c.state)
    )
    by_state = dict(model.Session.execute(counted).tuples().all())
    counts = {name: sum(by_state.get(part, 0) for part in parts) for name, parts in STATES.items()}
    return {"rows": [_row(row) for row in rows], "counts": counts}


def _joined(select: sa.Select[Any]) -> sa.Select[Any]:
    return (
        select.join_from(t.bundle, t.review, t.review.c.id == t.bundle.c.review_id)
        .join(package, package.c.id == t.review.c.draft_id)
        .join(office, office.c.id == t.review.c.owner_org)
    )


def _row(row: sa.RowMapping) -> dict[str, Any]:
    return {
        **bundle_row(row, row["review_number"]),
        "title": row["title"],
        "organization": {"id": row["owner_org"], "title": row["office_title"]},
        "due_at": row["due_at"].isoformat() if row["due_at"] else None,
        "url": tk.url_for("satudata_bps.read", id=row["id"]),
    }


@tk.side_effect_free
def satudata_bundle_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One bundle (``id``) with its register and the review it belongs to."""
    tk.check_access("satudata_bundle_show", context, data)
    with translated():
        return _shape(_bundle_id(data), asking.actor(context))


def _shape(bundle_id: str, who: Actor) -> dict[str, Any]:
    row = model.Session.execute(sa.select(t.bundle).where(t.bundle.c.id == bundle_id)).mappings().one()
    unit = wiring.unit()
    review = unit.reviews.get(row["review_id"])
    shown = review_shape(review.id, who)
    registrar = who.holding(cases.REGISTRAR, review.owner_org) is not None
    return {
        **bundle_row(row, review.number),
        "title": shown["title"],
        "organization": shown["organization"],
        "review": shown,
        "current": review.round == row["round"],
        "may_register": registrar and row["state"] in ("ready", "answered"),
        "offers": shown["offers"],
        "whose_turn": shown["whose_turn"],
        "due_at": shown["due_at"],
    }


def _bundle_id(data: dict[str, Any], name: str = "id") -> str:
    given = asking.text(data, name, needed=True)
    found = model.Session.execute(sa.select(t.bundle.c.id).where(t.bundle.c.id == given)).scalar()
    if found is None:
        raise tk.ObjectNotFound(_("This bundle does not exist."))
    return found


def satudata_bundle_register(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Write the sending into the register (``id``, ``letter_number``, ``letter_date``, ``channel``, ``receiver``)."""
    tk.check_access("satudata_bundle_register", context, data)
    who, bundle_id = asking.actor(context), _bundle_id(data)
    letter = cases.Letter(
        number=asking.text(data, "letter_number", needed=True),
        date=asking.day(data, "letter_date", needed=True).isoformat(),
        channel=asking.text(data, "channel"),
        receiver=asking.text(data, "receiver"),
    )
    with translated():
        cases.register(wiring.unit(), bundle_id, letter, who)
    return _shape(bundle_id, who)


def satudata_bps_answer(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """BPS's answer (``bundle_id``, ``answer``: received or remarks; ``digest``, ``idempotency_key``;
    ``receipt_number``, ``note``, ``remarks``)."""
    tk.check_access("satudata_bps_answer", context, data)
    who, bundle_id = asking.actor(context), _bundle_id(data, "bundle_id")
    answer = asking.text(data, "answer", needed=True)
    if answer not in ("received", "remarks"):
        raise tk.ValidationError({"answer": [_("Choose received or remarks.")]})
    asked = decision(data)
    with translated():
        cases.answer(wiring.unit(), bundle_id, answer == "received", asked, who, wiring.now())
    return _shape(bundle_id, who)


ACTIONS = {
    action.__name__: action
    for action in (satudata_bundle_list, satudata_bundle_show, satudata_bundle_register, satudata_bps_answer)
}
