"""A table as read: its columns, their conventions, its totals, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from . import headers
from .around import Around, read_around
from .columns import DIMENSION, MEASURE, TOTAL, Column, read_columns, settle_convention, settle_type
from .decision import Decision
from .grid import Row, Sheet, Value
from .missing import NULL, ZERO, rule_of, sign_of
from .numbers import DOT_GROUPS, WAY_OF, read
from .regions import Regions
from .rows import TEXT, kind_of
from .tables import SetApart, Table, find_tables
from .text import squeeze
from .totals import (
    MAX_TRIED_ROWS,
    TotalRow,
    adds_up,
    is_additive,
    is_mean_label,
    is_region_label,
    is_total_column,
    is_total_label,
    judge_row,
    parts_of,
)
from .units import Units

MAX_GUESSED_ROWS = 2_000
_DOUBTS = ("ANGKA_TITIK_RIBUAN", "ANGKA_KOMA")
_MEAN_KINDS = ("rasio", "harga", "hasil")


@dataclass(frozen=True)
class Reference:
    """The code lists that a reading needs."""

    units: Units
    regions: Regions


@dataclass
class TableReading:
    """One table with all that was understood of it."""

    sheet: Sheet
    table: Table
    labels: list[str]
    columns: list[Column]
    around: Around
    totals: list[TotalRow] = field(default_factory=list)
    doubtful_totals: list[TotalRow] = field(default_factory=list)
    sums: dict[int, list[int]] = field(default_factory=dict)

    @property
    def data_rows(self) -> list[int]:
        """Give the rows of data, totals set apart."""
        return self.table.data_rows

    def column(self, index: int) -> Column:
        """Give the column with that number."""
        return self.columns[index - self.table.left]


def read_sheet(sheet: Sheet, reference: Reference, filename: str) -> list[TableReading]:
    """Find and read all tables of a sheet."""
    return [read_table(sheet, table, reference, filename) for table in find_tables(sheet)]


def read_table(sheet: Sheet, table: Table, reference: Reference, filename: str) -> TableReading:
    """Read one table: labels, columns, conventions, totals, surroundings. Total rows leave ``data_rows``."""
    labels = headers.labels(sheet, table)
    around = read_around(table, reference.units, filename)
    candidates = _named_candidates(sheet, table, reference.regions)
    rows = [number for number in table.data_rows if number not in candidates]
    columns = read_columns(sheet, table.columns, labels, rows, reference.units, reference.regions)
    reading = TableReading(sheet, table, labels, columns, around)
    _spread_unit(reading)
    _Totals(reading, reference, candidates, rows).settle()
    return reading


def _spread_unit(reading: TableReading) -> None:
    """Let the unit of a unit row, a unit line or the title hold for figures without a unit of their own."""
    line = reading.around.unit
    for column in reading.columns:
        if column.unit is None and column.is_figures and line is not None:
            column.unit, column.unit_evidence = line, reading.around.unit_evidence


def _first_text(row: Row, left: int, right: int) -> str:
    for value in row[left - 1 : right]:
        if isinstance(value, str) and kind_of(value) == TEXT:
            return squeeze(value)
    return ""


def _named_candidates(sheet: Sheet, table: Table, regions: Regions) -> dict[int, str]:
    """Give the rows whose first words name a total, a mean or the whole kabupaten."""
    found: dict[int, str] = {}
    verdicts: dict[str, bool] = {}
    for number in table.data_rows:
        text = _first_text(sheet.rows[number], table.left, table.right)
        if text not in verdicts:
            verdicts[text] = bool(text) and (
                is_total_label(text)
                or is_mean_label(text)
                or (regions.is_home(text) and is_region_label(text))
            )
        if verdicts[text]:
            found[number] = text
    return found if len(found) < len(table.data_rows) else {}


def figure(value: Value, column: Column, kind: str | None) -> Decimal | None:
    """Read a cell as a figure, the nil sign as zero, anything else as nothing."""
    found = read(value, kind, bool(column.decision.join_spaces))
    if found is not None:
        return found.number
    sign = sign_of(value)
    return Decimal(0) if sign is not None and rule_of(sign).meaning == ZERO else None


class _Totals:
    """Settles conventions with the help of totals, then tells the totals from data."""

    def __init__(
        self, reading: TableReading, reference: Reference, candidates: dict[int, str], rows: Sequence[int]
    ) -> None:
        self.reading, self.reference = reading, reference
        self.candidates, self.rows = candidates, list(rows)
        self.sheet = reading.sheet

    def settle(self) -> None:
        """Settle conventions, total columns and total rows, in this order."""
        for column in self.reading.columns:
            settle_convention(column, self.reference.units, partial(self._column_adds, column))
        self._suggest_from_neighbours()
        self._find_sums()
        self._judge()

    def _suggest_from_neighbours(self) -> None:
        """Suggest, where nothing proves a reading, the one that all other columns of the table prove."""
        proved = {WAY_OF.get(column.decision.kind or "") for column in self.reading.columns} - {None}
        if len(proved) != 1:
            return
        kind = "text_dot_thousands" if proved == {DOT_GROUPS} else "text_comma_thousands"
        for column in self.reading.columns:
            if column.decision.ambiguous in _DOUBTS and column.decision.suggested is None:
                column.decision.suggested = _kind_for(column, kind)
                column.decision.evidence = [
                    ("kolom lain ditulis dengan cara itu", "other columns are written that way")
                ]

    def _kind(self, column: Column) -> str | None:
        return column.decision.kind or column.decision.suggested

    def _values(self, column: Column, rows: Sequence[int], kind: str | None) -> list[Decimal | None]:
        return [figure(self.sheet.get(row, column.index), column, kind) for row in rows]

    def _parts(self, candidate: int) -> list[list[int]]:
        """Give the groups of rows a total may add up: all data rows, and those since the total before."""
        earlier = [row for row in self.candidates if row < candidate]
        since = [row for row in self.rows if max(earlier, default=0) < row < candidate]
        return [self.rows] if len(since) in (0, 1, len(self.rows)) else [self.rows, since]

    def _column_adds(self, column: Column, kind: str) -> bool | None:
        verdicts = [
            self._adds_at(column, row, kind)
            for row, text in self.candidates.items()
            if not is_mean_label(text)
        ]
        known = [verdict for verdict in verdicts if verdict is not None]
        return any(known) if known else None

    def _adds_at(self, column: Column, row: int, kind: str | None) -> bool | None:
        total = figure(self.sheet.get(row, column.index), column, kind)
        if total is None:
            return None
        results = [adds_up(self._values(column, rows, kind), total) for rows in self._parts(row)]
        known = [result for result in results if result is not None]
        return any(known) if known else None

    def _find_sums(self) -> None:
        figures = [column for column in self.reading.columns if column.is_figures]
        wholes = [column for column in figures if is_total_column(column.label)]
        if not wholes:
            return
        tried = self.rows[:MAX_TRIED_ROWS]
        values = {column.index: self._values(column, tried, self._kind(column)) for column in figures}
        labels = {column.index: column.label for column in figures}
        order = [column.index for column in figures]
        for whole in wholes:
            parts = parts_of(whole.index, order, values, labels)
            if parts:
                self.reading.sums[whole.index] = parts
                whole.role = TOTAL
                self._prove_by_sums(whole, [self.reading.column(index) for index in parts])
            else:
                whole.role = MEASURE

    def _prove_by_sums(self, whole: Column, parts: list[Column]) -> None:
        """Let sums across columns prove a reading of the dot where exactly one of the two adds up."""
        doubtful = [column for column in (whole, *parts) if column.decision.ambiguous in _DOUBTS]
        if not doubtful or len(doubtful) == len(parts) + 1:
            return
        fits = {}
        for kind in ("text_dot_thousands", "text_comma_thousands"):
            rows = self.rows[:MAX_TRIED_ROWS]
            table = [self._values(c, rows, kind if c in doubtful else self._kind(c)) for c in parts]
            wholes = self._values(whole, rows, kind if whole in doubtful else self._kind(whole))
            verdicts = [adds_up([column[i] for column in table], total) for i, total in enumerate(wholes)]
            known = [verdict for verdict in verdicts if verdict is not None]
            fits[kind] = sum(known) / len(known) if known else 0.0
        kind, share = max(fits.items(), key=lambda pair: pair[1])
        if share >= 0.8 and min(fits.values()) < 0.2:
            evidence = (
                "jumlah antarkolom hanya cocok dengan bacaan ini",
                "sums across columns fit only this way",
            )
            for column in doubtful:
                column.decision = Decision(_kind_for(column, kind), 0.95, [evidence])
                settle_type(column, self.reference.units)

    def _judge(self) -> None:
        judged = [self._judge_row(row, text, True) for row, text in self.candidates.items()]
        if not self.candidates and 3 < len(self.rows) <= MAX_GUESSED_ROWS:
            judged += [self._judge_row(row, self._label(row), False) for row in (self.rows[-1], self.rows[0])]
        for found in judged:
            if found is not None:
                (self.reading.totals if found.certain or found.mean else self.reading.doubtful_totals).append(
                    found
                )
        self._set_apart()

    def _label(self, row: int) -> str:
        return _first_text(self.sheet.rows[row], self.reading.table.left, self.reading.table.right)

    def _judge_row(self, row: int, text: str, named: bool) -> TotalRow | None:
        if named and is_mean_label(text):
            return TotalRow(row, text, mean=True)
        level = next(
            (column.region for column in self.reading.columns if column.region and not column.coding), None
        )
        if not named and level and self.reference.regions.named(text, level):
            return None
        results: dict[int, bool | None] = {}
        trivial: set[int] = set()
        others = [number for number in self.rows if number != row]
        for column in self._additive():
            kind = self._kind(column)
            total = figure(self.sheet.get(row, column.index), column, kind)
            groups = self._parts(row) if named else [others]
            verdicts = [adds_up(self._values(column, group, kind), total) for group in groups]
            known = [verdict for verdict in verdicts if verdict is not None]
            results[column.index] = any(known) if known else None
            if total == 0:
                trivial.add(column.index)
        found = judge_row(row, text, named, results, trivial)
        if found and named and is_total_label(text) and not found.certain:
            found.certain = bool(found.matching) or not any(v is not None for v in results.values())
        return found

    def _additive(self) -> list[Column]:
        return [
            column
            for column in self.reading.columns
            if column.is_figures and not column.skip and self._is_additive(column) and self._kind(column)
        ]

    def _is_additive(self, column: Column) -> bool:
        unit = column.unit
        percent = unit is not None and self.reference.units.is_percent(unit.code)
        return is_additive(column.label, percent, unit is not None and unit.kind in _MEAN_KINDS)

    def _set_apart(self) -> None:
        table = self.reading.table
        for total in self.reading.totals:
            facts: dict[str, object] = {"matching": len(total.matching), "differing": len(total.differing)}
            table.set_apart.append(SetApart("total_row", [total.row], total.label, facts))
        gone = {total.row for total in self.reading.totals} | set(self.candidates)
        table.data_rows = [row for row in table.data_rows if row not in gone]


def _kind_for(column: Column, kind: str) -> str:
    """Name the way of writing by what the column shows: a comma fraction alone is ``text_comma_decimal``."""
    dots = any("." in text for text in column.stats.numbers.counts)
    if kind == "text_dot_thousands":
        return kind if dots else "text_comma_decimal"
    return "text_dot_decimal" if dots else kind


def nil_meaning(column: Column) -> str:
    """Suggest what the nil sign means in a column: zero for counts, by the rule of BPS."""
    return ZERO if column.role != DIMENSION else NULL
