"""Totals against what they add up, down the rows and across the columns; and which figure is to blame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .catalogue import spec
from .display import number_text, shown
from .finding import Finding, Fix
from .grid import column_number
from .reading import TableReading, figure
from .recipe import RecipeColumn
from .suspicion import Suspect, suspect, typo
from .tested import Tested
from .totals import TotalRow, adds_up, is_additive, places_of

MAX_TOTALS = 200


@dataclass
class _Across:
    """A total column, its parts, and the rows where they do not add up, with sum minus total per row."""

    column: RecipeColumn
    parts: list[RecipeColumn]
    gaps: dict[int, Decimal] = field(default_factory=dict)


def sums(tested: Tested) -> list[Finding]:
    """Compare total rows and total columns with what they add up; one finding where one figure explains both."""
    plain = tested.as_read()
    across = _across(plain)
    blamed: dict[str, Decimal] = {}
    down: list[Finding] = []
    for total in _total_rows(plain)[:MAX_TOTALS]:
        group = _group(plain, total)
        for column in plain.figures if group else ():
            found = _check_down(plain, total, column, across, blamed, group or [])
            if found is not None:
                down.append(found)
    return [*(_across_finding(plain, item, blamed) for item in across if item.gaps), *down]


def _across(tested: Tested) -> list[_Across]:
    by_letter = {column.letter: column for column in tested.recipe.used()}
    found = []
    for column in tested.figures:
        parts = [by_letter[letter] for letter in column.parts if letter in by_letter]
        parts = [part for part in parts if part.name in tested.header]
        if len(parts) < 2 or len(parts) != len(column.parts):
            continue
        if any(item.convention is None for item in (*parts, column)):
            continue  # what their dots mean is still asked
        item = _Across(column, parts)
        wholes = tested.numbers(column.name)
        columns = [tested.numbers(part.name) for part in parts]
        unread = set().union(*(tested.unread(part.name) for part in parts))
        for at, whole in enumerate(wholes):
            if at in unread or _is_told(tested, [*parts, column], at):
                continue
            values = [values[at] for values in columns]
            if adds_up(values, whole) is False and whole is not None:
                item.gaps[at] = sum((value for value in values if value is not None), Decimal(0)) - whole
        found.append(item)
    return found


def _total_rows(tested: Tested) -> list[TotalRow]:
    reading, recipe = tested.reading, tested.recipe
    dropped = {item["row"] for item in recipe.drop_rows if item["reason"] == "total_row"}
    totals = [
        item for item in (*reading.totals, *reading.doubtful_totals) if item.row in dropped and not item.mean
    ]
    return sorted(totals, key=lambda item: item.row)


def _group(tested: Tested, total: TotalRow) -> list[int] | None:
    """Give the canonical rows that a total adds up: all of them, or for one of several totals those that fit."""
    rows = list(range(len(tested.canonical.rows)))
    others = [item.row for item in _total_rows(tested) if item.row != total.row]
    if not others:
        return rows
    before = max((row for row in others if row < total.row), default=0)
    after = min((row for row in others if row > total.row), default=10**9)
    groups = [
        rows,
        [at for at in rows if before < tested.row(at) < total.row],
        [at for at in rows if total.row < tested.row(at) < after],
    ]
    scored = [
        (sum(_fits(tested, total, column, group) is True for column in tested.figures), group)
        for group in groups
    ]
    best, group = max(scored, key=lambda pair: pair[0])
    return group if best else None


def _fits(tested: Tested, total: TotalRow, column: RecipeColumn, group: Sequence[int]) -> bool | None:
    if not _addable(tested, column):
        return None
    values = tested.numbers(column.name)
    parts, whole = [values[at] for at in group], _whole(tested, total, column)
    return None if _is_mean(parts, whole) else adds_up(parts, whole)


def _is_mean(parts: Sequence[Decimal | None], whole: Decimal | None) -> bool:
    """Tell whether the figure in a total's row is the mean of its column, as under temperatures and yields."""
    known = [item for item in parts if item is not None]
    if whole is None or len(known) < 3 or not any(known):
        return False
    gap = abs(sum(known, Decimal(0)) / len(known) - whole)
    return gap <= Decimal(5).scaleb(-places_of(whole) - 1) and adds_up(parts, whole) is False


def _addable(tested: Tested, column: RecipeColumn) -> bool:
    unit = tested.reference.units.by_code.get(column.unit or "")
    mean = unit is not None and unit.kind in ("rasio", "harga", "hasil")
    percent = tested.reference.units.is_percent(column.unit)
    return is_additive(column.source_label, percent, mean) and column.convention is not None


def _whole(tested: Tested, total: TotalRow, column: RecipeColumn) -> Decimal | None:
    index = column_number(column.letter)
    return figure(tested.reading.sheet.get(total.row, index), tested.reading.column(index), column.convention)


def _check_down(
    tested: Tested,
    total: TotalRow,
    column: RecipeColumn,
    across: Sequence[_Across],
    blamed: dict[str, Decimal],
    group: Sequence[int],
) -> Finding | None:
    said = tested.recipe.confirmed.get(f"BARIS_JUMLAH_DUGAAN:{total.label or total.row}") or {}
    trusted = total.matching or total.certain or said.get("value") == "total"
    whole = _whole(tested, total, column)
    if whole is None or not trusted or tested.unread(column.name) & set(group):
        return None
    if (
        any(_is_told(tested, [column], at) for at in group)
        or _fits(tested, total, column, group) is not False
    ):
        return None
    values = [tested.numbers(column.name)[at] for at in group]
    expected = sum((value for value in values if value is not None), Decimal(0))
    culprit = _culprit(tested, column, across, expected - whole, group)
    if culprit is not None:
        cell, right = culprit
        blamed[cell] = right
        return None
    return _down_finding(tested, total, column, whole, expected, group, values)


def _is_told(tested: Tested, columns: Sequence[RecipeColumn], at: int) -> bool:
    """Whether a figure of the row is wrong by itself, so that its sums say nothing more."""
    return bool(tested.told) and any(tested.cell(at, column.name) in tested.told for column in columns)


def _culprit(
    tested: Tested, column: RecipeColumn, across: Sequence[_Across], gap: Decimal, group: Sequence[int]
) -> tuple[str, Decimal] | None:
    """Find the one cell of the column that makes both its row and its column wrong by the same figure."""
    hits, inside = [], set(group)
    for item in across:
        if column is item.column:
            wrong = [at for at, row_gap in item.gaps.items() if row_gap == -gap and at in inside]
        elif column in item.parts:
            wrong = [at for at, row_gap in item.gaps.items() if row_gap == gap and at in inside]
        else:
            continue
        hits += wrong
    if len(set(hits)) != 1:
        return None
    value = tested.numbers(column.name)[hits[0]]
    return (tested.cell(hits[0], column.name), value - gap) if value is not None else None


def _down_finding(
    tested: Tested,
    total: TotalRow,
    column: RecipeColumn,
    whole: Decimal,
    expected: Decimal,
    group: Sequence[int],
    values: Sequence[Decimal | None],
) -> Finding:
    place = f"{column.letter}{total.row}"
    found = suspect(values, whole)
    facts = {"row": total.row, "gap": number_text(abs(expected - whole)), "hint": "", "hint_en": ""}
    cells = [place]
    offered = [{"cell": place, "value": shown_cell(tested.reading, column.letter, total.row)}]
    fixes = []
    if found is not None:
        at = group[found.at]
        cell = tested.cell(at, column.name)
        facts |= _hint(cell, tested.label(at), found)
        cells.append(cell)
        offered.append({"cell": cell, "value": shown_cell(tested.reading, column.letter, tested.row(at))})
        fixes = [_replace(tested, cell, column.letter, tested.row(at), found.right, "JUMLAH_BARIS_BEDA")]
    edit = Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, offered)
    where = {"sheet": tested.sheet, "cell": place}
    read, wanted = number_text(whole), number_text(expected)
    return Finding(spec("JUMLAH_BARIS_BEDA"), where, facts, cells, 1, read, wanted, [edit, *fixes])


def _hint(cell: str, label: str, found: Suspect) -> dict[str, str]:
    named = f"{cell} ({label})" if label else cell
    right = number_text(found.right)
    return {
        "hint": f"Yang patut diperiksa dulu: {named}, {found.how[0]}; dengan {right} jumlahnya cocok. ",
        "hint_en": f"Look first at {named}, {found.how[1]}; with {right} the sum is right. ",
    }


def _replace(tested: Tested, cell: str, letter: str, row: int, right: Decimal, code: str) -> Fix:
    """Offer the figure that makes the sums right, as a correction in the recipe."""
    text = number_text(right)
    was = shown_cell(tested.reading, letter, row)
    patch = {"fixes": [{"cell": cell, "value": text, "was": was, "code": code}]}
    return Fix("use_sum", f"Jadikan {cell} {text}", f"Make {cell} {text}", patch)


def _across_finding(tested: Tested, item: _Across, blamed: dict[str, Decimal]) -> Finding:
    rows = sorted(item.gaps)
    at = rows[0]
    columns = [*item.parts, item.column]
    values = [tested.numbers(part.name)[at] for part in item.parts]
    known = [value for value in values if value is not None]
    expected = sum(known, Decimal(0))
    written = tested.numbers(item.column.name)[at] or Decimal(0)
    facts = {
        "label": tested.row_words(at),
        "sum": " + ".join(number_text(value) for value in known),
        "gap": number_text(abs(expected - written)),
        "hint": "",
        "hint_en": "",
    }
    cells = tested.cells(item.column.name, rows)
    row = tested.row(at)
    offered = [
        {"cell": f"{part.letter}{row}", "value": shown_cell(tested.reading, part.letter, row)}
        for part in columns
    ]
    fixes = [Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, offered)]
    culprit = next((part for part in columns if tested.cell(at, part.name) in blamed), None)
    if culprit is not None:
        cell = tested.cell(at, culprit.name)
        right = number_text(blamed[cell])
        facts["hint"] = f"Yang patut diperiksa dulu: {cell}; dengan {right} jumlah baris dan kolomnya cocok. "
        facts["hint_en"] = f"Look first at {cell}; with {right} the sums of row and column are right. "
        fixes.append(_replace(tested, cell, culprit.letter, row, blamed[cell], "JUMLAH_KOLOM_BEDA"))
    elif (found := _slip(item, values, expected, written)) is not None:
        part = columns[found.at]
        cell = tested.cell(at, part.name)
        facts |= _hint(cell, "", found)
        cells += [cell] if cell not in cells else []
        fixes.append(_replace(tested, cell, part.letter, row, found.right, "JUMLAH_KOLOM_BEDA"))
    place = {"sheet": tested.sheet, "cell": cells[0] if cells else ""}
    read, wanted = number_text(written), number_text(expected)
    return Finding(spec("JUMLAH_KOLOM_BEDA"), place, facts, cells, len(rows), read, wanted, fixes)


def _slip(
    item: _Across, values: Sequence[Decimal | None], expected: Decimal, written: Decimal
) -> Suspect | None:
    """Find the one figure of a single wrong row that a usual slip explains: a part, or the total itself."""
    if len(item.gaps) > 1:
        return None
    part = suspect(values, written)
    how = typo(written, expected)
    if how is None:
        return part
    return Suspect(len(values), expected, how) if part is None else None


def shown_cell(reading: TableReading, letter: str, row: int) -> str:
    """Give a source cell as Excel shows it."""
    column = column_number(letter)
    return shown(reading.sheet.get(row, column), reading.sheet.formats.get((row, column)))
