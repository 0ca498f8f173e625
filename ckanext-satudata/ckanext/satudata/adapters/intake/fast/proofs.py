"""Proofs that cells are certainly good for a field, for whole columns at once. What they do not cover is merely not proved."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from frictionless import Field
from frictionless.fields import DateField, IntegerField, NumberField, StringField, YearField

from .cells import Cells, Mask
from .digits import Numbers, days, decimals, padded, whole_numbers

FIRST_OF_FOUR_DIGITS = 1000_01_01
FAR = 10**17  # beyond every number that is read
BOUNDS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
Proof = Callable[[Cells], Mask]
Edges = tuple[int | None, int | None]


def proof_of(field: Field, keyed: bool) -> Proof | None:
    """Give the proof that filled cells are good, or ``None`` where only Frictionless can tell.

    ``keyed``: they must be written in plain form too, so that equal values have equal texts.
    """
    if field.constraints.get("enum") is not None or field.constraints.get("pattern") is not None:
        return None
    if type(field) is StringField and field.format == "default":
        return _string(field)
    reader = _reader_of(field)
    edges = _edges(field) if reader is not None else None
    if reader is None or edges is None:
        return None
    least, most = edges

    def proof(cells: Cells) -> Mask:
        read = reader(cells)
        plain = read.plain & _in_plain_form(field, cells, read) if keyed else read.plain
        if most is None and (least is None or (least <= 0 and not read.negative.any())):
            return plain
        low, high = read.reckon()
        plain = plain if least is None else plain & (low >= least)
        return plain if most is None else plain & (high <= most)

    return proof


def is_processed(field: NumberField) -> bool:
    """Tell whether Frictionless rewrites the field's texts before it reads them."""
    return bool({"group_char", "decimal_char", "bare_number"} & set(field.list_defined()))


def _reader_of(field: Field) -> Callable[[Cells], Numbers] | None:
    if type(field) is IntegerField and field.bare_number:
        return whole_numbers
    if type(field) is NumberField and not is_processed(field):
        return decimals
    if type(field) is DateField and field.format == "default":
        return days
    return _years if type(field) is YearField else None


def _years(cells: Cells) -> Numbers:
    read = whole_numbers(cells)
    return replace(read, plain=read.plain & (cells.lengths == 4) & ~padded(cells, read) & ~read.negative)


def _in_plain_form(field: Field, cells: Cells, read: Numbers) -> Mask:
    """Tell which cells are written as ``plain_keys`` has it."""
    if type(field) is IntegerField:
        return ~padded(cells, read)
    return read.reckon()[0] >= FIRST_OF_FOUR_DIGITS if type(field) is DateField else read.plain


def _edges(field: Field) -> Edges | None:
    """Give the least and greatest whole numbers there may be; ``None`` where a bound is not for whole numbers to tell."""
    read, least, most = field.create_value_reader(), [], []
    for name, sign in BOUNDS.items():
        if field.constraints.get(name) is None:
            continue
        bound = _number(field, read(field.constraints[name]))
        if bound is None:
            return None
        if sign == ">=":
            least.append(math.ceil(bound))
        elif sign == ">":
            least.append(math.floor(bound) + 1)
        elif sign == "<=":
            most.append(math.floor(bound))
        else:
            most.append(math.ceil(bound) - 1)
    return max(least, default=None), min(most, default=None)


def _number(field: Field, bound: Any) -> int | float | Decimal | None:
    """Give a bound as a number, days as ``20250131``."""
    if type(field) is DateField:
        return bound.year * 10_000 + bound.month * 100 + bound.day if type(bound) is date else None
    if not isinstance(bound, (int, float, Decimal)) or not math.isfinite(bound):
        return None
    return max(-FAR, min(bound, FAR))


def _string(field: StringField) -> Proof | None:
    """Prove lengths by bytes: a character takes one to four of them."""
    most, least = field.constraints.get("maxLength"), field.constraints.get("minLength")
    if any(bound is not None and type(bound) is not int for bound in (most, least)):
        return None
    low, high = 4 * (least or 0), FAR if most is None else most
    return lambda cells: (cells.lengths >= low) & (cells.lengths <= high)
