"""One sheet of the Dalam Angka table: title, header, numbering row, rows, Jumlah, notes, Sumber."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ckanext.satudata.domain.bps.texts import (
    SYMBOL_OF_STATUS,
    SYMBOLS,
    SYMBOLS_EN,
    TableContent,
    english_title,
    source_line,
    table_number,
    table_title,
)
from ckanext.satudata.domain.figures.headline import is_total_row
from ckanext.satudata.domain.figures.indonesian import to_decimal
from ckanext.satudata.domain.figures.roles import Column, TableShape

from .defaults import shipped_lists

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 2
ROW_LIMIT = 1_000_000
EXACT_DIGITS = 15
LOCALE = "[$-421]"
YES_NO = {"true": "Ya", "1": "Ya", "false": "Tidak", "0": "Tidak"}


class Styles:
    """The cell formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """Give the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format({"font_name": "Arial", "font_size": 9, **properties})
        return self.made[key]

    def number(self, decimals: int, mark: str = "", bold: bool = False) -> Any:
        """Give the format of a figure: Indonesian separators, nought as a dash, a status mark behind."""
        digits = "#,##0" + ("." + "0" * decimals if decimals else "")
        tail = f'"{mark}"' if mark else ""
        pattern = f'{LOCALE}{digits}{tail};{LOCALE}-{digits}{tail};"–"{tail}'
        if mark == "~0":
            pattern = '"~0"'
        return self.get(
            num_format=pattern, align="right", bold=bold, **({"top": 1, "bottom": 1} if bold else {})
        )


@dataclass(frozen=True)
class SheetName:
    """Which sheet it is: its period in both languages, whether it holds a whole year, its place from nought."""

    label: str
    english: str
    whole_year: bool
    index: int


class SheetWriter:
    """Writes one period's rows from top to bottom."""

    def __init__(
        self,
        workbook: Any,
        styles: Styles,
        content: TableContent,
        shape: TableShape,
        decimals: Mapping[str, int],
        name: SheetName,
    ) -> None:
        self.styles, self.content, self.shape, self.decimals = styles, content, shape, decimals
        self.columns = shown_columns(shape, name.whole_year)
        self.sums = {} if name.whole_year else {c.name: Decimal(0) for c in self.columns if c.additive}
        self.symbols: set[str] = set()
        self.row, self.omitted, self.has_total = FIRST_ROW, 0, False
        self.sheet = workbook.add_worksheet(sheet_name(name.label, name.index))
        self.english = english_names(content)
        self.write_head(name)

    def write_head(self, name: SheetName) -> None:
        """Write titles, header and numbering row, and set the page up."""
        sheet, styles = self.sheet, self.styles
        for place, column in enumerate(self.columns):
            sheet.set_column(place, place, column_width(column))
        number = table_number(self.content, name.index)
        sheet.write_string(0, 0, f"Tabel {number}", styles.get(bold=True))
        title = table_title(self.content, self.shape, name.label)
        sheet.write_string(1, 0, title, styles.get(bold=True, font_size=11))
        if english := english_title(self.content, name.english):
            sheet.write_string(2, 0, f"Table {number} {english}", styles.get(italic=True, font_size=10))
        head = styles.get(
            bold=True, border=1, align="center", valign="vcenter", text_wrap=True, bg_color="#DCE6F1"
        )
        sheet.set_row(HEADER_ROW, 40)
        for place, column in enumerate(self.columns):
            sheet.write_string(HEADER_ROW, place, self.header(column), head)
        for place in range(len(self.columns)):
            sheet.write_string(
                HEADER_ROW + 1, place, f"({place + 1})", styles.get(align="center", border=1, italic=True)
            )
        sheet.freeze_panes(FIRST_ROW, len(self.shape.dimensions) and 1)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW, HEADER_ROW + 1)

    def header(self, column: Column) -> str:
        """Write a column's title with its unit; below it in English where the schema names the column so."""
        known = self.english.get(column.name)
        if not known:
            return header_text(column)
        unit = shipped_lists().english("satuan", column.unit) if column.unit else ""
        return f"{header_text(column)}\n{known} ({unit})" if unit else f"{header_text(column)}\n{known}"

    def add(self, row: Mapping[str, str]) -> None:
        """Write one row of the canonical table."""
        if self.row - FIRST_ROW >= ROW_LIMIT:
            self.omitted += 1
            return
        self.has_total = self.has_total or is_total_row(self.shape, row)
        for place, column in enumerate(self.columns):
            self.write_cell(place, column, row)
        self.row += 1

    def write_cell(self, place: int, column: Column, row: Mapping[str, str]) -> None:
        """Write one cell: a figure, a symbol for a missing figure, or text."""
        text = row.get(column.name) or ""
        if column.role not in {"measure", "total"}:
            shown = YES_NO.get(text.lower(), text) if column.type == "boolean" else text
            self.sheet.write_string(self.row, place, shown, self.styles.get())
            return
        mark = SYMBOL_OF_STATUS.get(row.get(column.status_column) or "", "")
        value = to_decimal(text)
        if value is None:
            shown = text or (mark if mark in {"…", "NA", "–"} else "…")
            self.symbols.update({shown} & set(SYMBOLS))
            self.sheet.write_string(self.row, place, shown, self.styles.get(align="right"))
            return
        self.write_figure(place, column, value, mark if mark not in {"…", "NA", "–"} else "")

    def write_figure(self, place: int, column: Column, value: Decimal, mark: str) -> None:
        """Write a number; one with more digits than Excel keeps is written as text, whole."""
        self.symbols.update({mark} - {""})
        if value == 0 and mark != "~0":
            self.symbols.add("–")
        if column.name in self.sums:
            self.sums[column.name] += value
        if len(value.as_tuple().digits) > EXACT_DIGITS:
            self.sums.pop(column.name, None)
            self.sheet.write_string(self.row, place, f"{value:f}{mark}", self.styles.get(align="right"))
            return
        style = self.styles.number(self.decimals.get(column.name, 0), mark)
        self.sheet.write_number(self.row, place, float(value), style)

    def finish(self) -> None:
        """Write Jumlah, the meaning of the symbols that occur, and the source."""
        if self.row - FIRST_ROW > 1 and self.sums and not self.has_total and not self.omitted:
            self.write_total()
        notes = [f"{symbol} : {SYMBOLS[symbol]}" for symbol in SYMBOLS if symbol in self.symbols]
        if self.omitted:
            notes.append(f"{self.omitted} baris berikutnya ada di berkas CSV.")
        lines = ["Catatan: " + "; ".join(notes)] if notes else []
        english = [f"{symbol} : {SYMBOLS_EN[symbol]}" for symbol in SYMBOLS if symbol in self.symbols]
        lines += ["Note: " + "; ".join(english)] if english and self.bilingual else []
        lines.append(source_line(self.content))
        lines += [source_line(self.content, "Source")] if self.bilingual else []
        for offset, line in enumerate(lines, start=1):
            self.sheet.write_string(self.row + offset, 0, line, self.styles.get(italic=True))

    @property
    def bilingual(self) -> bool:
        """Whether somebody has written the table's title in English; then what stands around it is so too."""
        return bool(english_title(self.content, ""))

    def write_total(self) -> None:
        """Write the Jumlah row: formulas with their values, for viewers that do not compute."""
        bold = self.styles.get(bold=True, top=1, bottom=1)
        for place, column in enumerate(self.columns):
            if column.name in self.sums:
                letter = column_letter(place)
                formula = f"=SUM({letter}{FIRST_ROW + 1}:{letter}{self.row})"
                style = self.styles.number(self.decimals.get(column.name, 0), bold=True)
                self.sheet.write_formula(self.row, place, formula, style, float(self.sums[column.name]))
            else:
                self.sheet.write_string(self.row, place, "Jumlah" if place == 0 else "", bold)
        self.row += 1


def shown_columns(shape: TableShape, whole_year: bool) -> list[Column]:
    """Choose the columns of a sheet: no status columns; no time unless one sheet holds several periods."""
    hidden = {"status"} if whole_year else {"status", "time"}
    return [column for column in shape.columns if column.role not in hidden]


def english_names(content: TableContent) -> dict[str, str]:
    """Give the English names of columns that the schema carries (``title_en``)."""
    fields = content.schema.get("fields") or ()
    return {str(one["name"]): str(one["title_en"]) for one in fields if one.get("title_en")}


def header_text(column: Column) -> str:
    """Write a column's title with its unit."""
    unit = column.unit.replace("_", " ")
    return f"{column.title} ({unit})" if unit and f"({unit})" not in column.title else column.title


def column_width(column: Column) -> int:
    """Give a width that shows the usual content."""
    if column.role in {"measure", "total"}:
        return 16
    return 14 if column.name.startswith("kode_") else 26


def column_letter(place: int) -> str:
    """Give the Excel letters of a zero-based column."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_name(label: str, index: int) -> str:
    """Make a sheet name that Excel takes: 31 characters, none of []:*?/\\ ."""
    name = re.sub(r"[\[\]:*?/\\']", "-", label).strip()[:31]
    return name or f"Tabel {index + 1}"
