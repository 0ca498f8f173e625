"""Rows that were read as remarks and may be data whose key was left out: a person is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .catalogue import spec
from .finding import Choice, Finding, Question
from .layout import SetApart
from .reading import TableReading
from .recipe import Recipe
from .rows import BLANK, TEXT, footer_kind, kind_of
from .text import fold

LOOKED_AT = 1_000
LONGEST = 80
"""A remark below a table is a sentence; a cell of data seldom is."""


def ask_doubtful(reading: TableReading, recipe: Recipe) -> tuple[list[Finding], set[int]]:
    """Ask about rows that stand right among or below the data, hold nothing but words, off the first column or in several,
    and are no known kind of footer. Give the rows asked about, too."""
    below, expected = list[int](), reading.table.last_row + 1
    amid = []
    for item in reading.table.set_apart:
        row = item.rows[0]
        goes_on = bool(below) and row == expected and footer_kind(fold(item.text)) is None
        if item.kind not in ("note", "footnote") or not (goes_on or _may_be_data(reading, item)):
            continue
        if item.kind == "note" and reading.table.first_row <= row <= reading.table.last_row:
            amid.append([row])
        elif row == expected:
            below.append(row)
            expected += 1
    found = [
        question for rows in [*amid, *([below] if below else [])] if (question := _ask(reading, recipe, rows))
    ]
    return found, {row for rows in (*amid, below) for row in rows}


def _may_be_data(reading: TableReading, item: SetApart) -> bool:
    table = reading.table
    row = reading.sheet.rows.get(item.rows[0], [])
    filled = [column for column, value in enumerate(row, 1) if kind_of(value) != BLANK]
    if not filled or filled[0] < table.left or filled[-1] > table.right or len(item.text) > LONGEST:
        return False
    if any(kind_of(row[column - 1]) != TEXT for column in filled):
        return False
    if footer_kind(fold(str(row[filled[0] - 1]))) is not None:
        return False
    return len(filled) > 1 or filled[0] > _names(reading) or _recurs(reading, item.rows[0], filled[0])


def _recurs(reading: TableReading, row: int, column: int) -> bool:
    """Tell whether the one word of a row below the table stands in the same column of its data, too."""
    own = fold(str(reading.sheet.get(row, column)))
    above = (reading.sheet.get(at, column) for at in reading.data_rows[:LOOKED_AT])
    return row > reading.table.last_row and any(isinstance(v, str) and fold(v) == own for v in above)


def _names(reading: TableReading) -> int:
    """Give the last column that a name of a group, or a remark, may stand in: the first that does not number rows."""
    first = next((column for column in reading.columns if not column.skip), reading.columns[0])
    return first.index


def _ask(reading: TableReading, recipe: Recipe, rows: list[int]) -> Finding | None:
    texts = {row: _text(reading, row) for row in rows}
    key = f"BARIS_DIRAGUKAN:{rows[0]}:{texts[rows[0]][:40]}"
    if key in recipe.confirmed:
        return None
    area = reading.table.area
    taken: dict[str, Any] = {"keep_rows": rows}
    if rows[-1] > area.bottom:
        taken |= {"last_row": rows[-1], "range": str(replace(area, bottom=rows[-1]))}
    choices = [
        Choice("keterangan", "Keterangan: lewati", "A remark: pass over it"),
        Choice("data", "Data: muat", "Data: load it", taken),
    ]
    place = {"sheet": reading.sheet.name, "row": rows[0]}
    facts = {"rows": [str(row) for row in rows]}
    question = Question(key, choices)
    return Finding(
        spec("BARIS_DIRAGUKAN"), place, facts, count=len(rows), read=texts[rows[0]], question=question
    )


def _text(reading: TableReading, row: int) -> str:
    return next(item.text for item in reading.table.set_apart if item.rows[0] == row)[:LONGEST]
