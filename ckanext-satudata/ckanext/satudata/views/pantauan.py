"""Monitoring: what is late, how long the work takes, why it comes back, what was refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint, Response

from ckanext.satudata.adapters import charts
from ckanext.satudata.domain.figures.chart import Chart, Point
from ckanext.satudata.logic.shapes.statistics import GROUPS, tables

from .common import Errors, call, download, errors_of, maybe, page_number, signed_in

blueprint = Blueprint("satudata_pantauan", __name__)
WIDTHS = (720, 340)
LINES = 50
ASKED = ("from", "to", "org_id", "group_by")


@blueprint.route("/pantauan")
@signed_in
def index() -> Any:
    """Show the figures of a period, for the offices that the person may see."""
    asked = question()
    errors: Errors = []
    try:
        found = call("satudata_statistics_show", **asked)
    except tk.ValidationError as wrong:
        errors = errors_of(wrong)
        found = call("satudata_statistics_show")
    shown = {
        "found": found,
        "tables": tables(found),
        "asked": {**asked, **found["period"], "group_by": found["group_by"]},
        "query": asked if not errors else {},
        "charts": sizes(found),
        "groups": GROUPS,
        "errors": errors,
        "sees_queue": tk.h.check_access("satudata_queue_list"),
        "reads_refusals": maybe("satudata_refusal_list", limit=0) is not None,
    }
    return tk.render("satudata/pantauan/index.html", shown)


@blueprint.route("/pantauan/<name>.csv")
@signed_in
def tabel(name: str) -> Any:
    """Give one of the tables as CSV."""
    found = tables(call("satudata_statistics_show", **question()))
    if name not in found:
        raise tk.ObjectNotFound()
    head, rows = found[name]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return download([text.getvalue().encode()], f"pantauan-{name}.csv", "text/csv")


@blueprint.route("/pantauan/grafik-<name>-<int:width>.svg")
@signed_in
def grafik(name: str, width: int) -> Any:
    """Draw one of the charts at one of the two widths."""
    if name not in CHARTS or width not in WIDTHS:
        raise tk.ObjectNotFound()
    answer = call("satudata_statistics_show", **question())
    chart = chart_of(name, answer)
    svg = charts.draw(chart, tk.h.satudata_lang(), width, chart.title)
    return Response(svg, mimetype="image/svg+xml", headers={"Cache-Control": "private, no-store"})


@blueprint.route("/pantauan/ditolak")
@signed_in
def ditolak() -> Any:
    """List refused attempts, the newest first."""
    page = page_number()
    asked = {
        name: value for name in ("from", "to", "user") if (value := tk.request.args.get(name, "").strip())
    }
    found = call("satudata_refusal_list", **asked, limit=LINES, offset=(page - 1) * LINES)
    shown = {"found": found, "page": page, "asked": asked, "more": page * LINES < found["count"]}
    return tk.render("satudata/pantauan/ditolak.html", shown)


def question() -> dict[str, str]:
    """What the address asks for."""
    return {name: value for name in ASKED if (value := tk.request.args.get(name, "").strip())}


def chart_of(name: str, found: Mapping[str, Any]) -> Chart:
    """One of the charts, of what was found."""
    rows = bars(name, found)
    title, unit = CHARTS[name]()
    points = tuple(Point(label, "", Decimal(str(value))) for label, value in rows)
    order = tuple(point.x for point in points)
    return Chart("bars", unit, title, order, ("",), points, period_words(found["period"]))


def sizes(found: Mapping[str, Any]) -> dict[str, list[dict[str, int]]]:
    """Width and height of each chart that says more than its table, at each width: the page keeps their place."""
    drawn = {name: chart_of(name, found) for name in CHARTS if len(bars(name, found)) > 1}
    return {
        name: [dict(zip(("width", "height"), charts.size_of(chart, width), strict=True)) for width in WIDTHS]
        for name, chart in drawn.items()
    }


def period_words(period: Mapping[str, str]) -> str:
    """The period as the chart's description says it."""
    return f"{tk.h.satudata_date(period['from'])} – {tk.h.satudata_date(period['to'])}"


CHARTS = {
    "waktu": lambda: (_("Median lead time"), _("working days")),
    "tahap": lambda: (_("Waiting now, by stage"), _("submissions")),
    "alasan": lambda: (_("Reasons of returns"), _("times")),
}
"""Title and unit of each chart."""


def bars(name: str, found: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Labels and figures of a chart, the largest first."""
    rows = {
        "waktu": [(row["label"], row["median"]) for row in found["lead_times"]],
        "tahap": [(row["label"], row["count"]) for row in found["backlog"]["stage"]],
        "alasan": [(row["label"], row["count"]) for row in found["reasons"]],
    }[name]
    return sorted(rows, key=lambda row: -row[1])[:25]
