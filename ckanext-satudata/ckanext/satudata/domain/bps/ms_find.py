"""Where the answers stand in a workbook that an office filled in: by the labels of the questions, else by position."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .layout import ColumnForm, Question, Sheet
from .ms_values import bare, clean

Cells = Mapping[int, Sequence[Any]]
"""The cells of one sheet: row number (1 is the first) to its values from column A on."""
ANSWER_COLUMN = 2
LOOK_AROUND = 40
NUMBER = re.compile(r"^\(?(\d{1,2}(?:\.\d{1,2})*\.?[ab]?)\.?\)?$")
NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})+[ab]?)\.?\s+(.+)$", re.DOTALL)
MOST_ROWS = 5000


@dataclass(frozen=True)
class Place:
    """A cell that holds an answer: row (1 is the first), column (0 is A), and whether it is not the official one."""

    row: int
    column: int
    moved: bool = False
    guessed: bool = False

    @property
    def address(self) -> str:
        """``C12``."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Written:
    """A text in the columns of questions: its row, column, the number before it, and the words."""

    row: int
    column: int
    number: str
    label: str


@dataclass(frozen=True)
class Found:
    """The places of the answers by key, and the keys of the questions that were found nowhere."""

    places: Mapping[str, Place]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Where the columns of MS-Var or MS-Ind stand, by key, and the first row of answers."""

    columns: Mapping[str, int]
    first_row: int
    missing: tuple[str, ...] = field(default=())


def letters(column: int) -> str:
    """Give a column's letters; 0 is A."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def value_at(cells: Cells, row: int, column: int) -> Any:
    """Give the value of a cell, None beyond the filled ones."""
    values = cells.get(row, ())
    return values[column] if 0 <= column < len(values) else None


def find_keg(sheet: Sheet, cells: Cells) -> Found:
    """Find the answers of MS-Keg: a question by its label and number, else where the official form has it."""
    texts = written(cells)
    asked = [one for one in sheet.questions if not one.prefix]
    matched: dict[str, Written] = {}
    used: set[int] = set()
    offset = 0
    for question in asked:
        near = [one for one in texts if one.row not in used and likely(question, one, offset)]
        if not near:
            continue
        best = min(
            near, key=lambda one: (not numbers_agree(question, one), abs(one.row - question.row - offset))
        )
        matched[question.key] = best
        used.add(best.row)
        offset = best.row - question.row
    column = answer_column([one.column for one in matched.values()])
    places = placed(asked, matched, used, column)
    for question in sheet.questions:
        if question.prefix and (beside := beside_of(sheet, question, places)):
            places[question.key] = Place(beside.row, column + 1, beside.moved)
    return Found(places, tuple(one.key for one in asked if one.key not in places))


def placed(
    asked: Sequence[Question], matched: Mapping[str, Written], used: set[int], column: int
) -> dict[str, Place]:
    """Give each question its place; one whose label is nowhere takes the official row, if it lies between its neighbours."""
    places: dict[str, Place] = {}
    offset, above = 0, 0
    for at, question in enumerate(asked):
        row = question.row + offset
        if one := matched.get(question.key):
            offset = one.row - question.row
            places[question.key] = Place(one.row, column, offset != 0 or column != ANSWER_COLUMN)
        elif row not in used and above < row < next_row(asked[at + 1 :], matched):
            used.add(row)
            places[question.key] = Place(row, column, offset != 0, True)
        above = max(above, places[question.key].row if question.key in places else 0)
    return places


def next_row(later: Sequence[Question], matched: Mapping[str, Written]) -> int:
    """Give the row of the next question whose label was found; beyond every row when there is none."""
    return next((matched[one.key].row for one in later if one.key in matched), MOST_ROWS)


def beside_of(sheet: Sheet, question: Question, places: Mapping[str, Place]) -> Place | None:
    """Find the place of the question in whose row a question without a row of its own stands."""
    return next(
        (places[one.key] for one in sheet.questions if one.row == question.row and one.key in places), None
    )


def written(cells: Cells) -> list[Written]:
    """Give the texts that may be questions: those of the first five columns, with the number before them."""
    found = []
    for row in sorted(cells)[:MOST_ROWS]:
        number = ""
        for column, value in enumerate(list(cells[row])[:5]):
            text = clean(value)
            if NUMBER.match(text):
                number = number_of(text)
            elif text:
                parts = NUMBERED.match(text)
                label = parts[2] if parts else text
                found.append(Written(row, column, number_of(parts[1]) if parts else number, bare(label)))
    return found


def number_of(text: str) -> str:
    """Give a question's number without dots at its end."""
    return text.strip("().").rstrip(".")


def likely(question: Question, one: Written, offset: int) -> bool:
    """Tell whether a text may be the label of a question."""
    near = abs(one.row - question.row - offset) <= LOOK_AROUND
    same = bool(one.label) and one.label == bare(question.label)
    return near and same and (numbers_agree(question, one) or not one.number or not question.number)


def numbers_agree(question: Question, one: Written) -> bool:
    """Tell whether the number before a text is the question's."""
    return one.number == question.number


def answer_column(labels: Sequence[int]) -> int:
    """Give the column of the answers: C, or further right where the labels moved."""
    if not labels:
        return ANSWER_COLUMN
    most = max(set(labels), key=labels.count)
    return max(ANSWER_COLUMN, most + 1)


def find_table(form: ColumnForm, cells: Cells) -> Table:
    """Find the columns of MS-Var or MS-Ind: by the row of column numbers, by labels, else where the form has them."""
    numbers = {one.number: one.key for one in form.columns}
    best_row = 0
    by_number: dict[str, int] = {}
    for row in sorted(cells)[:60]:
        here = {numbers[text]: at for at, v in enumerate(cells[row]) if (text := bracketed(v)) in numbers}
        if len(here) > max(len(by_number), len(form.columns) // 3):
            best_row, by_number = row, here
    columns, head_row = dict(by_number), best_row
    if not by_number:
        columns, head_row = by_labels(form, cells)
    missing = tuple(one.key for one in form.columns if one.key not in columns)
    if not columns:
        columns = {one.key: place_of(one.letter) for one in form.columns}
        head_row, missing = form.first_row - 1, ()
    return Table(columns, head_row + 1, missing)


def bracketed(value: Any) -> str:
    """Give a column number as the form writes it, ``(2)``; Excel may have kept ``(2)`` as the number -2."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return f"({int(-value)})"
    return clean(value)


def by_labels(form: ColumnForm, cells: Cells) -> tuple[dict[str, int], int]:
    """Find columns by their labels in the one or two rows of the header; labels that come twice in their order."""
    found: dict[str, int] = {}
    last = 0
    for row in sorted(cells)[:60]:
        texts = [bare(clean(value)) for value in cells[row]]
        taken: set[int] = set(found.values())
        for one in form.columns:
            if one.key in found:
                continue
            here = [
                at for at, text in enumerate(texts) if text and text == bare(one.label) and at not in taken
            ]
            if here:
                found[one.key], last = here[0], row
                taken.add(here[0])
        if len(found) == len(form.columns):
            break
    return (found, last) if len(found) > len(form.columns) // 3 else ({}, 0)


def place_of(letter: str) -> int:
    """Give a column's place; A is 0."""
    place = 0
    for sign in letter:
        place = place * 26 + ord(sign) - 64
    return place - 1
