"""Table structures: list, read with versions and comparison, edit by a form, derive from data, use for a draft."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from ckanext.satudata.adapters import template_book
from ckanext.satudata.adapters.intake.codes import reference
from ckanext.satudata.codes import rows as list_rows
from ckanext.satudata.domain.intake.template import make_template
from ckanext.satudata.domain.structure.model import from_schema

from . import struktur_form as forms
from .common import Errors, answer_or_page, call, download, errors_of, maybe, signed_in
from .rancangan import step_page
from .template import code_choices, guide

blueprint = Blueprint("satudata_struktur", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/struktur")
def index() -> Any:
    """List the structures."""
    words = tk.request.args.get("q", "")

    def give() -> str:
        found = call("satudata_structure_list", q=words)
        return tk.render(
            "satudata/struktur/index.html", {"structures": found, "q": words, "offices": keeps()}
        )

    return answer_or_page(give)


def keeps() -> list[dict[str, str]]:
    """Offices for which the person may make structures; the walidata also makes shared ones."""
    if not tk.current_user.is_authenticated:
        return []
    home = maybe("satudata_home_show") or {}
    offices = [{"value": one["id"], "label": one["title"]} for one in home.get("can_start", [])]
    if tk.h.check_access("satudata_structure_create", {}):
        everybody = call("organization_list", all_fields=True, limit=1000)
        offices = [{"value": one["id"], "label": one["title"] or one["name"]} for one in everybody]
        offices.insert(0, {"value": "", "label": _("All offices (shared)")})
    return offices


@blueprint.route("/struktur/<id>")
def read(id: str) -> Any:
    """Show a structure in one version, its versions and what changed between two of them."""

    def give() -> str:
        asked = tk.request.args
        found = call("satudata_structure_show", id=id, version=asked.get("versi", ""))
        versions = [one["version"] for one in found["versions"]]
        at = versions.index(found["shown"]["version"])
        before = asked.get("banding") or (versions[at + 1] if at + 1 < len(versions) else "")
        compared = (
            call("satudata_structure_diff", id=id, before=before, after=found["shown"]["version"])
            if before
            else None
        )
        offices = (maybe("satudata_home_show") or {}).get("can_start", [])
        shown = {"structure": found, "compared": compared, "offices": offices, "names": forms.names()}
        return tk.render("satudata/struktur/read.html", shown)

    return answer_or_page(give)


@blueprint.route("/struktur/<id>/skema.json")
def skema(id: str) -> Any:
    """Give the Table Schema of a version (``versi``)."""

    def give() -> Any:
        found = call("satudata_structure_show", id=id, version=tk.request.args.get("versi", ""))
        content = json.dumps(found["schema"], ensure_ascii=False, indent=2).encode()
        return download([content], f"{found['name']}-{found['shown']['version']}.json", "application/json")

    return answer_or_page(give)


@blueprint.route("/struktur/<id>/templat.xlsx")
def templat(id: str) -> Any:
    """Give the workbook to fill in, made of a version (``versi``)."""

    def give() -> Any:
        found = call("satudata_structure_show", id=id, version=tk.request.args.get("versi", ""))
        regions = reference(tk.config["ckanext.satudata.region.kemendagri"], list_rows).regions
        title = found["shown"]["title"]
        schema = found["schema"]
        made = make_template(title, schema, regions, codes=code_choices(schema))
        content = template_book.written(made, guide({"title": title}))
        return download([content], f"templat-{found['name']}-{found['shown']['version']}.xlsx", XLSX)

    return answer_or_page(give)


@blueprint.route("/struktur/baru", methods=["GET", "POST"])
@signed_in
def baru() -> Any:
    """Make a structure by the form."""
    offices = keeps()
    if not offices:
        raise tk.NotAuthorized(_("Structures are kept by the staff of an office and by the walidata."))
    start = {"title": "", "note": "", "owner_org": offices[0]["value"], "rows": [forms.new_row()]}
    typed = start if tk.request.method == "GET" else sent()
    return edited(typed, None, offices)


@blueprint.route("/struktur/<id>/ubah", methods=["GET", "POST"])
@signed_in
def ubah(id: str) -> Any:
    """Edit a structure by the form; saving makes a new version."""
    found = call("satudata_structure_show", id=id)
    if not found["may_edit"]:
        raise tk.NotAuthorized(
            _("This structure is kept by the staff of its own office and by the walidata.")
        )
    if tk.request.method == "GET":
        rows = forms.rows_of(from_schema(found["schema"]))
        typed = {"title": found["title"], "note": "", "seen": str(found["number"]), "rows": rows}
        return edited(typed, found)
    return edited(sent(), found)


def sent() -> dict[str, Any]:
    """What the form sent."""
    form = tk.request.form
    texts = {name: form.get(name, "") for name in ("title", "note", "seen", "owner_org", "aksi")}
    return {**texts, "rows": forms.typed_rows(form)}


def edited(
    typed: dict[str, Any], found: dict[str, Any] | None, offices: list[dict[str, str]] | None = None
) -> Any:
    """Do what the pressed button says; the page comes back with all that was typed."""
    act = typed.get("aksi", "")
    if tk.request.method == "GET":
        return form_page(typed, found, offices)
    if act not in ("simpan", "periksa"):
        focus = len(typed["rows"]) + 1 if act == "tambah" else 0
        return form_page({**typed, "rows": forms.rearranged(typed["rows"], act)}, found, offices, focus=focus)
    typed = {**typed, "rows": forms.written(typed["rows"])}
    base = base_of(found, typed)
    schema = forms.schema_of(typed["rows"], base)
    compared = None
    if found is not None and schema["fields"]:
        compared = maybe("satudata_structure_diff", id=found["id"], schema=schema)
    if act == "periksa":
        return form_page(typed, found, offices, compared=compared, looked=True)
    try:
        saved = save(typed, schema, found)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        errors = errors_of(refusal)
        if found is not None and any(error["field"] == "conflict" for error in errors):
            typed = {**typed, "seen": str(found["number"])}
        told = [{**one, "field": "" if one["field"] == "conflict" else one["field"]} for one in errors]
        return form_page(typed, found, offices, told, compared)
    words = _("Version %(version)s of '%(title)s' is saved.") % saved
    tk.h.flash_success(words)
    return tk.redirect_to("satudata_struktur.read", id=saved["name"])


def base_of(found: dict[str, Any] | None, typed: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of the version that was being edited, though it may no longer be the newest."""
    if found is None:
        return None
    edited_one = [one["version"] for one in found["versions"] if str(one["number"]) == typed["seen"]]
    if not edited_one or edited_one[0] == found["version"]:
        return dict(found["schema"])
    return dict(call("satudata_structure_show", id=found["id"], version=edited_one[0])["schema"])


def save(typed: dict[str, Any], schema: dict[str, Any], found: dict[str, Any] | None) -> dict[str, Any]:
    """Make the structure, or a new version of it."""
    words = {"title": typed["title"], "note": typed["note"], "schema": schema}
    if found is None:
        return dict(call("satudata_structure_create", owner_org=typed["owner_org"], **words))
    return dict(call("satudata_structure_update", id=found["id"], seen=typed["seen"], **words))


def form_page(
    typed: dict[str, Any],
    found: dict[str, Any] | None,
    offices: list[dict[str, str]] | None = None,
    errors: Errors | None = None,
    compared: dict[str, Any] | None = None,
    *,
    looked: bool = False,
    focus: int = 0,
) -> str:
    """Render the form."""
    shown = {
        "typed": typed,
        "structure": found,
        "offices": offices or [],
        "errors": errors or [],
        "compared": compared,
        "looked": looked,
        "focus": focus,
        "roles": forms.ROLES,
        "types": forms.TYPES,
        "names": forms.names(),
        **forms.choices(),
    }
    return tk.render("satudata/struktur/ubah.html", shown)


@blueprint.route("/struktur/dari", methods=["POST"])
@signed_in
def dari() -> Any:
    """Make a structure of a published dataset or of a draft whose file was accepted, with one click."""
    form = tk.request.form
    source = {name: form[name] for name in ("dataset_id", "draft_id") if form.get(name)}
    try:
        made = call("satudata_structure_derive", **source)
    except tk.ValidationError as refusal:
        for error in errors_of(refusal):
            tk.h.flash_error(error["message"])
        return tk.redirect_to("satudata_struktur.index")
    words = _(
        "The structure '%(title)s' is saved, version %(version)s. Its roles and units can be changed here."
    )
    tk.h.flash_success(words % made)
    return tk.redirect_to("satudata_struktur.read", id=made["name"])


@blueprint.route("/struktur/<id>/gunakan", methods=["POST"])
@signed_in
def gunakan(id: str) -> Any:
    """Start a draft that follows the structure; its file is chosen next."""
    form = tk.request.form
    try:
        chosen = call("satudata_structure_show", id=id, version=form.get("version", ""))["shown"]
        draft = call(
            "satudata_draft_create",
            owner_org=form.get("owner_org", ""),
            title=chosen["title"],
            structure=id,
            structure_version=chosen["version"],
        )
    except tk.ValidationError as refusal:
        for error in errors_of(refusal):
            tk.h.flash_error(error["message"])
        return tk.redirect_to("satudata_struktur.read", id=id)
    return tk.redirect_to("satudata_rancangan.berkas", id=draft["id"])


@blueprint.route("/rancangan/<id>/struktur", methods=["GET", "POST"])
@signed_in
def pilih(id: str) -> Any:
    """Choose the structure that a draft follows, after seeing what that changes."""
    draft = call("satudata_draft_show", id=id)
    if draft["fixed"] or not draft["may_edit"]:
        return tk.redirect_to("satudata_rancangan.read", id=draft["id"])
    if tk.request.method == "POST":
        chosen, _at, version = tk.request.form.get("structure", "").partition("@")
        try:
            call("satudata_structure_follow", id=id, structure_id=chosen, version=version)
        except (tk.ValidationError, tk.ObjectNotFound) as refusal:
            errors = [{**error, "field": "structure"} for error in errors_of(refusal)]
            return choosing_page(draft, errors)
        tk.h.flash_success(_("The draft's table structure is set. The file is read by it."))
        return tk.redirect_to("satudata_rancangan.berkas", id=draft["id"])
    return choosing_page(draft)


def choosing_page(draft: dict[str, Any], errors: Errors | None = None) -> str:
    """Render the structures that fit the draft's office, each compared with the published edition."""
    office = draft["package"]["owner_org"]
    fitting = [one for one in call("satudata_structure_list") if one["owner_org"] in ("", office)]
    listed = {f"{one['id']}@{one['version']}" for one in fitting}
    shown = {"structures": fitting, "listed": listed, "names": forms.names()}
    return step_page("struktur", draft, errors=errors, **shown)
