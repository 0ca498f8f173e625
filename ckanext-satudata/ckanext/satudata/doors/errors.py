"""Faults told in one sentence: a write that the database refused (SD001, SD002, SD003), a full disk, an unsayable address."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ckan import model
from ckan.lib import base
from flask import Flask, Response, has_request_context, jsonify, request
from sqlalchemy import event
from sqlalchemy.engine import Engine, ExceptionContext
from sqlalchemy.exc import DBAPIError

from ..adapters.blobs import FULL
from . import attempts, offices, sentences

HTTP_CODES = {"SD001": 403, "SD002": 409, "SD003": 403}
KINDS = {403: "Authorization Error", 409: "Conflict"}
REFUSED = "satudata.locked_write"


@dataclass(frozen=True)
class LockedWrite:
    """Which lock refused: its SQLSTATE, the reason, and the package it was about (empty for events)."""

    state: str
    reason: str
    package_id: str

    @property
    def http_code(self) -> int:
        """Give the HTTP status a client gets."""
        return HTTP_CODES[self.state]

    @property
    def sentence(self) -> str:
        """Give the sentence a person reads."""
        return sentences.sentence(self.reason)


def locked_write(error: BaseException) -> LockedWrite | None:
    """Read a database error as one of our locks, or give None when it is something else."""
    original = getattr(error, "orig", None)
    state = getattr(original, "pgcode", None)
    if original is None or state not in HTTP_CODES:
        return None
    try:
        facts = json.loads(original.diag.message_detail or "{}")
    except ValueError:
        facts = {}
    return LockedWrite(state, str(facts.get("reason", "")), str(facts.get("package_id", "")))


def register(app: Flask) -> None:
    """Let the app answer the locks' errors; every other database error goes on its usual way."""
    app.register_error_handler(DBAPIError, _answer)
    app.after_request(_instead_of_a_fault)
    app.register_error_handler(offices.OfficeInUse, _in_use)
    app.register_error_handler(OSError, _full)
    app.before_request(_sayable)


def _sayable() -> Any:
    """No thing has a name with a NUL in it, and PostgreSQL takes none: such an address leads nowhere. The API answers itself."""
    page = request.blueprint != "api"
    return base.abort(404) if page and ("\0" in request.path or b"%00" in request.query_string) else None


def _full(error: OSError) -> Any:
    """A form with a file that the disk has no room for; every other fault goes on its usual way."""
    if error.errno not in FULL:
        raise error
    return _page(507, sentences.sentence(sentences.DISK_FULL))


def _in_use(error: offices.OfficeInUse) -> Any:
    """CKAN's bin of removed things expects no refusal."""
    return _page(409, error.error_dict["message"])


def _answer(error: DBAPIError) -> Any:
    refused = locked_write(error)
    if refused is None:
        raise error
    _attempted(refused)
    return _page(refused.http_code, refused.sentence)


def _attempted(refused: LockedWrite) -> None:
    model.Session.rollback()
    attempts.mark(request.endpoint or "", refused.reason, {"id": refused.package_id})


@event.listens_for(Engine, "handle_error")
def _remember(context: ExceptionContext) -> None:
    """Keep a lock's refusal within the request: CKAN's action API answers every error of a database as a fault of its own."""
    refused = locked_write(context.sqlalchemy_exception) if context.sqlalchemy_exception else None
    if refused is not None and has_request_context():
        request.environ[REFUSED] = refused


def _instead_of_a_fault(response: Response) -> Response:
    refused = request.environ.get(REFUSED)
    if refused is None or response.status_code != 500 or request.endpoint != "api.action":
        return response
    _attempted(refused)
    return _json(refused)


def _page(code: int, sentence: str) -> Any:
    told = {"code": code, "content": sentence, "name": "", "show_login_redirect_link": False}
    return base.render("error_document_template.html", told), code


def _json(refused: LockedWrite) -> Response:
    error = {"__type": KINDS[refused.http_code], "message": refused.sentence, "reason": refused.reason}
    response = jsonify({"success": False, "error": error})
    response.status_code = refused.http_code
    return response
