"""The reader of CSV and other delimited text, and of tables pasted from a clipboard."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Value, Workbook, address
from ...domain.intake.limits import Limits
from .budget import Budget, SheetBuilder
from .delimiters import delimiter_of, split_decimals
from .text_coding import decoded

TAB = "\t"
_PASTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r|\n|\Z)|([^\t\r\n]*)')
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_csv(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read a delimited text as a workbook of one sheet. Raises ``Unusable`` for what is no such text."""
    text, encoding = decoded(path.read_bytes(), filename)
    delimiter, skip = delimiter_of(text)
    kind = "tsv" if delimiter == TAB else "csv"
    workbook = of_text(text, delimiter, skip, Path(filename).stem[:100] or "CSV", Budget(filename, limits))
    workbook.kind, workbook.encoding = kind, encoding
    if delimiter == ",":
        workbook.remarks.extend(split_decimals(workbook.sheets[0], text))
    return workbook


def read_pasted(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read what was pasted from a spreadsheet: tabs between cells, unless another sign divides it."""
    text, encoding = decoded(path.read_bytes(), filename)
    delimiter, skip = (TAB, 0) if TAB in text else delimiter_of(text)
    workbook = of_text(text, delimiter, skip, "Tempelan", Budget(filename, limits))
    workbook.kind, workbook.encoding = "clipboard", encoding
    return workbook


def of_text(text: str, delimiter: str, skip: int, name: str, budget: Budget) -> Workbook:
    """Give the workbook of a text whose fields the delimiter divides; ``skip`` lead lines are no data."""
    builder = SheetBuilder(name, budget)
    builder.sheet.after_file = True
    sheet = builder.sheet
    records = _tabbed(text) if delimiter == TAB else _records(text, delimiter, budget)
    for number, row in records:
        if number <= skip:
            continue
        values = values_of(row)
        if not values:
            sheet.trailing_blank_rows += 1
            continue
        sheet.trailing_blank_rows = 0
        _count(row, len(values), number, budget)
        sheet.rows[number] = values
    return Workbook("csv", [sheet], delimiter=delimiter)


def values_of(row: list[str]) -> list[Value]:
    """Give the fields of a record as cells, without blank ones at its end."""
    values: list[Value] = [(_said(value) or None) if value[:2] == '="' else value or None for value in row]
    while values and values[-1] is None:
        values.pop()
    return values


def _said(text: str) -> str:
    """Give what ``="0101"`` says: programs write codes so, that Excel may keep their zeros."""
    inner = text[2:-1]
    return inner if text.endswith('"') and len(text) > 2 and '"' not in inner else text


def _count(row: list[str], width: int, number: int, budget: Budget) -> None:
    limits = budget.limits
    if width > limits.columns:
        raise budget.too_wide(number, width)
    if number > limits.rows:
        raise budget.too_deep()
    budget.take_row(width)
    budget.take_chars(sum(map(len, row)))
    if max(map(len, row)) > limits.cell_chars:
        column = next(at for at, value in enumerate(row, 1) if len(value) > limits.cell_chars)
        raise budget.too_long(number, column)


def _tabbed(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give (record number, fields) of text with tabs, as Excel puts it on the clipboard.

    A cell with a line end or a tab in it stands in quotation marks; other marks mean themselves.
    """
    if '"' not in text:
        for number, line in enumerate(_LINE_END.split(text), 1):
            yield number, line.split(TAB)
        return
    at, number, row = 0, 1, []
    while at <= len(text):
        match = _PASTED.match(text, at)
        if match is None:
            return
        row.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        at = match.end()
        if text[at : at + 1] == TAB:
            at += 1
            continue
        yield number, row
        end = _LINE_END.match(text, at)
        if end is None:
            return
        at, number, row = end.end(), number + 1, []


def _records(text: str, delimiter: str, budget: Budget) -> Iterator[tuple[int, list[str]]]:
    """Give (record number, fields). Records count as rows do when the file is opened in Excel."""
    csv.field_size_limit(budget.limits.cell_chars + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, line = 0, 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _csv_error(error, line, reader.line_num - line, number + 1, budget) from None
        number += 1
        line = reader.line_num
        yield number, row


def _csv_error(error: csv.Error, line: int, lines: int, number: int, budget: Budget) -> Unusable:
    """Give the refusal of a record that begins after ``line`` lines and reached over ``lines`` lines."""
    cause = str(error)
    if "expected after" in cause:
        return Unusable("CSV_KUTIP_TENGAH", filename=budget.filename, row=line + lines)
    if "field larger" in cause and lines <= 1:
        return Unusable(
            "SEL_TERLALU_PANJANG",
            filename=budget.filename,
            cell=address(number, 1),
            limit=budget.limits.cell_chars,
        )
    return Unusable("CSV_KUTIP", filename=budget.filename, row=line + 1)
