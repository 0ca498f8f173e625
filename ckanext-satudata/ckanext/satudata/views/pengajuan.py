"""One submission: read it, decide about it, take and give its task."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from .common import Errors, call, download, errors_of, new_key, offer, signed_in
from .deciding import REASON_OF, incomplete, ready_texts, sent_decision, typed_decision, with_reasons
from .fields import in_form_order
from .files import canonical_chunks
from .reading import confirmed

blueprint = Blueprint("satudata_pengajuan", __name__)
DECISIONS = ("approve", "return", "reject")


@blueprint.route("/pengajuan/<number>")
@signed_in
def read(number: str) -> Any:
    """Show a submission with its findings, changes, metadata and history; ``banding`` names what it is compared with."""
    return page(compared(call("satudata_review_show", id=number)))


def compared(review: dict[str, Any]) -> dict[str, Any]:
    """The submission with the comparison that the address asks for."""
    against = tk.request.args.get("banding", "")
    if not against or against == review["changes"]["against_id"]:
        return review
    try:
        return {**review, "changes": call("satudata_review_changes", id=review["id"], against=against)}
    except tk.ValidationError:
        return review


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
    before = call("satudata_review_show", id=number)
    typed = with_reasons(typed_decision(), before["checklist"])
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


@blueprint.route("/pengajuan/<number>/tugaskan", methods=["POST"])
@signed_in
def tugaskan(number: str) -> Any:
    """Give the task to a colleague by name."""
    return simple("satudata_review_assign", number, user=tk.request.form.get("user", ""))


@blueprint.route("/pengajuan/<number>/tarik", methods=["POST"])
@signed_in
def tarik(number: str) -> Any:
    """Withdraw a submission that is under review."""
    return simple("satudata_review_withdraw", number)


def simple(action: str, number: str, **more: Any) -> Any:
    """Call an action that needs no more than a word, then show the submission again."""
    try:
        call(action, id=number, **more)
    except tk.ValidationError as refusal:
        return page(call("satudata_review_show", id=number), None, errors_of(refusal))
    return tk.redirect_to("satudata_pengajuan.read", number=number)


def page(review: dict[str, Any], typed: dict[str, Any] | None = None, errors: Errors | None = None) -> str:
    """Render a submission."""
    return tk.render("satudata/pengajuan/read.html", shown(review, typed, errors))


def shown(
    review: dict[str, Any], typed: dict[str, Any] | None = None, errors: Errors | None = None
) -> dict[str, Any]:
    """What the page of a submission shows."""
    offers = review.get("offers") or []
    decide = offer(offers, "decide") or joined_decision(offers)
    report = review.get("report") or {}
    packet = packet_url(review, decide)
    found = [confirmed(one, review.get("answers") or {}) for one in report.get("findings") or []]
    return {
        "review": {**review, "metadata_labels": in_form_order(review["metadata_labels"])},
        "findings": found,
        "typed": typed or {},
        "errors": errors or [],
        "key": (typed or {}).get("idempotency_key") or new_key(),
        "decide": decide,
        "may_remark": bool(decide.get("allowed")) and not packet,
        **{name: offer(offers, name) for name in ("claim", "release", "assign", "withdraw")},
        "choices": decision_choices(offers),
        "return_targets": offer(offers, "return").get("targets") or [],
        "ready": ready_texts(),
        "reason_of": REASON_OF,
        "edit_url": edit_url(review),
        "has_panel": review["status"] in ("in_review", "returned"),
        "packet_url": packet,
        "from_queue": bool(decide.get("allowed")),
    }


def edit_url(review: dict[str, Any]) -> str:
    """Where the draft is mended, when the person may send it again."""
    if not offer(review.get("offers"), "submit").get("allowed"):
        return ""
    return str(tk.h.url_for("satudata_rancangan.read", id=review["draft_id"]))


def packet_url(review: dict[str, Any], decide: dict[str, Any]) -> str:
    """Where BPS answers, when it is BPS's turn and the packet of this round is ready."""
    packet = review.get("bundle") or {}
    turn = (review.get("whose_turn") or {}).get("answers")
    ready = packet.get("state") == "ready" and packet.get("round") == review["round"]
    waits = decide.get("allowed") and turn and ready
    return str(tk.h.url_for("satudata_bps.read", id=packet["id"])) if waits else ""


def joined_decision(offers: list[dict[str, Any]]) -> dict[str, Any]:
    """One answer to *may this person decide now*, from the offers of approve, return and reject."""
    found = [offer(offers, name) for name in DECISIONS]
    allowed = any(one.get("allowed") for one in found)
    reason = next((one["reason"] for one in found if one.get("reason")), None)
    return {"action": "decide", "allowed": allowed, "reason": None if allowed else reason}


def decision_choices(offers: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The decisions that are offered, each with the words of its step."""
    found = [offer(offers, name) for name in DECISIONS]
    return [{"value": one["action"], "label": one["label"]} for one in found if one.get("allowed")]


def next_one(review: dict[str, Any]) -> Any:
    """After a decision the next submission opens, or the empty queue."""
    rows = call("satudata_queue_list", tab="mine", free=True, facets=False, limit=2)["rows"]
    following = next((row for row in rows if row.get("number") != review["number"]), None)
    return tk.redirect_to(following["url"]) if following else tk.redirect_to("satudata_antrean.index")
