"""What stands above and below a table: titles, units, sources, notes, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .grid import Sheet, Value
from .header_rows import HeaderRows
from .layout import SetApart, Table
from .rows import BLANK, NUMERIC, Profile, footer_kind, is_sample, kind_of, row_text, rows_between
from .units import unit_words


def fill_surroundings(
    sheet: Sheet, profiles: Sequence[Profile], tables: Sequence[tuple[Table, HeaderRows]]
) -> None:
    """Give each row outside of all tables to the table it stands with: what follows a table is its own up to the
    first gap or words that are no footer, the rest belongs to the table below."""
    tops = [min([*table.header_rows, *header.seen, table.first_row]) for table, header in tables]
    begin = 0
    for place, (table, header) in enumerate(tables):
        above = rows_between(profiles, begin + 1, tops[place] - 1)
        end = tops[place + 1] if place + 1 < len(tables) else 1 << 30
        between = rows_between(profiles, table.last_row + 1, end - 1)
        below = between if place + 1 == len(tables) else _own(table.last_row, between)
        begin = below[-1].number if below else table.last_row
        _note(sheet, table, header, above, below)


def _own(last: int, between: Sequence[Profile]) -> list[Profile]:
    """Give the rows below a table that are its own footers."""
    own: list[Profile] = []
    expected = last + 1
    for item in between:
        footer = footer_kind(item.head) is not None
        touching = item.number == expected and bool(own)
        if not (footer or touching or (item.filled == 1 and item.kinds[-1] == NUMERIC)):
            break
        own.append(item)
        expected = item.number + 1
    return own


def _note(
    sheet: Sheet, table: Table, header: HeaderRows, above: Iterable[Profile], below: Iterable[Profile]
) -> None:
    first = [surrounding(sheet, item, "title") for item in above]
    if table.numbering_row:
        first.append(SetApart("numbering", [table.numbering_row]))
    if table.unit_row:
        first.append(SetApart("unit_line", [table.unit_row], row_text(sheet.rows[table.unit_row])))
    first += [SetApart("note", [row], row_text(sheet.rows[row])) for row in header.groups]
    table.set_apart = first + table.set_apart
    for item in below:
        if item.filled == 1 and item.kinds[-1] == NUMERIC:
            if item.number == table.last_row + 1 and not _goes_on_numbering(sheet, table, item):
                table.data_rows.append(item.number)
                table.last_row = item.number
            else:
                append(table, "blank", item.number)
        else:
            table.set_apart.append(surrounding(sheet, item, "footnote"))


def _goes_on_numbering(sheet: Sheet, table: Table, item: Profile) -> bool:
    """Tell whether the one cell of a row below a table numbers it, as rows that a form holds ready are, holds no digit, or
    stands beside the table's columns: it is no figure whose name was left out."""
    if not table.left <= item.left <= table.right or not any(
        map(str.isdigit, row_text(sheet.rows[item.number]))
    ):
        return True
    row = sheet.rows.get(table.last_row, [])
    above = _count(row[item.left - 1] if item.left <= len(row) else None)
    value = _count(sheet.rows[item.number][item.left - 1])
    return item.left == table.left and value is not None and above is not None and value == above + 1


def _count(value: Value) -> int | None:
    """Give a whole number as it numbers rows: 7, ``7`` or ``7.``."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = text.strip().rstrip(".)")
    return int(text) if text.isdecimal() and len(text) < 7 else None


def surrounding(sheet: Sheet, item: Profile, otherwise: str) -> SetApart:
    """Give one row outside of a table, by kind."""
    text = row_text(sheet.rows[item.number])
    kind = footer_kind(item.head) or otherwise
    if is_sample(sheet.rows[item.number]):
        kind = "sample"
    elif item.filled == 1 and unit_words(text):
        kind = "unit_line"
    return SetApart(kind, [item.number], text)


def append(table: Table, kind: str, number: int) -> None:
    """Add a row to the last entry of its kind that it touches, or as a new entry."""
    last = table.set_apart[-1] if table.set_apart else None
    if last is not None and last.kind == kind and last.rows[-1] == number - 1:
        last.rows.append(number)
    else:
        table.set_apart.append(SetApart(kind, [number]))


def outside(sheet: Sheet, profiles: Sequence[Profile], table: Table) -> None:
    """Keep what stands left or right of a table's columns, as remarks beside it; ``touching`` tells of a row of data
    that goes on past the last column."""
    data = set(table.data_rows)
    for item in rows_between(profiles, table.first_row, table.last_row):
        if item.left >= table.left and item.right <= table.right:
            continue
        row = sheet.rows[item.number]
        beside = [*row[: table.left - 1], *row[table.right :]]
        text = row_text(beside)
        if text:
            touching = table.right < len(row) and kind_of(row[table.right]) != BLANK
            facts: dict[str, object] = {"touching": touching and item.number in data}
            table.set_apart.append(SetApart("aside", [item.number], text, facts))
