"""The use case *inspect*: what a file holds, told before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Workbook
from ...domain.intake.inspection import inspect_opened
from ...domain.intake.opened import Opened, open_workbook
from ...domain.intake.personal import masked_deep
from ...domain.intake.reading import Reference
from ...domain.intake.recipe import Recipe
from ...domain.intake.refusals import refusal
from ...domain.intake.template import template_sheet
from .ports import Reader


def inspect_file(
    reader: Reader, container: dict[str, Any], reference: Reference, hints: Mapping[str, Any]
) -> dict[str, Any]:
    """Give the inspection of a file; a file that is no table is told in ``refusal``, never raised."""
    return inspect_and_keep(reader, container, reference, hints)[0]


def inspect_and_keep(
    reader: Reader, container: dict[str, Any], reference: Reference, hints: Mapping[str, Any]
) -> tuple[dict[str, Any], Opened | None]:
    """Give the inspection of a file and what was read for it, None where the file is refused."""
    try:
        workbook = reader.read()
        container.update(type=workbook.kind, encoding=workbook.encoding, delimiter=workbook.delimiter)
        hints = for_template(workbook, hints)
        given = hints.get("recipe")
        recipe = Recipe.from_dict(given) if given else None
        filename = str(container.get("filename", ""))
        seen = open_workbook(workbook, reference, filename, hints.get("schema"))
        return inspect_opened(seen, container, reference, hints, recipe), seen
    except Unusable as unusable:
        facts = {"filename": container.get("filename", ""), **unusable.facts}
        return empty_inspection(container, refusal=masked_deep(refusal(unusable.code, facts))), None


def for_template(workbook: Workbook, hints: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the hints for a template that was filled in: its sheet of data is read, by the dataset's own schema
    (``dataset_schema``) where it has one, however last year's file looked. Hints of a person and other files stay."""
    sheet, schema = template_sheet(workbook), hints.get("dataset_schema") or hints.get("schema")
    if sheet is None or hints.get("table") or hints.get("sheet"):
        return hints
    if not schema:
        return {**hints, "sheet": sheet}
    return {**hints, "recipe": None, "schema": schema, "sheet": sheet}


def empty_inspection(container: Mapping[str, Any], **parts: Any) -> dict[str, Any]:
    """Give an inspection without tables, for a refusal or an error."""
    return {
        "version": 1,
        "container": dict(container),
        "refusal": None,
        "error": None,
        "sheets": [],
        "tables": [],
        "chosen": None,
        "questions": [],
        "proposal": None,
        **parts,
    }
