"""Assignments of posts, and the SOPs."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...domain.review.model import Standing
from ...domain.sop import Sop
from ...model import tables as t
from ...words import post_label, step_label
from .. import asking

OFFICE_POSTS = ("kasubag", "sekretaris", "kepala_opd")
CENTRAL_POSTS = ("verifikator", "kabid", "kadis", "bps", "admin_walidata")


def satudata_assignment_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Give a post (``user``, ``post``; ``org_id`` for a post inside an office; ``standing``, ``decree``, ``starts_on``,
    ``ends_on``)."""
    tk.check_access("satudata_assignment_create", context, data)
    user = model.User.get(asking.text(data, "user", needed=True))
    if user is None:
        raise tk.ValidationError({"user": [_("This user does not exist.")]})
    post, org_id = _post(data)
    row = {
        "id": wiring.new_id(),
        "user_id": user.id,
        "post": post,
        "org_id": org_id,
        "standing": _standing(data),
        "decree": asking.text(data, "decree"),
        "starts_on": asking.day(data, "starts_on") or wiring.today(),
        "ends_on": asking.day(data, "ends_on"),
        "created_at": wiring.now(),
    }
    model.Session.execute(t.assignment.insert().values(**row))
    model.Session.commit()
    return _shape(row)


def _post(data: dict[str, Any]) -> tuple[str, str | None]:
    post = asking.text(data, "post", needed=True)
    if post in CENTRAL_POSTS:
        return post, None
    if post not in OFFICE_POSTS:
        raise tk.ValidationError({"post": [_("This post does not exist.")]})
    office = model.Group.get(asking.text(data, "org_id", needed=True))
    if office is None or not office.is_organization:
        raise tk.ValidationError({"org_id": [_("This office does not exist.")]})
    return post, office.id


def _standing(data: dict[str, Any]) -> str:
    given = asking.text(data, "standing") or str(Standing.DEFINITIVE)
    if given not in set(Standing):
        raise tk.ValidationError({"standing": [_("Choose definitif, plt or plh.")]})
    return given


def satudata_assignment_end(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """End an assignment (``id``, ``ends_on``: its last day, default today)."""
    tk.check_access("satudata_assignment_end", context, data)
    change = t.assignment.update().where(t.assignment.c.id == asking.text(data, "id", needed=True))
    ended = change.values(ends_on=asking.day(data, "ends_on") or wiring.today()).returning(*t.assignment.c)
    row = model.Session.execute(ended).mappings().first()
    if row is None:
        raise tk.ObjectNotFound(_("This assignment does not exist."))
    model.Session.commit()
    return _shape(row)


@tk.side_effect_free
def satudata_assignment_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Every assignment, running and ended, the newest first."""
    tk.check_access("satudata_assignment_list", context, data)
    query = sa.select(t.assignment).order_by(
        t.assignment.c.starts_on.desc(), t.assignment.c.created_at.desc()
    )
    return [_shape(row) for row in model.Session.execute(query).mappings()]


def _shape(row: Any) -> dict[str, Any]:
    user = model.User.get(row["user_id"])
    return {
        "id": row["id"],
        "user": user.name if user else row["user_id"],
        "display_name": user.display_name if user else row["user_id"],
        "post": row["post"],
        "post_label": post_label(row["post"], row["standing"]),
        "org_id": row["org_id"],
        "standing": row["standing"],
        "decree": row["decree"],
        "starts_on": row["starts_on"].isoformat(),
        "ends_on": row["ends_on"].isoformat() if row["ends_on"] else None,
    }


@tk.side_effect_free
def satudata_sop_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """The SOPs in force."""
    tk.check_access("satudata_sop_list", context, data)
    return [
        {"id": sop.id, "version": sop.version, "name": sop.name} for sop in wiring.current_sops().values()
    ]


@tk.side_effect_free
def satudata_sop_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One SOP in force (``id``) with its steps and its whole definition."""
    tk.check_access("satudata_sop_show", context, data)
    sop: Sop | None = wiring.current_sops().get(asking.text(data, "id", needed=True))
    if sop is None:
        raise tk.ObjectNotFound(_("This SOP does not exist."))
    steps = [
        {
            "id": step.id,
            "number": step.number,
            "activity": step.activity,
            "label": step_label(step),
            "post": post_label(step.post.slot),
            "days": step.days,
        }
        for step in sop.steps
    ]
    definition = dict(sop.definition)
    return {"id": sop.id, "version": sop.version, "name": sop.name, "steps": steps, "definition": definition}


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_assignment_create,
        satudata_assignment_end,
        satudata_assignment_list,
        satudata_sop_list,
        satudata_sop_show,
    )
}
