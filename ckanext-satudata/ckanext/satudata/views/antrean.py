"""The queue: whose turn it is, earliest deadline first; take, give back and give tasks; saved views; the list as XLSX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint, stream_with_context

from ..adapters import list_book
from ..logic import asking
from ..logic.shapes import queue_asked, queue_book
from ..logic.shapes.queue import every
from .common import call, download, errors_of, signed_in

blueprint = Blueprint("satudata_antrean", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 50
KEPT = ("tab", "q", "sort", *queue_asked.FACETS)


@blueprint.route("/antrean")
@signed_in
def index() -> Any:
    """Show a page of the queue."""
    asked = asked_for()
    try:
        found = call("satudata_queue_list", **asked, holders=True, limit=ROWS)
    except tk.ValidationError as refusal:
        return back(errors_of(refusal)[0]["message"], {})
    tab = asked.get("tab") or "mine"
    free = next((row for row in found["rows"] if not row["claimed_by"] or row["claimed_by_me"]), None)
    address, marks = addresses(asked), chosen(found["facets"])
    shown = {
        "queue": found,
        "tab": tab,
        "asked": asked,
        "kept": {"tab": tab, **{name: value for name, value in asked.items() if name in KEPT}},
        "here": address().partition("?")[2],
        "chosen": marks,
        "narrowed": bool(marks or asked.get("q")),
        "next_one": free if tab == "mine" else None,
        "views": call("satudata_queue_view_list"),
        "address": address,
        "bulk": any(row["may"]["bulk"] for row in found["rows"]),
    }
    return tk.render("satudata/antrean/index.html", shown)


def asked_for() -> dict[str, str]:
    """The parameters of the page's address that the queue knows, empty ones and unknown tabs left out."""
    known = {name: tk.request.args.get(name, "").strip() for name in (*KEPT, "after", "before")}
    return {name: value for name, value in known.items() if value}


def addresses(asked: dict[str, str]) -> Callable[..., str]:
    """Addresses of the queue with something changed: ``address(step="kabid")``, None or an empty text leaves it out."""

    def address(**changes: Any) -> str:
        kept = {name: value for name, value in asked.items() if name in KEPT}
        wanted = {name: value for name, value in {**kept, **changes}.items() if value}
        return str(tk.h.url_for("satudata_antrean.index", **wanted))

    return address


def chosen(facets: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The filters in force, with the names of their values."""
    return [{**value, "name": name} for name, values in facets.items() for value in values if value["chosen"]]


@blueprint.route("/antrean/unduh.xlsx")
@signed_in
def unduh() -> Any:
    """Give every row of the list as it is filtered."""
    context = {"user": tk.current_user.name, "auth_user_obj": tk.current_user}
    tk.check_access("satudata_queue_list", context, {})
    try:
        asked = queue_asked.read(asked_for())
    except tk.ValidationError as refusal:
        return back(errors_of(refusal)[0]["message"], {})
    lines = queue_book.lines(every(asking.actor(context), asked))
    content = list_book.written(
        _("Queue"), queue_book.header(), lines, _("The sheet is full. Filter the list.")
    )
    return download(stream_with_context(content), _("queue.xlsx"), XLSX)


@blueprint.route("/antrean/<number>/ambil", methods=["POST"])
@signed_in
def ambil(number: str) -> Any:
    """Take a task."""
    return changed("satudata_review_claim", _("%(number)s is taken. Colleagues see that."), number)


@blueprint.route("/antrean/<number>/lepas", methods=["POST"])
@signed_in
def lepas(number: str) -> Any:
    """Give a task back."""
    return changed("satudata_review_release", _("%(number)s is free again."), number)


@blueprint.route("/antrean/<number>/tugaskan", methods=["POST"])
@signed_in
def tugaskan(number: str) -> Any:
    """Give a task to somebody by name."""
    user = tk.request.form.get("user", "")
    if not user:
        return back(_("Choose to whom %(number)s goes.") % {"number": number})
    return changed(
        "satudata_review_assign", _("%(number)s was given to the person chosen."), number, user=user
    )


def changed(action: str, words: str, number: str, **more: Any) -> Any:
    """Do it, and lead back to the list as it was."""
    try:
        call(action, id=number, **more)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return back(f"{number}: {errors_of(refusal)[0]['message']}")
    tk.h.flash_success(words % {"number": number})
    return back("")


@blueprint.route("/antrean/tampilan", methods=["POST"])
@signed_in
def simpan() -> Any:
    """Save the view under a name."""
    name = tk.request.form.get("name", "").strip()
    try:
        call("satudata_queue_view_create", name=name, query=place())
    except tk.ValidationError as refusal:
        return back(errors_of(refusal)[0]["message"])
    tk.h.flash_success(_("The view '%(name)s' is saved.") % {"name": name})
    return back("")


@blueprint.route("/antrean/tampilan/<id>/hapus", methods=["POST"])
@signed_in
def hapus(id: str) -> Any:
    """Delete a saved view."""
    call("satudata_queue_view_delete", id=id)
    tk.h.flash_success(_("The view is deleted."))
    return back("")


def place() -> dict[str, str]:
    """The list that a form was sent from, as parameters of its address."""
    sent = dict(parse_qsl(tk.request.form.get("back", "")))
    return {name: value for name, value in sent.items() if name in KEPT}


def back(notice: str, to: dict[str, str] | None = None) -> Any:
    """Lead back to the list, with a notice when something could not be done."""
    if notice:
        tk.h.flash_error(notice)
    return tk.redirect_to("satudata_antrean.index", **(place() if to is None else to))
