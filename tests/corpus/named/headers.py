"""Titles of columns: in one to four rows, merged or only looking so, bilingual, numbered, wrapped, missing."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, case_from, hand, lay, names, numbers_column
from ..office import Spec, case_of
from ..pages import Page
from ..subjects import DISTRICTS
from ..truth import Case, Column, Truth, case, letters

KLASS = "headers"
MEN = [4211, 5942, 7673, 9404, 11135, 12866, 14597, 16328]
WOMEN = [4103, 5758, 7413, 9068, 10723, 12378, 14033, 15688]


def _people(page: Page, first: int, left: int = 1) -> list[int]:
    for at, name in enumerate(DISTRICTS):
        page.put(first + at, [name, MEN[at], WOMEN[at]], left)
    return list(range(first, first + 8))


def _columns(*labels: str, left: int = 1) -> dict[str, Column]:
    return letters(
        [Column(labels[0], "string", DISTRICTS), Column(labels[1], INT, MEN), Column(labels[2], INT, WOMEN)],
        left,
    )


@case(KLASS)
def header_two_rows_merged() -> Case:
    """Two rows, merged as Excel does it."""
    return case_of("header-two-rows-merged", KLASS, Spec(header="two", seed=31))


@case(KLASS)
def header_visual_merge() -> Case:
    """The group stands over its first column only; nothing is merged."""
    return case_of("header-visual-merge", KLASS, Spec(subject="nakes", header="visual", seed=32))


@case(KLASS)
def header_three_rows() -> Case:
    """Indicator over group over column."""
    return case_of("header-three-rows", KLASS, Spec(subject="nakes", header="three", seed=33, total="last"))


@case(KLASS)
def header_four_rows() -> Case:
    """Indicator, area, year, half-year."""
    page = Page("Data")
    page.put(1, ["Jumlah Peserta Didik Kabupaten Sukamaju, 2024-2025"])
    page.put(3, ["Kecamatan", "Peserta Didik"]).merge(3, 1, 6, 1).merge(3, 2, 3, 5)
    page.put(4, [None, "Sekolah Dasar"]).merge(4, 2, 4, 5)
    page.put(5, [None, "2024", None, "2025"]).merge(5, 2, 5, 3).merge(5, 4, 5, 5)
    page.put(6, [None, "Semester 1", "Semester 2", "Semester 1", "Semester 2"])
    figures = [[900 + 31 * at + 7 * col for at in range(8)] for col in range(4)]
    for at, name in enumerate(DISTRICTS):
        page.put(7 + at, [name, *(line[at] for line in figures)])
    columns = [Column("Kecamatan", "string", DISTRICTS)] + [
        Column(f"{year} Semester {half}", INT, figures[at])
        for at, (year, half) in enumerate((("2024", "1"), ("2024", "2"), ("2025", "1"), ("2025", "2")))
    ]
    truth = Truth(
        sheet="Data", header=[3, 4, 5, 6], rows=list(range(7, 15)), columns=letters(columns),
        may=frozenset({"wide", "year"}),
    )  # fmt: skip
    return case_from("header-four-rows", KLASS, page, truth)


@case(KLASS)
def header_bilingual_lines() -> Case:
    """Indonesian and English in one cell, with a line break, as BPS prints."""
    return hand(
        "header-bilingual-lines",
        KLASS,
        [
            C("Kecamatan\nSubdistrict", DISTRICTS, type=TEXT, label="Kecamatan"),
            C("Laki-laki\nMale", MEN, label="Laki-laki"),
            C("Perempuan\nFemale", WOMEN, label="Perempuan"),
        ],
        quiet=True,
    )


@case(KLASS)
def header_bilingual_two_rows() -> Case:
    """English below Indonesian in a row of its own."""
    page = Page("4.1.1")
    page.put(1, ["Penduduk menurut Kecamatan di Kabupaten Sukamaju, 2025"])
    page.put(2, ["Population by Subdistrict in Sukamaju Regency, 2025"])
    page.put(4, ["Kecamatan", "Laki-laki", "Perempuan"]).put(5, ["Subdistrict", "Male", "Female"])
    page.put(6, ["(1)", "(2)", "(3)"])
    rows = _people(page, 7)
    truth = Truth(
        sheet="4.1.1", header=[4, 5], rows=rows, columns=_columns("Kecamatan", "Laki-laki", "Perempuan"),
        year=2025, quiet=True,
    )  # fmt: skip
    return case_from("header-bilingual-two-rows", KLASS, page, truth)


@case(KLASS)
def header_units_below() -> Case:
    """A row of units below the titles."""
    page = Page("Data")
    page.put(1, ["Luas Panen dan Produksi Padi Kabupaten Sukamaju Tahun 2025"])
    page.put(3, ["Kecamatan", "Luas Panen", "Produksi"]).put(4, [None, "(ha)", "(ton)"])
    harvest, yield_ = [120 + 41 * at for at in range(8)], [610.5 + 233.25 * at for at in range(8)]
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [name, harvest[at], yield_[at]])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Luas Panen", ANY_NUMBER, harvest, unit="ha"),
        Column("Produksi", NUM, yield_, unit="ton"),
    ]
    truth = Truth(
        sheet="Data", header=[3, 4], header_also=[[3]], rows=list(range(5, 13)), columns=letters(columns),
        year=2025, quiet=True,
    )  # fmt: skip
    return case_from("header-units-below", KLASS, page, truth)


@case(KLASS)
def header_numbers_plain() -> Case:
    """The numbering row is written 1, 2, 3 as numbers, as in government forms."""
    page = Page("Data")
    page.put(1, ["Jumlah Penduduk menurut Kecamatan, 2025"])
    page.put(3, ["Kecamatan", "Laki-laki", "Perempuan"]).put(4, [1, 2, 3])
    rows = _people(page, 5)
    truth = Truth(
        sheet="Data", header=[3], rows=rows, columns=_columns("Kecamatan", "Laki-laki", "Perempuan"), year=2025,
        quiet=True,
    )  # fmt: skip
    return case_from("header-numbers-plain", KLASS, page, truth)


@case(KLASS)
def header_numbers_formula_style() -> Case:
    """The numbering row tells how a column is computed: 4=2+3."""
    page = Page("Data")
    page.put(1, ["Jumlah Penduduk menurut Kecamatan, 2025"])
    page.put(3, ["Kecamatan", "Laki-laki", "Perempuan", "Jumlah"]).put(4, ["1", "2", "3", "4=2+3"])
    rows = _people(page, 5)
    for at, row in enumerate(rows):
        page.put(row, [MEN[at] + WOMEN[at]], 4)
    columns = {
        **_columns("Kecamatan", "Laki-laki", "Perempuan"),
        "D": Column("Jumlah", INT, [a + b for a, b in zip(MEN, WOMEN, strict=True)]),
    }
    truth = Truth(sheet="Data", header=[3], rows=rows, columns=columns, year=2025, quiet=True)
    return case_from("header-numbers-formula-style", KLASS, page, truth)


@case(KLASS)
def header_missing_one_title() -> Case:
    """One column has no title."""
    return hand(
        "header-missing-one-title",
        KLASS,
        [names(), C("Laki-laki", MEN), C(None, WOMEN, label="")],
        needs=frozenset({"header"}),
    )


@case(KLASS)
def header_none_at_all() -> Case:
    """No titles: data from the first row."""
    page = Page("Data")
    rows = _people(page, 1)
    truth = Truth(
        sheet="Data", header=[], rows=rows, columns=_columns("", "", ""), needs=frozenset({"header"}),
        may=frozenset({"year"}),
    )  # fmt: skip
    return case_from("header-none-at-all", KLASS, page, truth)


@case(KLASS)
def header_doubled_titles() -> Case:
    """L and P stand twice, under two groups that are merged."""
    page = Page("Data")
    page.put(1, ["Guru menurut Kecamatan, Jenjang, dan Jenis Kelamin, 2025"])
    page.put(3, ["Kecamatan", "SD", None, "SMP"]).merge(3, 1, 4, 1).merge(3, 2, 3, 3).merge(3, 4, 3, 5)
    page.put(4, [None, "L", "P", "L", "P"])
    figures = [[20 + 3 * at + col for at in range(8)] for col in range(4)]
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [name, *(line[at] for line in figures)])
    columns = [Column("Kecamatan", "string", DISTRICTS)] + [
        Column(label, INT, figures[at]) for at, label in enumerate(("SD L", "SD P", "SMP L", "SMP P"))
    ]
    truth = Truth(
        sheet="Data", header=[3, 4], rows=list(range(5, 13)), columns=letters(columns), year=2025, quiet=True
    )
    return case_from("header-doubled-titles", KLASS, page, truth)


@case(KLASS)
def header_l_p_lp() -> Case:
    """L, P, L+P under one title."""
    both = [a + b for a, b in zip(MEN, WOMEN, strict=True)]
    return hand(
        "header-l-p-lp",
        KLASS,
        [numbers_column(), names(), C("L", MEN), C("P", WOMEN), C("L+P", both, label="L P")],
        title=("REKAPITULASI PENDUDUK PER KECAMATAN TAHUN 2025",),
        quiet=True,
    )


@case(KLASS)
def header_formula_titles() -> Case:
    """Titles of years are formulas: =B3+1."""
    from ..pages import Formula

    page = Page("Data")
    page.put(1, ["Produksi Ikan (ton) menurut Kecamatan di Kabupaten Sukamaju"])
    page.put(3, ["Kecamatan", 2023, Formula("=B3+1", 2024), Formula("=C3+1", 2025)])
    figures = [[110.5 + 13.25 * at + 9 * col for at in range(8)] for col in range(3)]
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [name, *(line[at] for line in figures)])
    columns = [Column("Kecamatan", "string", DISTRICTS)] + [
        Column(str(2023 + at), NUM, figures[at]) for at in range(3)
    ]
    truth = Truth(
        sheet="Data", header=[3], rows=list(range(4, 12)), columns=letters(columns), needs=frozenset({"wide"}),
        may=frozenset({"year"}),
    )  # fmt: skip
    return case_from("header-formula-titles", KLASS, page, truth)


@case(KLASS)
def header_repeated_each_page() -> Case:
    """The titles stand again in the middle, where a printed page began."""
    page = Page("Data")
    page.put(1, ["Jumlah Penduduk menurut Kecamatan, 2025"])
    head = ["Kecamatan", "Laki-laki", "Perempuan"]
    page.put(3, head)
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at + (at > 3), [name, MEN[at], WOMEN[at]])
    page.put(8, head)
    truth = Truth(
        sheet="Data", header=[3], rows=[4, 5, 6, 7, 9, 10, 11, 12],
        columns=_columns("Kecamatan", "Laki-laki", "Perempuan"), year=2025, may=frozenset({"table"}),
    )  # fmt: skip
    return case_from("header-repeated-each-page", KLASS, page, truth)


@case(KLASS)
def header_long_wrapped() -> Case:
    """Long titles broken over lines inside the cell, with hyphens."""
    return hand(
        "header-long-wrapped",
        KLASS,
        [
            names(),
            C("Penyandang Masalah\nKesejahteraan\nSosial", MEN, label="Penyandang Masalah"),
            C("Perempuan rawan sosial eko-\nnomi", WOMEN, label="Perempuan rawan sosial"),
        ],
        quiet=True,
    )


@case(KLASS)
def header_blank_row_between() -> Case:
    """A blank row parts titles and data."""
    page, truth = lay([names(), C("Laki-laki", MEN), C("Perempuan", WOMEN)])
    shifted = Page("Data")
    for (row, column), value in page.cells.items():
        shifted.cells[row + (row > 3), column] = value
    from dataclasses import replace

    return case_from(
        "header-blank-row-between",
        KLASS,
        shifted,
        replace(truth, rows=[row + 1 for row in truth.rows], quiet=True),
    )


@case(KLASS)
def header_group_at_right_end() -> Case:
    """The merged group ends with the table, single columns before it."""
    page = Page("Data")
    page.put(1, ["Sekolah dan Murid, 2025"])
    page.put(3, ["No", "Kecamatan", "Sekolah", "Murid"])
    page.merge(3, 1, 4, 1).merge(3, 2, 4, 2).merge(3, 3, 4, 3).merge(3, 4, 3, 5)
    page.put(4, ["Laki-laki", "Perempuan"], 4)
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [at + 1, name, 12 + at, MEN[at], WOMEN[at]])
    columns = letters(
        [
            Column("No", ANY_NUMBER | TEXT, range(1, 9), may_skip=True),
            Column("Kecamatan", "string", DISTRICTS),
            Column("Sekolah", INT, [12 + at for at in range(8)]),
            Column("Murid Laki-laki", INT, MEN),
            Column("Murid Perempuan", INT, WOMEN),
        ]
    )
    truth = Truth(
        sheet="Data", header=[3, 4], rows=list(range(5, 13)), columns=columns, year=2025, quiet=True
    )
    return case_from("header-group-at-right-end", KLASS, page, truth)


@case(KLASS)
def header_technical_names() -> Case:
    """A machine's column names, codes of both offices side by side, a unit column, a year column."""
    return hand(
        "header-technical-names",
        KLASS,
        [
            C("id", list(range(1, 9)), type=ANY_NUMBER | TEXT, may_skip=True),
            C("kode_kabupaten_kota", ["9902"] * 8, type=TEXT | INT, may_skip=True),
            C("nama_kabupaten_kota", ["KABUPATEN SUKAMAJU"] * 8, type=TEXT),
            C("bps_kode_kecamatan", [9902040, 9902010, 9902020, 9902060, 9902070, 9902030, 9902050, 9902080],
              type=TEXT | INT, may_skip=True),
            C("bps_nama_kecamatan", [name.upper() for name in DISTRICTS], type=TEXT, may_skip=True),
            C("jumlah_kasus", [14, 3, 9, 0, 22, 5, 8, 1]),
            C("satuan", ["KASUS"] * 8, type=TEXT),
            C("tahun", [2025] * 8, type=frozenset({"year", "integer"})),
        ],
        "csv",
        title=(),
        may=frozenset({"region"}),
    )  # fmt: skip
