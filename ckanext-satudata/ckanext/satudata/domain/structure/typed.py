"""A definition as a form sends it, all texts: put together with the version it was made from, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..intake.text import technical_name
from .model import Column, Structure, to_schema, with_code_list

TEXTS = ("name", "title", "role", "type", "unit", "ukuran", "konsep", "definisi", "pattern")
_WHOLE = re.compile(r"-?\d{1,18}")
_DECIMAL = re.compile(r"-?\d{1,18}[.,]\d{1,12}")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d{1,12})?")
NUMERIC = ("integer", "number")


@dataclass(frozen=True)
class Row:
    """One row of the form. ``origin``: the name of the column it was made from, empty for a new one."""

    texts: Mapping[str, str]
    origin: str = ""
    enum: Sequence[str] = ()
    code_list: str = ""
    minimum: str = ""
    maximum: str = ""
    required: bool = False
    unique: bool = False
    key: bool = False

    @property
    def empty(self) -> bool:
        """Whether nobody has written what the column is called."""
        return not (self.texts.get("name") or self.texts.get("title") or self.origin)


def put_together(rows: Sequence[Row], base: Structure, code_columns: Mapping[str, str]) -> dict[str, Any]:
    """Give the Table Schema of a form. ``code_columns``: the column of codes of each code list.

    What the form does not show (other properties, keys of several columns that point elsewhere) is that of ``base``.
    """
    written = [row for row in rows if not row.empty]
    old = {column.name: column for column in base.columns}
    columns = tuple(_column(row, old.get(row.origin)) for row in written)
    names = {row.origin: column.name for row, column in zip(written, columns, strict=True) if row.origin}
    made = replace(
        base,
        columns=columns,
        key=_key(written, columns, base, names),
        foreign_keys=_references(base, names),
    )
    for row, column in zip(written, columns, strict=True):
        name, code = made.code_list(column.name)
        if row.code_list != name:
            made = with_code_list(made, column.name, row.code_list, code_columns.get(row.code_list, "kode"))
        elif name and not code:
            made = with_code_list(made, column.name, name, code_columns.get(name, "kode"))
    return to_schema(made)


def _column(row: Row, old: Column | None) -> Column:
    texts: dict[str, Any] = {part: row.texts.get(part, "").strip() for part in TEXTS}
    name = texts.pop("name") or (technical_name(texts["title"]) if texts["title"] else "")
    if old is not None and texts["type"] == old.kind:
        texts["type"] = old.type
    kind = texts["type"] or "string"
    found = replace(
        old or Column(name),
        name=name,
        enum=tuple(_value(one, kind) for one in (text.strip() for text in row.enum) if one),
        required=row.required,
        unique=row.unique,
        minimum=_value(row.minimum.strip(), kind) if row.minimum.strip() else None,
        maximum=_value(row.maximum.strip(), kind) if row.maximum.strip() else None,
        **texts,
    )
    return _as_it_was(found, old) if old is not None else found


def _as_it_was(column: Column, old: Column) -> Column:
    """Keep limits and choices that say the same as before just as they were written."""
    same = {
        part: getattr(old, part)
        for part in ("minimum", "maximum")
        if limit_text(getattr(old, part)) == limit_text(getattr(column, part))
    }
    if [str(one) for one in old.enum] == [str(one) for one in column.enum]:
        same["enum"] = old.enum
    return replace(column, **same)


def limit_text(value: Any) -> str:
    """A limit as the form shows it: decimals with a comma."""
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _value(text: str, kind: str) -> Any:
    """A typed value of a numeric column as a number: ``1.234,5`` is 1234.5. Anything else stays as it was typed."""
    if kind not in (*NUMERIC, "year"):
        return text
    plain = text.replace(" ", "")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "")
    if _WHOLE.fullmatch(plain):
        return int(plain)
    return float(plain.replace(",", ".")) if _DECIMAL.fullmatch(plain) else text


def _key(
    rows: Sequence[Row], columns: Sequence[Column], base: Structure, names: Mapping[str, str]
) -> tuple[str, ...]:
    """The key in the order it had, what is new behind it."""
    wanted = [column.name for row, column in zip(rows, columns, strict=True) if row.key]
    before = [names[name] for name in base.key if name in names and names[name] in wanted]
    return (*before, *(name for name in wanted if name not in before))


def _references(base: Structure, names: Mapping[str, str]) -> tuple[Mapping[str, Any], ...]:
    """The foreign keys under the columns' new names; those of a removed column go with it."""
    kept = []
    for key in base.foreign_keys:
        own = [key["fields"]] if isinstance(key["fields"], str) else list(key["fields"])
        if all(name in names for name in own):
            new = [names[name] for name in own]
            same = new == own
            kept.append(key if same else {**key, "fields": new})
    return tuple(kept)
