"""The four steps of a producer: file, check, description, sending."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint, Response

from .common import Errors, call, download, errors_of, new_key, offer, signed_in
from .fields import form_fields, in_groups, typed_fields, with_followers
from .files import chunks, draft_of
from .reading import columns_of, typed_columns

blueprint = Blueprint("satudata_rancangan", __name__)
STEPS = ("berkas", "periksa", "lengkapi", "ajukan")
ANY_TYPE = "application/octet-stream"


@blueprint.route("/rancangan/baru", methods=["GET", "POST"])
@signed_in
def baru() -> Any:
    """Choose the office and the file; both make the draft."""
    if tk.request.method == "GET":
        return new_page({"dataset_id": tk.request.args.get("dataset", "")})
    typed = {name: tk.request.form.get(name, "") for name in ("owner_org", "dataset_id")}
    given = sent_table()
    errors = incomplete(typed, given)
    if errors:
        return new_page(typed, errors)
    try:
        draft = call("satudata_draft_create", **{name: value for name, value in typed.items() if value})
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return new_page(typed, errors_of(refusal))
    return take_file(draft["id"], given)


def sent_table() -> dict[str, Any]:
    """The file that was chosen, else the table that was pasted; empty when there is neither."""
    upload, text = tk.request.files.get("upload"), tk.request.form.get("text", "")
    if upload and upload.filename:
        return {"upload": upload}
    return {"text": text} if text.strip() else {}


def incomplete(typed: dict[str, str], given: dict[str, Any]) -> Errors:
    """What must be chosen before a draft can be made."""
    errors = []
    if not typed["owner_org"] and not typed.get("dataset_id"):
        errors.append({"field": "owner_org", "label": "", "message": _("Choose the office.")})
    if not given:
        words = _("Choose a file: Excel (.xlsx, .xls), LibreOffice (.ods) or CSV; or paste a table.")
        errors.append({"field": "upload", "label": "", "message": words})
    return errors


def new_page(typed: dict[str, str], errors: Errors | None = None) -> str:
    """Render the page where a draft begins."""
    offices = call("satudata_home_show")["can_start"]
    datasets = published_of([one["id"] for one in offices])
    chosen = [one for one in datasets if typed["dataset_id"] in (one["id"], one["name"])]
    if chosen and not typed.get("owner_org"):
        typed = {**typed, "owner_org": chosen[0]["owner_org"]}
    shown = {
        "organizations": offices,
        "datasets": datasets,
        "typed": typed,
        "errors": errors or [],
    }
    return tk.render("satudata/rancangan/baru.html", shown)


def published_of(offices: list[str]) -> list[dict[str, Any]]:
    """Published datasets of the offices, by title."""
    if not offices:
        return []
    which = " OR ".join(f'"{one}"' for one in offices)
    found = call(
        "package_search", fq=f"dataset_type:dataset owner_org:({which})", rows=200, sort="title_string asc"
    )
    return list(found["results"])


@blueprint.route("/rancangan/<id>")
@signed_in
def read(id: str) -> Any:
    """Go to the step where the draft stands."""
    draft = call("satudata_draft_show", id=id)
    if draft["fixed"]:
        return tk.redirect_to("satudata_rancangan.ajukan", id=draft["id"])
    step = draft["step"] if draft["step"] in STEPS else "periksa"
    if step == "ajukan" and draft["status"] == "returned" and draft["remarks"]:
        step = "lengkapi"
    return tk.redirect_to(f"satudata_rancangan.{step}", id=draft["id"])


@blueprint.route("/rancangan/<id>/berkas", methods=["GET", "POST"])
@signed_in
def berkas(id: str) -> Any:
    """Choose or replace the file."""
    if tk.request.method == "POST":
        given = sent_table()
        return take_file(id, given) if given else file_page(id, incomplete({"owner_org": "-"}, given))
    return file_page(id)


def file_page(id: str, errors: Errors | None = None) -> Any:
    """Render the page of the file; a draft that repeats an edition has none, and shows what will be sent."""
    draft = call("satudata_draft_show", id=id)
    return sending_page(draft, {}, errors or []) if draft["fixed"] else step_page("berkas", draft, errors)


def take_file(id: str, given: dict[str, Any]) -> Any:
    """Hand the file or the pasted table to the intake; a refused one is told on the page of the file."""
    try:
        call("satudata_intake_upload", id=id, **given)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return file_page(id, errors_of(refusal))
    return tk.redirect_to("satudata_rancangan.periksa", id=id)


@blueprint.route("/rancangan/<id>/lengkapi", methods=["GET", "POST"])
@signed_in
def lengkapi(id: str) -> Any:
    """Fill in what the file and the office's profile do not tell."""
    if tk.request.method == "GET":
        return describe_page(call("satudata_draft_show", id=id))
    typed = typed_fields(tk.request.form)
    columns = typed_columns(tk.request.form)
    try:
        draft = call("satudata_draft_update", id=id, **typed, **({"columns": columns} if columns else {}))
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return not_saved(id, typed, columns, errors_of(refusal))
    if "autosave" in tk.request.form:
        return Response(saved_words(), mimetype="text/plain")
    if "simpan" in tk.request.form:
        return tk.redirect_to("satudata_kerja.index")
    if now_asked(draft):
        return tk.redirect_to("satudata_rancangan.lengkapi", id=draft["id"])
    return tk.redirect_to("satudata_rancangan.ajukan", id=draft["id"])


def now_asked(draft: dict[str, Any]) -> bool:
    """Tell whether something is missing that is asked for only by another answer: it was perhaps not seen before."""
    fields = {one["name"]: one for one in form_fields(draft)}
    return any(fields.get(lack["field"], {}).get("when") for lack in draft["missing"])


def not_saved(id: str, typed: dict[str, Any], columns: dict[str, str], errors: Errors) -> Any:
    """Answer a form that was not saved: in words to the script, as a page with what was typed to people."""
    if "autosave" in tk.request.form:
        words = "; ".join(error["message"] for error in errors)
        return Response(_("Not saved: %(why)s") % {"why": words}, mimetype="text/plain")
    return describe_page(call("satudata_draft_show", id=id), typed, columns, errors)


def saved_words() -> str:
    """*Tersimpan pukul 14.05 WIB*."""
    return _("Saved at %(time)s") % {"time": tk.h.satudata_time(dt.datetime.now(dt.UTC))}


def describe_page(
    draft: dict[str, Any],
    typed: dict[str, Any] | None = None,
    typed_columns: dict[str, str] | None = None,
    errors: Errors | None = None,
) -> str:
    """Render the description: what is open or remarked upon first, the rest folded."""
    if draft["fixed"]:
        return sending_page(draft, {}, errors or [])
    fields = form_fields(draft, typed)
    wrong = {error["field"] for error in errors or []}
    to_mend = [f for f in fields if f["missing"] or f["remarks"] or f["name"] in wrong]
    first = with_followers(to_mend, fields)
    doubtful = with_followers([f for f in fields if f["advice"] and f not in first], fields)
    names = {f["name"] for f in fields}
    columns = columns_of(draft, typed_columns)
    return step_page(
        "lengkapi",
        draft,
        errors=errors,
        open_fields=first,
        open_count=len(to_mend),
        doubtful_fields=[f for f in doubtful if f not in first],
        groups=in_groups([f for f in fields if f not in first and f not in doubtful]),
        columns=columns,
        open_columns=[one for one in columns if one["asked"] and not one["description"]],
        general_remarks=[r for r in draft["remarks"] if r["field"] not in names and not column_remark(r)],
    )


def column_remark(remark: dict[str, Any]) -> bool:
    """Tell whether a remark is about a column."""
    return str(remark.get("field", "")).startswith("kolom.")


@blueprint.route("/rancangan/<id>/ajukan", methods=["GET", "POST"])
@signed_in
def ajukan(id: str) -> Any:
    """Read everything on one page, then send it to the next step."""
    typed: dict[str, str] = {}
    errors: Errors = []
    if tk.request.method == "POST":
        typed = {"cocok": tk.request.form.get("cocok", "")}
        if not typed["cocok"]:
            words = _(
                "Read what will happen or compare the figures with the source document, then tick the box."
            )
            errors = [{"field": "cocok", "label": "", "message": words}]
        else:
            try:
                return sent(call("satudata_review_submit", draft_id=id))
            except (tk.ValidationError, tk.NotAuthorized) as refusal:
                errors = errors_of(refusal)
    return sending_page(call("satudata_draft_show", id=id), typed, errors)


def sending_page(draft: dict[str, Any], typed: dict[str, str], errors: Errors) -> str:
    """Render what will be sent, or why a published edition is repeated or taken down."""
    shown = {
        "fields": form_fields(draft),
        "columns": columns_of(draft, None),
        "submit_offer": offer(draft["offers"], "submit"),
        "missing_url": lambda field: missing_url(draft["id"], field),
        "key": new_key(),
    }
    return step_page("ajukan", draft, errors=errors, typed=typed, **shown)


def sent(review: dict[str, Any]) -> Any:
    """Say that it is sent, whose turn it is and until when."""
    turn = review.get("whose_turn") or {}
    facts = {
        "number": review["number"],
        "post": turn.get("post") or turn.get("label") or "",
        "due": tk.h.satudata_due(turn),
    }
    tk.h.flash_success(_("Submission %(number)s is sent. Turn: %(post)s, %(due)s.") % facts)
    return tk.redirect_to("satudata_pengajuan.read", number=review["number"])


def missing_url(id: str, field: str) -> str:
    """Where a missing thing is filled in: the file's steps or the field of the form."""
    if field == "file":
        return str(tk.h.url_for("satudata_rancangan.berkas", id=id))
    if field == "ms":
        return str(tk.h.url_for("satudata_formulir.formulir", id=id))
    if field in ("report", "confirmations", "answers", "intake"):
        return str(tk.h.url_for("satudata_rancangan.periksa", id=id))
    return f"{tk.h.url_for('satudata_rancangan.lengkapi', id=id)}#field-{field}"


@blueprint.route("/rancangan/<id>/hapus", methods=["POST"])
@signed_in
def hapus(id: str) -> Any:
    """Delete a draft that was never sent."""
    try:
        call("satudata_draft_delete", id=id)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return file_page(id, errors_of(refusal))
    tk.h.flash_success(_("The draft is deleted."))
    return tk.redirect_to("satudata_kerja.index")


@blueprint.route("/rancangan/<id>/berkas/asli")
@signed_in
def asli(id: str) -> Any:
    """Give the file as the office uploaded it."""
    original = call("satudata_draft_show", id=id)["intake"]["original"]
    if not original:
        raise tk.ObjectNotFound()
    return download(chunks(original["sha256"]), original["name"], ANY_TYPE)


@blueprint.route("/rancangan/<id>/berkas/kanonik.csv")
@signed_in
def kanonik(id: str) -> Any:
    """Give the table as it was read."""
    draft = draft_of(call("satudata_draft_show", id=id)["id"])
    if not draft.canonical_sha:
        raise tk.ObjectNotFound()
    return download(chunks(draft.canonical_sha), "kanonik.csv", "text/csv")


def title_of(draft: dict[str, Any]) -> str:
    """The draft's title; words for none where CKAN has put its name there."""
    title = draft["package"].get("title") or ""
    return _("Untitled draft") if title in ("", draft["name"]) else title


def step_page(step: str, draft: dict[str, Any], errors: Errors | None = None, **shown: Any) -> str:
    """Render one of the four steps."""
    ground = {
        "draft": draft,
        "title": title_of(draft),
        "step": step,
        "errors": errors or [],
        "editable": draft["may_edit"],
    }
    page = "tetap" if draft["fixed"] and step != "periksa" else step
    return tk.render(f"satudata/rancangan/{page}.html", {"typed": {}, **ground, **shown})
