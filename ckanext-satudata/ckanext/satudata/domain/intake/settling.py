"""Settles how columns write numbers with the help of totals, then tells the totals from data."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from .column import MEASURE, TOTAL, Column
from .columns import settle_convention, settle_type
from .decision import Decision
from .figures import figure
from .grid import Value
from .heads import Heads
from .layout import SetApart
from .named_rows import first_text
from .numbers import DOT_GROUPS, WAY_OF, read
from .running_sums import RunningSums
from .totals import (
    MAX_TRIED_ROWS,
    TotalRow,
    adds_up,
    is_additive,
    is_extreme_label,
    is_mean_label,
    is_region_label,
    is_total_column,
    is_total_label,
    judge_row,
    parts_of,
)

if TYPE_CHECKING:
    from .reading import Reference, TableReading

MAX_GUESSED_ROWS = 20_000
_DOUBTS = ("ANGKA_TITIK_RIBUAN", "ANGKA_KOMA")
_GROUPED = ("text_dot_thousands", "text_comma_thousands")
_BARE = ("text_plain", "native")
_MEAN_KINDS = ("rasio", "harga", "hasil")
Run = tuple[int, int]


class Settler:
    """Settles one table. ``candidates`` are rows named as totals, ``rows`` all others, both ascending."""

    def __init__(
        self, reading: TableReading, reference: Reference, candidates: dict[int, str], rows: Sequence[int]
    ) -> None:
        self.reading, self.reference = reading, reference
        self.candidates, self.rows = candidates, list(rows)
        self.sheet, self._named = reading.sheet, sorted(candidates)
        self._sums: dict[tuple[int, str | None], RunningSums] = {}

    def settle(self) -> None:
        """Settle conventions, total columns and total rows, in this order."""
        for column in self.reading.columns:
            settle_convention(column, self.reference.units, partial(self._column_adds, column))
        self._suggest_from_neighbours()
        self._find_sums()
        self._find_heads()
        self._judge()

    def _suggest_from_neighbours(self) -> None:
        """Suggest what all other columns of the table prove, where nothing proves a reading."""
        proved = {WAY_OF.get(column.decision.kind or "") for column in self.reading.columns} - {None}
        if len(proved) != 1:
            return
        kind = "text_dot_thousands" if proved == {DOT_GROUPS} else "text_comma_thousands"
        for column in self.reading.columns:
            if column.decision.ambiguous in _DOUBTS and column.decision.suggested is None:
                column.decision.suggested = _kind_for(column, kind)
                words = ("kolom lain ditulis dengan cara itu", "other columns are written that way")
                column.decision.evidence = [words]

    def _kind(self, column: Column) -> str | None:
        return column.decision.kind or column.decision.suggested

    def _values(self, column: Column, rows: Sequence[int], kind: str | None) -> list[Decimal | None]:
        return [self._figure(self.sheet.get(row, column.index), column, kind) for row in rows]

    def _figure(self, value: Value, column: Column, kind: str | None) -> Decimal | None:
        """Read a cell for adding up; figures parted by a space count as one, since only then can they add up."""
        found = figure(value, column, kind)
        if found is None and isinstance(value, str):
            joined = read(value, kind, True)
            return joined.number if joined else None
        return found

    def _running(self, column: Column, kind: str | None) -> RunningSums:
        key = (column.index, kind)
        if key not in self._sums:
            self._sums[key] = RunningSums(self._values(column, self.rows, kind))
        return self._sums[key]

    def _runs(self, candidate: int) -> list[Run]:
        """Give the runs of rows a total may add up: all data, those since the total before, those up to the next."""
        others = self._named
        place = bisect_left(others, candidate)
        here = bisect_left(self.rows, candidate)
        since = bisect_right(self.rows, others[place - 1]) if place else 0
        until = bisect_left(self.rows, others[place + 1]) if place + 1 < len(others) else len(self.rows)
        runs = [(0, len(self.rows))]
        near = [(since, here), (here, until)]
        if len(others) > 1:
            near += [(0, here), (here, len(self.rows))]
        return runs + [run for run in dict.fromkeys(near) if run[0] < run[1] and run not in runs]

    def _fitting_run(self, column: Column, row: int, kind: str | None) -> tuple[bool | None, Run | None]:
        """Tell whether a total adds up one of its runs, and which."""
        value = self.sheet.get(row, column.index)
        total = self._figure(value, column, kind)
        if total is None and kind in _BARE:
            others = [self._figure(value, column, other) for other in _GROUPED]
            grouped = [self._fitting_total(column, row, other, kind) for other in others]
            return next((item for item in grouped if item[0]), (None, None))
        return self._fitting_total(column, row, total, kind)

    def _fitting_total(
        self, column: Column, row: int, total: Decimal | None, kind: str | None
    ) -> tuple[bool | None, Run | None]:
        sums = self._running(column, kind)
        verdict: bool | None = None
        for run in self._runs(row):
            least = 1 if run[1] - run[0] == 1 and len(self.candidates) > 1 else 2
            fits = sums.adds_up(*run, total, least=least)
            if fits:
                return True, run
            verdict = fits if verdict is None else verdict
        return verdict, None

    def _column_adds(self, column: Column, kind: str) -> bool | None:
        rows = [
            row
            for row, text in self.candidates.items()
            if not (is_mean_label(text) or is_extreme_label(text))
        ]
        known = [fits for row in rows if (fits := self._fitting_run(column, row, kind)[0]) is not None]
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
            words = "jumlah antarkolom hanya cocok dengan bacaan ini"
            evidence = (words, "sums across columns fit only this way")
            for column in doubtful:
                column.decision = Decision(_kind_for(column, kind), 0.95, [evidence])
                settle_type(column, self.reference.units)

    def _find_heads(self) -> None:
        """Find rows that carry the sum of the rows below them, or above; they leave the rows of data."""
        columns = self._addable()
        if not columns or not 3 < len(self.rows) <= MAX_GUESSED_ROWS:
            return
        sums = [partial(self._running, column, self._kind(column)) for column in columns]
        first, kind = columns[0], self._kind(columns[0])
        totals = [figure(self.sheet.get(row, first.index), first, kind) for row in self.candidates]
        found = Heads(self.reading, self.reference, self.rows).find(sums, totals)
        if not found:
            return
        for total in found:
            total.matching = [column.index for column in columns]
        self.reading.heads = [total.row for total in found]
        (self.reading.totals if found[0].certain else self.reading.doubtful_totals).extend(found)
        gone = set(self.reading.heads)
        self.rows = [row for row in self.rows if row not in gone]
        self._sums.clear()

    def _judge(self) -> None:
        judged = [self._judge_row(row, text, True) for row, text in self.candidates.items()]
        if not self.candidates and 3 < len(self.rows) <= MAX_GUESSED_ROWS:
            judged += [self._judge_row(row, self._label(row), False) for row in self._halves()]
        for found in judged:
            if found is not None and not found.certain and self._is_plain_name(found):
                self.candidates.pop(found.row, None)
            elif found is not None:
                certain = found.certain or found.mean
                (self.reading.totals if certain else self.reading.doubtful_totals).append(found)
        self._set_apart()

    def _is_plain_name(self, total: TotalRow) -> bool:
        """Tell whether nothing but adding up could make the row a total: it bears the name of the kabupaten alone."""
        label = total.label
        if total.row in self.reading.wholes.bare and total.differing and not total.matching:
            return True
        return (
            total.row not in self.reading.wholes.bare
            and self.reference.regions.is_home(label)
            and not is_region_label(label)
        )

    def _halves(self) -> list[int]:
        """Give the rows that are the sum of all others in the first column of figures that is not all zero."""
        for column in self._addable():
            sums = self._running(column, self._kind(column))
            whole = sums.total(0, len(self.rows))
            if whole != 0:
                pairs = zip(self.rows, sums.numbers, strict=True)
                slack = Decimal(len(self.rows)) * Decimal(5).scaleb(-sums.places - 1) if sums.places else 0
                return [row for row, number in pairs if number and abs(2 * number - whole) <= slack][:2]
        return []

    def _label(self, row: int) -> str:
        return first_text(self.sheet.rows[row], self.reading.table.left, self.reading.table.right)

    def _judge_row(self, row: int, text: str, named: bool) -> TotalRow | None:
        if named and (is_mean_label(text) or is_extreme_label(text)):
            return TotalRow(row, text, mean=True)
        level = next(
            (column.region for column in self.reading.columns if column.region and not column.coding), None
        )
        if not named and level and self.reference.regions.named(text, level):
            return None
        results: dict[int, bool | None] = {}
        trivial: set[int] = set()
        over: Run | None = None
        for column in self._addable(named):
            total = self._figure(self.sheet.get(row, column.index), column, self._kind(column))
            fits, run = self._fits_any(column, row) if named else (self._is_half(column, total), None)
            results[column.index] = fits
            over = run if over is None and total != 0 else over
            if total == 0:
                trivial.add(column.index)
        found = judge_row(row, text, named, results, trivial)
        if found and over:
            found.over = self.rows[over[0] : over[1]]
        by_list = level is not None and is_region_label(text) and self.reference.regions.is_home(text)
        by_list = by_list or row in self.reading.wholes.sure
        if found and named and (is_total_label(text) or by_list) and not found.certain:
            found.certain = bool(found.matching) or not any(v is not None for v in results.values())
        return found

    def _addable(self, undecided: bool = False) -> list[Column]:
        """Give the columns whose figures add up, ``undecided`` ones, too: a total may fit one of their readings."""
        return [
            column
            for column in self.reading.columns
            if column.is_figures
            and not column.skip
            and self._is_additive(column)
            and (undecided or self._kind(column))
        ]

    def _fits_any(self, column: Column, row: int) -> tuple[bool | None, Run | None]:
        """Tell whether a total fits by the column's way of writing, or by either where that is open."""
        kind = self._kind(column)
        if kind is not None:
            return self._fitting_run(column, row, kind)
        found = [self._fitting_run(column, row, other) for other in _GROUPED]
        return next((item for item in found if item[0]), (None, None))

    def _is_half(self, column: Column, total: Decimal | None) -> bool | None:
        """Tell whether a figure that is among the rows is the sum of all others."""
        sums = self._running(column, self._kind(column))
        doubled = None if total is None else 2 * total
        return sums.adds_up(0, len(self.rows), doubled)

    def _is_additive(self, column: Column) -> bool:
        unit = column.unit
        percent = unit is not None and self.reference.units.is_percent(unit.code)
        return is_additive(column.label, percent, unit is not None and unit.kind in _MEAN_KINDS)

    def _set_apart(self) -> None:
        table = self.reading.table
        for total in self.reading.totals:
            facts: dict[str, object] = {"matching": len(total.matching), "differing": len(total.differing)}
            table.set_apart.append(SetApart("total_row", [total.row], total.label, facts))
        gone = {total.row for total in self.reading.totals} | set(self.candidates) | set(self.reading.heads)
        table.data_rows = [row for row in table.data_rows if row not in gone]


def _kind_for(column: Column, kind: str) -> str:
    """Name the way of writing by what the column shows: a comma fraction alone is ``text_comma_decimal``."""
    dots = any("." in text for text in column.stats.numbers.counts)
    if kind == "text_dot_thousands":
        return kind if dots else "text_comma_decimal"
    return "text_dot_decimal" if dots else kind
