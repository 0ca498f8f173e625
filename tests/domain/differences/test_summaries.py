"""What a column holds, in a few numbers."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.satudata.adapters.table_summary import summaries
from ckanext.satudata.domain.tablesummary import summarise


def test_numbers_have_ends_and_a_middle_texts_their_commonest_values() -> None:
    rows = [("a", "3"), ("b", "1"), ("a", "2.5"), ("", "")]
    text, figure = summarise(("nama", "n"), rows, {"n"})
    assert (text.filled, text.empty, text.distinct, text.top) == (3, 1, 2, (("a", 2), ("b", 1)))
    assert (figure.lowest, figure.middle, figure.highest) == ("1", "2.5", "3")
    assert (figure.filled, figure.empty, figure.unread) == (3, 1, 0)


def test_what_is_no_number_in_a_column_of_numbers_is_counted() -> None:
    (figure,) = summarise(("n",), [("1",), ("1 503",), ("NaN",)], {"n"})
    assert (figure.filled, figure.unread, figure.highest) == (3, 2, "1")


def test_large_numbers_are_written_in_digits() -> None:
    (figure,) = summarise(("n",), [("12345678901234",)], {"n"})
    assert figure.highest == "12345678901234"


def test_an_empty_table_has_empty_summaries() -> None:
    (figure,) = summarise(("n",), [], {"n"})
    assert (figure.filled, figure.empty, figure.lowest) == (0, 0, "")


CELLS = st.sampled_from(
    ["", "1", "2.5", "-10", "1e3", "NaN", "inf", "Wanasari", 'ia "x"', "a,b", "1\n2", "é", " 1"]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=12))
def test_columns_summarised_on_disk_hold_the_same(rows: list[tuple[str, str]]) -> None:
    header = ("nama", "n")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "data.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([header, *rows])
        assert summaries(path, header, {"n"}, Path(name)) == summarise(header, rows, {"n"})
