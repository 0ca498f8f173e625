"""What a draft keeps of the MS forms: only the answers that a person changed, as JSON text with one spelling."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .layout import ColumnForm, Sheet
from .ms_rules import Value
from .ms_values import Reading, read_answer, read_column

FIELDS = ("profil_ms", "ms_keg", "ms_var", "ms_ind")
"""The metadata fields of a draft and a dataset that belong to the forms."""
PROFILES = ("kompilasi", "survei")
DEFAULT_PROFILE = PROFILES[0]
ADDED = "+"
"""How the key of a row begins that the office added to those of the table."""
MOST_ADDED = 200
DATED = ("b0r2", "b3r3_", "b8r2_")
"""How the keys of answers begin that are about one edition: its year, its schedule, its release."""
Rows = Mapping[str, Mapping[str, Value]]


def profile_of(dataset: Mapping[str, Any]) -> str:
    """Give the profile that a dataset's forms are filled by."""
    name = str(dataset.get("profil_ms") or "")
    return name if name in PROFILES else DEFAULT_PROFILE


def loaded(value: Any) -> Mapping[str, Any]:
    """Give a stored field as an object, whatever it was kept as; nothing when it is none."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.strip() else {}
        except ValueError:
            return {}
    return value if isinstance(value, Mapping) else {}


def dumped(value: Mapping[str, Any]) -> str:
    """Write answers as text with one spelling; no answers as empty text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if value else ""


def carried(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Give metadata for the next edition: what the office changed stays, but for days and years of the last one."""
    found = dict(metadata)
    if keg := loaded(metadata.get("ms_keg")):
        found["ms_keg"] = dumped({key: value for key, value in keg.items() if not key.startswith(DATED)})
    for name in ("ms_var", "ms_ind"):
        rows = {
            row: {key: text for key, text in cells.items() if key != "tahun"}
            for row, cells in loaded(metadata.get(name)).items()
            if isinstance(cells, Mapping)
        }
        if rows:
            found[name] = dumped({row: cells for row, cells in rows.items() if cells})
    return {key: value for key, value in found.items() if value != "" or key not in FIELDS}


def stored_keg(sheet: Sheet, field: Any) -> dict[str, Value]:
    """Read the changed answers of MS-Keg; what the form would not take is left out."""
    return sorted_out(sheet, loaded(field))[0]


def sorted_out(sheet: Sheet, given: Mapping[str, Any]) -> tuple[dict[str, Value], dict[str, Reading]]:
    """Part given answers into those that can be stored and what is wrong with the others, by key."""
    kept: dict[str, Value] = {}
    wrong: dict[str, Reading] = {}
    for key, raw in given.items():
        question = sheet.question(str(key))
        reading = read_answer(question, raw) if question else Reading("", "unknown-question", str(key))
        if reading.problem:
            wrong[str(key)] = reading
        else:
            kept[str(key)] = reading.value
    return kept, wrong


def stored_rows(form: ColumnForm, field: Any) -> dict[str, dict[str, Value]]:
    """Read the changed cells of MS-Var or MS-Ind by row and column."""
    return sorted_rows(form, loaded(field))[0]


def sorted_rows(
    form: ColumnForm, given: Mapping[str, Any]
) -> tuple[dict[str, dict[str, Value]], dict[tuple[str, str], Reading]]:
    """Part given cells into those that can be stored and what is wrong with the others, by row and column."""
    kept: dict[str, dict[str, Value]] = {}
    wrong: dict[tuple[str, str], Reading] = {}
    for row, cells in given.items():
        if not isinstance(cells, Mapping):
            wrong[str(row), ""] = Reading("", "no-object", str(row))
            continue
        for key, raw in cells.items():
            column = form.column(str(key))
            reading = read_column(column, raw) if column else Reading("", "unknown-question", str(key))
            if reading.problem:
                wrong[str(row), str(key)] = reading
            else:
                kept.setdefault(str(row), {})[str(key)] = reading.value
    return kept, wrong
