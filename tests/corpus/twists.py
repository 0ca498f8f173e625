"""Twists of a finished table: rows and columns pushed in, neighbours, fillers, hidden parts; the truth moves along."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from .office import Made
from .pages import letter, number
from .truth import Column, Truth

Twist = Callable[[Made, random.Random], Made]


def push_rows(made: Made, before: int, count: int = 1) -> Made:
    """Push blank rows in before a row."""

    def moved(row: int) -> int:
        return row + count if row >= before else row

    page, truth = made.page, made.truth
    page.cells = {(moved(row), column): value for (row, column), value in page.cells.items()}
    page.merges = [(moved(a), b, moved(c), d) for a, b, c, d in page.merges]
    page.hidden_rows = {moved(row) for row in page.hidden_rows}
    return replace(
        made,
        truth=replace(
            truth,
            header=[moved(row) for row in truth.header],
            header_also=[[moved(row) for row in rows] for rows in truth.header_also],
            rows=[moved(row) for row in truth.rows],
            totals=[moved(row) for row in truth.totals],
        ),
        next_row=made.next_row + count,
    )


def push_column(made: Made, before: int) -> Made:
    """Push a blank column in before a column."""

    def moved(column: int) -> int:
        return column + 1 if column >= before else column

    page, truth = made.page, made.truth
    page.cells = {(row, moved(column)): value for (row, column), value in page.cells.items()}
    page.merges = [(a, moved(b), c, moved(d)) for a, b, c, d in page.merges]
    columns = {letter(moved(number(name))): column for name, column in truth.columns.items()}
    return replace(made, truth=replace(truth, columns=columns))


def _may(truth: Truth, *topics: str) -> Truth:
    return replace(truth, may=truth.may | frozenset(topics), quiet=False)


def blank_rows_below_header(made: Made, dice: random.Random) -> Made:
    """One or two blank rows part titles and data."""
    first = min([*made.truth.rows, *made.truth.totals])
    return push_rows(made, first, dice.choice((1, 2)))


def blank_row_inside(made: Made, dice: random.Random) -> Made:
    """A blank row between two rows of data."""
    rows = list(made.truth.rows)
    made = push_rows(made, rows[dice.randrange(2, len(rows) - 1)])
    return replace(made, truth=_may(made.truth, "table"))


def blank_row_before_total(made: Made, dice: random.Random) -> Made:
    """A blank row before the total that stands last."""
    totals = [row for row in made.truth.totals if row > made.truth.rows[-1]]
    return push_rows(made, totals[0]) if totals else made


def filler_row(made: Made, dice: random.Random) -> Made:
    """The template's filler *dst* below the data, pushed in."""
    last = made.truth.rows[-1]
    made = push_rows(made, last + 1)
    name = min(number(item) for item, column in made.truth.columns.items() if column.type == "string")
    made.page.put(last + 1, [dice.choice(("dst…", "dst.", "....", "dst"))], name)
    return replace(made, truth=_may(made.truth, "sample", "missing"))


def side_remark(made: Made, dice: random.Random) -> Made:
    """A remark two columns right of the table."""
    _, width = made.page.size()
    row = dice.choice(list(made.truth.rows))
    made.page.put(
        row, [dice.choice(("cek ulang", "data per Juni", "sudah benar", "lihat lembar 2"))], width + 2
    )
    return made


def lower_table(made: Made, dice: random.Random) -> Made:
    """A second table below, with its own title."""
    page, row = made.page, made.next_row + 3
    page.put(row, ["Rekapitulasi Sarana menurut Jenis, 2025"])
    page.put(row + 2, ["Jenis Sarana", "Baik", "Rusak"])
    for at, name in enumerate(("Mobil", "Sepeda motor", "Komputer", "Pencetak", "Meja")):
        page.put(row + 3 + at, [name, dice.randint(1, 40), dice.randint(0, 9)])
    return replace(made, truth=_may(made.truth, "table"))


def side_table(made: Made, dice: random.Random) -> Made:
    """A second table beside, two blank columns away."""
    page = made.page
    _, width = page.size()
    top = made.truth.header[-1]
    page.put(top, ["Jenis Sarana", "Baik", "Rusak"], width + 3)
    for at, name in enumerate(("Mobil", "Sepeda motor", "Komputer", "Pencetak", "Meja")):
        page.put(top + 1 + at, [name, dice.randint(1, 40), dice.randint(0, 9)], width + 3)
    return replace(made, truth=_may(made.truth, "table"))


def hidden_row(made: Made, dice: random.Random) -> Made:
    """A row of data is hidden."""
    made.page.hidden_rows = {dice.choice(list(made.truth.rows))}
    return made


def hidden_column(made: Made, dice: random.Random) -> Made:
    """A column of figures is hidden."""
    made.page.hidden_columns = {number(dice.choice(list(made.truth.columns)))}
    return made


def narrow_column(made: Made, dice: random.Random) -> Made:
    """A blank column between names and figures."""
    figures = [number(item) for item, column in made.truth.columns.items() if column.type != "string"]
    name = min(number(item) for item, column in made.truth.columns.items() if column.type == "string")
    return push_column(made, min(at for at in figures if at > name))


def many_blank_rows_on_top(made: Made, dice: random.Random) -> Made:
    """A logo took the first ten rows."""
    return push_rows(made, 1, 10)


def formatted_below(made: Made, dice: random.Random) -> Made:
    """Formatted, blank rows far below."""
    made.page.formatted_to = made.page.size()[0] + 300
    return made


def comment(made: Made, dice: random.Random) -> Made:
    """A comment on a cell."""
    made.page.comments[dice.choice(list(made.truth.rows)), 2] = "Data sudah dikonfirmasi ke kecamatan"
    return made


def checked_note_in_row(made: Made, dice: random.Random) -> Made:
    """A tick right of one row, directly beside the table."""
    _, width = made.page.size()
    made.page.put(dice.choice(list(made.truth.rows)), ["v"], width + 1)
    column = letter(width + 1)
    extra = {**made.truth.columns, column: _free(made)}
    return replace(made, truth=replace(_may(made.truth, "header"), columns=extra))


def _free(made: Made) -> Column:
    return Column("", frozenset({"string"}), [""] * len(made.truth.rows), may_skip=True)


TWISTS: dict[str, Twist] = {
    item.__name__: item
    for item in (
        blank_rows_below_header, blank_row_inside, blank_row_before_total, filler_row, side_remark, lower_table,
        side_table, hidden_row, hidden_column, narrow_column, many_blank_rows_on_top, formatted_below, comment,
        checked_note_in_row,
    )
}  # fmt: skip


def twisted(made: Made, dice: random.Random, count: int) -> Made:
    """Apply that many different twists, those that push rows before those that name them."""
    chosen = dice.sample(sorted(TWISTS), count)
    late = {
        "hidden_row",
        "comment",
        "side_remark",
        "checked_note_in_row",
        "formatted_below",
        "side_table",
        "lower_table",
    }
    for name in sorted(chosen, key=lambda item: (item in late, item)):
        made = TWISTS[name](made, dice)
    return made
