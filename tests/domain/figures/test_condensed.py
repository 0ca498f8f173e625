"""The chart of a large table is chosen from a table made small; it is the chart of all rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.figures import condense
from ckanext.satudata.domain.figures.chart import choose_chart

FIELDS: list[dict[str, Any]] = [
    {"name": "kode_kecamatan", "type": "string"},
    {"name": "nama_kecamatan", "type": "string"},
    {"name": "tahun", "type": "year"},
    {"name": "jenis", "type": "string"},
    {"name": "nomor", "type": "string"},
]
ADDED = [
    {"name": "laki", "type": "integer", "unit": "orang"},
    {"name": "total", "type": "integer", "unit": "orang"},
]
PARTS = [
    {"name": "laki", "type": "integer", "unit": "orang"},
    {"name": "perempuan", "type": "integer", "unit": "orang"},
    {"name": "jumlah", "type": "integer", "unit": "orang", "satudata:role": "total"},
]
SHARES = [{"name": "persentase", "type": "number", "unit": "persen"}]
PLACES = {"99.01.01": "Wanasari", "99.01.02": "Karangjati", "": "Jumlah"}
FIGURE = st.sampled_from(["", "0", "1", "2.5", "-3", "1000000000000", "..."])


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, str]]]:
    measures = draw(st.sampled_from([ADDED, PARTS, SHARES, [*ADDED, *SHARES]]))
    years = draw(st.sampled_from([("2024", "2025"), ("2022", "2023", "2024", "2025")]))
    row = st.fixed_dictionaries(
        {
            "kode_kecamatan": st.sampled_from(sorted(PLACES)),
            "tahun": st.sampled_from(years),
            "jenis": st.sampled_from(["A", "B", ""]),
            "nomor": st.integers(1, 40).map(str),
            **{one["name"]: FIGURE for one in measures},
        }
    )
    rows = draw(st.lists(row, max_size=30))
    named = [{**one, "nama_kecamatan": PLACES[one["kode_kecamatan"]]} for one in rows]
    return {"fields": [*FIELDS, *measures]}, named


@given(tables())
def test_the_chart_of_the_condensed_rows_is_that_of_all_rows(
    table: tuple[dict[str, Any], list[dict[str, str]]],
) -> None:
    schema, rows = table
    assert choose_chart(schema, condense.condensed(schema, rows)) == choose_chart(schema, rows)


def test_a_register_becomes_as_many_rows_as_a_chart_tells_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = {"fields": [*FIELDS, *ADDED]}
    rows = [
        {
            "kode_kecamatan": "99.01.01",
            "nama_kecamatan": "Wanasari",
            "jenis": "AB"[at % 2],
            "tahun": str(2020 + at % 4),
            "nomor": f"SN-{at}",
            "laki": "1",
            "total": "2",
        }
        for at in range(5_000)
    ]
    small = condense.condensed(schema, rows)
    assert len(small) == 4
    assert sum(one["total"] for one in small) == 10_000
    assert choose_chart(schema, small) == choose_chart(schema, rows)
    monkeypatch.setattr(condense, "MOST_ROWS", 3)
    assert condense.condensed(schema, rows) == []
