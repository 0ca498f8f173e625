"""A person's own page, and notices."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

from ... import wiring
from ...model import tables as t
from .. import asking
from ..shapes.home import home, notices


@tk.side_effect_free
def satudata_home_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What the asking person must do: my turn, in review, due soon, published, notices."""
    tk.check_access("satudata_home_show", context, data)
    return home(asking.actor(context))


@tk.side_effect_free
def satudata_notice_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """The asking person's notices, the newest first."""
    tk.check_access("satudata_notice_list", context, data)
    return notices(asking.actor(context).user_id, asking.whole(data, "limit", 20, 100))


def satudata_notice_read(context: dict[str, Any], data: dict[str, Any]) -> None:
    """Mark the asking person's notices as read (``id`` for one, nothing for all)."""
    tk.check_access("satudata_notice_read", context, data)
    change = t.notice.update().where(
        t.notice.c.user_id == asking.actor(context).user_id, t.notice.c.read_at.is_(None)
    )
    if notice_id := asking.text(data, "id"):
        change = change.where(t.notice.c.id == notice_id)
    model.Session.execute(change.values(read_at=wiring.now()))
    model.Session.commit()


ACTIONS = {
    action.__name__: action for action in (satudata_home_show, satudata_notice_list, satudata_notice_read)
}
