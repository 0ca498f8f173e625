"""Who watches the work of reviewing: the walidata all of it, an office its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..domain.review.model import OPD_POSTS, WALIDATA_POSTS
from . import asking


def sees_all(context: Mapping[str, Any]) -> bool:
    """Holders of the walidata's posts, its administrator and sysadmins."""
    user = asking.user_of(context)
    posts = {holding.post for holding in asking.actor(context).holdings}
    return bool(user and user.sysadmin) or bool(posts & {*WALIDATA_POSTS, "admin_walidata"})


def sees_some(context: Mapping[str, Any]) -> bool:
    """They, and the people of an office."""
    who = asking.actor(context)
    return sees_all(context) or bool(who.prepares) or any(h.post in OPD_POSTS for h in who.holdings)
