"""Columns of national codes: which system they are of. Regions of the portal's own kabupaten are read elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..registry.matching import Book, Match, book_of, declared_in, family_in, match, merged
from ..registry.systems import ACTIVITY, SYSTEMS, title_of
from .catalogue import spec
from .finding import Choice, Finding, Question
from .recipe import RecipeColumn
from .tested import Tested

CODE_SHAPED = 0.8
"""The part of a column's values that must look like codes of its family; else it holds names."""


def codings(tested: Tested) -> list[Finding]:
    """Ask for the system of codes that mean different things in two systems; tell of codes that are of another one."""
    if not tested.canonical.rows:
        return []
    year = _last_year(tested)
    found = []
    for column in tested.recipe.fields():
        family = family_in(column.source_label or column.title)
        if column.region or column.role != "dimension" or column.name not in tested.header or not family:
            continue
        books = _books(tested, family, year)
        values = tested.canonical.column(column.name)
        codes = {value for value in values if value}
        shaped = sum(any(SYSTEMS[book.system].fits(value) for book in books) for value in codes)
        if codes and shaped >= CODE_SHAPED * len(codes):
            found += _judged(tested, column, values, books, year)
    return found


def _books(tested: Tested, family: str, year: int | None) -> list[Book]:
    at = date(year, 12, 31) if year else date.fromisoformat(str(tested.context.get("today") or "9999-12-31"))
    books = (book_of(one, column, at) for one in tested.reference.lists() for column in one.about.codings)
    return merged(book for book in books if SYSTEMS[book.system].family == family)


def _last_year(tested: Tested) -> int | None:
    column = tested.canonical.column("tahun") if "tahun" in tested.header else ()
    years = [int(text[:4]) for text in column if text[:4].isdecimal()]
    told = str(tested.context.get("year") or "")
    return max(years) if years else int(told) if told.isdecimal() else None


def _judged(
    tested: Tested, column: RecipeColumn, values: Sequence[str], books: Sequence[Book], year: int | None
) -> list[Finding]:
    declared = column.coding or declared_in(column.source_label) or _declared_around(tested, books)
    answer = match(zip(values, _names(tested, values), strict=True), books, year, declared)
    if declared in {book.system for book in books}:
        return _other(tested, column, answer, declared)
    return [_question(tested, column, answer, books)] if answer.doubtful else []


def _declared_around(tested: Tested, books: Sequence[Book]) -> str:
    """The system that a title above the table or a note below it names."""
    texts = (
        part.text for part in tested.reading.table.set_apart if part.kind in ("title", "footnote", "note")
    )
    named = {declared_in(text) for text in texts if text} & {book.system for book in books}
    return named.pop() if len(named) == 1 else ""


def _names(tested: Tested, values: Sequence[str]) -> list[str]:
    """The names beside the codes, where the table has a column of names."""
    name = next((one for one in tested.header if one.startswith("nama_")), None)
    names = tested.canonical.column(name) if name else []
    return list(names) if len(names) == len(values) else [""] * len(values)


def _place(tested: Tested, column: RecipeColumn) -> dict[str, str]:
    return {"sheet": tested.sheet, "column": column.letter}


def _other(tested: Tested, column: RecipeColumn, answer: Match, declared: str) -> list[Finding]:
    """The column says one system, and another one knows more of its codes."""
    known = {fit.system: fit.known for fit in answer.fits}
    best = max(known, key=lambda system: known[system], default=declared)
    if known.get(best, 0) <= known.get(declared, 0):
        return []
    facts = {
        "columns": [column.letter],
        "declared": title_of(declared),
        "other": title_of(best),
        "known": known.get(declared, 0),
        "fitting": known[best],
        "codes": answer.codes,
    }
    cells = tested.cells(column.name, range(len(tested.canonical.rows)))
    return [Finding(spec("KODE_SISTEM_LAIN"), _place(tested, column), facts, cells, len(cells))]


def _question(tested: Tested, column: RecipeColumn, answer: Match, books: Sequence[Book]) -> Finding:
    values = tested.canonical.column(column.name)
    meant = answer.collisions[0] if answer.collisions else None
    code = meant.code if meant else next(value for value in values if value)
    one, other = _meanings(meant.meanings if meant else [(book.system, "") for book in books])
    facts = {"columns": [column.letter], "one": one, "other": other}
    choices = [
        Choice(
            book.system,
            f"Kode {title_of(book.system)}",
            f"Codes of {title_of(book.system)}",
            {"columns": {column.letter: {"coding": book.system}}},
        )
        for book in books
    ]
    name = "KODE_KBLI" if SYSTEMS[books[0].system].family == ACTIVITY else "KODE_DUA_SISTEM"
    question = Question(f"{name}:{column.name}", choices)
    at = [place for place, value in enumerate(values) if value]
    cells = tested.cells(column.name, at)
    return Finding(spec(name), _place(tested, column), facts, cells, len(cells), code, question=question)


def _meanings(meanings: Sequence[tuple[str, str]]) -> tuple[str, str]:
    told = [f"{title_of(system)}: {name}" if name else title_of(system) for system, name in meanings]
    return told[0], told[1] if len(told) > 1 else ""
