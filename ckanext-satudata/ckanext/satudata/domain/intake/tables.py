"""Finding tables on a sheet: header, data rows, and what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .grid import Area, Row, Sheet
from .header_rows import HeaderRows
from .layout import SetApart, Table
from .page_breaks import join_pages
from .registers import register_rows
from .rows import (
    BLANK,
    NUMERIC,
    TEXT,
    Profile,
    footer_kind,
    is_dots,
    is_lone_year,
    is_sample,
    kind_of,
    profile,
    row_text,
    rows_between,
    year_of,
)
from .segments import Segment, segments_of
from .sides import band, bands_of
from .surroundings import append, fill_surroundings, outside, surrounding

__all__ = ["SetApart", "Table", "find_tables", "table_of"]

LONG_TITLE = 20
LONGEST_TITLE = 60
SHORT_WORDS = 2
_OF_PROGRAMS = ("<?", "<!", "function ", "import ", "#!", "#include")
_BRACES = frozenset(("{", "}", "};", "?>"))
Found = list[tuple[Table, HeaderRows]]


def find_tables(sheet: Sheet) -> list[Table]:
    """Find the tables of a sheet, top down and left to right. A table has at least two columns and one data row below
    a header, or data rows without one; words alone make a table only when no figures do."""
    sheet.merges.sort()
    profiles = _profiles(sheet)
    register = register_rows(sheet, profiles)
    if register is not None:
        return [_of_words(sheet, profiles, *register)]
    found = _found(sheet, profiles)
    tables: list[Table] = []
    for place, (table, _) in enumerate(found):
        top = found[place - 1][0].last_row + 1 if place else 1
        bottom = _top(*found[place + 1]) - 1 if place + 1 < len(found) else 1 << 30
        tables += _side_by_side(sheet, profiles, table, (top, bottom)) or [table]
    if not tables and (words := _table_of_words(sheet, profiles)):
        tables = [words]
    return tables


def _profiles(sheet: Sheet) -> list[Profile]:
    found = [found for number in sheet.numbers() if (found := profile(number, sheet.rows[number]))]
    sheet.kinds = {item.number: item.kinds for item in found}
    return found


def _found(sheet: Sheet, profiles: Sequence[Profile]) -> Found:
    found: Found = []
    for segment in segments_of(sheet, profiles):
        made = _table(sheet, profiles, segment)
        if made is not None:
            found.append(made)
    found = _without_lone_titles(sheet, join_pages(sheet, found))
    _share_titles(found)
    fill_surroundings(sheet, profiles, found)
    return found


def _without_lone_titles(sheet: Sheet, found: Found) -> Found:
    """Leave out a lone row above a table with titles that is its number and title: *Tabel | 4.2.3 | Jumlah Penduduk*."""
    return [
        item
        for place, item in enumerate(found)
        if not (
            place + 1 < len(found)
            and found[place + 1][0].header_rows
            and not item[0].header_rows
            and len(item[0].data_rows) == 1
            and any(
                isinstance(value, str) and len(value) >= LONG_TITLE
                for value in sheet.rows[item[0].data_rows[0]]
            )
        )
    ]


def _top(table: Table, header: HeaderRows) -> int:
    return min([*table.header_rows, *header.seen, table.first_row])


def _share_titles(found: Found) -> None:
    """Let the titles of a table hold for one below it that has the same columns and no titles of its own."""
    for (above, _), (below, _) in pairwise(found):
        if not below.header_rows and (above.left, above.right) == (below.left, below.right):
            below.header_rows = list(above.header_rows)


def _side_by_side(
    sheet: Sheet, profiles: Sequence[Profile], table: Table, rows: tuple[int, int]
) -> list[Table]:
    """Give the tables that stand beside each other within what was found as one, none where it is one."""
    bands = bands_of(sheet, table, profiles)
    if len(bands) < 2:
        return []
    tables: list[Table] = []
    for columns in bands:
        part = band(sheet, columns, [item.number for item in rows_between(profiles, *rows)])
        found = [item for item, _ in _found(part, _profiles(part))]
        if not found:
            return []
        tables += found
    titles = [item for item in tables[0].set_apart if item.kind in ("title", "unit_line")]
    for other in tables[1:]:
        if not any(item.kind == "title" for item in other.set_apart):
            common = [item for item in titles if item.rows[0] < min([*other.header_rows, other.first_row])]
            other.set_apart = [*common, *other.set_apart]
    return tables


def _column_span(sheet: Sheet, body: Sequence[Profile]) -> tuple[int, int]:
    """Give the first and last column that a fair share of the body rows fill."""
    sample = list(body) if len(body) <= 400 else [*body[:200], *body[-200:]]
    fills: Counter[int] = Counter()
    for item in sample:
        fills.update(column for column, kind in enumerate(item.kinds, 1) if kind != BLANK)
    often = [column for column, count in fills.items() if count * 10 >= len(sample) * 3]
    return (min(often), max(often)) if often else (min(fills), max(fills))


def _table(sheet: Sheet, profiles: Sequence[Profile], segment: Segment) -> tuple[Table, HeaderRows] | None:
    left, right = _column_span(sheet, segment.rows)
    first, last = segment.rows[0].number, segment.rows[-1].number
    header = HeaderRows(sheet, left, right, first, segment.before)
    header.climb()
    left, right = header.widen(left, right)
    if right - left < 1 or (not header.rows and _is_dated_line(sheet, segment)):
        return None
    first = min([first, *header.words])
    table = Table(sheet.name, header.rows, first, last, left, right, [], header.numbering, header.units)
    _fill_body(sheet, profiles, table)
    outside(sheet, profiles, table)
    return (table, header) if table.data_rows else None


def _is_dated_line(sheet: Sheet, segment: Segment) -> bool:
    """Tell whether all there is of a table is one line of a letterhead with its year: ``LAPORAN | 2025``."""
    row = segment.rows[0]
    values = [sheet.rows[row.number][at] for at, kind in enumerate(row.kinds) if kind == NUMERIC]
    return len(segment.rows) == 1 and len(values) == 1 and year_of(values[0]) is not None


def _fill_body(sheet: Sheet, profiles: Sequence[Profile], table: Table) -> None:
    """Sort the rows between the first and the last row of data into data, blanks, samples and remarks."""
    expected = table.first_row
    for item in rows_between(profiles, table.first_row, table.last_row):
        inside = item.kinds[table.left - 1 : table.right].replace(BLANK, "")
        for blank in range(expected, item.number if inside else item.number + 1):
            append(table, "blank", blank)
        expected = item.number + 1
        row = sheet.rows[item.number]
        if inside and (is_sample(row) or (len(inside) == 1 and is_dots(row))):
            table.set_apart.append(SetApart("sample", [item.number], row_text(row)))
        elif table.right - table.left > 1 and (inside == TEXT or (inside == NUMERIC and is_lone_year(row))):
            table.set_apart.append(SetApart("note", [item.number], row_text(row)))
        elif inside:
            table.data_rows.append(item.number)


def _table_of_words(sheet: Sheet, profiles: Sequence[Profile]) -> Table | None:
    """Take the widest first row for the header of a table without figures (or without any data)."""
    wide = [item for item in profiles if item.filled >= 2 and not footer_kind(item.head)]
    if not wide:
        return None
    width = max(item.filled for item in wide)
    head = next(item for item in wide if item.filled == width)
    body = [item for item in wide if item.number > head.number and item.filled * 2 >= width]
    if not _could_be_titles(sheet.rows[head.number], bool(body)):
        return None
    return _of_words(sheet, profiles, head, body)


def _of_words(sheet: Sheet, profiles: Sequence[Profile], head: Profile, body: Sequence[Profile]) -> Table:
    """Make a table of a row of titles and the rows below it."""
    last = body[-1].number if body else head.number
    table = Table(sheet.name, [head.number], head.number + 1, last, head.left, head.right, [])
    if body:
        _fill_body(sheet, profiles, table)
    for item in profiles:
        if item.number < head.number:
            table.set_apart.append(surrounding(sheet, item, "title"))
        elif item.number > last:
            table.set_apart.append(surrounding(sheet, item, "footnote"))
    return table


def _could_be_titles(row: Row, followed: bool) -> bool:
    """Tell whether a row could title columns: a letter's sentence or a line of a program, cut at its commas, could not.
    ``followed``: rows of words stand below it."""
    texts = [value.strip() for value in row if isinstance(value, str) and value.strip()]
    if any(text.startswith(_OF_PROGRAMS) or text in _BRACES for text in texts):
        return False
    least = SHORT_WORDS if followed else 0
    ends = [text for text in texts if text.endswith((".", "!", "?")) and len(text.split()) > least]
    return not ends and (followed or all(len(text) <= LONGEST_TITLE for text in texts))


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
