"""Totals: last, first, in the middle, interleaved, named like a place, formulas, averages, or none though called so."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, case_from, hand, names
from ..office import Spec, case_of
from ..pages import Formula, Page
from ..subjects import DISTRICTS
from ..truth import REGISTRY, Case, Column, Maker, Truth, case, letters

KLASS = "totals"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TWO = [9, 6, 28, 3, 17, 25, 8, 11]

for _number, (_place, _label) in enumerate(
    (
        ("first", "Kabupaten Sukamaju"),
        ("middle", "Sukamaju"),
        ("last", "TOTAL"),
        ("last", "Kab. Sukamaju"),
        ("last", "J u m l a h"),
    )
):
    _name = f"total-{_place}-{_number}"
    REGISTRY[_name] = Maker(
        _name, KLASS,
        lambda name=_name, place=_place, label=_label, seed=_number: case_of(
            name, KLASS, Spec(subject="ternak", total=place, total_label=label, seed=60 + 2 * seed)
        ),
    )  # fmt: skip


@case(KLASS)
def total_subtotals_between() -> Case:
    """Villages under their district, a subtotal after each, a grand total."""
    page = Page("Data")
    page.put(1, ["Penduduk menurut Desa di Kabupaten Sukamaju, 2025"])
    page.put(3, ["Kecamatan", "Desa/Kelurahan", "Laki-laki", "Perempuan"])
    blocks = (
        ("Wanasari", ("Wanasari", "Sumber Rejo", "Tirtomulyo")),
        ("Karangjati", ("Karangjati", "Jatibening", "Sidorukun")),
        ("Muara Bening", ("Muara Bening", "Air Hitam", "Teluk Lanjut")),
    )
    row, rows, totals = 4, [], []
    true: list[list[object]] = [[], [], [], []]
    grand = [0, 0]
    for at, (district, villages) in enumerate(blocks):
        sums = [0, 0]
        for inner, village in enumerate(villages):
            figures = [400 + 37 * (at * 3 + inner), 390 + 41 * (at * 3 + inner)]
            page.put(row, [district if inner == 0 else None, village, *figures])
            for column, value in zip(true, (frozenset({district, ""}), village, *figures), strict=True):
                column.append(value)
            sums = [a + b for a, b in zip(sums, figures, strict=True)]
            rows.append(row)
            row += 1
        page.put(row, [f"Jumlah {district}", None, *sums])
        grand = [a + b for a, b in zip(grand, sums, strict=True)]
        totals.append(row)
        row += 1
    page.put(row, ["JUMLAH", None, *grand])
    totals.append(row)
    columns = [
        Column("Kecamatan", "string", true[0]),
        Column("Desa Kelurahan", "string", true[1]),
        Column("Laki-laki", INT, true[2]),
        Column("Perempuan", INT, true[3]),
    ]
    truth = Truth(
        sheet="Data", header=[3], rows=rows, columns=letters(columns), totals=totals, year=2025,
        may=frozenset({"total", "region", "missing"}),
    )  # fmt: skip
    return case_from("total-subtotals-between", KLASS, page, truth)


@case(KLASS)
def total_does_not_add_up() -> Case:
    """The total is called so and differs by a typing error."""
    return hand(
        "total-does-not-add-up", KLASS,
        [names(), C("Posyandu (unit)", ONE, total=131), C("Puskesmas (unit)", TWO, total=sum(TWO))], total=True,
        may=frozenset({"total"}),
    )  # fmt: skip


@case(KLASS)
def total_of_density_is_average() -> Case:
    """The last row holds the whole kabupaten: a ratio there does not add up and need not."""
    area, people = (
        [100.5, 50.2, 80.1, 60.0, 75.3, 90.9, 40.4, 30.6],
        [4211, 5942, 7673, 9404, 11135, 12866, 14597, 16328],
    )
    density = [round(p / a, 2) for p, a in zip(people, area, strict=True)]
    return hand(
        "total-of-density-is-average", KLASS,
        [
            names(),
            C("Luas (km2)", area, type=NUM, total=528.0),
            C("Penduduk (jiwa)", people, total=sum(people)),
            C("Kepadatan (jiwa/km2)", density, type=NUM, total=round(sum(people) / 528.0, 2)),
        ],
        total=True, quiet=True,
    )  # fmt: skip


@case(KLASS)
def total_of_averages_row() -> Case:
    """A row *Rata-rata* below months is no month."""
    from ..subjects import MONTHS

    values = [26.1, 26.4, 26.9, 27.3, 27.6, 27.2, 26.8, 27.0, 27.5, 27.9, 27.1, 26.4]
    return hand(
        "total-of-averages-row", KLASS,
        [C("Bulan", MONTHS, type=TEXT, total="Rata-rata"), C("Suhu (°C)", values, type=NUM, total=27.02)],
        title=("Suhu Udara menurut Bulan, 2025",), total=True, may=frozenset({"total"}),
    )  # fmt: skip


@case(KLASS)
def total_label_is_a_row_of_data() -> Case:
    """*Jumlah Penduduk (jiwa)* and *Jumlah Desa* are ordinary rows of a profile."""
    return hand(
        "total-label-is-a-row-of-data", KLASS,
        [
            C("Uraian", ["Jumlah Penduduk", "Jumlah Rumah Tangga", "Jumlah Desa", "Jumlah Kelurahan", "Jumlah Sekolah"], type=TEXT),
            C("Satuan", ["jiwa", "ruta", "desa", "kelurahan", "unit"], type=TEXT),
            C("Nilai", [203415, 61022, 118, 12, 402], type=ANY_NUMBER),
        ],
        title=("Profil Kabupaten Sukamaju, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def total_in_unlabelled_row() -> Case:
    """The sum stands below the figures and its row has no name."""
    page, truth = _bare_total()
    return case_from("total-in-unlabelled-row", KLASS, page, truth)


def _bare_total() -> tuple[Page, Truth]:
    from ..hand import lay

    return lay(
        [C("Kecamatan", DISTRICTS, type=TEXT), C("Posyandu (unit)", ONE, total=sum(ONE)), C("Puskesmas (unit)", TWO, total=sum(TWO))],
        total=True, may=frozenset({"total"}),
    )  # fmt: skip


@case(KLASS)
def total_label_merged_over_number() -> Case:
    """*JUMLAH* is merged over *No* and *Kecamatan*."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan, 2025"])
    page.put(3, ["No", "Kecamatan", "Posyandu"])
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [at + 1, name, ONE[at]])
    page.put(12, ["JUMLAH", None, Formula("=SUM(C4:C11)", sum(ONE))]).merge(12, 1, 12, 2)
    columns = [
        Column("No", ANY_NUMBER | TEXT, range(1, 9), may_skip=True),
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, ONE),
    ]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=list(range(4, 12)),
        columns=letters(columns),
        totals=[12],
        year=2025,
        quiet=True,
    )
    return case_from("total-label-merged-over-number", KLASS, page, truth)


@case(KLASS)
def total_and_last_year_row() -> Case:
    """Below the total stand rows of earlier years, as in *Dalam Angka*."""
    page = Page("Data")
    page.put(1, ["Posyandu dan Polindes menurut Kecamatan di Kabupaten Sukamaju, 2025"])
    page.put(3, ["Kecamatan", "Posyandu", "Polindes"])
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [name, ONE[at], TWO[at]])
    page.put(12, ["Sukamaju", sum(ONE), sum(TWO)])
    page.put(13, [2024, 101, 99]).put(14, [2023, 98, 97])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, ONE),
        Column("Polindes", INT, TWO),
    ]
    truth = Truth(
        sheet="Data", header=[3], rows=list(range(4, 12)), columns=letters(columns), totals=[12], totals_also=[13, 14],
        year=2025, may=frozenset({"total", "region"}),
    )  # fmt: skip
    return case_from("total-and-last-year-row", KLASS, page, truth)


@case(KLASS)
def total_column_first() -> Case:
    """The sum of men and women stands before them."""
    return hand(
        "total-column-first", KLASS,
        [names(), C("Jumlah", [a + b for a, b in zip(ONE, TWO, strict=True)], total=sum(ONE) + sum(TWO)),
         C("Laki-laki", ONE, total=sum(ONE)), C("Perempuan", TWO, total=sum(TWO))],
        total=True, quiet=True,
    )  # fmt: skip


@case(KLASS)
def total_with_percent_row() -> Case:
    """Total, then *Persentase*: two rows that are no data."""
    page = Page("Data")
    page.put(1, ["Pegawai menurut Kecamatan dan Jenis Kelamin, 2025"])
    page.put(3, ["Kecamatan", "Laki-laki", "Perempuan"])
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [name, ONE[at], TWO[at]])
    page.put(12, ["Jumlah", sum(ONE), sum(TWO)]).put(13, ["Persentase", "51,4", "48,6"])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Laki-laki", INT, ONE),
        Column("Perempuan", INT, TWO),
    ]
    truth = Truth(
        sheet="Data", header=[3], rows=list(range(4, 12)), columns=letters(columns), totals=[12], totals_also=[13],
        year=2025, may=frozenset({"total", "region", "number"}),
    )  # fmt: skip
    return case_from("total-with-percent-row", KLASS, page, truth)


@case(KLASS)
def total_two_levels_in_one_column() -> Case:
    """Chapters in capitals with their sum, items below them: subtotals first."""
    page = Page("Data")
    page.put(1, ["Sarana Kesehatan menurut Jenis di Kabupaten Sukamaju, 2025"])
    page.put(3, ["Jenis Sarana", "Jumlah"])
    lines = [
        ("RUMAH SAKIT", 5), ("  Rumah sakit umum", 3), ("  Rumah sakit khusus", 2),
        ("PUSKESMAS", 14), ("  Rawat inap", 6), ("  Non rawat inap", 8),
        ("JUMLAH", 19),
    ]  # fmt: skip
    page.rows(4, lines)
    rows = [5, 6, 8, 9]
    columns = [
        Column("Jenis Sarana", "string", [lines[row - 4][0].strip() for row in rows]),
        Column("Jumlah", INT, [lines[row - 4][1] for row in rows]),
    ]
    truth = Truth(
        sheet="Data", header=[3], rows=rows, columns=letters(columns), totals=[4, 7, 10], year=2025,
        may=frozenset({"total"}), needs=frozenset({"total"}),
    )  # fmt: skip
    return case_from("total-two-levels-in-one-column", KLASS, page, truth)
