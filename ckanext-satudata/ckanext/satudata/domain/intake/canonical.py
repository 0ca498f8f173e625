"""From source cells to canonical rows, by a recipe. A cell that cannot be read keeps its raw text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .columns import INTEGER, NUMBER
from .converters import UNREAD, converter, deriver
from .display import shown
from .grid import Sheet, Value, column_number, parse_address
from .missing import STATUS_NORMAL
from .numbers import TEXT_DOT_THOUSANDS, read
from .reading import Reference
from .recipe import Recipe, RecipeColumn
from .text import squeeze


@dataclass
class Canonical:
    """Canonical rows as text, with the way back: source row per row and source letter per column name."""

    header: list[str]
    rows: list[list[str]]
    row_map: list[int]
    letters: dict[str, str]
    status: dict[str, dict[int, str]] = field(default_factory=dict)
    unread: dict[str, list[int]] = field(default_factory=dict)

    def column(self, name: str) -> list[str]:
        """Give the texts of a column."""
        index = self.header.index(name)
        return [row[index] for row in self.rows]


def convert_rows(
    sheet: Sheet, rows: Sequence[int], recipe: Recipe, reference: Reference, schema: Mapping[str, Any] | None
) -> Canonical:
    """Convert source rows. Columns stand in the schema's order, else dimensions, constants, figures."""
    header = _order(recipe, schema)
    columns = {column.name: column for column in recipe.used()}
    derived = {item["name"]: item["from"] for item in recipe.derive}
    result = Canonical(header, [], [], {c.name: c.letter for c in columns.values()})
    result.letters.update(
        {name: columns[source].letter for name, source in derived.items() if source in columns}
    )
    makers = [_maker(name, columns, derived, recipe, reference, result) for name in header]
    for number in rows:
        cells = sheet.rows[number]
        at = len(result.rows)
        result.rows.append([make(cells, at) for make in makers])
        result.row_map.append(number)
    _add_status(result)
    return result


Make = Callable[[list[Value], int], str]


def _order(recipe: Recipe, schema: Mapping[str, Any] | None) -> list[str]:
    used = recipe.used()
    dimensions = [column.name for column in used if column.role == "dimension"]
    figures = [column.name for column in used if column.role != "dimension"]
    names: list[str] = []
    derived = {item["from"]: item["name"] for item in recipe.derive}
    for name in dimensions:
        names += [derived[name], name] if derived.get(name, "").startswith("kode_") else [name]
        names += [derived[name]] if derived.get(name, "").startswith("nama_") else []
    names += [name for name in recipe.constants if name not in names] + figures
    if schema is None:
        return names
    fields = [item["name"] for item in schema["fields"]]
    return [name for name in fields if name in names] + [name for name in names if name not in fields]


def apply_fixes(sheet: Sheet, recipe: Recipe) -> list[str]:
    """Write a recipe's corrections into the sheet; give the addresses where something else stands than was corrected."""
    types = {column_number(column.letter): column.type for column in recipe.used()}
    unapplied = []
    for item in recipe.fixes:
        row, column = parse_address(item["cell"])
        value = sheet.get(row, column)
        seen = (squeeze(shown(value)), squeeze(shown(value, sheet.formats.get((row, column)))))
        if row not in sheet.rows or (item.get("was") is not None and squeeze(str(item["was"])) not in seen):
            unapplied.append(item["cell"])
            continue
        cells = sheet.rows[row]
        cells.extend([None] * (column - len(cells)))
        figures = types.get(column) in (INTEGER, NUMBER)
        cells[column - 1] = _typed(item["value"]) if figures else str(item["value"])
    return unapplied


def _typed(value: Any) -> Value:
    """Take a typed number as a person in Indonesia writes it: ``10.108`` and ``10108`` are the same."""
    if isinstance(value, (int, float)):
        return value
    text = squeeze(str(value))
    found = read(text, TEXT_DOT_THOUSANDS, True)
    if found is None:
        return text
    number = found.number
    return int(number) if number == number.to_integral_value() else float(number)


def _maker(
    name: str,
    columns: Mapping[str, RecipeColumn],
    derived: Mapping[str, str],
    recipe: Recipe,
    reference: Reference,
    result: Canonical,
) -> Make:
    if name in recipe.constants:
        constant = recipe.constants[name]
        text = "" if constant is None else str(constant)
        return lambda cells, at: text
    source = columns[derived[name]] if name in derived else columns[name]
    convert = (
        deriver(name, source, recipe, reference) if name in derived else converter(source, recipe, reference)
    )
    index = column_number(source.letter)
    statuses = result.status.setdefault(name, {}) if name not in derived else {}
    unread = result.unread.setdefault(name, []) if name not in derived else []

    def make(cells: list[Value], at: int) -> str:
        value = cells[index - 1] if index <= len(cells) else None
        text, status = convert(value)
        if status is not None:
            if status == UNREAD:
                unread.append(at)
            else:
                statuses[at] = status
        return text

    return make


def _add_status(result: Canonical) -> None:
    """Put a status column beside each column of figures that has any status."""
    for name in [name for name in result.header if result.status.get(name)]:
        marks = result.status[name]
        index = result.header.index(name)
        result.header.insert(index + 1, f"{name}_status")
        for at, row in enumerate(result.rows):
            row.insert(index + 1, marks.get(at, STATUS_NORMAL if row[index] else ""))
