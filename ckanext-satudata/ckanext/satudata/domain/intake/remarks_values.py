"""What is told about values without a question: mistyped numbers, dates and formulas among figures, footnote marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .catalogue import spec
from .column import TOTAL, YEAR, Column
from .display import shown
from .finding import Finding, Fix
from .grid import address
from .label_status import year_with_status
from .missing import STATUS_OF_MARKER
from .numbers import parts_of, read, readings, take_apart
from .odd_numbers import ABOUT, EXPONENT, LETTERS, broken_kind, without_letters
from .questions_numbers import place_of
from .questions_values import rows_with
from .reading import TableReading
from .recipe import Recipe, RecipeColumn
from .text import squeeze

_CODES = {LETTERS: "ANGKA_HURUF", EXPONENT: "ANGKA_EKSPONEN", ABOUT: "ANGKA_KIRA"}
_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d+")
_MAX_EDITS = 5


def remarks(reading: TableReading, columns: Sequence[Column], recipe: Recipe) -> list[Finding]:
    """Give what has to be told about the figures of a table."""
    used = {column.letter: column for column in recipe.used()}
    found: list[Finding] = []
    for column in columns:
        if column.type == YEAR:
            found += _marked_years(reading, column)
        if column.is_figures:
            found += _mistyped(reading, column, used[column.letter])
            found += _broken(reading, column)
            found += _dates(reading, column)
            found += _footnotes(reading, column)
    return found + _imputed(reading, columns)


def _marked_years(reading: TableReading, column: Column) -> list[Finding]:
    """Tell of years with a status behind them; the year itself is kept."""
    texts = [*column.stats.numbers.counts, *column.stats.words.counts]
    marked = [text for text in texts if year_with_status(text) and squeeze(text) != year_with_status(text)]
    if not marked:
        return []
    cells = rows_with(reading, column, marked)
    facts = {"columns": [column.letter]}
    place = place_of(reading, [column])
    read = squeeze(marked[0])
    return [
        Finding(spec("TAHUN_BERTANDA"), place, facts, cells, len(cells), read, year_with_status(marked[0]))
    ]


def _mistyped(reading: TableReading, column: Column, used: RecipeColumn) -> list[Finding]:
    """Tell of texts whose groups are not whole, under every way of writing or under the one that holds."""
    texts = [text for text in column.stats.numbers.counts if _is_mistyped(text, used)]
    return _told(reading, column, "ANGKA_SALAH_KETIK", texts) if texts else []


def _is_mistyped(text: str, used: RecipeColumn) -> bool:
    if used.convention is not None and read(text, used.convention, True) is not None:
        return False
    parts = parts_of(text)
    if parts is None or readings(parts.core) == (None, None):
        return True
    return used.convention is not None and take_apart(text) is not None


def _broken(reading: TableReading, column: Column) -> list[Finding]:
    found = []
    for kind, code in _CODES.items():
        texts = [text for text in column.stats.broken.counts if broken_kind(text) == kind]
        if texts:
            found += _told(reading, column, code, texts)
    return found


def _told(reading: TableReading, column: Column, code: str, texts: Sequence[str]) -> list[Finding]:
    cells = rows_with(reading, column, texts)
    expected = without_letters(texts[0]) if code == "ANGKA_HURUF" else None
    edits = [
        {"cell": cell, "value": squeeze(shown(_value_at(reading, column, cell)))}
        for cell in cells[:_MAX_EDITS]
    ]
    fixes = [Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, edits)]
    facts = {"columns": [column.letter]}
    place = {**place_of(reading, [column]), "cell": cells[0] if cells else ""}
    read_as = squeeze(texts[0])[:80]
    return [Finding(spec(code), place, facts, cells, len(cells), read_as, expected, fixes)]


def _value_at(reading: TableReading, column: Column, cell: str) -> str:
    value = reading.sheet.get(int(re.sub(r"\D", "", cell)), column.index)
    return value if isinstance(value, str) else ""


def _dates(reading: TableReading, column: Column) -> list[Finding]:
    """Tell of dates among figures, native or as text: Excel makes ``1.5`` and ``12-3`` into dates."""
    stats = column.stats
    rows = list(stats.date_rows)
    if not rows and not stats.dated.counts:
        return []
    cells = [address(row, column.index) for row in rows] + rows_with(reading, column, stats.dated.counts)
    first = shown(reading.sheet.get(rows[0], column.index)) if rows else next(iter(stats.dated.counts))
    place = {**place_of(reading, [column]), "cell": cells[0]}
    facts = {"columns": [column.letter]}
    return [Finding(spec("ANGKA_JADI_TANGGAL"), place, facts, cells, len(cells), first)]


def _footnotes(reading: TableReading, column: Column) -> list[Finding]:
    """Tell of footnote marks on numbers, with their words from below the table where they stand there."""
    marks: dict[str, list[str]] = {}
    for text in column.stats.numbers.counts:
        parts = take_apart(text)
        if parts is not None and parts.marker and parts.marker not in STATUS_OF_MARKER:
            marks.setdefault(parts.marker, []).append(text)
    found = []
    for mark, texts in marks.items():
        cells = rows_with(reading, column, texts)
        words = _words_of(reading, mark)
        facts = {
            "columns": [column.letter],
            "text": words or "tidak ditemukan",
            "text_en": words or "not found",
        }
        place = place_of(reading, [column])
        found.append(Finding(spec("CATATAN_KAKI"), place, facts, cells, len(cells), mark))
    return found


def _words_of(reading: TableReading, mark: str) -> str:
    pattern = re.compile(rf"\(?{re.escape(mark)}\)?[\s:.)=]", re.IGNORECASE)
    raised = str.maketrans("\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "123456789")
    for item in reading.table.set_apart:
        for part in re.split(r"\n|;| \| ", item.text):
            if item.kind in ("footnote", "source") and pattern.match(squeeze(part).translate(raised) + " "):
                return squeeze(part)[:200]
    return ""


def _imputed(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    """Tell of formulas in few cells of a column of typed figures: quiet estimates such as ``=(D2+F2)/2``."""
    formulas = reading.sheet.formulas
    if not formulas:
        return []
    found = []
    for column in columns:
        if not column.is_figures or column.role == TOTAL:
            continue
        rows = [row for row in reading.data_rows if _CELL.search(formulas.get((row, column.index), ""))]
        if rows and len(rows) * 3 < len(reading.data_rows):
            cells = [address(row, column.index) for row in rows]
            place = {**place_of(reading, [column]), "cell": cells[0]}
            formula = formulas[rows[0], column.index].lstrip("=")[:80]
            facts = {"columns": [column.letter]}
            found.append(Finding(spec("RUMUS_PERKIRAAN"), place, facts, cells, len(cells), formula))
    return found
