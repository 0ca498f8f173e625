"""Years, months, categories as columns: told, and turned long when asked."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, case_from, hand, names
from ..judge import plain
from ..pages import Page
from ..subjects import DISTRICTS, MONTHS
from ..truth import Case, Column, Truth, case, letters

KLASS = "wide"
WIDE = frozenset({"wide"})
MAY = frozenset({"year"})


def _series(first: int, count: int, start: int = 40) -> list[list[int]]:
    return [[start + 7 * at + 3 * column for at in range(8)] for column in range(count)]


@case(KLASS)
def wide_years() -> Case:
    """2021 to 2025 as columns."""
    figures = _series(2021, 5)
    long = frozenset(
        (plain(name), str(2021 + column), plain(figures[column][at]))
        for at, name in enumerate(DISTRICTS) for column in range(5)
    )  # fmt: skip
    return hand(
        "wide-years", KLASS,
        [names(), *(C(2021 + column, figures[column], label=str(2021 + column)) for column in range(5))],
        title=("Jumlah Posyandu menurut Kecamatan di Kabupaten Sukamaju",), needs=WIDE, may=MAY, long=long,
    )  # fmt: skip


@case(KLASS)
def wide_years_with_total() -> Case:
    """The same with a total row and titles as text."""
    figures = _series(2023, 3)
    long = frozenset(
        (plain(name), str(2023 + column), plain(figures[column][at]))
        for at, name in enumerate(DISTRICTS) for column in range(3)
    )  # fmt: skip
    return hand(
        "wide-years-with-total", KLASS,
        [names(), *(C(str(2023 + column), figures[column], total=sum(figures[column])) for column in range(3))],
        title=("Jumlah Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2023-2025",), total=True, needs=WIDE, may=MAY, long=long,
    )  # fmt: skip


@case(KLASS)
def wide_years_downwards() -> Case:
    """Years run backwards: 2025, 2024, 2023; each figure stays with its year."""
    figures = _series(2023, 3)
    long = frozenset(
        (plain(name), str(2025 - column), plain(figures[column][at]))
        for at, name in enumerate(DISTRICTS) for column in range(3)
    )  # fmt: skip
    return hand(
        "wide-years-downwards", KLASS, [names(), *(C(2025 - column, figures[column], label=str(2025 - column)) for column in range(3))],
        title=("Jumlah Posyandu menurut Kecamatan di Kabupaten Sukamaju",), needs=WIDE, may=MAY, long=long,
    )  # fmt: skip


@case(KLASS)
def wide_years_words() -> Case:
    """*Tahun 2023*, *Thn 2024*, *2025 (Semester I)*."""
    figures = _series(2023, 3)
    return hand(
        "wide-years-words", KLASS,
        [names(), C("Tahun 2023", figures[0], label="2023"), C("Tahun 2024", figures[1], label="2024"), C("Tahun 2025*)", figures[2], label="2025")],
        title=("Jumlah Posyandu menurut Kecamatan",), needs=WIDE, may=MAY,
    )  # fmt: skip


@case(KLASS)
def wide_years_with_status() -> Case:
    """2024* and 2025**: provisional years."""
    figures = _series(2023, 3)
    return hand(
        "wide-years-with-status", KLASS,
        [C("Lapangan Usaha", [f"Kategori {sign}" for sign in "ABCDEFGH"], type=TEXT), C("2023", figures[0], type=ANY_NUMBER), C("2024*", figures[1], type=ANY_NUMBER, label="2024"), C("2025**", figures[2], type=ANY_NUMBER, label="2025")],
        title=("PDRB menurut Lapangan Usaha (miliar rupiah)",), needs=WIDE, may=MAY,
    )  # fmt: skip


@case(KLASS)
def wide_years_two_indicators() -> Case:
    """Two groups, each over the same years."""
    page = Page("Data")
    page.put(1, ["Sekolah dan Murid menurut Kecamatan di Kabupaten Sukamaju"])
    page.put(3, ["Kecamatan", "Sekolah", None, "Murid"]).merge(3, 1, 4, 1).merge(3, 2, 3, 3).merge(3, 4, 3, 5)
    page.put(4, [2024, 2025, 2024, 2025], 2)
    figures = [*_series(2024, 2, 12), *_series(2024, 2, 900)]
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [name, *(line[at] for line in figures)])
    labels = ("Sekolah 2024", "Sekolah 2025", "Murid 2024", "Murid 2025")
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        *(Column(label, INT, figures[at]) for at, label in enumerate(labels)),
    ]
    truth = Truth(
        sheet="Data", header=[3, 4], rows=list(range(5, 13)), columns=letters(columns), needs=WIDE, may=MAY
    )
    return case_from("wide-years-two-indicators", KLASS, page, truth)


@case(KLASS)
def wide_years_over_sex() -> Case:
    """Year above, L and P below."""
    page = Page("Data")
    page.put(1, ["Guru menurut Kecamatan, Tahun, dan Jenis Kelamin"])
    page.put(3, ["Kecamatan", 2024, None, 2025]).merge(3, 1, 4, 1).merge(3, 2, 3, 3).merge(3, 4, 3, 5)
    page.put(4, ["L", "P", "L", "P"], 2)
    figures = _series(2024, 4)
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [name, *(line[at] for line in figures)])
    labels = ("2024 L", "2024 P", "2025 L", "2025 P")
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        *(Column(label, INT, figures[at]) for at, label in enumerate(labels)),
    ]
    truth = Truth(
        sheet="Data", header=[3, 4], rows=list(range(5, 13)), columns=letters(columns), needs=WIDE, may=MAY
    )
    return case_from("wide-years-over-sex", KLASS, page, truth)


@case(KLASS)
def wide_months() -> Case:
    """Twelve months as columns: may be asked, the figures stay."""
    figures = [[20 + at + column for at in range(8)] for column in range(12)]
    return hand(
        "wide-months", KLASS, [names(), *(C(month[:3], figures[column]) for column, month in enumerate(MONTHS))],
        title=("Kasus Demam Berdarah menurut Kecamatan dan Bulan, 2025",), may=WIDE,
        long=frozenset(
            (plain(name), "2025", str(column + 1), plain(figures[column][at])) for at, name in enumerate(DISTRICTS) for column in range(12)
        ),
    )  # fmt: skip


@case(KLASS)
def wide_school_years() -> Case:
    """2023/2024 and 2024/2025 as columns."""
    figures = _series(2023, 2, 400)
    return hand(
        "wide-school-years", KLASS, [names(), C("2023/2024", figures[0]), C("2024/2025", figures[1])],
        title=("Jumlah Murid SD menurut Kecamatan",), may=WIDE | MAY,
    )  # fmt: skip


@case(KLASS)
def wide_year_is_a_figure() -> Case:
    """2024 people are no year: a column of counts near two thousand."""
    return hand(
        "wide-year-is-a-figure", KLASS, [names(), C("Pelanggan", [2019, 2024, 1998, 2025, 2031, 2002, 2010, 1987])],
        title=("Pelanggan Air Minum menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def wide_growth_column() -> Case:
    """Two years and their growth in percent: three columns of two kinds."""
    return hand(
        "wide-growth-column", KLASS,
        [names(), C("2024", [40, 50, 60, 70, 80, 90, 100, 110]), C("2025", [44, 50, 63, 77, 80, 99, 105, 110]),
         C("Pertumbuhan (%)", [10.0, 0.0, 5.0, 10.0, 0.0, 10.0, 5.0, 0.0], type=ANY_NUMBER)],
        title=("Koperasi menurut Kecamatan",), needs=WIDE, may=MAY | {"percent"},
    )  # fmt: skip


@case(KLASS)
def wide_transposed() -> Case:
    """Districts as columns, indicators as rows."""
    lines = [C("Uraian", ["Luas (km2)", "Penduduk", "Desa", "Sekolah"], type=TEXT)]
    lines += [
        C(name, [100.5 + at, 4211 + 31 * at, 12 + at, 40 + at], type=NUM) for at, name in enumerate(DISTRICTS)
    ]
    return hand(
        "wide-transposed",
        KLASS,
        lines,
        title=("Profil Kecamatan di Kabupaten Sukamaju, 2025",),
        may=WIDE | {"region", "number"},
    )


@case(KLASS)
def wide_age_groups() -> Case:
    """Age groups as columns: 0-4, 5-9 (no dates, no differences)."""
    groups = ["0-4", "5-9", "10-14", "15-19", "20-24"]
    return hand(
        "wide-age-groups", KLASS, [names(), *(C(group, [300 + 9 * at + column for at in range(8)]) for column, group in enumerate(groups))],
        title=("Penduduk menurut Kecamatan dan Kelompok Umur, 2025",), may=WIDE,
    )  # fmt: skip
