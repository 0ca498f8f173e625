"""Frictionless' errors as findings: grouped by cause, placed in the cells they came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .catalogue import spec
from .display import number_text
from .finding import REJECT, WARN, Finding, Fix
from .recipe import Recipe

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


@dataclass
class Trace:
    """The way from canonical rows back to source cells."""

    sheet: str
    row_map: Sequence[int | None]
    letters: Mapping[str, str]
    cell: Callable[[int, str], str | None] | None = None

    def place(self, row_number: int, name: str) -> str | None:
        """Give the source cell of a canonical cell; Frictionless counts the header as row 1."""
        index = row_number - 2
        if self.cell is not None:
            return self.cell(index, name)
        letter = self.letters.get(name)
        row = self.row_map[index] if 0 <= index < len(self.row_map) else None
        return f"{letter}{row}" if letter and row else None


@dataclass
class _Group:
    code: str
    name: str
    constraint: str
    cells: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    count: int = 0


def findings_of(
    report: Mapping[str, Any], schema: Mapping[str, Any], recipe: Recipe, trace: Trace, told: Iterable[str]
) -> list[Finding]:
    """Give the findings of a Frictionless report. Cells in ``told`` have a finding of their own already."""
    fields = {item["name"]: item for item in schema["fields"]}
    silent = set(told)
    groups: dict[tuple[str, str, str], _Group] = {}
    missing: list[str] = []
    for error in (item for task in report["tasks"] for item in task["errors"]):
        if error["type"] in ("missing-label",):
            missing.append(error.get("fieldName", ""))
        elif error["type"] != "primary-key":
            _sort(error, fields, trace, silent, groups)
    found = [_finding(group, fields, recipe, trace) for group in groups.values()]
    if missing:
        titles = [fields[name].get("title", name) if name in fields else name for name in missing]
        found.insert(0, Finding(spec("KOLOM_TIDAK_ADA"), {"sheet": trace.sheet}, {"names": titles}))
    return found


def _sort(
    error: Mapping[str, Any],
    fields: Mapping[str, Any],
    trace: Trace,
    silent: set[str],
    groups: dict[tuple[str, str, str], _Group],
) -> None:
    name = error.get("fieldName", "")
    row = error.get("rowNumber", 0)
    cell = trace.place(row, name)
    if cell in silent:
        return
    code, constraint = _code(error, fields.get(name, {}))
    group = groups.setdefault((code, name, constraint), _Group(code, name, constraint))
    group.count += 1
    if len(group.cells) < 20 and cell and cell not in group.cells:
        group.cells.append(cell)
        group.values.append(str(error.get("cell", "")))
    elif not cell and len(group.values) < 5:
        group.values.append(str(error.get("cell", "")) or str(error.get("note", "")))
        group.rows.append(row)


def _code(error: Mapping[str, Any], field: Mapping[str, Any]) -> tuple[str, str]:
    if error["type"] == "type-error":
        code = _TYPE_CODES.get(field.get("type", ""), "PERIKSA_SKEMA")
        if field.get("type") == "integer" and _is_number(str(error.get("cell", ""))):
            return "BUKAN_BILANGAN_BULAT", ""
        return code, ""
    if error["type"] == "constraint-error":
        note = error.get("note", "")
        constraint = next((item for item in _CONSTRAINTS if f'constraint "{item}"' in note), "")
        return _CONSTRAINTS.get(constraint, "PERIKSA_SKEMA"), constraint
    return "PERIKSA_SKEMA", error["type"]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _finding(group: _Group, fields: Mapping[str, Any], recipe: Recipe, trace: Trace) -> Finding:
    field = fields.get(group.name, {})
    letter = trace.letters.get(group.name, "")
    facts: dict[str, Any] = {"column": letter or group.name, "title": field.get("title", group.name)}
    read = _shown(group.values[0]) if group.values else ""
    if group.code == "PERIKSA_SKEMA":
        read = read or group.constraint
    expected = _expected(group, field)
    place: dict[str, Any] = {"sheet": trace.sheet, "column": letter}
    if group.cells:
        place["cell"] = group.cells[0]
    found = Finding(spec(group.code), place, facts, group.cells, group.count, read, expected)
    if group.code in (
        "ANGKA_TIDAK_TERBACA",
        "BUKAN_BILANGAN_BULAT",
        "TAHUN_TIDAK_TERBACA",
        "NILAI_DI_LUAR_DAFTAR",
    ):
        found.fixes = _edit(group, letter)
    if group.code == "BUKAN_BILANGAN_BULAT":
        patch = {"columns": {letter: {"type": "number"}}}
        found.fixes.append(Fix("to_number", "Jadikan kolom angka desimal", "Make the column decimal", patch))
    return found


def _edit(group: _Group, letter: str) -> list[Fix]:
    if not group.cells or not letter:
        return []
    cells = [
        {"cell": cell, "value": value} for cell, value in zip(group.cells[:5], group.values, strict=False)
    ]
    return [Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, cells)]


def _shown(text: str) -> str:
    if _is_number(text) and text.strip("-").replace(".", "", 1).isdigit():
        return number_text(Decimal(text))
    return text[:80]


def _expected(group: _Group, field: Mapping[str, Any]) -> str:
    value = field.get("constraints", {}).get(group.constraint)
    if value is None:
        return str(field.get("type", ""))
    if group.constraint == "pattern":
        return _pattern_words(str(value))
    if isinstance(value, list):
        return ", ".join(str(item) for item in value[:12]) + (", \u2026" if len(value) > 12 else "")
    return (
        number_text(Decimal(str(value)))
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else str(value)
    )


def _pattern_words(pattern: str) -> str:
    """Give a pattern as an official reads it: ``\\d{2}\\.\\d{2}`` is 00.00."""
    text = re.sub(r"\\d(?:\{(\d+)\})?", lambda match: "0" * int(match[1] or 1), pattern.strip("^$"))
    return text.replace("\\.", ".")


def verdict(report: Mapping[str, Any] | None, findings: Sequence[Mapping[str, Any]]) -> str:
    """Give ``pass`` when Frictionless finds the table in order and nothing is to be rejected, else ``fail``."""
    if report is None or not report.get("valid", False):
        return "fail"
    return "fail" if any(item["severity"] == REJECT for item in findings) else "pass"


def order(findings: Iterable[Finding]) -> list[Finding]:
    """Put what must be mended first, then what must be answered, then remarks."""
    rank = {REJECT: 0, WARN: 2}
    return sorted(findings, key=lambda finding: rank.get(finding.severity, 1))
