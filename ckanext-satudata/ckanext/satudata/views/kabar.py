"""Every notice of a person."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from .common import call, page_number, signed_in

blueprint = Blueprint("satudata_kabar", __name__)
ROWS = 30


@blueprint.route("/kabar")
@signed_in
def index() -> Any:
    """List notices, the newest first."""
    page, unread = page_number(), tk.request.args.get("unread") == "1"
    news = call("satudata_notice_list", limit=ROWS, offset=(page - 1) * ROWS, unread=unread)
    total = news["unread"] if unread else news["count"]
    shown = {"news": news, "page": page, "unread": unread, "more": page * ROWS < total}
    return tk.render("satudata/kabar/index.html", shown)


@blueprint.route("/kabar/dibaca", methods=["POST"])
@signed_in
def read() -> Any:
    """Mark one notice (``id``) or all as read."""
    notice = tk.request.form.get("id", "")
    call("satudata_notice_read", **({"id": notice} if notice else {}))
    return tk.redirect_to("satudata_kabar.index")
