"""Functions that turn one source cell into canonical text, by type and convention of its column.

Each gives the text and a status: a code of the cell's status, ``?`` for a cell that could not be read (its raw text
stays), or ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from .column import BOOLEAN, DATE, INTEGER, NUMBER, YEAR
from .column_dates import day_of
from .columns import YES_NO
from .dates import read_date
from .display import shown
from .grid import ErrorCell, FormulaCell, Value
from .label_status import year_with_status
from .missing import (
    AS_NUMBER,
    STATUS_OF_MARKER,
    STATUS_OF_MEANING,
    ZERO,
    is_sentinel,
    rule_of,
    sign_among_figures,
)
from .numbers import NATIVE, TEXT_PLAIN, native, plain, read
from .percents import raised
from .periods import NUMBERED, read_period
from .reading import Reference
from .recipe import Recipe, RecipeColumn
from .regions import code_key
from .rows import kind_of
from .text import fold, squeeze

Converted = tuple[str, "str | None"]
Convert = Callable[[Value], Converted]
UNREAD = "?"


def converter(column: RecipeColumn, recipe: Recipe, reference: Reference) -> Convert:
    """Give the function that turns a source cell of this column into canonical text and a status."""
    if column.period:
        return _memo(_period(column.period))
    if column.type in (INTEGER, NUMBER):
        return _memo(_figures(column))
    if column.type == YEAR:
        return _memo(_year)
    if column.type == DATE:
        return _memo(_dated(column))
    if column.type == BOOLEAN:
        return _memo(_truth(recipe.values.get(column.name, {})))
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
    plain_kind = TEXT_PLAIN if convention is None else convention
    sentinels = {kind for kind in column.missing if is_sentinel(kind)}
    titled = column.accept.get("status")
    zeros = Decimal(column.accept.get("lost_zeros") or 0)
    simple = column.percent in (None, "percent") and not sentinels and not titled and not zeros

    def convert(value: Value) -> Converted:
        if simple and type(value) is int:
            return str(value), None
        if value is None or (isinstance(value, str) and not squeeze(value)):
            return "", None
        sign = sign_among_figures(value) if isinstance(value, str) else _sentinel(value, sentinels)
        if sign is not None:
            return _signed(sign, column, value)
        undecided = convention is None and isinstance(value, float) and not value.is_integer()
        found = None if undecided else read(value, plain_kind, bool(column.join_spaces), column.accept)
        if found is None:
            return raw(value), UNREAD
        number = raised(value, found.number, column.percent)
        if zeros and not isinstance(value, str) and native(value) == number and 0 < number < zeros:
            number *= 1000
        return plain(number), (STATUS_OF_MARKER.get(found.marker) if found.marker else None) or titled

    return convert


def _sentinel(value: Value, sentinels: set[str]) -> str | None:
    shown = native(value) if sentinels else None
    kind = plain(shown) if shown is not None else ""
    return kind if kind in sentinels else None


def _signed(sign: str, column: RecipeColumn, value: Value) -> Converted:
    rule = rule_of(sign)
    meaning = column.missing.get(sign, None if rule.ask else rule.meaning)
    if meaning == AS_NUMBER:
        found = native(value)
        return (plain(found) if found is not None else raw(value)), None
    if meaning is None:
        return raw(value), UNREAD
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
        return (
            value.date().isoformat()
            if not (value.hour or value.minute or value.second)
            else value.isoformat()
        )
    return value.isoformat()


def _year(value: Value) -> Converted:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value), None
    text = raw(value) if value is not None else ""
    return year_with_status(text) or text, None


def _period(kind: str) -> Convert:
    def convert(value: Value) -> Converted:
        found = read_period(value, kind)
        if found is not None:
            return found, None
        text = raw(value) if value is not None else ""
        return text, UNREAD if text and kind in NUMBERED else None

    return convert


def _dated(column: RecipeColumn) -> Convert:
    order, swap = column.date_order, column.accept.get("dates") == "swap"
    serials = column.accept.get("dates") == "serial"
    both = column.accept.get("orders") == "both"

    def convert(value: Value) -> Converted:
        if serials and (day := day_of(value)):
            return day.isoformat(), None
        if isinstance(value, date):
            turned = swap and value.day <= 12
            return iso(value.replace(month=value.day, day=value.month) if turned else value), None
        if isinstance(value, str):
            found = read_date(value, order) or (read_date(value, None) if both else None)
            return (
                (found.isoformat(), None) if found else (squeeze(value), UNREAD if squeeze(value) else None)
            )
        return (raw(value), UNREAD) if value is not None else ("", None)

    return convert


def _truth(words: Mapping[str, str]) -> Convert:
    def convert(value: Value) -> Converted:
        if isinstance(value, bool):
            return str(value).lower(), None
        if (text := raw(value) if value is not None else "") in words:
            return words[text], None
        if isinstance(value, str) and fold(value) in YES_NO:
            return str(YES_NO[fold(value)]).lower(), None
        return (raw(value), UNREAD) if kind_of(value) != " " else ("", None)

    return convert


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
            known = reference.regions.coded(mapping.get(code, value), column.coding)
            return (known.code if known else mapping.get(code, code)), None
        text = _words(value, mapping)
        found = reference.regions.all_named(text, level) if text else []
        return (found[0].name if found else text), None

    return convert


def deriver(name: str, source: RecipeColumn, recipe: Recipe, reference: Reference) -> Convert:
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
