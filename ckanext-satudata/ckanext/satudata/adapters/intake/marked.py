"""*Excel bertanda*: the producer's own workbook with the cells of the findings coloured and commented, and a list.

The office's layout stays where the file is XLSX that openpyxl reads; any other container gives a new workbook with the
cells as they were read. Nothing in it acts: no macros, links, connections or formulas; a text that looks like a
formula stays a text.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ...app.intake.ports import Reader
from ...domain.intake.cell_ranges import cells_of
from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Workbook
from ...domain.intake.refusals import refusal
from .marked_grid import as_workbook, put_text, sheet_title

MAX_CELLS = 400_000
MAX_COLOURED = 100_000
MAX_COMMENTS = 2_000
COMMENTS_EACH = 200
COLOURS = {"tolak": "FFC7CE", "konfirmasi": "FFEB9C", "peringatan": "DDEBF7"}
_STRONG = ("tolak", "konfirmasi", "peringatan")
_WORDS = {
    "id": {
        "sheet": "Temuan",
        "title": "Temuan pemeriksaan Satu Data",
        "head": ("Tingkat", "Lembar", "Sel", "Banyaknya", "Temuan", "Cara memperbaiki", "Kode"),
        "only_list": "Berkas terlalu besar untuk diwarnai selnya; daftar ini memuat seluruh temuan.",
        "values": "Salinan untuk memperbaiki data, bukan naskah resmi. Rumus ditulis sebagai nilainya; makro dan tautan dibuang.",
        "none": "0 masalah",
        "cells": "sel",
        "severity": {"tolak": "Tolak", "konfirmasi": "Konfirmasi", "peringatan": "Peringatan"},
    },
    "en": {
        "sheet": "Findings",
        "title": "Findings of the Satu Data check",
        "head": ("Severity", "Sheet", "Cells", "How many", "Finding", "How to mend", "Code"),
        "only_list": "The file is too large to colour its cells; this list holds all findings.",
        "values": "A copy for mending the data, not an official one. Formulas are values here; macros and links are dropped.",
        "none": "0 problems",
        "cells": "cells",
        "severity": {"tolak": "Must be mended", "konfirmasi": "To confirm", "peringatan": "Remark"},
    },
}
Findings = Sequence[Mapping[str, Any]]


def mark_file(reader: Reader, path: Path, findings: Findings, out: Path, language: str) -> dict[str, Any]:
    """Mark a file; what is no table any more is told in ``refusal``."""
    try:
        workbook = reader.read()
    except Unusable as unusable:
        return {"refusal": refusal(unusable.code, {"filename": "", **unusable.facts})}
    return {"refusal": None, **mark(path, workbook, findings, out, language)}


def mark(
    path: Path, workbook: Workbook, findings: Findings, out: Path, language: str = "id"
) -> dict[str, Any]:
    """Write the marked workbook to ``out``; tells how many cells were coloured and whether it is a list only.

    ``workbook``: the same file as our own guarded reader read it, so that nothing hostile comes this far.
    """
    words = _WORDS.get(language, _WORDS["id"])
    size = sum(len(row) for sheet in workbook.sheets for row in sheet.rows.values())
    only_list = size > MAX_CELLS
    book = openpyxl.Workbook() if only_list else _own(path, workbook) or as_workbook(workbook)
    coloured = 0 if only_list else _colour(book, findings, language)
    if only_list:
        book.remove(book.active)
    _list(book, findings, words, language, only_list)
    book.save(out)
    return {"coloured": coloured, "only_list": only_list, "bytes": out.stat().st_size}


def _own(path: Path, workbook: Workbook) -> openpyxl.Workbook | None:
    """Open the office's own workbook without anything that acts; ``None`` where openpyxl does not see all sheets."""
    if workbook.kind not in ("xlsx", "xlsm"):
        return None
    try:
        book = openpyxl.load_workbook(path, data_only=True, keep_vba=False, keep_links=False)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
    ):
        return None
    if [sheet.name for sheet in workbook.sheets] != book.sheetnames or book.chartsheets:
        return None
    _drop_links(book)
    _formulas_as_text(book, workbook)
    return book


def _drop_links(book: openpyxl.Workbook) -> None:
    book._external_links = []
    for name in list(book.defined_names):
        if "[" in str(book.defined_names[name].attr_text):
            del book.defined_names[name]
    for sheet in book.worksheets:
        sheet._hyperlinks = []
        sheet._pivots = []
        sheet.conditional_formatting._cf_rules.clear()
        for name in list(sheet.defined_names):
            del sheet.defined_names[name]
        for cell in list(sheet._cells.values()):
            if isinstance(cell, Cell) and cell.hyperlink is not None:
                cell.hyperlink = None
            if isinstance(cell, Cell) and cell.data_type == "f":
                put_text(cell, str(cell.value))


def _formulas_as_text(book: openpyxl.Workbook, workbook: Workbook) -> None:
    """Show formulas without a stored value as text, where they would otherwise be blank."""
    own = as_workbook(workbook, formulas_only=True)
    for sheet in own.worksheets:
        for cell in list(sheet._cells.values()):
            target = book[sheet.title].cell(cell.row, cell.column)
            if isinstance(target, Cell) and target.value is None:
                put_text(target, str(cell.value))


def _colour(book: openpyxl.Workbook, findings: Findings, language: str) -> int:
    notes: dict[tuple[str, int, int], list[str]] = {}
    coloured: set[tuple[str, int, int]] = set()
    for finding in sorted(findings, key=lambda item: _STRONG.index(item["severity"])):
        fill = PatternFill("solid", fgColor=COLOURS[finding["severity"]])
        for count, place in enumerate(_places(finding, book)):
            if len(coloured) >= MAX_COLOURED:
                break
            if place not in coloured:
                coloured.add(place)
                _cell(book, place).fill = fill
            if count < COMMENTS_EACH and (place in notes or len(notes) < MAX_COMMENTS):
                notes.setdefault(place, []).append(_note(finding, language))
    for place, texts in notes.items():
        _comment(book, place, texts)
    return len(coloured)


def _places(finding: Mapping[str, Any], book: openpyxl.Workbook) -> Iterator[tuple[str, int, int]]:
    """Give the cells of a finding that the workbook has."""
    name = str(finding["place"].get("sheet") or "")
    if name not in book.sheetnames:
        return
    for row, column in cells_of(finding.get("ranges") or finding.get("cells") or ()):
        if row <= 1_048_576 and column <= 16_384:
            yield name, row, column


def _cell(book: openpyxl.Workbook, place: tuple[str, int, int]) -> Cell | MergedCell:
    return book[place[0]].cell(place[1], place[2])


def _note(finding: Mapping[str, Any], language: str) -> str:
    tail = "" if language == "id" else "_en"
    return f"{finding[f'message{tail}']} {finding[f'mend{tail}']}"[:600]


def _comment(book: openpyxl.Workbook, place: tuple[str, int, int], texts: Sequence[str]) -> None:
    cell = _cell(book, place)
    if isinstance(cell, MergedCell):
        return
    before = [cell.comment.text] if cell.comment else []
    comment = Comment("\n\n".join([*texts[:5], *before]), "Satu Data")
    comment.width, comment.height = 360, 140
    cell.comment = comment


def _list(
    book: openpyxl.Workbook, findings: Findings, words: Mapping[str, Any], language: str, only_list: bool
) -> None:
    """Write the sheet with all findings, as texts alone: a second reading of the file sees no figures in it."""
    sheet: Worksheet = book.create_sheet(sheet_title(words["sheet"], book.sheetnames))
    put_text(sheet.cell(1, 1), words["title"]).font = Font(bold=True, size=14)
    put_text(sheet.cell(2, 1), words["only_list"] if only_list else words["values"])
    for column, title in enumerate(words["head"], 1):
        put_text(sheet.cell(4, column), title).font = Font(bold=True)
    tail = "" if language == "id" else "_en"
    for number, finding in enumerate(findings, 1):
        place = finding["place"]
        ranges = list(finding.get("ranges") or finding.get("cells") or ())
        cells = ", ".join(ranges[:300]) or str(
            place.get("cell") or place.get("range") or place.get("column") or ""
        )
        texts = (
            words["severity"][finding["severity"]],
            str(place.get("sheet") or ""),
            cells,
            f"{finding['count']} {words['cells']}",
            str(finding[f"message{tail}"]),
            str(finding[f"mend{tail}"]),
            str(finding["code"]),
        )
        for column, text in enumerate(texts, 1):
            cell = put_text(sheet.cell(4 + number, column), text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(4 + number, 1).fill = PatternFill("solid", fgColor=COLOURS[finding["severity"]])
    if not findings:
        put_text(sheet.cell(5, 1), words["none"])
    for letter, width in zip("ABCDEFG", (14, 16, 22, 12, 70, 50, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A5"
