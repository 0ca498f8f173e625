"""Forty files that were written down before any of them was read, to see what the intake does with files nobody has seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .. import containers
from ..hand import ANY_NUMBER, INT, NUM, OPEN, TEXT, C, case_from, hand, lay, names, refused
from ..pages import Formula, Page, Shown
from ..subjects import DISTRICTS, MONTHS
from ..truth import EITHER, Case, Column, Truth, case, letters

KLASS = "held out"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TWO = [9, 6, 28, 3, 17, 25, 8, 11]
BIG = [4211, 5942, 987, 9404, 11135, 412, 14597, 16328]
TITLE = ("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2025",)
REGION = frozenset({"region"})


def _dots(value: int) -> str:
    return f"{value:,}".replace(",", ".")


@case(KLASS)
def held_xls_letterhead_spaced() -> Case:
    """Old Excel, letterhead, two header rows, figures grouped by no-break blanks, signature."""
    page = Page("REKAP")
    page.put(1, ["PEMERINTAH KABUPATEN SUKAMAJU"]).put(2, ["DINAS KEPENDUDUKAN"]).put(
        4, ["REKAPITULASI PENDUDUK TAHUN 2025"]
    )
    page.put(6, ["NO", "KECAMATAN", "PENDUDUK"]).merge(6, 1, 7, 1).merge(6, 2, 7, 2).merge(6, 3, 6, 4)
    page.put(7, ["LK", "PR"], 3)
    women = [value + 101 for value in BIG]
    for at, name in enumerate(DISTRICTS):
        page.put(
            8 + at,
            [
                at + 1,
                name.upper(),
                f"{BIG[at]:,}".replace(",", "\u00a0"),
                f"{women[at]:,}".replace(",", "\u00a0"),
            ],
        )
    page.put(
        16, ["JUMLAH", None, f"{sum(BIG):,}".replace(",", "\u00a0"), f"{sum(women):,}".replace(",", "\u00a0")]
    ).merge(16, 1, 16, 2)
    page.put(18, ["Sukamaju, 5 Januari 2026"], 3).put(19, ["KEPALA DINAS"], 3).put(23, ["NAMA REKAAN"], 3)
    columns = [Column("NO", ANY_NUMBER | TEXT, range(1, 9), may_skip=True), Column("KECAMATAN", "string", DISTRICTS),
               Column("PENDUDUK LK", INT, BIG, EITHER), Column("PENDUDUK PR", INT, women, EITHER)]  # fmt: skip
    truth = Truth(
        sheet="REKAP",
        header=[6, 7],
        rows=list(range(8, 16)),
        columns=letters(columns),
        totals=[16],
        year=2025,
    )
    return case_from("held-xls-letterhead-spaced", KLASS, page, truth, "xls")


@case(KLASS)
def held_ods_merged_down_with_total() -> Case:
    """LibreOffice, districts merged over two rows of sexes, total at the end."""
    page = Page("Lembar1")
    page.put(1, ["Pencari Kerja menurut Kecamatan dan Jenis Kelamin, 2025"]).put(
        3, ["Kecamatan", "Jenis Kelamin", "Terdaftar", "Ditempatkan"]
    )
    true: list[list[object]] = [[], [], [], []]
    for at, name in enumerate(DISTRICTS):
        page.put(4 + 2 * at, [name]).merge(4 + 2 * at, 1, 5 + 2 * at, 1)
        for inner, sex in enumerate(("Laki-laki", "Perempuan")):
            line = [sex, ONE[at] + 10 * inner, TWO[at]]
            page.put(4 + 2 * at + inner, line, 2)
            for column, value in zip(true, (name, *line), strict=True):
                column.append(value)
    page.put(20, ["Jumlah", None, sum(true[2]), sum(true[3])])  # type: ignore[arg-type]
    columns = [
        Column("Kecamatan", "string", true[0]),
        Column("Jenis Kelamin", "string", true[1]),
        Column("Terdaftar", INT, true[2]),
        Column("Ditempatkan", INT, true[3]),
    ]
    truth = Truth(
        sheet="Lembar1",
        header=[3],
        rows=list(range(4, 20)),
        columns=letters(columns),
        totals=[20],
        year=2025,
        quiet=True,
    )
    return case_from("held-ods-merged-down-with-total", KLASS, page, truth, "ods")


@case(KLASS)
def held_html_spans_dotted() -> Case:
    """A web table with spans over two header rows, dotted figures of people, a total."""
    page = Page("x")
    page.put(1, ["No", "Kecamatan", "Wajib KTP", "Perekaman"]).merge(1, 1, 2, 1).merge(1, 2, 2, 2).merge(
        1, 3, 2, 3
    ).merge(1, 4, 1, 5)
    page.put(2, ["Sudah", "Belum"], 4)
    done, left = [value - 300 for value in BIG], [300] * 8
    for at, name in enumerate(DISTRICTS):
        page.put(3 + at, [str(at + 1), name, _dots(BIG[at]), _dots(done[at]), "300"])
    page.put(11, ["Total", None, _dots(sum(BIG)), _dots(sum(done)), _dots(2400)]).merge(11, 1, 11, 2)
    columns = [Column("No", ANY_NUMBER | TEXT, range(1, 9), may_skip=True), Column("Kecamatan", "string", DISTRICTS), Column("Wajib KTP", INT, BIG, EITHER),
               Column("Perekaman Sudah", INT, done, EITHER), Column("Perekaman Belum", INT, left)]  # fmt: skip
    truth = Truth(
        type="html",
        header=[1, 2],
        rows=list(range(3, 11)),
        columns=letters(columns),
        totals=[11],
        may=frozenset({"year"}),
    )
    return Case("held-html-spans-dotted", KLASS, containers.html([page]), truth, "laporan_ktp.xls")


@case(KLASS)
def held_csv_everything() -> Case:
    """A semicolon file with title, two header lines, a unit line, numbering, dots, strips, a total and notes."""
    lines = [
        "Luas dan Produksi Jagung menurut Kecamatan di Kabupaten Sukamaju Tahun 2025;;;",
        ";;;",
        "No;Kecamatan;Jagung;",
        ";;Luas Panen;Produksi",
        ";;(ha);(ton)",
        "(1);(2);(3);(4)",
    ]
    area = ["120,5", "98,25", "-", "45", "77,75", "12,5", "8", "3,25"]
    lines += [f"{at + 1};{name};{area[at]};{_dots(BIG[at] * 1000)}" for at, name in enumerate(DISTRICTS)]
    lines += [
        f";Jumlah;365,25;{_dots(sum(BIG) * 1000)}",
        "Sumber: Dinas Pertanian;;;",
        "Keterangan: - tidak ada tanaman;;;",
    ]
    columns = [Column("No", ANY_NUMBER | TEXT, range(1, 9), may_skip=True), Column("Kecamatan", "string", DISTRICTS),
               Column("Luas Panen", NUM, [120.5, 98.25, OPEN, 45, 77.75, 12.5, 8, 3.25], unit="ha"), Column("Produksi", ANY_NUMBER, [v * 1000 for v in BIG], EITHER, unit="ton")]  # fmt: skip
    truth = Truth(type="csv", encoding="utf-8", delimiter=";", header=[3, 4, 5], header_also=[[3, 4]], rows=list(range(7, 15)), columns=letters(columns),
                  totals=[15], year=2025, may=frozenset({"missing"}))  # fmt: skip
    return Case("held-csv-everything", KLASS, "\r\n".join(lines).encode(), truth, "jagung.csv")


@case(KLASS)
def held_utf16_months_comma() -> Case:
    """Unicode text with tabs: months, decimal commas, a missing month."""
    values = ["26,1", "26,4", "...", "27,3", "27,6", "27,2", "26,8", "27,0", "27,5", "27,9", "27,1", "26,4"]
    lines = ["Bulan\tSuhu (°C)\tTahun", *(f"{month}\t{values[at]}\t2025" for at, month in enumerate(MONTHS))]
    columns = [
        Column("Bulan", "string", MONTHS),
        Column("Suhu", NUM, ["" if v == "..." else float(v.replace(",", ".")) for v in values]),
        Column("Tahun", frozenset({"year"}), [2025] * 12),
    ]
    truth = Truth(
        type="tsv", delimiter="\t", header=[1], rows=list(range(2, 14)), columns=letters(columns), quiet=True
    )
    return Case("held-utf16-months-comma", KLASS, "\r\n".join(lines).encode("utf-16"), truth, "suhu.txt")


@case(KLASS)
def held_csv_quoted_english() -> Case:
    """A comma file with quoted "4,211" of people beside small figures."""
    lines = [
        "Kecamatan,Penduduk (jiwa),Tahun",
        *(f'{name},"{BIG[at]:,}",2025' for at, name in enumerate(DISTRICTS)),
    ]
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Penduduk", INT, BIG, EITHER),
        Column("Tahun", frozenset({"year"}), [2025] * 8),
    ]
    truth = Truth(
        type="csv",
        encoding="utf-8",
        delimiter=",",
        header=[1],
        rows=list(range(2, 10)),
        columns=letters(columns),
    )
    return Case("held-csv-quoted-english", KLASS, "\n".join(lines).encode(), truth, "data.csv")


@case(KLASS)
def held_target_real_share_by_year() -> Case:
    """Target, realisation and percent under each of two years."""
    page = Page("PAD")
    page.put(1, ["Target dan Realisasi Retribusi (juta rupiah)"]).put(
        3, ["Uraian", "2024", None, None, "2025"]
    )
    page.merge(3, 1, 4, 1).merge(3, 2, 3, 4).merge(3, 5, 3, 7)
    page.put(4, ["Target", "Realisasi", "%", "Target", "Realisasi", "%"], 2)
    kinds = ["Retribusi pasar", "Retribusi parkir", "Retribusi sampah", "Retribusi terminal"]
    figures = [
        [
            100 + 10 * at,
            90 + 9 * at,
            90.0,
            120 + 10 * at,
            111 + 9 * at,
            round((111 + 9 * at) * 100 / (120 + 10 * at), 2),
        ]
        for at in range(4)
    ]
    for at, kind in enumerate(kinds):
        page.put(5 + at, [kind, *figures[at]])
    labels = ("2024 Target", "2024 Realisasi", "2024", "2025 Target", "2025 Realisasi", "2025")
    columns = [
        Column("Uraian", "string", kinds),
        *(Column(label, ANY_NUMBER, [line[at] for line in figures]) for at, label in enumerate(labels)),
    ]
    truth = Truth(
        sheet="PAD",
        header=[3, 4],
        rows=[5, 6, 7, 8],
        columns=letters(columns),
        needs=frozenset({"wide"}),
        may=frozenset({"year"}),
    )
    return case_from("held-target-real-share-by-year", KLASS, page, truth)


@case(KLASS)
def held_quarters_across() -> Case:
    """Quarters as columns and their sum."""
    quarters = [[10 + at + 3 * q for at in range(8)] for q in range(4)]
    return hand(
        "held-quarters-across", KLASS, [names(), *(C(f"TW {roman}", quarters[q]) for q, roman in enumerate(("I", "II", "III", "IV"))), C("Jumlah", [sum(q[at] for q in quarters) for at in range(8)])],
        title=("Izin Terbit menurut Kecamatan dan Triwulan, 2025",), may=frozenset({"wide"}),
    )  # fmt: skip


@case(KLASS)
def held_school_year_in_title() -> Case:
    """The school year stands in the title."""
    return hand(
        "held-school-year-in-title",
        KLASS,
        [names(), C("Sekolah", ONE), C("Murid", BIG)],
        title=("Sekolah dan Murid SD menurut Kecamatan Tahun Ajaran 2024/2025",),
        may=frozenset({"year"}),
    )


@case(KLASS)
def held_three_code_columns() -> Case:
    """Province, kabupaten and district codes in columns of their own under a merged *Kode*."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan, 2025"]).put(
        3, ["Kode", None, None, "Kecamatan", "Posyandu"]
    ).merge(3, 1, 3, 3).merge(3, 4, 4, 4).merge(3, 5, 4, 5)
    page.put(4, ["Prov", "Kab", "Kec"])
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, ["99", "01", f"{at + 1:02}", name, ONE[at]])
    columns = [Column("Kode Prov", TEXT | INT, ["99"] * 8, may_skip=True), Column("Kode Kab", TEXT | INT, ["01"] * 8, may_skip=True), Column("Kode Kec", TEXT, [f"{at:02}" for at in range(1, 9)]),
               Column("Kecamatan", "string", DISTRICTS), Column("Posyandu", INT, ONE)]  # fmt: skip
    truth = Truth(
        sheet="Data", header=[3, 4], rows=list(range(5, 13)), columns=letters(columns), year=2025, may=REGION
    )
    return case_from("held-three-code-columns", KLASS, page, truth)


@case(KLASS)
def held_ratio_row_of_averages() -> Case:
    """Household size and sex ratio with a last row for the kabupaten that is no sum."""
    size, ratio = (
        [3.5, 4.0, 3.8, 4.1, 3.9, 4.2, 3.7, 4.0],
        [101.2, 99.8, 100.5, 103.1, 98.7, 101.9, 100.0, 99.1],
    )
    return hand(
        "held-ratio-row-of-averages", KLASS,
        [C("Kecamatan", DISTRICTS, type=TEXT, total="Kabupaten Sukamaju"), C("Rumah Tangga", BIG, total=sum(BIG)), C("Rata-rata Anggota", size, type=NUM, total=3.9), C("Rasio Jenis Kelamin", ratio, type=NUM, total=100.4)],
        title=("Rumah Tangga menurut Kecamatan, 2025",), total=True, quiet=True,
    )  # fmt: skip


@case(KLASS)
def held_dates_across() -> Case:
    """Prices with days as column titles, native dates."""
    page = Page("Harga")
    page.put(1, ["Harga Bahan Pokok (Rp), Maret 2025"]).put(
        3, ["Komoditas", *(Shown(date(2025, 3, day), "dd/mm/yyyy") for day in (3, 10, 17, 24))]
    )
    goods = ["Beras", "Gula", "Telur", "Cabai", "Bawang"]
    figures = [[13000 + 500 * at + 100 * day for day in range(4)] for at in range(5)]
    for at, good in enumerate(goods):
        page.put(4 + at, [good, *figures[at]])
    columns = [
        Column("Komoditas", "string", goods),
        *(Column("", ANY_NUMBER, [line[day] for line in figures]) for day in range(4)),
    ]
    truth = Truth(
        sheet="Harga",
        header=[3],
        rows=list(range(4, 9)),
        columns=letters(columns),
        may=frozenset({"wide", "date", "year"}),
    )
    return case_from("held-dates-across", KLASS, page, truth)


@case(KLASS)
def held_stations_across() -> Case:
    """Months down, stations across, strips and dots for missing gauges."""
    one = [210.5, 180.2, "-", 99.1, 80.4, 40.0, "...", 20.2, 60.6, 120.9, 190.3, 240.8]
    two = [200.5, 170.2, 150.0, 89.1, 70.4, "-", 10.5, 10.2, 50.6, 110.9, 180.3, 230.8]
    return hand(
        "held-stations-across", KLASS,
        [C("Bulan", MONTHS, type=TEXT), C("Stasiun Wanasari", one, [OPEN if v == "-" else "" if v == "..." else v for v in one], NUM), C("Stasiun Karangjati", two, [OPEN if v == "-" else v for v in two], NUM)],
        title=("Curah Hujan (mm) menurut Bulan dan Stasiun, 2025",), may=frozenset({"missing", "wide"}),
    )  # fmt: skip


@case(KLASS)
def held_kilometres_proved_by_one() -> Case:
    """12,503 and 8,2: one figure proves that the comma opens a fraction."""
    written = ["12,503", "8,2", "30,125", "4,75", "18,4", "22,405", "7,715", "15,31"]
    return hand(
        "held-kilometres-proved-by-one", KLASS, [names(), C("Panjang Jalan (km)", written, [float(v.replace(",", ".")) for v in written], NUM, EITHER, unit="km")],
        title=("Panjang Jalan menurut Kecamatan, 2025",),
    )  # fmt: skip


@case(KLASS)
def held_thousand_rupiah_dotted() -> Case:
    """Investment in thousands of rupiah, dotted, some with one group."""
    values = [1250500, 980250, 750000, 12003750, 450500, 88100, 23456750, 1000500]
    return hand(
        "held-thousand-rupiah-dotted",
        KLASS,
        [
            names(),
            C(
                "Investasi (000 Rp)",
                [_dots(v) for v in values],
                values,
                ANY_NUMBER,
                EITHER,
                unit="ribu_rupiah",
            ),
        ],
        title=("Investasi menurut Kecamatan, 2025",),
    )


@case(KLASS)
def held_persons_in_second_sheet() -> Case:
    """Statistics first, a visible list of recipients behind."""
    page, _ = lay([names(), C("Penerima", ONE)], title=("Penerima Bantuan menurut Kecamatan, 2025",))
    people = Page("Lampiran").put(1, ["No", "Nama", "NIK", "Alamat"])
    for at in range(24):
        people.put(
            2 + at, [at + 1, f"Warga Rekaan {at}", f"320101{1 + at:02}0580{at:04}", f"Jalan Rekaan {at}"]
        )
    return Case(
        "held-persons-in-second-sheet",
        KLASS,
        containers.xlsx([page, people]),
        Truth(told=True, needs=frozenset({"personal"})),
        "bantuan.xlsx",
    )


@case(KLASS)
def held_persons_by_mail() -> Case:
    """Addresses of mail in a column *Kontak*."""
    page, _ = lay(
        [
            C("No", list(range(1, 26)), type=INT),
            C("Kontak", [f"warga{at}@contoh.example.id" for at in range(25)], type=TEXT),
            C("Usaha", [f"Warung {at}" for at in range(25)], type=TEXT),
        ],
        title=("Daftar UMKM 2025",),
    )
    return Case(
        "held-persons-by-mail",
        KLASS,
        containers.xlsx([page]),
        Truth(told=True, needs=frozenset({"personal"})),
        "umkm.xlsx",
    )


@case(KLASS)
def held_refuse_seven_zip() -> Case:
    """A 7z archive."""
    return refused(
        "held-refuse-seven-zip",
        KLASS,
        b"7z\xbc\xaf\x27\x1c\x00\x04" + b"\x00" * 80,
        "data.7z",
        "BERKAS_ARSIP",
    )


@case(KLASS)
def held_refuse_rtf() -> Case:
    """Rich text with a table in it."""
    return refused(
        "held-refuse-rtf",
        KLASS,
        b"{\\rtf1\\ansi\\trowd\\cellx1000\\cellx2000 Kecamatan\\cell Posyandu\\cell\\row}",
        "data.rtf",
        "BERKAS_DOKUMEN",
        "BERKAS_LAIN",
    )


@case(KLASS)
def held_refuse_webp() -> Case:
    """A picture of the new kind, called .xlsx."""
    return refused(
        "held-refuse-webp",
        KLASS,
        b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 40,
        "foto tabel.xlsx",
        "BERKAS_GAMBAR",
    )


@case(KLASS)
def held_refuse_sql_dump() -> Case:
    """A database dump is no table."""
    content = (
        b"CREATE TABLE penduduk (id int, nama varchar(50));\nINSERT INTO penduduk VALUES (1,'a'),(2,'b');\n"
    )
    return refused(
        "held-refuse-sql-dump",
        KLASS,
        content,
        "penduduk.sql",
        "BERKAS_SQL",
        "TABEL_TIDAK_DITEMUKAN",
        "BERKAS_LAIN",
    )


@case(KLASS)
def held_next_more_notes() -> Case:
    """Next year has another letterhead, more notes, and its total is called otherwise: no question."""
    first = hand(
        "held-next-more-notes",
        KLASS,
        [
            C("Kecamatan", DISTRICTS, type=TEXT, total="Jumlah"),
            C("Posyandu", ONE, total=sum(ONE)),
            C("Polindes", TWO, total=sum(TWO)),
        ],
        title=TITLE,
        total=True,
    )
    more = [value + 2 for value in ONE]
    after = hand(
        "held-next-more-notes-after", KLASS, [C("Kecamatan", DISTRICTS, type=TEXT, total="TOTAL"), C("Posyandu", more, total=sum(more)), C("Polindes", TWO, total=sum(TWO))], total=True,
        title=("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS KESEHATAN", "Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2026"), footer=("Sumber: Dinas Kesehatan", "Catatan: angka tetap", "1) Termasuk posyandu lansia"),
    )  # fmt: skip
    return replace(first, following=after)


@case(KLASS)
def held_next_year_column() -> Case:
    """A tidy file with its own year column, a year on."""

    def made(name: str, year: int) -> Case:
        return hand(
            name,
            KLASS,
            [
                C("kecamatan", DISTRICTS, type=TEXT),
                C("tahun", [year] * 8, type=frozenset({"year"})),
                C("posyandu", [v + year - 2025 for v in ONE]),
            ],
            "csv",
            title=(),
        )

    return replace(made("held-next-year-column", 2025), following=made("held-next-year-column-after", 2026))


@case(KLASS)
def held_next_cover_added() -> Case:
    """Next year's workbook has a cover before the data and the sheet has another name."""
    first, truth = lay([names(), C("Posyandu", ONE), C("Polindes", TWO)], title=TITLE)
    second, later = lay(
        [names(), C("Posyandu", [v + 3 for v in ONE]), C("Polindes", TWO)],
        title=("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2026",),
        page=Page("Isian 2026"),
    )
    cover = Page("Sampul").put(4, ["LAPORAN TAHUNAN"], 3).put(6, ["2026"], 3)
    after = Case(
        "held-next-cover-added-after", KLASS, containers.xlsx([cover, second]), later, "laporan.xlsx"
    )
    return Case("held-next-cover-added", KLASS, containers.xlsx([first]), truth, "data.xlsx", following=after)


@case(KLASS)
def held_corner_blank() -> Case:
    """The corner above the districts is blank."""
    return hand(
        "held-corner-blank",
        KLASS,
        [C(None, DISTRICTS, type=TEXT, label=""), C("Posyandu", ONE), C("Polindes", TWO)],
        title=TITLE,
        may=frozenset({"header"}),
    )


@case(KLASS)
def held_corner_slash() -> Case:
    """The corner names both directions."""
    return hand(
        "held-corner-slash",
        KLASS,
        [
            C("Kecamatan \\ Jenis", DISTRICTS, type=TEXT, label="Kecamatan"),
            C("Posyandu", ONE),
            C("Polindes", TWO),
        ],
        title=TITLE,
        quiet=True,
    )


@case(KLASS)
def held_three_stacked_years() -> Case:
    """Three tables below each other, one per year, the year in each title."""
    page = Page("Data")
    for block, year in enumerate((2023, 2024, 2025)):
        top = 1 + 13 * block
        page.put(top, [f"Posyandu menurut Kecamatan, {year}"]).put(
            top + 2, ["Kecamatan", "Posyandu", "Polindes"]
        )
        for at, name in enumerate(DISTRICTS):
            page.put(top + 3 + at, [name, ONE[at] + block, TWO[at] + block])
    columns = [
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, [v + 2 for v in ONE]),
        Column("Polindes", INT, [v + 2 for v in TWO]),
    ]
    truth = Truth(
        sheet="Data",
        header=[29],
        rows=list(range(30, 38)),
        columns=letters(columns),
        year=2025,
        needs=frozenset({"table"}),
        tables=3,
    )
    return case_from("held-three-stacked-years", KLASS, page, truth)


@case(KLASS)
def held_yes_no_and_counts() -> Case:
    """*Ada* and *Tidak ada* beside counts."""
    there = ["Ada", "Tidak ada", "Ada", "Ada", "Tidak ada", "Ada", "Ada", "Ada"]
    return hand(
        "held-yes-no-and-counts",
        KLASS,
        [
            names(),
            C(
                "Pasar",
                there,
                type=TEXT | frozenset({"boolean"}),
                true=[frozenset({v, "true" if v == "Ada" else "false"}) for v in there],
            ),
            C("Kios", ONE),
        ],
        title=("Pasar menurut Kecamatan, 2025",),
        quiet=True,
    )


@case(KLASS)
def held_percent_format_to_hundred() -> Case:
    """Native shares shown as percent, 100 % among them."""
    values = [1, 0.985, 0.97, 0.5, 0.73, 0.88, 1, 0.255]
    return hand(
        "held-percent-format-to-hundred", KLASS,
        [names(), C("Cakupan Imunisasi (%)", [Shown(v, "0.0%") for v in values], [frozenset({str(round(v * 100, 2)), str(v)}) for v in values], ANY_NUMBER, EITHER)],
        title=("Cakupan Imunisasi menurut Kecamatan, 2025",), may=frozenset({"percent"}),
    )  # fmt: skip


@case(KLASS)
def held_scientific_format() -> Case:
    """Native amounts shown as 4.50E+09."""
    values = [4_500_000_000, 980_000_000, 12_003_750_000, 450_500, 88, 23_456_750_000, 1_000_500, 0]
    return hand(
        "held-scientific-format",
        KLASS,
        [names(), C("Pagu (Rp)", [Shown(v, "0.00E+00") for v in values], values, ANY_NUMBER, unit="rupiah")],
        title=("Pagu menurut Kecamatan, 2025",),
        quiet=True,
    )


@case(KLASS)
def held_names_with_brackets() -> Case:
    """*Wanasari (pemekaran)* is Wanasari."""
    written = [
        "Sukamaju Kota",
        "Wanasari (pemekaran)",
        "Karangjati",
        "Muara Bening",
        "Tanjung Elok (pesisir)",
        "Cempaka Barat",
        "Cempaka Timur",
        "Pulau Rengas",
    ]
    return hand(
        "held-names-with-brackets",
        KLASS,
        [
            C(
                "Kecamatan",
                written,
                [frozenset({a, b}) for a, b in zip(written, DISTRICTS, strict=True)],
                TEXT,
            ),
            C("Posyandu", ONE),
        ],
        title=TITLE,
        may=REGION,
    )


@case(KLASS)
def held_total_in_number_column() -> Case:
    """*Jumlah* stands in the column *No*, unmerged, the name's cell is blank."""
    page = (
        Page("Data")
        .put(1, ["Posyandu menurut Kecamatan, 2025"])
        .put(3, ["No.", "Kecamatan", "Posyandu", "Polindes"])
    )
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [f"{at + 1}.", name, ONE[at], TWO[at]])
    page.put(12, ["Jumlah", None, Formula("=SUM(C4:C11)", sum(ONE)), Formula("=SUM(D4:D11)", sum(TWO))])
    columns = [
        Column("No", ANY_NUMBER | TEXT, range(1, 9), may_skip=True),
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, ONE),
        Column("Polindes", INT, TWO),
    ]
    return case_from(
        "held-total-in-number-column",
        KLASS,
        page,
        Truth(
            sheet="Data",
            header=[3],
            rows=list(range(4, 12)),
            columns=letters(columns),
            totals=[12],
            year=2025,
            quiet=True,
        ),
    )


@case(KLASS)
def held_csv_formula_quotes() -> Case:
    """="0012" keeps noughts in CSV: the text is 0012."""
    lines = ["Kode Pasar,Nama Pasar,Kios"] + [
        f'"=""{at:04}""",Pasar {name},{ONE[at]}' for at, name in enumerate(DISTRICTS)
    ]
    codes = [frozenset({f"{at:04}", f'="{at:04}"'}) for at in range(8)]
    columns = [
        Column("Kode Pasar", "string", codes),
        Column("Nama Pasar", "string", [f"Pasar {name}" for name in DISTRICTS]),
        Column("Kios", INT, ONE),
    ]
    truth = Truth(
        type="csv",
        encoding="utf-8",
        delimiter=",",
        header=[1],
        rows=list(range(2, 10)),
        columns=letters(columns),
        may=frozenset({"year", "region", "formula"}),
    )
    return Case("held-csv-formula-quotes", KLASS, "\n".join(lines).encode(), truth, "pasar.csv")


@case(KLASS)
def held_marks_behind_dotted() -> Case:
    """4.211*) and 987 r: marks behind dotted figures of people."""
    written = ["4.211*)", "5.942", "987 r", "9.404**", "11.135", "412", "14.597", "16.328 e"]
    return hand(
        "held-marks-behind-dotted",
        KLASS,
        [names(), C("Penduduk (jiwa)", written, BIG, INT, EITHER)],
        title=("Penduduk menurut Kecamatan, 2025",),
        footer=("*) angka sementara",),
    )


@case(KLASS)
def held_sections_with_letters() -> Case:
    """A. and B. sections as rows with their own sums, items numbered below."""
    lines = [
        ("A", "Sekolah Negeri", 60, 600),
        ("1", "SD", 40, 400),
        ("2", "SMP", 20, 200),
        ("B", "Sekolah Swasta", 18, 180),
        ("1", "SD", 12, 120),
        ("2", "SMP", 6, 60),
        (None, "Jumlah A + B", 78, 780),
    ]
    page = (
        Page("Data")
        .put(1, ["Sekolah dan Guru menurut Status dan Jenjang, 2025"])
        .put(3, ["No", "Jenjang", "Sekolah", "Guru"])
        .rows(4, lines)
    )
    rows = [5, 6, 8, 9]
    columns = [Column("No", ANY_NUMBER | TEXT, [lines[r - 4][0] for r in rows], may_skip=True), Column("Jenjang", "string", [lines[r - 4][1] for r in rows]),
               Column("Sekolah", INT, [lines[r - 4][2] for r in rows]), Column("Guru", INT, [lines[r - 4][3] for r in rows])]  # fmt: skip
    truth = Truth(
        sheet="Data",
        header=[3],
        rows=rows,
        columns=letters(columns),
        totals=[4, 7, 10],
        year=2025,
        may=frozenset({"total", "region"}),
    )
    return case_from("held-sections-with-letters", KLASS, page, truth)


@case(KLASS)
def held_unit_words_in_title() -> Case:
    """The unit stands at the title's end: (dalam ribuan ekor)."""
    return hand("held-unit-words-in-title", KLASS, [names(), C("Ayam", [12.5, 9.25, 30.1, 4.75, 18.2, 22.4, 7.7, 15.3], type=NUM), C("Itik", [2.5, 1.25, 3.1, 0.75, 1.2, 2.4, 0.7, 1.3], type=NUM)],
                title=("Populasi Unggas menurut Kecamatan, 2025 (ribu ekor)",), quiet=True)  # fmt: skip


@case(KLASS)
def held_pdrb_sectors() -> Case:
    """Sectors by letter, provisional years, fractions typed with commas and dots."""
    sectors = [
        "A. Pertanian, Kehutanan, dan Perikanan",
        "B. Pertambangan dan Penggalian",
        "C. Industri Pengolahan",
        "D. Pengadaan Listrik dan Gas",
        "M,N. Jasa Perusahaan",
    ]
    old, new = (
        ["1.204,5", "310,2", "2.402,85", "49,1", "88,6"],
        ["1.310,7", "315,9", "2.555,05", "51,4", "90,2"],
    )
    true = [[float(v.replace(".", "").replace(",", ".")) for v in column] for column in (old, new)]
    return hand(
        "held-pdrb-sectors", KLASS, [C("Lapangan Usaha", sectors, type=TEXT, total="PDRB"), C("2023", old, true[0], NUM, total="4.055,25"), C("2024*", new, true[1], NUM, total="4.323,25", label="2024")],
        title=("PDRB Kabupaten Sukamaju Atas Dasar Harga Berlaku menurut Lapangan Usaha (miliar rupiah)",), total=True, needs=frozenset({"wide"}), may=frozenset({"year", "total"}),
    )  # fmt: skip


@case(KLASS)
def held_blank_sheet_then_offset() -> Case:
    """An empty first sheet; the data begin at D12 of the second, beside a picture's caption."""
    page, truth = lay(
        [names(), C("Posyandu", ONE), C("Polindes", TWO)], title=TITLE, top=12, left=4, page=Page("Hasil")
    )
    page.put(3, ["Gambar 1. Lambang Daerah"], 1)
    return Case(
        "held-blank-sheet-then-offset",
        KLASS,
        containers.xlsx([Page("Sheet1"), page]),
        replace(truth, tables=None, quiet=True),
        "hasil.xlsx",
    )


@case(KLASS)
def held_long_form_of_three_keys() -> Case:
    """District, year and kind in rows, native, 48 rows."""
    keys = [
        (name, year, kind)
        for name in DISTRICTS
        for year in (2023, 2024, 2025)
        for kind in ("Negeri", "Swasta")
    ]
    return hand(
        "held-long-form-of-three-keys", KLASS, [C("Kecamatan", [k[0] for k in keys], type=TEXT), C("Tahun", [k[1] for k in keys], type=frozenset({"year"})), C("Status", [k[2] for k in keys], type=TEXT), C("Sekolah", [4 + (7 * at) % 23 for at in range(48)])],
        title=(), quiet=True,
    )  # fmt: skip


@case(KLASS)
def held_numbered_names_and_dots() -> Case:
    """'1. Sukamaju Kota', figures '4.211', a total 'Jumlah' without figures in one column."""
    written = [f"{at}. {name}" for at, name in enumerate(DISTRICTS, 1)]
    return hand(
        "held-numbered-names-and-dots", KLASS,
        [C("Kecamatan", written, [frozenset({a, b}) for a, b in zip(written, DISTRICTS, strict=True)], TEXT, total="Jumlah"), C("Penduduk (jiwa)", [_dots(v) for v in BIG], BIG, INT, EITHER, total=_dots(sum(BIG))), C("Kepala Desa", ["ada"] * 8, type=TEXT | frozenset({"boolean"}), true=[frozenset({"ada", "true"})] * 8)],
        title=("Penduduk menurut Kecamatan, 2025",), total=True, may=REGION,
    )  # fmt: skip
