"""Frictionless' errors as findings: grouped by cause, placed in the cells they came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .canonical import Canonical
from .catalogue import spec
from .display import number_text
from .finding import REJECT, WARN, Finding, Fix
from .recipe import Recipe
from .report_groups import Group, code_of, complete, is_keyless, is_number
from .schema import key_of
from .text import distance, fold

_UNMEANT = re.compile(r"[-+]?(s?nan\d*|inf(inity)?|[\d.]+e[-+]?\d{3,})", re.IGNORECASE)
_MOST_DIGITS = 60
_LONGEST = 80


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


def findings_of(
    report: Mapping[str, Any],
    schema: Mapping[str, Any],
    recipe: Recipe,
    trace: Trace,
    told: Iterable[str],
    canonical: Canonical,
) -> list[Finding]:
    """Give the findings of a Frictionless report. Cells in ``told``, and columns that stand nowhere in the file, have a
    finding of their own already.

    Where the report stopped at its limit of errors, the rest of each fault is counted in the table itself.
    """
    fields = {item["name"]: item for item in schema["fields"]}
    silent = set(told)
    groups: dict[tuple[str, str, str], Group] = {}
    missing: list[str] = []
    for error in (item for task in report["tasks"] for item in task["errors"]):
        if error["type"] in ("missing-label",):
            missing.append(error.get("fieldName", ""))
        elif error["type"] == "primary-key":
            _sort_key(error, schema, trace, silent, groups)
        elif error["type"] != "table-dimensions":
            _sort(error, fields, trace, silent, groups)
    if any("limit" in str(warning) for task in report["tasks"] for warning in task.get("warnings", ())):
        complete(groups, fields, canonical, silent)
    _add_unmeant(groups, fields, canonical, silent)
    found = [_finding(group, fields, recipe, trace) for group in groups.values()]
    if missing:
        titles = [fields[name].get("title", name) if name in fields else name for name in missing]
        found.insert(0, Finding(spec("KOLOM_TIDAK_ADA"), {"sheet": trace.sheet}, {"names": titles}))
    return found


def _add_unmeant(
    groups: dict[tuple[str, str, str], Group],
    fields: Mapping[str, Any],
    canonical: Canonical,
    silent: set[str],
) -> None:
    """Add cells that Frictionless takes for numbers and no statistic can mean: NaN, Infinity, 1e99999, endless digits."""
    for name, described in fields.items():
        if described.get("type") not in ("number", "integer") or name not in canonical.header:
            continue
        texts = canonical.column(name)
        rows = {at for at in canonical.unread.get(name, ()) if _UNMEANT.fullmatch(texts[at])}
        if max(map(len, texts), default=0) > _MOST_DIGITS:
            rows |= {at for at, text in enumerate(texts) if len(text) > _MOST_DIGITS}
        key = ("ANGKA_TIDAK_TERBACA", name, "")
        known = {cell for group in groups.values() if group.name == name for cell in group.cells}
        for at in sorted(rows):
            cell = canonical.cell(at, name)
            if cell not in silent and cell not in known:
                groups.setdefault(key, Group(*key)).add(cell, texts[at][:_MOST_DIGITS])


def _sort(
    error: Mapping[str, Any],
    fields: Mapping[str, Any],
    trace: Trace,
    silent: set[str],
    groups: dict[tuple[str, str, str], Group],
) -> None:
    name = error.get("fieldName") or next(iter(error.get("fieldNames") or [""]))
    row = error.get("rowNumber", 0)
    cell = trace.place(row, name)
    if cell in silent or (cell is None and name in silent):
        return
    code, constraint = code_of(error, fields.get(name, {}))
    if code == "KODE_TIDAK_TERDAFTAR":
        own = ", ".join(map(str, error.get("referenceFieldNames") or ()))
        constraint = str(error.get("referenceName") or own)
    value = str(error.get("cell", "")) or ", ".join(str(item) for item in error.get("fieldCells") or ())
    groups.setdefault((code, name, constraint), Group(code, name, constraint)).add(
        cell, value or ("" if cell else str(error.get("note", "")))
    )


def _sort_key(
    error: Mapping[str, Any],
    schema: Mapping[str, Any],
    trace: Trace,
    silent: set[str],
    groups: dict[tuple[str, str, str], Group],
) -> None:
    """Tell of rows without any part of their key; rows with the same key have a finding of their own."""
    names = key_of(schema)
    if not names or not is_keyless(error):
        return
    cell = trace.place(error.get("rowNumber", 0), names[0])
    key = ("SEL_KOSONG", names[0], "required")
    if cell and cell not in silent and (key not in groups or cell not in groups[key].cells):
        groups.setdefault(key, Group(*key)).add(cell, "")


def unexplained(report: Mapping[str, Any], findings: Sequence[Finding], trace: Trace) -> list[Finding]:
    """Tell what Frictionless found where no other finding says why the table is refused, nor asks about it."""
    errors = [item for task in report["tasks"] for item in task["errors"]]
    if not errors or any(item.severity != WARN for item in findings):
        return []
    names = [errors[0].get("fieldName") or ""]
    place = {"sheet": trace.sheet, "column": trace.letters.get(names[0], "")}
    facts = {"column": place["column"] or names[0], "title": names[0]}
    note = str(errors[0].get("note", ""))[:_LONGEST]
    return [Finding(spec("PERIKSA_SKEMA"), place, facts, (), len(errors), note)]


def _finding(group: Group, fields: Mapping[str, Any], recipe: Recipe, trace: Trace) -> Finding:
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
        "TANGGAL_TIDAK_TERBACA",
        "YA_TIDAK_TIDAK_TERBACA",
        "NILAI_DI_LUAR_DAFTAR",
    ):
        found.fixes = _edit(group, letter)
    if group.code == "NILAI_DI_LUAR_DAFTAR":
        found.fixes = [*_respelt(group, field), *found.fixes]
    if group.code == "BUKAN_BILANGAN_BULAT":
        patch = {"columns": {letter: {"type": "number"}}}
        found.fixes.append(Fix("to_number", "Jadikan kolom angka desimal", "Make the column decimal", patch))
    return found


def _edit(group: Group, letter: str) -> list[Fix]:
    if not group.cells or not letter:
        return []
    cells = [
        {"cell": cell, "value": value} for cell, value in zip(group.cells[:5], group.values, strict=False)
    ]
    return [Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, cells)]


def _respelt(group: Group, field: Mapping[str, Any]) -> list[Fix]:
    """Offer the choices that the values are but for their spelling, where each value has just one."""
    allowed = [str(item) for item in field.get("constraints", {}).get("enum") or ()]
    mapping = {value: _nearest(value, allowed) for value in group.distinct}
    if (
        not mapping
        or field.get("type", "string") != "string"
        or any(near is None for near in mapping.values())
    ):
        return []
    listed = ", ".join(f"'{value}' \u2192 '{near}'" for value, near in list(mapping.items())[:3])
    return [
        Fix(
            "respell",
            f"Samakan ejaan: {listed}",
            f"Spell as listed: {listed}",
            {"values": {group.name: mapping}},
        )
    ]


def _nearest(value: str, allowed: Sequence[str]) -> str | None:
    """Give the one choice that a value is but for case, spaces, signs or one letter."""
    key = _letters(value)
    same = [item for item in allowed if _letters(item) == key]
    near = same or [item for item in allowed if len(key) > 3 and distance(_letters(item), key, 1) <= 1]
    return near[0] if len(near) == 1 else None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(text))


def _shown(text: str) -> str:
    if len(text) <= _LONGEST and is_number(text) and text.strip("-").replace(".", "", 1).isdecimal():
        return number_text(Decimal(text))
    return text[:_LONGEST]


def _expected(group: Group, field: Mapping[str, Any]) -> str:
    value = field.get("constraints", {}).get(group.constraint)
    if value is None:
        return group.constraint if group.code == "KODE_TIDAK_TERDAFTAR" else str(field.get("type", ""))
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
