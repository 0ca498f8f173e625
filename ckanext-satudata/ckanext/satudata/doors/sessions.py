"""A session belongs to the password it began with: whoever changes the password ends all others of that account."""

from __future__ import annotations

import hashlib
import hmac

from ckan import model
from ckan.common import current_user, logout_user, session
from flask import Flask, Response, request

from .csrf import UNSAFE, known_by_session

MARK = "satudata_password"
FILES = ("static", "webassets")
"""Endpoints of style, script and pictures: nobody is asked who they are."""


def register(app: Flask) -> None:
    """Look at the session before each request, and keep the one that changed the password."""
    app.before_request(end_when_outdated)
    app.after_request(keep)


def end_when_outdated() -> None:
    """Log out a session whose account has another password by now; the request goes on as nobody's."""
    if (request.endpoint or "").startswith(FILES) or not known_by_session():
        return
    mark = _mark(current_user.password)
    if MARK not in session:
        session[MARK] = mark
    elif not hmac.compare_digest(session[MARK], mark):
        logout_user()
        session.clear()


def keep(response: Response) -> Response:
    """The session in which the password was changed goes on."""
    done = request.method in UNSAFE and response.status_code < 400
    if done and MARK in session and known_by_session():
        query = model.Session.query(model.User.password).filter_by(id=session.get("_user_id"))
        mark = _mark(query.scalar())
        if session[MARK] != mark:
            session[MARK] = mark
    return response


def _mark(password: str | None) -> str:
    """A digest of the kept hash, which changes with the password."""
    return hashlib.sha256(str(password).encode("utf-8")).hexdigest()
