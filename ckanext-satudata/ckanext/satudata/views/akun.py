"""How a person wants to be told: the language of mails, and the mail of the morning."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from .common import call, errors_of, signed_in

blueprint = Blueprint("satudata_akun", __name__)


@blueprint.route("/akun")
@signed_in
def index() -> Any:
    """Show what is chosen."""
    return tk.render("satudata/akun/index.html", {"chosen": call("satudata_preference_show"), "errors": []})


@blueprint.route("/akun", methods=["POST"])
@signed_in
def save() -> Any:
    """Keep what was chosen; a box that is not ticked is not sent."""
    form = tk.request.form
    wanted = {"language": form.get("language", ""), "digest": "digest" in form}
    try:
        call("satudata_preference_update", **wanted)
    except tk.ValidationError as refusal:
        shown = {"chosen": wanted, "errors": errors_of(refusal)}
        return tk.render("satudata/akun/index.html", shown)
    tk.h.flash_success(_("Saved."))
    return tk.redirect_to("satudata_akun.index")
