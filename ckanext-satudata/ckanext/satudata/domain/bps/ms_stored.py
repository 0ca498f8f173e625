"""What a draft keeps of the MS forms: only the answers that a person changed, as JSON text with one spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from .layout import ColumnForm, Sheet
from .ms_rules import Value
from .ms_values import Reading, clean, read_answer, read_column

FIELDS = ("profil_ms", "ms_keg", "ms_var", "ms_ind", "ms_alasan")
"""The metadata fields of a draft and a dataset that belong to the forms."""
PROFILES = ("kompilasi", "survei")
DEFAULT_PROFILE = PROFILES[0]
ADDED = "+"
"""How the key of a row begins that the office added to those of the table."""
MOST_ADDED = 200
DATED = ("b0r2", "b3r3_", "b8r2_")
"""How the keys of answers begin that are about one edition: its year, its schedule, its release."""
REASON_PLACE = re.compile(r"ms_keg\.\w{1,60}|ms_(?:var|ind)\..{1,200}\.\w{1,60}", re.DOTALL)
REASON_LIMIT = 500
"""Characters of a reason why an answer stays that breaks a rule of the form."""
OF_THE_OFFICE = {
    "b1r2": "alamat",
    "b1r2_1": "telepon",
    "b1r2_2": "email",
    "b1r2_3": "faksimile",
    "b2r1_1": "eselon_1",
    "b2r1_2": "eselon_2",
}
"""Answers of MS-Keg about the office, not the dataset, with the field of the office's profile that holds them."""
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
        except (ValueError, RecursionError):
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
    if reasons := stored_reasons(metadata.get("ms_alasan")):
        found["ms_alasan"] = dumped(
            {place: text for place, text in reasons.items() if not of_one_edition(place)}
        )
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


def of_one_edition(place: str) -> bool:
    """Tell whether an answer is about one edition: its year, its schedule, its release."""
    form, _dot, rest = place.partition(".")
    return rest.startswith(DATED) if form == "ms_keg" else rest.endswith(".tahun")


def stored_reasons(field: Any) -> dict[str, str]:
    """Read the reasons why answers stay that break a rule of the form, by the place of the answer."""
    return sorted_reasons(loaded(field))[0]


def sorted_reasons(given: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Reading]]:
    """Part given reasons into those that can be stored and what is wrong with the others; an empty one is none."""
    kept: dict[str, str] = {}
    wrong: dict[str, Reading] = {}
    for place, raw in given.items():
        text = clean(raw) if isinstance(raw, str) else ""
        if not REASON_PLACE.fullmatch(place) or not isinstance(raw, str):
            wrong[place] = Reading("", "unknown-question", place)
        elif len(text) > REASON_LIMIT:
            wrong[place] = Reading("", "reason-too-long", text)
        elif text:
            kept[place] = text
    return kept, wrong
