"""Two versions of a structure compared: each change with its kind and the reason, and the version that follows.

Compatible: a file that fitted before fits still, and whoever reads the old columns finds them with the same meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..schemadiff import Field, PropertyChange, schema_diff
from .model import MARK
from .verdicts import BREAKING, COMPATIBLE, Verdict, judge

FIRST = "1.0.0"


@dataclass(frozen=True)
class Change:
    """One change. ``weight``: ``words`` where the table itself stays as it is, else ``form``."""

    kind: str
    column: str
    what: str
    before: Any
    after: Any
    text: str
    text_en: str
    weight: str = "form"

    @property
    def breaking(self) -> bool:
        """Whether files or readers of the version before no longer fit."""
        return self.kind == BREAKING


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Give every change between two Table Schemas, the breaking ones first."""
    found = schema_diff(_plain(before), _plain(after))
    key = set(_listed(after.get("primaryKey")))
    told = [_added(one, key) for one in found.added]
    told += [_gone(one) for one in found.removed]
    for change in found.changed:
        told += _property(change)
    if found.reordered:
        told.append(
            Change(
                COMPATIBLE,
                "",
                "order",
                None,
                list(found.order),
                "Urutan kolom berubah; kolom dikenali dari namanya.",
                "The order of the columns changed; columns are known by their names.",
                "words",
            )
        )
    return tuple(sorted(told, key=lambda one: not one.breaking))


def next_version(version: str, found: Sequence[Change]) -> str:
    """Give the version that follows: a breaking change raises the first number, another form the second, words the
    third."""
    major, minor, patch = (int(part) for part in version.split("."))
    if any(one.breaking for one in found):
        return f"{major + 1}.0.0"
    if any(one.weight == "form" for one in found):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema in one way of writing: no mark of a structure, lists for keys, types and roles written out."""
    fields = [{**one, "type": one.get("type") or "string"} for one in schema.get("fields", ())]
    fields = [
        {name: value for name, value in one.items() if name == "name" or value not in ("", None)}
        for one in fields
    ]
    whole = {
        name: value for name, value in schema.items() if name != MARK and value not in ("", None, [], ())
    }
    if "primaryKey" in whole:
        whole["primaryKey"] = _listed(whole["primaryKey"])
    return {**whole, "fields": fields}


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value or ()]


def _added(field: Field, key: set[str]) -> Change:
    name = str(field["name"])
    if name in key or (field.get("constraints") or {}).get("required"):
        words = (
            f"Kolom wajib '{name}' ditambahkan; berkas lama tidak memuatnya.",
            f"The compulsory column '{name}' was added; earlier files do not have it.",
        )
        return Change(BREAKING, name, "added", None, dict(field), *words)
    words = (
        f"Kolom '{name}' ditambahkan dan boleh kosong; berkas lama tetap cocok.",
        f"The column '{name}' was added and may stay empty; earlier files still fit.",
    )
    return Change(COMPATIBLE, name, "added", None, dict(field), *words)


def _gone(field: Field) -> Change:
    name = str(field["name"])
    words = (
        f"Kolom '{name}' dihapus; pemakai data tidak lagi menemukannya.",
        f"The column '{name}' was removed; those who use the data no longer find it.",
    )
    return Change(BREAKING, name, "removed", dict(field), None, *words)


def _property(change: PropertyChange) -> list[Change]:
    if change.name == "constraints":
        return _constraints(change)
    return [_told(change, judge(change))]


def _told(change: PropertyChange, said: Verdict) -> Change:
    facts = {
        "column": change.column,
        "name": change.name,
        "before": _shown(change.before),
        "after": _shown(change.after),
    }
    return Change(
        said.kind,
        change.column,
        change.name,
        change.before,
        change.after,
        said.text % facts,
        said.text_en % facts,
        said.weight,
    )


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(one) for one in value)
    return "–" if value in (None, "") else str(value)


def _constraints(change: PropertyChange) -> list[Change]:
    """Judge each constraint of a column by itself."""
    before, after = change.before or {}, change.after or {}
    told = []
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        if old == new or (not old and not new and name in ("required", "unique")):
            continue
        one = PropertyChange(change.column, name, old, new)
        told.append(_told(one, judge(one, constraint=True)))
    return told
