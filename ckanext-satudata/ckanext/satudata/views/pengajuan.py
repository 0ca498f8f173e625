"""One submission: read it, decide about it, print what happened to it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from .common import Errors, call, download, errors_of, new_key, offer, signed_in
from .fields import in_form_order
from .files import canonical_chunks
from .reading import confirmed

blueprint = Blueprint("satudata_pengajuan", __name__)
REMARK = "remark__"


@blueprint.route("/pengajuan/<number>")
@signed_in
def read(number: str) -> Any:
    """Show a submission with its findings, changes, metadata and history."""
    return page(call("satudata_review_show", id=number))


@blueprint.route("/pengajuan/<number>/data.csv")
@signed_in
def data(number: str) -> Any:
    """Give all rows under review as CSV."""
    review = call("satudata_review_show", id=number)
    return download(canonical_chunks(review=review), f"{review['number']}.csv", "text/csv")


@blueprint.route("/pengajuan/<number>/keputusan", methods=["POST"])
@signed_in
def keputusan(number: str) -> Any:
    """Save a decision; on refusal the page comes back with what was typed."""
    typed = typed_decision()
    errors = incomplete(typed)
    if not errors:
        try:
            review = call("satudata_review_decide", id=number, **sent_decision(typed))
            tk.h.flash_success(_("The decision about %(number)s is saved.") % {"number": review["number"]})
            return next_one(review)
        except (tk.ValidationError, tk.NotAuthorized) as refusal:
            errors = errors_of(refusal)
    return page(call("satudata_review_show", id=number), typed, errors)


@blueprint.route("/pengajuan/<number>/ambil", methods=["POST"])
@signed_in
def ambil(number: str) -> Any:
    """Claim a submission that waits for any of several people."""
    return simple("satudata_review_claim", number)


@blueprint.route("/pengajuan/<number>/lepas", methods=["POST"])
@signed_in
def lepas(number: str) -> Any:
    """Give a claimed submission back."""
    return simple("satudata_review_release", number)


@blueprint.route("/pengajuan/<number>/tarik", methods=["POST"])
@signed_in
def tarik(number: str) -> Any:
    """Withdraw a submission that is under review."""
    return simple("satudata_review_withdraw", number)


def simple(action: str, number: str) -> Any:
    """Call an action that needs the number alone, then show the submission again."""
    try:
        call(action, id=number)
    except tk.ValidationError as refusal:
        return page(call("satudata_review_show", id=number), None, errors_of(refusal))
    return tk.redirect_to("satudata_pengajuan.read", number=number)


def page(review: dict[str, Any], typed: dict[str, Any] | None = None, errors: Errors | None = None) -> str:
    """Render a submission."""
    offers = review.get("offers") or []
    decide = offer(offers, "decide") or joined_decision(offers)
    claim, withdraw = offer(offers, "claim"), offer(offers, "withdraw")
    report = review.get("report") or {}
    shown = {
        "review": {**review, "metadata_labels": in_form_order(review["metadata_labels"])},
        "findings": [confirmed(one, review.get("answers") or {}) for one in report.get("findings") or []],
        "typed": typed or {},
        "errors": errors or [],
        "key": (typed or {}).get("idempotency_key") or new_key(),
        "decide": decide,
        "claim": claim,
        "release": offer(offers, "release"),
        "withdraw": withdraw,
        "choices": decision_choices(offers),
        "return_targets": offer(offers, "return").get("targets") or [],
        "edit_url": edit_url(review),
        "has_panel": review["status"] in ("in_review", "returned"),
        "packet_url": packet_url(review, decide),
        "from_queue": bool(decide.get("allowed")),
    }
    return tk.render("satudata/pengajuan/read.html", shown)


def edit_url(review: dict[str, Any]) -> str:
    """Where the draft is mended, when the person may send it again."""
    if not offer(review.get("offers"), "submit").get("allowed"):
        return ""
    return str(tk.h.url_for("satudata_rancangan.read", id=review["draft_id"]))


def packet_url(review: dict[str, Any], decide: dict[str, Any]) -> str:
    """Where BPS answers, when it is BPS's turn and the packet of this round is ready."""
    packet = review.get("bundle") or {}
    waits = (
        decide.get("allowed") and packet.get("state") == "ready" and packet.get("round") == review["round"]
    )
    return str(tk.h.url_for("satudata_bps.read", id=packet["id"])) if waits else ""


def joined_decision(offers: list[dict[str, Any]]) -> dict[str, Any]:
    """One answer to *may this person decide now*, from the offers of approve, return and reject."""
    found = [offer(offers, name) for name in ("approve", "return", "reject")]
    allowed = any(one.get("allowed") for one in found)
    reason = next((one["reason"] for one in found if one.get("reason")), None)
    return {"action": "decide", "allowed": allowed, "reason": None if allowed else reason}


def decision_choices(offers: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The decisions that are offered, each with the words of its step."""
    names = ("approve", "return", "reject")
    found = [offer(offers, name) for name in names]
    return [{"value": one["action"], "label": one["label"]} for one in found if one.get("allowed")]


def typed_decision() -> dict[str, Any]:
    """Read the decision form."""
    form = tk.request.form
    remarks = {
        name[len(REMARK) :]: text.strip()
        for name, text in form.items()
        if name.startswith(REMARK) and text.strip()
    }
    typed = {
        name: form.get(name, "").strip() for name in ("decision", "digest", "idempotency_key", "to", "text")
    }
    return {**typed, "reasons": form.getlist("reasons"), "remarks": remarks}


def incomplete(typed: dict[str, Any]) -> Errors:
    """What must be chosen before a decision can be sent."""
    if not typed["decision"]:
        return [{"field": "decision", "label": "", "message": _("Choose a decision.")}]
    if typed["decision"] in ("return", "reject") and not typed["reasons"]:
        words = _("Choose at least one reason, then write what must be mended.")
        return [{"field": "reasons", "label": "", "message": words}]
    return []


def sent_decision(typed: dict[str, Any]) -> dict[str, Any]:
    """The decision as the action takes it: a note for approval, text and remarks otherwise."""
    sent = {name: typed[name] for name in ("decision", "digest", "idempotency_key")}
    sent["reasons"] = typed["reasons"] if typed["decision"] != "approve" else []
    sent["remarks"] = [{"field": field, "text": text} for field, text in typed["remarks"].items()]
    if typed["to"] and typed["decision"] == "return":
        sent["to"] = typed["to"]
    if typed["text"]:
        sent["note" if typed["decision"] == "approve" else "text"] = typed["text"]
    return sent


def next_one(review: dict[str, Any]) -> Any:
    """After a decision the next submission opens, or the empty queue."""
    rows = call("satudata_queue_list", tab="mine", limit=1, offset=0)["rows"]
    following = next((row for row in rows if row.get("number") != review["number"]), None)
    return tk.redirect_to(following["url"]) if following else tk.redirect_to("satudata_antrean.index")
