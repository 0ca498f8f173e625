"""What an action is asked for, and by whom."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from .. import wiring
from ..domain.review.model import Actor
from ..domain.signs import seen_in
from ..model import tables as t


def user_of(context: Mapping[str, Any]) -> model.User | None:
    """The user of an action's context."""
    user = context.get("auth_user_obj")
    if user is not None and not getattr(user, "is_anonymous", False):
        return user
    return model.User.get(context["user"]) if context.get("user") else None


def may(context: Mapping[str, Any], action: str) -> bool:
    """Whether the person who asks may call another action that needs no more than who they are."""
    fresh = {"user": context.get("user", ""), "auth_user_obj": user_of(context)}
    fresh["ignore_auth"] = bool(context.get("ignore_auth"))
    try:
        tk.check_access(action, fresh, {})
    except tk.NotAuthorized:
        return False
    return True


def actor(context: Mapping[str, Any]) -> Actor:
    """The person who asks."""
    return wiring.actor_of(user_of(context))


LONGEST = 10_000
"""Characters of what somebody writes on a submission; of a number or a name, ``SHORT``."""
SHORT = 200


def text(data: Mapping[str, Any], name: str, *, needed: bool = False, most: int = 0) -> str:
    """A text parameter without outer blanks, of at most so many characters (0: any number).

    Raises ``ValidationError`` when it is needed and missing, no text, or too long.
    """
    value = data.get(name, "")
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise tk.ValidationError({name: [_("Send a text.")]})
    if needed and not value.strip():
        raise tk.ValidationError({name: [_("Missing value")]})
    if most and len(value.strip()) > most:
        raise tk.ValidationError(
            {name: [_("Longer than %(limit)s characters. Shorten it.") % {"limit": most}]}
        )
    return value.strip()


def mapping(data: Mapping[str, Any], name: str, *, as_sent: bool = False) -> dict[str, Any]:
    """An object parameter, as JSON text (forms) or as an object (API); ``as_sent``: with signs that nobody sees."""
    value = _parsed(data.get(name), name, as_sent=as_sent)
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise tk.ValidationError({name: [_("Send a JSON object.")]})
    return value


def listing(data: Mapping[str, Any], name: str) -> list[Any]:
    """A list parameter: a list, one text, or JSON text."""
    value = data.get(name)
    if value in (None, ""):
        return []
    if isinstance(value, str) and not value.lstrip().startswith("["):
        return [value]
    value = _parsed(value, name)
    if not isinstance(value, list):
        raise tk.ValidationError({name: [_("Send a list.")]})
    return value


def _parsed(value: Any, name: str, *, as_sent: bool = False) -> Any:
    """What JSON text holds: an escape brings in signs that the text itself does not have."""
    if not isinstance(value, str) or not value.strip():
        return value
    try:
        found = json.loads(value)
        return found if as_sent else seen_in(found)
    except (ValueError, RecursionError) as broken:
        raise tk.ValidationError({name: [_("This is not JSON.")]}) from broken


def whole(data: Mapping[str, Any], name: str, default: int, highest: int = 1000) -> int:
    """A whole number from 0 to ``highest``."""
    try:
        return max(0, min(int(data.get(name, default)), highest))
    except (TypeError, ValueError, OverflowError) as broken:
        raise tk.ValidationError({name: [_("Send a whole number.")]}) from broken


def row_number(data: Mapping[str, Any], name: str) -> int:
    """The id of a row that is numbered, from 1."""
    given = str(data.get(name, ""))
    if not given.isdecimal() or len(given) > 18:
        raise tk.ValidationError({name: [_("Send a whole number.")]})
    return int(given)


def day(data: Mapping[str, Any], name: str, *, needed: bool = False) -> Any:
    """A date parameter (ISO); None when it is left out."""
    given = text(data, name, needed=needed)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as broken:
        raise tk.ValidationError({name: [_("Write the date as 2026-11-21.")]}) from broken


def review_id(data: Mapping[str, Any]) -> str:
    """The id of a review given by ``id`` (or its number, ``P-0001``). Raises ``ObjectNotFound``."""
    given = text(data, "id") or text(data, "number", needed=True)
    column = t.review.c.number if given.upper().startswith("P-") else t.review.c.id
    value: Any = _number(given) if column is t.review.c.number else given
    found = model.Session.execute(sa.select(t.review.c.id).where(column == value)).scalar()
    if found is None:
        raise tk.ObjectNotFound(_("This submission does not exist."))
    return found


def _number(given: str) -> int:
    digits = given[2:]
    return int(digits) if digits.isdecimal() and len(digits) < 10 else -1


def dataset(data: Mapping[str, Any]) -> model.Package:
    """The public record that ``dataset_id`` names."""
    found = model.Package.get(text(data, "dataset_id", needed=True))
    if found is None or found.type != "dataset":
        raise tk.ObjectNotFound(_("Dataset not found"))
    return found


def draft_id(data: Mapping[str, Any]) -> str:
    """The id of the draft given by ``id`` (or its name). Raises ``ObjectNotFound``."""
    package = model.Package.get(text(data, "id", needed=True))
    if package is None or package.type != "rancangan":
        raise tk.ObjectNotFound(_("This draft does not exist."))
    return package.id
