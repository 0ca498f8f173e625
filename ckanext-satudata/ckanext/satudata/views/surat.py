"""The demo's mailbox: messages the local mail sink has kept as files. Not there without demo data."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import ckan.lib.base as base
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint, Response

blueprint = Blueprint("satudata_surat", __name__)
SHOWN = 100


@blueprint.route("/surat")
def index() -> Any:
    """Show the newest messages of the sink."""
    folder = tk.config.get("ckanext.satudata.demo.mail_dir")
    if not folder:
        return base.abort(404, _("This page is not there, or not for this account."))
    return tk.render("satudata/surat/index.html", {"mails": newest(Path(folder))})


@blueprint.route("/surat/<int:name>/html")
def html(name: int) -> Any:
    """Show the HTML part of one message as a mail program does: nothing in it runs, nothing is fetched."""
    folder = tk.config.get("ckanext.satudata.demo.mail_dir")
    path = Path(folder, f"{name}.eml") if folder else None
    body = _parsed(path).get_body(("html",)) if path is not None and path.is_file() else None
    if body is None:
        return base.abort(404, _("This page is not there, or not for this account."))
    response = Response(body.get_content(), mimetype="text/html")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return response


def newest(folder: Path) -> list[dict[str, Any]]:
    """Read the newest messages of a folder of ``.eml`` files."""
    files = sorted(folder.glob("**/*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [read(path) for path in files[:SHOWN]]


def read(path: Path) -> dict[str, Any]:
    """Give ``{name, subject, to, at, text, html}`` of one message; ``html``: whether it has such a part."""
    message = _parsed(path)
    body = message.get_body(("plain", "html"))
    sent = message.get("Date")
    return {
        "name": path.stem,
        "subject": str(message.get("Subject", "")),
        "to": str(message.get("To", "")),
        "at": parsedate_to_datetime(sent) if sent else None,
        "text": body.get_content() if body else "",
        "html": path.stem.isdecimal() and message.get_body(("html",)) is not None,
    }


def _parsed(path: Path) -> EmailMessage:
    parser = BytesParser(EmailMessage, policy=policy.default)
    return parser.parsebytes(path.read_bytes())
