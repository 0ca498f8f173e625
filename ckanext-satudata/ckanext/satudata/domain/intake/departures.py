"""Where a file departs from the table structure its dataset follows, beside what the schema itself refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..structure.model import followed
from .catalogue import spec
from .finding import Choice, Finding, Question
from .schema import key_of
from .tested import Tested


def departures(tested: Tested, schema: Mapping[str, Any] | None) -> list[Finding]:
    """Give the findings about other units and optional columns that are not there; none where no structure is followed."""
    if schema is None or not followed(schema):
        return []
    return [*_units(tested, schema), *_absent(tested, schema)]


def _units(tested: Tested, schema: Mapping[str, Any]) -> Iterator[Finding]:
    """Ask about figures whose title names another unit than the structure."""
    fields = {field["name"]: field for field in schema["fields"]}
    read = {column.letter: column for column in tested.reading.columns}
    labels = tested.reference.units.by_code
    for column in tested.recipe.used():
        wanted = str((fields.get(column.name) or {}).get("unit") or "")
        source = read.get(column.letter)
        found = source.unit.code if source and source.unit else ""
        key = f"SATUAN_LAIN_STRUKTUR:{column.name}"
        if not wanted or not found or found == wanted or key in tested.recipe.confirmed:
            continue
        choice = Choice(
            "struktur",
            f"Angkanya sudah dalam {_label(labels, wanted)}; judul di berkas keliru",
            f"The figures are in {_label(labels, wanted)}; the title in the file is wrong",
        )
        yield Finding(
            spec("SATUAN_LAIN_STRUKTUR"),
            {"sheet": tested.sheet, "column": column.letter},
            {"column": column.letter, "title": column.title},
            read=_label(labels, found),
            expected=_label(labels, wanted),
            question=Question(key, [choice], needs_reason=True),
        )


def _label(labels: Mapping[str, Any], code: str) -> str:
    return str(labels[code].label) if code in labels else code


def _absent(tested: Tested, schema: Mapping[str, Any]) -> Iterator[Finding]:
    """Tell of optional columns that the file does not have; compulsory ones are refused by the schema."""
    there, key = set(tested.canonical.header), key_of(schema)
    names = [
        field.get("title") or field["name"]
        for field in schema["fields"]
        if field["name"] not in there
        and field["name"] not in key
        and not (field.get("constraints") or {}).get("required")
        and not field["name"].endswith("_status")
    ]
    if names:
        place = {"sheet": tested.sheet}
        yield Finding(spec("KOLOM_STRUKTUR_KOSONG"), place, {"names": names}, count=len(names))
