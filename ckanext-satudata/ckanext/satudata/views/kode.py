"""Code lists for everybody: all of them, one with its codes, downloads, the crosswalk of regions; imports by the walidata."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from ckanext.satudata import codes, wiring
from ckanext.satudata.adapters import list_book
from ckanext.satudata.adapters.registry.written import csv_bytes
from ckanext.satudata.domain.registry.lists import CodeList

from .common import answer_or_page, call, download, errors_of, maybe, page_number, signed_in

blueprint = Blueprint("satudata_kode", __name__)
PER_PAGE = 100
UNPACKED = 60_000_000
MOST_PACKED = 400_000
"""Characters of a table that a form can send along: one is limited to half a megabyte. Above it the file is chosen again."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPED = ("name", "label", "dated", "source", "starts_on")


@blueprint.route("/kode")
def index() -> Any:
    """List every code list by group, and translate a region's code."""

    def give() -> str:
        groups: dict[str, list[dict[str, Any]]] = {}
        for one in call("satudata_codelist_list"):
            groups.setdefault(one["group"], []).append(one)
        shown = {"groups": groups, "asked": _asked(), "may_import": _may_import(), **_crossing()}
        return tk.render("satudata/kode/index.html", shown)

    return answer_or_page(give)


def _asked() -> dict[str, str]:
    asked = {name: tk.request.args.get(name, "").strip() for name in ("code", "from", "at")}
    return {**asked, "from": asked["from"] or "kemendagri"}


def _crossing() -> dict[str, Any]:
    """The answer to the code that was asked for; nothing when none was."""
    asked = _asked()
    if not asked["code"]:
        return {"crossing": None, "crossing_errors": []}
    try:
        return {"crossing": call("satudata_region_crosswalk", **asked), "crossing_errors": []}
    except (tk.ValidationError, tk.ObjectNotFound) as refused:
        return {"crossing": None, "crossing_errors": errors_of(refused)}


def _may_import() -> bool:
    try:
        return bool(tk.check_access("satudata_codelist_import", {}, {}))
    except tk.NotAuthorized:
        return False


@blueprint.route("/kode/<name>")
def daftar(name: str) -> Any:
    """Show one list: search, pages, versions, downloads."""

    def give() -> str:
        page, version = page_number(), tk.request.args.get("versi", "")
        query = {"q": tk.request.args.get("q", ""), "at": tk.request.args.get("pada", "")}
        errors, given = [], {**query, **({"version": version} if version else {})}
        try:
            found = call(
                "satudata_codelist_show", id=name, limit=PER_PAGE, offset=(page - 1) * PER_PAGE, **given
            )
        except tk.ValidationError as refused:
            errors = errors_of(refused)
            found = call("satudata_codelist_show", id=name, limit=PER_PAGE)
        pages = max(1, -(-found["count"] // PER_PAGE))
        shown = {"list": found, "asked": {**query, "versi": version}, "page": page, "pages": pages}
        kept = {key: value for key, value in shown["asked"].items() if value}
        return tk.render(
            "satudata/kode/daftar.html",
            {**shown, "kept": kept, "errors": errors, "may_import": _may_import()},
        )

    return answer_or_page(give)


@blueprint.route("/kode/<name>.<any(csv, xlsx, json):kind>")
def unduh(name: str, kind: str) -> Any:
    """Give a list, whole, as a file; ``versi``: another version than the one that holds."""

    def give() -> Any:
        version = tk.request.args.get("versi", "")
        one = codes.current(name) if not version else None
        if version.isdecimal() and len(version) < 6:
            one = codes.version(name, int(version))
        if one is None:
            raise tk.ObjectNotFound(_("This code list does not exist."))
        title = f"{name}-v{one.version}" if one.version else name
        if kind == "csv":
            return download([csv_bytes(one.columns, one.rows)], f"{title}.csv", "text/csv; charset=utf-8")
        if kind == "json":
            whole = call("satudata_codelist_show", id=name, limit=0, version=one.version)
            text = json.dumps(whole, ensure_ascii=False, indent=1)
            return download([text.encode()], f"{title}.json", "application/json")
        return download(_workbook(one), f"{title}.xlsx", XLSX)

    return answer_or_page(give)


def _workbook(one: CodeList) -> Any:
    lines = ([row.get(column, "") for column in one.columns] for row in one.rows)
    return list_book.written(one.about.name[:31], one.columns, lines, "…")


@blueprint.route("/kode/impor", methods=["GET", "POST"])
@signed_in
def impor() -> Any:
    """Upload a table, see what it would change, then confirm."""
    tk.check_access("satudata_codelist_import", {}, {})
    form = tk.request.form
    if tk.request.method == "GET":
        typed = {"name": tk.request.args.get("daftar", ""), "starts_on": wiring.today().isoformat()}
        return _import_page(typed, [])
    typed = {name: form.get(name, "").strip() for name in TYPED}
    confirmed = "digest" in form
    sent: dict[str, Any] = {"digest": form["digest"]} if confirmed else {}
    try:
        if "packed" in form:
            sent |= {"rows": _unpacked(form["packed"]), "filename": form.get("filename", "")}
        else:
            sent["upload"] = tk.request.files.get("upload")
        told = call("satudata_codelist_import", dry_run=not confirmed, **typed, **sent)
    except tk.ValidationError as refusal:
        return _import_page(typed, errors_of(refusal))
    if not confirmed:
        return _import_page(typed, [], told=told, again={**typed, **_again(told)})
    words = _("Taken over as version %(version)s: %(added)s new, %(renamed)s renamed, %(ended)s ended.")
    tk.h.flash_success(words % {"version": told["version"], **told["counts"]})
    return tk.redirect_to("satudata_kode.daftar", name=told["name"])


@blueprint.route("/kode/<name>/impor")
def impor_daftar(name: str) -> Any:
    """Lead from the address of a list to the import of it."""
    return tk.redirect_to("satudata_kode.impor", daftar=name)


def _again(told: dict[str, Any]) -> dict[str, str]:
    """What the confirmation sends: the digest of the preview and, unless that is too much for a form, the table."""
    packed = _packed(told["lines"])
    table = {"packed": packed, "filename": told["filename"]} if len(packed) <= MOST_PACKED else {}
    return {"digest": told["digest"], **table}


def _packed(lines: list[dict[str, str]]) -> str:
    """The table of the preview, small enough for a hidden field: forms are limited to half a megabyte."""
    return base64.b64encode(zlib.compress(json.dumps(lines).encode(), 9)).decode("ascii")


def _unpacked(packed: str) -> list[dict[str, str]]:
    """The table that :func:`_packed` made. Raises ``ValidationError``."""
    try:
        text = zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), UNPACKED)
        return list(json.loads(text))
    except (ValueError, TypeError, zlib.error):
        raise tk.ValidationError({"upload": [_("Choose an Excel (.xlsx) or CSV file.")]}) from None


def _import_page(typed: dict[str, str], errors: list[dict[str, str]], **more: Any) -> str:
    present = maybe("satudata_codelist_show", id=typed["name"], limit=1) if typed.get("name") else None
    shown = {
        "typed": typed,
        "errors": errors,
        "present": present,
        "known": codes.names(),
        "told": None,
        **more,
    }
    return tk.render("satudata/kode/impor.html", shown)
