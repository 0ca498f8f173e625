"""My work: what a person must do, what waits elsewhere, what is due."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from .common import call, signed_in

blueprint = Blueprint("satudata_kerja", __name__)


@blueprint.route("/kerja")
@signed_in
def index() -> Any:
    """List the person's tasks, earliest deadline first."""
    return tk.render("satudata/kerja/index.html", {"work": call("satudata_home_show")})


@blueprint.route("/kerja/kabar", methods=["POST"])
@signed_in
def read_notices() -> Any:
    """Mark notices as read."""
    ids = tk.request.form.getlist("id")
    for notice in ids:
        call("satudata_notice_read", id=notice)
    return tk.redirect_to("satudata_kerja.index")
