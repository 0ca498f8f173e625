"""A table's columns as CSV on the Web (CSVW) describes them, made from its Table Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .model import Dataset, Distribution

DATATYPES = {
    "string": "string",
    "integer": "integer",
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
    "datetime": "dateTime",
    "time": "time",
    "year": "gYear",
    "yearmonth": "gYearMonth",
    "duration": "duration",
    "any": "anyAtomicType",
}
LIMITS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "minLength": "minLength",
    "maxLength": "maxLength",
    "pattern": "format",
}
TEXT_ONLY = {"pattern", "minLength", "maxLength"}


def document(one: Dataset, file: Distribution, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Describe one CSV: its address, what it is, its columns and its key."""
    table: dict[str, Any] = {"columns": [column(field, schema) for field in schema.get("fields") or ()]}
    key = schema.get("primaryKey")
    if key:
        table["primaryKey"] = key
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        "@id": f"{file.download_url}-metadata.json",
        "url": file.download_url,
        "dc:title": one.title,
        "dc:description": one.description,
        "dc:creator": one.creator.name,
        "dc:publisher": one.publisher.name,
        "dc:license": {"@id": one.license.uri} if one.license else None,
        "dc:issued": {"@value": one.issued.date().isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": table,
    }
    return {name: value for name, value in told.items() if value is not None}


def column(field: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Describe one column."""
    told = {
        "name": field["name"],
        "titles": field["name"],
        "dc:title": field.get("title"),
        "dc:description": field.get("description") or None,
        "datatype": datatype(field),
        "required": bool((field.get("constraints") or {}).get("required")) or None,
        "null": nulls(field, schema),
    }
    return {name: value for name, value in told.items() if value is not None}


def nulls(field: Mapping[str, Any], schema: Mapping[str, Any]) -> list[str]:
    """Give what stands for a missing value."""
    words = field.get("missingValues") or schema.get("missingValues") or [""]
    return [str(word["value"] if isinstance(word, Mapping) else word) for word in words]


def datatype(field: Mapping[str, Any]) -> str | dict[str, Any]:
    """Give the type of a column with its limits."""
    base = DATATYPES.get(str(field.get("type", "string")), "string")
    constraints = field.get("constraints") or {}
    limits = {
        LIMITS[name]: constraints[name]
        for name in LIMITS
        if name in constraints and (base == "string" or name not in TEXT_ONLY)
    }
    if base == "string":
        limits = {name: value for name, value in limits.items() if name not in ("minimum", "maximum")}
    return {"base": base, **limits} if limits else base
