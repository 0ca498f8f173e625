"""Files of the kind that offices have: title lines, merged two-row headers, total rows, footnotes, several sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..domain.figures.indonesian import format_number
from .described import Column, Dataset, Edition, Layout
from .figures import FIGURES
from .figures.base import Row

MADE_ON = datetime(2026, 1, 15, tzinfo=UTC)


@dataclass(frozen=True)
class Line:
    """One line of a table: a row of data, or the total of the rows before it."""

    values: dict[str, Any]
    total: bool = False


def office_file(dataset: Dataset, number: int) -> bytes:
    """The file of a dataset's edition (from 1) as its office would send it. The same bytes at every call."""
    if dataset.layout is None:
        raise ValueError(f"{dataset.slug} has no table")
    edition = dataset.editions[number - 1]
    rows = list(_spoilt(FIGURES[dataset.slug](edition.years, number), edition))
    if dataset.layout.kind == "csv":
        return _csv(dataset.layout, rows)
    return _xlsx(dataset.layout, edition, rows)


def _spoilt(rows: Iterable[Row], edition: Edition) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows):
        changed = dict(row)
        for fault in edition.faults:
            if fault.row == number:
                changed[fault.key] += fault.add
        yield changed


def _csv(layout: Layout, rows: Sequence[Row]) -> bytes:
    """A CSV as Excel saves it in Indonesia: semicolons, comma decimals, a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(column.label for column in layout.columns)
    for row in rows:
        writer.writerow(_text(row[column.key], column) for column in layout.columns)
    return text.getvalue().encode("utf-8-sig")


def _text(value: Any, column: Column) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if column.numbers == "teks" and isinstance(value, int | float):
        return format_number(value, "id", column.decimals)
    return str(value)


def _lines(layout: Layout, rows: Sequence[Row]) -> list[Line]:
    """Rows of data with a total after each block."""
    lines: list[Line] = []
    block: list[Row] = []
    for row in rows:
        if block and layout.block and _block_of(layout, row) != _block_of(layout, block[0]):
            lines.append(_total(layout, block))
            block = []
        block.append(row)
        lines.append(Line(dict(row)))
    if block and layout.block:
        lines.append(_total(layout, block))
    return lines


def _block_of(layout: Layout, row: Row) -> tuple[Any, ...]:
    return tuple(row[key] for key in layout.block)


def _total(layout: Layout, block: Sequence[Row]) -> Line:
    values: dict[str, Any] = {
        column.key: round(sum(row[column.key] for row in block), column.decimals)
        for column in layout.columns
        if column.total
    }
    first = next(column.key for column in layout.columns if column.key != "no")
    return Line({first: layout.total_label.format(**block[0]), **values}, total=True)


def _xlsx(layout: Layout, edition: Edition, rows: Sequence[Row]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": edition.file, "author": "data rekaan", "created": MADE_ON})
    _Writer(book, layout, edition).write(rows)
    for name, lines in layout.other_sheets.items():
        sheet = book.add_worksheet(name)
        for at, line in enumerate(lines):
            sheet.write_string(at, 0, line)
    book.close()
    return target.getvalue()


class _Writer:
    """Writes the sheet with the table."""

    def __init__(self, book: xlsxwriter.Workbook, layout: Layout, edition: Edition) -> None:
        self.layout = layout
        self.sheet: Worksheet = book.add_worksheet(layout.sheet)
        self.words = {
            "tahun": "-".join(str(year) for year in dict.fromkeys((edition.years[0], edition.years[-1])))
        }
        self.title = book.add_format({"bold": True, "align": "center"})
        self.head = book.add_format(
            {
                "bold": True,
                "align": "center",
                "valign": "vcenter",
                "border": 1,
                "text_wrap": True,
                "bg_color": "#D9E1F2",
            }
        )
        self.note = book.add_format({"italic": True, "font_size": 9})
        self.formats = {column.key: self._format(book, column, bold=False) for column in layout.columns}
        self.bold = {column.key: self._format(book, column, bold=True) for column in layout.columns}

    def _format(self, book: xlsxwriter.Workbook, column: Column, *, bold: bool) -> Format:
        wanted: dict[str, Any] = {"border": 1, "bold": bold}
        if self._style(column) == "teks" and column.total | bool(column.decimals):
            wanted["align"] = "right"
        elif column.total or column.decimals:
            wanted["num_format"] = "#,##0" + ("." + "0" * column.decimals if column.decimals else "")
        return book.add_format(wanted)

    def _style(self, column: Column) -> str:
        return column.numbers or self.layout.numbers

    def write(self, rows: Sequence[Row]) -> None:
        """Titles, header, lines and footnotes, top down."""
        at = self._above()
        at = self._header(at)
        number = 0
        for line in _lines(self.layout, rows):
            number = 0 if line.total else number + 1
            self._line(at, number, line)
            at += 1
        for text in self.layout.below:
            self.sheet.write_string(at, 0, text.format(**self.words), self.note)
            at += 1

    def _above(self) -> int:
        last = len(self.layout.columns) - 1
        for at, text in enumerate(self.layout.above):
            self.sheet.merge_range(at, 0, at, last, text.format(**self.words), self.title)
        return len(self.layout.above) + bool(self.layout.above)

    def _header(self, at: int) -> int:
        columns = self.layout.columns
        deep = any(column.group for column in columns)
        for index, column in enumerate(columns):
            self.sheet.set_column(index, index, column.width)
            if deep and not column.group:
                self.sheet.merge_range(at, index, at + 1, index, column.label, self.head)
            else:
                self.sheet.write_string(at + deep, index, column.label, self.head)
        for first, last, text in _groups(columns):
            if last > first:
                self.sheet.merge_range(at, first, at, last, text, self.head)
            else:
                self.sheet.write_string(at, first, text, self.head)
        at += 1 + deep
        if self.layout.numbering:
            for index in range(len(columns)):
                self.sheet.write_string(at, index, f"({index + 1})", self.head)
            at += 1
        return at

    def _line(self, at: int, number: int, line: Line) -> None:
        values = {"no": number or "", **line.values}
        chosen = self.bold if line.total else self.formats
        for index, column in enumerate(self.layout.columns):
            value, look = values.get(column.key, ""), chosen[column.key]
            counted = (column.total or column.decimals) and not isinstance(value, str)
            if value == 0 and counted:
                self.sheet.write_string(at, index, "-", look)
            elif counted and self._style(column) == "teks":
                self.sheet.write_string(at, index, format_number(value, "id", column.decimals), look)
            else:
                self.sheet.write(at, index, value, look)


def _groups(columns: Sequence[Column]) -> Iterator[tuple[int, int, str]]:
    """First and last column of every title that stands over several columns."""
    start = 0
    for index, column in enumerate(columns):
        if index + 1 == len(columns) or columns[index + 1].group != column.group:
            if column.group:
                yield start, index, column.group
            start = index + 1
