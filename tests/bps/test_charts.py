"""Charts drawn for real: safe SVG, real text, Indonesian numbers, the same bytes again."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from decimal import Decimal
from typing import Any

import pytest

from ckanext.satudata.adapters.charts import PALETTE, draw, figure, headline, size_of
from ckanext.satudata.domain.figures.chart import Chart, Point
from support.bundle_samples import SCHEMA, population_csv

ROWS = list(csv.DictReader(io.StringIO(population_csv().decode())))
NEWEST = [row for row in ROWS if (row["tahun"], row["semester"]) == ("2025", "2")]


def texts(svg: str) -> list[str]:
    return [
        "".join(node.itertext())
        for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


def drawn(rows: list[dict[str, Any]], **more: Any) -> str:
    svg = figure(SCHEMA, rows, **more)
    assert svg is not None
    return svg


@pytest.mark.parametrize("rows", [ROWS, NEWEST], ids=["line", "bars"])
@pytest.mark.parametrize("width", [340, 720])
def test_svg_is_safe_small_and_as_wide_as_asked(rows: list[dict[str, Any]], width: int) -> None:
    svg = drawn(rows, width=width)
    assert not re.search(r"<(script|style|image|foreignObject)|\sstyle=|\son[a-z]+=|href=", svg)
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("role")) == (str(width), "img")
    assert len(svg) < 40_000
    assert drawn(rows, width=width) == svg


def test_a_line_per_part_in_colours_of_the_palette() -> None:
    svg = drawn(ROWS)
    assert {"Laki-laki", "Perempuan", "S1 2023", "S2 2025", "orang", "0", "30.000"} <= set(texts(svg))
    assert PALETTE[0] in svg
    assert PALETTE[1] in svg
    assert "Diagram garis" in svg


def test_bars_largest_first_with_their_figures() -> None:
    words = texts(drawn(NEWEST))
    names = [word for word in words if word in {"Karangjati", "Wanasari", "Sukamaju Kota"}]
    assert names == ["Karangjati", "Wanasari", "Sukamaju Kota"]
    assert {"30.312", "20.412", "10.512"} <= set(words)


def test_english_numbers_and_words() -> None:
    svg = drawn(NEWEST, locale="en", title="Population")
    assert "30,312" in texts(svg)
    assert 'aria-label="Bar chart of Population (orang)' in svg


def test_names_are_escaped() -> None:
    rows = [{**row, "nama_kecamatan": f'<b onload="x">{row["nama_kecamatan"]}&'} for row in NEWEST]
    svg = drawn(rows, title='"><script>')
    ElementTree.fromstring(svg)
    assert "<script" not in svg
    assert "<b " not in svg


def test_no_chart_where_there_is_nothing_to_compare() -> None:
    assert figure(SCHEMA, NEWEST[:1]) is None
    assert figure(SCHEMA, []) is None


def test_headline_of_the_sample() -> None:
    assert headline(SCHEMA, ROWS) == {
        "value": 61236,
        "unit": "orang",
        "label": "Jumlah",
        "period": "Semester 2 2025",
        "change_percent": 1.4,
        "change_from": "Semester 2 2024",
    }


@pytest.mark.parametrize("kind", ["bars", "line"])
@pytest.mark.parametrize("width", [720, 340])
def test_counts_have_no_mark_between_whole_numbers(kind: str, width: int) -> None:
    def drawn(*values: str) -> set[str]:
        points = tuple(Point(f"Tahap {at}", "", Decimal(value)) for at, value in enumerate(values))
        order = tuple(point.x for point in points)
        chart = Chart(kind, "pengajuan", "Menunggu", order, ("",), points, "2026")
        svg = draw(chart, "id", width)
        size = re.search(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"', svg)
        assert size and (float(size[1]), float(size[2])) == size_of(chart, width)
        return set(re.findall(r">(\d+,\d+)<", svg))

    assert not drawn("2", "1", "1")
    assert drawn("1.5", "0.5")
