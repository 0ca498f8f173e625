"""Table Schemas of canonical tables: made from a recipe, or the dataset's own with what a file added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .missing import STATUS_CODES
from .recipe import Recipe, RecipeColumn
from .units import Units

REGION_PATTERNS = {
    "kode_kecamatan": r"\d{2}\.\d{2}\.\d{2}",
    "kode_desa": r"\d{2}\.\d{2}\.\d{2}\.\d{4}",
    "kode_kabupaten": r"\d{2}\.\d{2}",
}
TITLES = {
    "kode_kecamatan": "Kode Kecamatan",
    "nama_kecamatan": "Kecamatan",
    "kode_desa": "Kode Desa/Kelurahan",
    "nama_desa": "Desa/Kelurahan",
    "kode_kabupaten": "Kode Kabupaten/Kota",
    "nama_kabupaten": "Kabupaten/Kota",
    "tahun": "Tahun",
}


def make_schema(header: Sequence[str], recipe: Recipe, units: Units) -> dict[str, Any]:
    """Make the Table Schema of a canonical table from its recipe; a column that is left out is no part of the key."""
    columns = {column.name: column for column in recipe.fields()}
    fields = [_field(name, columns.get(name), recipe, units) for name in header]
    key = [name for name in recipe.key if name in header]
    return {"fields": fields, "primaryKey": key, "missingValues": [""]}


def extend_schema(
    schema: Mapping[str, Any], header: Sequence[str], recipe: Recipe, units: Units
) -> dict[str, Any]:
    """Give the dataset's schema with fields for status columns, and columns a person chose to load, that it lacks."""
    known = {field["name"] for field in schema["fields"]}
    columns = {column.name: column for column in recipe.fields()}
    fields = [dict(field) for field in schema["fields"]]
    for name in header:
        if name in known:
            continue
        added = _field(name, columns.get(name), recipe, units)
        base = name.removesuffix("_status")
        at = next((index for index, field in enumerate(fields) if field["name"] == base), len(fields) - 1)
        fields.insert(at + 1 if name.endswith("_status") else len(fields), added)
    return {**schema, "fields": fields, "missingValues": schema.get("missingValues", [""])}


def _field(name: str, column: RecipeColumn | None, recipe: Recipe, units: Units) -> dict[str, Any]:
    if column is None:
        return _made_field(name, recipe)
    field: dict[str, Any] = {
        "name": name,
        "type": column.type,
        "title": column.title or name,
        "satudata:role": column.role,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.coding and not column.region:
        field["satudata:coding"] = column.coding
    constraints: dict[str, Any] = {}
    if name in recipe.key:
        constraints["required"] = True
    if column.role in ("measure", "total") and units.counts(column.unit):
        constraints["minimum"] = 0
    if name in REGION_PATTERNS:
        constraints["pattern"] = REGION_PATTERNS[name]
    if constraints:
        field["constraints"] = constraints
    return field


def _made_field(name: str, recipe: Recipe) -> dict[str, Any]:
    if name.endswith("_status"):
        return {
            "name": name,
            "type": "string",
            "title": f"Status {name.removesuffix('_status')}",
            "constraints": {"enum": list(STATUS_CODES)},
        }
    field: dict[str, Any] = {"name": name, "type": "string", "title": TITLES.get(name, name)}
    if name == "tahun":
        field["type"] = "year"
    constraints: dict[str, Any] = {"required": True} if name in recipe.key else {}
    if name in REGION_PATTERNS:
        constraints["pattern"] = REGION_PATTERNS[name]
    if constraints:
        field["constraints"] = constraints
    return field


def fill_header(
    header: Sequence[str], rows: list[list[str]], schema: Mapping[str, Any]
) -> tuple[list[str], list[list[str]]]:
    """Order a table's columns as the schema does, adding the status columns and optional fields that a file lacks
    (a status is ``A`` where there is a figure). Compulsory fields that are missing stay missing."""
    present = list(header)
    lacking = []
    for field in schema["fields"]:
        name = field["name"]
        required = field.get("constraints", {}).get("required") or name in key_of(schema)
        if name not in present and (name.endswith("_status") or not required):
            lacking.append(name)
    order = [f["name"] for f in schema["fields"] if f["name"] in present or f["name"] in lacking]
    order += [name for name in present if name not in order]
    if order == present:
        return present, rows
    at = {name: index for index, name in enumerate(present)}
    return order, [[_cell(name, row, at) for name in order] for row in rows]


def _cell(name: str, row: Sequence[str], at: Mapping[str, int]) -> str:
    if name in at:
        return row[at[name]]
    base = name.removesuffix("_status")
    return "A" if name.endswith("_status") and base in at and row[at[base]] else ""


def key_of(schema: Mapping[str, Any]) -> list[str]:
    """Give the names of the primary key's fields."""
    key = schema.get("primaryKey") or []
    return [key] if isinstance(key, str) else list(key)
