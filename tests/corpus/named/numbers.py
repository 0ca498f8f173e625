"""Figures as offices write them: dots, commas, spaces, lost groups, fractions, money, percent."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, hand, names
from ..office import Spec, case_of
from ..pages import Shown
from ..subjects import MONTHS
from ..truth import ASK, EITHER, REGISTRY, Case, Maker, case

KLASS = "numbers"
PLAIN = [4211, 5942, 987, 9404, 11135, 412, 14597, 16328]
DOTS = ["4.211", "5.942", "987", "9.404", "11.135", "412", "14.597", "16.328"]

for _number, _style in enumerate(("dotted", "spaced", "thin", "unbroken", "english", "noughts", "digits")):
    _name = f"number-style-{_style}"
    REGISTRY[_name] = Maker(
        _name, KLASS,
        lambda name=_name, style=_style, seed=_number: case_of(
            name, KLASS, Spec(style=style, total="last", seed=40 + seed, number_column=True)
        ),
    )  # fmt: skip


@case(KLASS)
def number_dots_with_small() -> Case:
    """987 beside 4.211: whole numbers of people with a dot for thousands."""
    return hand(
        "number-dots-with-small", KLASS, [names(), C("Penduduk (jiwa)", DOTS, PLAIN, certainty=EITHER)]
    )


@case(KLASS)
def number_dots_only_no_unit() -> Case:
    """Every figure is d.ddd, no unit, no total: nobody can know."""
    written = ["4.211", "5.942", "7.673", "9.404", "1.135", "2.866", "4.597", "6.328"]
    return hand(
        "number-dots-only-no-unit",
        KLASS,
        [names(), C("Nilai", written, [int(text.replace(".", "")) for text in written], ANY_NUMBER, ASK)],
        title=("Nilai menurut Kecamatan di Kabupaten Sukamaju, 2025",),
        needs=frozenset({"number"}),
    )


@case(KLASS)
def number_millions_in_dots() -> Case:
    """1.234.567 can only group thousands."""
    values = [1234567, 2345678, 912345, 3456789, 1020304, 4004004, 1500000, 750000]
    written = [f"{value:,}".replace(",", ".") for value in values]
    return hand(
        "number-millions-in-dots", KLASS, [names(), C("Produksi (kg)", written, values, ANY_NUMBER, EITHER)]
    )


@case(KLASS)
def number_all_millions_sure() -> Case:
    """Every figure has two dots: no question."""
    values = [1234567, 2345678, 9123456, 3456789, 1020304, 4004004, 1500000, 7500000]
    written = [f"{value:,}".replace(",", ".") for value in values]
    return hand(
        "number-all-millions-sure",
        KLASS,
        [names(), C("Produksi (kg)", written, values, ANY_NUMBER)],
        quiet=True,
    )


@case(KLASS)
def number_decimal_comma() -> Case:
    """12,5: one digit behind a comma is a fraction."""
    values = [12.5, 9.25, 30.1, 4.75, 18.0, 22.4, 7.7, 15.3]
    written = ["12,5", "9,25", "30,1", "4,75", "18", "22,4", "7,7", "15,3"]
    return hand("number-decimal-comma", KLASS, [names(), C("Luas (km2)", written, values, NUM)], quiet=True)


@case(KLASS)
def number_dots_and_commas() -> Case:
    """1.234,5: the comma tells what the dot means."""
    values = [1234.5, 980.25, 12003.75, 4500.5, 88.1, 23456.75, 1000.5, 7.25]
    written = ["1.234,5", "980,25", "12.003,75", "4.500,5", "88,1", "23.456,75", "1.000,5", "7,25"]
    return hand(
        "number-dots-and-commas", KLASS, [names(), C("Produksi (ton)", written, values, NUM)], quiet=True
    )


@case(KLASS)
def number_three_decimals_comma() -> Case:
    """12,503 of kilometres, each with three digits: thousands in English or a fraction; the total does not tell."""
    written = ["12,503", "8,250", "30,125", "4,750", "18,400", "22,405", "7,715", "15,310"]
    return hand(
        "number-three-decimals-comma",
        KLASS,
        [
            names(),
            C("Panjang", written, [float(text.replace(",", ".")) for text in written], ANY_NUMBER, ASK),
        ],
        title=("Panjang menurut Kecamatan, 2025",),
        needs=frozenset({"number"}),
    )


@case(KLASS)
def number_mixed_signs() -> Case:
    """1.503 and 1,503 in one column."""
    written = ["1.503", "1,503", "2.250", "3.125", "4,750", "1.400", "2.405", "7.715"]
    return hand(
        "number-mixed-signs",
        KLASS,
        [names(), C("Produksi (ton)", written, [frozenset({"1503", "1.503", text, *"?!"}) for text in written], ANY_NUMBER | TEXT, ASK)],
        needs=frozenset({"number"}),
    )  # fmt: skip


@case(KLASS)
def number_index_three_decimals() -> Case:
    """An index between 0 and 1, written 0.460."""
    written = ["0.460", "0.512", "0.398", "0.475", "0.601", "0.555", "0.420", "0.333"]
    return hand(
        "number-index-three-decimals", KLASS,
        [names(), C("Indeks", written, [float(text) for text in written], NUM)],
        title=("Indeks Pemberdayaan menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def number_index_comma() -> Case:
    """The same with a comma: 0,460."""
    written = ["0,460", "0,512", "0,398", "0,475", "0,601", "0,555", "0,420", "0,333"]
    return hand(
        "number-index-comma", KLASS,
        [names(), C("Indeks", written, [float(text.replace(",", ".")) for text in written], NUM)],
        title=("Indeks Pemberdayaan menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def number_lost_dot_native() -> Case:
    """Excel took 12.503 for twelve and a half: people with fractions, beside 987 that is right."""
    written = [4.211, 5.942, 987, 9.404, 11.135, 412, 14.597, 16.328]
    return hand(
        "number-lost-dot-native", KLASS, [names(), C("Penduduk (jiwa)", written, PLAIN, certainty=ASK)],
        needs=frozenset({"number"}),
    )  # fmt: skip


@case(KLASS)
def number_lost_dot_total_tells() -> Case:
    """The same, and the total of the column is right."""
    written = [4.211, 5.942, 987, 9.404, 11.135, 412, 14.597, 16.328]
    return hand(
        "number-lost-dot-total-tells", KLASS,
        [names(), C("Pelanggan (unit)", written, PLAIN, certainty=ASK, total=sum(PLAIN))],
        total=True, needs=frozenset({"number"}), may=frozenset({"total"}),
    )  # fmt: skip


@case(KLASS)
def number_lost_trailing_nought() -> Case:
    """12.500 became 12.5: a thousandth that has lost its noughts as well."""
    values = [12500, 9400, 987, 10010, 8200, 412, frozenset({"20", "20000"}), 16328]
    written = [12.5, 9.4, 987, 10.01, 8.2, 412, 20, 16.328]
    return hand(
        "number-lost-trailing-nought", KLASS, [names(), C("Jumlah Penduduk (jiwa)", written, values, certainty=ASK)],
        needs=frozenset({"number"}),
    )  # fmt: skip


@case(KLASS)
def number_text_among_native() -> Case:
    """Some figures are native, some typed with a dot."""
    written = [4211, "5.942", 987, "9.404", 11135, 412, "14.597", 16328]
    return hand(
        "number-text-among-native", KLASS, [names(), C("Penduduk (jiwa)", written, PLAIN, certainty=EITHER)]
    )


@case(KLASS)
def number_two_in_a_cell() -> Case:
    """'515 826': two figures in one cell, or one."""
    written = ["515 826", "1 503", "2 250", "812", "4 750", "1 400", "2 405", "7 715"]
    return hand(
        "number-two-in-a-cell", KLASS,
        [names(), C("Murid", written, [int(text.replace(" ", "")) for text in written], INT, EITHER)],
    )  # fmt: skip


@case(KLASS)
def number_mistyped_groups() -> Case:
    """'4 17' and '28.503.12': no way of writing gives these."""
    written = ["4 17", "28.503.12", "2.250", "812", "4.750", "1.400", "2.405", "7.715"]
    true = [
        frozenset({"417", "4 17", ""}),
        frozenset({"2850312", "28.503.12", ""}),
        2250,
        812,
        4750,
        1400,
        2405,
        7715,
    ]
    return hand("number-mistyped-groups", KLASS, [names(), C("Murid (orang)", written, true, INT, ASK)])


@case(KLASS)
def number_two_groupings() -> Case:
    """Dots in one half of the column, spaces in the other."""
    written = ["4.211", "5.942", "7.673", "9.404", "11 135", "12 866", "14 597", "16 328"]
    return hand(
        "number-two-groupings", KLASS,
        [names(), C("Penduduk (jiwa)", written, [int(t.replace(".", "").replace(" ", "")) for t in written], INT, EITHER)],
    )  # fmt: skip


@case(KLASS)
def number_rupiah_signs() -> Case:
    """Rp 1.250.000,00."""
    values = [1250000, 980000, 12003750, 4500500, 880100, 23456750, 1000500, 7250000]
    written = [f"Rp {value:,}".replace(",", ".") + ",00" for value in values]
    return hand(
        "number-rupiah-signs", KLASS, [names(), C("Realisasi", written, values, ANY_NUMBER, unit="rupiah")],
        title=("Realisasi Bantuan menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def number_percent_signs() -> Case:
    """12,5% as text."""
    values = [12.5, 9.25, 30.1, 4.75, 18, 22.4, 7.7, 15.3]
    written = ["12,5%", "9,25%", "30,1 %", "4,75%", "18%", "22,4%", "7,7%", "15,3%"]
    return hand(
        "number-percent-signs",
        KLASS,
        [names(), C("Persentase", written, values, NUM, unit="persen")],
        quiet=True,
    )


@case(KLASS)
def number_percent_native() -> Case:
    """Native 0.125 shown as 12,5%: percent is what people see."""
    values = [12.5, 9.25, 30.1, 4.75, 18, 22.4, 7.7, 15.3]
    return hand(
        "number-percent-native", KLASS,
        [names(), C("Cakupan (%)", [Shown(v / 100, "0.00%") for v in values],
                    [frozenset({str(v), f"{v / 100:.6g}"}) for v in values], NUM, EITHER)],
    )  # fmt: skip


@case(KLASS)
def number_percent_fractions() -> Case:
    """0,42 to 0,97 under a title that says percent: fraction or percent, ask."""
    values = [0.42, 0.97, 0.55, 0.61, 0.73, 0.88, 0.91, 0.5]
    return hand(
        "number-percent-fractions", KLASS, [names(), C("Persentase (%)", values, [round(v * 100, 4) for v in values], ANY_NUMBER, ASK)],
        needs=frozenset({"percent"}),
    )  # fmt: skip


@case(KLASS)
def number_percent_mixed() -> Case:
    """Fractions and percents in one column."""
    written = [0.42, 97, 0.55, 61, 0.73, 88, 91, 0.5]
    return hand(
        "number-percent-mixed", KLASS,
        [names(), C("Cakupan Imunisasi (%)", written, [42, 97, 55, 61, 73, 88, 91, 50], ANY_NUMBER, ASK)],
        needs=frozenset({"percent"}),
    )  # fmt: skip


@case(KLASS)
def number_gross_enrolment() -> Case:
    """A gross enrolment rate over 100 is right."""
    values = [101.5, 98.2, 110.4, 95.6, 103.3, 99.9, 107.2, 100.1]
    return hand(
        "number-gross-enrolment", KLASS, [names(), C("APK SD (persen)", values, type=NUM)],
        title=("Angka Partisipasi Kasar menurut Kecamatan, 2025",), may=frozenset({"percent"}),
    )  # fmt: skip


@case(KLASS)
def number_accountant_minus() -> Case:
    """(1.250) is minus 1250; and a typographic minus."""
    written = [
        "(1.250.000)",
        "980.000.000",
        "−12.003.750",
        "4.500.500",
        "-880.100.000",
        "23.456.750",
        "1.000.500",
        "7.250.000",
    ]
    true = [-1250000, 980000000, -12003750, 4500500, -880100000, 23456750, 1000500, 7250000]
    return hand("number-accountant-minus", KLASS, [names(), C("SHU (Rp)", written, true, ANY_NUMBER, EITHER)])


@case(KLASS)
def number_scientific_text() -> Case:
    """1,25E+09 as Excel wrote it into CSV."""
    written = ["1,25E+09", "9,8E+08", "1,2E+09", "4,5E+08", "8,8E+08", "2,3E+09", "1,0E+09", "7,2E+08"]
    true = [frozenset({str(float(t.replace(",", "."))), t}) for t in written]
    return hand(
        "number-scientific-text", KLASS, [names(), C("Anggaran (Rp)", written, true, ANY_NUMBER | TEXT, EITHER)],
        "semicolon", may=frozenset({"number"}),
    )  # fmt: skip


@case(KLASS)
def number_footnote_marks() -> Case:
    """Marks of footnotes on figures: 4.211*) and 987 r."""
    written = ["12,5*)", "9,25", "30,1 r", "4,75**", "18,0", "22,4 e", "7,7", "15,3*"]
    return hand(
        "number-footnote-marks", KLASS,
        [names(), C("Produktivitas (ku/ha)", written, [12.5, 9.25, 30.1, 4.75, 18, 22.4, 7.7, 15.3], NUM)],
        footer=("*) Angka sementara", "r Angka diperbaiki"),
    )  # fmt: skip


@case(KLASS)
def number_superscript_marks() -> Case:
    """A raised figure behind a number is a footnote, not a digit."""
    written = ["1250¹", "980", "1203²⁾", "450", "880", "2345", "1000", "725"]
    return hand(
        "number-superscript-marks", KLASS,
        [names(), C("Murid (orang)", written, [1250, 980, 1203, 450, 880, 2345, 1000, 725], INT, EITHER)],
        footer=("1) Termasuk sekolah swasta", "2) Angka sementara"),
    )  # fmt: skip


@case(KLASS)
def number_units_in_cells() -> Case:
    """The unit is written behind each figure."""
    written = ["12 unit", "9 unit", "30 unit", "4 unit", "18 unit", "22 unit", "7 unit", "15 unit"]
    return hand(
        "number-units-in-cells", KLASS,
        [names(), C("Posyandu", written, [frozenset({t, t.split()[0]}) for t in written], INT | TEXT, EITHER)],
    )  # fmt: skip


@case(KLASS)
def number_ranges_are_text() -> Case:
    """Age groups such as 5-9 and 10-14 are names, and no dates."""
    groups = ["0-4", "5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "75+"]
    return hand(
        "number-ranges-are-text", KLASS, [C("Kelompok Umur", groups, type=TEXT), C("Laki-laki", PLAIN), C("Perempuan", PLAIN)],
        title=("Penduduk menurut Kelompok Umur, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def number_arabic_digits() -> Case:
    """Full-width digits from a phone's keyboard."""
    written = ["１２", "9", "30", "４", "18", "22", "7", "15"]
    true = [frozenset({"12", "１２"}), 9, 30, frozenset({"4", "４"}), 18, 22, 7, 15]
    return hand("number-arabic-digits", KLASS, [names(), C("Posyandu (unit)", written, true, INT, EITHER)])


@case(KLASS)
def number_apostrophe() -> Case:
    """An apostrophe before figures that were to stay text."""
    written = ["'1250", "'980", "'1203", "'450", "'880", "'2345", "'1000", "'725"]
    return hand(
        "number-apostrophe", KLASS,
        [names(), C("Murid (orang)", written, [int(t[1:]) for t in written], INT | TEXT, EITHER)], "csv",
    )  # fmt: skip


@case(KLASS)
def number_long_fractions() -> Case:
    """Averages with every digit Excel has."""
    values = [46.3333333333333, 51.6666666666667, 39.8, 47.5, 60.1428571428571, 55.5, 42, 33.3]
    return hand(
        "number-long-fractions", KLASS, [names(), C("Produktivitas (ku/ha)", values, type=NUM)], quiet=True
    )


@case(KLASS)
def number_over_two_to_31() -> Case:
    """Amounts beyond 32 bits, native."""
    values = [
        9_123_456_789,
        12_345_678_901,
        98_765_432_109,
        4_000_000_000,
        5,
        0,
        2_147_483_648,
        7_777_777_777,
    ]
    return hand(
        "number-over-two-to-31", KLASS, [names(), C("Dana Desa (Rp)", values, type=ANY_NUMBER)], quiet=True
    )


@case(KLASS)
def number_months_with_spaces_csv() -> Case:
    """A text file with 'd ddd' figures and decimal commas."""
    values = [1234.5, 980.2, 12003.7, 4500.5, 88.1, 23456.7, 1000.5, 7.2, 10.1, 20002.2, 300.3, 4004.4]
    written = [f"{v:,.1f}".replace(",", " ").replace(".", ",") for v in values]
    return hand(
        "number-months-with-spaces-csv", KLASS,
        [C("Bulan", MONTHS, type=TEXT), C("Sampah (ton)", written, values, NUM, EITHER)], "semicolon",
    )  # fmt: skip
