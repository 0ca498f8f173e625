"""Registers: tables of words, in which a dash or a year here and there is no figure that would tell data from titles."""

from __future__ import annotations

from collections.abc import Sequence

from .english import is_english
from .grid import Sheet, Value
from .missing import sign_among_figures
from .rows import BLANK, NUMERIC, TEXT, Profile, footer_kind, kind_of, year_of
from .text import fold
from .title_rows import is_numbering
from .units import unit_words

LEAST_ROWS = 2


def register_rows(sheet: Sheet, profiles: Sequence[Profile]) -> tuple[Profile, list[Profile]] | None:
    """Give the row of titles and the rows below it of a sheet that holds one register and nothing else but lines above
    and below it; ``None`` where a column holds figures, where titles take more rows, or where that is not certain."""
    wide = [item for item in profiles if item.filled > 1]
    if not wide:
        return None
    head = wide[0]
    body = _block(head, profiles)
    while body and footer_kind(body[-1].head):
        body.pop()
    last = body[-1].number if body else 0
    if sum(item.filled > 1 for item in body) < max(LEAST_ROWS, len(body) / 2) or any(
        item.number > last and not footer_kind(item.head) for item in wide
    ):
        return None
    fits = _are_titles(sheet, head, body) and not _goes_on(sheet, head, body)
    return (head, body) if fits and not _has_figures(sheet, head, body) else None


def _block(head: Profile, profiles: Sequence[Profile]) -> list[Profile]:
    """Give the rows that follow the titles without a gap."""
    block: list[Profile] = []
    for item in profiles:
        if item.number > head.number:
            if item.number != head.number + len(block) + 1:
                break
            block.append(item)
    return block


def _are_titles(sheet: Sheet, head: Profile, body: Sequence[Profile]) -> bool:
    """Tell whether a row has a title of its own over each column, none of which comes again below."""
    titles = head.kinds[head.left - 1 :]
    if set(titles) != {TEXT} or any(item.left < head.left or item.right > head.right for item in body):
        return False
    row = sheet.rows[head.number]
    texts = {index: fold(str(row[index])) for index in range(head.left - 1, head.right)}
    if len(set(texts.values())) < len(texts) or not all(texts.values()):
        return False
    return not any(
        isinstance(value := _at(sheet, item, index), str) and fold(value) == text
        for item in body
        for index, text in texts.items()
    )


def _goes_on(sheet: Sheet, head: Profile, body: Sequence[Profile]) -> bool:
    """Tell whether the row below the titles goes on with them: numbers of columns, units, or English."""
    row = sheet.rows[body[0].number]
    following = sheet.rows[body[1].number]
    words = [str(value) for value in row if kind_of(value) == TEXT]
    if is_numbering(row, following, sheet.rows[head.number]) or (words and all(map(unit_words, words))):
        return True
    return sum(map(is_english, words)) * 2 > len(words) or bool(_merged_below(sheet, head))


def _merged_below(sheet: Sheet, head: Profile) -> bool:
    return any(area.top <= head.number < area.bottom for area in sheet.merges)


def _has_figures(sheet: Sheet, head: Profile, body: Sequence[Profile]) -> bool:
    """Tell whether half of a column is figures; years, signs and the numbers of rows are none."""
    for index in range(head.left - 1, head.right):
        values = [_at(sheet, item, index) for item in body]
        filled = [value for value in values if kind_of(value) != BLANK]
        figures = sum(_is_figure(value) for value in filled)
        if figures and figures * 2 >= len(filled):
            return True
    return False


def _is_figure(value: Value) -> bool:
    if kind_of(value) != NUMERIC or year_of(value) is not None:
        return False
    return not isinstance(value, str) or sign_among_figures(value) is None


def _at(sheet: Sheet, item: Profile, index: int) -> Value:
    row = sheet.rows[item.number]
    return row[index] if index < len(row) else None
