"""Metadata fields as pages show them: label, help, choices and value of each, from the scheming type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ..describing import form
from ..domain.description.keep import BY_PERSON, same
from ..domain.description.model import Field, parts_of

DRAFT_TYPE = "rancangan"
HIDDEN = {"name", "edisi", "edisi_tanggal", "content_digest"}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
AREAS = {"markdown", "large_text", "textarea"}


def form_fields(draft: Mapping[str, Any], typed: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Describe every field of a draft's form, in the order of the type, with what was typed or stored."""
    return [describe(field, draft, typed) for field in type_fields() if field["field_name"] not in HIDDEN]


def type_fields() -> list[dict[str, Any]]:
    """Fields of the draft type as scheming holds them."""
    schema = tk.h.scheming_get_dataset_schema(DRAFT_TYPE) or {}
    fields = schema.get("dataset_fields", [])
    return [
        field
        for field in fields
        if field["field_name"] != "owner_org" and field.get("form_snippet", "") is not None
    ]


def describe(
    field: Mapping[str, Any], draft: Mapping[str, Any], typed: Mapping[str, Any] | None
) -> dict[str, Any]:
    """One field as the pages show it: words, kind and choices, value, what is missing or could be better, its origin.

    ``only_when``: the condition in words, and ``when`` as the script reads it, for a field that is not always asked for.
    """
    name = field["field_name"]
    value = typed[name] if typed is not None and name in typed else stored_value(name, draft)
    shape = kind(field)
    value = as_list(value) if shape == "multi" else as_text(value)
    shape = "text" if shape == "date" and value and not DATE.fullmatch(value) else shape
    rule = form().field(name)
    holder = {**(draft.get("package") or {}), **(typed or {})}
    options = with_stored(choices(field), value) if shape in ("select", "multi") else []
    suggestion = (draft.get("suggested") or {}).get(name) or {}
    return {
        "name": name,
        "label": text(field.get("label", name)),
        "help": text(field.get("help_text", "")),
        "law": text(field.get("satudata_law", "")),
        "example": text(field.get("satudata_example", "")) or text(field.get("form_placeholder", "")),
        "group": rule.group if rule else "",
        "required": rule is not None and rule.is_required(holder),
        "applies": rule is None or rule.applies(holder),
        "after": rule.when.parts[0][0] if rule and rule.when else "",
        "when": when_of(rule),
        "only_when": only_when(rule),
        "kind": shape if options or shape not in ("select", "multi") else "text",
        "choices": options,
        "value": value,
        "display": display(value, options),
        "missing": next((m["message"] for m in draft.get("missing") or [] if m["field"] == name), ""),
        "advice": [one["message"] for one in draft.get("advice") or [] if one["field"] == name],
        "remarks": [
            r for r in draft.get("remarks") or [] if r.get("field") == name and not r.get("resolved")
        ],
        "origin": suggestion.get("from", "") if value and same(suggestion.get("value"), value) else "",
    }


def when_of(rule: Field | None) -> str:
    """A condition for the script: ``field=value|value`` or ``field!=value``, parted by ``&``."""
    parts = rule.when.parts if rule and rule.when else ()
    return "&".join(f"{name}{'=' if within else '!='}{'|'.join(values)}" for name, values, within in parts)


def only_when(rule: Field | None) -> str:
    """A condition in words: *Only when Access class is Restricted or Excluded.*"""
    told = []
    for name, values, within in rule.when.parts if rule and rule.when else ():
        other = next(field for field in type_fields() if field["field_name"] == name)
        labels = {one["value"]: one["label"] for one in choices(other)}
        facts = {
            "field": text(other["label"]),
            "values": _(" or ").join(labels.get(value, value) for value in values),
        }
        told.append(
            (
                _("Only when %(field)s is %(values)s.")
                if within
                else _("Only when %(field)s is not %(values)s.")
            )
            % facts
        )
    return " ".join(told)


def in_groups(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Fields by the parts of the page, as ``{name, label, fields, filled, asked}``; parts without fields are left out."""
    found = []
    for name, label in (*form().groups, ("", {"id": "Lainnya", "en": "Others"})):
        held = [one for one in fields if one["group"] == name]
        if held:
            asked = [one for one in held if one["applies"]]
            filled = sum(1 for one in asked if one["value"])
            found.append(
                {
                    "name": name,
                    "label": text(dict(label)),
                    "fields": held,
                    "filled": filled,
                    "asked": len(asked),
                }
            )
    return found


def with_followers(chosen: list[dict[str, Any]], fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The chosen fields, each with those behind it that are asked for only by its answer."""
    names = {one["name"] for one in chosen}
    wanted = names | {one["name"] for one in fields if one["after"] in names}
    return [one for one in fields if one["name"] in wanted]


def stored_value(name: str, draft: Mapping[str, Any]) -> Any:
    """Value of a field in the draft's package, else what the portal suggests for it, unless a person emptied it."""
    package = draft.get("package") or {}
    if name == "tag_string" and not package.get("tag_string"):
        return ", ".join(tag["name"] for tag in package.get("tags") or [])
    value = package.get(name)
    if value not in (None, "", []):
        return value
    note = (draft.get("suggested") or {}).get(name) or {}
    return "" if note.get(BY_PERSON) else note.get("value") or ""


def as_list(value: Any) -> list[str]:
    """A multiple choice as a list, whatever it was kept as."""
    return list(parts_of(value))


def as_text(value: Any) -> str:
    """A single value as text; parts of a list are joined."""
    return value if isinstance(value, str) else ", ".join(as_list(value))


def with_stored(options: list[dict[str, str]], value: Any) -> list[dict[str, str]]:
    """The choices, and what is stored though the list does not know it: opening a form takes nothing away."""
    known = {one["value"] for one in options}
    return options + [{"value": one, "label": one} for one in as_list(value) if one not in known]


def text(value: Any) -> str:
    """Words of a label in the page's language."""
    return str(tk.h.scheming_language_text(value)) if value else ""


def kind(field: Mapping[str, Any]) -> str:
    """How a field is typed: ``select``, ``multi``, ``area``, ``date`` or ``text``."""
    preset = str(field.get("preset", ""))
    snippet = str(field.get("form_snippet", ""))
    if "multiple" in preset or "multiple" in snippet:
        return "multi"
    if field.get("choices") or field.get("choices_helper"):
        return "select"
    if preset == "date" or snippet.startswith("date"):
        return "date"
    return "area" if preset in AREAS or any(area in snippet for area in AREAS) else "text"


def choices(field: Mapping[str, Any]) -> list[dict[str, str]]:
    """Choices of a field as ``{value, label}`` in the page's language."""
    if not (field.get("choices") or field.get("choices_helper")):
        return []
    found = tk.h.scheming_field_choices(field) or []
    return [{"value": str(one["value"]), "label": text(one.get("label", one["value"]))} for one in found]


def in_form_order(labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Metadata of a review in the order and with the labels of the form; what the form does not know comes last."""
    fields = {field["field_name"]: field for field in type_fields()}
    order = [*fields, *(one["field"] for one in labels)]
    return sorted(
        (as_in_form(one, fields.get(one["field"])) for one in labels),
        key=lambda one: order.index(one["field"]),
    )


def as_in_form(one: dict[str, Any], field: Mapping[str, Any] | None) -> dict[str, Any]:
    """A metadata field of a review with the form's label and the words of its choices."""
    if field is None:
        return one
    shown = display(one["value"], choices(field)) if one.get("value") else one.get("display")
    return {**one, "label": text(field.get("label", "")) or one["label"], "display": shown}


def display(value: Any, options: list[dict[str, str]]) -> str:
    """A value in words: the labels of its choices, a date as people write it, or itself."""
    labels = {one["value"]: one["label"] for one in options}
    values = value if isinstance(value, (list, tuple)) else [value]
    if labels and isinstance(value, str) and value not in labels:
        values = parts_of(value)
    return ", ".join(labels.get(str(one), in_words(str(one))) for one in values if one not in (None, ""))


def in_words(text: str) -> str:
    """A date as people write it; any other text as it is."""
    return str(tk.h.satudata_date(text)) if DATE.fullmatch(text) else text


def typed_fields(form: Any) -> dict[str, Any]:
    """Read the metadata fields of a sent form; a multiple choice is a list, also when nothing is chosen."""
    typed: dict[str, Any] = {}
    for field in type_fields():
        name = field["field_name"]
        if f"{name}__shown" in form:
            typed[name] = form.getlist(name)
        elif name in form:
            typed[name] = form[name].strip()
    return typed
