"""The portal's own code lists as tables that foreign keys of a schema may point at; nothing else is ever opened."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from frictionless import Package, Resource, Schema

from .codes import path_of


def columns_of(name: str) -> tuple[str, ...]:
    """Give the columns of a code list; none for a list that is not the portal's."""
    return _columns(path_of(name)) if name.replace("_", "").isalnum() else ()


@cache
def _columns(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(next(csv.reader(stream), ()))


def known_keys(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the foreign keys of a schema that point at the portal's code lists or at the table itself (resource ``""``),
    each side as a list of fields."""
    found = []
    fields = {str(field.get("name")) for field in schema.get("fields") or ()}
    for key in schema.get("foreignKeys") or ():
        target = key.get("reference") or {}
        own, other = _listed(key.get("fields")), _listed(target.get("fields"))
        name = str(target.get("resource") or "")
        there = set(columns_of(name)) if name else fields
        if own and len(own) == len(other) and set(own) <= fields and set(other) <= there:
            found.append({"fields": own, "reference": {"resource": name, "fields": other}})
    return found


def unknown_targets(schema: Mapping[str, Any]) -> list[str]:
    """Give the names of what the other foreign keys point at, each once; the table itself is called ``data``."""
    judged = [key["reference"] for key in known_keys(schema)]
    names = []
    for key in schema.get("foreignKeys") or ():
        target = key.get("reference") or {}
        name, fields = str(target.get("resource") or ""), _listed(target.get("fields"))
        if {"resource": name, "fields": fields} not in judged:
            names.append(name[:60] or "data")
    return list(dict.fromkeys(names))


def _listed(fields: Any) -> list[str]:
    return [fields] if isinstance(fields, str) else [str(item) for item in fields or ()]


def beside_lists(resource: Resource, keys: Sequence[Mapping[str, Any]]) -> Resource:
    """Put a resource into a package with the code lists that its foreign keys point at."""
    names = [name for name in dict.fromkeys(key["reference"]["resource"] for key in keys) if name]
    if names:
        Package(resources=[resource, *(_list(name) for name in names)])
    return resource


def _list(name: str) -> Resource:
    fields = [{"name": column, "type": "string"} for column in columns_of(name)]
    return Resource(
        name=name,
        path=path_of(name).name,
        basepath=str(path_of(name).parent),
        format="csv",
        encoding="utf-8",
        schema=Schema.from_descriptor({"fields": fields, "missingValues": [""]}),
    )
