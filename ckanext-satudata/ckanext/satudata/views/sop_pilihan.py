"""Which SOP each office and dataset runs by, and switching on a new version after seeing what it changes."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from .common import Errors, call, errors_of, signed_in

blueprint = Blueprint("satudata_sop_pilihan", __name__)
INHERIT = "-"


@blueprint.route("/sop-pilihan")
@signed_in
def index() -> Any:
    """Show what is chosen, what can be chosen, and versions that wait."""
    return page({})


@blueprint.route("/sop-pilihan", methods=["POST"])
@signed_in
def pilih() -> Any:
    """Keep the choices of one office or dataset."""
    form = tk.request.form
    place = {name: form.get(name, "").strip() for name in ("scope", "scope_id")}
    told: dict[str, Any] = {}
    try:
        for chain in ("opd", "walidata"):
            if chain in form:
                value = form[chain]
                told = call(
                    "satudata_sop_choose",
                    **place,
                    chain=chain,
                    sop_id="" if value == INHERIT else value,
                    inherit=value == INHERIT,
                )
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return page({**place, **form}, errors_of(refusal))
    if told:
        tk.h.flash_success(_("The choice for %(title)s is saved. Running reviews keep theirs.") % told)
    return tk.redirect_to("satudata_sop_pilihan.index")


@blueprint.route("/sop-pilihan/<id>/<int:version>", methods=["GET", "POST"])
@signed_in
def versi(id: str, version: int) -> Any:
    """Show what a version would change; switch it on."""
    if tk.request.method == "GET":
        return impact_page(id, version)
    try:
        call("satudata_sop_activate", id=id, version=version, seen=tk.request.form.get("seen", "0"))
    except (tk.NotAuthorized, tk.ValidationError) as refusal:
        return impact_page(id, version, [{**error, "field": ""} for error in errors_of(refusal)])
    tk.h.flash_success(
        _("Version %(version)s of %(id)s is in force for new submissions.") % {"id": id, "version": version}
    )
    return tk.redirect_to("satudata_sop_pilihan.index")


def impact_page(sop_id: str, version: int, errors: Errors | None = None) -> str:
    """Render what a version would change."""
    impact = call("satudata_sop_impact", id=sop_id, version=version)
    return tk.render("satudata/penugasan/versi.html", {"impact": impact, "errors": errors or []})


def page(typed: dict[str, str], errors: Errors | None = None) -> str:
    """Render the choices."""
    listed = call("satudata_sop_choice_list")
    shown = {**listed, "typed": typed, "errors": errors or [], "inherit": INHERIT}
    return tk.render("satudata/penugasan/sop.html", shown)
