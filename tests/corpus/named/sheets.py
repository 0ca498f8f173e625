"""Several sheets, several tables on one sheet, hidden parts, blocks beside and below each other."""

from __future__ import annotations

from dataclasses import replace

from .. import containers
from ..hand import INT, TEXT, C, case_from, lay, names
from ..office import Spec, lay_out
from ..pages import Page
from ..subjects import DISTRICTS
from ..truth import Case, Column, Truth, case, letters

KLASS = "sheets and blocks"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TWO = [9, 6, 28, 3, 17, 25, 8, 11]


def _sheet(name: str, values: list[int], year: int = 2025) -> tuple[Page, Truth]:
    return lay(
        [names(), C("Posyandu", values), C("Polindes", [value + 2 for value in values])], page=Page(name),
        title=(f"Posyandu dan Polindes menurut Kecamatan di Kabupaten Sukamaju, {year}",),
    )  # fmt: skip


def _book(name: str, pages: list[Page], truth: Truth, **more: object) -> Case:
    return Case(name, KLASS, containers.xlsx(pages), replace(truth, tables=None), "data.xlsx", **more)  # type: ignore[arg-type]


@case(KLASS)
def sheets_cover_first() -> Case:
    """Cover and instructions before the data."""
    cover = Page("Cover").put(5, ["KABUPATEN SUKAMAJU DALAM ANGKA"], 3).put(7, ["2025"], 3)
    guide = Page("Petunjuk").rows(
        1, [["Petunjuk pengisian"], ["1. Isi sel kuning"], ["2. Simpan"], ["3. Kirim"]]
    )
    page, truth = _sheet("Isian", ONE)
    return _book("sheets-cover-first", [cover, guide, page], replace(truth, quiet=True))


@case(KLASS)
def sheets_one_per_year() -> Case:
    """One sheet per year: which year is meant is asked, or told by the draft."""
    pages = [_sheet(str(year), [value + year - 2023 for value in ONE], year) for year in (2023, 2024, 2025)]
    truth = replace(pages[2][1], needs=frozenset({"table"}))
    return _book("sheets-one-per-year", [page for page, _ in pages], truth)


@case(KLASS)
def sheets_one_per_year_hinted() -> Case:
    """The same with the year told: the sheet of that year, and no question."""
    pages = [_sheet(str(year), [value + year - 2023 for value in ONE], year) for year in (2023, 2024, 2025)]
    truth = replace(pages[1][1], may=frozenset({"table"}), year=2024)
    return _book("sheets-one-per-year-hinted", [page for page, _ in pages], truth, hints={"year": 2024})


@case(KLASS)
def sheets_name_lies() -> Case:
    """The sheet is called 2023, its title says 2025."""
    page, truth = _sheet("2023", ONE, 2025)
    return _book("sheets-name-lies", [page], replace(truth, year=2025, may=frozenset({"year"})))


@case(KLASS)
def sheets_hidden_old_data() -> Case:
    """Last year's figures in a hidden sheet."""
    old, _ = _sheet("lama", TWO, 2024)
    old.hidden = True
    page, truth = _sheet("Data", ONE)
    return _book("sheets-hidden-old-data", [old, page], replace(truth, may=frozenset({"table"})))


@case(KLASS)
def sheets_empty_extra() -> Case:
    """Excel's own Sheet2 and Sheet3, empty."""
    page, truth = _sheet("Sheet1", ONE)
    return _book("sheets-empty-extra", [page, Page("Sheet2"), Page("Sheet3")], replace(truth, quiet=True))


@case(KLASS)
def sheets_pivot_and_raw() -> Case:
    """Raw rows in one sheet, a small summary in another."""
    page, truth = _sheet("Data", ONE)
    summary = Page("Rekap").put(1, ["Rekap"]).put(3, ["Uraian", "Jumlah"]).put(4, ["Posyandu", sum(ONE)])
    return _book("sheets-pivot-and-raw", [summary, page], replace(truth, may=frozenset({"table"})))


@case(KLASS)
def blocks_below_each_other() -> Case:
    """Two tables on one sheet, each with its title."""
    page, truth = _sheet("Data", ONE)
    page.put(14, ["Puskesmas menurut Kecamatan di Kabupaten Sukamaju, 2025"]).put(
        16, ["Kecamatan", "Rawat Inap", "Non Rawat Inap"]
    )
    for at, name in enumerate(DISTRICTS):
        page.put(17 + at, [name, at % 2, 1 + at % 3])
    return case_from(
        "blocks-below-each-other", KLASS, page, replace(truth, needs=frozenset({"table"}), tables=2)
    )


@case(KLASS)
def blocks_side_by_side() -> Case:
    """Two tables beside each other with a blank column between."""
    page, truth = _sheet("Data", ONE)
    page.put(3, ["Kecamatan", "Rawat Inap", "Non Rawat Inap"], 5)
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [name, at % 2, 1 + at % 3], 5)
    return case_from("blocks-side-by-side", KLASS, page, replace(truth, needs=frozenset({"table"}), tables=2))


@case(KLASS)
def blocks_continued_beside() -> Case:
    """One list broken into two halves beside each other (No, Kecamatan, Posyandu | No, Kecamatan, Posyandu)."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan, 2025"])
    for left, first in ((1, 0), (5, 4)):
        page.put(3, ["No", "Kecamatan", "Posyandu"], left)
        for at in range(4):
            page.put(4 + at, [first + at + 1, DISTRICTS[first + at], ONE[first + at]], left)
    columns = {
        "A": Column("No", INT, [1, 2, 3, 4], may_skip=True),
        "B": Column("Kecamatan", "string", DISTRICTS[:4]),
        "C": Column("Posyandu", INT, ONE[:4]),
    }
    truth = Truth(
        sheet="Data", header=[3], rows=[4, 5, 6, 7], columns=columns, needs=frozenset({"table"}), year=2025
    )
    return case_from("blocks-continued-beside", KLASS, page, truth)


@case(KLASS)
def blocks_per_indicator() -> Case:
    """Section rows inside one table: a line over all columns before each block."""
    page = Page("Data")
    page.put(1, ["Guru menurut Jenjang dan Kecamatan, 2025"]).put(3, ["Kecamatan", "Negeri", "Swasta"])
    row, rows = 4, []
    true: list[list[object]] = [[], [], []]
    for block, name in enumerate(("Sekolah Dasar", "Sekolah Menengah Pertama")):
        page.put(row, [name]).merge(row, 1, row, 3)
        row += 1
        for at in range(4):
            line = [DISTRICTS[at], ONE[at] + block, TWO[at] + block]
            page.put(row, line)
            rows.append(row)
            for column, value in zip(true, line, strict=True):
                column.append(value)
            row += 1
    columns = [
        Column("Kecamatan", "string", true[0]),
        Column("Negeri", INT, true[1]),
        Column("Swasta", INT, true[2]),
    ]
    truth = Truth(
        sheet="Data", header=[3], rows=rows, columns=letters(columns), year=2025,
        may=frozenset({"table", "total", "wide"}),
    )  # fmt: skip
    return case_from("blocks-per-indicator", KLASS, page, truth)


@case(KLASS)
def hidden_rows_are_told() -> Case:
    """Two hidden rows are read; the reader is told."""
    page, truth = _sheet("Data", ONE)
    page.hidden_rows = {6, 7}
    return case_from("hidden-rows-are-told", KLASS, page, truth)


@case(KLASS)
def hidden_columns_are_told() -> Case:
    """A hidden column is read; the reader is told."""
    page, truth = _sheet("Data", ONE)
    page.hidden_columns = {2}
    return case_from("hidden-columns-are-told", KLASS, page, truth)


@case(KLASS)
def filtered_rows() -> Case:
    """A filter is on; hidden rows belong to the data."""
    page, truth = _sheet("Data", ONE)
    page.filtered = (3, 1, 11, 3)
    page.hidden_rows = {5, 9}
    return case_from("filtered-rows", KLASS, page, truth)


@case(KLASS)
def merged_names_down() -> Case:
    """The district is merged over its three rows."""
    page = Page("Data")
    page.put(1, ["Guru menurut Kecamatan dan Jenjang, 2025"]).put(3, ["Kecamatan", "Jenjang", "Guru"])
    true: list[list[object]] = [[], [], []]
    for at in range(4):
        top = 4 + 3 * at
        page.put(top, [DISTRICTS[at]]).merge(top, 1, top + 2, 1)
        for inner, level in enumerate(("SD", "SMP", "SMA")):
            page.put(top + inner, [level, ONE[at] + inner], 2)
            for column, value in zip(true, (DISTRICTS[at], level, ONE[at] + inner), strict=True):
                column.append(value)
    columns = [
        Column("Kecamatan", "string", true[0]),
        Column("Jenjang", "string", true[1]),
        Column("Guru", INT, true[2]),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=list(range(4, 16)),
        columns=letters(columns),
        year=2025,
        may=frozenset({"region"}),
    )
    return case_from("merged-names-down", KLASS, page, truth)


@case(KLASS)
def names_once_per_block() -> Case:
    """The district stands in the first row of its block only, nothing merged."""
    made = merged_names_down()
    page = Page("Data")
    page.put(1, ["Guru menurut Kecamatan dan Jenjang, 2025"]).put(3, ["Kecamatan", "Jenjang", "Guru"])
    for at in range(4):
        for inner, level in enumerate(("SD", "SMP", "SMA")):
            page.put(4 + 3 * at + inner, [DISTRICTS[at] if inner == 0 else None, level, ONE[at] + inner])
    truth = replace(made.truth, quiet=False, may=frozenset({"missing", "region"}))
    columns = dict(truth.columns)
    given = columns["A"].values
    columns["A"] = replace(columns["A"], values=[frozenset({str(value), ""}) for value in given])
    return case_from("names-once-per-block", KLASS, page, replace(truth, columns=columns))


@case(KLASS)
def everything_in_column_a() -> Case:
    """A CSV was opened in Excel and saved: each whole line stands in column A."""
    page = Page("data")
    page.put(1, ["Kecamatan,Posyandu,Polindes"])
    for at, name in enumerate(DISTRICTS):
        page.put(2 + at, [f"{name},{ONE[at]},{TWO[at]}"])
    columns = letters(
        [Column("Kecamatan", "string", DISTRICTS), Column("Posyandu", INT, ONE), Column("Polindes", INT, TWO)]
    )
    truth = Truth(
        sheet="data",
        header=[1],
        rows=list(range(2, 10)),
        columns=columns,
        needs=frozenset({"header"}),
        may=frozenset({"year"}),
    )
    return case_from("everything-in-column-a", KLASS, page, truth)


@case(KLASS)
def sheets_hundred_and_twenty() -> Case:
    """A workbook of forty chapters: one is chosen by a person, none silently."""
    made = [lay_out(Spec(subject="ternak", seed=at, sheet=f"5.{at}")) for at in range(1, 41)]
    truth = replace(made[0].truth, needs=frozenset({"table"}), quiet=False)
    return _book("sheets-hundred-and-twenty", [item.page for item in made], truth)


@case(KLASS)
def years_as_blocks_down() -> Case:
    """The same districts under 2024 and under 2025, one below the other, the year in a row of its own."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan, 2024-2025"]).put(3, ["Kecamatan", "Posyandu", "Polindes"])
    row, rows = 4, []
    true: list[list[object]] = [[], [], []]
    for year in (2024, 2025):
        page.put(row, [year])
        row += 1
        for at, name in enumerate(DISTRICTS):
            line = [name, ONE[at] + year - 2024, TWO[at] + year - 2024]
            page.put(row, line)
            rows.append(row)
            for column, value in zip(true, line, strict=True):
                column.append(value)
            row += 1
    columns = [
        Column("Kecamatan", TEXT, true[0]),
        Column("Posyandu", INT, true[1]),
        Column("Polindes", INT, true[2]),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=rows,
        columns=letters(columns),
        may=frozenset({"year", "table", "total", "region"}),
    )
    return case_from("years-as-blocks-down", KLASS, page, truth)
