"""The workbook for assignments: lines with drop-downs, a sheet that explains them, and the lists behind the drop-downs."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

LINES = 500
"""Lines below the titles that have drop-downs."""

WIDTHS = (26, 38, 26, 14, 34, 14, 14)
POST, OFFICE, STANDING, FIRST_DAY, LAST_DAY = 0, 1, 3, 5, 6


@dataclass(frozen=True)
class Book:
    """What is written: words in the reader's language, the choices, and the assignments of today as lines."""

    sheet: str
    guide_sheet: str
    lists_sheet: str
    titles: Sequence[str]
    guide: Sequence[str]
    posts: Sequence[str]
    offices: Sequence[str]
    people: Sequence[tuple[str, str]]
    standings: Sequence[str]
    lines: Sequence[Sequence[str | date | None]]


def written(book: Book) -> bytes:
    """The workbook as XLSX."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        looks = _looks(workbook)
        _lines(workbook.add_worksheet(book.sheet), book, looks)
        _guide(workbook.add_worksheet(book.guide_sheet), book, looks)
        _lists(workbook.add_worksheet(book.lists_sheet), book, looks)
    return target.getvalue()


def _looks(workbook: Any) -> Mapping[str, Any]:
    head = {"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "valign": "vcenter"}
    return {
        "head": workbook.add_format(head),
        "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "text": workbook.add_format({"num_format": "@"}),
        "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
    }


def _lines(sheet: Any, book: Book, looks: Mapping[str, Any]) -> None:
    for column, (title, width) in enumerate(zip(book.titles, WIDTHS, strict=True)):
        is_day = column in (FIRST_DAY, LAST_DAY)
        sheet.set_column(column, column, width, looks["day"] if is_day else looks["text"])
        sheet.write_string(0, column, title, looks["head"])
    sheet.freeze_panes(1, 0)
    for number, line in enumerate(book.lines, 1):
        for column, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, looks["day"])
            elif value:
                sheet.write_string(number, column, value, looks["text"])
    for column, place, count in (
        (POST, "A", len(book.posts)),
        (OFFICE, "B", len(book.offices)),
        (STANDING, "E", len(book.standings)),
    ):
        if count:
            source = f"='{book.lists_sheet}'!${place}$2:${place}${count + 1}"
            sheet.data_validation(1, column, LINES, column, {"validate": "list", "source": source})


def _guide(sheet: Any, book: Book, looks: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 100, looks["wrap"])
    for number, text in enumerate(book.guide):
        sheet.write_string(number, 0, text, looks["head"] if number == 0 else looks["wrap"])


def _lists(sheet: Any, book: Book, looks: Mapping[str, Any]) -> None:
    sheet.set_column(0, 4, 34, looks["text"])
    logins, names = [login for login, _ in book.people], [name for _, name in book.people]
    titles = (book.titles[POST], book.titles[OFFICE], book.titles[2], "", book.titles[STANDING])
    for column, texts in enumerate((book.posts, book.offices, logins, names, book.standings)):
        sheet.write_string(0, column, titles[column], looks["head"])
        for number, text in enumerate(texts, 1):
            sheet.write_string(number, column, text, looks["text"])
