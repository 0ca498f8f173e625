"""A table as read: its columns, their conventions, its totals, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from copy import deepcopy
from dataclasses import dataclass, field, replace

from ..registry.lists import CodeList
from . import headers
from .around import Around, read_around
from .column import DIMENSION, NUMBERING, Column
from .columns import read_columns
from .figures import figure
from .grid import Sheet
from .groups import Fill, Groups, find_fills, find_groups
from .lone_names import take_back_names
from .missing import NULL, ZERO
from .named_rows import named_candidates, set_apart_tail
from .plain_titles import plain_table
from .regions import Regions
from .rows import BLANK, kind_of
from .settling import Settler
from .surroundings import append
from .tables import Table, find_tables
from .text import years_in
from .totals import TotalRow
from .units import Unit, Units
from .wholes import Nation, Wholes, find_wholes

__all__ = ["Reference", "TableReading", "figure", "nil_meaning", "read_sheet", "read_table"]


@dataclass(frozen=True)
class Reference:
    """The code lists that a reading needs. ``lists`` gives the national ones, read when a column holds such codes;
    ``nation`` the provinces and kabupaten, read when rows bear their names."""

    units: Units
    regions: Regions
    affairs: tuple[tuple[str, str], ...] = ()
    lists: Callable[[], tuple[CodeList, ...]] = tuple
    nation: Nation = field(default_factory=Nation)


@dataclass
class TableReading:
    """One table with all that was understood of it. ``heads`` are rows that carry the sum of the rows they stand over
    (or under, ``heads_below``). ``found``: the table as it was before it was read, which sets rows apart."""

    sheet: Sheet
    table: Table
    labels: list[str]
    columns: list[Column]
    around: Around
    totals: list[TotalRow] = field(default_factory=list)
    doubtful_totals: list[TotalRow] = field(default_factory=list)
    sums: dict[int, list[int]] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)
    heads_below: bool = False
    groups: Groups | None = None
    fills: dict[int, Fill] = field(default_factory=dict)
    found: Table | None = None
    wholes: Wholes = field(default_factory=Wholes)

    @property
    def data_rows(self) -> list[int]:
        """Give the rows of data, totals set apart."""
        return self.table.data_rows

    def column(self, index: int) -> Column:
        """Give the column with that number."""
        return self.columns[index - self.table.left]


def read_sheet(
    sheet: Sheet, reference: Reference, filename: str, names: Collection[str] = ()
) -> list[TableReading]:
    """Find and read all tables of a sheet. ``names``: those that a schema gives its fields."""
    plain = plain_table(sheet, names)
    tables = [plain] if plain is not None else find_tables(sheet)
    return [read_table(sheet, table, reference, filename) for table in tables]


def read_table(sheet: Sheet, table: Table, reference: Reference, filename: str) -> TableReading:
    """Read one table: labels, columns, conventions, totals, surroundings. Total rows leave ``data_rows``."""
    rows, apart = list(table.data_rows), deepcopy(table.set_apart)
    found = replace(table, header_rows=list(table.header_rows), data_rows=rows, set_apart=apart)
    take_back_names(sheet, table, reference.regions)
    labels = headers.labels(sheet, table)
    around = read_around(table, reference.units, filename)
    title = around.title or ""
    wholes = find_wholes(sheet, table, labels, reference.nation, title, around.region, reference.regions)
    candidates = named_candidates(sheet, table, reference.regions, wholes.all)
    set_apart_tail(sheet, table, candidates)
    rows = [number for number in table.data_rows if number not in candidates]
    columns = read_columns(sheet, table.columns, labels, rows, reference.units, reference.regions)
    reading = TableReading(sheet, table, labels, columns, around, found=found, wholes=wholes)
    rows = _without_fillers(reading, rows)
    _spread_unit(reading, reference.units)
    _take_year(reading)
    Settler(reading, reference, candidates, rows).settle()
    reading.groups = find_groups(reading, reference)
    reading.fills = find_fills(reading, reference) if reading.data_rows else {}
    return reading


def _without_fillers(reading: TableReading, rows: list[int]) -> list[int]:
    """Set apart rows that a form holds ready: nothing but a row number, or noughts beside blank names."""
    names = [item.index for item in reading.columns if item.stats.words.total and not item.is_figures]
    figures = [item.index for item in reading.columns if item.is_figures]
    rest = [
        item.index
        for item in reading.columns
        if item.role != NUMBERING and item.index not in {*names, *figures}
    ]
    if not names or not all(reading.column(index).stats.blanks for index in (*names, *rest)):
        return rows
    sheet = reading.sheet
    empty = [
        row
        for row in rows
        if all(kind_of(sheet.get(row, index)) == BLANK for index in (*names, *rest))
        and all(sheet.get(row, index) == 0 or kind_of(sheet.get(row, index)) == BLANK for index in figures)
    ]
    for row in empty:
        append(reading.table, "blank", row)
    gone = set(empty)
    reading.table.data_rows = [row for row in reading.table.data_rows if row not in gone]
    return [row for row in rows if row not in gone]


def _spread_unit(reading: TableReading, units: Units) -> None:
    """Let the unit of a unit row, a unit line or the title hold for figures without a unit of their own."""
    line = reading.around.unit
    own = _row_units(reading, units)
    for column in reading.columns:
        if column.unit is None and column.is_figures and column.index in own:
            column.unit, column.unit_evidence = own[column.index]
    if len({unit.code for unit, _ in own.values()}) > 1:
        return
    for column in reading.columns:
        if column.unit is None and column.is_figures and line is not None:
            column.unit, column.unit_evidence = line, reading.around.unit_evidence


def _take_year(reading: TableReading) -> None:
    """Take the one year that the titles of most figures name, where nothing around the table names one."""
    labels = [column.label for column in reading.columns if column.is_figures]
    dated = [label for label in labels if years_in(label)]
    years = {year for label in dated for year in years_in(label)}
    if reading.around.year is None and len(years) == 1 and len(dated) * 2 > len(labels):
        reading.around.year, reading.around.year_evidence = years.pop(), dated[0]


def _row_units(reading: TableReading, units: Units) -> dict[int, tuple[Unit, str]]:
    """Give the unit that a row of units below the titles names for each column."""
    row = reading.table.unit_row
    texts = {index: reading.sheet.get(row, index) for index in reading.table.columns} if row else {}
    return {
        index: (unit, text)
        for index, text in texts.items()
        if isinstance(text, str) and (unit := units.named(text.strip("()[] ")))
    }


def nil_meaning(column: Column) -> str:
    """Suggest what the nil sign means in a column: zero for counts, by the rule of BPS."""
    return ZERO if column.role != DIMENSION else NULL
