"""Our figures beside BPS's, from a saved answer of the WebAPI: a form, and what it found."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from .common import call, errors_of, signed_in

blueprint = Blueprint("satudata_bps_banding", __name__)
SHOWN = 500


@blueprint.route("/bps/banding", methods=["GET", "POST"])
@signed_in
def banding() -> Any:
    """Take the file and show the differences; nothing of it is kept."""
    tk.check_access(
        "satudata_bps_compare", {"user": tk.current_user.name, "auth_user_obj": tk.current_user}, {}
    )
    args = tk.request.values
    typed = {name: args.get(name, "").strip() for name in ("id", "measure")}
    errors, found = [], None
    if tk.request.method == "POST":
        file = tk.request.files.get("response")
        if not getattr(file, "filename", ""):
            errors = [{"field": "response", "label": "", "message": _("Choose the JSON file of BPS.")}]
        else:
            try:
                found = call("satudata_bps_compare", response=file, **typed)
            except (tk.ValidationError, tk.ObjectNotFound) as refusal:
                errors = errors_of(refusal)
    shown = {"typed": typed, "errors": errors, "found": found, "shown": SHOWN}
    return tk.render("satudata/bps/banding.html", shown)
