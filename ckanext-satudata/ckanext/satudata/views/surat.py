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
from flask import Blueprint

blueprint = Blueprint("satudata_surat", __name__)
SHOWN = 100


@blueprint.route("/surat")
def index() -> Any:
    """Show the newest messages of the sink."""
    folder = tk.config.get("ckanext.satudata.demo.mail_dir")
    if not folder:
        return base.abort(404, _("This page is not there, or not for this account."))
    return tk.render("satudata/surat/index.html", {"mails": newest(Path(folder))})


def newest(folder: Path) -> list[dict[str, Any]]:
    """Read the newest messages of a folder of ``.eml`` files."""
    files = sorted(folder.glob("**/*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [read(path) for path in files[:SHOWN]]


def read(path: Path) -> dict[str, Any]:
    """Give ``{subject, to, at, text}`` of one message."""
    parser = BytesParser(EmailMessage, policy=policy.default)
    message = parser.parsebytes(path.read_bytes())
    body = message.get_body(("plain", "html"))
    sent = message.get("Date")
    return {
        "subject": str(message.get("Subject", "")),
        "to": str(message.get("To", "")),
        "at": parsedate_to_datetime(sent) if sent else None,
        "text": body.get_content() if body else "",
    }
