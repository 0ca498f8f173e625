"""Who holds which post: vacant posts first, then give a post, end one, and the history."""

from __future__ import annotations

import base64
import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from .. import wiring
from .common import Errors, call, download, errors_of, signed_in

blueprint = Blueprint("satudata_penugasan", __name__)
FIELDS = ("user", "post", "org_id", "standing", "decree", "starts_on", "ends_on")
SHOWN_EVENTS = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/penugasan")
@signed_in
def index() -> Any:
    """Show vacant posts, holders, the form and the history."""
    asked = tk.request.args
    return page({"post": asked.get("post", ""), "org_id": asked.get("org_id", "")})


@blueprint.route("/penugasan/beri", methods=["POST"])
@signed_in
def beri() -> Any:
    """Give a post; on refusal the page comes back with what was typed."""
    typed = {name: tk.request.form.get(name, "").strip() for name in FIELDS}
    try:
        given = call("satudata_assignment_create", **{name: value for name, value in typed.items() if value})
    except tk.ValidationError as refusal:
        return page(typed, errors_of(refusal, labels()))
    words = _("%(name)s now holds '%(post)s'.")
    tk.h.flash_success(words % {"name": given["display_name"], "post": given["post_label"]})
    for warning in given["warnings"]:
        tk.h.flash_notice(warning)
    return tk.redirect_to("satudata_penugasan.index")


@blueprint.route("/penugasan/<id>/akhiri", methods=["POST"])
@signed_in
def akhiri(id: str) -> Any:
    """End an assignment on the day that was typed."""
    try:
        ended = call("satudata_assignment_end", id=id, ends_on=tk.request.form.get("ends_on", "").strip())
    except tk.ValidationError as refusal:
        return page({}, [{**error, "field": ""} for error in errors_of(refusal)])
    words = _("The assignment of %(name)s as '%(post)s' ends on %(date)s.")
    if ended["state"] == "cancelled":
        words = _("The assignment of %(name)s as '%(post)s' is cancelled.")
    told = {"name": ended["display_name"], "post": ended["post_label"]}
    tk.h.flash_success(words % {**told, "date": tk.h.satudata_date(ended["ends_on"])})
    return tk.redirect_to("satudata_penugasan.index")


@blueprint.route("/penugasan/templat.xlsx")
@signed_in
def templat() -> Any:
    """Give the workbook to fill in, with the assignments of today."""
    content = call("satudata_assignment_template")["content"]
    return download([base64.b64decode(content)], _("assignments.xlsx"), XLSX)


@blueprint.route("/penugasan/impor", methods=["GET", "POST"])
@signed_in
def impor() -> Any:
    """Upload a workbook, see what it would do, then confirm."""
    if tk.request.method == "GET":
        call("satudata_assignment_choices", limit=1)
        return tk.render("satudata/penugasan/impor.html", {"errors": []})
    form = tk.request.form
    confirmed = "rows" in form
    sent = {name: form.get(name, "") for name in ("rows", "columns", "digest")} if confirmed else {}
    upload = {} if confirmed else {"upload": tk.request.files.get("upload")}
    try:
        told = call("satudata_assignment_import", dry_run=not confirmed, **sent, **upload)
    except tk.ValidationError as refusal:
        errors = [{**error, "field": "upload"} for error in errors_of(refusal)]
        return tk.render("satudata/penugasan/impor.html", {"errors": errors})
    if not confirmed:
        return tk.render("satudata/penugasan/impor.html", {"errors": [], **preview(told)})
    words = _("Taken over: %(created)s given, %(ended)s ended, %(unchanged)s unchanged.")
    tk.h.flash_success(words % {name: told[name] for name in ("created", "ended", "unchanged")})
    return tk.redirect_to("satudata_penugasan.index")


def preview(told: dict[str, Any]) -> dict[str, Any]:
    """What a table would do, and the same table to send again as confirmation."""
    again = {"rows": json.dumps(told["lines"]), "columns": json.dumps(told["columns"])}
    changes = [entry for entry in told["entries"] if entry["what"] != "same"]
    return {"told": told, "changes": changes, "again": {**again, "digest": told["digest"]}}


def page(typed: dict[str, str], errors: Errors | None = None) -> str:
    """Render the page of the walidata's administrator."""
    vacant = call("satudata_vacancy_list")
    everybody = call("satudata_assignment_list")
    choices = call("satudata_assignment_choices")
    today = wiring.today().isoformat()
    shown = {
        **choices,
        "waiting": [one for one in vacant if one["waiting"]],
        "vacant": [one for one in vacant if not one["waiting"]],
        "held": by_office([row for row in everybody if row["state"] == "running"], choices["posts"]),
        "coming": [row for row in everybody if row["state"] == "coming"],
        "over": [row for row in everybody if row["state"] in ("ended", "cancelled")],
        "history": call("satudata_assignment_history", limit=SHOWN_EVENTS),
        "typed": {"standing": "definitif", "starts_on": today, **typed},
        "today": today,
        "errors": errors or [],
    }
    return tk.render("satudata/penugasan/index.html", shown)


def by_office(rows: list[dict[str, Any]], posts: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Holders by office, those of the walidata first; within an office in the order of the posts."""
    order = [one["value"] for one in posts]
    titles = sorted({row["office_title"] or "" for row in rows})
    return [
        {
            "title": title or _("Walidata and BPS"),
            "rows": sorted(
                (row for row in rows if (row["office_title"] or "") == title),
                key=lambda row: (order.index(row["post"]), row["display_name"]),
            ),
        }
        for title in titles
    ]


def labels() -> dict[str, str]:
    """What the fields of the form are called."""
    return {
        "user": _("Person"),
        "post": _("Post"),
        "org_id": _("Office"),
        "standing": _("Held as"),
        "decree": _("Number of the decree or letter"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
    }
