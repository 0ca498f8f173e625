"""What an office does with a published dataset: correct it, bring an earlier edition back, take it down."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.satudata.words import reasons

from .common import Errors, call, download, errors_of, maybe, signed_in
from .files import chunks

blueprint = Blueprint("satudata_subjects", __name__)
ZIP = "application/zip"


@blueprint.route("/dataset/<name>/koreksi", methods=["GET", "POST"])
@signed_in
def koreksi(name: str) -> Any:
    """Start a correction of the current edition."""
    return ask("correction", name)


@blueprint.route("/dataset/<name>/kembali/<int:number>", methods=["GET", "POST"])
@signed_in
def kembali(name: str, number: int) -> Any:
    """Bring an edition back as it was."""
    return ask("rollback", name, number=number)


@blueprint.route("/dataset/<name>/penarikan", methods=["GET", "POST"])
@signed_in
def penarikan(name: str) -> Any:
    """Take a dataset down."""
    return ask("retraction", name)


def ask(subject: str, name: str, **facts: Any) -> Any:
    """Show the form; start the draft when it was sent, and go on to it."""
    ground = {"dataset_id": name, **facts}
    tk.check_access(f"satudata_{subject}_create", {"user": tk.current_user.name}, ground)
    if tk.request.method == "GET":
        return page(subject, ground, {})
    typed = {"reason": tk.request.form.get("reason", "").strip()}
    coded = {"reasons": tk.request.form.getlist("reasons")} if subject == "retraction" else {}
    try:
        draft = call(f"satudata_{subject}_create", **ground, **typed, **coded)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return page(subject, ground, {**typed, **coded}, errors_of(refusal))
    return tk.redirect_to("satudata_rancangan.read", id=draft["id"])


def page(subject: str, ground: dict[str, Any], typed: dict[str, Any], errors: Errors | None = None) -> str:
    """Render the form of one subject."""
    editions = call("satudata_edition_list", dataset_id=ground["dataset_id"])
    number = ground.get("number") or max(one["number"] for one in editions)
    shown = {
        "subject": subject,
        "name": ground["dataset_id"],
        "title": editions[0]["title"],
        "edition": call("satudata_edition_show", dataset_id=ground["dataset_id"], number=number),
        "current": editions[0],
        "down": standing(ground["dataset_id"]),
        "reasons": reasons(),
        "typed": typed,
        "errors": errors or [],
    }
    return tk.render("satudata/publik/perubahan.html", shown)


def standing(dataset_id: str) -> dict[str, Any] | None:
    """The retraction of a dataset that is down now."""
    found = maybe("satudata_retraction_show", dataset_id=dataset_id)
    return found if found and not found["ended_at"] else None


@blueprint.route("/pengajuan/<number>/arsip.zip")
@signed_in
def arsip(number: str) -> Any:
    """Give the archive of a finished submission."""
    archive = call("satudata_archive_show", id=number)
    return download(chunks(archive["sha256"]), archive["filename"], ZIP)
