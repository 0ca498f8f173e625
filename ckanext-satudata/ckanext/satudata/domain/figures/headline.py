"""The one figure a citizen should see first, with its change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .indonesian import to_decimal
from .periods import Period, period_of
from .roles import Column, TableShape, table_shape

TOTAL_WORDS = {"jumlah", "total", "_t"}


def headline(
    schema: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], ukuran: str = "", locale: str = "id"
) -> dict[str, Any]:
    """Give ``{value, unit, period, label, change_percent, change_from}`` of the newest period, or ``{}``.

    The value is a sum over the period's rows when the measure may be summed, else the period's only row.
    The change is against the same part of the year before, else against the period before; it is None
    when the two periods do not hold equally many figures, because their sums do not compare.
    """
    shape = table_shape(schema, ukuran)
    measure = main_measure(shape)
    if measure is None:
        return {}
    sums = figures_by_period(shape, measure, rows)
    if not sums:
        return {}
    periods = sorted(sums, key=lambda period: period.sort_key)
    newest = periods[-1]
    value, count = sums[newest]
    if not measure.additive and count > 1:
        return {}
    before = compared_with(newest, periods)
    change = change_percent(sums[newest], sums[before]) if before else None
    return {
        "value": plain(value),
        "unit": measure.unit,
        "label": measure.title,
        "period": newest.label(locale),
        "change_percent": plain(change) if change is not None else None,
        "change_from": before.label(locale) if before and change is not None else None,
    }


def main_measure(shape: TableShape) -> Column | None:
    """Pick the declared total, else the first measure that sums, else the first measure."""
    candidates: Sequence[Column] = [c for c in shape.of("total") if c.additive]
    candidates = candidates or [c for c in shape.measures if c.additive] or shape.measures
    return candidates[0] if candidates else None


def figures_by_period(
    shape: TableShape, measure: Column, rows: Iterable[Mapping[str, Any]]
) -> dict[Period, tuple[Decimal, int]]:
    """Sum the measure per period: (sum, number of figures). Rows that are totals themselves are left out."""
    sums: dict[Period, tuple[Decimal, int]] = {}
    for row in rows:
        value = to_decimal(row.get(measure.name))
        if value is None or is_total_row(shape, row):
            continue
        period = period_of(row, shape.time)
        total, count = sums.get(period, (Decimal(0), 0))
        sums[period] = (total + value, count + 1)
    return sums


def is_total_row(shape: TableShape, row: Mapping[str, Any]) -> bool:
    """Tell whether a dimension of this row says Jumlah or Total."""
    return any(str(row.get(c.name) or "").strip().casefold() in TOTAL_WORDS for c in shape.of("dimension"))


def compared_with(newest: Period, periods: Sequence[Period]) -> Period | None:
    """Choose the period to compare with."""
    same = newest.year_before()
    if same in periods:
        return same
    return periods[-2] if len(periods) > 1 else None


def change_percent(now: tuple[Decimal, int], then: tuple[Decimal, int]) -> Decimal | None:
    """Give the change in per cent with one digit, or None when it cannot be told."""
    if then[0] == 0 or now[1] != then[1]:
        return None
    return ((now[0] - then[0]) / abs(then[0]) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def plain(value: Decimal) -> int | float:
    """Turn a decimal into the number that JSON carries."""
    return int(value) if value == value.to_integral_value() else float(value)
