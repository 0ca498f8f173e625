"""A table ready to be told in SDMX: its structure, and each row as observations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, InvalidOperation

from .coding import Coded
from .errors import Inexpressible
from .layout import Layout, Measure
from .model import Structure
from .periods import Period
from .survey import Rows, data_rows
from .units import Unit
from .words import COMMENTS, STATUS_OF

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NO_VALUE = {"O", "L", "Q"}
SAYS_NOTHING = {"", "A", *NO_VALUE}
EXACT = Context(prec=200)


@dataclass(frozen=True)
class Cell:
    """One observation of a row: indicator, value as decimal text (nothing when missing), its attributes."""

    indicator: str
    value: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """One row: the key before the indicator, the key after it, the period, and the cells."""

    number: int
    head: tuple[str, str]
    tail: tuple[str, ...]
    period: str
    cells: tuple[Cell, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What identifies the row."""
        return (*self.head, *self.tail, self.period)


@dataclass(frozen=True)
class MeasureCode:
    """A measure with its indicator's id and its unit."""

    measure: Measure
    id: str
    unit: Unit


@dataclass(frozen=True)
class Defaults:
    """What holds for every value: its status, and how open it is."""

    status: str = "A"
    conf: str = "F"


@dataclass(frozen=True)
class Reading:
    """A table's structure with everything that turns its rows into observations."""

    structure: Structure
    layout: Layout
    area: Coded | None
    area_id: str
    bps: Coded | None
    breakdowns: tuple[Coded, ...]
    times: Mapping[tuple[str, ...], Period]
    measures: tuple[MeasureCode, ...]
    texts: tuple[tuple[str, str], ...]
    defaults: Defaults = field(default=Defaults())

    def rows(self, rows: Rows) -> Iterator[Row]:
        """Yield the table's rows as observations; raises Inexpressible for a cell that is no number."""
        place = {name: at for at, name in enumerate(self.layout.header)}
        times = [place[column] for _, column in self.layout.time]
        coded = [(one.ids, place[one.source.column]) for one in self.breakdowns]
        area = (self.area.ids, place[self.area.source.column]) if self.area else None
        cells = CellReader(self, place)
        for number, row in data_rows(self.layout, rows):
            period = self.times[tuple([row[at] for at in times])]
            where = area[0][row[area[1]]] if area else self.area_id
            tail = tuple([ids[row[at]] for ids, at in coded])
            yield Row(number, (period.freq, where), tail, period.text, cells.read(number, row, period))


class CellReader:
    """Reads the measures of a row with their attributes, in the order of the structure's attributes."""

    def __init__(self, reading: Reading, place: Mapping[str, int]) -> None:
        self.missing = reading.layout.missing
        self.defaults = reading.defaults
        self.columns = [
            (one, place[one.measure.column], place[one.measure.status] if one.measure.status else -1)
            for one in reading.measures
        ]
        self.texts = [(name, place[column]) for name, column in reading.texts if name != "COMMENT_OBS"]
        self.comment = next((place[c] for name, c in reading.texts if name == "COMMENT_OBS"), -1)
        self.bps = (reading.bps.ids, place[reading.bps.source.column]) if reading.bps else None

    def read(self, number: int, row: Sequence[str], period: Period) -> tuple[Cell, ...]:
        """Give the cells of one row."""
        shared = tuple(self.of_row(row, period))
        comment = row[self.comment] if self.comment >= 0 else ""
        return tuple(
            [
                self.cell(one, number, row[at], row[status] if status >= 0 else "", comment, shared)
                for one, at, status in self.columns
            ]
        )

    def of_row(self, row: Sequence[str], period: Period) -> Iterator[tuple[str, str]]:
        """Yield the attributes that all cells of a row share."""
        if period.school_year:
            yield "TAHUN_AJARAN", period.school_year
        if period.day:
            yield "TANGGAL", period.day
        if self.bps:
            yield "WILAYAH_BPS", self.bps[0][row[self.bps[1]]]
        for name, at in self.texts:
            if row[at]:
                yield name, row[at]

    def cell(
        self,
        one: MeasureCode,
        number: int,
        text: str,
        status: str,
        comment: str,
        shared: tuple[tuple[str, str], ...],
    ) -> Cell:
        """Make one observation."""
        value = "" if text in self.missing else decimal_text(text)
        if value is None:
            raise Inexpressible("number", row=number, column=one.measure.column, found=text[:80])
        state = self.state(value, status)
        conf = "C" if state == "Q" else self.defaults.conf
        said = "; ".join(part for part in (COMMENTS.get(status.strip(), ""), comment) if part)
        parts = [("UNIT_MEASURE", one.unit.code.id), ("UNIT_MULT", one.unit.power), ("OBS_STATUS", state)]
        parts += [("CONF_STATUS", conf), *([("COMMENT_OBS", said)] if said else [])]
        return Cell(one.id, value, (*parts, *shared))

    def state(self, value: str, status: str) -> str:
        """Give OBS_STATUS: what the table says of the cell, else missing, else what holds for all."""
        told = STATUS_OF.get(status.strip(), "")
        if not value:
            return told if told in NO_VALUE else "O"
        return self.defaults.status if told in SAYS_NOTHING else told


def decimal_text(text: str) -> str | None:
    """Give a number as plain decimal text, the same digits; None for what is no finite number."""
    if PLAIN.fullmatch(text):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return f"{number:f}" if number.is_finite() and abs(number.adjusted()) < 100 else None


@dataclass(frozen=True)
class Totals:
    """What every telling of a table must come to: observations, those with a value, the sum per indicator."""

    observations: int
    values: int
    sums: Mapping[str, Decimal]


def add_up(cells: Iterable[tuple[str, str]]) -> Totals:
    """Count and sum pairs of indicator and value, exactly."""
    sums: dict[str, Decimal] = {}
    observations = values = 0
    for indicator, value in cells:
        observations += 1
        if value:
            values += 1
            sums[indicator] = EXACT.add(sums.get(indicator, Decimal(0)), Decimal(value))
    return Totals(observations, values, sums)
