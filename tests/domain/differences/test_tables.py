"""The difference of two tables, schemas and texts hides nothing: applied to the one, it gives the other."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.satudata.adapters.table_compare import compared
from ckanext.satudata.domain.growth import growth
from ckanext.satudata.domain.schemadiff import SchemaDiff, schema_diff
from ckanext.satudata.domain.tablediff import (
    CellChange,
    Counts,
    Place,
    Table,
    TableDiff,
    Values,
    diff,
    reordered,
)
from ckanext.satudata.domain.worddiff import LONGEST, words

HEADERS = st.permutations(["kode", "tahun", "n", "m"]).flatmap(
    lambda names: st.integers(1, 4).map(lambda count: tuple(names[:count]))
)
TEXT = st.sampled_from(["", "1", "2", "10", "Wanasari", " ", "=1+1", "1\n2"])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    header = draw(HEADERS)
    row = st.tuples(*(TEXT for _ in header))
    return Table(header, draw(st.lists(row, max_size=8)))


def applied(before: Table, found: TableDiff) -> Table:
    """The new table, made of the old one and the difference alone."""
    rows = kept(before, found)
    gone = {place for place, _ in found.removed} | {move.place for move in found.moved}
    standing = [row for place, row in rows.items() if place not in gone]
    arriving = [(one.at, one.values) for one in found.added]
    arriving += [(one.at, rows[one.place]) for one in found.moved]
    for at, row in sorted(arriving, key=lambda one: one[0]):
        standing.insert(at, row)
    return Table(found.after, standing)


def kept(before: Table, found: TableDiff) -> dict[Place, Values]:
    """Every old row under the new header, changed cells changed."""
    changes = {row.place: {cell.column: cell for cell in row.cells} for row in found.changed}
    seen: dict[Values, int] = {}
    rows: dict[Place, Values] = {}
    for row in before.rows:
        values = dict(zip(before.header, row, strict=True))
        name = tuple(values[column] for column in found.key) if found.key else row
        place = (name, seen.get(name, 0))
        seen[name] = place[1] + 1
        cells = changes.get(place, {})
        for column, cell in cells.items():
            assert values.get(column, "") == cell.before
        values |= {column: cell.after for column, cell in cells.items()}
        rows[place] = tuple(values.get(column, "") for column in found.after)
    return rows


@pytest.mark.trap("D4")
@given(tables(), tables(), st.sampled_from([(), ("kode",), ("kode", "tahun"), ("n",)]))
def test_a_difference_of_tables_applied_to_the_old_one_gives_the_new_one(
    before: Table, after: Table, key: tuple[str, ...]
) -> None:
    found = diff(before, after, key)
    assert applied(before, found) == Table(after.header, list(after.rows))
    assert found.same == (before.header == after.header and list(before.rows) == list(after.rows))


@pytest.mark.trap("D4")
@settings(deadline=None)
@given(tables(), tables(), st.sampled_from([(), ("kode",), ("kode", "tahun"), ("n",)]))
def test_rows_compared_on_disk_differ_in_the_same(before: Table, after: Table, key: tuple[str, ...]) -> None:
    wanted = diff(before, after, key)
    with (
        tempfile.TemporaryDirectory() as folder,
        compared(Path(folder), (before.header, before.rows), (after.header, after.rows), key) as found,
    ):
        parts = {name: tuple(getattr(found, name)) for name in ("added", "removed", "changed", "moved")}
        assert TableDiff(found.key, found.before, found.after, **parts) == wanted
        assert found.counts == wanted.counts


MEASURE = """
import resource, sys, tempfile
from pathlib import Path
from ckanext.satudata.adapters.table_compare import compared

def rows(count, step):
    for at in range(count):
        yield (f"SN-{at:07}", "Wanasari " * 8, str(at * step % 977), str(at % 7))

count = int(sys.argv[1])
header = ("nomor", "nama", "n", "m")
with tempfile.TemporaryDirectory() as folder:
    both = (header, rows(count, 1)), (header, rows(count, 3))
    with compared(Path(folder), *both, ["nomor"]) as found:
        print(found.counts.changed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_comparing_ten_times_the_rows_takes_no_ten_times_the_memory() -> None:
    def peak(count: int) -> int:
        words = [sys.executable, "-c", MEASURE, str(count)]
        changed, kilobytes = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
        assert int(changed) > count * 0.9
        return int(kilobytes)

    few, many = peak(10_000), peak(100_000)
    assert many - few < 60_000, "kB more than for a tenth of the rows; held, they would be some 100,000"


def test_rows_are_matched_by_their_key() -> None:
    before = Table(("kode", "n"), [("1", "10"), ("2", "20"), ("4", "7")])
    after = Table(("kode", "n"), [("4", "7"), ("1", "11"), ("3", "30")])
    found = diff(before, after, ["kode"])
    assert [(row.place, row.cells) for row in found.changed] == [
        ((("1",), 0), (CellChange("n", "10", "11"),))
    ]
    assert [one.values for one in found.added] == [("3", "30")]
    assert found.removed == (((("2",), 0), ("2", "20")),)
    assert [one.place for one in found.moved] == [(("4",), 0)] or [one.place for one in found.moved] == [
        (("1",), 0)
    ]
    assert found.counts == Counts(1, 1, 1, 1, 1)


def test_columns_that_changed_places_are_seen() -> None:
    assert reordered(("a", "b", "c"), ("c", "a", "d"))
    assert not reordered(("a", "b", "c"), ("a", "d", "c"))


def test_a_change_is_told_in_per_cent_of_what_was() -> None:
    assert CellChange("n", "18220", "20480").percent == Decimal("12.4")
    assert CellChange("n", "-10", "-5").percent == Decimal("50.0")
    assert CellChange("n", "0", "5").percent is None
    assert CellChange("n", "", "5").percent is None


PROPERTIES = st.dictionaries(
    st.sampled_from(["type", "unit", "title", "description", "constraints"]),
    st.sampled_from(["x", "y", {"required": True}, 1]),
    max_size=3,
)


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=4))
    fields = [{**draw(PROPERTIES), "name": name} for name in names]
    rest = draw(
        st.dictionaries(st.sampled_from(["primaryKey", "missingValues"]), st.sampled_from([["a"], [""]]))
    )
    return {**rest, "fields": fields}


def applied_schema(before: dict[str, Any], found: SchemaDiff) -> dict[str, Any]:
    fields = {one["name"]: dict(one) for one in before["fields"]}
    rest = {name: value for name, value in before.items() if name != "fields"}
    for one in found.removed:
        del fields[one["name"]]
    for change in found.changed:
        target = fields[change.column] if change.column else rest
        assert target.get(change.name) == change.before
        if change.after is None:
            del target[change.name]
        else:
            target[change.name] = change.after
    fields |= {one["name"]: dict(one) for one in found.added}
    return {**rest, "fields": [fields[name] for name in found.order]}


@pytest.mark.trap("D4")
@given(schemas(), schemas())
def test_a_difference_of_schemas_applied_to_the_old_one_gives_the_new_one(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    found = schema_diff(before, after)
    assert applied_schema(before, found) == after
    assert found.same == (before == after)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_marked_words_hold_both_texts(before: str, after: str) -> None:
    parts = words(before, after)
    assert "".join(part.text for part in parts if part.kind != "ins") == before
    assert "".join(part.text for part in parts if part.kind != "del") == after


def test_words_are_marked_not_letters() -> None:
    parts = words("per 30 Juni, menurut DKB", "per 31 Desember, menurut DKB")
    assert ("del", "30") in [(part.kind, part.text) for part in parts]
    assert parts[-1].kind == "same"
    long = "kata " * LONGEST
    assert [part.kind for part in words(long, long + "x")] == ["del", "ins"]


def test_the_newest_year_stands_beside_the_one_before() -> None:
    rows = [
        ("1", "2024", "9"),
        ("1", "2025", "18220"),
        ("1", "2026", "20480"),
        ("2", "2025", "10"),
        ("2", "2026", "9"),
    ]
    found = growth(Table(("kode", "tahun", "n"), rows), ["kode", "tahun"], ["n"], ["n"])
    assert found is not None
    assert (found.previous, found.period) == ("2025", "2026")
    assert [(cell.before, cell.after) for cell in found.sums] == [("18230", "20489")]
    assert [row.key for row in found.rows] == [("1",), ("2",)]
    assert growth(Table(("kode", "tahun", "n"), rows[:1]), ["kode", "tahun"], ["n"], []) is None
