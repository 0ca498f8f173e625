"""Odd, and seen: what does not fit another class."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, case_from, hand, lay, names
from ..office import Spec, case_of
from ..pages import Page, Shown
from ..subjects import DISTRICTS
from ..truth import ASK, EITHER, Case, Column, Truth, case, letters

KLASS = "odd"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TITLE = ("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2025",)


@case(KLASS)
def odd_classes_as_numbers() -> Case:
    """Pupils by class: the titles are 1 to 6, and no numbering row."""
    figures = [[40 + 3 * at + column for at in range(8)] for column in range(6)]
    page = Page("Data")
    page.put(1, ["Murid SD menurut Kecamatan dan Kelas, 2025"])
    page.put(3, ["Kecamatan", "Kelas"]).merge(3, 1, 4, 1).merge(3, 2, 3, 7)
    page.put(4, [1, 2, 3, 4, 5, 6], 2)
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [name, *(line[at] for line in figures)])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        *(Column(f"Kelas {at + 1}", INT, figures[at]) for at in range(6)),
    ]
    truth = Truth(
        sheet="Data",
        header=[3, 4],
        rows=list(range(5, 13)),
        columns=letters(columns),
        year=2025,
        may=frozenset({"wide"}),
    )
    return case_from("odd-classes-as-numbers", KLASS, page, truth)


@case(KLASS)
def odd_money_with_strip() -> Case:
    """Rp 1.250.000,- as receipts have it."""
    values = [1250000, 980000, 12003750, 4500500, 880100, 23456750, 1000500, 7250000]
    written = [
        f"Rp. {value:,},-".replace(",", ".", value >= 1000 and f"{value:,}".count(",")) for value in values
    ]
    return hand(
        "odd-money-with-strip",
        KLASS,
        [names(), C("Bantuan (Rp)", written, values, ANY_NUMBER, EITHER)],
        title=TITLE,
    )


@case(KLASS)
def odd_money_in_words() -> Case:
    """1,5 M and 850 juta: never 1.5 and 850."""
    written = ["1,5 M", "850 juta", "2,3 miliar", "400 jt", "1 M", "920 juta", "1,1 M", "75 juta"]
    return hand(
        "odd-money-in-words", KLASS,
        [names(), C("Pagu", written, [frozenset({text}) for text in written], TEXT | NUM, EITHER)], title=TITLE, may=frozenset({"number"}),
    )  # fmt: skip


@case(KLASS)
def odd_inequalities() -> Case:
    """< 5 and > 100 are no figures."""
    written = ["< 5", "12", "> 100", "8", "30", "± 15", "7", "22"]
    true = [frozenset({"< 5", ""}), 12, frozenset({"> 100", ""}), 8, 30, frozenset({"± 15", ""}), 7, 22]
    return hand(
        "odd-inequalities",
        KLASS,
        [names(), C("Kasus", written, true, INT | TEXT, EITHER)],
        title=TITLE,
        may=frozenset({"number", "missing"}),
    )


@case(KLASS)
def odd_letter_o_for_nought() -> Case:
    """1O5 typed with the letter O; l2 with the letter l."""
    written = ["1O5", "12", "30", "l2", "18", "22", "7", "15"]
    true = [frozenset({"1O5", "105", ""}), 12, 30, frozenset({"l2", "12", ""}), 18, 22, 7, 15]
    return hand(
        "odd-letter-o-for-nought",
        KLASS,
        [names(), C("Kasus", written, true, INT | TEXT, EITHER)],
        title=TITLE,
        may=frozenset({"number"}),
    )


@case(KLASS)
def odd_coordinates() -> Case:
    """Latitude and longitude with six decimals, decimal point as text."""
    lat, lon = [f"-6.{120000 + at * 731}" for at in range(8)], [f"106.{810000 + at * 977}" for at in range(8)]
    return hand(
        "odd-coordinates", KLASS, [names(), C("Lintang", lat, [float(v) for v in lat], NUM), C("Bujur", lon, [float(v) for v in lon], NUM)],
        "csv", title=(), may=frozenset({"year"}),
    )  # fmt: skip


@case(KLASS)
def odd_coordinates_lost_point() -> Case:
    """106.812.345 is a longitude whose point a spreadsheet doubled."""
    written = [f"106.{812 + at}.{345 + at}" for at in range(8)]
    return hand(
        "odd-coordinates-lost-point", KLASS, [names(), C("Bujur", written, [frozenset({t, t.replace(".", "", 2)[:3] + "." + t.replace(".", "")[3:], ""}) for t in written], NUM | TEXT, ASK)],
        title=TITLE, needs=frozenset({"number"}),
    )  # fmt: skip


@case(KLASS)
def odd_footnote_on_names() -> Case:
    """Wanasari 1) and Karangjati*: the mark is no part of the name."""
    written = [
        "Sukamaju Kota",
        "Wanasari 1)",
        "Karangjati*",
        "Muara Bening",
        "Tanjung Elok ²",
        "Cempaka Barat",
        "Cempaka Timur",
        "Pulau Rengas**)",
    ]
    return hand(
        "odd-footnote-on-names", KLASS, [C("Kecamatan", written, [frozenset({a, b}) for a, b in zip(written, DISTRICTS, strict=True)], TEXT), C("Posyandu", ONE)],
        title=TITLE, may=frozenset({"region"}), footer=("1) Termasuk pemekaran", "* Angka sementara"),
    )  # fmt: skip


@case(KLASS)
def odd_outline_numbers() -> Case:
    """I., 1., a.: an outline in the first column, sums in its upper levels."""
    lines = [
        ("I", "Pendidikan", 60), ("1", "Sekolah Dasar", 40), ("2", "Sekolah Menengah", 20),
        ("II", "Kesehatan", 30), ("1", "Puskesmas", 18), ("2", "Posyandu", 12),
    ]  # fmt: skip
    page = Page("Data")
    page.put(1, ["Fasilitas Umum di Kabupaten Sukamaju, 2025"]).put(3, ["No", "Uraian", "Jumlah"]).rows(
        4, lines
    )
    rows = [5, 6, 8, 9]
    columns = [
        Column("No", TEXT | ANY_NUMBER, [lines[row - 4][0] for row in rows], may_skip=True),
        Column("Uraian", "string", [lines[row - 4][1] for row in rows]),
        Column("Jumlah", INT, [lines[row - 4][2] for row in rows]),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=rows,
        columns=letters(columns),
        totals=[4, 7],
        year=2025,
        needs=frozenset({"total"}),
    )
    return case_from("odd-outline-numbers", KLASS, page, truth)


@case(KLASS)
def odd_merged_over_figures() -> Case:
    """*tidak ada data* merged over both figures of a row."""
    page, truth = lay([names(), C("Posyandu", ONE), C("Polindes", [v + 2 for v in ONE])], title=TITLE)
    del page.cells[6, 2], page.cells[6, 3]
    page.put(6, ["tidak ada data"], 2).merge(6, 2, 6, 3)
    columns = dict(truth.columns)
    open_ = frozenset({"", "tidak ada data"})
    columns["B"] = replace(columns["B"], values=[12, 5, open_, *ONE[3:]], certainty=EITHER)
    columns["C"] = replace(columns["C"], values=[14, 7, open_, *[v + 2 for v in ONE[3:]]], certainty=EITHER)
    return case_from(
        "odd-merged-over-figures",
        KLASS,
        page,
        replace(truth, columns=columns, may=frozenset({"missing", "number"})),
    )


@case(KLASS)
def odd_far_away() -> Case:
    """The table begins at column Z, row 50."""
    return case_of("odd-far-away", KLASS, Spec(subject="ternak", top=50, left=26, seed=202))


@case(KLASS)
def odd_two_hundred_columns() -> Case:
    """Two hundred columns of indicators."""
    columns = [names(), *(C(f"Indikator {at}", [at + 3 * row for row in range(8)]) for at in range(1, 201))]
    return hand("odd-two-hundred-columns", KLASS, columns, title=TITLE, quiet=True)


@case(KLASS)
def odd_five_thousand_rows() -> Case:
    """Five thousand rows of prices by market and day."""
    count = 5000
    return hand(
        "odd-five-thousand-rows", KLASS,
        [
            C("tanggal", [date(2025, 1 + (at // 28) % 12, 1 + at % 28) for at in range(count)],
              [f"2025-{1 + (at // 28) % 12:02}-{1 + at % 28:02}" for at in range(count)], frozenset({"date"})),
            C("pasar", [f"Pasar {DISTRICTS[at // 336 % 8]} {at // 2688}" for at in range(count)], type=TEXT),
            C("harga (Rp)", [12000 + (at * 37) % 4000 for at in range(count)], type=ANY_NUMBER),
        ],
        title=(), may=frozenset({"total"}),
    )  # fmt: skip


@case(KLASS)
def odd_sparse_table() -> Case:
    """Most cells are blank."""
    figures = [
        [(at * 7 + column) if (at + column) % 5 == 0 else None for at in range(8)] for column in range(6)
    ]
    return hand(
        "odd-sparse-table", KLASS,
        [names(), *(C(f"Komoditas {chr(65 + column)} (ton)", figures[column], type=ANY_NUMBER) for column in range(6))],
        title=("Produksi Perkebunan menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def odd_all_noughts() -> Case:
    """A column of noughts is a column of figures."""
    return hand(
        "odd-all-noughts",
        KLASS,
        [names(), C("Posyandu", ONE), C("Kasus Polio", [0] * 8)],
        title=TITLE,
        quiet=True,
    )


@case(KLASS)
def odd_same_figures_in_columns() -> Case:
    """Two equal columns beside each other are no total of each other."""
    return hand(
        "odd-same-figures-in-columns",
        KLASS,
        [names(), C("Target", ONE), C("Realisasi", ONE)],
        title=TITLE,
        quiet=True,
    )


@case(KLASS)
def odd_last_row_equals_sum_by_chance() -> Case:
    """The last district has as many as all others together: no total."""
    values = [1, 2, 3, 1, 2, 1, 2, 12]
    return hand(
        "odd-last-row-equals-sum-by-chance",
        KLASS,
        [names(), C("Rumah Sakit", values)],
        title=TITLE,
        may=frozenset({"total"}),
    )


@case(KLASS)
def odd_hidden_header() -> Case:
    """The header row is hidden."""
    page, truth = lay([names(), C("Posyandu", ONE)], title=TITLE)
    page.hidden_rows = {3}
    return case_from("odd-hidden-header", KLASS, page, truth)


@case(KLASS)
def odd_years_as_dates_in_titles() -> Case:
    """The years over the columns are dates shown as yyyy."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan di Kabupaten Sukamaju"])
    page.put(3, ["Kecamatan", Shown(date(2024, 1, 1), "yyyy"), Shown(date(2025, 1, 1), "yyyy")])
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [name, ONE[at], ONE[at] + 1])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("2024", INT, ONE),
        Column("2025", INT, [v + 1 for v in ONE]),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=list(range(4, 12)),
        columns=letters(columns),
        may=frozenset({"wide", "year"}),
    )
    return case_from("odd-years-as-dates-in-titles", KLASS, page, truth)


@case(KLASS)
def odd_opening_hours_native() -> Case:
    """Native times of day."""
    return hand(
        "odd-opening-hours-native", KLASS,
        [C("Puskesmas", DISTRICTS, type=TEXT), C("Buka", [Shown(0.3125, "hh:mm")] * 8, [frozenset({"07:30", "07:30:00", "07.30", "0.3125"})] * 8, TEXT | NUM | frozenset({"time"}), EITHER), C("Kunjungan", ONE)],
        title=("Jam Buka dan Kunjungan Puskesmas, 2025",), may=frozenset({"date", "number", "region"}),
    )  # fmt: skip


@case(KLASS)
def odd_bps_site_csv() -> Case:
    """The export of a BPS site: the indicator over the years, source and address below."""
    lines = ['Kecamatan,"Jumlah Posyandu Menurut Kecamatan (Unit)",,', ",2023,2024,2025"]
    lines += [f"{name},{ONE[at]},{ONE[at] + 1},{ONE[at] + 2}" for at, name in enumerate(DISTRICTS)]
    lines += [
        f"Sukamaju,{sum(ONE)},{sum(ONE) + 8},{sum(ONE) + 16}",
        "",
        '"Sumber: Dinas Kesehatan Kabupaten Sukamaju"',
        '"Source Url: https://sukamajukab.example.id/id/statistics-table/2/posyandu.html"',
    ]
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        *(Column(str(2023 + at), INT, [v + at for v in ONE]) for at in range(3)),
    ]
    truth = Truth(
        type="csv", encoding="utf-8", delimiter=",", header=[1, 2], rows=list(range(3, 11)), columns=letters(columns), totals=[11],
        needs=frozenset({"wide"}), may=frozenset({"year", "region", "total"}),
    )  # fmt: skip
    return Case(
        "odd-bps-site-csv",
        KLASS,
        "\n".join(lines).encode(),
        truth,
        "Jumlah Posyandu Menurut Kecamatan, 2025.csv",
    )


@case(KLASS)
def odd_continued_table() -> Case:
    """*Lanjutan Tabel 4.2.3*: the same header again, other districts below."""
    page = Page("Data")
    page.put(1, ["Tabel 4.2.3 Posyandu menurut Kecamatan, 2025"]).put(
        3, ["Kecamatan", "Posyandu", "Polindes"]
    )
    for at in range(4):
        page.put(4 + at, [DISTRICTS[at], ONE[at], ONE[at] + 2])
    page.put(9, ["Lanjutan Tabel 4.2.3"]).put(11, ["Kecamatan", "Posyandu", "Polindes"])
    for at in range(4, 8):
        page.put(8 + at, [DISTRICTS[at], ONE[at], ONE[at] + 2])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, ONE),
        Column("Polindes", INT, [v + 2 for v in ONE]),
    ]
    truth = Truth(
        sheet="Data", header=[3], rows=[4, 5, 6, 7, 12, 13, 14, 15], columns=letters(columns), year=2025,
        may=frozenset({"table", "region"}),
    )  # fmt: skip
    return case_from("odd-continued-table", KLASS, page, truth)


@case(KLASS)
def odd_total_labels() -> Case:
    """Jml with a dot."""
    return hand(
        "odd-total-labels", KLASS, [C("Kecamatan", DISTRICTS, type=TEXT, total="Jml."), C("Posyandu", ONE, total=sum(ONE)), C("Polindes", ONE, total=sum(ONE))],
        title=TITLE, total=True, quiet=True,
    )  # fmt: skip


@case(KLASS)
def odd_grand_total_english() -> Case:
    """Grand Total, as pivot tables write it."""
    return hand(
        "odd-grand-total-english", KLASS, [C("Row Labels", DISTRICTS, type=TEXT, total="Grand Total"), C("Sum of Posyandu", ONE, total=sum(ONE))],
        title=(), total=True, may=frozenset({"year"}),
    )  # fmt: skip


@case(KLASS)
def odd_unit_per_row() -> Case:
    """A column *Satuan* gives each row its unit; figures of all kinds in one column."""
    return hand(
        "odd-unit-per-row", KLASS,
        [C("Indikator", ["Luas wilayah", "Penduduk", "IPM", "Kemiskinan"], type=TEXT), C("Satuan", ["km2", "jiwa", "indeks", "persen"], type=TEXT), C("Nilai", [1520.5, 203415, 71.32, 8.4], type=NUM)],
        title=("Indikator Makro Kabupaten Sukamaju, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def odd_unit_per_row_typed() -> Case:
    """The same typed in Indonesian: 203.415 people beside 71,32: one column, each row its own."""
    return hand(
        "odd-unit-per-row-typed", KLASS,
        [C("Indikator", ["Luas wilayah", "Penduduk", "IPM", "Kemiskinan"], type=TEXT), C("Satuan", ["km2", "jiwa", "indeks", "persen"], type=TEXT),
         C("Nilai", ["1.520,5", "203.415", "71,32", "8,4"], [1520.5, 203415, 71.32, 8.4], NUM, EITHER)],
        title=("Indikator Makro Kabupaten Sukamaju, 2025",),
    )  # fmt: skip


@case(KLASS)
def odd_district_twice_by_sex() -> Case:
    """Long form: district, sex, figure; key of two columns."""
    kecamatan = [name for name in DISTRICTS for _ in range(2)]
    return hand(
        "odd-district-twice-by-sex", KLASS,
        [C("Kecamatan", kecamatan, type=TEXT), C("Jenis Kelamin", ["L", "P"] * 8, [frozenset({"L", "Laki-laki"}), frozenset({"P", "Perempuan"})] * 8, TEXT), C("Penduduk (jiwa)", [4000 + 17 * at for at in range(16)])],
        title=("Penduduk menurut Kecamatan dan Jenis Kelamin, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def odd_numbers_left_of_title() -> Case:
    """A page number stands alone in a corner above."""
    page, truth = lay([names(), C("Posyandu", ONE)], title=TITLE, top=3)
    page.put(1, [117], 2)
    return case_from("odd-numbers-left-of-title", KLASS, page, replace(truth, quiet=True))


@case(KLASS)
def odd_zero_width_and_nbsp() -> Case:
    """Zero-width signs and no-break blanks in names and figures."""
    written = ["\u200b12", "5\u00a0", "\ufeff30", "4", "18", "22", "7", "15"]
    name = [f"{name[:4]}\u200b{name[4:]}\u00a0" for name in DISTRICTS]
    return hand(
        "odd-zero-width-and-nbsp", KLASS, [C("Kecamatan", name, [frozenset({n, d}) for n, d in zip(name, DISTRICTS, strict=True)], TEXT), C("Posyandu (unit)", written, ONE, INT, EITHER)],
        title=TITLE, may=frozenset({"region"}),
    )  # fmt: skip
