"""From source cells to canonical rows, by a recipe. A cell that cannot be read keeps its raw text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .column import INTEGER, NUMBER, STRING
from .converters import UNREAD, converter, deriver
from .display import shown
from .grid import Sheet, Value, column_number, parse_address
from .missing import STATUS_NORMAL
from .number_formats import shown_code
from .numbers import TEXT_DOT_THOUSANDS, read
from .pivot import lengthen, measures_of, steps_of
from .reading import Reference
from .recipe import Recipe, RecipeColumn
from .same_names import settle_same_names
from .sources import Sources
from .text import squeeze


@dataclass
class Canonical:
    """Canonical rows as text, with the way back to the source cells. ``wide`` is the table before it was made long."""

    header: list[str]
    rows: list[list[str]]
    row_map: list[int]
    letters: dict[str, str]
    status: dict[str, dict[int, str]] = field(default_factory=dict)
    unread: dict[str, list[int]] = field(default_factory=dict)
    cells: dict[str, list[str | None]] = field(default_factory=dict)
    turns: dict[str, list[str | None]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    wide: Canonical | None = None

    def column(self, name: str) -> list[str]:
        """Give the texts of a column."""
        index = self.header.index(name)
        return [row[index] for row in self.rows]

    def cell(self, index: int, name: str) -> str | None:
        """Give the source cell of the canonical row ``index`` (0 is the first) in a column, such as ``F14``.

        ``None`` for what stands nowhere in the file: what a person typed, and the portal's own region.
        """
        name = name if name in self.letters else name.removesuffix("_status")
        if name in self.cells:
            return self.cells[name][index]
        if name in self.turns:
            found = self.turns[name][index % len(self.turns[name])]
            return f"{found}{self.row_map[index]}" if found and not found[-1].isdecimal() else found
        if name in self.constants:
            return self.constants[name]
        letter = self.letters.get(name)
        return f"{letter}{self.row_map[index]}" if letter else None


def convert_rows(
    sheet: Sheet, rows: Sequence[int], recipe: Recipe, reference: Reference, schema: Mapping[str, Any] | None
) -> Canonical:
    """Convert source rows. Columns stand in the schema's order, else dimensions, constants, figures."""
    if recipe.unpivot is None:
        result = _converted(sheet, rows, recipe, reference, _order(recipe, schema))
    else:
        wide = _converted(sheet, rows, recipe, reference, _order(replace(recipe, unpivot=None), None))
        result = _long(sheet, wide, recipe, _order(recipe, schema))
        _add_status(wide)
    _add_status(result)
    return result


def _converted(
    sheet: Sheet, rows: Sequence[int], recipe: Recipe, reference: Reference, header: list[str]
) -> Canonical:
    columns = {column.name: column for column in recipe.used()}
    group = recipe.group_column()
    if group is not None:
        columns[group.name] = group
    derived = {item["name"]: item["from"] for item in recipe.derive}
    result = Canonical(header, [], [], {c.name: c.letter for c in columns.values()})
    result.letters.update(
        {name: columns[source].letter for name, source in derived.items() if source in columns}
    )
    result.constants = constant_cells(recipe)
    sources = Sources(sheet, rows, recipe)
    makers = [_maker(name, columns, derived, recipe, reference, result, sources) for name in header]
    for at, number in enumerate(rows):
        cells = sheet.rows[number]
        result.rows.append([make(cells, at) for make in makers])
    settle_same_names(header, result.rows, derived, reference.regions)
    result.row_map = list(rows)
    result.cells = {name: found for name in header if (found := sources.cells(derived.get(name, name)))}
    return result


def constant_cells(recipe: Recipe) -> dict[str, str]:
    """Give the cells that constants were read from, for those that still are what was read there."""
    return {
        name: item["cell"]
        for name, item in recipe.constant_cells.items()
        if name in recipe.constants and recipe.constants[name] == item["value"]
    }


def _long(sheet: Sheet, wide: Canonical, recipe: Recipe, header: list[str]) -> Canonical:
    """Make a converted table long, keeping for each figure its status and the cell that it stands in."""
    unpivot = recipe.unpivot or {}
    names = {column.letter: column.name for column in recipe.used()}
    steps = steps_of(unpivot)
    count = len(steps)
    rows = lengthen(wide.header, wide.rows, unpivot, names, header)
    result = Canonical(header, rows, [row for row in wide.row_map for _ in range(count)], dict(wide.letters))
    result.constants, result.wide = dict(wide.constants), wide
    result.cells = {
        name: [cell for cell in cells for _ in range(count)]
        for name, cells in wide.cells.items()
        if name in header
    }
    for measure, letters in measures_of(unpivot):
        name = measure["name"]
        result.turns[name] = [step["letters"].get(name) for step in steps]
        result.letters[name] = letters[0]
        for turn, letter in enumerate(result.turns[name]):
            source = names.get(letter or "", "")
            marks = {at * count + turn: mark for at, mark in wide.status.get(source, {}).items()}
            result.status.setdefault(name, {}).update(marks)
            unread = [at * count + turn for at in wide.unread.get(source, [])]
            result.unread[name] = sorted([*result.unread.get(name, []), *unread])
    for item in unpivot["into"]:
        result.turns[item["name"]] = [_title_cell(sheet, recipe, step, item["name"]) for step in steps]
        result.letters[item["name"]] = measures_of(unpivot)[0][1][0]
    return result


def _title_cell(sheet: Sheet, recipe: Recipe, step: Mapping[str, Any], name: str) -> str | None:
    """Give the cell of the title that says a value: in the letter's own column, or the last title to its left."""
    letter = next(iter(step["letters"].values()))
    place = (recipe.unpivot or {})["names"][letter].get(f"{name}_cell")
    if place:
        return str(place)
    rows = [row for row in recipe.header_rows if sheet.get(row, column_number(letter)) is not None]
    return f"{letter}{rows[-1]}" if rows else None


Make = Callable[[list[Value], int], str]


def _order(recipe: Recipe, schema: Mapping[str, Any] | None) -> list[str]:
    used = recipe.fields()
    dimensions = [column.name for column in used if column.role == "dimension"]
    figures = [column.name for column in used if column.role != "dimension"]
    names: list[str] = []
    derived = {item["from"]: item["name"] for item in recipe.derive}
    for name in dimensions:
        names += [derived[name], name] if derived.get(name, "").startswith("kode_") else [name]
        names += [derived[name]] if derived.get(name, "").startswith("nama_") else []
    names += [name for name in recipe.constants if name not in names and name not in figures] + figures
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
    sources: Sources,
) -> Make:
    made = derived.get(name, name)
    if made not in columns:
        constant = recipe.constants[name]
        text = "" if constant is None else str(constant)
        return lambda cells, at: text
    source = columns[made]
    convert = (
        deriver(name, source, recipe, reference) if name in derived else converter(source, recipe, reference)
    )
    index = column_number(source.letter)
    statuses = result.status.setdefault(name, {}) if name not in derived else {}
    unread = result.unread.setdefault(name, []) if name not in derived else []
    values = sources.values(made)
    coded = source.type == STRING and not source.region

    def make(cells: list[Value], at: int) -> str:
        value = values[at] if values else cells[index - 1] if index <= len(cells) else None
        if coded and type(value) is int:
            value = shown_code(value, sources.format(at, index)) or value
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
