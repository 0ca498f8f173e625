"""A text whose first row names every column, as programs write it: no row below is lost, whatever it leaves out."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["", "Wanasari", "Karangjati", "baik", "rusak", "-", "2024", "12", "3.5", "99.01.01", "2024-03-15"]
)
NAMES = st.lists(
    st.sampled_from(["kecamatan", "tahun", "jumlah", "luas_ha", "keterangan", "kondisi"]),
    min_size=2,
    max_size=5,
    unique=True,
)
SCHEMA = {"fields": [{"name": "Nama Desa", "type": "string"}, {"name": "Kondisi", "type": "string"}]}


def _text(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, st.data())
def test_every_row_is_data_or_told(desk: Any, names: list[str], data: Any) -> None:
    row = st.lists(WORDS, min_size=len(names), max_size=len(names)).filter(any)
    rows = data.draw(st.lists(row, min_size=1, max_size=6))
    seen = desk.inspect(_text([names, *rows]), "data.csv")
    table = seen["tables"][0]
    assert table["header_rows"] == [1]
    told = {
        row
        for item in table["set_apart"]
        for row in item["rows"]
        if "total" in item["kind"] or item["kind"] == "blank"
    }
    told |= set(range(table["first_row"], table["last_row"] + 1))
    assert told >= set(range(2, len(rows) + 2))


@pytest.mark.parametrize("first", [["", "Rusak"], ["Baru", ""], ["-", "-"]])
def test_a_schema_names_the_titles(desk: Any, first: list[str]) -> None:
    content = _text([["Nama Desa", "Kondisi"], first, ["Sukamaju", "Baik"], ["Wanasari", ""]])
    told = desk.check(content, "data.csv", schema=SCHEMA).to_dict()
    assert told["row_map"] == [2, 3, 4]


def test_a_source_below_is_no_data(desk: Any) -> None:
    content = _text(
        [
            ["kecamatan", "jumlah"],
            ["Wanasari", "1"],
            ["Karangjati", "2"],
            ["", ""],
            ["Sumber: Dinas Rekaan", ""],
        ]
    )
    table = desk.inspect(content, "data.csv")["tables"][0]
    assert (table["last_row"], table["rows"]) == (3, 2)
    assert "source" in {item["kind"] for item in table["set_apart"]}
