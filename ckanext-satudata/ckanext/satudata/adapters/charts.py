"""Charts as SVG text, drawn on the server with Vega-Lite: no script or style element, real text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from html import escape
from typing import Any

import vl_convert

from ckanext.satudata.domain.figures.chart import Chart, choose_chart
from ckanext.satudata.domain.figures.headline import headline
from ckanext.satudata.domain.figures.indonesian import format_number

__all__ = ["draw", "figure", "headline", "size_of"]

PALETTE = ("#0B4F8A", "#D9540B", "#3E9BB2", "#662431", "#A024F2")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
INK, FAINT = "#1B1B1B", "#D0D5DB"
VERSION = "5.21"
BAR_STEP = 24
LINE_HEIGHT = {True: 220, False: 320}
NARROW = 480
WIDTHS = (720, 340)
"""Of the two pictures of a figure: for a desktop and for a telephone, in pixels."""
WORDS = {
    "id": {
        "line": "Diagram garis %(title)s (%(unit)s), %(first)s sampai %(last)s.",
        "bars": "Diagram batang %(title)s (%(unit)s) per wilayah/kelompok, %(period)s; terbesar %(first)s.",
    },
    "en": {
        "line": "Line chart of %(title)s (%(unit)s), %(first)s to %(last)s.",
        "bars": "Bar chart of %(title)s (%(unit)s) by area or group, %(period)s; largest %(first)s.",
    },
}
LOCALES: dict[str, dict[str, Any]] = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp", ""]},
}


def figure(
    schema: Mapping[str, Any],
    rows: Iterable[Mapping[str, Any]],
    locale: str = "id",
    width: int = 720,
    ukuran: str = "",
    title: str = "",
) -> str | None:
    """Draw the table's chart ``width`` pixels wide; None when no chart says more than the table.

    ``title`` (the dataset's) goes into the spoken description; without it the measure's title does.
    """
    language = "en" if locale == "en" else "id"
    chart = choose_chart(schema, list(rows), language, ukuran)
    return draw(chart, language, width, title) if chart else None


def draw(chart: Chart, locale: str, width: int, title: str = "") -> str:
    """Draw a chart that was chosen already, ``width`` pixels wide."""
    language = "en" if locale == "en" else "id"
    spec = line_spec(chart, width, language) if chart.kind == "line" else bar_spec(chart, width, language)
    svg = vl_convert.vegalite_to_svg(
        spec, vl_version=VERSION, format_locale=LOCALES[language], allowed_base_urls=[]
    )
    return described(str(svg), describe(chart, language, title))


def size_of(chart: Chart, width: int) -> tuple[int, int]:
    """Width and height in pixels of the chart drawn ``width`` pixels wide."""
    if chart.kind == "line":
        return width, LINE_HEIGHT[width < NARROW]
    return width, BAR_STEP * len(chart.order) + 40


def marks(chart: Chart, wanted: int) -> int:
    """How many marks an axis has: of what is counted in whole numbers none stands between two of them."""
    values = [point.value for point in chart.points if point.value is not None]
    if any(value != value.to_integral_value() for value in values):
        return wanted
    return max(1, min(wanted, int(max([0, *values]) - min([0, *values]))))


def describe(chart: Chart, language: str, title: str) -> str:
    """Say in one sentence what the chart shows; the figures themselves are in the table beside it."""
    return WORDS[language][chart.kind] % {
        "title": title or chart.title,
        "unit": chart.unit.replace("_", " "),
        "first": chart.order[0],
        "last": chart.order[-1],
        "period": chart.period,
    }


def described(svg: str, description: str) -> str:
    """Make the SVG one image with a description for those who hear it."""
    label = escape(description, quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def base_spec(chart: Chart, width: int, language: str) -> dict[str, Any]:
    """Give what every chart shares: data, size, fonts, colours, the description that is read aloud."""
    values = [
        {
            "x": point.x,
            "s": point.series,
            "v": None if point.value is None else float(point.value),
            "t": "" if point.value is None else format_number(rounded(point.value), language),
        }
        for point in chart.points
    ]
    return {
        "width": width,
        "height": size_of(chart, width)[1],
        "autosize": {"type": "fit", "contains": "padding"},
        "background": "transparent",
        "data": {"values": values},
        "config": {
            "aria": False,
            "font": "Arial, Liberation Sans, sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "titleColor": INK,
                "gridColor": FAINT,
                "labelFontSize": 12,
                "titleFontSize": 12,
            },
            "text": {"color": INK, "fontSize": 12},
        },
    }


def rounded(value: Decimal) -> Decimal:
    """Round a figure for a label to two digits after the mark."""
    return value if value == value.to_integral_value() else round(value, 2)


def series_colour(chart: Chart) -> dict[str, Any]:
    """Give each series its colour of the palette."""
    return {
        "field": "s",
        "type": "nominal",
        "sort": list(chart.series),
        "scale": {"domain": list(chart.series), "range": list(PALETTE[: len(chart.series)])},
        "legend": None,
    }


def line_spec(chart: Chart, width: int, language: str) -> dict[str, Any]:
    """Draw lines with a marker shape per series, named at the line's end; a single line carries no name."""
    narrow = width < NARROW
    spec = base_spec(chart, width, language)
    x = {
        "field": "x",
        "type": "ordinal",
        "sort": list(chart.order),
        "scale": {"domain": list(chart.order)},
        "axis": {
            "title": None,
            "labelAngle": 0 if len(chart.order) <= (4 if narrow else 8) else -45,
            "labelOverlap": True,
        },
    }
    y = {
        "field": "v",
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {
            "title": chart.unit.replace("_", " ") or None,
            "format": ",~f",
            "tickCount": marks(chart, 5),
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleY": -8,
        },
    }
    shape = {
        "field": "s",
        "type": "nominal",
        "sort": list(chart.series),
        "scale": {"domain": list(chart.series), "range": list(SHAPES[: len(chart.series)])},
        "legend": None,
    }
    colour = series_colour(chart)
    legend = {
        "title": None,
        "orient": "top",
        "labelFontSize": 12,
        "labelLimit": 220,
        "columns": 1 if narrow else 3,
    }
    if len(chart.series) > 1:
        colour["legend"] = shape["legend"] = legend
    return {
        **spec,
        "encoding": {"x": x, "y": y, "color": colour},
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2.5, "invalid": "break-paths-filter-domains"}},
            {
                "mark": {"type": "point", "filled": True, "opacity": 1, "size": 50, "invalid": "filter"},
                "encoding": {"shape": shape},
            },
        ],
    }


def bar_spec(chart: Chart, width: int, language: str) -> dict[str, Any]:
    """Draw horizontal bars, the largest on top, each with its figure."""
    spec = base_spec(chart, width, language)
    y = {
        "field": "x",
        "type": "nominal",
        "sort": list(chart.order),
        "axis": {"title": None, "labelLimit": 120 if width < NARROW else 240},
    }
    largest = max(float(point.value or 0) for point in chart.points)
    smallest = min(0.0, *(float(point.value or 0) for point in chart.points))
    x = {
        "field": "v",
        "type": "quantitative",
        "scale": {
            "zero": True,
            "nice": False,
            "domain": [smallest, (largest or 1.0) * (1.25 if width < NARROW else 1.12)],
        },
        "axis": {
            "title": chart.unit.replace("_", " ") or None,
            "format": ",~f",
            "tickCount": marks(chart, 3 if width < NARROW else 5),
        },
    }
    return {
        **spec,
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "bar", "color": PALETTE[0], "height": {"band": 0.7}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 4},
                "encoding": {"text": {"field": "t", "type": "nominal"}},
            },
        ],
    }
