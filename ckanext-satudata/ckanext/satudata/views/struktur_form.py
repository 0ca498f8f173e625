"""The form of a table structure: rows of texts, as sent by a browser and as shown again with nothing lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ckan.plugins.toolkit import _

from ckanext.satudata.codes import load
from ckanext.satudata.domain.structure.model import Structure, from_schema
from ckanext.satudata.domain.structure.typed import Row, limit_text, put_together
from ckanext.satudata.structure_codes import known

_FIELD = re.compile(r"kolom-(\d{1,4})-(\w+)")
PARTS = (
    "origin name title role type unit ukuran list enum minimum maximum pattern definisi konsep required unique key"
).split()
ROLES = ("time", "dimension", "measure", "total", "status")
TYPES = ("string", "integer", "number", "year", "date", "boolean")
FLAGS = ("required", "unique", "key")
Typed = dict[str, str]


def rows_of(structure: Structure) -> list[Typed]:
    """The columns of a structure as texts of the form."""
    return [
        {
            "origin": column.name,
            "name": column.name,
            "title": column.title,
            "role": column.role,
            "type": column.kind,
            "unit": column.unit,
            "ukuran": column.ukuran,
            "list": structure.code_list(column.name)[0],
            "enum": "\n".join(str(one) for one in column.enum),
            "minimum": limit_text(column.minimum),
            "maximum": limit_text(column.maximum),
            "pattern": column.pattern,
            "definisi": column.definisi,
            "konsep": column.konsep,
            "required": "1" if column.required else "",
            "unique": "1" if column.unique else "",
            "key": "1" if column.name in structure.key else "",
        }
        for column in structure.columns
    ]


def typed_rows(form: Mapping[str, str]) -> list[Typed]:
    """The rows that were sent, in their order; every part is there."""
    found: dict[int, Typed] = {}
    for name, value in form.items():
        match = _FIELD.fullmatch(name)
        if match and match[2] in PARTS:
            found.setdefault(int(match[1]), {})[match[2]] = value
    return [{part: found[at].get(part, "") for part in PARTS} for at in sorted(found)]


def new_row() -> Typed:
    """An empty row."""
    return {**dict.fromkeys(PARTS, ""), "type": "string"}


def rearranged(rows: list[Typed], act: str) -> list[Typed]:
    """The rows after a button for rows was pressed: ``tambah``, ``hapus-2``, ``naik-2``, ``turun-2`` (from 1)."""
    verb, _, number = act.partition("-")
    at = int(number) - 1 if number.isdecimal() else -1
    rows = list(rows)
    if verb == "tambah":
        return [*rows, new_row()]
    if not 0 <= at < len(rows):
        return rows
    if verb == "hapus":
        del rows[at]
    other = at - 1 if verb == "naik" else at + 1
    if verb in ("naik", "turun") and 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
    return rows


def schema_of(rows: list[Typed], base: Mapping[str, Any] | None) -> dict[str, Any]:
    """The Table Schema of the rows; what the form does not show is that of ``base``."""
    start = from_schema(base) if base else Structure((), missing_values=("",))
    codes = {name: next(iter(columns), "kode") for name, columns in (known().lists or {}).items()}
    return put_together([_row(one) for one in rows], start, codes)


def _row(typed: Typed) -> Row:
    return Row(
        texts=typed,
        origin=typed["origin"],
        enum=typed["enum"].splitlines(),
        code_list=typed["list"].strip(),
        minimum=typed["minimum"],
        maximum=typed["maximum"],
        **{flag: bool(typed[flag]) for flag in FLAGS},
    )


def written(rows: list[Typed]) -> list[Typed]:
    """The rows without those that nobody filled in; flaws are counted by these."""
    return [row for row in rows if not _row(row).empty]


def choices() -> dict[str, Any]:
    """What the form offers: units and code lists."""
    return {
        "units": [{"value": code, "label": one.label_id} for code, one in load("satuan").items()],
        "ukuran": list(load("ukuran")),
        "lists": sorted(known().lists or {}),
    }


def names() -> dict[str, dict[str, str]]:
    """What roles, types and kinds of change are called."""
    return {
        "role": {
            "time": _("time"),
            "dimension": _("dimension"),
            "measure": _("measure"),
            "total": _("total"),
            "status": _("status of a figure"),
            "": _("not said"),
        },
        "type": {
            "string": _("text"),
            "integer": _("whole number"),
            "number": _("number"),
            "year": _("year"),
            "date": _("date"),
            "boolean": _("yes or no"),
        },
        "kind": {
            "compatible": _("compatible"),
            "breaking": _("breaking"),
            "same": _("nothing differs"),
        },
    }
