"""A workbook that an office filled in, beside the portal's answers: what differs, and what cannot be understood."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .layout import ColumnForm, FormColumn, Question, Sheet
from .ms_find import Cells, Found, Place, Table, find_keg, find_table, letters, value_at, written
from .ms_left import SHOWN, sheets_left_out, texts_beside, told_shortly
from .ms_match import MOST_ROWS, filled_lines, match_lines
from .ms_rules import Flaw, Value
from .ms_state import IND, KEG, VAR, Filled, Forms, flaws_of, next_added
from .ms_values import Reading, bare, clean, read_answer, read_column

CHANGED, ADDED_ROW, EMPTIED = "changed", "added", "emptied"
NEAR, UNREADABLE = "near", "unreadable"
RECOMMENDED, RECOMMENDATION_KEY = "b0r6", "b0r6_identitas"
RECOMMENDATION = re.compile(r"\b[A-Z]-\d{2}\.\d{4}\.\d{3}\b")


@dataclass(frozen=True)
class Difference:
    """One answer that the workbook has otherwise: ``kind`` is changed, emptied, added, near or unreadable.

    ``row`` is the key of a row of MS-Var or MS-Ind. ``given`` is what would be stored, ``offer`` what a near text may mean.
    """

    form: str
    row: str
    key: str
    cell: str
    kind: str
    portal: Value
    given: Value
    reading: Reading
    asked: Question | FormColumn
    flaws: tuple[Flaw, ...] = ()
    about: str = ""

    @property
    def id(self) -> str:
        """A name of its own within an import: ``ms_keg..b1r1``."""
        return f"{self.form}.{self.row}.{self.key}"


@dataclass(frozen=True)
class Note:
    """Something to know about the reading; ``code`` is a key of the sentences, ``facts`` fill it."""

    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Imported:
    """What a workbook says: the forms it has, how many answers agree, the differences, and notes."""

    forms: tuple[str, ...]
    same: int
    differences: tuple[Difference, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Read:
    """One answer that was read: where, what, and what the portal has."""

    form: str
    row: str
    key: str
    cell: str
    reading: Reading
    portal: Value
    asked: Question | FormColumn
    about: str = ""


def compare(forms: Forms, filled: Filled, sheets: Sequence[Mapping[str, Any]]) -> Imported:
    """Read the sheets of a workbook (name, rows, formulas) and set them beside the portal's answers."""
    known = recognised(forms, sheets)
    read: list[Read] = []
    notes: list[Note] = []
    if known and (names := sheets_left_out(sheets, known.values())):
        notes.append(Note("sheets-left-out", {"names": ", ".join(names[:SHOWN])}))
    for name, sheet in known.items():
        reader = read_keg if name == KEG else read_rows
        read += reader(forms, filled, name, sheet, notes)
    given = [difference(one) for one in read if one.reading.problem or one.reading.value != one.portal]
    judged = with_flaws(forms, filled, given)
    return Imported(tuple(known), len(read) - len(given), judged, tuple(notes))


def recognised(forms: Forms, sheets: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Give the sheet of each form: the one of its name, else the one in which its questions stand."""
    found: dict[str, Mapping[str, Any]] = {}
    for name, title in ((KEG, forms.keg.name), (VAR, forms.var.name), (IND, forms.ind.name)):
        wanted = bare(title).replace(" ", "")
        named = [one for one in sheets if wanted in bare(str(one["name"])).replace(" ", "").replace("_", "")]
        fits = [one for one in named or sheets if looks_like(forms, name, cells_of(one))]
        if fits and not any(fits[0] is other for other in found.values()):
            found[name] = fits[0]
    return found


def looks_like(forms: Forms, name: str, cells: Cells) -> bool:
    """Tell whether a form's questions stand in a sheet: a quarter of those of MS-Keg, or half of the columns."""
    if name == KEG:
        labels = {one.label for one in written(cells)}
        return sum(bare(one.label) in labels for one in forms.keg.questions) * 4 >= len(forms.keg.questions)
    form = forms.rows_of(name)
    heads = {bare(clean(value)) for row in sorted(cells)[:60] for value in cells[row]}
    labels = {bare(one.label) for one in form.columns}
    others = {bare(one.label) for one in forms.rows_of(IND if name == VAR else VAR).columns}
    return len(labels & heads) * 2 >= len(labels) and len(labels & heads) > len(others & heads)


def cells_of(sheet: Mapping[str, Any]) -> Cells:
    """Give the cells of a sheet by row number."""
    return {int(number): row for number, row in sheet["rows"].items()}


def read_keg(
    forms: Forms, filled: Filled, name: str, sheet: Mapping[str, Any], notes: list[Note]
) -> list[Read]:
    """Read the answers of MS-Keg."""
    cells, formulas = cells_of(sheet), set(sheet.get("formulas", ()))
    found = find_keg(forms.keg, cells)
    note_places(forms.keg, found, cells, notes)
    if left := texts_beside(forms.keg, found, cells):
        notes.append(Note("texts-left-out", {"count": len(left), "texts": told_shortly(left)}))
    portal = filled.keg_values()
    read = [
        Read(name, "", key, place.address, reading, portal[key], question)
        for key, place in found.places.items()
        if (question := forms.keg.question(key)) is not None
        for reading in (read_cell(question, cells, place, formulas),)
    ]
    return with_recommendation(read, cells, found.places)


def read_cell(question: Question, cells: Cells, place: Place, formulas: set[str]) -> Reading:
    """Read one answer; of a cell that begins with words of its own, what stands behind them."""
    value = value_at(cells, place.row, place.column)
    if place.address in formulas:
        return Reading("", "formula", clean(value))
    if question.prefix and not headed(question, clean(value)):
        return Reading()
    return read_answer(question, value)


def headed(question: Question, text: str) -> bool:
    """Tell whether a cell beside another answer begins with the words that make it an answer."""
    return text.casefold().startswith(question.prefix.rstrip(":").casefold())


def with_recommendation(read: Sequence[Read], cells: Cells, places: Mapping[str, Place]) -> list[Read]:
    """Part ``Ya, V-26.9902.004`` in one cell into the answer and the number of the recommendation."""
    place = places.get(RECOMMENDED)
    number = RECOMMENDATION.search(clean(value_at(cells, place.row, place.column))) if place else None
    if number is None:
        return list(read)
    parts: dict[str, Reading] = {RECOMMENDED: Reading(1), RECOMMENDATION_KEY: Reading(number[0])}
    return [replace(one, reading=parts[one.key]) if one.key in parts else one for one in read]


def note_places(sheet: Sheet, found: Found, cells: Cells, notes: list[Note]) -> None:
    """Say which answers were read elsewhere than the official form has them, and which were not found."""
    moved = [(sheet.question(key), place) for key, place in found.places.items() if place.moved]
    if moved:
        question, place = moved[0]
        facts = {"count": len(moved), "official": question.cell if question else "", "found": place.address}
        notes.append(Note("moved", facts))
    guessed = [
        (question, place)
        for key, place in found.places.items()
        if place.guessed
        and (question := sheet.question(key))
        and clean(value_at(cells, place.row, place.column))
    ]
    for question, place in guessed:
        notes.append(
            Note(
                "guessed", {"cell": place.address, "question": f"{question.number} {question.label}".strip()}
            )
        )
    for key in found.missing:
        notes.append(Note("missing", {"question": name_of(sheet, key)}))


def name_of(sheet: Sheet, key: str) -> str:
    """Give what a question of MS-Keg is called: its number and label."""
    question = sheet.question(key)
    return f"{question.number} {question.label}".strip() if question else key


def read_rows(
    forms: Forms, filled: Filled, name: str, sheet: Mapping[str, Any], notes: list[Note]
) -> list[Read]:
    """Read the rows of MS-Var or MS-Ind; a row that the table does not have is one that would be added."""
    form, cells, formulas = forms.rows_of(name), cells_of(sheet), set(sheet.get("formulas", ()))
    table = find_table(form, cells)
    for key in table.missing:
        if column := form.column(key):
            notes.append(
                Note("column-missing", {"form": form.name, "column": f"{column.number} {column.label}"})
            )
    lines = list(filled_lines(form, table, cells))
    if beyond := lines[MOST_ROWS:]:
        notes.append(Note("rows-too-many", {"form": form.name, "first": beyond[0], "limit": MOST_ROWS}))
    lines = lines[:MOST_ROWS]
    matched = match_lines(name, filled, table, lines, cells)
    portal = filled.row_values(name)
    read: list[Read] = []
    known = list(portal)
    for row in lines:
        own = matched.get(row) or next_added(known)
        known.append(own)
        read += line_reads(form, name, table, cells, formulas, row, own, portal.get(own, {}))
    left_out = [key for key in portal if key not in matched.values()]
    if left_out:
        names = ", ".join(str(portal[key].get("nama") or key) for key in left_out[:5])
        notes.append(Note("rows-left-out", {"form": form.name, "count": len(left_out), "names": names}))
    return read


def line_reads(
    form: ColumnForm,
    name: str,
    table: Table,
    cells: Cells,
    formulas: set[str],
    row: int,
    key: str,
    portal: Mapping[str, Value],
) -> list[Read]:
    """Read one row of MS-Var or MS-Ind."""
    read = []
    about = clean(value_at(cells, row, table.columns["nama"])) if "nama" in table.columns else key
    for column in form.columns:
        if column.key not in table.columns:
            continue
        at = table.columns[column.key]
        cell, value = f"{letters(at)}{row}", value_at(cells, row, at)
        reading = Reading("", "formula", clean(value)) if cell in formulas else read_column(column, value)
        read.append(Read(name, key, column.key, cell, reading, portal.get(column.key, ""), column, about))
    return read


def difference(one: Read) -> Difference:
    """Turn an answer that differs into a difference of its kind."""
    reading = one.reading
    kind = CHANGED if one.portal != "" else ADDED_ROW
    if reading.problem:
        kind = NEAR if reading.offer != "" else UNREADABLE
    elif reading.value == "":
        kind = EMPTIED
    given = reading.offer if kind == NEAR else reading.value
    return Difference(
        one.form, one.row, one.key, one.cell, kind, one.portal, given, reading, one.asked, (), one.about
    )


def with_flaws(forms: Forms, filled: Filled, given: Sequence[Difference]) -> tuple[Difference, ...]:
    """Judge the differences by the form's rules, as if all that can be taken were taken."""
    keg: dict[str, Value] = filled.keg_values()
    rows = {name: filled.row_values(name) for name in (VAR, IND)}
    for one in given:
        if one.kind in (CHANGED, ADDED_ROW):
            if one.form == KEG:
                keg[one.key] = one.given
            else:
                rows[one.form].setdefault(one.row, {})[one.key] = one.given
    units = {row.key: row.unit for row in filled.computed_rows[IND].values()}
    flaws = flaws_of(forms, keg, rows, units)
    return tuple(
        Difference(**{**vars(one), "flaws": flaws_at(one, flaws)})
        if one.kind in (CHANGED, ADDED_ROW)
        else one
        for one in given
    )


def flaws_at(one: Difference, flaws: Sequence[Flaw]) -> tuple[Flaw, ...]:
    """Give the broken rules at an answer."""
    row = f"{one.form}.{one.row}" if one.row else ""
    return tuple(flaw for flaw in flaws if flaw.key == one.key and flaw.row == row)
