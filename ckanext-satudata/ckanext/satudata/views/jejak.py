"""Proof: what happened to a submission or a dataset, and the approval sheet as page and PDF."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.satudata.adapters import pdf

from .common import answer_or_page, call, download, maybe, signed_in

blueprint = Blueprint("satudata_jejak", __name__)


@blueprint.route("/pengajuan/<number>/jejak")
@signed_in
def jejak(number: str) -> Any:
    """Show everything that happened to a submission, over all its rounds."""
    review = call("satudata_review_show", id=number)
    events = call("satudata_event_list", id=number)
    rounds = sorted({event["round"] or 0 for event in events}, reverse=True)
    by_round = [(one, [event for event in events if (event["round"] or 0) == one]) for one in rounds]
    others = call("satudata_event_list", dataset_id=review["dataset_id"])
    numbers = sorted({event["review"] for event in others} - {review["number"]}, reverse=True)
    return tk.render(
        "satudata/pengajuan/jejak.html", {"review": review, "rounds": by_round, "others": numbers}
    )


@blueprint.route("/pengajuan/<number>/lembar")
@signed_in
def lembar(number: str) -> Any:
    """Show the approval sheet."""
    return tk.render(
        "satudata/pengajuan/lembar.html", {"sheet": call("satudata_approval_sheet_show", id=number)}
    )


@blueprint.route("/pengajuan/<number>/lembar.pdf")
@signed_in
def lembar_pdf(number: str) -> Any:
    """Give the approval sheet as PDF, for printing on A4."""
    sheet = call("satudata_approval_sheet_show", id=number)
    content = pdf.render(tk.render("satudata/pengajuan/lembar_cetak.html", {"sheet": sheet}))
    return download([content], f"lembar-{sheet['number']}.pdf", "application/pdf")


@blueprint.route("/dataset/<name>/riwayat")
def riwayat(name: str) -> Any:
    """Show the editions of a dataset, and to those who may read its reviews everything that happened."""

    def give() -> str:
        package = call("package_show", id=name)
        editions = maybe("satudata_edition_list", dataset_id=package["id"])
        if not editions:
            raise tk.ObjectNotFound()
        events = maybe("satudata_event_list", dataset_id=package["id"]) or []
        shown = {"pkg": package, "editions": editions, "events": events}
        return tk.render("satudata/jejak/riwayat.html", shown)

    return answer_or_page(give)
