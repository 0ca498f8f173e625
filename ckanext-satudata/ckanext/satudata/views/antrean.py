"""The queue: whose turn it is, earliest deadline first."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from .common import call, page_number, signed_in

blueprint = Blueprint("satudata_antrean", __name__)
ROWS = 50
TABS = ("mine", "all", "done")


@blueprint.route("/antrean")
@signed_in
def index() -> Any:
    """Show one tab of the queue."""
    tab = tk.request.args.get("tab", "mine")
    tab = tab if tab in TABS else "mine"
    q = tk.request.args.get("q", "").strip()
    page = page_number()
    asked = {"tab": tab, "limit": ROWS, "offset": (page - 1) * ROWS, **({"q": q} if q else {})}
    queue = call("satudata_queue_list", **asked)
    shown = {"queue": queue, "tab": tab, "q": q, "page": page, "limit": ROWS}
    return tk.render("satudata/antrean/index.html", shown)
