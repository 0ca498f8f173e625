"""A delimited text whose first row names every column, as programs write it: all rows below are data."""

from __future__ import annotations

import re
from collections.abc import Collection

from .grid import Row, Sheet
from .layout import SetApart, Table
from .rows import filled_cells, footer_kind, is_sample, row_text
from .surroundings import append
from .text import fold

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def plain_table(sheet: Sheet, names: Collection[str]) -> Table | None:
    """Give the table of a text whose first row holds nothing but technical names, or the ``names`` that a schema gives
    its fields; ``None`` where that is not so, or where a row is wider than the titles."""
    numbers = sheet.numbers() if sheet.after_file else []
    if len(numbers) < 2 or not _are_names(sheet.rows[numbers[0]], {fold(name) for name in names}):
        return None
    titles, body = sheet.rows[numbers[0]], numbers[1:]
    if any(len(sheet.rows[number]) > len(titles) for number in body):
        return None
    below: list[SetApart] = []
    while body and (kind := _footer(sheet.rows[body[-1]])):
        below.insert(0, SetApart(kind, [body[-1]], row_text(sheet.rows[body.pop()])))
    rows = [
        number for number in body if filled_cells(sheet.rows[number]) and not is_sample(sheet.rows[number])
    ]
    if not rows:
        return None
    table = Table(sheet.name, [numbers[0]], rows[0], rows[-1], 1, len(titles), rows)
    _set_apart(sheet, table, numbers[0] + 1)
    table.set_apart += below
    return table


def _are_names(titles: Row, known: Collection[str]) -> bool:
    texts = [title for title in titles if isinstance(title, str)]
    if len(texts) < max(2, len(titles)) or len(set(texts)) < len(texts):
        return False
    return all(map(_NAME.fullmatch, texts)) or all(fold(text) in known for text in texts)


def _footer(row: Row) -> str | None:
    """Give the kind of a row below the data that holds one cell of a footer: a source, a note, a signature."""
    cells = filled_cells(row)
    return footer_kind(fold(str(cells[0][1]))) if len(cells) == 1 and cells[0][0] == 1 else None


def _set_apart(sheet: Sheet, table: Table, first: int) -> None:
    data = set(table.data_rows)
    for number in range(first, table.last_row + 1):
        if number in data:
            continue
        row = sheet.rows.get(number, [])
        if filled_cells(row):
            table.set_apart.append(SetApart("sample", [number], row_text(row)))
        else:
            append(table, "blank", number)
