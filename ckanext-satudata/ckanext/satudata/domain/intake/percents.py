"""Percent figures written with and without their sign, and fractions of one among them."""

from __future__ import annotations

from decimal import Decimal

from .grid import Percent, Value
from .numbers import native, parts_of, read
from .stats import Stats

FRACTION, BELOW_ONE, AS_IT_STANDS = "fraction", "below_one", "percent"


def bare_figures(stats: Stats, kind: str | None) -> tuple[list[Decimal], int]:
    """Give the figures of a column that stand without a percent sign, once per cell, and how many stand with one."""
    bare: list[Decimal] = []
    shown = stats.percents
    for value, count in stats.bare.items():
        number = native(value)
        bare += [number] * count if number is not None else []
    for text, count in stats.numbers.counts.items():
        parts, found = parts_of(text), read(text, kind, True)
        if parts is not None and parts.percent:
            shown += count
        elif found is not None:
            bare += [found.number] * count
    return bare, shown


def raised(value: Value, number: Decimal, how: str | None) -> Decimal:
    """Give a percent figure: a fraction of one is raised a hundred times where a person said that it is one."""
    if how not in (FRACTION, BELOW_ONE) or isinstance(value, Percent):
        return number
    parts = parts_of(value) if isinstance(value, str) else None
    if (parts is not None and parts.percent) or (how == BELOW_ONE and not 0 < number <= 1):
        return number
    return number * 100
