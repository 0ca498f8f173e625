"""Texts that are certainly good for a field, told without asking Frictionless' reader, with their parsed value."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from frictionless import Field
from frictionless.fields import IntegerField, NumberField, StringField

from .proofs import BOUNDS, is_processed

Sure = Callable[[str], Any]
_WHOLE, _DECIMAL = re.compile(r"-?[0-9]{1,15}"), re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def missing_of(field: Field) -> list[str]:
    """Give the texts that stand for no value in a field."""
    if field.has_defined("missing_values") or field.schema is None:
        return list(field.missing_values)
    return list(field.schema.missing_values)


def sure_of(field: Field) -> Sure | None:
    """Give what tells the value of a certainly good text, and ``None`` for any other; ``None`` where nothing is sure."""
    if field.constraints.get("enum") is not None or field.constraints.get("pattern") is not None:
        return None
    missing = frozenset(missing_of(field))
    if type(field) is StringField and field.format == "default":
        return _of_strings(field, missing)
    if type(field) is IntegerField and field.bare_number:
        return _of_numbers(field, missing, _WHOLE, int)
    if type(field) is NumberField and not is_processed(field) and not field.float_number:
        return _of_numbers(field, missing, _DECIMAL, Decimal)
    return None


def _of_strings(field: StringField, missing: frozenset[str]) -> Sure | None:
    least, most = field.constraints.get("minLength") or 0, field.constraints.get("maxLength")
    if type(least) is not int or type(most) not in (int, type(None)):
        return None
    highest = most if most is not None else 1 << 60
    return lambda text: text if least <= len(text) <= highest and text not in missing else None


def _of_numbers(
    field: Field, missing: frozenset[str], shape: re.Pattern[str], parse: Callable[[str], Any]
) -> Sure | None:
    """Take what lies strictly inside the bounds; what equals one is for Frictionless to tell."""
    read, low, high = field.create_value_reader(), None, None
    for name, sign in BOUNDS.items():
        given = field.constraints.get(name)
        if given is None:
            continue
        bound = read(given)
        if not isinstance(bound, (int, Decimal)) or bound != bound:
            return None
        if sign[0] == ">":
            low = bound if low is None else max(low, bound)
        else:
            high = bound if high is None else min(high, bound)
    matches = shape.fullmatch

    def value(text: str) -> Any:
        if text in missing or not matches(text):
            return None
        number = parse(text)
        return number if (low is None or number > low) and (high is None or number < high) else None

    return value
