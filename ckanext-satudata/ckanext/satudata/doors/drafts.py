"""What CKAN's own write of a draft leaves behind: who touched it, so that they decide nothing about it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from sqlalchemy import text

from . import governance

_TOUCHED = text(
    "INSERT INTO satudata_contributor (draft_id, user_id) "
    "SELECT package_id, :user FROM satudata_draft WHERE package_id = :draft ON CONFLICT DO NOTHING"
)
_UPDATED = text("UPDATE satudata_draft SET updated_at = now() WHERE package_id = :draft")


def after_dataset_update(context: dict[str, Any], pkg_dict: dict[str, Any]) -> None:
    """Record the writer of a draft in the transaction of the write (IPackageController)."""
    package = context.get("package") or model.Package.get(pkg_dict.get("id"))
    if package is None or not governance.is_draft(package):
        return
    user = model.User.get(context.get("user") or "")
    if user is not None and user.name != tk.config["ckan.site_id"]:
        model.Session.execute(_TOUCHED, {"draft": package.id, "user": user.id})
    model.Session.execute(_UPDATED, {"draft": package.id})
