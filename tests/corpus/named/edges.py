"""Rows at the edge of a table that look like something else, and names that look like notes or totals."""

from __future__ import annotations

from dataclasses import replace

from ..hand import ANY_NUMBER, INT, NUM, OPEN, TEXT, C, case_from, hand, lay, names
from ..pages import Page
from ..subjects import DISTRICTS
from ..truth import EITHER, Case, Column, Truth, case, letters

KLASS = "edges"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TWO = [9, 6, 28, 3, 17, 25, 8, 11]
TITLE = ("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2025",)
MISSING = frozenset({"missing"})


def _first(name: str, sign: object, true: object, certainty: str = "sure", **facts: object) -> Case:
    one, two = [sign, *ONE[1:]], [sign, *TWO[1:]]
    return hand(
        name, KLASS, [names(), C("Posyandu", one, [true, *ONE[1:]], INT, certainty), C("Polindes", two, [true, *TWO[1:]], INT, certainty)],
        title=TITLE, **facts,
    )  # fmt: skip


@case(KLASS)
def edge_first_row_of_strips() -> Case:
    """The first district has '-' everywhere."""
    return _first("edge-first-row-of-strips", "-", OPEN, may=MISSING)


@case(KLASS)
def edge_first_row_of_words() -> Case:
    """The first district has *belum ada data*."""
    return _first(
        "edge-first-row-of-words",
        "belum ada data",
        frozenset({"", "belum ada data"}),
        EITHER,
        may=MISSING | {"number"},
    )


@case(KLASS)
def edge_first_row_blank() -> Case:
    """The first district has no figures at all."""
    return _first("edge-first-row-blank", None, "", may=MISSING)


@case(KLASS)
def edge_middle_row_blank() -> Case:
    """A district in the middle without figures is still a row: its figures are missing."""
    one, two = [*ONE[:3], None, *ONE[4:]], [*TWO[:3], None, *TWO[4:]]
    return hand(
        "edge-middle-row-blank",
        KLASS,
        [names(), C("Posyandu", one), C("Polindes", two)],
        title=TITLE,
        may=MISSING | {"total", "table"},
    )


@case(KLASS)
def edge_last_row_blank() -> Case:
    """The last district without figures, a total below."""
    one, two = [*ONE[:7], None], [*TWO[:7], None]
    return hand(
        "edge-last-row-blank", KLASS, [names(), C("Posyandu", one, total=sum(ONE[:7])), C("Polindes", two, total=sum(TWO[:7]))], total=True,
        title=TITLE, may=MISSING | {"total"},
    )  # fmt: skip


@case(KLASS)
def edge_last_row_of_words() -> Case:
    """The last district has words where figures belong; a source line follows at once."""
    words = "tidak lapor"
    open_ = frozenset({"", words})
    return hand(
        "edge-last-row-of-words", KLASS,
        [names(), C("Posyandu", [*ONE[:7], words], [*ONE[:7], open_], INT, EITHER), C("Polindes", [*TWO[:7], words], [*TWO[:7], open_], INT, EITHER)],
        title=TITLE, footer=("Sumber: Dinas Kesehatan",), may=MISSING | {"number"},
    )  # fmt: skip


@case(KLASS)
def edge_village_called_sumber() -> Case:
    """*Sumber Rejo* is a village, no source line; *Sukamaju* is a kelurahan, no total."""
    villages = ["Sukamaju", "Pasar Baru", "Mekarsari", "Sumber Rejo", "Tirtomulyo", "Jatibening"]
    return hand(
        "edge-village-called-sumber", KLASS, [C("Desa/Kelurahan", villages, type=TEXT, label="Desa"), C("Penduduk (jiwa)", [4120, 3320, 2890, 2110, 1980, 2410])],
        title=("Penduduk menurut Desa/Kelurahan, 2025",), may=frozenset({"region"}),
    )  # fmt: skip


@case(KLASS)
def edge_rows_called_like_notes() -> Case:
    """*Catatan sipil*, *Sumber daya air*, *Keterangan domisili*, *Total suspended solid* are things that are counted."""
    rows = [
        "Catatan sipil",
        "Sumber daya air",
        "Keterangan domisili",
        "Total suspended solid",
        "Jumlah uang beredar",
        "Mengetahui hak suara",
    ]
    return hand(
        "edge-rows-called-like-notes", KLASS, [C("Layanan", rows, type=TEXT), C("Berkas", [120, 44, 310, 12, 7, 5]), C("Selesai", [118, 40, 300, 12, 7, 4])],
        title=("Layanan Kabupaten Sukamaju, 2025",), may=frozenset({"total"}),
    )  # fmt: skip


@case(KLASS)
def edge_offices_as_rows() -> Case:
    """Offices as rows: names that begin like signatures."""
    rows = [
        "Sekretariat Daerah",
        "Dinas Kesehatan",
        "Kepala Satuan Pamong Praja",
        "Badan Pendapatan Daerah",
        "Kecamatan Wanasari",
    ]
    return hand(
        "edge-offices-as-rows", KLASS, [C("Perangkat Daerah", rows, type=TEXT), C("Pegawai (orang)", [112, 240, 88, 61, 23])],
        title=("Jumlah Pegawai menurut Perangkat Daerah, 2025",), quiet=True,
    )  # fmt: skip


@case(KLASS)
def edge_no_title_no_footer_two_rows() -> Case:
    """A header and two rows, nothing else."""
    return hand(
        "edge-no-title-no-footer-two-rows", KLASS, [C("Jenis", ["Negeri", "Swasta"], type=TEXT), C("Sekolah", [40, 12]), C("Tahun", [2025, 2025], type=frozenset({"year"}))],
        title=(), quiet=True,
    )  # fmt: skip


@case(KLASS)
def edge_row_labels_are_numbers() -> Case:
    """RT 1 to 8: the labels are bare numbers and no numbering."""
    return hand(
        "edge-row-labels-are-numbers", KLASS, [C("RT", list(range(1, 9)), type=ANY_NUMBER | TEXT), C("Rumah Tangga", [40 + at for at in range(8)])],
        title=("Rumah Tangga menurut RT di Kelurahan Sukamaju, 2025",), may=frozenset({"total"}),
    )  # fmt: skip


@case(KLASS)
def edge_percent_column_with_total() -> Case:
    """Figures, their share in percent, and a total of 100."""
    share = [round(value * 100 / sum(ONE), 2) for value in ONE]
    return hand(
        "edge-percent-column-with-total", KLASS, [names(), C("Posyandu", ONE, total=sum(ONE)), C("Persentase (%)", share, type=NUM, total=100)], total=True,
        title=TITLE, quiet=True,
    )  # fmt: skip


@case(KLASS)
def edge_rank_column() -> Case:
    """A rank beside the figures, none in the total row."""
    rank = [5, 7, 1, 8, 3, 2, 6, 4]
    return hand(
        "edge-rank-column", KLASS, [names(), C("Posyandu", ONE, total=sum(ONE)), C("Peringkat", rank, type=ANY_NUMBER | TEXT, total=None)], total=True,
        title=TITLE, quiet=True,
    )  # fmt: skip


@case(KLASS)
def edge_postal_codes() -> Case:
    """Postal codes are no figures to be summed."""
    return hand(
        "edge-postal-codes", KLASS, [names(), C("Kode Pos", [45101 + at for at in range(8)], type=TEXT | INT), C("Kantor Pos", ONE, total=sum(ONE))],
        title=("Kantor Pos menurut Kecamatan, 2025",), total=True, may=frozenset({"region"}),
    )  # fmt: skip


@case(KLASS)
def edge_year_built() -> Case:
    """*Tahun Berdiri* is no period of the data."""
    return hand(
        "edge-year-built", KLASS,
        [C("Nama Pasar", [f"Pasar {name}" for name in DISTRICTS], type=TEXT), C("Tahun Berdiri", [1985, 1990, 2003, 1978, 2011, 1999, 2005, 2020], type=frozenset({"year", "integer"})), C("Kios", ONE)],
        title=("Pasar di Kabupaten Sukamaju, 2025",), may=frozenset({"region"}),
    )  # fmt: skip


@case(KLASS)
def edge_two_names_columns() -> Case:
    """District and village both in full on each row."""
    villages = ["Sukamaju", "Pasar Baru", "Mekarsari", "Wanasari", "Sumber Rejo", "Tirtomulyo"]
    kecamatan = ["Sukamaju Kota"] * 3 + ["Wanasari"] * 3
    return hand(
        "edge-two-names-columns", KLASS, [C("Kecamatan", kecamatan, type=TEXT), C("Desa/Kelurahan", villages, type=TEXT, label="Desa"), C("Penduduk (jiwa)", [4120, 3320, 2890, 2110, 1980, 2410])],
        title=("Penduduk menurut Kecamatan dan Desa, 2025",), may=frozenset({"region"}),
    )  # fmt: skip


@case(KLASS)
def edge_template_keys_without_figures() -> Case:
    """A template with its districts filled in and no figure: told, not taken for data."""
    page, _ = lay([names(), C("Posyandu", [None] * 8), C("Polindes", [None] * 8)], title=TITLE)
    truth = Truth(told=True, needs=frozenset({"blank"}))
    return case_from("edge-template-keys-without-figures", KLASS, page, truth)


@case(KLASS)
def edge_header_only() -> Case:
    """Titles of columns and nothing below."""
    page = (
        Page("Data")
        .put(1, ["Posyandu menurut Kecamatan, 2025"])
        .put(3, ["No", "Kecamatan", "Posyandu", "Polindes"])
    )
    return case_from("edge-header-only", KLASS, page, Truth(told=True, needs=frozenset({"blank"})))


@case(KLASS)
def edge_three_noughts_missing_row() -> Case:
    """A row of noughts is data."""
    return _first("edge-three-noughts-missing-row", 0, 0, quiet=True)


@case(KLASS)
def edge_text_measures_only() -> Case:
    """A table of words without any figure: status by district."""
    status = ["Maju", "Mandiri", "Berkembang", "Maju", "Maju", "Tertinggal", "Berkembang", "Mandiri"]
    return hand(
        "edge-text-measures-only",
        KLASS,
        [names(), C("Status Desa Terbanyak", status, type=TEXT)],
        title=("Status Desa menurut Kecamatan, 2025",),
        may=frozenset({"header"}),
    )


@case(KLASS)
def edge_section_with_figures_in_title() -> Case:
    """Section rows *A. Negeri* and *B. Swasta* with the districts below, and no figures of their own."""
    page = Page("Data")
    page.put(1, ["Sekolah menurut Status dan Kecamatan, 2025"]).put(3, ["Uraian", "SD", "SMP"])
    row, rows = 4, []
    true: list[list[object]] = [[], [], []]
    for section in ("A. Negeri", "B. Swasta"):
        page.put(row, [section])
        row += 1
        for at in range(4):
            line = [DISTRICTS[at], ONE[at], TWO[at]]
            page.put(row, line)
            rows.append(row)
            for column, value in zip(true, line, strict=True):
                column.append(value)
            row += 1
    columns = [Column("Uraian", "string", true[0]), Column("SD", INT, true[1]), Column("SMP", INT, true[2])]
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=rows,
        columns=letters(columns),
        year=2025,
        may=frozenset({"table", "region", "total"}),
    )
    return case_from("edge-section-with-figures-in-title", KLASS, page, replace(truth))
