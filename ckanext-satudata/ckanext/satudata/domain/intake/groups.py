"""Names that hold for several rows: in a row of their own over their rows, or written once in a leading column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .grid import Sheet, Value
from .layout import SetApart
from .rows import BLANK, NUMERIC, TEXT, kind_of, row_text, year_of
from .text import fold, squeeze

if TYPE_CHECKING:
    from .column import Column
    from .reading import Reference, TableReading

Evidence = tuple[str, str]
_PREFIXES = (
    ("nama_kecamatan", "Kecamatan", "kecamatan", re.compile(r"(kec|kecamatan|distrik)\b.*")),
    ("nama_desa", "Desa/Kelurahan", "desa", re.compile(r"(desa|kelurahan|kel|nagari|gampong)\b.*")),
)
_SEXES = frozenset(("laki-laki", "laki laki", "perempuan", "pria", "wanita", "l", "p"))
_ALONE = ("namanya berdiri sendiri di atas barisnya", "it stands alone over its rows")
_BULLET = re.compile(r"\s+\S|[-\u2013\u2022*\u25cf\uf0b7+] ?\S|[a-z][.)] ?\S|\(?[a-z0-9]\) ?\S")
_KIND_OF_PLACE = re.compile(r"(kabupaten|kab|kota|kota madya|perkotaan|perdesaan|pedesaan)( ?/ ?[a-z ]+)?")
_TWO_LEVELS = re.compile(
    r".*\b(kecamatan|kapanewon|distrik|kabupaten|provinsi)\b.*/.*\b(desa|kelurahan|kalurahan|kota|kabupaten)\b.*"
)
_LETTERED = re.compile(r"([A-Z]|[IVX]{1,5})[.)] ?\S.*")
MAX_NAME = 80


@dataclass(frozen=True)
class Groups:
    """Group names in rows of their own: the column that the words stand in, and what they are."""

    column: int
    rows: tuple[int, ...]
    names: tuple[str, ...]
    name: str
    title: str
    type: str
    region: str | None
    evidence: Evidence


def find_groups(reading: TableReading, reference: Reference) -> Groups | None:
    """Find group names over the rows that they hold for: rows of one text, or rows that carry their rows' sum."""
    if reading.heads and not reading.heads_below:
        evidence = (
            "baris itu jumlah dari baris-baris di bawahnya",
            "that row is the sum of the rows below it",
        )
        return _named(reading, reference, reading.heads, evidence)
    if heads := _blank_heads(reading):
        gone = set(heads)
        reading.table.data_rows = [row for row in reading.data_rows if row not in gone]
        cells = reading.sheet.rows
        reading.table.set_apart += [SetApart("group", [row], row_text(cells[row])) for row in heads]
        return _named(reading, reference, heads, _ALONE)
    notes = [item.rows[0] for item in reading.table.set_apart if item.kind in ("note", "group")]
    rows = _with_data(sorted(notes), reading.data_rows)
    if not rows or not reading.data_rows or rows[0] > reading.data_rows[0]:
        return None
    found = _named(
        reading,
        reference,
        rows,
        ("namanya berdiri sendiri di atas barisnya", "it stands alone over its rows"),
    )
    if found is not None:
        kept = set(found.rows)
        for item in reading.table.set_apart:
            if item.kind == "note" and item.rows[0] in kept:
                item.kind = "group"
    return found


def _blank_heads(reading: TableReading) -> list[int]:
    """Find rows of a name and no figures over rows marked as their parts: by bullets, or by having no number."""
    figures = [column.index for column in reading.columns if column.is_figures]
    if not figures or any(not reading.column(index).stats.blanks for index in figures):
        return []
    sheet, data = reading.sheet, reading.data_rows
    heads = [row for row in data if all(kind_of(sheet.get(row, index)) == BLANK for index in figures)]
    others = sorted(set(data) - set(heads))
    if not heads or not others or heads[0] > others[0] or len(_with_data(heads, others)) < len(heads):
        return []
    marked = _counted_apart(reading, heads, others) or _in_capitals(reading, heads, others)
    marked = marked or _counted_below(reading, heads, others) or _of_another_kind(reading, heads, others)
    parts = all(_is_part(reading, row) for row in others) and not any(_is_part(reading, row) for row in heads)
    return heads if marked or parts else []


def _counted_below(reading: TableReading, heads: Sequence[int], others: Sequence[int]) -> bool:
    """Tell whether each part is numbered below its head: 1 over 1.1 and 1.2."""
    first = next((column for column in reading.columns if column.role == "numbering"), reading.columns[0])
    if first.is_figures:
        return False
    own = {row: str(reading.sheet.get(row, first.index) or "").strip(" .)") for row in (*heads, *others)}
    over = {row: own[heads[bisect_left(heads, row) - 1]] for row in others}
    return all(own[row] for row in heads) and all(own[row].startswith(f"{over[row]}.") for row in others)


def _counted_apart(reading: TableReading, heads: Sequence[int], others: Sequence[int]) -> bool:
    """Tell whether only heads are counted, or heads by letters (A, II) and their parts by numbers."""
    counters = [column.index for column in reading.columns if column.role == "numbering"][:1]
    for index in counters:
        own = {kind_of(reading.sheet.get(row, index)) for row in heads}
        parts = {kind_of(reading.sheet.get(row, index)) for row in others}
        return (BLANK not in own and parts == {BLANK}) or (own == {TEXT} and parts == {NUMERIC})
    return False


def _in_capitals(reading: TableReading, heads: Sequence[int], others: Sequence[int]) -> bool:
    names, parts = [_name_of(reading, row) for row in heads], [_name_of(reading, row) for row in others]
    return (
        len(heads) > 1 and all(name.isupper() for name in names) and not any(part.isupper() for part in parts)
    )


def _of_another_kind(reading: TableReading, heads: Sequence[int], others: Sequence[int]) -> bool:
    """Tell whether the names of heads are of another kind than those of their parts: *Kabupaten*, *Kota*; lettered ones
    (*A. Pajak*); or the first of two levels that the column's title names (*Kecamatan/Desa*)."""
    names, parts = [_name_of(reading, row) for row in heads], [_name_of(reading, row) for row in others]
    if all(_KIND_OF_PLACE.fullmatch(fold(name)) for name in names):
        return True
    if len(heads) > 1 and all(map(_LETTERED.fullmatch, names)) and not any(map(_LETTERED.fullmatch, parts)):
        return True
    label = next((item.label for item in reading.columns if not item.is_figures and not item.skip), "")
    runs = [bisect_left(others, end) - bisect_left(others, row) for row, end in pairwise([*heads, 1 << 30])]
    return len(heads) > 1 and min(runs) > 1 and _TWO_LEVELS.fullmatch(fold(label)) is not None


def _name_of(reading: TableReading, row: int) -> str:
    cell = _name_cell(reading.sheet, row, reading.table.left, reading.table.right)
    return str(cell[1]) if cell is not None else ""


def _is_part(reading: TableReading, row: int) -> bool:
    cells = reading.sheet.rows[row][reading.table.left - 1 : reading.table.right]
    text = next((value for value in cells if isinstance(value, str) and kind_of(value) == TEXT), "")
    return _BULLET.match(text) is not None


def _with_data(notes: Sequence[int], data: Sequence[int]) -> list[int]:
    """Give the rows that have data between them and the next."""
    ends = [*notes[1:], 1 << 30] if notes else []
    return [
        row
        for row, end in zip(notes, ends, strict=True)
        if (at := bisect_left(data, row)) < len(data) and data[at] < end
    ]


def _named(
    reading: TableReading, reference: Reference, rows: Sequence[int], evidence: Evidence
) -> Groups | None:
    cells = [_name_cell(reading.sheet, row, reading.table.left, reading.table.right) for row in rows]
    columns = {cell[0] for cell in cells if cell is not None}
    if len(columns) != 1 or None in cells:
        return None
    names = tuple(squeeze(str(cell[1])) for cell in cells if cell is not None)
    if any(len(name) > MAX_NAME for name in names):
        return None
    name, title, kind, region = _meaning(names, reference)
    holder = next((column for column in reading.columns if column.name == name and not column.skip), None)
    if (
        holder is not None
        and region == "kecamatan"
        and re.search(r"\b(desa|kelurahan|kel)\b", fold(holder.label))
    ):
        holder.region, holder.name = "desa", "nama_desa"
    elif holder is not None:
        name, title, region = "kelompok", "Kelompok", None
    return Groups(columns.pop(), tuple(rows), names, name, title, kind, region, evidence)


def _name_cell(sheet: Sheet, row: int, left: int, right: int) -> tuple[int, Value] | None:
    """Give the column and text of a row's name: its last text before the first figure."""
    found: tuple[int, Value] | None = None
    for column in range(left, right + 1):
        value = sheet.get(row, column)
        if kind_of(value) == TEXT or (found is None and year_of(value) is not None):
            found = (column, value)
        elif found is not None and kind_of(value) != BLANK:
            break
    return found


def _meaning(names: Sequence[str], reference: Reference) -> tuple[str, str, str, str | None]:
    if all(year_of(name) is not None for name in names):
        return "tahun", "Tahun", "year", None
    for name, title, level, prefix in _PREFIXES:
        known = sum(reference.regions.named(text, level) is not None for text in names)
        if all(prefix.fullmatch(fold(text)) for text in names) or known * 10 >= len(names) * 6:
            return name, title, "string", level
    if {fold(text) for text in names} <= _SEXES:
        return "jenis_kelamin", "Jenis Kelamin", "string", None
    return "kelompok", "Kelompok", "string", None


@dataclass(frozen=True)
class Fill:
    """A leading column whose names are written once for several rows. ``sure``: the file itself proves it."""

    column: int
    blanks: int
    evidence: Evidence
    sure: bool


def find_fills(reading: TableReading, reference: Reference) -> dict[int, Fill]:
    """Find leading columns of names with blanks below each name, where a column to the right names every row."""
    found: dict[int, Fill] = {}
    leading = _leading(reading)
    for place, column in enumerate(leading):
        blanks = _blanks(reading, column.index)
        written = column.stats.words.total or column.type == "year"
        if not blanks or blanks[0] == reading.data_rows[0] or not written:
            continue
        right = next((other for other in leading[place + 1 :] if not _blanks(reading, other.index)), None)
        if right is None:
            continue
        fill = _proof(reading, reference, column, right, blanks)
        if fill is not None:
            found[column.index] = fill
    return found


def _leading(reading: TableReading) -> list[Column]:
    found: list[Column] = []
    for column in reading.columns:
        if column.is_figures:
            break
        found.append(column)
    return [column for column in found if not column.skip]


def _blanks(reading: TableReading, index: int) -> list[int]:
    if not reading.column(index).stats.blanks:
        return []
    return [row for row in reading.data_rows if kind_of(reading.sheet.get(row, index)) == BLANK]


def _proof(
    reading: TableReading, reference: Reference, column: Column, right: Column, blanks: Sequence[int]
) -> Fill | None:
    merged = _merged_rows(reading, column.index)
    if all(row in merged for row in blanks):
        return Fill(
            column.index, len(blanks), ("sel digabung ke bawah", "the cells are merged downwards"), True
        )
    counters = [item for item in reading.columns if item.role == "numbering" and item.index < column.index]
    if any(set(_blanks(reading, item.index)) == set(blanks) for item in counters):
        words = ("nomor urut juga hanya ditulis sekali", "the row number is written once, too")
        return Fill(column.index, len(blanks), words, True)
    if _parents_agree(reading, reference, column, right):
        words = ("desa-desanya memang di kecamatan itu", "its villages are in that district by the code list")
        return Fill(column.index, len(blanks), words, True)
    if len(blanks) * 5 < len(reading.data_rows):
        return None
    words = ("nama ditulis sekali untuk beberapa baris", "the name is written once for several rows")
    return Fill(column.index, len(blanks), words, False)


def _merged_rows(reading: TableReading, index: int) -> set[int]:
    last = reading.table.last_row
    areas = [
        area for area in reading.sheet.merges if area.left <= index <= area.right and area.bottom > area.top
    ]
    return {row for area in areas for row in range(area.top, min(area.bottom, last) + 1)}


def _parents_agree(reading: TableReading, reference: Reference, column: Column, right: Column) -> bool:
    """Tell whether villages belong to the district last written above them, in most rows that the list knows."""
    if column.region != "kecamatan" or right.region != "desa":
        return False
    district, agree, known = None, 0, 0
    for row in reading.data_rows:
        own = reading.sheet.get(row, column.index)
        if kind_of(own) != BLANK:
            district = reference.regions.named(str(own), "kecamatan")
        village = reference.regions.named(str(reading.sheet.get(row, right.index) or ""), "desa")
        if village is not None and district is not None:
            known += 1
            agree += village.parent == district.code
    return known > 1 and agree * 10 >= known * 8
