"""A series and an upload become one by key, and nothing is lost."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.satudata.adapters.intake.series_join import SeriesJoin
from ckanext.satudata.domain.intake.merge import MergeError, merge_rows

KEY = ["kode", "tahun"]
HEADER = ["kode", "tahun", "nilai"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABCD"), st.sampled_from(["2023", "2024", "2025"]), st.integers(0, 99).map(str)
    ),
    unique_by=lambda row: row[:2],
)


@given(ROWS, ROWS)
def test_union_by_key_new_wins(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> None:
    merged = merge_rows((HEADER, old), (HEADER, new), KEY)
    expected = {row[:2]: row[2] for row in old} | {row[:2]: row[2] for row in new}
    assert {tuple(row[:2]): row[2] for row in merged.rows} == expected
    assert len(merged.rows) == len(expected)
    for row, at in zip(merged.rows, merged.origin, strict=True):
        assert at is None or tuple(row) == new[at]
    told = merged.summary
    assert told["added"] + told["replaced"] + told["unchanged"] == len(new)
    assert told["rows_after"] == told["rows_before"] + told["added"]


@given(ROWS, ROWS)
def test_merging_twice_changes_nothing(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> None:
    once = merge_rows((HEADER, old), (HEADER, new), KEY)
    twice = merge_rows((once.header, once.rows), (HEADER, new), KEY)
    assert twice.rows == once.rows and twice.summary["unchanged"] == len(new)


def test_doubled_keys_of_the_upload_are_kept_for_the_check() -> None:
    merged = merge_rows(
        (HEADER, [["A", "2024", "1"]]), (HEADER, [["A", "2025", "2"], ["A", "2025", "3"]]), KEY
    )
    assert len(merged.rows) == 3


def test_a_status_column_that_comes_later() -> None:
    new = (["kode", "tahun", "nilai", "nilai_status"], [["A", "2025", "", "O"]])
    merged = merge_rows((HEADER, [["A", "2024", "7"]]), new, KEY)
    assert merged.header == ["kode", "tahun", "nilai", "nilai_status"]
    assert merged.rows == [["A", "2024", "7", "A"], ["A", "2025", "", "O"]]


def test_a_missing_key_column_is_told() -> None:
    with pytest.raises(MergeError) as caught:
        merge_rows((HEADER, []), (["kode", "nilai"], []), KEY)
    assert (caught.value.side, caught.value.missing) == ("new", ["tahun"])


TEXT = st.sampled_from(["", "1", "2.5", "x", "a,b", 'ia "ya"', "1\n2"])
DOUBLED = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from(["2024", "2025"]), TEXT, TEXT), max_size=8
)
HEADERS = st.sampled_from(
    [["kode", "tahun", "nilai", "n"], ["tahun", "kode", "n", "m"], ["kode", "tahun", "m", "m_status"]]
)


@settings(deadline=None)
@given(HEADERS, DOUBLED, HEADERS, DOUBLED)
def test_tables_joined_on_disk_are_the_same(
    old_header: list[str], old: list[tuple[str, ...]], new_header: list[str], new: list[tuple[str, ...]]
) -> None:
    wanted = merge_rows((old_header, old), (new_header, new), KEY)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, header, rows in (("base", old_header, old), ("new", new_header, new)):
            with (folder / file).open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows([header, *rows])
        joined = SeriesJoin(folder / "base", folder / "new", KEY, folder / "gabung.db")
        assert (joined.header, list(joined.rows())) == (wanted.header, [list(row) for row in wanted.rows])
        assert (joined.origin, joined.summary) == (wanted.origin, wanted.summary)
