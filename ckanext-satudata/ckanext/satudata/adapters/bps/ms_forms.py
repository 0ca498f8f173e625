"""Writes MS-Keg, MS-Var and MS-Ind in the official cell layout, with drop-downs that hold labels."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ckanext.satudata.domain.bps.layout import ColumnForm, FormColumn, Question, Sheet
from ckanext.satudata.domain.bps.ms_keg import Answer
from ckanext.satudata.domain.bps.ms_rows import FormRow

from .containers import normalise_office_file
from .xlsx_table import open_workbook

FIRST_DAY, LAST_DAY = date(2021, 7, 1), date(2030, 12, 31)
REASON_COLUMN = 4
DATE_HELP = "Tulis tanggal YYYY-MM-DD antara 2021-07-01 dan 2030-12-31."


class FormStyles:
    """The cell formats of a form."""

    def __init__(self, workbook: Any) -> None:
        base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
        self.plain = workbook.add_format(base)
        self.bold = workbook.add_format({**base, "bold": True, "text_wrap": False})
        self.head = workbook.add_format(
            {**base, "bold": True, "border": 1, "align": "center", "bg_color": "#D9D9D9"}
        )
        self.hint = workbook.add_format({**base, "italic": True, "font_color": "#555555"})
        yellow = {**base, "bg_color": "#FFFF00", "border": 1}
        self.answer = workbook.add_format(yellow)
        self.day = workbook.add_format({**yellow, "num_format": "yyyy-mm-dd", "align": "left"})


def cell_place(cell: str) -> tuple[int, int]:
    """Turn ``C4`` into zero-based (row, column)."""
    found = re.fullmatch(r"([A-Z]+)([0-9]+)", cell)
    if found is None:
        raise ValueError(cell)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def keg_workbook(sheet: Sheet, answers: Sequence[Answer], moment: datetime) -> bytes:
    """Write MS-Keg: number in A, question in B, answer in C, hint in D, reason of an empty answer in E."""
    target = io.BytesIO()
    workbook = open_workbook(target, sheet.name, moment, streaming=False)
    styles, page = FormStyles(workbook), workbook.add_worksheet(sheet.name)
    for letters, width in (("A:A", 9), ("B:B", 48), ("C:C", 60), ("D:D", 34), ("E:E", 44)):
        page.set_column(letters, width)
    for cell, text in sheet.fixed.items():
        page.write_string(*cell_place(cell), text, styles.bold if cell.startswith("A") else styles.plain)
    for name, cells in sheet.list_cells.items():
        write_list(page, sheet, name, cells, styles)
    for answer in answers:
        write_answer(page, sheet, answer, styles)
    page.freeze_panes(3, 0)
    workbook.close()
    return normalise_office_file(target.getvalue(), moment)


def write_list(page: Any, sheet: Sheet, name: str, cells: str, styles: FormStyles) -> None:
    """Write a long code list to its place; the drop-down of its question points there."""
    options = next(question.options for question in sheet.questions if question.list_name == name)
    row, column = cell_place(cells.split(":")[0])
    for offset, label in enumerate(options.values()):
        page.write_string(row + offset, column, label, styles.plain)


def write_answer(page: Any, sheet: Sheet, answer: Answer, styles: FormStyles) -> None:
    """Write one question's row."""
    question = answer.question
    row, column = cell_place(question.cell)
    if question.prefix:
        page.write_string(row, column, f"{question.prefix} {answer.text}".strip(), styles.answer)
        return
    page.write_string(row, 0, question.number, styles.plain)
    page.write_string(row, 1, question.label, styles.plain)
    write_value(page, row, column, question.kind, answer.text, styles)
    if question.hint:
        page.write_string(row, column + 1, question.hint, styles.hint)
    if answer.reason:
        page.write_string(
            row, REASON_COLUMN, f"{'Alasan' if answer.text else 'Kosong'}: {answer.reason}", styles.hint
        )
    rule = validation(sheet, question)
    if rule:
        page.data_validation(row, column, row, column, rule)


def write_value(page: Any, row: int, column: int, kind: str, text: str, styles: FormStyles) -> None:
    """Write an answer as what it is: a year as a number, a day as a date, the rest as text."""
    if not text:
        page.write_blank(row, column, None, styles.answer)
    elif kind == "tanggal":
        page.write_datetime(row, column, datetime.fromisoformat(text), styles.day)
    elif kind in {"tahun", "bilangan"} and text.isdecimal():
        page.write_number(row, column, int(text), styles.answer)
    else:
        page.write_string(row, column, text, styles.answer)


def validation(sheet: Sheet, question: Question) -> dict[str, Any] | None:
    """Give a question's data validation; several choices keep the list but may be joined with ``; ``."""
    if question.kind == "tanggal":
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": FIRST_DAY,
            "maximum": LAST_DAY,
            "error_message": DATE_HELP,
        }
    if not question.options:
        return None
    source: Any = list(question.options.values())
    if question.list_name in sheet.list_cells:
        start, end = sheet.list_cells[question.list_name].split(":")
        source = f"=${start[0]}${start[1:]}:${end[0]}${end[1:]}"
    return {"validate": "list", "source": source, "show_error": question.kind == "pilihan"}


def column_workbook(form: ColumnForm, rows: Sequence[FormRow], moment: datetime) -> bytes:
    """Write MS-Var or MS-Ind: header in rows 4-5, column numbers in row 6, answers below."""
    target = io.BytesIO()
    workbook = open_workbook(target, form.name, moment, streaming=False)
    styles, page = FormStyles(workbook), workbook.add_worksheet(form.name)
    for cell, text in form.fixed.items():
        page.write_string(*cell_place(cell), text, styles.bold)
    write_column_heads(page, form, styles)
    last = form.first_row - 1 + max(form.prepared, len(rows))
    for place, column in enumerate(form.columns):
        page.set_column(place, place, 26)
        for row in range(form.first_row - 1, last):
            text = (
                rows[row - form.first_row + 1].answers[column.key]
                if row - form.first_row + 1 < len(rows)
                else ""
            )
            write_value(page, row, place, column.kind, text, styles)
        if column.options:
            rule = {"validate": "list", "source": list(column.options)}
            page.data_validation(form.first_row - 1, place, last - 1, place, rule)
    page.freeze_panes(form.first_row - 1, 1)
    workbook.close()
    return normalise_office_file(target.getvalue(), moment)


def write_column_heads(page: Any, form: ColumnForm, styles: FormStyles) -> None:
    """Write the two header rows, joined where the form joins them, and the row of column numbers."""
    top = form.first_row - 4
    groups: dict[str, list[FormColumn]] = {}
    for column in form.columns:
        place = cell_place(f"{column.letter}1")[1]
        page.write_string(top + 2, place, column.number, styles.head)
        if column.group:
            groups.setdefault(column.group, []).append(column)
            page.write_string(top + 1, place, column.label, styles.head)
        else:
            page.merge_range(top, place, top + 1, place, column.label, styles.head)
    for name, members in groups.items():
        places = [cell_place(f"{member.letter}1")[1] for member in members]
        page.merge_range(top, min(places), top, max(places), name, styles.head)
