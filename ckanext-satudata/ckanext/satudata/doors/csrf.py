"""The guard against forged requests: an unsafe request of a person known by their session needs its token."""

from __future__ import annotations

from ckan.common import current_user, g
from ckan.config.middleware.flask_app import csrf
from flask import Flask, request

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def register(app: Flask) -> None:
    """Check every unsafe request after CKAN has told who it comes from."""
    app.before_request(guard)


def guard() -> None:
    """Answer 400 to an unsafe request without its token, unless nobody is logged in or an API token told who asks."""
    if request.method in UNSAFE and known_by_session():
        csrf.protect()


def known_by_session() -> bool:
    """Tell whether the reader was recognised by the session cookie, and not by an API token."""
    return bool(current_user.is_authenticated) and not g.get("login_via_auth_header", False)
