"""*Formulir BPS*: the answers to MS-Keg, MS-Var and MS-Ind, to look at and change."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint

from ..logic.shapes.ms import blocks
from .common import Errors, call, errors_of, signed_in
from .rancangan import step_page

blueprint = Blueprint("satudata_formulir", __name__)
FORMS = {"keg": "ms_keg", "var": "ms_var", "ind": "ms_ind"}
LONG = {"b3r1", "b3r2", "b4r5", "konsep", "definisi", "interpretasi", "rumus", "klasifikasi"}
ROWS = 20


@blueprint.route("/rancangan/<id>/formulir", methods=["GET", "POST"])
@signed_in
def formulir(id: str) -> Any:
    """Show one form with every answer; take changes."""
    part = part_asked(tk.request.values.get("bagian", ""))
    if tk.request.method == "GET":
        return page(id, part)
    try:
        told = call("satudata_ms_update", id=id, **typed(part))
    except (tk.ValidationError, tk.NotAuthorized) as refusal:
        return page(id, part, errors_of(refusal))
    words = (
        _("The answers are saved.")
        if not told["errors"]
        else _("Saved. Some answers still break a rule of the form.")
    )
    tk.h.flash_success(words)
    return tk.redirect_to(
        "satudata_formulir.formulir", id=id, bagian=part, hal=tk.request.form.get("hal") or None
    )


def part_asked(part: str) -> str:
    """Which of the three forms; MS-Keg where nothing is asked."""
    return part if part in FORMS else "keg"


def typed(part: str) -> dict[str, Any]:
    """What was changed on the page of one form, as the action takes it; what stands as it was shown is left out.

    So another profile judges all answers anew, and two people at one form do not take back each other's answers.
    """
    form, name, before = tk.request.form, FORMS[part], seen()
    given: dict[str, Any] = {}
    fields = [field for field in form if field.startswith(f"{name}.")]
    for field in dict.fromkeys(field.removesuffix("__shown") for field in fields):
        many = f"{field}__shown" in form
        value: Any = form.getlist(field) if many else form[field].replace("\r\n", "\n")
        if value != before.get(field):
            place(given, part, field.removeprefix(f"{name}."), value)
    profile = form.get("profil_ms", "")
    reasons = {
        field.removeprefix("ms_alasan."): form[field].replace("\r\n", "\n")
        for field in form
        if field.startswith("ms_alasan.") and form[field] != before.get(field, "")
    }
    return {name: given, "ms_alasan": reasons, **({"profil_ms": profile} if profile else {})}


def seen() -> dict[str, Any]:
    """What the page showed when it was made, by field."""
    try:
        found = json.loads(tk.request.form.get("dilihat", "") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def place(given: dict[str, Any], part: str, rest: str, value: Any) -> None:
    """Put a typed answer where it belongs: by key, or by row and key."""
    if part == "keg":
        given[rest] = value
    else:
        row, _dot, key = rest.rpartition(".")
        given.setdefault(row, {})[key] = value


def page(id: str, part: str, errors: Errors | None = None) -> Any:
    """Render one form of a draft."""
    draft = call("satudata_draft_show", id=id)
    if draft["fixed"]:
        return tk.redirect_to("satudata_rancangan.ajukan", id=draft["id"])
    told = call("satudata_ms_show", id=id)
    return step_page("formulir", draft, errors=errors, **shown(told, part, errors or []))


def shown(told: dict[str, Any], part: str, errors: Errors) -> dict[str, Any]:
    """What the page of one form shows."""
    name, again = FORMS[part], bool(errors)
    number = tk.request.values.get("hal", "1")
    at = max(int(number), 1) if number.isdecimal() and len(number) < 5 else 1
    rows = told[name] if part != "keg" else []
    pages = max(1, -(-len(rows) // ROWS))
    at = min(at, pages)
    rows = rows[(at - 1) * ROWS : at * ROWS]
    return {
        "told": told,
        "part": part,
        "blocks": [block_shape(one, errors, again) for one in blocks(told["ms_keg"])]
        if part == "keg"
        else [],
        "rows": [row_fields(name, row, again) for row in rows],
        "before": json.dumps(before(told, name, rows), ensure_ascii=False),
        "new_row": new_row(name, told[name]) if part != "keg" and at == pages else None,
        "hal": at,
        "pages": pages,
        "faults": [*errors, *flaw_errors(told)],
        "counts": {
            one: sum(open_flaw(flaw) and flaw["form"] == FORMS[one] for flaw in told["flaws"])
            for one in FORMS
        },
    }


def before(told: dict[str, Any], name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The stored answers of the page by field, to tell what was changed."""
    reasons = {f"ms_alasan.{flaw['place']}": flaw["reason"] for flaw in told["flaws"]}
    if name == "ms_keg":
        shown = {f"{name}.{one['key']}": plain_value(one) for one in told[name] if not one["skipped"]}
    else:
        shown = {f"{name}.{row['row']}.{one['key']}": one["answer"] for row in rows for one in row["cells"]}
    return {**shown, **reasons}


def plain_value(one: dict[str, Any]) -> Any:
    """The answer to a question as its field holds it: a list of codes, or text."""
    return [str(code) for code in one["codes"]] if one["kind"] == "pilihan_banyak" else str(one["value"])


def open_flaw(flaw: dict[str, str]) -> bool:
    """Whether a broken rule waits for an answer or for a reason."""
    return flaw["severity"] != "salah" or not flaw["reason"]


def flaw_errors(told: dict[str, Any]) -> Errors:
    """Broken rules as errors beside their fields; those that only warn are told by the fields themselves."""
    return [
        {"field": field_name(flaw), "label": "", "message": flaw["message"]}
        for flaw in told["flaws"]
        if flaw["severity"] == "salah" and not flaw["reason"]
    ]


def field_name(flaw: dict[str, str]) -> str:
    """The name of the field that a broken rule is about."""
    return ".".join(part for part in (flaw["form"], flaw["row"], flaw["key"]) if part)


def block_shape(block: dict[str, Any], errors: Errors, again: bool) -> dict[str, Any]:
    """One block of MS-Keg: its fields, what the form skips, and how many are wrong."""
    fields = [question_field(one, again) for one in block["questions"] if not one["skipped"]]
    refused = {error["field"] for error in errors}
    wrong = sum(
        any(map(open_flaw, one["flaws"])) or f"ms_keg.{one['key']}" in refused
        for one in block["questions"]
        if not one["skipped"]
    )
    return {
        **block,
        "fields": fields,
        "skipped": [one for one in block["questions"] if one["skipped"]],
        "wrong": wrong,
        "changed": sum(one["changed"] for one in block["questions"]),
    }


def question_field(one: dict[str, Any], again: bool) -> dict[str, Any]:
    """A question of MS-Keg as the macro of fields takes it."""
    kind = {"pilihan": "select", "pilihan_banyak": "multi", "tanggal": "date"}.get(one["kind"], "text")
    name = f"ms_keg.{one['key']}"
    value = plain_value(one)
    if again:
        value = tk.request.form.getlist(name) if kind == "multi" else tk.request.form.get(name, value)
    return {
        "name": name,
        "label": f"{one['number']} {one['label']}".strip(),
        "help": help_text(one),
        "example": "",
        "kind": "area" if one["key"] in LONG else kind,
        "choices": [{"value": str(option["code"]), "label": option["label"]} for option in one["options"]],
        "value": value,
        "display": one["answer"],
        "remarks": [],
        "origin": one["source_label"],
        "warnings": [flaw["message"] for flaw in one["flaws"] if flaw["severity"] != "salah"],
        "computed": one["computed"] if one["changed"] else "",
        "changed": one["changed"],
        "why": why(one["flaws"], again),
    }


def why(flaws: list[dict[str, str]], again: bool) -> dict[str, str] | None:
    """The field of the reason why an answer stays that breaks a rule; None where none is broken."""
    broken = next((flaw for flaw in flaws if flaw["severity"] == "salah"), None)
    if broken is None:
        return None
    name = f"ms_alasan.{broken['place']}"
    value = tk.request.form.get(name, broken["reason"]) if again else broken["reason"]
    return {"name": name, "value": value, "message": broken["message"] if broken["reason"] else ""}


def help_text(one: dict[str, Any]) -> str:
    """The form's own hint, and why an answer is empty; the macro of fields ends it with a full stop."""
    hint, reason = str(one.get("hint", "")).rstrip("."), str(one["reason"]).rstrip(".")
    told = reason and not one["answer"] and reason.casefold() != hint.casefold()
    empty = _("Empty: %(reason)s") % {"reason": reason} if told else ""
    return ". ".join(text for text in (hint, empty) if text)


def row_fields(name: str, row: dict[str, Any], again: bool) -> dict[str, Any]:
    """One row of MS-Var or MS-Ind with its fields."""
    cells = row["cells"]
    title = next((cell["answer"] for cell in cells if cell["key"] == "nama"), "")
    return {
        **row,
        "title": title or row["row"],
        "fields": [cell_field(name, row["row"], cell, again) for cell in cells if not cell["skipped"]],
        "skipped": [cell for cell in cells if cell["skipped"]],
        "wrong": sum(any(map(open_flaw, cell["flaws"])) for cell in cells),
        "changed": sum(cell["changed"] for cell in cells),
    }


def cell_field(name: str, row: str, cell: dict[str, Any], again: bool) -> dict[str, Any]:
    """A cell of a row as the macro of fields takes it."""
    field = f"{name}.{row}.{cell['key']}"
    kind = "select" if cell["options"] else "area" if cell["key"] in LONG else "text"
    return {
        "name": field,
        "label": f"{cell['number']} {cell['label']}",
        "help": help_text(cell),
        "example": "",
        "kind": kind,
        "choices": [{"value": option, "label": option} for option in cell["options"]],
        "value": tk.request.form.get(field, cell["answer"]) if again else cell["answer"],
        "display": cell["answer"],
        "remarks": [],
        "origin": cell["source_label"],
        "warnings": [flaw["message"] for flaw in cell["flaws"] if flaw["severity"] != "salah"],
        "computed": cell["computed"] if cell["changed"] else "",
        "changed": cell["changed"],
        "why": why(cell["flaws"], again),
    }


def new_row(name: str, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The empty row with which the office adds one of its own."""
    if not rows:
        return None
    numbers = [int(row["row"][1:]) for row in rows if row["added"] and row["row"][1:].isdecimal()]
    blank = {"answer": "", "source_label": "", "reason": "", "flaws": [], "changed": False, "skipped": ""}
    row = f"+{max(numbers, default=0) + 1}"
    return {
        "row": row,
        "fields": [cell_field(name, row, {**cell, **blank}, False) for cell in rows[0]["cells"]],
    }
