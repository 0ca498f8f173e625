"""Checks of an office's table that no schema can express: totals, doubled keys, impossible values, years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from .canonical import Canonical
from .catalogue import spec
from .display import number_text, shown
from .finding import Choice, Finding, Fix, Question
from .grid import address, column_number
from .reading import Reference, TableReading, figure
from .recipe import Recipe, RecipeColumn
from .totals import adds_up, is_additive


def number(text: str) -> Decimal | None:
    """Give a canonical text as a number, ``None`` for a blank or raw text."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def figures(recipe: Recipe, canonical: Canonical) -> list[RecipeColumn]:
    """Give the columns of figures that the canonical table has."""
    return [
        column
        for column in recipe.used()
        if column.role in ("measure", "total")
        and column.type in ("integer", "number")
        and column.name in canonical.header
    ]


def row_label(recipe: Recipe, canonical: Canonical, at: int) -> str:
    """Give what a person calls the row: its first name or word."""
    for name in canonical.header:
        if name.startswith("nama_") and canonical.rows[at][canonical.header.index(name)]:
            return canonical.rows[at][canonical.header.index(name)]
    column = next(
        (item for item in recipe.used() if item.role == "dimension" and item.type == "string"), None
    )
    return canonical.column(column.name)[at] if column else ""


def total_rows(
    reading: TableReading, recipe: Recipe, canonical: Canonical, reference: Reference
) -> list[Finding]:
    """Compare the total rows that were set apart with the sums of the data."""
    found: list[Finding] = []
    dropped = {item["row"] for item in recipe.drop_rows if item["reason"] == "total_row"}
    totals = [
        item for item in (*reading.totals, *reading.doubtful_totals) if item.row in dropped and not item.mean
    ]
    if len(totals) != 1:
        return found
    total = totals[0]
    said = recipe.confirmed.get(f"BARIS_JUMLAH_DUGAAN:{total.label or total.row}") or {}
    trusted = total.matching or total.certain or said.get("value") == "total"
    for column in figures(recipe, canonical):
        source = reading.column(column_number(column.letter))
        percent = reference.units.is_percent(column.unit)
        if not is_additive(column.source_label, percent, False) or column.convention is None:
            continue
        values = [number(text) for text in canonical.column(column.name)]
        whole = figure(reading.sheet.get(total.row, source.index), source, column.convention)
        if _explained(recipe, canonical, column, whole):
            continue
        if whole is not None and trusted and adds_up(values, whole) is False:
            place = address(total.row, source.index)
            expected = sum((value for value in values if value is not None), Decimal(0))
            facts = {"row": total.row, "gap": number_text(abs(expected - whole))}
            where = {"sheet": reading.sheet.name, "cell": place}
            cells = [{"cell": place, "value": shown_cell(reading, column.letter, total.row)}]
            fix = Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, cells)
            found.append(
                Finding(
                    spec("JUMLAH_BARIS_BEDA"),
                    where,
                    facts,
                    [place],
                    1,
                    number_text(whole),
                    number_text(expected),
                    [fix],
                )
            )
    return found


def _explained(recipe: Recipe, canonical: Canonical, column: RecipeColumn, whole: Decimal | None) -> bool:
    """Whether a total is right and only some row of its column is wrong: it is the sum of the column's parts."""
    names = {other.letter: other.name for other in recipe.used()}
    parts = [names[letter] for letter in column.parts if letter in names]
    if whole is None or len(parts) < 2 or len(parts) != len(column.parts):
        return False
    return adds_up([number(text) for name in parts for text in canonical.column(name)], whole) is True


def total_columns(reading: TableReading, recipe: Recipe, canonical: Canonical) -> list[Finding]:
    """Compare total columns with the columns they add up, row by row."""
    found: list[Finding] = []
    names = {column.letter: column.name for column in recipe.used()}
    for column in recipe.used():
        parts = [names[letter] for letter in column.parts if letter in names]
        if len(parts) < 2 or len(parts) != len(column.parts):
            continue
        wholes = [number(text) for text in canonical.column(column.name)]
        columns = [[number(text) for text in canonical.column(name)] for name in parts]
        wrong = [
            at
            for at, whole in enumerate(wholes)
            if adds_up([values[at] for values in columns], whole) is False
        ]
        if wrong:
            found.append(_wrong_sum(reading, recipe, canonical, column, columns, wholes, wrong))
    return found


def _wrong_sum(
    reading: TableReading,
    recipe: Recipe,
    canonical: Canonical,
    column: RecipeColumn,
    columns: Sequence[Sequence[Decimal | None]],
    wholes: Sequence[Decimal | None],
    wrong: Sequence[int],
) -> Finding:
    at = wrong[0]
    row = canonical.row_map[at]
    values = [item[at] for item in columns]
    known = [value for value in values if value is not None]
    expected, written = sum(known, Decimal(0)), wholes[at] or Decimal(0)
    cells = [f"{column.letter}{canonical.row_map[index]}" for index in wrong[:20]]
    facts = {
        "label": f"Baris {row} ({row_label(recipe, canonical, at)})",
        "sum": " + ".join(number_text(value) for value in known),
        "gap": number_text(abs(expected - written)),
    }
    offered = [
        {"cell": f"{letter}{row}", "value": shown_cell(reading, letter, row)}
        for letter in (*column.parts, column.letter)
    ]
    fix = Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, offered)
    place = {"sheet": reading.sheet.name, "cell": cells[0]}
    read, wanted = number_text(written), number_text(expected)
    return Finding(spec("JUMLAH_KOLOM_BEDA"), place, facts, cells, len(wrong), read, wanted, [fix])


def shown_cell(reading: TableReading, letter: str, row: int) -> str:
    """Give a source cell as Excel shows it."""
    column = column_number(letter)
    return shown(reading.sheet.get(row, column), reading.sheet.formats.get((row, column)))


def duplicate_keys(recipe: Recipe, canonical: Canonical, sheet: str, key: Sequence[str]) -> list[Finding]:
    """Find rows with the same key."""
    if not key or any(name not in canonical.header for name in key):
        return []
    at = [canonical.header.index(name) for name in key]
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, row in enumerate(canonical.rows):
        groups.setdefault(tuple(row[i] for i in at), []).append(index)
    doubled = [rows for rows in groups.values() if len(rows) > 1]
    if not doubled:
        return []
    rows = [canonical.row_map[index] for index in doubled[0]]
    label = row_label(recipe, canonical, doubled[0][0])
    words = [canonical.rows[doubled[0][0]][i] for i in at]
    named = ", ".join(([label] if label and label not in words else []) + [word for word in words if word])
    cells = [f"{_first_letter(recipe)}{canonical.row_map[index]}" for group in doubled for index in group][
        :20
    ]
    count = sum(len(group) - 1 for group in doubled)
    place = {"sheet": sheet, "row": rows[-1]}
    return [
        Finding(spec("KUNCI_GANDA"), place, {"rows": [str(r) for r in rows[:6]], "key": named}, cells, count)
    ]


def _first_letter(recipe: Recipe) -> str:
    return recipe.used()[0].letter if recipe.used() else "A"


def signs_of_value(recipe: Recipe, canonical: Canonical, reference: Reference, sheet: str) -> list[Finding]:
    """Find negative counts and percentages over 100."""
    found = []
    for column in figures(recipe, canonical):
        values = [number(text) for text in canonical.column(column.name)]
        if reference.units.counts(column.unit):
            below = [at for at, value in enumerate(values) if value is not None and value < 0]
            if below:
                unit = reference.units.by_code[column.unit or ""].label
                found.append(
                    _values("NILAI_NEGATIF", column, canonical, values, below, sheet, {"unit": unit})
                )
        elif reference.units.is_percent(column.unit):
            over = [at for at, value in enumerate(values) if value is not None and value > 100]
            key = f"PERSEN_LEBIH:{column.name}"
            if over:
                item = _values("PERSEN_LEBIH", column, canonical, values, over, sheet, {})
                item.question = true_question(key)
                found.append(item)
    return found


def true_question(key: str) -> Question:
    """Ask whether surprising figures are right; the answer needs a reason."""
    return Question(key, [Choice("benar", "Angkanya benar", "The figures are right")], None, True)


def _values(
    code: str,
    column: RecipeColumn,
    canonical: Canonical,
    values: Sequence[Decimal | None],
    at: Sequence[int],
    sheet: str,
    facts: Mapping[str, Any],
) -> Finding:
    cells = [f"{column.letter}{canonical.row_map[index]}" for index in at[:20]]
    first = values[at[0]] or Decimal(0)
    place = {"sheet": sheet, "column": column.letter, "cell": cells[0]}
    known = {"column": column.letter, "title": column.title, **facts}
    return Finding(spec(code), place, known, cells, len(at), number_text(first))


def future_years(recipe: Recipe, canonical: Canonical, sheet: str, this_year: int | None) -> list[Finding]:
    """Find years that have not begun."""
    if this_year is None or "tahun" not in canonical.header:
        return []
    years = canonical.column("tahun")
    later = [
        at for at, text in enumerate(years) if text.isdigit() and len(text) == 4 and int(text) > this_year
    ]
    if not later:
        return []
    column = recipe.named("tahun")
    letter = column.letter if column else ""
    cells = [f"{letter}{canonical.row_map[at]}" for at in later[:20]] if letter else []
    year = years[later[0]]
    place = {"sheet": sheet, "column": letter}
    facts = {"column": letter or "tahun"}
    question = true_question(f"TAHUN_MENDATANG:{year}")
    return [
        Finding(
            spec("TAHUN_MENDATANG"), place, facts, cells, len(later), year, str(this_year), question=question
        )
    ]
