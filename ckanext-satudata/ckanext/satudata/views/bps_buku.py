"""The book of sendings to BPS: its page and workbook, bundles of several datasets, proofs, what a bundle holds."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint, stream_with_context

from ckanext.satudata import wiring
from ckanext.satudata.adapters import list_book
from ckanext.satudata.adapters.bps.defaults import ms_ind, ms_var

from .bps import page
from .common import Errors, call, download, errors_of, signed_in, typed_answer_fields
from .files import chunks

blueprint = Blueprint("satudata_bps_buku", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 200
FORMS = {"ms-keg": "MS-Keg", "ms-var": "MS-Var", "ms-ind": "MS-Ind"}
MOST_JSON = 32 << 20


@blueprint.route("/bps/buku")
@signed_in
def buku() -> Any:
    """Show the register, the newest line first, page by page."""
    asked = tk.request.args.get("dari", "0")
    offset = int(asked) if asked.isdecimal() and len(asked) < 8 else 0
    found = call("satudata_bundle_list", limit=PAGE, offset=min(offset, 10**6))
    total = sum(found["counts"].values())
    shown = {"rows": found["rows"], "offset": offset, "step": PAGE, "total": total}
    return tk.render("satudata/bps/buku.html", shown)


@blueprint.route("/bps/buku.xlsx")
@signed_in
def unduh_buku() -> Any:
    """Give the register as a workbook, every line of it."""
    call("satudata_bundle_list", limit=1)
    book = list_book.written(_("Register of sendings"), header(), book_lines(), _("The sheet is full."))
    return download(stream_with_context(book), "buku-pengiriman-bps.xlsx", XLSX)


def header() -> list[str]:
    """Titles of the workbook's columns."""
    return [
        _("Number"),
        _("Dataset"),
        _("Office"),
        _("Submission"),
        _("Round"),
        _("Built on"),
        _("Number of the letter"),
        _("Date of the letter"),
        _("Sent by"),
        _("Received by"),
        _("Proof"),
        _("Answer of BPS"),
        _("Answered on"),
        _("Number of the receipt"),
        _("Note"),
        "SHA-256",
    ]


def book_lines() -> Iterator[list[str | int]]:
    """One line per sending; a bundle that was not sent yet has one line without a letter."""
    offset = 0
    while True:
        rows = call("satudata_bundle_list", limit=PAGE, offset=offset)["rows"]
        for row in rows:
            for sending in row["sendings"] or [{}]:
                yield book_line(row, sending)
        if len(rows) < PAGE:
            return
        offset += PAGE


def book_line(row: dict[str, Any], sending: dict[str, Any]) -> list[str | int]:
    """The cells of one sending of one bundle."""
    return [
        row["number"],
        row["title"],
        row["organization"]["title"],
        row["review_number"],
        row["round"] or "",
        office_day(row["built_at"]),
        sending.get("number", ""),
        sending.get("date", ""),
        sending.get("channel", ""),
        sending.get("receiver", ""),
        (sending.get("proof") or {}).get("name", ""),
        answer_word(row),
        office_day(row["answered_at"]),
        row["receipt"],
        row["note"],
        row["sha256"],
    ]


def office_day(moment: str | None) -> str:
    """The offices' day of a moment, as ISO writes it; nothing for none."""
    return datetime.fromisoformat(moment).astimezone(wiring.zone()).date().isoformat() if moment else ""


def answer_word(row: dict[str, Any]) -> str:
    """BPS's answer in a word, with who wrote it down when it came on paper."""
    word = {"received": _("Received"), "remarks": _("With remarks")}.get(row["answer"], "")
    if word and row["reply"]:
        return _("%(answer)s, on paper, written down by %(who)s") % {
            "answer": word,
            "who": row["reply"].get("by", ""),
        }
    return word


@blueprint.route("/bps/bangun", methods=["POST"])
@signed_in
def bangun() -> Any:
    """Ask for a bundle of a cycle or of an office."""
    form = tk.request.form
    asked = {name: form.get(name, "").strip() for name in ("cycle", "organization")}
    given = {name: value for name, value in asked.items() if value}
    try:
        bundle = call("satudata_bundle_build", **given)
    except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as refusal:
        for one in errors_of(refusal):
            tk.h.flash_error(one["message"])
        return tk.redirect_to("satudata_bps.index")
    return tk.redirect_to("satudata_bps.read", id=bundle["id"])


@blueprint.route("/bps/paket/<id>/bukti/<sha256>")
@signed_in
def bukti(id: str, sha256: str) -> Any:
    """Give a proof of a sending or the scan of a reply."""
    bundle = call("satudata_bundle_show", id=id)
    files = [bundle["proof"], bundle["reply"], *(one.get("proof") for one in bundle["sendings"])]
    file = next((one for one in files if one and one.get("sha256") == sha256), None)
    if file is None:
        raise tk.ObjectNotFound(_("This file is not in the register."))
    return download(chunks(sha256), file["name"], file["type"])


@blueprint.route("/bps/paket/<id>/balasan", methods=["POST"])
@signed_in
def balasan(id: str) -> Any:
    """Write down BPS's reply on paper, with its scan."""
    typed = typed_answer_fields()
    errors: Errors = []
    try:
        call("satudata_bps_reply", bundle_id=id, reply=tk.request.files.get("reply"), **typed)
        tk.h.flash_success(_("The reply is written down."))
        return tk.redirect_to("satudata_bps.read", id=id)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        errors = errors_of(refusal)
    return page(call("satudata_bundle_show", id=id), {"reply": typed, "remarks": []}, errors)


@blueprint.route("/bps/paket/<id>/formulir")
@signed_in
def formulir(id: str) -> Any:
    """Show the MS forms as they stand in the bundle's own file."""
    bundle = call("satudata_bundle_show", id=id)
    return tk.render("satudata/bps/formulir.html", {"bundle": bundle, "forms": forms_in(bundle)})


def forms_in(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    """The forms that the bundle's ZIP holds, dataset after dataset, with the names of their columns."""
    if not bundle["sha256"]:
        return []
    labels = {form.name: {one.key: one.label for one in form.columns} for form in (ms_var(), ms_ind())}
    with wiring.blobs().open(bundle["sha256"]) as stream, zipfile.ZipFile(stream) as archive:
        found = [
            {
                "name": FORMS[stem],
                "folder": folder.removesuffix("metadata").rstrip("/"),
                "labels": labels.get(FORMS[stem], {}),
                **json.loads(archive.read(info)),
            }
            for info in archive.infolist()
            for folder, stem in [info.filename.removesuffix(".json").rpartition("/")[::2]]
            if stem in FORMS and info.filename.endswith(".json") and info.file_size < MOST_JSON
        ]
    return sorted(found, key=lambda form: (form["folder"], list(FORMS.values()).index(form["name"])))
