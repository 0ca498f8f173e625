"""Texts of key fields in their plain form: two plain texts are equal exactly where the parsed values are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from frictionless import Field
from frictionless.fields import DateField, IntegerField, StringField, YearField

_SHAPES: dict[type[Field], re.Pattern[str]] = {
    IntegerField: re.compile(r"0|-?[1-9][0-9]{0,17}"),
    YearField: re.compile(r"[0-9]{4}"),
    DateField: re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"),
    StringField: re.compile(r"[\s\S]*"),
}
_WRITERS: dict[type[Field], Callable[[Any], str]] = {
    IntegerField: str,
    YearField: lambda value: f"{value:04d}",
    DateField: lambda value: str(value.isoformat()),
    StringField: str,
}


def has_plain_form(field: Field) -> bool:
    """Tell whether the values of a field have one plain text each."""
    return type(field) in _SHAPES and field.format == "default"


def is_plain(field: Field, text: str) -> bool:
    """Tell whether a good text of the field is in plain form."""
    return _SHAPES[type(field)].fullmatch(text) is not None


def plain_key(fields: Sequence[Field], values: Sequence[Any]) -> tuple[str, ...] | None:
    """Give the texts that plain rows with these values have; ``None`` where a value is missing: no plain row has it."""
    if any(value is None for value in values):
        return None
    return tuple(_WRITERS[type(field)](value) for field, value in zip(fields, values, strict=True))
