"""Ways of writing that a Table Schema declares for its fields: they tell how a file is read, while the canonical table has
one way of writing everything, which its schema must then describe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .numbers import TEXT_COMMA_DECIMAL, TEXT_COMMA_THOUSANDS, TEXT_DOT_DECIMAL, TEXT_DOT_THOUSANDS

WRITTEN = "satudata:written"
_FORMS = {
    "number": ("decimalChar", "groupChar", "bareNumber"),
    "integer": ("groupChar", "bareNumber"),
    "boolean": ("trueValues", "falseValues"),
    "date": ("format",),
}
_BOUNDS = ("minimum", "maximum")
_SHAPES: tuple[tuple[str, type, str], ...] = (
    ("type", str, "a text"),
    ("format", str, "a text"),
    ("title", str, "a text"),
    ("unit", str, "a text"),
    ("constraints", dict, "an object"),
    ("trueValues", list, "a list"),
    ("falseValues", list, "a list"),
    ("missingValues", list, "a list"),
    ("decimalChar", str, "a text"),
    ("groupChar", str, "a text"),
    ("bareNumber", bool, "true or false"),
)


def canonical_forms(schema: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Give the schema of the canonical table: ways of writing are kept as ``satudata:written``, bounds of dates in ISO
    8601. A schema that declares none is given as it is."""
    if schema is None:
        return None
    fields = [_canonical(field) for field in schema.get("fields", [])]
    return {**schema, "fields": fields}


def written(field: Mapping[str, Any]) -> dict[str, Any]:
    """Give the ways of writing that a field declares, before or after ``canonical_forms``."""
    if isinstance(kept := field.get(WRITTEN), Mapping):
        return dict(kept)
    names = _FORMS.get(str(field.get("type", "string")), ())
    found = {name: field[name] for name in names if name in field}
    if found.get("format") in ("default", "any"):
        del found["format"]
    return found


def _canonical(field: Mapping[str, Any]) -> dict[str, Any]:
    found = written(field)
    if not found or WRITTEN in field:
        return dict(field)
    made = {name: value for name, value in field.items() if name not in found} | {WRITTEN: found}
    limits = field.get("constraints")
    if "format" in found and isinstance(limits, Mapping):
        made["constraints"] = {name: _iso(name, value, found["format"]) for name, value in limits.items()}
    return made


def _iso(name: str, value: Any, pattern: Any) -> Any:
    if name == "enum" and isinstance(value, list):
        return [_iso("minimum", item, pattern) for item in value]
    if name not in _BOUNDS or not isinstance(value, str) or not isinstance(pattern, str):
        return value
    try:
        return datetime.strptime(value, pattern).date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return value


def convention_of(field: Mapping[str, Any], texts: list[str]) -> str | None:
    """Give the way in which the schema says that numbers are written, where it says so."""
    found = written(field)
    decimal, group = found.get("decimalChar"), found.get("groupChar")
    if decimal == "," or group == ".":
        return TEXT_DOT_THOUSANDS if any("." in text for text in texts) else TEXT_COMMA_DECIMAL
    if group == ",":
        return TEXT_COMMA_THOUSANDS
    return TEXT_DOT_DECIMAL if decimal == "." else None


def date_order_of(field: Mapping[str, Any]) -> str | None:
    """Give which part of a date the schema puts first, of dates that begin with a day or a month."""
    pattern = str(written(field).get("format") or "")
    if pattern.startswith(("%d", "%-d")):
        return "day_first"
    return "month_first" if pattern.startswith(("%m", "%-m")) else None


def truths_of(field: Mapping[str, Any]) -> dict[str, str]:
    """Give the canonical word for each word that the schema takes for yes or no; nothing where it names none."""
    found = written(field) if field.get("type") == "boolean" else {}
    if not found:
        return {}
    yes = found.get("trueValues", ["true", "True", "TRUE", "1"])
    no = found.get("falseValues", ["false", "False", "FALSE", "0"])
    return {str(word): "true" for word in yes} | {str(word): "false" for word in no}


def fault_of(schema: Mapping[str, Any]) -> str | None:
    """Give the first part of a Table Schema that has not the shape the standard gives it; ``None`` for a sound one. What
    its parts mean is judged by Frictionless."""
    fields, keys = schema.get("fields"), schema.get("foreignKeys", [])
    if not _objects(fields):
        return "fields: a list of objects is expected, one for each column"
    if not _objects(keys):
        return "foreignKeys: a list of objects is expected"
    if not _names(schema.get("primaryKey", [])):
        return "primaryKey: a name or a list of names is expected"
    told = [f"fields[{at}]{fault}" for at, field in enumerate(fields or []) if (fault := _field_fault(field))]
    told += [f"foreignKeys[{at}]{fault}" for at, key in enumerate(keys) if (fault := _key_fault(key))]
    return told[0] if told else None


def _field_fault(field: Mapping[str, Any]) -> str:
    if not isinstance(field.get("name"), str) or not field["name"]:
        return ".name: a text is expected"
    wrong = [(name, words) for name, kind, words in _SHAPES if not isinstance(field.get(name, kind()), kind)]
    return f".{wrong[0][0]}: {wrong[0][1]} is expected" if wrong else ""


def _key_fault(key: Mapping[str, Any]) -> str:
    reference = key.get("reference")
    if not isinstance(reference, Mapping) or not _names(key.get("fields")):
        return ": fields and a reference are expected"
    return (
        "" if _names(reference.get("fields")) else ".reference.fields: a name or a list of names is expected"
    )


def _objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _names(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )
