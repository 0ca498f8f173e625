"""Several clean submissions decided together: look at each one's key figure, then approve, then see what became of each."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from .common import Errors, call, errors_of, new_key, signed_in

blueprint = Blueprint("satudata_bersama", __name__)


@blueprint.route("/antrean/bersama")
@signed_in
def konfirmasi() -> Any:
    """Show what was ticked, each with its key figure and digest."""
    return page(tk.request.args.getlist("id"))


@blueprint.route("/antrean/bersama", methods=["POST"])
@signed_in
def putuskan() -> Any:
    """Approve each of them; on refusal of all the page comes back with what was typed."""
    form = tk.request.form
    decisions = [{"id": number, "digest": form.get(f"digest-{number}", "")} for number in form.getlist("id")]
    note, key = form.get("note", "").strip(), form.get("idempotency_key", "")
    try:
        told = call("satudata_review_decide_many", decisions=decisions, note=note, idempotency_key=key)
    except tk.ValidationError as refusal:
        return page(form.getlist("id"), errors_of(refusal), note)
    return tk.render("satudata/antrean/hasil.html", {"told": told, "back": form.get("back", "")})


def page(ids: list[str], errors: Errors | None = None, note: str = "") -> Any:
    """Render the confirmation; without anything that could be shown, lead back to the queue."""
    try:
        rows = call("satudata_review_bulk_show", ids=ids)
    except tk.ValidationError as refusal:
        tk.h.flash_error(errors_of(refusal)[0]["message"])
        return tk.redirect_to("satudata_antrean.index")
    shown = {
        "fit": [row for row in rows if not row["reason"]],
        "unfit": [row for row in rows if row["reason"]],
        "errors": errors or [],
        "note": note,
        "key": new_key(),
        "back": tk.request.values.get("back", ""),
    }
    return tk.render("satudata/antrean/bersama.html", shown)
