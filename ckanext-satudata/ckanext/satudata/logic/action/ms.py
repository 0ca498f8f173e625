"""The MS forms: show, change, check, write as workbooks, read a filled-in workbook back."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...adapters.bps.defaults import ms_forms
from ...adapters.bps.ms_forms import column_workbook, keg_workbook
from ...adapters.intake import fence
from ...app.drafts.editing import editable
from ...domain.bps.content import BundleContent
from ...domain.bps.ms_import import Imported, compare
from ...domain.bps.ms_state import (
    IND,
    KEG,
    REASONS,
    VAR,
    Filled,
    kept_keg,
    kept_reasons,
    kept_rows,
    told_of_office,
)
from ...domain.bps.ms_stored import PROFILES, sorted_out, sorted_reasons, sorted_rows
from ...domain.review.model import Actor
from ...words import language
from .. import asking, ms_content
from ..assignment_book import LIMITS
from ..errors import translated
from ..ms_words import reading_sentence
from ..shapes.ms import import_shape, ms_shape

Given = dict[str, dict[str, Any]]
SHEETS = {KEG: "MS-Keg", VAR: "MS-Var", IND: "MS-Ind"}


@tk.side_effect_free
def satudata_ms_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The answers to MS-Keg, MS-Var and MS-Ind of a draft (``id``) or a submission (``review_id``), each with code, label,
    where it is from or why it is empty, and every rule of the forms that is broken."""
    tk.check_access("satudata_ms_show", context, data)
    with translated():
        return ms_shape(ms_content.filled(_content(data)))


def _content(data: Mapping[str, Any]) -> BundleContent:
    if asking.text(data, "review_id"):
        return ms_content.of_review(asking.review_id({"id": data["review_id"]}))
    return ms_content.of_draft(asking.draft_id(data))


@tk.side_effect_free
def satudata_ms_export(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One form (``form``: ms_keg, ms_var, ms_ind) of a draft (``id``) or a submission (``review_id``) as a workbook in the
    official layout: ``filename`` and ``content`` in base64."""
    tk.check_access("satudata_ms_export", context, data)
    name = asking.text(data, "form", needed=True)
    if name not in SHEETS:
        raise tk.ValidationError(
            {"form": [_("Choose one of: %(choices)s.") % {"choices": ", ".join(SHEETS)}]}
        )
    with translated():
        item = _content(data)
        content = workbook(name, ms_content.filled(item), item)
    return {"filename": f"{SHEETS[name]}.xlsx", "content": base64.b64encode(content).decode("ascii")}


def workbook(name: str, filled: Filled, item: BundleContent) -> bytes:
    """Write one form as a workbook."""
    forms = ms_forms()
    if name == KEG:
        return keg_workbook(forms.keg, filled.keg, item.last_gate_at)
    return column_workbook(forms.rows_of(name), filled.rows[name], item.last_gate_at)


def satudata_ms_update(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Change answers of the MS forms of a draft (``id``): ``profil_ms``, ``ms_keg`` (key to answer: a code, the sum of codes, a
    label, a text), ``ms_var`` and ``ms_ind`` (row to key to text), ``ms_alasan`` (place of an answer that breaks a rule of the
    form, such as ``ms_keg.b1r2``, to the reason why it stays). What equals the computed answer is not kept."""
    tk.check_access("satudata_ms_update", context, data)
    draft_id = asking.draft_id(data)
    given = {name: _objects(data, name) for name in (KEG, VAR, IND)} | {REASONS: _reasons(data)}
    with translated():
        store(asking.actor(context), draft_id, given, asking.text(data, "profil_ms"))
        return ms_shape(ms_content.filled(ms_content.of_draft(draft_id)))


def _objects(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Answers of one form as they can be stored; an error is named after its answer, ``ms_keg.b1r1``."""
    given, forms = asking.mapping(data, name), ms_forms()
    if name == KEG:
        answers, faults = sorted_out(forms.keg, given)
        refused(
            {
                f"{name}.{key}": [reading_sentence(forms.keg.question(key), key, one)]
                for key, one in faults.items()
            }
        )
        return dict(answers)
    form = forms.rows_of(name)
    rows, wrong = sorted_rows(form, given)
    refused(
        {
            f"{name}.{row}.{key}": [reading_sentence(form.column(key), key, one)]
            for (row, key), one in wrong.items()
        }
    )
    return dict(rows)


def _reasons(data: Mapping[str, Any]) -> dict[str, str]:
    """Reasons as they can be stored; an empty one takes a stored one away."""
    given = asking.mapping(data, REASONS)
    kept, wrong = sorted_reasons(given)
    refused({f"{REASONS}.{place}": [reading_sentence(None, place, one)] for place, one in wrong.items()})
    return {place: kept.get(place, "") for place in given}


def refused(errors: dict[str, list[str]]) -> None:
    """Raise ``ValidationError`` when there is any sentence."""
    if errors:
        raise tk.ValidationError(errors)


def store(who: Actor, draft_id: str, given: Given, profile: str = "") -> None:
    """Put answers over those that a draft keeps, under its lock; with another profile all are judged anew."""
    if profile and profile not in PROFILES:
        words = _("Choose one of: %(choices)s.") % {"choices": ", ".join(PROFILES)}
        raise tk.ValidationError({"profil_ms": [words]})
    unit = wiring.unit()
    with unit:
        draft = editable(unit, draft_id, who)
        package = unit.drafts.package(draft_id)
        before = ms_content.filled(
            ms_content.content(package, unit.offices.facts(draft.owner_org), draft.described_schema)
        )
        unit.offices.learn(draft.owner_org, told_of_office(before, given[KEG]))
        fields = stored_fields(
            {**package, **({"profil_ms": profile} if profile else {})},
            draft.owner_org,
            draft.described_schema,
            given,
        )
        unit.packages.patch_draft(draft_id, fields, who.name)
        unit.drafts.touched_by(draft_id, who.user_id)
        unit.work.add("index_draft", draft_id, wiring.new_id())
        unit.commit()


def stored_fields(
    package: Mapping[str, Any], owner_org: str, schema: Mapping[str, Any], given: Given
) -> dict[str, str]:
    """What the draft keeps of the forms after answers were given."""
    offices, forms = wiring.offices().facts(owner_org), ms_forms()
    filled = ms_content.filled(ms_content.content(package, offices, schema))
    rows = {
        name: kept_rows(forms, filled, name, package.get(name), given.get(name, {})) for name in (VAR, IND)
    }
    keg = kept_keg(forms, filled, package.get(KEG), given.get(KEG, {}))
    fields = {"profil_ms": str(package.get("profil_ms") or ""), KEG: keg, **rows}
    after = ms_content.filled(ms_content.content({**package, **fields}, offices, schema))
    return {**fields, REASONS: kept_reasons(after, package.get(REASONS), given.get(REASONS, {}))}


def satudata_ms_import(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Read a filled-in workbook of the MS forms (``upload``) beside the answers of a draft (``id``): the differences by
    cell, what cannot be understood and how to mend it. ``dry_run`` changes nothing; else all that differs and can be taken
    is taken, or only the differences named in ``take`` (a near choice or an emptied answer only when it is named)."""
    tk.check_access("satudata_ms_import", context, data)
    draft_id, dry = asking.draft_id(data), tk.asbool(data.get("dry_run", False))
    with translated():
        item = ms_content.of_draft(draft_id)
        told = compare(ms_forms(), ms_content.filled(item), uploaded(data.get("upload")))
        if not told.forms:
            words = _("No sheet of this workbook is MS-Keg, MS-Var or MS-Ind. Use the workbook of the form.")
            raise tk.ValidationError({"upload": [words]})
        shape = {**import_shape(told), "dry_run": dry, "taken": []}
        if not dry:
            shape["taken"] = take(asking.actor(context), draft_id, told, asking.listing(data, "take"))
    return shape


def take(who: Actor, draft_id: str, told: Imported, named: list[Any]) -> list[str]:
    """Take differences over; gives the ids of those that were."""
    wanted = set(map(str, named))
    strangers = sorted(wanted - {one.id for one in told.differences})
    if strangers:
        words = _("The workbook has no difference %(ids)s.") % {"ids": ", ".join(strangers)}
        raise tk.ValidationError({"take": [words]})
    chosen = [
        one
        for one in told.differences
        if one.kind != "unreadable" and (one.id in wanted if wanted else one.kind in ("changed", "added"))
    ]
    given: Given = {KEG: {}, VAR: {}, IND: {}}
    for one in chosen:
        if one.form == KEG:
            given[KEG][one.key] = one.given
        else:
            given[one.form].setdefault(one.row, {})[one.key] = one.given
    store(who, draft_id, given)
    return [one.id for one in chosen]


def uploaded(upload: Any) -> list[dict[str, Any]]:
    """The sheets of an uploaded workbook, read by the disposable child. Raises ``ValidationError``."""
    if not getattr(upload, "filename", ""):
        raise tk.ValidationError({"upload": [_("Choose an Excel (.xlsx) file.")]})
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        place = Path(folder) / "upload"
        place.write_bytes(upload.stream.read(LIMITS.file_bytes + 1))
        found = fence.cells(place, upload.filename, LIMITS)
    if told := found["refusal"] or found["error"]:
        english = "_en" if language() == "en" else ""
        raise tk.ValidationError({"upload": [f"{told['message' + english]} {told['mend' + english]}"]})
    return list(found["sheets"])


ACTIONS: dict[str, Callable[[dict[str, Any], dict[str, Any]], Any]] = {
    one.__name__: one
    for one in (satudata_ms_show, satudata_ms_export, satudata_ms_update, satudata_ms_import)
}
