"""What every auth function of ours is made of: its type, yes, no with a sentence, and the two widest answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from . import asking

Answer = dict[str, Any]
Auth = Callable[[dict[str, Any], dict[str, Any]], Answer]

YES: Answer = {"success": True}


def no(message: str) -> Answer:
    """A refusal with its sentence."""
    return {"success": False, "msg": message}


def logged_in(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Everybody who is signed in."""
    return YES if asking.user_of(context) is not None else no(_("Log in first."))


@tk.auth_allow_anonymous_access
def everybody(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Everybody, also without an account."""
    return YES
