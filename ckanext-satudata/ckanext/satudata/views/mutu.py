"""The quality of published datasets: the whole card for those who prepare it, all of them for those who check."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from .common import call, page_number, signed_in

blueprint = Blueprint("satudata_mutu", __name__)
LINES = 25


@blueprint.route("/kerja/mutu/<name>")
@signed_in
def card(name: str) -> Any:
    """Show the whole card of a dataset: facts, and what to do next."""
    package = call("package_show", id=name)
    prepares = tk.h.check_access("satudata_draft_create", {"owner_org": package["owner_org"]})
    if not prepares and not tk.h.check_access("satudata_quality_list"):
        raise tk.ObjectNotFound()
    shown = {
        "card": call("satudata_quality_show", dataset_id=package["id"]),
        "pkg": package,
        "prepares": prepares,
    }
    return tk.render("satudata/mutu/kartu.html", shown)


@blueprint.route("/pantauan/mutu")
@signed_in
def cards() -> Any:
    """List the cards of all published datasets."""
    page = page_number()
    found = call("satudata_quality_list", limit=LINES, offset=(page - 1) * LINES)
    pages = max(1, -(-found["count"] // LINES))
    return tk.render("satudata/mutu/daftar.html", {"found": found, "page": page, "pages": pages})
