"""The inspection: everything understood about a file, as one dictionary for page, command and API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .canonical import apply_fixes
from .carry import carry_over
from .catalogue import spec
from .excerpt import with_excerpts
from .finding import CONFIRM, Choice, Finding, Question
from .grid import Sheet, Workbook, letter
from .inspected_table import table_dict
from .no_table import no_table
from .opened import Opened, open_workbook
from .personal import masked_deep
from .personal_columns import Found
from .private import forbidden, private_columns, private_findings
from .proposal import propose
from .questions import ask
from .reading import Reference, TableReading
from .recipe import Recipe
from .rerun import best_match, other_subject, own_reading, same_table


def inspect_workbook(
    workbook: Workbook,
    container: Mapping[str, Any],
    reference: Reference,
    hints: Mapping[str, Any],
    recipe: Recipe | None = None,
) -> dict[str, Any]:
    """Give the inspection of a workbook. ``recipe``: last year's, run again instead of a fresh proposal.

    Raises ``Unusable`` when no sheet holds a table.
    """
    filename = str(container.get("filename", ""))
    seen = open_workbook(workbook, reference, filename, hints.get("schema"))
    return inspect_opened(seen, container, reference, hints, recipe)


def inspect_opened(
    seen: Opened,
    container: Mapping[str, Any],
    reference: Reference,
    hints: Mapping[str, Any],
    recipe: Recipe | None = None,
) -> dict[str, Any]:
    """Give the inspection of a workbook whose tables were read. Raises ``Unusable`` when there are none."""
    workbook, readings, private = seen.workbook, seen.readings, seen.private
    filename = str(container.get("filename", ""))
    if not readings and not forbidden(private):
        raise no_table(workbook, filename)
    if forbidden(private):
        return _forbidden(workbook, readings, container, private, reference, hints)
    chosen = choose(workbook, readings, hints)
    if recipe is None or (
        hints.get("first_edition") and other_subject(readings, recipe, container.get("sha256"))
    ):
        proposal = propose(chosen, reference, hints, container.get("sha256"))
        asked = [*table_question(readings, chosen, hints), *ask(chosen, proposal)]
    else:
        chosen, proposal, asked = _run_again(recipe, readings, chosen, container, reference, hints)
    questions = [
        *[item for item in private_findings(private) if not _answered(item, proposal)],
        *asked,
        *(item for item in about_file(workbook, container) if not _answered(item, proposal)),
    ]
    return {
        "version": 1,
        "container": dict(container),
        "refusal": None,
        "error": None,
        "sheets": [_sheet(sheet.name, sheet.visible, readings) for sheet in workbook.sheets],
        "tables": [table_dict(reading, reference, hints, private, container) for reading in readings],
        "chosen": chosen.table.id,
        "questions": with_excerpts(
            [finding.to_dict() for finding in questions], chosen, private_columns(private, chosen.sheet.name)
        ),
        "proposal": proposal.to_dict(),
    }


def _forbidden(
    workbook: Workbook,
    readings: Sequence[TableReading],
    container: Mapping[str, Any],
    private: Sequence[Found],
    reference: Reference,
    hints: Mapping[str, Any],
) -> dict[str, Any]:
    """Give the inspection of a file that may not be kept: its shape and where the personal data are, no content."""
    everywhere = [
        Found("", reading.sheet.name, column.index, [], 0)
        for reading in readings
        for column in reading.columns
    ]
    told = {
        "version": 1,
        "container": dict(container),
        "refusal": None,
        "error": None,
        "sheets": [_sheet(sheet.name, sheet.visible, readings) for sheet in workbook.sheets],
        "tables": [table_dict(reading, reference, hints, everywhere, container) for reading in readings],
        "chosen": choose(workbook, readings, hints).table.id if readings else None,
        "questions": [finding.to_dict() for finding in private_findings(private)],
        "proposal": None,
    }
    return dict(masked_deep(told))  # type: ignore[call-overload, no-any-return]


def _run_again(
    recipe: Recipe,
    readings: Sequence[TableReading],
    chosen: TableReading,
    container: Mapping[str, Any],
    reference: Reference,
    hints: Mapping[str, Any],
) -> tuple[TableReading, Recipe, list[Finding]]:
    """Run a recipe: literally on the file it was made on, by titles on any other."""
    if recipe.source_sha256 is not None and recipe.source_sha256 == container.get("sha256"):
        own = own_reading(readings, recipe) or chosen
        apply_fixes(own.sheet, recipe)
        again = same_table(own, recipe, reference, str(container.get("filename", "")))
        return own, recipe, ask(again, recipe)
    if not (hints.get("table") or hints.get("sheet")):
        chosen = best_match(readings, recipe)[0] or chosen
    fresh = propose(chosen, reference, hints, container.get("sha256"))
    year = hints.get("year")
    proposal, remarks = carry_over(recipe, fresh, chosen, int(year) if year else None)
    return chosen, proposal, [*remarks, *ask(chosen, proposal)]


def _sheet(name: str, visible: bool, readings: Sequence[TableReading]) -> dict[str, Any]:
    ids = [reading.table.id for reading in readings if reading.sheet.name == name]
    return {"name": name, "visible": visible, "tables": ids}


def choose(workbook: Workbook, readings: Sequence[TableReading], hints: Mapping[str, Any]) -> TableReading:
    """Choose the table to propose: the one asked for, else that of the hinted year, else the best one."""
    asked = next((reading for reading in readings if reading.table.id == hints.get("table")), None)
    if asked:
        return asked
    in_sheet = [reading for reading in readings if reading.sheet.name == hints.get("sheet")] or list(readings)
    year = hints.get("year")
    return max(in_sheet, key=lambda reading: _rank(reading, year))


def _rank(reading: TableReading, year: Any) -> tuple[int, ...]:
    figures = sum(column.is_figures for column in reading.columns)
    real = bool(reading.table.header_rows) and figures > 0 and bool(reading.data_rows)
    right_year = year is not None and reading.around.year == int(year)
    size = len(reading.data_rows) * len(reading.columns)
    newest = reading.around.year or 0
    return (int(reading.sheet.visible), int(real), int(right_year), int(size > 8), newest, size)


def table_question(
    readings: Sequence[TableReading], chosen: TableReading, hints: Mapping[str, Any]
) -> list[Finding]:
    """Ask which table is meant, where more than one would do and nobody has said."""
    if hints.get("table") or hints.get("sheet"):
        return []
    serious = [item for item in readings if _rank(item, None)[:2] == _rank(chosen, None)[:2]]
    least = min(9, len(chosen.data_rows) * len(chosen.columns) // 2)
    serious = [item for item in serious if len(item.data_rows) * len(item.columns) >= max(least, 1)]
    if len(serious) < 2:
        return []
    choices = [
        Choice(
            item.table.id,
            f"Lembar {item.sheet.name}, tabel {item.table.area}{_of_year(item, 'tahun')}",
            f"Sheet {item.sheet.name}, table {item.table.area}{_of_year(item, 'year')}",
            {},
        )
        for item in serious[:20]
    ]
    question = Question("TABEL_PILIHAN", choices, chosen.table.id)
    names = [f"{item.sheet.name} {item.table.area}" for item in serious[:20]]
    place = {"sheet": chosen.sheet.name, "range": str(chosen.table.area)}
    read = f"{chosen.sheet.name} {chosen.table.area}"
    return [
        Finding(spec("TABEL_PILIHAN"), place, {"names": names}, (), len(serious), read, question=question)
    ]


def _of_year(reading: TableReading, word: str) -> str:
    """Give the year of a table's figures as a remark, where its words say it: each sheet may be a period."""
    return f" ({word} {reading.around.year})" if reading.around.year else ""


def about_file(workbook: Workbook, container: Mapping[str, Any]) -> list[Finding]:
    """Give remarks about the file itself: hidden parts, links, a guessed encoding, a name that differs."""
    found = []
    for sheet in workbook.sheets:
        parts, parts_en = _hidden(sheet, sheet.hidden_rows & set(sheet.rows), _hidden_columns(sheet))
        if parts:
            facts = {"what": "; ".join(parts), "what_en": "; ".join(parts_en)}
            found.append(Finding(spec("TERSEMBUNYI"), {"sheet": sheet.name}, facts))
        if sheet.trailing_blank_rows > 20:
            facts = {
                "where": f"di bawah tabel, lembar {sheet.name}",
                "where_en": f"below the table, sheet {sheet.name}",
            }
            found.append(
                Finding(spec("BARIS_KOSONG"), {"sheet": sheet.name}, facts, count=sheet.trailing_blank_rows)
            )
    if workbook.external_links:
        found.append(Finding(spec("TAUTAN_LUAR"), {}, count=workbook.external_links))
    if workbook.encoding == "cp1252" and workbook.sheets:
        found.append(Finding(spec("ENKODE_DITEBAK"), {}, read=_odd_text(workbook)))
    found.extend(_remark(code, dict(facts)) for code, facts in workbook.remarks)
    return found


def _answered(finding: Finding, recipe: Recipe) -> bool:
    return finding.question is not None and finding.question.key in recipe.confirmed


def _remark(code: str, facts: dict[str, Any]) -> Finding:
    """Make a finding of what the reader remarked; some facts are parts of the finding itself."""
    own = {name: facts.pop(name, None) for name in ("place", "count", "read", "expected")}
    place = own.pop("place") or {}
    question = None
    if spec(code).severity == CONFIRM:
        key = ":".join([code, *map(str, place.values())])
        question = Question(
            key, [Choice("benar", "Sudah diperiksa, bacaannya benar", "Looked over, it is right")]
        )
    return Finding(spec(code), place, facts, question=question, **own)


def _hidden_columns(sheet: Sheet) -> list[str]:
    used = {
        column
        for row in list(sheet.rows.values())[:2000]
        for column, value in enumerate(row, 1)
        if value is not None
    }
    return [letter(column) for column in sorted(sheet.hidden_columns & used)]


def _hidden(sheet: Sheet, rows: set[int], columns: Sequence[str]) -> tuple[list[str], list[str]]:
    parts, parts_en = [], []
    if not sheet.visible:
        parts.append(f"lembar '{sheet.name}'")
        parts_en.append(f"sheet '{sheet.name}'")
    if rows:
        listed = ", ".join(str(row) for row in sorted(rows)[:5])
        parts.append(f"{len(rows)} baris ({listed})")
        parts_en.append(f"{len(rows)} rows ({listed})")
    if columns:
        parts.append(f"kolom {', '.join(columns[:5])}")
        parts_en.append(f"columns {', '.join(columns[:5])}")
    return parts, parts_en


def _odd_text(workbook: Workbook) -> str:
    for _, _, value in workbook.sheets[0].cells():
        if isinstance(value, str) and not value.isascii():
            return value[:60]
    return ""
