"""Finding tables on a sheet: header, data rows, and what stands around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .grid import Area, Row, Sheet
from .header_rows import HeaderRows
from .rows import (
    BLANK,
    NUMERIC,
    TEXT,
    Profile,
    footer_kind,
    is_numbering,
    is_pair,
    is_sample,
    is_year_header,
    kind_of,
    profile,
    row_text,
    year_of,
)
from .units import unit_words


@dataclass
class SetApart:
    """Rows that are kept as information, not as data."""

    kind: str
    rows: list[int]
    text: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass
class Table:
    """One table found on a sheet. All rows and columns count from 1, as Excel shows them."""

    sheet: str
    header_rows: list[int]
    first_row: int
    last_row: int
    left: int
    right: int
    data_rows: list[int]
    numbering_row: int | None = None
    unit_row: int | None = None
    set_apart: list[SetApart] = field(default_factory=list)

    @property
    def area(self) -> Area:
        """Give the rectangle of the data, totals included."""
        return Area(self.first_row, self.left, self.last_row, self.right)

    @property
    def columns(self) -> range:
        """Give the column numbers."""
        return range(self.left, self.right + 1)

    @property
    def id(self) -> str:
        """Give an id that is stable for the file: sheet and rectangle."""
        return f"{self.sheet}!{self.area}"


@dataclass
class _Segment:
    rows: list[Profile]
    before: int


def find_tables(sheet: Sheet) -> list[Table]:
    """Find the tables of a sheet, top down. A table has at least two columns and one data row below a header,
    or data rows without one; words alone make a table only when no figures do."""
    profiles = [found for number in sheet.numbers() if (found := profile(number, sheet.rows[number]))]
    segments = _segments(sheet, profiles)
    tables = [table for segment in segments if (table := _table(sheet, profiles, segment)) is not None]
    if not tables and (words := _table_of_words(sheet, profiles)):
        tables = [words]
    return tables


def _is_body(sheet: Sheet, item: Profile, following: Row | None) -> bool:
    if item.filled < 2 or item.numeric < 1 or footer_kind(item.head):
        return False
    row = sheet.rows[item.number]
    if is_numbering(row, following) or (item.filled == 2 and is_pair(row)):
        return False
    return not (_may_title_years(item, row) and is_year_header(row, following))


def _may_title_years(item: Profile, row: Row) -> bool:
    """Tell cheaply whether all figures of a row could be years, as most rows of data are not."""
    return all(year_of(row[index]) for index, kind in enumerate(item.kinds) if kind == NUMERIC)


def _segments(sheet: Sheet, profiles: list[Profile]) -> list[_Segment]:
    """Group body rows; a row of titles between body rows begins a new table."""
    segments: list[_Segment] = []
    current: list[Profile] = []
    last_end = 0
    titled = False
    for index, item in enumerate(profiles):
        following = sheet.rows[profiles[index + 1].number] if index + 1 < len(profiles) else None
        if _is_body(sheet, item, following):
            if titled and current:
                segments.append(_Segment(current, last_end))
                last_end = current[-1].number
                current = []
            current.append(item)
            titled = False
        elif current and _looks_like_header(sheet, item, current, following):
            titled = True
    if current:
        segments.append(_Segment(current, last_end))
    return segments


def _looks_like_header(sheet: Sheet, item: Profile, body: list[Profile], following: Row | None) -> bool:
    if footer_kind(item.head):
        return False
    row = sheet.rows[item.number]
    if is_year_header(row, following) or (item.filled > 2 and is_numbering(row, following)):
        return True
    if item.numeric or item.filled < 2:
        return False
    sample = sheet.rows[body[-1].number]
    figures = [index for index, value in enumerate(sample) if kind_of(value) == NUMERIC]
    words_there = sum(index < len(row) and kind_of(row[index]) == TEXT for index in figures)
    return words_there * 2 > len(figures)


def _column_span(sheet: Sheet, body: list[Profile]) -> tuple[int, int]:
    """Give the first and last column that a fair share of the body rows fill."""
    sample = body if len(body) <= 400 else body[:200] + body[-200:]
    fills: Counter[int] = Counter()
    for item in sample:
        for column, value in enumerate(sheet.rows[item.number], 1):
            if kind_of(value) != BLANK:
                fills[column] += 1
    often = [column for column, count in fills.items() if count * 10 >= len(sample) * 3]
    return (min(often), max(often)) if often else (min(fills), max(fills))


def _table(sheet: Sheet, profiles: list[Profile], segment: _Segment) -> Table | None:
    left, right = _column_span(sheet, segment.rows)
    first, last = segment.rows[0].number, segment.rows[-1].number
    header = HeaderRows(sheet, left, right, first, segment.before)
    header.climb()
    left, right = header.widen(left, right)
    if right - left < 1:
        return None
    table = Table(sheet.name, header.rows, first, last, left, right, [], header.numbering, header.units)
    _fill_body(sheet, profiles, table)
    _fill_surroundings(sheet, profiles, table, segment.before, header)
    return table if table.data_rows else None


def _fill_body(sheet: Sheet, profiles: list[Profile], table: Table) -> None:
    """Sort the rows between the first and the last row of data into data, blanks, samples and remarks."""
    expected = table.first_row
    for item in profiles:
        if not table.first_row <= item.number <= table.last_row:
            continue
        inside = item.kinds[table.left - 1 : table.right].replace(BLANK, "")
        for blank in range(expected, item.number if inside else item.number + 1):
            _append(table, "blank", blank)
        expected = item.number + 1
        row = sheet.rows[item.number]
        if inside and is_sample(row):
            table.set_apart.append(SetApart("sample", [item.number], row_text(row)))
        elif inside == TEXT and table.right - table.left > 1:
            table.set_apart.append(SetApart("note", [item.number], row_text(row)))
        elif inside:
            table.data_rows.append(item.number)


def _append(table: Table, kind: str, number: int) -> None:
    if table.set_apart and table.set_apart[-1].kind == kind and table.set_apart[-1].rows[-1] == number - 1:
        table.set_apart[-1].rows.append(number)
    else:
        table.set_apart.append(SetApart(kind, [number]))


def _fill_surroundings(
    sheet: Sheet, profiles: list[Profile], table: Table, before: int, header: HeaderRows
) -> None:
    top = min([*table.header_rows, table.first_row])
    next_header = _next_header(sheet, profiles, table)
    above: list[SetApart] = []
    below: list[SetApart] = []
    for item in profiles:
        if before < item.number < top and item.number not in header.seen:
            above.append(_surrounding(sheet, item, "title"))
        elif table.last_row < item.number < next_header:
            below.append(_surrounding(sheet, item, "footnote"))
    if table.numbering_row:
        above.append(SetApart("numbering", [table.numbering_row]))
    if table.unit_row:
        above.append(SetApart("unit_line", [table.unit_row], row_text(sheet.rows[table.unit_row])))
    table.set_apart = above + table.set_apart + below


def _next_header(sheet: Sheet, profiles: list[Profile], table: Table) -> int:
    """Give the row where the next table's surroundings begin: the first figures row below, or past the sheet."""
    for item in profiles:
        if item.number > table.last_row and item.filled > 1 and item.numeric and not footer_kind(item.head):
            return item.number
    return 1 << 30


def _surrounding(sheet: Sheet, item: Profile, otherwise: str) -> SetApart:
    text = row_text(sheet.rows[item.number])
    kind = footer_kind(item.head) or otherwise
    if kind == "footnote" and otherwise == "title" and not footer_kind(item.head):
        kind = "title"
    if is_sample(sheet.rows[item.number]):
        kind = "sample"
    elif item.filled == 1 and unit_words(text):
        kind = "unit_line"
    return SetApart(kind, [item.number], text)


def _table_of_words(sheet: Sheet, profiles: list[Profile]) -> Table | None:
    """Take the widest first row for the header of a table without figures (or without any data)."""
    wide = [item for item in profiles if item.filled >= 2 and not footer_kind(item.head)]
    if not wide:
        return None
    width = max(item.filled for item in wide)
    head = next(item for item in wide if item.filled == width)
    body = [item for item in wide if item.number > head.number and item.filled * 2 >= width]
    last = body[-1].number if body else head.number
    table = Table(sheet.name, [head.number], head.number + 1, last, head.left, head.right, [])
    if body:
        _fill_body(sheet, profiles, table)
    for item in profiles:
        if item.number < head.number:
            table.set_apart.append(_surrounding(sheet, item, "title"))
        elif item.number > last:
            table.set_apart.append(_surrounding(sheet, item, "footnote"))
    return table


def table_of(sheet: Sheet, header_rows: list[int], area: Area, drop: set[int]) -> Table:
    """Make a table of rows and columns that a person confirmed."""
    table = Table(sheet.name, header_rows, area.top, area.bottom, area.left, area.right, [])
    for number in range(area.top, area.bottom + 1):
        row = sheet.rows.get(number)
        if number in drop or row is None:
            continue
        if any(kind_of(value) != BLANK for value in row[area.left - 1 : area.right]):
            table.data_rows.append(number)
    return table
