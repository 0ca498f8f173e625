"""The step that shows what was read from a file, asks what is not clear and lists what the check found."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Response

from .common import Errors, call, errors_of, signed_in
from .files import draft_of, first_rows_of
from .rancangan import blueprint, step_page
from .reading import TABLE_QUESTION, TYPES, Typed, chosen_table, findings_of, recipe_of

FIRST_ROWS = 10
SMALL_BYTES = 2 * 1024 * 1024
WAITING = ("inspecting", "checking")
SURE = 0.9
"""A column read with less confidence is shown open."""
SET_APART = {
    "title": lambda: _("title"),
    "source": lambda: _("source"),
    "unit_line": lambda: _("unit"),
    "note": lambda: _("note"),
    "total_row": lambda: _("total row, used to check the sums"),
    "blank": lambda: _("empty row"),
    "numbering": lambda: _("numbers of the columns"),
    "sample": lambda: _("sample row of the template"),
    "footnote": lambda: _("footnote"),
    "signature": lambda: _("signature"),
}


@blueprint.route("/rancangan/<id>/periksa", methods=["GET", "POST"])
@signed_in
def periksa(id: str) -> Any:
    """Show the reading and the findings; take answers and corrections."""
    draft = call("satudata_draft_show", id=id)
    intake = draft["intake"]
    if intake["state"] == "empty" and not draft["base_edition"]:
        return tk.redirect_to("satudata_rancangan.berkas", id=draft["id"])
    if tk.request.method == "POST" and draft["may_edit"]:
        return settle(draft)
    return page(draft)


@blueprint.route("/rancangan/<id>/periksa/kemajuan")
@signed_in
def kemajuan(id: str) -> Any:
    """How far the reading or the check is, as a piece of the page; an empty answer (204) when it is done."""
    intake = call("satudata_intake_show", id=id)
    if intake["state"] not in WAITING:
        return Response(status=204)
    return tk.render("satudata/rancangan/kemajuan.html", {"intake": intake})


@blueprint.route("/rancangan/<id>/periksa/tabel", methods=["POST"])
@signed_in
def tabel(id: str) -> Any:
    """Read another table of the file."""
    return again("satudata_intake_inspect", id, hints={"table": tk.request.form.get("table", "")})


@blueprint.route("/rancangan/<id>/periksa/ulang", methods=["POST"])
@signed_in
def ulang(id: str) -> Any:
    """Try the check once more after the system stopped it."""
    draft = call("satudata_draft_show", id=id)
    confirmed = bool(draft["intake"].get("recipe")) and draft["intake"].get("report")
    return again("satudata_intake_check" if confirmed else "satudata_intake_inspect", id)


@blueprint.route("/rancangan/<id>/periksa/hentikan", methods=["POST"])
@signed_in
def hentikan(id: str) -> Any:
    """Stop the reading or the check; the file and the answers stay."""
    return again("satudata_intake_stop", id)


def again(action: str, id: str, **data: Any) -> Any:
    """Start work on the file again, then show its progress."""
    try:
        call(action, id=id, **data)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return page(call("satudata_draft_show", id=id), errors=errors_of(refusal))
    return tk.redirect_to("satudata_rancangan.periksa", id=id)


def settle(draft: dict[str, Any]) -> Any:
    """Apply what was chosen; the next page is the progress, or the description when all is settled."""
    form = tk.request.form
    intake = draft["intake"]
    if form.get("version") and form["version"] != str(intake.get("version")):
        moved = _(
            "The file was read again after this page was opened. Look at the findings below, then choose again."
        )
        return page(draft, form, [{"field": "", "label": "", "message": moved}])
    typed = Typed(intake, form)
    if typed.errors:
        return page(draft, form, typed.errors)
    fresh = intake["state"] == "to_confirm"
    recipe = typed.recipe if fresh else typed.changed
    if checked_as_it_is(intake) and not recipe:
        return as_it_is(draft, form)
    try:
        told = {"recipe": recipe, "answers": typed.answers, "version": intake["version"]}
        call("satudata_intake_confirm", id=draft["id"], **told)
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return page(draft, form, errors_of(refusal))
    if recipe or rejected(draft):
        return tk.redirect_to("satudata_rancangan.periksa", id=draft["id"])
    return tk.redirect_to("satudata_rancangan.lengkapi", id=draft["id"])


def checked_as_it_is(intake: dict[str, Any]) -> bool:
    """Tell whether the last check is about the file as it is read now."""
    return intake["state"] == "checked" and not (intake.get("report") or {}).get("stale")


def as_it_is(draft: dict[str, Any], form: Any) -> Any:
    """Go on when nothing was changed and nothing need be; say what is to be done where something must."""
    if not rejected(draft):
        return tk.redirect_to("satudata_rancangan.lengkapi", id=draft["id"])
    words = _("Nothing is changed yet. Mend a finding here, or replace the file.")
    return page(draft, form, [{"field": "", "label": "", "message": words}])


def rejected(draft: dict[str, Any]) -> bool:
    """Tell whether the check found something that must be mended."""
    report = draft["intake"].get("report") or {}
    return bool((report.get("counts") or {}).get("tolak"))


def page(draft: dict[str, Any], form: Any = None, errors: Errors | None = None) -> str:
    """Render the step as the state of the file asks for it."""
    intake = draft["intake"]
    table = chosen_table(intake)
    findings = findings_of(intake)
    tables = (intake.get("inspection") or {}).get("tables") or []
    shown = {
        "intake": intake,
        "waiting": intake["state"] in WAITING,
        "refresh": refresh_seconds(intake),
        "findings": findings,
        "counts": count(findings),
        "to_answer": [f for f in findings if f.get("confirm") or f.get("fixes")],
        "to_settle": [f for f in findings if f.get("confirm") and not f.get("confirmed")],
        "table": table,
        "tables": tables,
        "asked_table": any(one["code"] == TABLE_QUESTION for one in intake.get("questions") or []),
        "pairs": pairs(table, recipe_of(intake)) if intake["state"] == "to_confirm" else [],
        "canonical": first_rows(draft) if intake["state"] == "checked" else None,
        "recipe_columns": recipe_columns(intake, table),
        "set_apart": [{**one, "label": apart(one["kind"])} for one in table.get("set_apart") or []],
        "types": TYPES,
        "shapes": [] if asks_for_shape(findings) else table.get("wide") or [],
        "is_long": bool(recipe_of(intake).get("unpivot")),
        "corrections": recipe_of(intake).get("fixes") or [],
        "named_columns": recipe_of(intake).get("columns") or [],
        "names": {one["name"]: one["title"] for one in recipe_of(intake).get("columns") or []},
        "typed": form or {},
    }
    return step_page("periksa", draft, errors=errors, **shown)


def asks_for_shape(findings: list[dict[str, Any]]) -> bool:
    """Tell whether a question about titles that hold values still stands: its answers are the shapes."""
    asked = [one for one in findings if one["code"].endswith("_SEBAGAI_KOLOM")]
    return any(one.get("confirm") and not one.get("confirmed") for one in asked)


def first_rows(draft: dict[str, Any]) -> dict[str, Any] | None:
    """First rows of the table as it was read with the confirmed recipe; None when no table came of it."""
    stored = draft_of(draft["id"])
    if not stored.canonical_sha:
        return None
    return {
        "fields": stored.schema.get("fields") or [],
        "records": first_rows_of(stored.canonical_sha, FIRST_ROWS),
    }


def refresh_seconds(intake: dict[str, Any]) -> int:
    """After how many seconds a page without a script looks again: small files are done within two."""
    return 1 if (intake["original"] or {}).get("size", 0) < SMALL_BYTES else 4


def count(findings: list[dict[str, Any]]) -> dict[str, int]:
    """Findings by severity."""
    severities = [one["severity"] for one in findings]
    return {name: severities.count(name) for name in ("tolak", "konfirmasi", "peringatan")}


def apart(kind: str) -> str:
    """Why a row of the file is no data."""
    label = SET_APART.get(kind)
    return label() if label else kind


def pairs(table: dict[str, Any], recipe: dict[str, Any]) -> list[dict[str, Any]]:
    """First rows side by side: as Excel shows them, as they were read."""
    preview = table.get("preview") or []
    read = table.get("preview_read") or {"header": [], "rows": []}
    columns = {one["name"]: one for one in recipe.get("columns") or []}
    numbers = table.get("preview_rows") or range(1, len(preview) + 1)
    return [
        {"row": number, "excel": excel, "read": understood(read["header"], cells, columns)}
        for number, excel, cells in zip(numbers, preview, read["rows"], strict=False)
    ]


def understood(names: list[str], cells: list[str], columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Cells as they were read: numbers written for people; ``open`` where the way of writing is not settled."""
    found = []
    for name, cell in zip(names, cells, strict=False):
        column = columns.get(name) or {"name": name}
        number = column.get("type") in ("integer", "number")
        unsettled = number and not column.get("convention")
        written = cell and not unsettled and (number or name.endswith("_status"))
        text = tk.h.satudata_cell(cell, column) if written else cell
        found.append({"text": text, "number": number, "open": unsettled})
    return found


def recipe_columns(intake: dict[str, Any], table: dict[str, Any]) -> list[dict[str, Any]]:
    """Columns of the recipe with what the inspection saw in each, and whether nothing about them is open."""
    seen = {one["letter"]: one for one in table.get("columns") or []}
    columns = recipe_of(intake).get("columns") or []
    return [
        {**one, "seen": (own := seen.get(one["letter"]) or {}), "sure": _is_sure(one, own)} for one in columns
    ]


def _is_sure(column: dict[str, Any], seen: dict[str, Any]) -> bool:
    open_number = column["type"] in ("integer", "number") and not column.get("convention")
    return bool(column.get("skip")) or not (open_number or seen.get("confidence", 1) < SURE)
