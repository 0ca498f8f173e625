"""The ends of series, series put in order, and what there are data for: compared with the plainest way to work it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.sdmx import series
from ckanext.satudata.domain.sdmx.availability import available, only
from ckanext.satudata.domain.sdmx.model import Code, Component, Structure, Words
from ckanext.satudata.domain.sdmx.periods import span
from ckanext.satudata.domain.sdmx.query import read_filter
from ckanext.satudata.domain.sdmx.reading import Cell, Row
from ckanext.satudata.domain.sdmx.series import TooMuch, grouped, limited

NAMES = ("FREQ", "REF_AREA", "INDICATOR", "JENIS")
STRUCTURE = Structure(
    "SDI_K9901",
    Words("a"),
    "DF_A",
    "1.0",
    Words("a"),
    Words("a"),
    datetime(2026, 1, 1, tzinfo=UTC),
    tuple(Component(name, Words(name)) for name in NAMES),
    (),
    (),
    {},
    Code("P", Words("p")),
)
PERIODS = {"A": ["2019", "2020", "2021", "2022"], "M": ["2020-M02", "2020-M10", "2021-M01"]}
Plain = tuple[str, ...]


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Rows in any order, each key once, some cells left out."""
    keys = [(f, a, j, p) for f in PERIODS for a in "KL" for j in "XY" for p in PERIODS[f]]
    chosen = draw(st.lists(st.sampled_from(keys), unique=True))
    parts = draw(st.lists(st.sampled_from(["I", "J", "IJ"]), min_size=len(chosen), max_size=len(chosen)))
    return [
        Row(n, (f, a), (j,), p, tuple(Cell(i, str(n), ()) for i in part))
        for n, ((f, a, j, p), part) in enumerate(zip(chosen, parts, strict=True))
    ]


def flat(rows: Iterator[Row] | list[Row]) -> list[tuple[Plain, str, str]]:
    return [((*r.head, c.indicator, *r.tail), r.period, c.value) for r in rows for c in r.cells]


@given(tables(), st.integers(0, 3), st.integers(0, 3))
def test_the_ends_of_every_series(rows: list[Row], first: int, last: int) -> None:
    wanted = set()
    for _, group in groupby(sorted(flat(rows)), key=lambda one: one[0]):
        ordered = sorted(group, key=lambda one: span(one[1]))
        wanted |= {*ordered[:first], *(ordered[-last:] if last else [])}
    found = flat(limited(lambda: rows, first, last))
    assert found == [one for one in flat(rows) if one in wanted]


@given(tables())
def test_series_hold_every_observation_in_order_of_time(rows: list[Row]) -> None:
    found = [(key, period, cell.value) for key, group in grouped(rows) for period, cell in group]
    assert sorted(found) == sorted(flat(rows))
    for key, group in grouped(rows):
        days = [span(period) for period, _ in group]
        assert days == sorted(days) and len(set(days)) == len(days), key
    keys = [key for key, _ in grouped(rows)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("way", ["limited", "grouped"])
def test_too_much_is_refused_before_the_first_row(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "MOST_SERIES", 2)
    monkeypatch.setattr(series, "MOST_GROUPED", 2)
    rows = [Row(n, ("A", f"K{n}"), ("X",), "2020", (Cell("I", "1", ()),)) for n in range(3)]
    ways = {"limited": lambda some: limited(lambda: some, 1, 0), "grouped": grouped}
    assert len(list(ways[way](rows[:2]))) == 2
    with pytest.raises(TooMuch):
        next(iter(ways[way](rows)))


KEYS = ["all", "A...", ".K.I.X", "M.L+K.J.", "..I+J.Y", ".K+Z..X", "A.Z.."]


@given(tables(), st.sampled_from(KEYS), st.sampled_from(["", "2020", "2021"]), st.booleans())
def test_what_there_are_data_for(rows: list[Row], key: str, start: str, exact: bool) -> None:
    asked = read_filter(key, start, "", STRUCTURE)
    found = available(rows, asked, STRUCTURE, exact)
    chosen = flat(asked.rows(rows))
    assert found.observations == len(chosen)
    for at, name in enumerate(NAMES):
        free = replace(asked, codes=(*asked.codes[:at], None, *asked.codes[at + 1 :]))
        source = chosen if exact else flat(free.rows(rows))
        assert found.codes[name] == {one[0][at] for one in source}, name
    timed = chosen if exact else flat(replace(asked, start=None).rows(rows))
    days = [span(one[1]) for one in timed]
    first = min((one[0].isoformat() for one in days), default="")
    assert (found.first, found.last) == (first, max((one[1].isoformat() for one in days), default=""))


def test_one_dimension_is_told_alone() -> None:
    row = Row(1, ("A", "K"), ("X",), "2020", (Cell("I", "1", ()),))
    found = available([row], read_filter("all", "", "", STRUCTURE), STRUCTURE, exact=True)
    assert only(found, "REF_AREA") == {"REF_AREA": {"K"}}
    assert only(found, "all") == {"FREQ": {"A"}, "REF_AREA": {"K"}, "INDICATOR": {"I"}, "JENIS": {"X"}}
