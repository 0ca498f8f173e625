"""A structure derived from the schema of a good file: every column says its role, the key is compulsory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..figures.roles import table_shape
from ..intake.text import fold
from .model import MARK, Column, Structure, from_schema


def derive(schema: Mapping[str, Any], ukuran: str = "") -> Structure:
    """Give the structure of a table that was read and accepted. ``ukuran``: the dataset's own measure.

    Raises ``Shapeless`` for what is no Table Schema.
    """
    plain = from_schema({name: value for name, value in schema.items() if name != MARK})
    roles = {column.name: column.role for column in table_shape(schema, ukuran).columns}
    titles = Counter(fold(column.title or column.name) for column in plain.columns)
    columns = tuple(
        replace(
            column,
            role=roles.get(column.name) or column.role,
            required=column.required or column.name in plain.key,
            title=_title(column, titles),
        )
        for column in plain.columns
    )
    return replace(plain, columns=columns)


def _title(column: Column, titles: Counter[str]) -> str:
    """The title by which a template's column is found again; two columns with one title get their names beside it."""
    title = column.title or column.name
    return title if titles[fold(title)] == 1 else f"{title} \u2013 {column.name}"
