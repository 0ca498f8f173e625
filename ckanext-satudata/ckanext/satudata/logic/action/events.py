"""The record as people read it: what happened, the approval sheet, what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

from ... import wiring
from ...adapters.sql import refusals
from ...refusal_words import refusal_label
from .. import asking
from ..errors import translated
from ..shapes.history import dataset_history
from ..shapes.review import timeline
from ..shapes.sheet import approval_sheet


@tk.side_effect_free
def satudata_event_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """What happened, the newest first: to a review (``id``), or to a dataset over all its reviews (``dataset_id``); of a
    dataset, those reviews are told that the asking person may read."""
    tk.check_access("satudata_event_list", context, data)
    who = asking.actor(context)
    if dataset_id := asking.text(data, "dataset_id"):
        package = model.Package.get(dataset_id)
        known = package.id if package is not None else dataset_id
        return dataset_history(known, who, lambda review_id: _may_read(context, review_id))
    return timeline(wiring.unit().reviews.get(asking.review_id(data)), who)


def _may_read(context: Mapping[str, Any], review_id: str) -> bool:
    fresh = {"user": context.get("user", ""), "auth_user_obj": asking.user_of(context)}
    try:
        tk.check_access("satudata_review_show", fresh, {"id": review_id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True


@tk.side_effect_free
def satudata_approval_sheet_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The approval sheet of a review (``id``): decisions by posts (no names of persons), times, digest, BPS's receipt."""
    tk.check_access("satudata_approval_sheet_show", context, data)
    with translated():
        return approval_sheet(asking.review_id(data))


@tk.side_effect_free
def satudata_refusal_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Refused attempts (``from``, ``to``: dates; ``dataset_id``, ``user``, ``limit``, ``offset``), the newest first. ``times``
    tells how often the same happened within a minute; lines are written at the 1st, 10th, 100th …"""
    tk.check_access("satudata_refusal_list", context, data)
    since, until = asking.day(data, "from"), asking.day(data, "to")
    start = wiring.calendar().start_of
    user = model.User.get(asking.text(data, "user")) if data.get("user") else None
    count, rows = refusals.listed(
        model.Session.connection(),
        since=start(since) if since else None,
        until=start(until + timedelta(days=1)) if until else None,
        subject=asking.text(data, "dataset_id"),
        actor_id=user.id if user else asking.text(data, "user"),
        limit=asking.whole(data, "limit", 50, 200),
        offset=asking.whole(data, "offset", 0, 10**9),
    )
    return {"count": count, "rows": [_refusal(row) for row in rows]}


def _refusal(row: Mapping[str, Any]) -> dict[str, Any]:
    user = model.User.get(row["actor_id"]) if row["actor_id"] else None
    return {
        "at": row["at"].isoformat(),
        "actor": user.display_name if user else row["actor_id"],
        "action": row["action"],
        "code": row["code"],
        "label": refusal_label(row["code"]),
        "review": f"P-{row['number']:04d}" if row["number"] else None,
        "dataset_id": row["subject"],
        "times": row["data"].get("times", 1),
    }


ACTIONS = {
    action.__name__: action
    for action in (satudata_event_list, satudata_approval_sheet_show, satudata_refusal_list)
}
