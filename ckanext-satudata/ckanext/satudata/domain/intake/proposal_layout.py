"""The parts of a proposed recipe that come from a table's layout: group names, and the long form a schema asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .grid import address, letter
from .reading import TableReading
from .recipe import Recipe
from .rows import year_of
from .text import fold, squeeze, years_in
from .wide import Wide, find_wide

Schema = Mapping[str, Any]


def add_groups(recipe: Recipe, reading: TableReading, schema: Schema | None) -> None:
    """Make group names a column, where a schema, if any, has a field for them."""
    groups = reading.groups
    if groups is None:
        return
    name, title = groups.name, groups.title
    if schema is not None:
        taken = {column.name for column in recipe.used()}
        fields = [item for item in schema["fields"] if item["name"] not in taken]
        same = [
            item for item in fields if name == item["name"] or fold(title) == fold(item.get("title") or "")
        ]
        if not same:
            return
        name, title = same[0]["name"], same[0].get("title") or title
    recipe.groups = {
        "letter": letter(groups.column),
        "name": name,
        "title": title,
        "type": groups.type,
        "region": groups.region,
        "rows": list(groups.rows),
    }


def trace_year(recipe: Recipe, reading: TableReading) -> None:
    """Keep the cell that a year was read from, where words above or below the table say it."""
    if recipe.constant_sources.get("tahun") != "file":
        return
    year, evidence = recipe.constants["tahun"], reading.around.year_evidence
    rows = [item.rows[0] for item in reading.table.set_apart if squeeze(item.text) == evidence]
    for row in rows:
        for column, value in enumerate(reading.sheet.rows.get(row, []), 1):
            if value is not None and (year_of(value) == year or year in years_in(str(value))):
                recipe.constant_cells["tahun"] = {"cell": address(row, column), "value": year}
                return


def make_long(recipe: Recipe, reading: TableReading, schema: Schema | None) -> None:
    """Make a table long when the schema has the long form's columns and just one field for its figures."""
    if schema is None:
        return
    fields = {item["name"]: item for item in schema["fields"]}
    taken = {column.name for column in recipe.used()}
    for wide in find_wide(reading):
        into = [item["name"] for item in wide.unpivot["into"]]
        free = [
            item
            for name, item in fields.items()
            if name not in taken and name not in into and item.get("type") in ("integer", "number")
        ]
        if len(free) == 1 and set(into) <= set(fields) - taken and "more" not in wide.unpivot["value"]:
            _apply(recipe, wide, free[0], fields)
            return


def _apply(recipe: Recipe, wide: Wide, field: Schema, fields: Mapping[str, Schema]) -> None:
    value = {
        "name": field["name"],
        "title": field.get("title") or field["name"],
        "type": field["type"],
        "unit": field.get("unit") or wide.unpivot["value"].get("unit"),
    }
    into = [
        {
            **item,
            "title": fields[item["name"]].get("title") or item["title"],
            "type": fields[item["name"]]["type"],
        }
        for item in wide.unpivot["into"]
    ]
    for column in recipe.columns:
        if column.letter in wide.unpivot["columns"]:
            column.skip = False
    for item in into:
        recipe.constants.pop(item["name"], None)
        recipe.constant_sources.pop(item["name"], None)
    recipe.unpivot = {**wide.unpivot, "into": into, "value": value}
