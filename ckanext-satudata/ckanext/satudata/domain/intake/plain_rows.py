"""The proof that a large table goes on as its first rows begin: only then may its first rows say how all are read.

Every row must be one of data, every cell of a column of the one kind that its first rows have, and nothing in it may be
what a person would be asked about. Anything else raises ``NotPlain``, which is no judgement about the data.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .column import BOOLEAN, DATE, INTEGER, NUMBER, STRING, YEAR, Column
from .columns import is_code_title
from .grid import Row, Sheet, Value
from .missing import sign_of
from .numbers import TEXT_COMMA_DECIMAL, TEXT_DOT_DECIMAL, TEXT_PLAIN
from .personal import look
from .personal_columns import scan_titles
from .personal_rows import scan_rows
from .reading import Reference, TableReading
from .regions import KEMENDAGRI, level_key
from .rows import (
    BLANK,
    NUMERIC,
    TEXT,
    footer_kind,
    is_dots,
    is_lone_year,
    is_sample,
    kind_of,
    profile,
    year_of,
)
from .segments import is_body
from .stats import text_kind
from .text import fold
from .title_rows import names_dimension
from .totals import is_mean_label, is_total_label, whose_total

_KINDS = ("numbers", "tailed", "broken", "signs", "dated", "words")
_SHAPES = {
    TEXT_PLAIN: re.compile(r"-?(0|[1-9][0-9]{0,14})"),
    TEXT_DOT_DECIMAL: re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?"),
    TEXT_COMMA_DECIMAL: re.compile(r"-?(0|[1-9][0-9]{0,14})(,[0-9]{1,10})?"),
}
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPACED = re.compile(r"^\s|\s$|\s\s|[^\S ]")
_LETTERS = re.compile(r"[A-Za-z]{2}")
SHORTEST_PRIVATE = 9
SHORT_FIGURE = 7
REMEMBERED = 50_000
NOTHING, WORD, TITLE, FIGURE, YEARLIKE, SIGN, UNSURE = (
    "nothing",
    "word",
    "title",
    "figure",
    "year",
    "sign",
    "unsure",
)
Fits = Callable[[str], bool]


class NotPlain(Exception):
    """The table is not proved to be plain; ``why`` is for the log, not for people."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class PlainRows:
    """Takes the rows of a table piece by piece. ``reading`` is of its first rows; raises ``NotPlain`` from the start."""

    def __init__(self, reading: TableReading, reference: Reference) -> None:
        _refuse_layout(reading)
        self.columns = [_PlainColumn(column, reference) for column in reading.columns]
        self.labels = [(column.index, column.label) for column in reading.columns]
        self.rows = 0
        self._above: Row | None = reading.sheet.rows[1]
        self._held: Row | None = None

    def take(self, sheet: Sheet) -> None:
        """Prove a piece: rows that follow on those taken before, each as wide as the table."""
        rows = list(sheet.rows.values())
        cells = list(zip(*rows, strict=True))
        if len(cells) != len(self.columns):
            raise NotPlain("another width")
        kinds = [column.take(texts) for column, texts in zip(self.columns, cells, strict=True)]
        if scan_titles(sheet, self.labels, list(sheet.rows)) or scan_rows(
            sheet, self.labels, list(sheet.rows)
        ):
            raise NotPlain("personal data by their title")
        self.rows += len(rows)
        if _are_data(kinds):
            self._pass(rows)
        else:
            for row in rows:
                self._row(row)

    def end(self) -> None:
        """Prove the last row, which was held back for the one that may have followed it."""
        if self._held is not None:
            self._prove(self._held, None)

    def _pass(self, rows: list[Row]) -> None:
        """Pass over rows that are all data; the row held back before them is proved beside the first."""
        if self._held is not None:
            self._prove(self._held, rows[0])
        self._above, self._held = rows[-1], None

    def _row(self, row: Row) -> None:
        if self._held is not None:
            self._prove(self._held, row)
        self._held = row

    def _prove(self, row: Row, following: Row | None) -> None:
        seen = profile(0, row)
        if seen is None:
            raise NotPlain("a blank row")
        inside = seen.kinds.replace(BLANK, "")
        apart = is_sample(row) or inside == TEXT or (len(inside) == 1 and (is_dots(row) or is_lone_year(row)))
        if apart or not is_body(row, seen, self._above, following, True):
            raise NotPlain("a row that is no data")
        self._above = row


def _are_data(kinds: list[set[str]]) -> bool:
    """Tell by the kinds of cells of each column whether all rows of a piece are data: each has a word, a figure that is
    no year, a third cell, no filler of a template, and does not begin with what could be a title or a remark."""
    filled = [found for found in kinds if NOTHING not in found]
    worded = any(found <= {WORD, TITLE} for found in filled)
    begun = kinds[0] <= {WORD} or kinds[0] <= {FIGURE, YEARLIKE}
    unsure = any(UNSURE in found for found in kinds)
    return len(filled) > 2 and worded and {FIGURE} in filled and begun and not unsure


class _PlainColumn:
    """Proves one column by its distinct texts, each of which is looked at once."""

    def __init__(self, column: Column, reference: Reference) -> None:
        self.index, self.reference = column.index, reference
        self.kinds = _kinds(column)
        self.fits = _shape(column, reference)
        self.figures = column.type in (INTEGER, NUMBER) and not column.period
        self.coded = _is_coded(column)
        self.blanks = 0
        self.signs: dict[str, int] = {}
        self._known: dict[Value, str] = {None: NOTHING}

    def take(self, cells: tuple[Value, ...]) -> set[str]:
        """Prove a piece of the column; give the kinds of cells in it."""
        distinct = set(cells)
        if len(self._known) > REMEMBERED:
            self._known = {None: NOTHING}
        found = set()
        for value in distinct:
            kind = self._known.get(value)
            if kind is None:
                kind = self._known[value] = self._code(str(value)) if self.coded else self._look(str(value))
            found.add(kind)
            if kind == SIGN:
                sign = sign_of(str(value)) or ""
                self.signs[sign] = self.signs.get(sign, 0) + cells.count(value)
        self.blanks += cells.count(None) if None in distinct else 0
        return found

    def _code(self, text: str) -> str:
        if not self.fits(text):
            raise NotPlain(f"column {self.index}: a code that is none")
        return WORD

    def _look(self, text: str) -> str:
        if not self.fits(text):
            raise NotPlain(f"column {self.index}: written otherwise")
        if _is_private(text):
            raise NotPlain(f"column {self.index}: may be personal data")
        if self.figures and (len(text) <= SHORT_FIGURE or "." in text):
            return YEARLIKE if year_of(text) else FIGURE
        kind = text_kind(text)
        if kind not in self.kinds:
            raise NotPlain(f"column {self.index}: {kind} among {self.kinds}")
        if kind == "signs":
            return SIGN
        if kind != "words":
            figure = YEARLIKE if year_of(text) else FIGURE
            return figure if kind_of(text) == NUMERIC else UNSURE
        if self._names_total(text):
            raise NotPlain(f"column {self.index}: a total")
        return _word(text)

    def _names_total(self, text: str) -> bool:
        named = is_total_label(text) or is_mean_label(text) or whose_total(text) is not None
        return named or self.reference.regions.is_home(text)


def _word(text: str) -> str:
    """Tell a word from what could be a title, a remark below a table, or a filler of a template."""
    if _LETTERS.search(text) is None or kind_of(text) != TEXT or is_sample([text]):
        return UNSURE
    return TITLE if names_dimension(text) or footer_kind(fold(text)) else WORD


def _is_private(text: str) -> bool:
    if len(text) < SHORTEST_PRIVATE:
        return False
    seen = look(text)
    return seen.kind is not None or seen.long


def _kinds(column: Column) -> tuple[str, ...]:
    """Give the one kind of text that a column holds; among words signs may stand, which are words there."""
    stats = column.stats
    kinds = tuple(kind for kind in _KINDS if getattr(stats, kind).counts)
    others = stats.natives or stats.dates or stats.truths or stats.errors or stats.uncached
    words = column.type == STRING and not column.region and not column.period and "words" in kinds
    if others or not kinds or (len(kinds) > 1 and not (words and set(kinds) == {"words", "signs"})):
        raise NotPlain(f"column {column.index}: several kinds")
    return ("words", "signs") if words else kinds


def _shape(column: Column, reference: Reference) -> Fits:
    """Give the test of a text of this column. Raises ``NotPlain`` for a column that asks for more than its own cells."""
    if not column.label or column.skip or column.status or column.date_doubt:
        raise NotPlain(f"column {column.index}: not a plain column")
    if column.region or column.coding or column.codes:
        return _place(column, reference)
    if column.type in (INTEGER, NUMBER) and not column.period:
        return _figures(column, reference)
    if column.type == YEAR:
        return lambda text: _YEAR.fullmatch(text) is not None
    if column.type == DATE:
        return lambda text: _DATE.fullmatch(text) is not None
    if column.type == STRING and column.stats.numbers.counts and not is_code_title(column.label):
        lengths = {len(text) for text in column.stats.numbers.counts}
        return lambda text: len(text) in lengths and text.isdecimal() and not _SPACED.search(text)
    if column.type in (STRING, BOOLEAN) or column.period:
        return lambda text: not _SPACED.search(text)
    raise NotPlain(f"column {column.index}: {column.type}")


def _place(column: Column, reference: Reference) -> Fits:
    """Give the test of a name or code of a place."""
    if _is_coded(column):
        return _codes(column, reference)
    if column.coding or column.codes or not column.region:
        raise NotPlain(f"column {column.index}: codes of another system")
    return _region(column, reference)


def _is_coded(column: Column) -> bool:
    """Tell whether a column holds Kemendagri's codes, as canonical tables do."""
    return bool(column.region) and column.coding == KEMENDAGRI and not column.relative_codes


def _codes(column: Column, reference: Reference) -> Fits:
    """Give the test of a code that stands in the list as it is written, dots and all: no other system writes it so."""
    level = str(column.region)

    def fits(text: str) -> bool:
        region = reference.regions.by_code.get(text)
        return region is not None and "." in text and level_key(region.level) == level

    return fits


def _region(column: Column, reference: Reference) -> Fits:
    level = str(column.region)
    known: dict[str, bool] = {}

    def fits(text: str) -> bool:
        if text not in known:
            known[text] = reference.regions.named(text, level) is not None
        return known[text]

    return fits


def _figures(column: Column, reference: Reference) -> Fits:
    decision = column.decision
    percent = column.unit is not None and reference.units.is_percent(column.unit.code)
    if decision.kind not in _SHAPES or decision.ambiguous or decision.spaced or decision.clash or percent:
        raise NotPlain(f"column {column.index}: figures that ask")
    shape = _SHAPES[decision.kind]
    return lambda text: shape.fullmatch(text) is not None


def _refuse_layout(reading: TableReading) -> None:
    """Raise ``NotPlain`` unless the table is one row of titles in row 1 with nothing but data below it."""
    table = reading.table
    count = len(reading.data_rows)
    plain = (
        table.header_rows == [1]
        and table.left == 1
        and table.right == len(reading.sheet.rows[1])
        and reading.data_rows == list(range(2, count + 2))
        and len(reading.sheet.rows) == count + 1
        and not (table.set_apart or reading.totals or reading.doubtful_totals or reading.heads)
        and reading.groups is None
        and not reading.fills
        and len(set(reading.labels)) == len(reading.labels)
    )
    if not plain:
        raise NotPlain("more than titles and data")
