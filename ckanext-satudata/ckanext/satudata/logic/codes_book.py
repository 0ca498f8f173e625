"""A table of codes that somebody hands over: read from an upload or a request, and what is wrong with it in sentences."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ..adapters.intake import fence
from ..domain.intake.grid import address
from ..domain.intake.limits import Limits
from ..domain.registry.changes import Problem, columns_of, is_title_row
from ..domain.registry.lists import NAME_COLUMNS, CodeList
from ..domain.signs import seen
from ..words import language
from .errors import sentence

LIMITS = Limits(
    file_bytes=20_000_000,
    unpacked_bytes=200_000_000,
    columns=60,
    rows=130_000,
    cells=2_000_000,
    total_chars=40_000_000,
    sheets=20,
    memory_bytes=1_536 * 1024 * 1024,
    output_bytes=150_000_000,
    cpu_seconds=60,
    wall_seconds=90,
)
LOOK_FOR_TITLES = 15
"""A title row is looked for among so many first rows of a sheet."""

Table = tuple[list[str], dict[int, dict[str, str]], dict[str, int]]
"""Columns, lines by row number, and the place of each column (1 is A)."""


def uploaded(upload: Any, present: CodeList | None) -> Table:
    """The table of an uploaded workbook or CSV. Raises ``ValidationError``."""
    if not getattr(upload, "filename", ""):
        raise tk.ValidationError({"upload": [_("Choose an Excel (.xlsx) or CSV file.")]})
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        place = Path(folder) / "upload"
        place.write_bytes(upload.stream.read(LIMITS.file_bytes + 1))
        found = fence.cells(place, upload.filename, LIMITS)
    if told := found["refusal"] or found["error"]:
        english = "_en" if language() == "en" else ""
        raise tk.ValidationError({"upload": [f"{told['message' + english]} {told['mend' + english]}"]})
    wanted = present.columns if present else ("kode", "nama")
    for sheet in found["sheets"]:
        if table := _table(sheet, wanted):
            return table
    message = _("No sheet has a title row with %(code)s and %(name)s. Put the titles above the codes.")
    names = {"code": wanted[0], "name": present.name_column if present else "nama"}
    raise tk.ValidationError({"upload": [message % names]})


def _table(sheet: Mapping[str, Any], wanted: Sequence[str]) -> Table | None:
    rows = {int(number): row for number, row in sheet["rows"].items()}
    for number in sorted(rows)[:LOOK_FOR_TITLES]:
        titles = [_text(value) for value in rows[number]]
        columns = columns_of(titles)
        if is_title_row(columns, wanted):
            places = _places(columns, wanted)
            lines = {at: _line(rows[at], places) for at in sorted(rows) if at > number}
            return list(places), {at: line for at, line in lines.items() if any(line.values())}, places
    return None


def _places(columns: Sequence[str], wanted: Sequence[str]) -> dict[str, int]:
    """Columns by name with their place; ``kode`` and ``nama`` stand for the list's own column of that kind."""
    found: dict[str, int] = {}
    for place, column in enumerate(columns, 1):
        if column == "kode" and wanted[0] != "kode" and wanted[0] not in columns:
            column = wanted[0]
        if column == "nama" and "nama" not in wanted:
            column = next((name for name in NAME_COLUMNS if name in wanted), column)
        if column:
            found.setdefault(column, place)
    return dict(sorted(found.items(), key=lambda item: (item[0] != wanted[0], item[1])))


def _line(row: Sequence[Any], places: Mapping[str, int]) -> dict[str, str]:
    return {column: _text(row[place - 1]) if place <= len(row) else "" for column, place in places.items()}


def _text(value: Any) -> str:
    """A cell as text: a whole number without its point, a formula as what it is."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return seen(str(value)).strip()


def sent(rows: Sequence[Any], present: CodeList | None) -> Table:
    """The table of a request: objects with texts. Raises ``ValidationError``."""
    wanted = present.columns if present else ("kode", "nama")
    lines: dict[int, dict[str, str]] = {}
    columns: dict[str, None] = {}
    for number, row in enumerate(rows, 2):
        if not isinstance(row, dict) or not all(
            isinstance(value, str | int | float | None) for value in row.values()
        ):
            raise tk.ValidationError({"rows": [_("Send a list of objects with texts.")]})
        places = _places(columns_of(map(str, row)), wanted)
        lines[number] = _line(list(row.values()), places)
        columns |= dict.fromkeys(places)
    ordered = sorted(columns, key=lambda column: column != wanted[0])
    return ordered, lines, {column: place for place, column in enumerate(ordered, 1)}


def told(problems: Sequence[Problem], places: Mapping[str, int]) -> list[dict[str, Any]]:
    """Problems with their cells and sentences, at most 200 of them."""
    return [_told(problem, places) for problem in problems[:200]]


def _told(problem: Problem, places: Mapping[str, int]) -> dict[str, Any]:
    cell = ""
    if problem.row and problem.column in places:
        cell = address(problem.row, places[problem.column])
    facts = {"column": problem.column, **problem.facts}
    message = str(sentence(problem.code, facts))
    where = cell or (_("Row %(row)s") % {"row": problem.row} if problem.row else "")
    return {
        "code": problem.code,
        "row": problem.row,
        "column": problem.column,
        "cell": cell,
        "fatal": problem.fatal,
        "message": f"{where}: {message}" if where else message,
    }
