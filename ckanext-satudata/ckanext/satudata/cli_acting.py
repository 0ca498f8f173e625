"""What commands that call actions share: whose account they act with, and how a refusal is told."""

from __future__ import annotations

from typing import Any

import click


def as_account(login: str) -> dict[str, Any]:
    """The context of an action done by this user, or by the site's own user (a sysadmin)."""
    import ckan.model as model
    import ckan.plugins.toolkit as tk

    name = login or tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    user = model.User.get(name)
    if user is None:
        raise click.ClickException(f"akun '{name}' tidak ada")
    return {"user": user.name, "auth_user_obj": user}


def sentences(refused: Any) -> str:
    """The sentences of an action's refusal, one on each line."""
    found = getattr(refused, "error_dict", None)
    return "\n".join(text for texts in found.values() for text in texts) if found else str(refused)
