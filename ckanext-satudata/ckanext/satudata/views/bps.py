"""Packets for BPS: list, download, register of the letter, answer."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from ckanext.satudata.words import post_label

from .common import Errors, call, download, errors_of, new_key, offer, signed_in, typed_answer_fields
from .files import bundle_chunks

blueprint = Blueprint("satudata_bps", __name__)
REMARK_LINES = 3
LISTS = {"waiting": 200, "building": 50, "notice": 50, "several": 50, "answered": 50, "closed": 50}
"""What the desk lists, and at most how many of each."""


@blueprint.route("/bps")
@signed_in
def index() -> Any:
    """List the packets, waiting ones first; of those that are done with the newest, all are in the register."""
    may_build = tk.h.check_access("satudata_bundle_build")
    offices = call("organization_list", all_fields=True, limit=1000) if may_build else []
    found = call("satudata_bundle_list", each=LISTS)
    shown = {"rows": found["lists"], "counts": found["counts"], "may_build": may_build, "offices": offices}
    return tk.render("satudata/bps/index.html", shown)


@blueprint.route("/bps/paket/<id>")
@signed_in
def read(id: str) -> Any:
    """Show one packet with its register and the way to answer."""
    return page(call("satudata_bundle_show", id=id))


@blueprint.route("/bps/paket/<id>/unduh")
@signed_in
def unduh(id: str) -> Any:
    """Give the packet's file."""
    bundle = call("satudata_bundle_show", id=id)
    name = bundle.get("filename") or f"{bundle['number'].replace(' ', '-')}.zip"
    return download(bundle_chunks(bundle), name, "application/zip")


@blueprint.route("/bps/paket/<id>/daftar", methods=["POST"])
@signed_in
def daftar(id: str) -> Any:
    """Register the letter that went with the packet."""
    names = ("letter_number", "letter_date", "channel", "receiver")
    typed = {name: tk.request.form.get(name, "").strip() for name in names}
    try:
        call("satudata_bundle_register", id=id, proof=tk.request.files.get("proof"), **typed)
    except tk.ValidationError as refusal:
        return page(call("satudata_bundle_show", id=id), typed, errors_of(refusal))
    tk.h.flash_success(_("The letter is registered."))
    return tk.redirect_to("satudata_bps.read", id=id)


@blueprint.route("/bps/paket/<id>/jawab", methods=["POST"])
@signed_in
def jawab(id: str) -> Any:
    """Save the answer of BPS."""
    typed = typed_answer()
    written = piled(call("satudata_bundle_show", id=id))
    if written and typed["answer"] == "remarks" and not typed["note"]:
        typed["note"] = "; ".join(one["text"] for one in written)[:2000]
    errors = incomplete(typed)
    if not errors:
        try:
            call("satudata_bps_answer", bundle_id=id, **sent_answer(typed))
            tk.h.flash_success(_("The answer is saved."))
            return tk.redirect_to("satudata_bps.read", id=id)
        except (tk.ValidationError, tk.NotAuthorized) as refusal:
            errors = errors_of(refusal)
    return page(call("satudata_bundle_show", id=id), typed, errors)


def page(bundle: dict[str, Any], typed: dict[str, Any] | None = None, errors: Errors | None = None) -> str:
    """Render a packet; the form always has an empty line for one more remark."""
    if bundle["review"] is None:
        shown = {"bundle": bundle, "typed": typed or {}, "errors": errors or [], "key": new_key()}
        return tk.render("satudata/bps/several.html", {**shown, "register_fields": register_fields()})
    lines = [line for line in (typed or {}).get("remarks", []) if line["text"]]
    lines += [{"field": "", "text": ""}] * max(1, REMARK_LINES - len(lines))
    shown = {
        "bundle": bundle,
        "typed": {**(typed or {}), "remarks": lines},
        "errors": errors or [],
        "key": (typed or {}).get("idempotency_key") or new_key(),
        "answer": answer_offer(bundle),
        "register_fields": register_fields(),
        "remark_options": remark_options(bundle),
        "piled": piled(bundle),
        "seen": bool(typed),
    }
    return tk.render("satudata/bps/read.html", shown)


def piled(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    """Remarks that BPS wrote on this round beside fields and cells, and that go out with its answer."""
    return [
        one
        for one in bundle["review"].get("remarks") or []
        if one["round"] == bundle["round"] and one["author_post"] == post_label("bps") and not one["sent"]
    ]


def answer_offer(bundle: dict[str, Any]) -> dict[str, Any]:
    """Whether the person may answer now: what the policy says about the two answers, for the newest packet only."""
    found = [offer(bundle["offers"], name) for name in ("approve", "return")]
    waits = bundle["current"] and bundle["state"] == "ready"
    allowed = waits and any(one.get("allowed") for one in found)
    reason = next((one["reason"] for one in found if one.get("reason")), None)
    return {"allowed": allowed, "reason": reason if waits else None}


def register_fields() -> list[dict[str, str]]:
    """Fields of the register's form."""
    return [
        {"name": "letter_number", "label": _("Number of the letter"), "kind": "text"},
        {"name": "letter_date", "label": _("Date of the letter"), "kind": "date"},
        {"name": "channel", "label": _("Sent by (portal, e-mail, courier)"), "kind": "text"},
        {"name": "receiver", "label": _("Received by"), "kind": "text"},
    ]


def remark_options(bundle: dict[str, Any]) -> list[dict[str, str]]:
    """What a remark of BPS can be about: the columns of the table, then the metadata fields."""
    review = bundle["review"]
    columns = (review.get("schema") or {}).get("fields") or []
    about = [{"value": f"kolom.{one['name']}", "label": one.get("title") or one["name"]} for one in columns]
    return about + [
        {"value": one["field"], "label": one["label"]} for one in review.get("metadata_labels") or []
    ]


def typed_answer() -> dict[str, Any]:
    """Read the answer form."""
    form = tk.request.form
    lines = zip(form.getlist("remark_field"), form.getlist("remark_text"), strict=False)
    return {
        **typed_answer_fields(),
        "remarks": [{"field": field, "text": text.strip()} for field, text in lines],
    }


def incomplete(typed: dict[str, Any]) -> Errors:
    """What must be chosen before an answer can be sent."""
    if not typed["answer"]:
        return [{"field": "answer", "label": "", "message": _("Choose an answer.")}]
    written = any(line["text"] for line in typed["remarks"])
    if typed["answer"] == "remarks" and not written and not typed["note"]:
        return [{"field": "remarks", "label": "", "message": _("Write at least one remark.")}]
    return []


def sent_answer(typed: dict[str, Any]) -> dict[str, Any]:
    """The answer as the action takes it."""
    sent = {name: typed[name] for name in ("answer", "digest", "idempotency_key")}
    sent.update({name: typed[name] for name in ("receipt_number", "note") if typed[name]})
    sent["remarks"] = (
        [line for line in typed["remarks"] if line["text"]] if typed["answer"] == "remarks" else []
    )
    return sent
