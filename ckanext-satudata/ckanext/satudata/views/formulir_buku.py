"""Workbooks of the BPS forms: to download, and to read back; the forms of a submission, to read."""

from __future__ import annotations

import base64
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from ..logic.shapes.ms import blocks
from .common import call, download, errors_of, signed_in
from .formulir import FORMS
from .rancangan import step_page

blueprint = Blueprint("satudata_formulir_buku", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 500
"""Differences that a page lists."""


@blueprint.route("/rancangan/<id>/formulir/<any(keg, var, ind):part>.xlsx")
@signed_in
def buku(id: str, part: str) -> Any:
    """Give one form as a workbook in the official layout."""
    return given_book(call("satudata_ms_export", id=id, form=FORMS[part]))


def given_book(told: dict[str, str]) -> Any:
    """A workbook as a download."""
    return download([base64.b64decode(told["content"])], told["filename"], XLSX)


@blueprint.route("/rancangan/<id>/formulir/impor", methods=["GET", "POST"])
@signed_in
def impor(id: str) -> Any:
    """Upload a filled-in workbook and see what it says otherwise."""
    told, errors = None, []
    if tk.request.method == "POST":
        try:
            told = call("satudata_ms_import", id=id, dry_run=True, upload=tk.request.files.get("upload"))
        except (tk.ValidationError, tk.NotAuthorized) as refusal:
            errors = [{**error, "field": "upload"} for error in errors_of(refusal)]
    draft = call("satudata_draft_show", id=id)
    return step_page("formulir_impor", draft, errors=errors, told=told, most=SHOWN)


@blueprint.route("/rancangan/<id>/formulir/ambil", methods=["POST"])
@signed_in
def ambil(id: str) -> Any:
    """Take the chosen answers of a workbook over."""
    given: dict[str, Any] = {name: {} for name in FORMS.values()}
    chosen = tk.request.form.getlist("ambil")
    for one in chosen:
        form, _dot, rest = one.partition(".")
        row, _dot, key = rest.rpartition(".")
        if form not in given:
            continue
        target = given[form].setdefault(row, {}) if row else given[form]
        target[key] = tk.request.form.get(f"nilai.{one}", "")
    try:
        told = call("satudata_ms_update", id=id, **given)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        draft = call("satudata_draft_show", id=id)
        errors = [{**error, "field": ""} for error in errors_of(refusal)]
        return step_page("formulir_impor", draft, errors=errors, told=None, most=SHOWN)
    words = tk.ungettext(
        "%(num)s answer taken over from the workbook.",
        "%(num)s answers taken over from the workbook.",
        len(chosen),
    )
    tk.h.flash_success(words % {"num": len(chosen)})
    if told["errors"]:
        tk.h.flash_notice(_("Some answers still break a rule of the form."))
    return tk.redirect_to("satudata_formulir.formulir", id=id)


@blueprint.route("/pengajuan/<number>/formulir")
@signed_in
def baca(number: str) -> Any:
    """Show the three forms of a submission, to read."""
    review = call("satudata_review_show", id=number)
    told = call("satudata_ms_show", review_id=review["id"])
    return tk.render(
        "satudata/pengajuan/formulir.html", {"review": review, "told": told, "blocks": blocks(told["ms_keg"])}
    )


@blueprint.route("/pengajuan/<number>/formulir/<any(keg, var, ind):part>.xlsx")
@signed_in
def buku_pengajuan(number: str, part: str) -> Any:
    """Give one form of a submission as a workbook."""
    return given_book(call("satudata_ms_export", review_id=number, form=FORMS[part]))
