"""Titles, units, years and totals in the spellings that offices use."""

from __future__ import annotations

from dataclasses import replace

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, case_from, hand, lay, names, numbers_column
from ..pages import Page
from ..subjects import DISTRICTS
from ..truth import EITHER, REGISTRY, Case, Column, Maker, Truth, case, letters

KLASS = "spellings"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TWO = [9, 6, 28, 3, 17, 25, 8, 11]
TITLE = ("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2025",)

UNITS = {
    "Nilai (000 Rp)": "ribu_rupiah", "Nilai (Rp. 000)": "ribu_rupiah", "Nilai (juta Rp)": "juta_rupiah", "Nilai (Rp juta)": "juta_rupiah",
    "Nilai (Milyar Rupiah)": "miliar_rupiah", "Hasil (Kw/Ha)": "kuintal_per_ha", "Hasil (ton/ha)": "ton_per_ha", "Luas (Km²)": "km2", "Luas (Ha)": "ha",
    "Luas (m2)": "m2", "Air (m³)": "m3", "Listrik (kWh)": "kwh", "Populasi (ekor)": "ekor", "Penduduk (jiwa)": "orang", "Produksi\n(Ton)": "ton",
    "Panjang - Km": None, "Persentase": None, "Cakupan (%)": "persen", "Luas Panen / Harvested Area (ha)": "ha", "Harga (Rp/kg)": "rupiah_per_kg",
}  # fmt: skip
YEARS = {
    "Data Posyandu TA 2025": 2025, "DATA POSYANDU TAHUN ANGGARAN 2024": 2024, "Data Posyandu s.d. Triwulan III 2025": 2025, "Data Posyandu per 31 Desember 2023": 2023,
    "Data Posyandu per Oktober 2025": 2025, "Data Posyandu Th. 2022": 2022, "Data Posyandu Tahun : 2025": 2025, "DATA POSYANDU KAB. SUKAMAJU 2021": 2021,
}  # fmt: skip
TOTALS = (
    "Jumlah :", "JUMLAH TOTAL", "Jumlah Kabupaten", "Total Kabupaten Sukamaju", "JUMLAH/TOTAL", "Jumlah Seluruhnya", "Kabupaten Sukamaju", "KAB. SUKAMAJU",
    "T O T A L", "Jlh", "Jumlah 2025", "TOTAL KESELURUHAN",
)  # fmt: skip


def _unit(number: int, title: str, unit: str | None) -> Case:
    values = (
        [10.5 + 7.25 * at for at in range(8)] if "Populasi" not in title and "Penduduk" not in title else ONE
    )
    label = title.split(" (")[0].split("\n")[0].split(" -")[0].split(" /")[0]
    return hand(
        f"unit-{number}",
        KLASS,
        [names(), C(title, values, type=ANY_NUMBER, unit=unit, label=label)],
        title=("Data Rekaan menurut Kecamatan, 2025",),
        quiet=True,
    )


def _year(number: int, title: str, year: int) -> Case:
    return hand(f"year-{number}", KLASS, [names(), C("Posyandu", ONE)], title=(title,), year=year, quiet=True)


def _total(number: int, label: str) -> Case:
    columns = [
        C("Kecamatan", DISTRICTS, type=TEXT, total=label),
        C("Posyandu", ONE, total=sum(ONE)),
        C("Polindes", TWO, total=sum(TWO)),
    ]
    return hand(f"total-label-{number}", KLASS, columns, title=TITLE, total=True, quiet=True)


for _number, (_title, _told) in enumerate(UNITS.items()):
    REGISTRY[f"unit-{_number}"] = Maker(
        f"unit-{_number}", KLASS, lambda n=_number, t=_title, u=_told: _unit(n, t, u)
    )
for _number, (_title, _when) in enumerate(YEARS.items()):
    REGISTRY[f"year-{_number}"] = Maker(
        f"year-{_number}", KLASS, lambda n=_number, t=_title, y=_when: _year(n, t, y)
    )
for _number, _label in enumerate(TOTALS):
    REGISTRY[f"total-label-{_number}"] = Maker(
        f"total-label-{_number}", KLASS, lambda n=_number, t=_label: _total(n, t)
    )


@case(KLASS)
def number_sum_proves_dot() -> Case:
    """591 + 659 = 1.250: the row itself proves what the dot means."""
    men, women = [591, 743, 890, 636, 488, 700, 610, 999], [659, 460, 639, 724, 772, 301, 444, 888]
    both = [a + b for a, b in zip(men, women, strict=True)]
    return hand(
        "number-sum-proves-dot", KLASS, [names(), C("Laki-laki", men), C("Perempuan", women), C("Jumlah", [f"{v:,}".replace(",", ".") for v in both], both, INT, EITHER)],
        title=("Pegawai menurut Kecamatan dan Jenis Kelamin, 2025",),
    )  # fmt: skip


@case(KLASS)
def title_directly_above() -> Case:
    """The merged title stands directly above the header, no blank row."""
    page, truth = lay(
        [numbers_column(), names(), C("Posyandu", ONE), C("Polindes", TWO)],
        gap=0,
        title=("Tabel 1. Posyandu dan Polindes menurut Kecamatan Tahun 2025",),
    )
    page.merge(1, 1, 1, 4)
    return case_from("title-directly-above", KLASS, page, replace(truth, year=2025, quiet=True))


@case(KLASS)
def first_column_empty() -> Case:
    """Column A is a narrow blank margin."""
    page, truth = lay([names(), C("Posyandu", ONE), C("Polindes", TWO)], left=2, title=TITLE)
    return case_from("first-column-empty", KLASS, page, replace(truth, quiet=True))


@case(KLASS)
def year_merged_down() -> Case:
    """The year is merged over the districts of each year."""
    page = (
        Page("Data")
        .put(1, ["Posyandu menurut Tahun dan Kecamatan"])
        .put(3, ["Tahun", "Kecamatan", "Posyandu"])
    )
    true: list[list[object]] = [[], [], []]
    for block, year in enumerate((2024, 2025)):
        top = 4 + 8 * block
        page.put(top, [year]).merge(top, 1, top + 7, 1)
        for at, name in enumerate(DISTRICTS):
            page.put(top + at, [name, ONE[at] + block], 2)
            for column, value in zip(true, (year, name, ONE[at] + block), strict=True):
                column.append(value)
    columns = [
        Column("Tahun", frozenset({"year"}), true[0]),
        Column("Kecamatan", "string", true[1]),
        Column("Posyandu", INT, true[2]),
    ]
    return case_from(
        "year-merged-down",
        KLASS,
        page,
        Truth(sheet="Data", header=[3], rows=list(range(4, 20)), columns=letters(columns), quiet=True),
    )


@case(KLASS)
def units_in_some_cells() -> Case:
    """*12 unit* in some cells, 15 in others."""
    written = ["12 unit", 5, "30 unit", 4, 18, "22 unit", 7, 15]
    return hand(
        "units-in-some-cells", KLASS, [names(), C("Posyandu", written, ONE, INT | TEXT, EITHER)], title=TITLE
    )


@case(KLASS)
def subtotals_labelled_in_second_column() -> Case:
    """*Sub Total* stands in the second column after each group."""
    page = (
        Page("Data")
        .put(1, ["Guru menurut Kecamatan dan Jenjang, 2025"])
        .put(3, ["Kecamatan", "Jenjang", "Negeri", "Swasta"])
    )
    row, rows, totals = 4, [], []
    true: list[list[object]] = [[], [], [], []]
    for at in range(3):
        sums = [0, 0]
        for inner, level in enumerate(("SD", "SMP", "SMA")):
            figures = [10 + 7 * at + inner, 5 + 3 * at + inner]
            page.put(row, [DISTRICTS[at], level, *figures])
            for column, value in zip(true, (DISTRICTS[at], level, *figures), strict=True):
                column.append(value)
            sums = [a + b for a, b in zip(sums, figures, strict=True)]
            rows.append(row)
            row += 1
        page.put(row, [None, "Sub Total", *sums])
        totals.append(row)
        row += 1
    columns = [
        Column("Kecamatan", "string", true[0]),
        Column("Jenjang", "string", true[1]),
        Column("Negeri", INT, true[2]),
        Column("Swasta", INT, true[3]),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=rows,
        columns=letters(columns),
        totals=totals,
        year=2025,
        may=frozenset({"region"}),
    )
    return case_from("subtotals-labelled-in-second-column", KLASS, page, truth)


@case(KLASS)
def two_totals_beside() -> Case:
    """*Jumlah* of each group and *Total* of all, in columns."""
    page = Page("Data").put(1, ["Guru menurut Kecamatan, Status, dan Jenis Kelamin, 2025"])
    page.put(3, ["Kecamatan", "Negeri", None, None, "Swasta", None, None, "Total"])
    page.merge(3, 1, 4, 1).merge(3, 2, 3, 4).merge(3, 5, 3, 7).merge(3, 8, 4, 8)
    page.put(4, ["L", "P", "Jumlah", "L", "P", "Jumlah"], 2)
    lines = [
        [ONE[at], TWO[at], ONE[at] + TWO[at], ONE[at] + 1, TWO[at] + 1, ONE[at] + TWO[at] + 2]
        for at in range(8)
    ]
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [name, *lines[at], lines[at][2] + lines[at][5]])
    labels = ("Negeri L", "Negeri P", "Negeri Jumlah", "Swasta L", "Swasta P", "Swasta Jumlah")
    columns = [Column("Kecamatan", "string", DISTRICTS), *(Column(label, INT, [line[at] for line in lines]) for at, label in enumerate(labels)),
               Column("Total", INT, [line[2] + line[5] for line in lines])]  # fmt: skip
    truth = Truth(
        sheet="Data", header=[3, 4], rows=list(range(5, 13)), columns=letters(columns), year=2025, quiet=True
    )
    return case_from("two-totals-beside", KLASS, page, truth)


@case(KLASS)
def code_pair_of_both_offices() -> Case:
    """Kemendagri and BPS codes side by side, both right."""
    kemendagri = [f"99.01.{at:02}" for at in range(1, 9)]
    bps = ["9902040", "9902010", "9902020", "9902060", "9902070", "9902030", "9902050", "9902080"]
    return hand(
        "code-pair-of-both-offices", KLASS,
        [C("Kode Kemendagri", kemendagri, type=TEXT), C("Kode BPS", bps, type=TEXT | INT, may_skip=True), names(), C("Posyandu", ONE)], title=TITLE, may=frozenset({"region"}),
    )  # fmt: skip


@case(KLASS)
def fractions_native_with_totals() -> Case:
    """Native fractions with a total that is rounded."""
    values = [12.345, 5.678, 30.111, 4.222, 18.333, 22.444, 7.555, 15.666]
    return hand(
        "fractions-native-with-totals", KLASS, [C("Kecamatan", DISTRICTS, type=TEXT, total="Jumlah"), C("Luas (ha)", values, type=NUM, total=116.35, unit="ha"), C("Petak", ONE, total=sum(ONE))],
        title=("Luas Hutan Kota menurut Kecamatan, 2025",), total=True, may=frozenset({"number"}),
    )  # fmt: skip
