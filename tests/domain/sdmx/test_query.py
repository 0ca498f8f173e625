"""Questions in the shape of SDMX REST, and periods with the days they span."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.sdmx.periods import PATTERNS, coverage_period, fits, span
from ckanext.satudata.domain.sdmx.query import (
    BadQuestion,
    Reference,
    day,
    edition_number,
    flow_reference,
    reference,
)


def test_paths_name_what_is_asked_for() -> None:
    assert reference("all", "all", "latest") == Reference()
    assert reference("SDI", "A+B", "2.0") == Reference("SDI", frozenset("AB"), "2.0")
    assert flow_reference("SDI,DF_X,all") == Reference("SDI", frozenset({"DF_X"}), "all")
    assert flow_reference("DF_X") == Reference("", frozenset({"DF_X"}))
    assert [edition_number(text) for text in ("2.0", "2", "2.0.0", "2.1", "x")] == [2, 2, 2, None, None]


@pytest.mark.parametrize("text", ["", "a,b,c,d", "a b", "../etc", "SDI,", "SDI,DF_X,satu"])
def test_what_is_no_dataflow_is_told(text: str) -> None:
    with pytest.raises(BadQuestion):
        flow_reference(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-S2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-T1", date(2024, 1, 1), date(2024, 4, 30)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-W01", date(2024, 1, 1), date(2024, 1, 7)),
        ("2024-08-17", date(2024, 8, 17), date(2024, 8, 17)),
        ("2023-01-01/P3Y", date(2023, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_span_days(text: str, first: date, last: date) -> None:
    assert span(text) == (first, last)


@given(st.text(max_size=20))
def test_no_text_breaks_a_question(text: str) -> None:
    try:
        found = day(text, 0, "startPeriod")
    except BadQuestion as bad:
        assert bad.code == "period"
    else:
        assert found is None or isinstance(found, date)


def test_a_period_fits_its_frequency_alone() -> None:
    assert fits("A", "2024") and fits("_O", "2023-01-01/P3Y")
    assert not any(fits(freq, "2023/2024") for freq in PATTERNS)
    assert not fits("Q", "2024-S1") and not fits("M", "2024-M13") and not fits("ZZ", "2024")


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2023", "2025", "2023-01-01/P3Y"),
        ("2023", "2023", "2023"),
        ("", "", "2026"),
        ("2024-05", "2024-05", "2024-M05"),
        ("", "2022", "2022"),
    ],
)
def test_a_table_without_a_period_has_that_of_its_description(first: str, last: str, text: str) -> None:
    assert coverage_period(first, last, 2026).text == text
