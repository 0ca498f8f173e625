"""How a person wants to be told: the language of mails, and whether a digest comes each morning.

Kept in CKAN's ``user.plugin_extras`` under ``satudata``, beside what other extensions keep there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

LANGUAGES = ("id", "en")


def of(user: model.User | None) -> dict[str, Any]:
    """``{language, digest}`` of a user; the portal's language and a digest where nothing was chosen."""
    kept = ((user.plugin_extras if user is not None else None) or {}).get("satudata") or {}
    return {"language": kept.get("language") or default_language(), "digest": bool(kept.get("digest", True))}


def default_language() -> str:
    """The portal's own language, as far as mails are written in it."""
    language = str(tk.config["ckan.locale_default"])
    return language if language in LANGUAGES else "id"


def change(user_id: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Keep these choices of a user and give all of them; what other extensions keep stays as it is."""
    user = model.Session.query(model.User).filter_by(id=user_id).with_for_update().one()
    extras = dict(user.plugin_extras or {})
    extras["satudata"] = {**(extras.get("satudata") or {}), **wanted}
    user.plugin_extras = extras
    model.Session.commit()
    return of(user)
