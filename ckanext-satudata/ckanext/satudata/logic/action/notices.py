"""A person's notices, and how that person wants to be told."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import preferences, wiring
from ...model import tables as t
from .. import asking
from ..shapes.notices import counts, notices


@tk.side_effect_free
def satudata_notice_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The asking person's notices, the newest first (``limit``, ``offset``; ``unread``: only those not read yet)."""
    tk.check_access("satudata_notice_list", context, data)
    who = asking.actor(context)
    limit, offset = asking.whole(data, "limit", 20, 100), asking.whole(data, "offset", 0, 100_000)
    unread = tk.asbool(data.get("unread", False))
    return {**counts(who.user_id), "rows": notices(who, limit, offset, unread_only=unread)}


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


@tk.side_effect_free
def satudata_preference_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """How the asking person is told: ``language`` of mails (``id`` or ``en``), ``digest`` (a mail each morning or not)."""
    tk.check_access("satudata_preference_show", context, data)
    return preferences.of(asking.user_of(context))


def satudata_preference_update(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Set how the asking person is told (``language``: ``id`` or ``en``; ``digest``: true or false). What is left out stays."""
    tk.check_access("satudata_preference_update", context, data)
    wanted: dict[str, Any] = {}
    if language := asking.text(data, "language"):
        if language not in preferences.LANGUAGES:
            raise tk.ValidationError({"language": [_("Choose id or en.")]})
        wanted["language"] = language
    if data.get("digest") not in (None, ""):
        wanted["digest"] = _yes_or_no(data["digest"])
    return preferences.change(asking.actor(context).user_id, wanted)


def _yes_or_no(value: Any) -> bool:
    try:
        return bool(tk.asbool(value))
    except ValueError as unclear:
        raise tk.ValidationError({"digest": [_("Send true or false.")]}) from unclear


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_notice_list,
        satudata_notice_read,
        satudata_preference_show,
        satudata_preference_update,
    )
}
