"""Rows whose words say total, mean, or the whole kabupaten: candidates that adding up must prove."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice

from .grid import Row, Sheet
from .layout import SetApart, Table
from .regions import Regions
from .rows import BLANK, TEXT, kind_of, row_text, year_of
from .text import fold, squeeze
from .totals import is_extreme_label, is_mean_label, is_region_label, is_total_label, whose_total

MAX_LEADING = 4
_SHARE = re.compile(
    r"(persen|persentase|proporsi|distribusi|share|rasio|pertumbuhan|laju|percentage|%)( .{0,30})?"
    r"|(angka|cakupan|capaian) .{3,80}|(maks|maksimum|min|minimum|tertinggi|terendah|median|hari hujan)\b.{0,20}"
)


def first_text(row: Row, left: int, right: int) -> str:
    """Give the first words of a row within the columns, empty when there are none."""
    return next(iter(_texts(row, left, right)), "")


def _texts(row: Row, left: int, right: int, kinds: str | None = None) -> list[str]:
    """Give the words at the front of a row, up to its first figure. ``kinds``: of its cells, where they are known."""
    found: list[str] = []
    cells = row[left - 1 : right]
    for value, kind in zip(
        cells, map(kind_of, cells) if kinds is None else kinds[left - 1 : right], strict=False
    ):
        if isinstance(value, str) and kind == TEXT:
            found.append(squeeze(value))
        elif found and value is not None and not isinstance(value, str):
            break
        if len(found) == MAX_LEADING:
            break
    return found


def named_candidates(
    sheet: Sheet, table: Table, regions: Regions, wholes: Collection[int] = ()
) -> dict[int, str]:
    """Give the rows named as a total, a mean, the whole kabupaten, or the total of a group of this table. ``wholes``:
    rows known to stand for all others."""
    labels = {
        row: _texts(sheet.rows[row], table.left, table.right, sheet.kinds.get(row)) for row in table.data_rows
    }
    whole = _names_whole_regions(labels, regions)
    known: dict[str, bool] = {}
    groups: set[str] | None = None
    found = {row: (texts or [""])[0] for row, texts in labels.items() if row in wholes}
    for row, texts in labels.items():
        for place, text in enumerate(texts):
            if text not in known:
                known[text] = is_total_label(text) or is_mean_label(text) or (whole and regions.is_home(text))
                if not known[text] and (name := whose_total(text)):
                    groups = groups if groups is not None else _group_names(sheet, table, labels)
                    known[text] = name in groups
            if known[text] and (place == 0 or is_total_label(text)):
                found[row] = text
                break
    _settle_statistics(table, labels, found)
    return found if len(found) < len(table.data_rows) else {}


def _settle_statistics(table: Table, labels: dict[int, list[str]], found: dict[int, str]) -> None:
    """Keep means for data where they stand among extremes, as in tables of the weather; below the data both go."""
    extremes = {row: texts[0] for row, texts in labels.items() if texts and is_extreme_label(texts[0])}
    if not extremes:
        return
    others = [row for row in table.data_rows if row not in found and row not in extremes]
    if len(others) > 2 and others[-1] < min(extremes):
        found.update(extremes)
        return
    for row in [row for row, text in found.items() if is_mean_label(text)]:
        del found[row]


def set_apart_tail(sheet: Sheet, table: Table, candidates: dict[int, str]) -> None:
    """Set apart what follows the last total without being data: shares, and the totals of earlier years."""
    totals = [row for row, text in candidates.items() if not (is_mean_label(text) or is_extreme_label(text))]
    last = max(totals) if totals else _last_named(sheet, table)
    after = [row for row in table.data_rows if row > last and row not in candidates]
    if not after:
        return
    named = _rows_are_named(sheet, [row for row in table.data_rows if row < last], table)
    for row in after:
        text = first_text(sheet.rows[row], table.left, table.right)
        earlier_year = named and _begins_with_year(sheet.rows[row], table)
        if _SHARE.fullmatch(fold(text)) or earlier_year:
            table.data_rows.remove(row)
            table.set_apart.append(SetApart("note", [row], row_text(sheet.rows[row])))


def _last_named(sheet: Sheet, table: Table) -> int:
    """Give the last row that does not begin with a year, where no total is named."""
    from_below = (row for row in reversed(table.data_rows) if not _begins_with_year(sheet.rows[row], table))
    rows = list(islice(from_below, 3))
    return rows[0] if len(rows) > 2 else table.last_row


def _rows_are_named(sheet: Sheet, rows: Sequence[int], table: Table) -> bool:
    """Tell whether the rows above a total begin with names; where they begin with years, a year below is one more."""
    years = sum(_begins_with_year(sheet.rows[row], table) for row in rows)
    words = sum(bool(_texts(sheet.rows[row], table.left, table.right)) for row in rows)
    return words * 10 > len(rows) * 6 and years * 10 < len(rows)


def _begins_with_year(row: Row, table: Table) -> bool:
    first = next((value for value in row[table.left - 1 :] if kind_of(value) != BLANK), None)
    return year_of(first) is not None


def _names_whole_regions(labels: dict[int, list[str]], regions: Regions) -> bool:
    """Tell whether the kabupaten's own name may be a total: not where the rows are kabupaten and kota themselves."""
    first = [texts[0] for texts in list(labels.values())[:500] if texts]
    others = sum(is_region_label(text) and not regions.is_home(text) for text in first)
    return others < 2


def _group_names(sheet: Sheet, table: Table, labels: dict[int, list[str]]) -> set[str]:
    """Give the names that a row such as *Jumlah Wanasari* may be the total of."""
    names = {fold(texts[0]) for texts in labels.values() if texts and whose_total(texts[0]) is None}
    notes: Sequence[int] = [row for item in table.set_apart if item.kind == "note" for row in item.rows]
    names |= {fold(text) for row in notes for text in _texts(sheet.rows.get(row, []), 1, table.right)}
    bare = {name.split(" ", 1)[1] for name in names if " " in name}
    return names | bare
