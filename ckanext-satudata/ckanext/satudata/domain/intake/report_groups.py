"""Frictionless' errors put into groups of one cause, each counted to the end of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .canonical import Canonical

_TYPE_CODES = {
    "integer": "ANGKA_TIDAK_TERBACA",
    "number": "ANGKA_TIDAK_TERBACA",
    "year": "TAHUN_TIDAK_TERBACA",
    "date": "TANGGAL_TIDAK_TERBACA",
    "datetime": "TANGGAL_TIDAK_TERBACA",
    "boolean": "YA_TIDAK_TIDAK_TERBACA",
}
_CONSTRAINTS = {
    "required": "SEL_KOSONG",
    "minimum": "NILAI_TERLALU_KECIL",
    "maximum": "NILAI_TERLALU_BESAR",
    "enum": "NILAI_DI_LUAR_DAFTAR",
    "pattern": "POLA_TIDAK_COCOK",
    "minLength": "PANJANG_TEKS",
    "maxLength": "PANJANG_TEKS",
}
_RECOUNTED = ("required", "minimum", "maximum", "enum")
KEPT_VALUES = 200


@dataclass
class Group:
    """The errors of one cause: code, column and constraint."""

    code: str
    name: str
    constraint: str
    cells: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    distinct: dict[str, None] = field(default_factory=dict)
    count: int = 0

    def add(self, cell: str | None, value: str) -> None:
        """Take one more error; ``cell`` is ``None`` for one that stands in no cell of the file."""
        self.count += 1
        if cell:
            self.cells.append(cell)
        if (cell and len(self.values) < KEPT_VALUES) or len(self.values) < 5:
            self.values.append(value)
        if len(self.distinct) < KEPT_VALUES:
            self.distinct[value] = None


def code_of(error: Mapping[str, Any], field: Mapping[str, Any]) -> tuple[str, str]:
    """Give the finding of an error of Frictionless, and the constraint that was broken."""
    if error["type"] == "type-error":
        code = _TYPE_CODES.get(field.get("type", ""), "PERIKSA_SKEMA")
        if field.get("type") == "integer" and is_number(str(error.get("cell", ""))):
            return "BUKAN_BILANGAN_BULAT", ""
        return code, ""
    if error["type"] == "constraint-error":
        note = error.get("note", "")
        constraint = next((item for item in _CONSTRAINTS if f'constraint "{item}"' in note), "")
        return _CONSTRAINTS.get(constraint, "PERIKSA_SKEMA"), constraint
    return (
        ("KODE_TIDAK_TERDAFTAR", "") if error["type"] == "foreign-key" else ("PERIKSA_SKEMA", error["type"])
    )


def is_keyless(error: Mapping[str, Any]) -> bool:
    """Tell whether an error says that a row holds no part of its key."""
    return error["type"] == "primary-key" and str(error.get("note", "")).endswith('are all "None"')


def is_number(text: str) -> bool:
    """Tell whether a text is a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def complete(
    groups: dict[tuple[str, str, str], Group],
    fields: Mapping[str, Any],
    canonical: Canonical,
    silent: set[str],
) -> None:
    """Count each fault to the end of the table, and those of columns that the report did not come to."""
    for name, described in fields.items():
        if name not in canonical.header:
            continue
        wrong = _unread(name, described, canonical)
        for constraint in _RECOUNTED:
            if constraint in described.get("constraints", {}):
                wrong |= _breaking(name, described, constraint, canonical, wrong)
        fresh: dict[tuple[str, str, str], Group] = {}
        for at in sorted(wrong):
            cell = canonical.cell(at, name)
            if cell not in silent and (cell or name not in silent):
                code, constraint = wrong[at]
                key = (code, name, constraint)
                value = canonical.rows[at][canonical.header.index(name)]
                fresh.setdefault(key, Group(code, name, constraint)).add(cell, value)
        groups.update({key: group for key, group in fresh.items() if group.count >= _counted(groups, key)})


def _counted(groups: Mapping[tuple[str, str, str], Group], key: tuple[str, str, str]) -> int:
    return groups[key].count if key in groups else 0


def _unread(name: str, field: Mapping[str, Any], canonical: Canonical) -> dict[int, tuple[str, str]]:
    """Give the rows whose cell could not be read, with the code that says so."""
    texts = canonical.column(name)
    rows = {at for at in canonical.unread.get(name, ()) if texts[at]}
    return {at: code_of({"type": "type-error", "cell": texts[at]}, field) for at in rows}


def _breaking(
    name: str,
    field: Mapping[str, Any],
    constraint: str,
    canonical: Canonical,
    known: Mapping[int, tuple[str, str]],
) -> dict[int, tuple[str, str]]:
    """Give the rows that break one constraint."""
    limit = field["constraints"][constraint]
    code = _CONSTRAINTS[constraint]
    found = {}
    for at, text in enumerate(canonical.column(name)):
        if at not in known and _breaks(text, constraint, limit):
            found[at] = (code, constraint)
    return found


def _breaks(text: str, constraint: str, limit: Any) -> bool:
    if constraint == "required":
        return bool(limit) and not text
    if not text:
        return False
    if constraint == "enum":
        return text not in {str(item) for item in limit}
    if not is_number(text) or not is_number(str(limit)):
        return False
    value, bound = Decimal(text), Decimal(str(limit))
    return value < bound if constraint == "minimum" else value > bound
