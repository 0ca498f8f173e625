"""Whether a schema can be used at all: Frictionless takes some that break it down when the first row comes."""

from __future__ import annotations

import re
from typing import Any

from frictionless import Schema

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def unusable(schema: Schema) -> tuple[str, str] | None:
    """Give the field and the constraint that cannot be used, or ``None``."""
    for field in schema.fields:
        read = field.create_value_reader()
        for name, given in field.constraints.items():
            if given is not None and not _usable(name, given, read):
                return field.name, name
    return None


def _usable(name: str, given: Any, read: Any) -> bool:
    if name == "pattern":
        return _compiles(given)
    if name in BOUNDS:
        bound = read(given)
        return bound is not None and _ordered(bound)
    if name in ("minLength", "maxLength"):
        return isinstance(given, int)
    return name != "enum" or isinstance(given, list)


def _compiles(pattern: Any) -> bool:
    try:
        re.compile(f"^{pattern}$")
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _ordered(bound: Any) -> bool:
    try:
        return bool(bound <= bound)
    except (TypeError, ArithmeticError):
        return False
