"""CKAN's own pages of a draft: those of its type lead to the portal's, all others are missing for who may not read it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Flask, redirect, request

from . import governance

DATASET_BLUEPRINTS = frozenset({"dataset", "dataset_resource", "resource"})
CKAN_BLUEPRINTS = frozenset({governance.DRAFT_TYPE, f"{governance.DRAFT_TYPE}_resource"})
LISTS = {"search": "/kerja", "new": "/rancangan/baru"}
SEE_OTHER = 303


def register(app: Flask) -> None:
    """Look at each request before CKAN's view of a draft would answer it."""
    app.before_request(redirect_draft_pages)
    app.before_request(miss_hidden_pages)


def redirect_draft_pages() -> Any:
    """Send CKAN's draft pages to ours; a page that would lead to itself is not found."""
    if request.blueprint not in CKAN_BLUEPRINTS:
        return None
    target = _target()
    if target == request.path:
        return tk.abort(404)
    return redirect(tk.h.url_for(target), SEE_OTHER)


def _target() -> str:
    view = (request.endpoint or "").rpartition(".")[2]
    named = (request.view_args or {}).get("id")
    if named is None or (view in LISTS and request.blueprint == governance.DRAFT_TYPE):
        return LISTS.get(view, "/kerja")
    package = model.Package.get(named)
    return f"/rancangan/{package.id if package is not None else named}"


def miss_hidden_pages() -> Any:
    """Answer 404 where CKAN's pages would tell a draft that is hidden from one that does not exist."""
    named = (request.view_args or {}).get("id")
    if named is None or request.blueprint not in DATASET_BLUEPRINTS:
        return None
    package = model.Package.get(named)
    if package is None or (governance.is_draft(package) and not _reads(package)):
        return tk.abort(404, tk._("Dataset not found"))
    return None


def _reads(package: Any) -> bool:
    try:
        tk.check_access("package_show", {"user": tk.current_user.name}, {"id": package.id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True
