"""Sixteen harsher files, again written down before any of them was read."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, OPEN, TEXT, C, case_from, hand, lay, names, numbers_column
from ..pages import Formula, Page
from ..subjects import DISTRICTS
from ..truth import ASK, EITHER, Case, Column, Truth, case, letters

KLASS = "held out, second"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TWO = [9, 6, 28, 3, 17, 25, 8, 11]
BIG = [4211, 5942, 987, 9404, 11135, 412, 14597, 16328]
TITLE = ("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2025",)
REGION = frozenset({"region"})


def _dots(value: int) -> str:
    return f"{value:,}".replace(",", ".")


@case(KLASS)
def harsh_sexes_below_each_district() -> Case:
    """Each district's row carries the sum of the rows L and P below it."""
    page = (
        Page("Data")
        .put(1, ["Pegawai menurut Kecamatan dan Jenis Kelamin, 2025"])
        .put(3, ["Kecamatan / Jenis Kelamin", "Pegawai", "Honorer"])
    )
    row, rows, totals = 4, [], []
    true: list[list[object]] = [[], [], []]
    for at in range(5):
        men, women = (ONE[at] + 2, TWO[at] + 1), (ONE[at] + 5, TWO[at] + 4)
        page.put(row, [DISTRICTS[at], men[0] + women[0], men[1] + women[1]])
        totals.append(row)
        for sex, figures in (("  L", men), ("  P", women)):
            row += 1
            page.put(row, [sex, *figures])
            rows.append(row)
            for column, value in zip(true, (sex.strip(), *figures), strict=True):
                column.append(value)
        row += 1
    columns = [
        Column(
            "Kecamatan Jenis Kelamin",
            "string",
            [frozenset({v, "Laki-laki" if v == "L" else "Perempuan"}) for v in true[0]],
        ),
        Column("Pegawai", INT, true[1]),
        Column("Honorer", INT, true[2]),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=rows,
        columns=letters(columns),
        totals=totals,
        year=2025,
        may=frozenset({"total", "region"}),
    )
    return case_from("harsh-sexes-below-each-district", KLASS, page, truth)


@case(KLASS)
def harsh_target_and_real_lines() -> Case:
    """Two lines per district, number and name merged over both."""
    page = (
        Page("Data")
        .put(1, ["Imunisasi menurut Kecamatan, 2025"])
        .put(3, ["No", "Kecamatan", "Uraian", "Campak", "Polio"])
    )
    true: list[list[object]] = [[], [], [], []]
    for at, name in enumerate(DISTRICTS):
        top = 4 + 2 * at
        page.put(top, [at + 1, name]).merge(top, 1, top + 1, 1).merge(top, 2, top + 1, 2)
        for inner, word in enumerate(("Target", "Realisasi")):
            line = [word, BIG[at] - inner * 11, BIG[at] - inner * 17]
            page.put(top + inner, line, 3)
            for column, value in zip(true, (name, *line), strict=True):
                column.append(value)
    columns = [
        Column("No", ANY_NUMBER | TEXT, [""] * 16, may_skip=True),
        Column("Kecamatan", "string", true[0]),
        Column("Uraian", "string", true[1]),
        Column("Campak", INT, true[2]),
        Column("Polio", INT, true[3]),
    ]
    return case_from(
        "harsh-target-and-real-lines",
        KLASS,
        page,
        Truth(
            sheet="Data", header=[3], rows=list(range(4, 20)), columns=letters(columns), year=2025, quiet=True
        ),
    )


@case(KLASS)
def harsh_three_writings_in_a_column() -> Case:
    """1.234 typed, 1234 native and 1,234 typed in one column of people."""
    written = ["4.211", 5942, "7,673", "9.404", 11135, "12.866", 14597, "16,328"]
    true = [
        4211,
        5942,
        frozenset({"7673", "7,673"}),
        9404,
        11135,
        12866,
        14597,
        frozenset({"16328", "16,328"}),
    ]
    return hand(
        "harsh-three-writings-in-a-column",
        KLASS,
        [names(), C("Penduduk (jiwa)", written, true, INT | NUM, ASK)],
        title=("Penduduk menurut Kecamatan, 2025",),
        needs=frozenset({"number"}),
    )


@case(KLASS)
def harsh_own_regions_with_sums() -> Case:
    """Districts grouped in *Wilayah I* and *Wilayah II*, each with *Jumlah Wilayah*."""
    page = Page("Data").put(1, list(TITLE)).put(3, ["Kecamatan", "Posyandu", "Polindes"])
    page.put(4, ["WILAYAH I"])
    for at in range(4):
        page.put(5 + at, [DISTRICTS[at], ONE[at], TWO[at]])
    page.put(9, ["Jumlah Wilayah I", sum(ONE[:4]), sum(TWO[:4])]).put(10, ["WILAYAH II"])
    for at in range(4, 8):
        page.put(7 + at, [DISTRICTS[at], ONE[at], TWO[at]])
    page.put(15, ["Jumlah Wilayah II", sum(ONE[4:]), sum(TWO[4:])]).put(
        16, ["JUMLAH I + II", sum(ONE), sum(TWO)]
    )
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, ONE),
        Column("Polindes", INT, TWO),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=[5, 6, 7, 8, 11, 12, 13, 14],
        columns=letters(columns),
        totals=[9, 15, 16],
        year=2025,
        may=frozenset({"total"}),
    )
    return case_from("harsh-own-regions-with-sums", KLASS, page, truth)


@case(KLASS)
def harsh_unknown_and_outside() -> Case:
    """*Tidak diketahui* and *Luar kabupaten* are rows of data among the districts."""
    rows = [*DISTRICTS, "Luar Kabupaten", "Tidak diketahui"]
    return hand(
        "harsh-unknown-and-outside",
        KLASS,
        [
            C("Kecamatan", rows, type=TEXT, total="Jumlah"),
            C("Kasus", [*ONE, 3, 2], total=sum(ONE) + 5),
            C("Sembuh", [*TWO, 1, 2], total=sum(TWO) + 3),
        ],
        title=("Kasus menurut Kecamatan Asal, 2025",),
        total=True,
        may=REGION,
    )


@case(KLASS)
def harsh_total_formulas_without_values() -> Case:
    """The total's formulas have no kept values; the data do."""
    return hand(
        "harsh-total-formulas-without-values", KLASS, [C("Kecamatan", DISTRICTS, type=TEXT, total="Jumlah"), C("Posyandu", ONE, total=Formula("=SUM(B4:B11)")), C("Polindes", TWO, total=Formula("=SUM(C4:C11)"))],
        title=TITLE, total=True, may=frozenset({"total", "formula"}),
    )  # fmt: skip


@case(KLASS)
def harsh_percent_sign_in_some() -> Case:
    """'12%' beside '0,15' in one column."""
    written = ["12%", "0,15", "30%", "4,5%", "18%", "0,22", "7%", "15%"]
    true = [12, frozenset({"0.15", "15", "0,15"}), 30, 4.5, 18, frozenset({"0.22", "22", "0,22"}), 7, 15]
    return hand(
        "harsh-percent-sign-in-some",
        KLASS,
        [names(), C("Cakupan", written, true, NUM, ASK)],
        title=("Cakupan menurut Kecamatan, 2025",),
        needs=frozenset({"percent"}),
        may=frozenset({"number"}),
    )


@case(KLASS)
def harsh_transposed_typed() -> Case:
    """Indicators down, districts across, each row of its own kind, typed in Indonesian."""
    indicators = ["Luas (km2)", "Penduduk (jiwa)", "Kepadatan (jiwa/km2)", "Desa"]
    columns = [C("Indikator", indicators, type=TEXT)]
    columns += [
        C(
            name,
            [f"{100 + at},5", _dots(BIG[at] + 1000), f"{41 + at},25", str(9 + at)],
            [100.5 + at, BIG[at] + 1000, 41.25 + at, 9 + at],
            ANY_NUMBER,
            EITHER,
        )
        for at, name in enumerate(DISTRICTS)
    ]
    return hand(
        "harsh-transposed-typed",
        KLASS,
        columns,
        title=("Profil Kecamatan di Kabupaten Sukamaju, 2025",),
        may=frozenset({"wide", "region", "number"}),
    )


@case(KLASS)
def harsh_sheets_by_year_untitled() -> Case:
    """The year stands only in the sheets' names; nothing above the tables."""
    from dataclasses import replace

    from .. import containers

    made = [
        lay([names(), C("Posyandu", [v + year for v in ONE])], title=(), page=Page(str(2023 + year)))
        for year in range(3)
    ]
    truth = replace(made[2][1], tables=None, needs=frozenset({"table"}), may=frozenset({"year"}), year=2025)
    return Case(
        "harsh-sheets-by-year-untitled",
        KLASS,
        containers.xlsx([page for page, _ in made]),
        truth,
        "posyandu.xlsx",
    )


@case(KLASS)
def harsh_csv_dots_everywhere() -> Case:
    """Semicolons, dots of thousands, decimal commas, blank lines of delimiters, a total in capitals."""
    lines = ["PRODUKSI PERIKANAN 2025;;", ";;", "KECAMATAN;TANGKAP (TON);NILAI (RP)", ";;"]
    tons = ["1.204,5", "310,25", "2.402,85", "49,1", "88,6", "1.000,5", "7,25", "12,75"]
    lines += [f"{name.upper()};{tons[at]};{_dots(BIG[at] * 100000)}" for at, name in enumerate(DISTRICTS)]
    lines += [";;", f"TOTAL;5.075,80;{_dots(sum(BIG) * 100000)}", ";;", "SUMBER: DINAS PERIKANAN;;"]
    columns = [
        Column("KECAMATAN", "string", DISTRICTS),
        Column("TANGKAP", NUM, [float(v.replace(".", "").replace(",", ".")) for v in tons], unit="ton"),
        Column("NILAI", ANY_NUMBER, [v * 100000 for v in BIG], EITHER, unit="rupiah"),
    ]
    truth = Truth(
        type="csv",
        encoding="utf-8",
        delimiter=";",
        header=[3],
        rows=list(range(5, 13)),
        columns=letters(columns),
        totals=[14],
        year=2025,
    )
    return Case("harsh-csv-dots-everywhere", KLASS, "\r\n".join(lines).encode(), truth, "ikan.csv")


@case(KLASS)
def harsh_merge_that_lies() -> Case:
    """The group's merge covers one column too few: its last column stands beside it, unnamed above."""
    page = (
        Page("Data")
        .put(1, ["Guru menurut Kecamatan, 2025"])
        .put(3, ["Kecamatan", "Guru"])
        .merge(3, 1, 4, 1)
        .merge(3, 2, 3, 3)
    )
    page.put(4, ["SD", "SMP", "SMA"], 2)
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [name, ONE[at], TWO[at], ONE[at] + TWO[at] + 3])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("SD", INT, ONE),
        Column("SMP", INT, TWO),
        Column("SMA", INT, [a + b + 3 for a, b in zip(ONE, TWO, strict=True)]),
    ]
    return case_from(
        "harsh-merge-that-lies",
        KLASS,
        page,
        Truth(
            sheet="Data",
            header=[3, 4],
            rows=list(range(5, 13)),
            columns=letters(columns),
            year=2025,
            quiet=True,
        ),
    )


@case(KLASS)
def harsh_total_row_then_second_header() -> Case:
    """After the total the same districts come again under other titles, without a blank row."""
    page = Page("Data").put(1, list(TITLE)).put(3, ["Kecamatan", "Posyandu", "Polindes"])
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [name, ONE[at], TWO[at]])
    page.put(12, ["Jumlah", sum(ONE), sum(TWO)]).put(13, ["Kecamatan", "Pustu", "Klinik"])
    for at, name in enumerate(DISTRICTS):
        page.put(14 + at, [name, TWO[at] + 40, ONE[at] + 40])
    page.put(22, ["Jumlah", sum(TWO) + 320, sum(ONE) + 320])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, ONE),
        Column("Polindes", INT, TWO),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=list(range(4, 12)),
        columns=letters(columns),
        totals=[12],
        year=2025,
        needs=frozenset({"table"}),
        tables=2,
    )
    return case_from("harsh-total-row-then-second-header", KLASS, page, truth)


@case(KLASS)
def harsh_strip_total_and_groups() -> Case:
    """Group sums dotted, strips in the data and in the total."""
    men, women = [1200, 0, 987, 2404, 1135, 412, 0, 1328], [1100, 950, 0, 2204, 1035, 402, 1597, 0]
    both = [a + b for a, b in zip(men, women, strict=True)]

    def shown(values: list[int]) -> list[str]:
        return [_dots(v) if v else "-" for v in values]

    def true(values: list[int]) -> list[object]:
        return [v or OPEN for v in values]

    return hand(
        "harsh-strip-total-and-groups", KLASS,
        [numbers_column(), names(), C("Pria", shown(men), true(men), INT, EITHER, total=_dots(sum(men))), C("Wanita", shown(women), true(women), INT, EITHER, total=_dots(sum(women))), C("Jumlah", shown(both), true(both), INT, EITHER, total=_dots(sum(both)))],
        title=("Pencari Kerja menurut Kecamatan dan Jenis Kelamin, 2025 (orang)",), total=True, may=frozenset({"missing"}),
    )  # fmt: skip


@case(KLASS)
def harsh_noughts_with_comma() -> Case:
    """0,00 and 12,00: whole numbers written with two noughts, in semicolons."""
    written = ["0,00", "12,00", "1.250,00", "980,00", "0,00", "45,00", "7,00", "12.003,00"]
    return hand(
        "harsh-noughts-with-comma",
        KLASS,
        [names(), C("Bantuan (Rp)", written, [0, 12, 1250, 980, 0, 45, 7, 12003], ANY_NUMBER)],
        "semicolon",
        title=("Bantuan menurut Kecamatan, 2025",),
        quiet=True,
    )


@case(KLASS)
def harsh_text_with_counts() -> Case:
    """*Ada (3)* is text, and no figure is taken from it."""
    written = ["Ada (3)", "Tidak", "Ada (12)", "Ada (1)", "Tidak", "Ada (2)", "Ada (7)", "Tidak"]
    return hand(
        "harsh-text-with-counts",
        KLASS,
        [names(), C("Pasar", written, type=TEXT), C("Kios", ONE)],
        title=("Pasar menurut Kecamatan, 2025",),
        quiet=True,
    )


@case(KLASS)
def harsh_two_kabupaten() -> Case:
    """A district list of two kabupaten: the second is not ours."""
    rows = [*DISTRICTS, "Rekaan Utara", "Rekaan Selatan"]
    return hand(
        "harsh-two-kabupaten", KLASS, [C("Kabupaten", ["Sukamaju"] * 8 + ["Rekaan"] * 2, type=TEXT), C("Kecamatan", rows, type=TEXT), C("Posyandu", [*ONE, 8, 9])],
        title=("Posyandu menurut Kabupaten dan Kecamatan, 2025",), needs=REGION,
    )  # fmt: skip
