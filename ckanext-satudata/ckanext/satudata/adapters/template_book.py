"""The template of a dataset as XLSX: the sheet of data, drop-downs from the code lists, and a sheet that explains."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from ..domain.intake.grid import letter
from ..domain.intake.template import GUIDE, LISTS, MARK, SHEET, Template, TemplateColumn

LINES = 2_000
"""Lines below the header that have drop-downs and limits."""

FIXED = datetime(2020, 1, 1, tzinfo=UTC)
HEAD = {"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "valign": "vcenter"}


def written(template: Template, guide: Sequence[str]) -> bytes:
    """The workbook; ``guide``: lines of the sheet that explains, the first one its title. Same content, same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties({"title": template.title, "created": FIXED})
        workbook.set_custom_property(MARK, SHEET)
        looks = _looks(workbook)
        data = workbook.add_worksheet(SHEET)
        _guide(workbook.add_worksheet(GUIDE), template, guide, looks)
        places = _lists(workbook, template, looks)
        _data(data, template, places, looks)
    return target.getvalue()


def _looks(workbook: Any) -> Mapping[str, Any]:
    kinds = {"string": "@", "integer": "#,##0", "number": "#,##0.######", "date": "yyyy-mm-dd", "year": "0"}
    return {
        "head": workbook.add_format(HEAD),
        "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "bold": workbook.add_format({"bold": True, "font_size": 13}),
        **{kind: workbook.add_format({"num_format": code}) for kind, code in kinds.items()},
    }


def _data(sheet: Any, template: Template, places: Mapping[str, str], looks: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(template.columns):
        look = looks.get(column.type, looks["string"])
        sheet.set_column(number, number, max(14, min(40, len(column.title) + 4)), look)
        sheet.write_string(0, number, column.title, looks["head"])
        rule = _rule(column, places.get(column.name))
        if rule:
            sheet.data_validation(1, number, LINES, number, rule)
    for at, row in enumerate(template.rows, 1):
        for number, (column, text) in enumerate(zip(template.columns, row, strict=True)):
            if text:
                _put(sheet, at, number, column, text, looks)


def _put(
    sheet: Any, row: int, number: int, column: TemplateColumn, text: str, looks: Mapping[str, Any]
) -> None:
    if column.type in ("year", "integer") and text.lstrip("-").isdecimal():
        sheet.write_number(row, number, int(text), looks[column.type])
    else:
        sheet.write_string(row, number, text, looks.get(column.type, looks["string"]))


def _rule(column: TemplateColumn, place: str | None) -> dict[str, Any] | None:
    """What Excel lets into the column, with a sentence for everything else; the intake checks it again."""
    told = {"error_title": column.title[:32], "error_type": "warning"}
    if place:
        return {**told, "validate": "list", "source": place, "error_message": "Pilih dari daftar."}
    if column.type == "year":
        return {
            **told,
            "validate": "integer",
            "criteria": "between",
            "minimum": 1900,
            "maximum": 2100,
            "error_message": "Tulis tahun dengan empat angka, misalnya 2025.",
        }
    if column.type in ("integer", "number"):
        kind = "integer" if column.type == "integer" else "decimal"
        least = column.minimum if column.minimum is not None else -(10**15)
        most = column.maximum if column.maximum is not None else 10**15
        return {
            **told,
            "validate": kind,
            "criteria": "between",
            "minimum": least,
            "maximum": most,
            "error_message": "Tulis angka saja, tanpa satuan dan tanpa titik ribuan.",
        }
    return None


def _lists(workbook: Any, template: Template, looks: Mapping[str, Any]) -> Mapping[str, str]:
    """Write the code lists side by side on a sheet of their own; give the range of each by column name."""
    with_choices = [column for column in template.columns if column.choices]
    if not with_choices:
        return {}
    sheet = workbook.add_worksheet(LISTS)
    places = {}
    for number, column in enumerate(with_choices):
        sheet.set_column(number, number, 28, looks["string"])
        sheet.write_string(0, number, column.title, looks["head"])
        for at, choice in enumerate(column.choices, 1):
            sheet.write_string(at, number, choice, looks["string"])
        place = letter(number + 1)
        places[column.name] = f"='{LISTS}'!${place}$2:${place}${len(column.choices) + 1}"
    return places


def _guide(sheet: Any, template: Template, guide: Sequence[str], looks: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 34, looks["wrap"])
    sheet.set_column(1, 3, 26, looks["wrap"])
    sheet.set_column(4, 4, 60, looks["wrap"])
    for number, text in enumerate(guide):
        sheet.write_string(number, 0, text, looks["bold"] if number == 0 else None)
    top = len(guide) + 1
    for number, title in enumerate(("Kolom", "Isi", "Satuan", "Contoh", "Arti")):
        sheet.write_string(top, number, title, looks["head"])
    for at, column in enumerate(template.columns, top + 1):
        cells = (column.title, _content(column), column.unit, column.example, column.definition)
        for number, text in enumerate(cells):
            sheet.write_string(at, number, text, looks["wrap"])


_CONTENT = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "angka, desimal dengan koma",
    "year": "tahun, empat angka",
    "date": "tanggal",
    "boolean": "ya atau tidak",
}


def _content(column: TemplateColumn) -> str:
    kind = "pilih dari daftar" if column.choices else _CONTENT.get(column.type, "teks")
    return f"{kind}; wajib" if column.required else kind
