"""The newest period beside the one before: sums of what may be added, and of like with like."""

from __future__ import annotations

from ckanext.satudata.domain.growth import growth
from ckanext.satudata.domain.tablediff import Table

KEY = ("wilayah", "tahun")
QUARTERLY = ("wilayah", "tahun", "triwulan")


def quarters(**years: int) -> Table:
    """Two places with 10 and 20 persons (one more each year) in so many quarters of each year."""
    rows = [
        (place, year[1:], str(quarter), str(people + int(year[-1])))
        for year, count in years.items()
        for quarter in range(1, count + 1)
        for place, people in (("A", 10), ("B", 20))
    ]
    return Table((*QUARTERLY, "nelayan"), tuple(rows))


def test_what_is_counted_each_quarter_is_not_added_up_over_the_year() -> None:
    found = growth(quarters(y2024=4, y2025=4), QUARTERLY, ("nelayan",), ("nelayan",), ("triwulan",))
    assert found is not None and (found.previous, found.period, found.part) == ("2024", "2025", ("4",))
    assert [(one.before, one.after) for one in found.sums] == [("38", "40")]


def test_a_year_that_is_not_over_is_compared_by_its_newest_quarter() -> None:
    found = growth(quarters(y2024=4, y2025=2), QUARTERLY, ("nelayan",), ("nelayan",), ("triwulan",))
    assert found is not None and found.part == ("2",)
    assert [(one.before, one.after) for one in found.sums] == [("38", "40")]


def test_months_come_in_their_order_and_a_part_without_a_year_before_has_no_sum() -> None:
    header = ("tahun", "bulan", "n")
    rows = [("2024", "April", "1"), ("2025", "April", "2"), ("2025", "Desember", "3")]
    found = growth(Table(header, tuple(rows)), ("tahun", "bulan"), ("n",), ("n",), ("bulan",))
    assert found is not None and (found.part, found.sums) == (("Desember",), ())
    assert [cell.percent for row in found.rows for cell in row.cells] != []


def test_rows_that_are_totals_themselves_are_not_counted_twice() -> None:
    rows = [
        (place, year, n)
        for year in ("2024", "2025")
        for place, n in (("A", "1"), ("B", "2"), ("Jumlah", "3"))
    ]
    found = growth(Table((*KEY, "n"), tuple(rows)), KEY, ("n",), ("n",))
    assert found is not None and found.part == ()
    assert [(one.before, one.after) for one in found.sums] == [("3", "3")]
