"""From source cells to canonical rows, by a recipe. A cell that cannot be read keeps its raw text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .columns import BOOLEAN, DATE, INTEGER, NUMBER, YEAR, YES_NO
from .dates import read_date
from .display import shown
from .grid import ErrorCell, FormulaCell, Sheet, Value, column_number, parse_address
from .missing import NULL, STATUS_NORMAL, STATUS_OF_MARKER, STATUS_OF_MEANING, ZERO, sign_of
from .numbers import NATIVE, TEXT_PLAIN, plain, read
from .reading import Reference
from .recipe import Recipe, RecipeColumn
from .regions import BPS, code_key
from .rows import kind_of
from .text import fold, squeeze

Converted = tuple[str, "str | None"]
Convert = Callable[[Value], Converted]


@dataclass
class Canonical:
    """Canonical rows as text, with the way back: source row per row and source letter per column name."""

    header: list[str]
    rows: list[list[str]]
    row_map: list[int]
    letters: dict[str, str]
    status: dict[str, dict[int, str]] = field(default_factory=dict)
    unread: dict[str, list[int]] = field(default_factory=dict)
    unapplied: list[str] = field(default_factory=list)

    def column(self, name: str) -> list[str]:
        """Give the texts of a column."""
        index = self.header.index(name)
        return [row[index] for row in self.rows]


def convert_rows(
    sheet: Sheet, rows: Sequence[int], recipe: Recipe, reference: Reference, schema: Mapping[str, Any] | None
) -> Canonical:
    """Convert source rows. Columns stand in the schema's order, else dimensions, constants, figures."""
    header = _order(recipe, schema)
    fixes, unapplied = _fixes(sheet, recipe)
    columns = {column.name: column for column in recipe.used()}
    derived = {item["name"]: item["from"] for item in recipe.derive}
    result = Canonical(header, [], [], {c.name: c.letter for c in columns.values()}, unapplied=unapplied)
    result.letters.update({name: columns[source].letter for name, source in derived.items() if source in columns})
    makers = [
        _maker(name, columns, derived, recipe, reference, result) for name in header
    ]
    for number in rows:
        cells = sheet.rows[number]
        at = len(result.rows)
        result.rows.append([make(cells, number, at, fixes) for make in makers])
        result.row_map.append(number)
    _add_status(result)
    return result


Make = Callable[[list[Value], int, int, Mapping[tuple[int, int], Value]], str]


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


def _fixes(sheet: Sheet, recipe: Recipe) -> tuple[dict[tuple[int, int], Value], list[str]]:
    """Give the corrected cells, and the addresses where something else stands than when it was corrected."""
    fixed: dict[tuple[int, int], Value] = {}
    unapplied = []
    for item in recipe.fixes:
        place = parse_address(item["cell"])
        was = item.get("was")
        now = shown(sheet.get(*place), sheet.formats.get(place))
        if was is not None and squeeze(str(was)) not in (squeeze(now), squeeze(shown(sheet.get(*place)))):
            unapplied.append(item["cell"])
        else:
            fixed[place] = _typed(item["value"])
    return fixed, unapplied


def _typed(value: Any) -> Value:
    """Take a typed number as a person in Indonesia writes it: ``10.108`` and ``10108`` are the same."""
    if isinstance(value, (int, float)):
        return value
    text = squeeze(str(value))
    found = read(text, "text_dot_thousands", True)
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
        return lambda cells, number, at, fixes: text
    source = columns[derived[name]] if name in derived else columns[name]
    convert = _deriver(name, source, recipe, reference) if name in derived else converter(source, recipe, reference)
    index = column_number(source.letter)
    statuses = result.status.setdefault(name, {}) if name not in derived else {}
    unread = result.unread.setdefault(name, []) if name not in derived else []

    def make(cells: list[Value], number: int, at: int, fixes: Mapping[tuple[int, int], Value]) -> str:
        value = cells[index - 1] if index <= len(cells) else None
        if fixes and (number, index) in fixes:
            value = fixes[number, index]
        text, status = convert(value)
        if status is not None:
            if status == "?":
                unread.append(at)
            else:
                statuses[at] = status
        return text

    return make


def converter(column: RecipeColumn, recipe: Recipe, reference: Reference) -> Convert:
    """Give the function that turns a source cell of this column into canonical text and a status."""
    if column.type in (INTEGER, NUMBER):
        return _memo(_figures(column))
    if column.type == YEAR:
        return _memo(_year)
    if column.type == DATE:
        return _memo(_dated(column.date_order))
    if column.type == BOOLEAN:
        return _memo(_truth)
    if column.region:
        return _memo(_region(column, recipe, reference))
    mapping = recipe.values.get(column.name, {})
    return _memo(lambda value: (_words(value, mapping), None))


def _memo(convert: Convert) -> Convert:
    """Remember what texts convert to; columns repeat them."""
    known: dict[str, Converted] = {}

    def remembered(value: Value) -> Converted:
        if not isinstance(value, str):
            return convert(value)
        if value not in known:
            if len(known) > 100_000:
                known.clear()
            known[value] = convert(value)
        return known[value]

    return remembered


def _figures(column: RecipeColumn) -> Convert:
    convention = column.convention
    factor = Decimal(100) if column.percent == "fraction" else None
    plain_kind = TEXT_PLAIN if convention is None else convention

    def convert(value: Value) -> Converted:
        if type(value) is int and factor is None:
            return str(value), None
        if value is None or (isinstance(value, str) and not squeeze(value)):
            return "", None
        sign = sign_of(value)
        if sign is not None:
            return _signed(sign, column, value)
        undecided = convention is None and isinstance(value, float) and value != int(value)
        found = None if undecided and column.type == INTEGER else read(value, plain_kind, bool(column.join_spaces))
        if found is None:
            return raw(value), "?"
        number = found.number * factor if factor is not None else found.number
        return plain(number), STATUS_OF_MARKER.get(found.marker) if found.marker else None

    return convert


def _signed(sign: str, column: RecipeColumn, value: Value) -> Converted:
    meaning = column.missing.get(sign, None if sign == "-" else {"...": NULL, "NA": "suppressed"}.get(sign, "negligible"))
    if meaning is None:
        return raw(value), "?"
    status = STATUS_OF_MEANING[meaning]
    text = "0" if meaning in (ZERO, "negligible") else ""
    return text, None if meaning == ZERO else status


def raw(value: Value) -> str:
    """Give a cell's text as it stands, for what could not be read."""
    if isinstance(value, (ErrorCell, FormulaCell, str)):
        return squeeze(shown(value))
    if isinstance(value, (date, datetime)):
        return iso(value)
    found = read(value, NATIVE)
    return plain(found.number) if found else str(value)


def iso(value: date) -> str:
    """Write a date, with its time only where it has one."""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat()
    return value.isoformat()


def _year(value: Value) -> Converted:
    if isinstance(value, float) and value == int(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value), None
    text = raw(value) if value is not None else ""
    return text.rstrip("*").strip() if text.rstrip("*").strip().isdigit() else text, None


def _dated(order: str | None) -> Convert:
    def convert(value: Value) -> Converted:
        if isinstance(value, date):
            return iso(value), None
        if isinstance(value, str):
            found = read_date(value, order)
            return (found.isoformat(), None) if found else (squeeze(value), "?" if squeeze(value) else None)
        return (raw(value), "?") if value is not None else ("", None)

    return convert


def _truth(value: Value) -> Converted:
    if isinstance(value, bool):
        return str(value).lower(), None
    if isinstance(value, str) and fold(value) in YES_NO:
        return str(YES_NO[fold(value)]).lower(), None
    return (raw(value), "?") if kind_of(value) != " " else ("", None)


def _words(value: Value, mapping: Mapping[str, str]) -> str:
    if value is None:
        return ""
    text = raw(value)
    return mapping.get(text, text)


def _region(column: RecipeColumn, recipe: Recipe, reference: Reference) -> Convert:
    """Write a region's name as the list spells it, a code as Kemendagri's; leave what is not in the list."""
    mapping = recipe.values.get(column.name, {})
    level = column.region or ""
    coded = column.name.startswith("kode_")

    def convert(value: Value) -> Converted:
        if coded:
            code = code_key(value)
            code = mapping.get(code, code)
            known = reference.regions.by_bps.get(code) if column.coding == BPS else None
            return (known.code if known else code), None
        text = _words(value, mapping)
        found = reference.regions.named(text, level) if text else None
        return (found.name if found else text), None

    return convert


def _deriver(name: str, source: RecipeColumn, recipe: Recipe, reference: Reference) -> Convert:
    """Derive a region's code from its name, or its name from its code; blank where the list has none."""
    first = converter(source, recipe, reference)
    level = source.region or name.partition("_")[2]

    def convert(value: Value) -> Converted:
        text, _ = first(value)
        if name.startswith("kode_"):
            found = reference.regions.named(text, level) if text else None
            return (found.code if found else ""), None
        known = reference.regions.by_code.get(text)
        return (known.name if known else ""), None

    return _memo(convert)


def _add_status(result: Canonical) -> None:
    """Put a status column beside each column of figures that has any status."""
    for name in [name for name in result.header if result.status.get(name)]:
        marks = result.status[name]
        index = result.header.index(name)
        result.header.insert(index + 1, f"{name}_status")
        for at, row in enumerate(result.rows):
            row.insert(index + 1, marks.get(at, STATUS_NORMAL if row[index] else ""))
