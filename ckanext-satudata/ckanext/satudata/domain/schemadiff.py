"""The difference of two Table Schemas: columns that came, went or changed, their order, the key, the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .intake.schema import key_of

Field = Mapping[str, Any]


@dataclass(frozen=True)
class PropertyChange:
    """One property of a column (``type``, ``unit``, ``description`` ...) or, without a column, of the whole schema.

    None stands for a property that one side does not have.
    """

    column: str
    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class SchemaDiff:
    """Everything that differs between two schemas. ``order`` names the columns of the new one; ``reordered``: the columns
    of both stand in another order."""

    added: tuple[Field, ...] = ()
    removed: tuple[Field, ...] = ()
    changed: tuple[PropertyChange, ...] = ()
    order: tuple[str, ...] = ()
    reordered: bool = False

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.changed or self.reordered)


def schema_diff(before: Mapping[str, Any], after: Mapping[str, Any]) -> SchemaDiff:
    """Compare two Table Schemas by the names of their columns."""
    old, new = _by_name(before), _by_name(after)
    changed = [
        PropertyChange(name, *change)
        for name, field in new.items()
        if name in old
        for change in _properties(old[name], field)
    ]
    whole = (_without_fields(before), _without_fields(after))
    return SchemaDiff(
        added=tuple(field for name, field in new.items() if name not in old),
        removed=tuple(field for name, field in old.items() if name not in new),
        changed=(*changed, *(PropertyChange("", *change) for change in _properties(*whole))),
        order=tuple(new),
        reordered=[name for name in old if name in new] != [name for name in new if name in old],
    )


def same_structure(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether names, order, types, units and key of the columns are the same; titles and definitions do not count."""
    return schema_diff(_structure(before), _structure(after)).same


def _structure(schema: Mapping[str, Any]) -> dict[str, Any]:
    fields = [{part: one.get(part) for part in ("name", "type", "unit")} for one in schema.get("fields", ())]
    return {"fields": fields, "primaryKey": key_of(schema)}


def _by_name(schema: Mapping[str, Any]) -> dict[str, Field]:
    return {str(field["name"]): field for field in schema.get("fields", ())}


def _without_fields(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "fields"}


def _properties(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    names = dict.fromkeys((*after, *before))
    return [
        (name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]
