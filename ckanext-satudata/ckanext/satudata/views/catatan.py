"""Remarks on a submission, its rows page by page, and the download of its differences."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint, stream_with_context

from ckanext.satudata import wiring
from ckanext.satudata.adapters import list_book
from ckanext.satudata.logic.shapes import changes_list

from .common import Errors, call, download, errors_of, offer, signed_in
from .deciding import remark, typed_decision
from .pengajuan import joined_decision, page

blueprint = Blueprint("satudata_catatan", __name__)
ROWS = 100
FORMULA = ("=", "+", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/pengajuan/<number>/data")
@signed_in
def data(number: str) -> Any:
    """Show the rows under review, page by page, and what each column holds."""
    return rows_page(number)


def rows_page(number: str, typed: dict[str, str] | None = None, errors: Errors | None = None) -> str:
    """Render a page of rows; ``baris`` opens the form for a remark on that row."""
    args = tk.request.args
    review = call("satudata_review_show", id=number)
    after, q = whole(args.get("sesudah")), args.get("q", "").strip()
    found = call("satudata_review_data", id=number, offset=after, limit=ROWS, q=q, summary=True)
    row = next((one for one in found["rows"] if one["number"] == whole(args.get("baris"))), None)
    shown = {
        "review": review,
        "found": found,
        "after": after,
        "before": max(0, after - ROWS),
        "q": q,
        "row": row,
        "key_json": json.dumps(row["key"], ensure_ascii=False) if row else "",
        "may_remark": joined_decision(review["offers"])["allowed"],
        "typed": typed or {},
        "errors": errors or [],
    }
    return tk.render("satudata/pengajuan/data.html", shown)


def whole(text: str | None) -> int:
    """A number in an address; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


@blueprint.route("/pengajuan/<number>/catatan", methods=["POST"])
@signed_in
def simpan(number: str) -> Any:
    """Keep the remarks that were typed beside fields; what was typed of the decision comes back with the page."""
    typed = typed_decision()
    errors: Errors = []
    kept = dict(typed["remarks"])
    for field, text in typed["remarks"].items():
        try:
            call("satudata_remark_create", id=number, **remark(field, text))
            del kept[field]
        except (tk.ValidationError, tk.NotAuthorized) as refusal:
            errors += errors_of(refusal)
    if not typed["remarks"]:
        errors.append({"field": "", "label": "", "message": _("Write the remark.")})
    return page(call("satudata_review_show", id=number), {**typed, "remarks": kept}, errors)


@blueprint.route("/pengajuan/<number>/catatan/sel", methods=["POST"])
@signed_in
def sel(number: str) -> Any:
    """Keep a remark on one cell or a whole row's column, then show the rows again."""
    form = tk.request.form
    typed = {"text": form.get("text", ""), "column": form.get("column", "")}
    try:
        call("satudata_remark_create", id=number, row_key=form.get("row_key", ""), **typed)
    except tk.ValidationError as refusal:
        return rows_page(number, typed, errors_of(refusal))
    return tk.redirect_to(
        "satudata_catatan.data", number=number, sesudah=whole(tk.request.args.get("sesudah"))
    )


@blueprint.route("/pengajuan/<number>/catatan/<id>/<deed>", methods=["POST"])
@signed_in
def jawab(number: str, id: str, deed: str) -> Any:
    """Answer a remark, call it settled, or open it again."""
    text = tk.request.form.get("text", "")
    calls = {
        "balas": lambda: call("satudata_remark_create", id=number, parent=id, text=text),
        "beres": lambda: call("satudata_remark_resolve", id=id, note=text),
        "buka": lambda: call("satudata_remark_reopen", id=id, text=text),
    }
    if deed not in calls:
        return tk.abort(404)
    try:
        calls[deed]()
    except tk.ValidationError as refusal:
        return page(call("satudata_review_show", id=number), None, errors_of(refusal))
    return back(number, id)


def back(number: str, remark_id: str) -> Any:
    """Where the form of an answer stood: the submission, or the draft being mended."""
    review = call("satudata_review_show", id=number)
    place = tk.request.form.get("kembali", "")
    if place in ("periksa", "lengkapi") and offer(review["offers"], "submit").get("allowed"):
        return tk.redirect_to(f"satudata_rancangan.{place}", id=review["draft_id"])
    return tk.redirect_to(
        f"{tk.h.url_for('satudata_pengajuan.read', number=number)}#catatan-{int(remark_id)}"
    )


@blueprint.route("/pengajuan/<number>/selisih.<kind>")
@signed_in
def selisih(number: str, kind: str) -> Any:
    """Give every difference as CSV or XLSX."""
    against = tk.request.args.get("banding", "")
    if kind not in ("csv", "xlsx"):
        return tk.abort(404)
    told = call("satudata_review_changes", id=number, against=against)
    if told["table"] and told["table"]["pending"]:
        return tk.redirect_to(
            "satudata_pengajuan.read", number=number, banding=against or None, _anchor="perubahan"
        )
    found = call("satudata_review_show", id=number)
    unit = wiring.unit()
    review = unit.reviews.get(found["id"])
    lines = changes_list.lines(review, unit.reviews.rounds(review.id), against)
    name = f"selisih-{found['number']}.{kind}"
    if kind == "csv":
        return download(stream_with_context(as_csv(changes_list.header(), lines)), name, "text/csv")
    more = _("More lines than a sheet holds: download the CSV.")
    book = list_book.written(_("Differences"), changes_list.header(), lines, more)
    return download(stream_with_context(book), name, XLSX)


def as_csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Lines as CSV for spreadsheets: a mark of the encoding, and no text that would be read as a formula."""
    yield "\ufeff".encode()
    for row in chain([header], lines):
        target = io.StringIO()
        csv.writer(target).writerow([f"'{text}" if text.startswith(FORMULA) else text for text in row])
        yield target.getvalue().encode()
