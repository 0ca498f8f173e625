"""From a Table Schema to PostgreSQL columns: names that fit, types that lose nothing."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from .errors import ColumnsDiffer

NAME_BYTES = 63
BIGINT_LOW, BIGINT_HIGH = -(2**63), 2**63 - 1
BIGINT_DIGITS = 18
SIMPLE_TYPES = {
    "integer": "bigint",
    "number": "numeric",
    "year": "integer",
    "boolean": "boolean",
}
ISO_TYPES = {"date": "date", "datetime": "timestamp", "time": "time"}
ISO_FORMATS = (None, "default", "any")


@dataclass(frozen=True)
class Column:
    """One column: its name in the CSV, its name and type in the table, and CKAN's data dictionary for it."""

    source: str
    name: str
    pg_type: str
    info: Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """How one CSV becomes a table: columns in the CSV's order, and the names of the primary key's columns."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    missing: tuple[str, ...]


def plan(schema: Mapping[str, Any], csv_path: Path) -> Plan:
    """Read the CSV once and settle the columns. Raises ColumnsDiffer when header and schema are not the same."""
    fields = list(schema.get("fields", []))
    names = [str(field["name"]) for field in fields]
    header = read_header(csv_path)
    if header != names:
        raise ColumnsDiffer(header, names)
    wide = _beyond_bigint(csv_path, [i for i, field in enumerate(fields) if field.get("type") == "integer"])
    in_table = table_names(names)
    columns = tuple(
        Column(names[i], in_table[i], "numeric" if i in wide else pg_type(field), _info(field))
        for i, field in enumerate(fields)
    )
    key = schema.get("primaryKey") or []
    keys = [key] if isinstance(key, str) else list(key)
    by_source = dict(zip(names, in_table, strict=True))
    missing = tuple(str(value) for value in schema.get("missingValues", [""]))
    return Plan(columns, tuple(by_source[name] for name in keys if name in by_source), missing)


def pg_type(field: Mapping[str, Any]) -> str:
    """Give the PostgreSQL type of a Table Schema field; text for whatever has no exact counterpart."""
    kind = str(field.get("type", "string"))
    if kind in SIMPLE_TYPES:
        return SIMPLE_TYPES[kind]
    if kind in ISO_TYPES and field.get("format") in ISO_FORMATS:
        return ISO_TYPES[kind]
    return "text"


def table_names(names: Sequence[str]) -> list[str]:
    """Make each name one that CKAN's DataStore accepts (no leading underscore, at most 63 bytes), all different."""
    taken: set[str] = set()
    result = []
    for name in names:
        base = _acceptable(name)
        candidate = base
        for number in count(2):
            if candidate.lower() not in taken:
                break
            candidate = _cut(base, NAME_BYTES - len(f"_{number}")) + f"_{number}"
        taken.add(candidate.lower())
        result.append(candidate)
    return result


def read_header(csv_path: Path) -> list[str]:
    """Give the first line of the CSV as names."""
    with csv_path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream), [])


def _acceptable(name: str) -> str:
    clean = "".join(
        "_" if ch == '"' or unicodedata.category(ch).startswith("C") else ch for ch in name
    ).strip()
    if not clean or clean.startswith("_"):
        clean = f"kolom{clean}"
    return _cut(clean, NAME_BYTES)


def _cut(name: str, size: int) -> str:
    return name.encode()[:size].decode(errors="ignore").strip()


def _info(field: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: str(value)
        for key, value in (
            ("label", field.get("title") or field["name"]),
            ("notes", field.get("description")),
            ("unit", field.get("unit") or field.get("satuan")),
        )
        if value
    }


def _beyond_bigint(csv_path: Path, places: Sequence[int]) -> set[int]:
    """Give which of the integer columns hold a value that does not fit eight bytes."""
    wide: set[int] = set()
    if not places:
        return wide
    with csv_path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        next(rows, None)
        for row in rows:
            for place in places:
                if place < len(row) and len(row[place]) > BIGINT_DIGITS and _is_wide(row[place]):
                    wide.add(place)
    return wide


def _is_wide(value: str) -> bool:
    try:
        number = int(value)
    except ValueError:
        return False
    return not BIGINT_LOW <= number <= BIGINT_HIGH
