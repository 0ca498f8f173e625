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
