"""Conditions in SQL under which a text is certainly good for a field. What they do not cover is merely not proved."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from frictionless import Field
from frictionless.fields import DateField, IntegerField, NumberField, StringField, YearField

INT64 = 2**63 - 1
BOUNDS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}


def proof_of(field: Field) -> str | None:
    """Give the condition on ``{c}`` that proves a filled text good, or ``None`` where only Frictionless can tell."""
    if field.constraints.get("enum") is not None or field.constraints.get("pattern") is not None:
        return None
    if type(field) is IntegerField and field.bare_number:
        return _integer(field)
    if type(field) is NumberField and not is_processed(field):
        return _number(field)
    if type(field) is StringField and field.format == "default":
        return _string(field)
    if type(field) is DateField and field.format == "default":
        return _date(field)
    if type(field) is YearField:
        return _bounded("CAST({c} AS INTEGER)", field, "regexp_full_match({c}, '[0-9]{{4}}')")
    return None


def is_processed(field: NumberField) -> bool:
    """Tell whether Frictionless rewrites the field's texts before it reads them."""
    return bool({"group_char", "decimal_char", "bare_number"} & set(field.list_defined()))


def _integer(field: IntegerField) -> str | None:
    number = "TRY_CAST({c} AS BIGINT)"
    return _bounded(number, field, f"{number}::VARCHAR = {{c}}")


def _bounded(number: str, field: Field, shape: str) -> str | None:
    """Add the bounds, which are whole numbers, to a condition."""
    parts, read = [], field.create_value_reader()
    for name, sign in BOUNDS.items():
        if name in field.constraints and field.constraints[name] is not None:
            bound = read(field.constraints[name])
            if not isinstance(bound, int) or abs(bound) > INT64:
                return None
            parts.append(f"{number} {sign} {bound}")
    return f"CASE WHEN {shape} THEN {' AND '.join(parts)} ELSE FALSE END" if parts else shape


def _number(field: NumberField) -> str | None:
    """Prove plain decimals strictly inside their bounds: rounding to a double keeps the order of unequal doubles."""
    shape = "regexp_full_match({c}, '-?[0-9]{{1,15}}([.][0-9]{{1,15}})?')"
    parts, read = [], field.create_value_reader()
    for name, sign in BOUNDS.items():
        if name in field.constraints and field.constraints[name] is not None:
            bound = read(field.constraints[name])
            if not isinstance(bound, (int, float, Decimal)) or not math.isfinite(bound):
                return None
            parts.append(f"TRY_CAST({{c}} AS DOUBLE) {sign[0]} {float(bound)!r}::DOUBLE")
    return f"CASE WHEN {shape} THEN {' AND '.join(parts)} ELSE FALSE END" if parts else shape


def _date(field: DateField) -> str | None:
    """Prove days of the calendar written in ten signs: their order is that of their texts."""
    shape = "regexp_full_match({c}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
    parts, read = ["{c} >= '0001-01-01'", "TRY_CAST({c} AS DATE) IS NOT NULL"], field.create_value_reader()
    for name, sign in BOUNDS.items():
        if name in field.constraints and field.constraints[name] is not None:
            bound = read(field.constraints[name])
            if type(bound) is not date:
                return None
            parts.append(f"{{c}} {sign} '{bound.isoformat()}'")
    return f"CASE WHEN {shape} THEN {' AND '.join(parts)} ELSE FALSE END"


def _string(field: StringField) -> str | None:
    """Prove lengths by bytes: a character takes one to four of them."""
    most, least = field.constraints.get("maxLength"), field.constraints.get("minLength")
    if any(bound is not None and type(bound) is not int for bound in (most, least)):
        return None
    parts = ["{c} IS NOT NULL"]
    if most is not None:
        parts.append(f"strlen({{c}}) <= {most}")
    if least is not None:
        parts.append(f"strlen({{c}}) >= {4 * least}")
    return " AND ".join(parts)


def quote(texts: Iterable[str]) -> str:
    """Give texts as a list of SQL strings."""
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
