"""The table in Dalam Angka look (XLSX): one sheet per period, numbering row, Jumlah, symbols, Sumber.

The canonical CSV is read twice and never held: once to know periods and decimals, once to write.
Text cells are written as text whatever they begin with, so ``=1+1`` stays what the office typed.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from ckanext.satudata.domain.bps.texts import TableContent
from ckanext.satudata.domain.figures.periods import Period, period_of
from ckanext.satudata.domain.figures.roles import TableShape, table_shape

from .containers import normalise_office_path
from .sources import rows
from .xlsx_sheet import SheetName, SheetWriter, Styles

MAX_SHEETS = 60


class TableFacts:
    """What the first reading of the CSV finds: periods, rows per period, decimals per measure."""

    def __init__(self, content: TableContent, shape: TableShape) -> None:
        self.periods: dict[Period, int] = {}
        self.decimals: dict[str, int] = {}
        for row in rows(content.canonical_csv):
            period = period_of(row, shape.time)
            self.periods[period] = self.periods.get(period, 0) + 1
            for column in shape.measures:
                digits = len((row.get(column.name) or "").partition(".")[2])
                self.decimals[column.name] = max(self.decimals.get(column.name, 0), min(digits, 6))


def xlsx_table_file(content: TableContent, target: Path) -> Path:
    """Write the table to the file ``target``; no more of it is held than one row. Equal content gives equal bytes."""
    shape = table_shape(content.schema, str(content.dataset.get("ukuran") or ""))
    facts = TableFacts(content, shape)
    whole_year = len(facts.periods) > MAX_SHEETS
    groups = {period: sheet_label(period, whole_year) for period in facts.periods}
    with tempfile.TemporaryDirectory(prefix="lembar-", dir=target.parent) as folder:
        raw = Path(folder) / "mentah.xlsx"
        workbook = open_workbook(
            raw, str(content.dataset.get("title") or ""), content.last_gate_at, scratch=Path(folder)
        )
        styles = Styles(workbook)
        sheets: dict[str, SheetWriter] = {}
        for label, english in sheet_order(groups, whole_year):
            name = SheetName(label, english, whole_year, len(sheets))
            sheets[label] = SheetWriter(workbook, styles, content, shape, facts.decimals, name)
        for row in rows(content.canonical_csv):
            sheets[groups[period_of(row, shape.time)]].add(row)
        for sheet in sheets.values():
            sheet.finish()
        workbook.close()
        normalise_office_path(raw, target, content.last_gate_at)
    return target


def open_workbook(
    target: io.BytesIO | Path,
    title: str,
    moment: datetime,
    streaming: bool = True,
    scratch: Path | None = None,
) -> Any:
    """Open a workbook dated ``moment``; a streaming one takes rows only from top to bottom, and lays them in ``scratch``."""
    workbook = xlsxwriter.Workbook(
        str(target) if isinstance(target, Path) else target,
        {
            "constant_memory": streaming,
            "tmpdir": str(scratch) if scratch else None,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    created = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    workbook.set_properties(
        {"title": title[:200], "author": "Satu Data", "created": created.replace(microsecond=0)}
    )
    return workbook


def sheet_label(period: Period, whole_year: bool) -> str:
    """Name the sheet a period belongs to: the period, or its year when there are too many periods."""
    return str(period.year) if whole_year and period.year is not None else period.label()


def sheet_order(groups: Mapping[Period, str], whole_year: bool) -> list[tuple[str, str]]:
    """Order the sheets, the newest first, each with its English name; an empty table has one without a period."""
    newest = sorted(groups, key=lambda period: period.sort_key, reverse=True)
    names = {groups[period]: groups[period] if whole_year else period.label("en") for period in newest}
    return list(names.items()) or [("", "")]
