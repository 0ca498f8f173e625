"""Rows of figures that belong together: where the body of a table begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import looks_dated
from .grid import Row, Sheet, Value
from .rows import BLANK, NUMERIC, TEXT, Profile, footer_kind, is_pair, kind_of, stands_for_figure, year_of
from .title_rows import is_numbering, is_title_of_numbers, is_year_header, names_dimension

_CAPTION = re.compile(r"(tabel|table|lampiran)\s*[\divx]")


@dataclass
class Segment:
    """Body rows of one table; ``before`` is the last row of the table above, 0 for the first."""

    rows: list[Profile]
    before: int


def segments_of(sheet: Sheet, profiles: Sequence[Profile]) -> list[Segment]:
    """Group body rows; a row of titles, or a new table's caption, between body rows begins a new table."""
    segments: list[Segment] = []
    current: list[Profile] = []
    last_end = 0
    titled = amid = False
    titles: Profile | None = None
    for index, item in enumerate(profiles):
        above = sheet.rows[profiles[index - 1].number] if index else None
        following = sheet.rows[profiles[index + 1].number] if index + 1 < len(profiles) else None
        unbroken = index > 0 and profiles[index - 1].number == item.number - 1
        amid = (unbroken and (amid or bool(current))) or _is_titled(item, titles)
        titles = item if item.filled > 1 else titles
        if is_body(sheet.rows[item.number], item, above, following, amid):
            if titled and current:
                segments.append(Segment(current, last_end))
                last_end = current[-1].number
                current = []
            current.append(item)
            titled = False
        elif current and _begins_table(sheet, item, current, above, following):
            titled = True
    if current:
        segments.append(Segment(current, last_end))
    return segments


def _is_titled(item: Profile, titles: Profile | None) -> bool:
    """Tell whether the last wide row above has words over a figure of this row: it is titled already."""
    if titles is None or titles.numeric:
        return False
    over = zip(titles.kinds, item.kinds, strict=False)
    return any(upper == TEXT and lower == NUMERIC for upper, lower in over)


def is_body(row: Row, item: Profile, above: Row | None, following: Row | None, amid: bool) -> bool:
    """Tell whether a row holds figures of a table, not titles, numbering or a remark in two cells. ``amid``: it goes on
    from figures, or titles stand above it, so that only words for titles make it a row of titles."""
    if item.filled < 2 or item.numeric < 1 or (footer_kind(item.head) and _only_dates(row, item)):
        return False
    if item.filled == 2 and is_pair(row):
        return False
    if is_numbering(row, following, above) or is_title_of_numbers(row, item, following, above):
        return False
    if amid and item.kinds[item.left - 1] == TEXT and not _names_columns(row):
        return True
    return not (_may_title_years(item, row) and is_year_header(row, following))


def _only_dates(row: Row, item: Profile) -> bool:
    """Tell whether all figures of a row are years or dates, as in a footer; a service called *Sumber daya air* has
    counts."""
    figures = [row[index] for index, kind in enumerate(item.kinds) if kind == NUMERIC]
    return all(isinstance(value, date) or year_of(value) is not None or _is_dated(value) for value in figures)


def _is_dated(value: Value) -> bool:
    return isinstance(value, str) and looks_dated(value)


def _may_title_years(item: Profile, row: Row) -> bool:
    """Tell cheaply whether all figures of a row could be years, as most rows of data are not."""
    return all(year_of(row[index]) for index, kind in enumerate(item.kinds) if kind == NUMERIC)


def _begins_table(
    sheet: Sheet, item: Profile, body: Sequence[Profile], above: Row | None, following: Row | None
) -> bool:
    if item.filled == 1 and _CAPTION.match(item.head):
        return True
    if footer_kind(item.head):
        return False
    row = sheet.rows[item.number]
    if is_year_header(row, following) or is_title_of_numbers(row, item, following, above):
        return True
    if item.filled > 2 and is_numbering(row, following, above):
        return True
    if item.numeric or item.filled < 2:
        return False
    gap = above is None or sheet.rows.get(item.number - 1) is not above or _is_lone(above)
    if not gap and not _names_columns(row):
        return False
    if gap and _titles_figures(row, following):
        return True
    sample = sheet.rows[body[-1].number]
    figures = [index for index, value in enumerate(sample) if kind_of(value) == NUMERIC]
    words_there = sum(index < len(row) and kind_of(row[index]) == TEXT for index in figures)
    return words_there * 2 > len(figures)


def _titles_figures(row: Row, following: Row | None) -> bool:
    """Tell whether words stand over figures of the next row, none of them a word for a missing figure."""
    words = [(index, value) for index, value in enumerate(row) if kind_of(value) == TEXT]
    over = [index for index, _ in words if following and index < len(following)]
    figures = sum(kind_of(following[index]) == NUMERIC for index in over) if following else 0
    missing = any(stands_for_figure(str(value)) for _, value in words[1:])
    return figures > 0 and not missing and (figures * 2 >= len(words) - 1 or _names_columns(row))


def _is_lone(row: Row) -> bool:
    """Tell whether a row holds one text alone, such as a caption."""
    return [kind_of(value) for value in row if kind_of(value) != BLANK] == [TEXT]


def _names_columns(row: Row) -> bool:
    """Tell whether the first words of a row name what a column holds, as no row of data does."""
    first = next((value for value in row if kind_of(value) == TEXT), None)
    return isinstance(first, str) and names_dimension(first)
