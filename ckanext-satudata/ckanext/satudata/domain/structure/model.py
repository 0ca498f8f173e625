"""A table structure and its columns, to and from Frictionless Table Schema without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

ROLES = ("time", "dimension", "measure", "total", "status")
TYPES = (
    "string integer number year yearmonth date time datetime boolean duration geopoint geojson object array any"
).split()
MARK = "satudata:structure"
"""The property of a dataset's schema that names the structure and the version it follows."""

_TEXTS = {
    "title": "title",
    "role": "satudata:role",
    "unit": "unit",
    "ukuran": "ukuran",
    "konsep": "konsep",
    "definisi": "description",
}
_FLAGS = ("required", "unique")
_LIMITS = ("minimum", "maximum")


class Shapeless(ValueError):
    """What was given is no Table Schema: ``place`` is where, the two texts say what is expected there."""

    def __init__(self, place: str, text: str, text_en: str) -> None:
        self.place, self.text, self.text_en = place, text, text_en
        super().__init__(f"{place}: {text_en}")


@dataclass(frozen=True)
class Column:
    """One column. What it does not know of a descriptor stays in ``more`` and ``more_constraints`` as it was."""

    name: str
    title: str = ""
    type: str = ""
    role: str = ""
    unit: str = ""
    ukuran: str = ""
    konsep: str = ""
    definisi: str = ""
    enum: tuple[Any, ...] = ()
    required: bool = False
    unique: bool = False
    minimum: Any = None
    maximum: Any = None
    pattern: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    more_constraints: Mapping[str, Any] | None = None

    @property
    def kind(self) -> str:
        """The type, ``string`` where none is written."""
        return self.type or "string"


@dataclass(frozen=True)
class Structure:
    """A structure: its identity, version and columns, the key, the foreign keys and the signs for missing values."""

    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    foreign_keys: tuple[Mapping[str, Any], ...] = ()
    missing_values: tuple[Any, ...] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    name: str = ""
    title: str = ""
    version: str = ""
    key_as_text: bool = False

    def code_list(self, column: str) -> tuple[str, str]:
        """The code list and its column that a column alone points at; two empty texts where it points at none."""
        for key in self.foreign_keys:
            if _names(key.get("fields")) == (column,):
                target = key.get("reference") or {}
                return str(target.get("resource") or ""), ", ".join(_names(target.get("fields")))
        return "", ""


def from_schema(schema: object, **identity: str) -> Structure:
    """Read a Table Schema. Raises ``Shapeless`` for what is none."""
    if not isinstance(schema, Mapping):
        raise Shapeless("", "harus sebuah objek JSON", "must be a JSON object")
    fields = schema.get("fields")
    if not isinstance(fields, Sequence) or isinstance(fields, (str, bytes)) or not fields:
        raise Shapeless("fields", "harus daftar kolom, paling sedikit satu", "must be a list of columns")
    more = {name: value for name, value in schema.items() if name != "fields"}
    key, as_text = _key(more)
    keys = more.get("foreignKeys")
    targets = _foreign(keys) if keys else ()
    if targets:
        more.pop("foreignKeys")
    missing = more.get("missingValues")
    if isinstance(missing, Sequence) and not isinstance(missing, (str, bytes)):
        more.pop("missingValues")
    else:
        missing = None
    columns = tuple(_column(at, one) for at, one in enumerate(fields))
    kept = tuple(missing) if missing is not None else None
    return Structure(columns, key, targets, kept, more, key_as_text=as_text, **identity)


def to_schema(structure: Structure) -> dict[str, Any]:
    """Write the Table Schema; what :func:`from_schema` read comes back equal."""
    schema: dict[str, Any] = {"fields": [_descriptor(column) for column in structure.columns]}
    schema.update(structure.more)
    if structure.key:
        whole = list(structure.key)
        schema["primaryKey"] = whole[0] if structure.key_as_text and len(whole) == 1 else whole
    if structure.foreign_keys:
        schema["foreignKeys"] = [dict(key) for key in structure.foreign_keys]
    if structure.missing_values is not None:
        schema["missingValues"] = list(structure.missing_values)
    return schema


def marked(structure: Structure) -> dict[str, Any]:
    """The Table Schema that a dataset follows: it names the structure and its version."""
    return {**to_schema(structure), MARK: mark_of(structure)}


def mark_of(structure: Structure) -> dict[str, str]:
    """The structure and its version, as drafts and schemas name it."""
    return {"id": structure.id, "version": structure.version}


def definitions_of(structure: Structure) -> dict[str, str]:
    """The definitions of the columns that have one, by name."""
    return {column.name: column.definisi for column in structure.columns if column.definisi}


def followed(schema: Mapping[str, Any]) -> dict[str, str]:
    """The structure that a dataset's schema follows, as ``{"id", "version"}``; empty where it follows none."""
    mark = schema.get(MARK)
    if not isinstance(mark, Mapping) or not mark.get("id") or not mark.get("version"):
        return {}
    return {"id": str(mark["id"]), "version": str(mark["version"])}


def with_code_list(structure: Structure, column: str, name: str, code: str) -> Structure:
    """Point a column at a code list (its column ``code``), or at none when ``name`` is empty."""
    others = tuple(key for key in structure.foreign_keys if _names(key.get("fields")) != (column,))
    if name:
        target = {"fields": [column], "reference": {"resource": name, "fields": [code]}}
        others = (*others, target)
    return replace(structure, foreign_keys=others)


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()


def _key(more: dict[str, Any]) -> tuple[tuple[str, ...], bool]:
    """Take the key out of the other properties; an empty one stays there as it was."""
    value = more.get("primaryKey")
    if not value:
        return (), False
    names = _names(value)
    if not names or not all(isinstance(one, str) for one in ([value] if isinstance(value, str) else value)):
        raise Shapeless(
            "primaryKey", "harus nama kolom atau daftar nama", "must be a column's name or a list of names"
        )
    more.pop("primaryKey")
    return names, isinstance(value, str)


def _foreign(keys: object) -> tuple[Mapping[str, Any], ...]:
    told = ("setiap acuan harus memuat fields dan reference", "each must hold fields and a reference")
    if not isinstance(keys, (list, tuple)):
        raise Shapeless("foreignKeys", *told)
    for at, key in enumerate(keys):
        target = key.get("reference") if isinstance(key, Mapping) else None
        if not isinstance(target, Mapping) or not _names(key.get("fields")):
            raise Shapeless(f"foreignKeys[{at}]", *told)
    return tuple(keys)


def _column(at: int, descriptor: object) -> Column:
    place = f"fields[{at}]"
    if not isinstance(descriptor, Mapping):
        raise Shapeless(place, "harus sebuah objek JSON", "must be a JSON object")
    if not isinstance(descriptor.get("name"), str):
        raise Shapeless(f"{place}.name", "harus teks", "must be a text")
    if not isinstance(descriptor.get("type", ""), str):
        raise Shapeless(f"{place}.type", "harus teks", "must be a text")
    limits = descriptor.get("constraints")
    if limits is not None and not isinstance(limits, Mapping):
        raise Shapeless(f"{place}.constraints", "harus sebuah objek JSON", "must be a JSON object")
    known: dict[str, Any] = {"name": descriptor["name"]}
    more = {key: value for key, value in descriptor.items() if key not in ("name", "constraints")}
    for attribute, key in {**_TEXTS, "type": "type"}.items():
        if isinstance(more.get(key), str) and more[key]:
            known[attribute] = more.pop(key)
    rest = dict(limits) if limits is not None else None
    return Column(more=more, more_constraints=_constraints(rest, known), **known)


def _constraints(rest: dict[str, Any] | None, known: dict[str, Any]) -> dict[str, Any] | None:
    """Move the constraints that are understood from ``rest`` to ``known``."""
    if rest is None:
        return None
    for name in _FLAGS:
        if rest.get(name) is True:
            known[name] = rest.pop(name)
    for name in _LIMITS:
        if rest.get(name) is not None:
            known[name] = rest.pop(name)
    if isinstance(rest.get("pattern"), str) and rest["pattern"]:
        known["pattern"] = rest.pop("pattern")
    if isinstance(rest.get("enum"), (list, tuple)) and rest["enum"]:
        known["enum"] = tuple(rest.pop("enum"))
    return rest


def _descriptor(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name}
    if column.type:
        found["type"] = column.type
    found.update(column.more)
    for attribute, key in _TEXTS.items():
        if value := getattr(column, attribute):
            found[key] = value
    limits = dict(column.more_constraints or {})
    limits.update({name: True for name in _FLAGS if getattr(column, name)})
    limits.update({name: getattr(column, name) for name in _LIMITS if getattr(column, name) is not None})
    if column.pattern:
        limits["pattern"] = column.pattern
    if column.enum:
        limits["enum"] = list(column.enum)
    if limits or column.more_constraints is not None:
        found["constraints"] = limits
    return found
