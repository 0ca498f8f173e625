"""Figures about reviewing: how long, how much waits, why it is returned."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...domain.review.model import OPD_POSTS
from ...model import tables as t
from .. import asking
from ..shapes.statistics import GROUPS, statistics
from ..watching import sees_all


@tk.side_effect_free
def satudata_statistics_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Lead times, backlog, return reasons, rounds (``from``, ``to``: dates, default this year; ``org_id``; ``group_by``:
    stage, org or month). The walidata sees every office, an office its own. Times are working days."""
    tk.check_access("satudata_statistics_show", context, data)
    today = wiring.today()
    until = asking.day(data, "to") or today
    since = asking.day(data, "from") or until.replace(month=1, day=1)
    if since > until:
        raise tk.ValidationError({"from": [_("Choose a first day that is not after the last one.")]})
    group_by = asking.text(data, "group_by") or "stage"
    if group_by not in GROUPS:
        raise tk.ValidationError({"group_by": [_("Choose stage, org or month.")]})
    found = statistics(since, until, _orgs(context, data), group_by)
    return {**found, "offices": _offices(None if sees_all(context) else _own(context))}


def _own(context: dict[str, Any]) -> frozenset[str]:
    who = asking.actor(context)
    return who.prepares | {h.org_id for h in who.holdings if h.org_id and h.post in OPD_POSTS}


def _offices(own: Collection[str] | None) -> list[dict[str, str]]:
    """The offices to choose from."""
    group = model.Group.__table__.c
    query = sa.select(group.id, group.title).join(t.governed, t.governed.c.org_id == group.id)
    query = query.where(group.id.in_(own)) if own is not None else query
    return [dict(row) for row in model.Session.execute(query.order_by(group.title)).mappings()]


def _orgs(context: dict[str, Any], data: dict[str, Any]) -> Collection[str] | None:
    """The offices that the figures are about; None: all."""
    own = _own(context)
    asked = asking.text(data, "org_id")
    office = model.Group.get(asked) if asked else None
    if asked and office is None:
        raise tk.ValidationError({"org_id": [_("This office does not exist.")]})
    if sees_all(context):
        return {office.id} if office else None
    if office is not None and office.id not in own:
        raise tk.NotAuthorized(_("An office sees its own figures; the walidata sees those of all."))
    return {office.id} if office else own


ACTIONS = {"satudata_statistics_show": satudata_statistics_show}
