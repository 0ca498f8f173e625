"""The template of a dataset: a workbook that asks for exactly its columns, and that the intake reads without a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .grid import Workbook
from .regions import Regions
from .schema import key_of

MARK = "satudata_templat"
"""The document property that says a workbook is a template, with the name of the sheet of data as its value."""

SHEET, GUIDE, LISTS = "Data", "Petunjuk", "Daftar Kode"
MOST_ROWS = 2_000
MOST_CHOICES = 1_000
_REGION_NAMES = {"nama_kecamatan": "kecamatan", "nama_desa": "desa"}
_REGION_CODES = {"kode_kecamatan": "kecamatan", "kode_desa": "desa"}


@dataclass(frozen=True)
class TemplateColumn:
    """One column to fill. ``choices``: what may stand in it, empty where anything of its type may."""

    name: str
    title: str
    type: str
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: Any = None
    maximum: Any = None
    example: str = ""
    definition: str = ""
    figures: bool = False


@dataclass(frozen=True)
class Template:
    """Columns in their order, and rows whose keys are filled in already (``""`` where the office writes)."""

    title: str
    columns: tuple[TemplateColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def make_template(
    title: str,
    schema: Mapping[str, Any],
    regions: Regions | None,
    last: Sequence[Mapping[str, str]] = (),
    codes: Mapping[str, Sequence[str]] | None = None,
) -> Template:
    """Make the template of a Table Schema. ``codes``: what the code list of a column allows, by the column's name.

    ``last``: rows of the latest edition; those of its latest year come again with their keys, a year later, to be
    filled in. Status columns are left out: the intake makes them of the signs for missing values.
    """
    names = {field["name"] for field in schema["fields"]}
    fields = [field for field in schema["fields"] if not _is_status(field["name"], names)]
    examples = last[-1] if last else {}
    columns = tuple(
        _column(field, schema, regions, examples.get(field["name"], ""), (codes or {}).get(field["name"], ()))
        for field in fields
    )
    return Template(title, columns, _rows(columns, schema, last))


def _is_status(name: str, names: set[str]) -> bool:
    return name.endswith("_status") and name.removesuffix("_status") in names


def _column(
    field: Mapping[str, Any],
    schema: Mapping[str, Any],
    regions: Regions | None,
    example: str,
    codes: Sequence[str],
) -> TemplateColumn:
    limits = field.get("constraints") or {}
    return TemplateColumn(
        name=field["name"],
        title=field.get("title") or field["name"],
        type=field.get("type", "string"),
        unit=field.get("unit") or "",
        required=bool(limits.get("required")) or field["name"] in key_of(schema),
        choices=_choices(field["name"], limits, regions) or _listed(codes),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        example=example,
        definition=field.get("description") or "",
        figures=field.get("type") in ("integer", "number") and field["name"] not in key_of(schema),
    )


def _choices(name: str, limits: Mapping[str, Any], regions: Regions | None) -> tuple[str, ...]:
    if limits.get("enum"):
        return tuple(str(item) for item in limits["enum"])[:MOST_CHOICES]
    if regions is not None and name in _REGION_NAMES:
        return tuple(region.name for region in regions.level(_REGION_NAMES[name]))[:MOST_CHOICES]
    if regions is not None and name in _REGION_CODES:
        return tuple(region.code for region in regions.level(_REGION_CODES[name]))[:MOST_CHOICES]
    return ()


def _listed(codes: Sequence[str]) -> tuple[str, ...]:
    """The codes of a list, none where a drop-down would be too long."""
    return tuple(codes) if len(codes) <= MOST_CHOICES else ()


def _rows(
    columns: Sequence[TemplateColumn], schema: Mapping[str, Any], last: Sequence[Mapping[str, str]]
) -> tuple[tuple[str, ...], ...]:
    """Rows of the latest year with their keys and names, one year on; none where there is no year to move."""
    years = [row.get("tahun", "") for row in last]
    if not any(year.isdecimal() for year in years):
        return ()
    latest = max(year for year in years if year.isdecimal())
    chosen = [row for row in last if row.get("tahun") == latest]
    if len(chosen) > MOST_ROWS:
        return ()
    following = str(int(latest) + 1)
    kept = {column.name for column in columns if not column.figures}
    return tuple(
        tuple(
            following if column.name == "tahun" else row.get(column.name, "") if column.name in kept else ""
            for column in columns
        )
        for row in chosen
    )


def template_sheet(workbook: Workbook) -> str | None:
    """Give the name of the sheet of data if the workbook is a template of ours that still has it."""
    name = workbook.properties.get(MARK)
    return name if name and any(sheet.name == name for sheet in workbook.sheets) else None
