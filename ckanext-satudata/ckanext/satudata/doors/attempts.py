"""Refused writes through CKAN's own doors are kept: a guard marks its refusal, and the answer tells whether it was one.

A page asks the same guards to know which buttons to show; so a mark counts only when the request was a write and was
answered with 403 or 409.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Flask, Response, g, has_request_context, request

from .. import refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
REFUSED = frozenset({403, 409})
MARKS = "satudata.refused_marks"
NAMES = ("id", "name", "package_id", "resource_id", "datasets", "object", "subject")


def mark(action: str, code: str, data: Mapping[str, Any], user: str = "") -> None:
    """Remember within the request that a guard refused this action to a user (a name), and what it named."""
    if not has_request_context() or request.method in SAFE:
        return
    named = {name: data[name] for name in NAMES if isinstance(data.get(name), str)}
    request.environ.setdefault(MARKS, []).append((action, code, named, user or g.get("user", "")))


def register(app: Flask) -> None:
    """Look at every answer."""
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    marks = request.environ.get(MARKS, [])
    if response.status_code in REFUSED and marks and refused.NOTED not in request.environ:
        called = (request.view_args or {}).get("logic_function", "")
        action, code, named, user = next((one for one in marks if one[0] == called), marks[-1])
        if not called or action == called or not _only_reads(called):
            known = model.User.get(user) if user else None
            refused.note(called or action, code, known.id if known else "", named)
    return response


def _only_reads(name: str) -> bool:
    try:
        return bool(getattr(tk.get_action(name), "side_effect_free", False))
    except KeyError:
        return True
