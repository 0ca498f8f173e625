"""Which chart says what a table says: a line for three periods or more, sorted bars for one, else none.

The rules are those of the portal's guide for charts: one unit per chart, at most five series, no axis that
starts above nought, gaps stay gaps, no chart where the figure alone says it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from .headline import is_total_row, main_measure
from .indonesian import to_decimal
from .periods import Period, period_of, sorted_periods
from .roles import Column, TableShape, table_shape

MAX_SERIES = 5
MAX_BARS = 25
MIN_PERIODS = 3
OTHER_DIMENSION_LIMIT = MAX_SERIES
Rows = Sequence[Mapping[str, Any]]
SCALES = (
    (Decimal(10) ** 12, "triliun", "trillion"),
    (Decimal(10) ** 9, "miliar", "billion"),
    (Decimal(10) ** 6, "juta", "million"),
)
SCALED_ALREADY = ("ribu", "juta", "miliar", "triliun")


@dataclass(frozen=True)
class Point:
    """One figure: where it stands (period or category), in which series, and its value; None is a gap."""

    x: str
    series: str
    value: Decimal | None


@dataclass(frozen=True)
class Chart:
    """A chosen chart: ``kind`` is line or bars; ``order`` are the x values from first to last."""

    kind: str
    unit: str
    title: str
    order: tuple[str, ...]
    series: tuple[str, ...]
    points: tuple[Point, ...]
    period: str = ""
    omitted: int = 0


def choose_chart(schema: Mapping[str, Any], rows: Rows, locale: str = "id", ukuran: str = "") -> Chart | None:
    """Choose the chart of a table, or None when the table or its headline says more."""
    shape = table_shape(schema, ukuran)
    measure = main_measure(shape)
    if measure is None:
        return None
    kept = [row for row in rows if not is_total_row(shape, row)]
    periods = sorted_periods(kept, shape.time) if shape.time else []
    if len(periods) >= MIN_PERIODS:
        chart = line_chart(shape, measure, kept, periods, locale)
    else:
        chart = bar_chart(shape, measure, kept, periods[-1] if periods else None, locale)
    return scaled(chart, locale) if chart else None


def scaled(chart: Chart, locale: str) -> Chart:
    """Write large figures in millions, billions or trillions of their unit: ``miliar rupiah``."""
    largest = max((abs(point.value) for point in chart.points if point.value is not None), default=Decimal(0))
    if chart.unit.startswith(SCALED_ALREADY):
        return chart
    for factor, indonesian, english in SCALES:
        if largest >= 10 * factor:
            points = tuple(
                replace(p, value=p.value / factor) if p.value is not None else p for p in chart.points
            )
            word = english if locale == "en" else indonesian
            return replace(chart, points=points, unit=f"{word} {chart.unit}".strip())
    return chart


def line_chart(
    shape: TableShape, measure: Column, rows: Rows, periods: Sequence[Period], locale: str
) -> Chart | None:
    """Draw the measure over time: by its parts, by a small dimension, or as one line."""
    order = tuple(period.short_label(locale) for period in periods)
    named = [(period_of(row, shape.time).short_label(locale), row) for row in rows]
    parts = series_measures(shape, measure)
    if len(parts) > 1:
        pairs = [(x, column.title, row, column) for x, row in named for column in parts]
        return line_of(pairs, measure, order, [column.title for column in parts])
    dimension = series_dimension(shape, rows)
    if dimension is not None:
        names = list(dict.fromkeys(str(row.get(dimension.name)) for row in rows))
        pairs = [(x, str(row.get(dimension.name)), row, measure) for x, row in named]
        return line_of(pairs, measure, order, names)
    return line_of([(x, measure.title, row, measure) for x, row in named], measure, order, [measure.title])


def line_of(
    pairs: Sequence[tuple[str, str, Mapping[str, Any], Column]],
    measure: Column,
    order: tuple[str, ...],
    series: Sequence[str],
) -> Chart | None:
    """Add up each series per period; a measure that does not add up must have one figure per point."""
    sums: dict[tuple[str, str], Decimal] = {}
    for x, name, row, column in pairs:
        value = to_decimal(row.get(column.name))
        if value is None:
            continue
        if (x, name) in sums and not column.additive:
            return None
        sums[x, name] = sums.get((x, name), Decimal(0)) + value
    if len(sums) < MIN_PERIODS:
        return None
    points = tuple(Point(x, name, sums.get((x, name))) for name in series for x in order)
    return Chart("line", measure.unit, measure.title, order, tuple(series), points)


def series_measures(shape: TableShape, measure: Column) -> list[Column]:
    """Give two to five measures of the main measure's unit that are no totals; else just the main one."""
    parts = [c for c in shape.of("measure") if c.unit == measure.unit and c.additive == measure.additive]
    return parts if 1 < len(parts) <= MAX_SERIES else [measure]


def series_dimension(shape: TableShape, rows: Rows) -> Column | None:
    """Give the first dimension with two to five members, places last."""
    for column in sorted(shape.dimensions, key=lambda column: column.is_place):
        members = {str(row.get(column.name)) for row in rows}
        if 1 < len(members) <= OTHER_DIMENSION_LIMIT:
            return column
    return None


def bar_chart(
    shape: TableShape, measure: Column, rows: Rows, period: Period | None, locale: str
) -> Chart | None:
    """Draw the newest period by place (else by the first dimension) as bars, the largest first."""
    columns = sorted(shape.dimensions, key=lambda column: not column.is_place)
    if not columns:
        return None
    sums: dict[str, Decimal] = {}
    for row in rows:
        value = to_decimal(row.get(measure.name))
        if value is None or (period is not None and period_of(row, shape.time) != period):
            continue
        name = str(row.get(columns[0].name))
        if name in sums and not measure.additive:
            return None
        sums[name] = sums.get(name, Decimal(0)) + value
    if len(sums) < 2:
        return None
    ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    points = tuple(Point(name, measure.title, value) for name, value in ranked[:MAX_BARS])
    return Chart(
        kind="bars",
        unit=measure.unit,
        title=measure.title,
        order=tuple(point.x for point in points),
        series=(measure.title,),
        points=points,
        period=period.label(locale) if period else "",
        omitted=max(0, len(ranked) - MAX_BARS),
    )
