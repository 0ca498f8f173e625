"""Whole files as offices fill them, everything at once (figures and names made up)."""

from __future__ import annotations

from ..hand import ANY_NUMBER, INT, NUM, OPEN, TEXT, C, case_from, hand, names
from ..pages import Formula, Page
from ..subjects import CLINICS, DISTRICTS, MONTHS
from ..truth import EITHER, Case, Column, Truth, case, letters

KLASS = "whole files"


def _spaced(value: int) -> str:
    return f" {value:,} ".replace(",", " ")


@case(KLASS)
def real_dda_bilingual() -> Case:
    """*Dalam Angka*: table number in a merged corner, two languages, numbering, coded names, spaced figures, strips."""
    page = Page("4.5.13")
    page.put(
        1,
        [
            "Tabel",
            "4.5.13",
            "Banyaknya Penyandang Kesejahteraan Sosial Menurut Kecamatan di Kabupaten Sukamaju, 2025",
        ],
    )
    page.put(
        2,
        ["Table", None, "Number of People with Welfare Disability by Subdistrict in Sukamaju Regency, 2025"],
    )
    page.merge(1, 2, 2, 2).merge(1, 3, 1, 6).merge(2, 3, 2, 6)
    page.put(4, ["Kecamatan/Subdistrict", "Anak balita/anak/lanjut usia/ Toddler/child/elder", "Bekas warga binaan/\nFormer inmate",
                 "Korban penyalah-gunaan NAPZA/ Victims of drug abuse", "Fakir Miskin/The Poor", "Pemulung/Scavenger"])  # fmt: skip
    page.put(5, [f"({at})" for at in range(1, 7)])
    poor, elder = (
        [9781, 7386, 5929, 2445, 1451, 7004, 4910, 6452],
        [3239, 2047, 2172, 617, 614, 2550, 1682, 2235],
    )
    inmates = [2, 1, 2, 1, 2, 5, 2, 1]
    for at, name in enumerate(DISTRICTS):
        page.put(
            6 + at,
            [
                f"{(at + 1) * 10:03}. {name}",
                _spaced(elder[at]),
                f" {inmates[at]} ",
                "-",
                _spaced(poor[at]),
                "-",
            ],
        )
    page.put(14, ["Jumlah/Total", _spaced(sum(elder)), f" {sum(inmates)} ", "-", _spaced(sum(poor)), "-"])
    page.put(15, ["Sumber/Source: Dinas Sosial Kabupaten Sukamaju/Social Service of Sukamaju Regency"])
    coded = [frozenset({name, f"{(at + 1) * 10:03}. {name}"}) for at, name in enumerate(DISTRICTS)]
    columns = [
        Column("Kecamatan", "string", coded), Column("Anak balita", INT, elder, EITHER), Column("Bekas warga binaan", INT, inmates),
        Column("NAPZA", ANY_NUMBER | TEXT, [OPEN] * 8), Column("Fakir Miskin", INT, poor, EITHER), Column("Pemulung", ANY_NUMBER | TEXT, [OPEN] * 8),
    ]  # fmt: skip
    truth = Truth(
        sheet="4.5.13", header=[4], rows=list(range(6, 14)), columns=letters(columns), totals=[14], year=2025,
        may=frozenset({"missing", "region"}),
    )  # fmt: skip
    return case_from("real-dda-bilingual", KLASS, page, truth)


@case(KLASS)
def real_health_profile() -> Case:
    """The health profile's appendix: three merged title rows, a plain numbering row, a rate below the total."""
    page = Page("TABEL 20")
    page.put(1, ["TABEL 20"]).put(3, ["JUMLAH KELAHIRAN MENURUT JENIS KELAMIN, KECAMATAN, DAN PUSKESMAS"])
    page.put(4, ["KABUPATEN SUKAMAJU"]).put(5, ["TAHUN 2025"])
    for row in (3, 4, 5):
        page.merge(row, 1, row, 9)
    page.put(7, ["NO", "KECAMATAN", "PUSKESMAS", "JUMLAH KELAHIRAN"])
    page.put(8, ["LAKI-LAKI", None, None, "PEREMPUAN"], 4)
    page.put(9, ["HIDUP", "MATI", "HIDUP + MATI", "HIDUP", "MATI", "HIDUP + MATI"], 4)
    page.put(10, list(range(1, 10)))
    for column in (1, 2, 3):
        page.merge(7, column, 9, column)
    page.merge(7, 4, 7, 9).merge(8, 4, 8, 6).merge(8, 7, 8, 9)
    alive = [210 + 31 * at for at in range(8)]
    dead = [at % 3 for at in range(8)]
    rows = list(range(11, 19))
    for at, row in enumerate(rows):
        page.put(row, [at + 1, DISTRICTS[at], CLINICS[at], alive[at], dead[at], Formula(f"=D{row}+E{row}", alive[at] + dead[at]),
                       alive[at] - 9, dead[at], Formula(f"=G{row}+H{row}", alive[at] - 9 + dead[at])])  # fmt: skip
    sums = [
        sum(alive),
        sum(dead),
        sum(alive) + sum(dead),
        sum(alive) - 72,
        sum(dead),
        sum(alive) - 72 + sum(dead),
    ]
    page.put(
        20,
        [
            "JUMLAH (KAB/KOTA)",
            None,
            None,
            *(Formula(f"=SUM({'DEFGHI'[at]}11:{'DEFGHI'[at]}18)", value) for at, value in enumerate(sums)),
        ],
    )
    page.put(
        21, ["ANGKA LAHIR MATI PER 1.000 KELAHIRAN (DILAPORKAN)", None, None, None, 2.7, None, None, 2.9]
    )
    page.put(23, ["Sumber: Dinas Kesehatan (sebutkan)"]).put(
        24,
        [
            "Keterangan : Angka Lahir Mati (dilaporkan) tersebut di atas belum tentu menggambarkan angka sebenarnya"
        ],
    )
    columns = [
        Column("NO", ANY_NUMBER | TEXT, range(1, 9), may_skip=True), Column("KECAMATAN", "string", DISTRICTS), Column("PUSKESMAS", "string", CLINICS),
        Column("LAKI-LAKI HIDUP", INT, alive), Column("LAKI-LAKI MATI", INT, dead), Column("LAKI-LAKI HIDUP MATI", INT, [a + b for a, b in zip(alive, dead, strict=True)]),
        Column("PEREMPUAN HIDUP", INT, [v - 9 for v in alive]), Column("PEREMPUAN MATI", INT, dead), Column("PEREMPUAN HIDUP MATI", INT, [a - 9 + b for a, b in zip(alive, dead, strict=True)]),
    ]  # fmt: skip
    truth = Truth(
        sheet="TABEL 20", header=[7, 8, 9], rows=rows, columns=letters(columns), totals=[20], totals_also=[21], year=2025,
        may=frozenset({"total", "region"}),
    )  # fmt: skip
    return case_from("real-health-profile", KLASS, page, truth)


@case(KLASS)
def real_revenue_with_accounts() -> Case:
    """Revenue by account code: levels with their sums, amounts with cents, shares."""
    lines = [
        ("4", "PENDAPATAN DAERAH", 61_000_000_000, 58_500_000_000), ("4.1", "PENDAPATAN ASLI DAERAH (PAD)", 61_000_000_000, 58_500_000_000),
        ("4.1.01", "Pajak Daerah", 45_000_000_000, 44_250_000_000), ("4.1.02", "Retribusi Daerah", 6_000_000_000, 5_750_000_000),
        ("4.1.03", "Hasil Pengelolaan Kekayaan Daerah", 4_000_000_000, 3_500_000_000), ("4.1.04", "Lain-lain PAD yang Sah", 6_000_000_000, 5_000_000_000),
    ]  # fmt: skip

    def money(value: int) -> str:
        return f"{value:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")

    page = Page("LRA")
    page.put(1, ["PEMERINTAH KABUPATEN SUKAMAJU"]).put(2, ["LAPORAN REALISASI PENDAPATAN"]).put(
        3, ["TAHUN ANGGARAN 2025"]
    )
    page.put(5, ["KODE REKENING", "URAIAN", "ANGGARAN (Rp)", "REALISASI (Rp)", "%"])
    for at, (code, name, plan, real) in enumerate(lines):
        page.put(6 + at, [code, name, money(plan), money(real), f"{real * 100 / plan:.2f}".replace(".", ",")])
    rows = [8, 9, 10, 11]
    picked = lines[2:]
    columns = [
        Column("KODE REKENING", "string", [line[0] for line in picked]), Column("URAIAN", "string", [line[1] for line in picked]),
        Column("ANGGARAN", ANY_NUMBER, [line[2] for line in picked], unit="rupiah"), Column("REALISASI", ANY_NUMBER, [line[3] for line in picked], unit="rupiah"),
        Column("", NUM, [round(line[3] * 100 / line[2], 2) for line in picked]),
    ]  # fmt: skip
    truth = Truth(
        sheet="LRA",
        header=[5],
        rows=rows,
        columns=letters(columns),
        totals=[6, 7],
        year=2025,
        needs=frozenset({"total"}),
        may=frozenset({"region"}),
    )
    return case_from("real-revenue-with-accounts", KLASS, page, truth)


@case(KLASS)
def real_market_prices() -> Case:
    """Daily prices: groups of goods without figures, goods below them, a unit per row, changes with signs."""
    page = Page("Harga")
    page.put(1, ["HARGA RATA-RATA BAHAN POKOK DI PASAR SUKAMAJU"]).put(2, ["Tanggal 3 Maret 2025"])
    page.put(
        4, ["No", "Nama Bahan Pokok", "Satuan", "Harga Kemarin (Rp)", "Harga Hari Ini (Rp)", "Perubahan (Rp)"]
    )
    groups = (
        (1, "Beras", (("- Premium", "Kg", 14900, 15000), ("- Medium", "Kg", 13500, 13400))),
        (2, "Daging", (("- Sapi", "Kg", 131000, 131000), ("- Ayam", "Kg", 36000, 37500))),
    )
    row, rows = 5, []
    true: list[list[object]] = [[], [], [], [], []]
    for order, name, goods in groups:
        page.put(row, [order, name])
        row += 1
        for good in goods:
            line = [*good, good[3] - good[2]]
            page.put(row, [None, *line])
            rows.append(row)
            for column, value in zip(true, line, strict=True):
                column.append(value)
            row += 1
    columns = [
        Column("No", ANY_NUMBER | TEXT, [""] * 4, may_skip=True), Column("Nama Bahan Pokok", "string", true[0]), Column("Satuan", "string", true[1]),
        Column("Harga Kemarin", ANY_NUMBER, true[2], unit="rupiah"), Column("Harga Hari Ini", ANY_NUMBER, true[3], unit="rupiah"), Column("Perubahan", ANY_NUMBER, true[4], unit="rupiah"),
    ]  # fmt: skip
    truth = Truth(
        sheet="Harga",
        header=[4],
        rows=rows,
        columns=letters(columns),
        year=2025,
        may=frozenset({"table", "total", "region", "date", "unit"}),
    )
    return case_from("real-market-prices", KLASS, page, truth)


@case(KLASS)
def real_rain_by_day() -> Case:
    """Rain by day and month: a station block above, days down, months across, 8888 and blanks, sums below."""
    page = Page("CH 2025")
    page.put(1, ["DATA CURAH HUJAN HARIAN (mm)"]).put(3, ["Nama Stasiun", ": Sukamaju"]).put(
        4, ["Lintang", ": 6,12 LS"]
    ).put(5, ["Tahun", ": 2025"])
    page.put(7, ["Tanggal", *(month[:3] for month in MONTHS)])
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    true: list[list[object]] = [[] for _ in range(12)]
    for day in range(1, 32):
        line: list[object] = []
        for month in range(12):
            value: object = "" if day > lengths[month] else round(((day * 7 + month * 13) % 40) * 0.5, 1)
            if day == 9 and month == 3:
                true[month].append(frozenset({"", "8888"}))
                line.append(8888)
                continue
            true[month].append(value)
            line.append(None if value == "" else value)
        page.put(7 + day, [day, *line])
    page.put(39, ["Jumlah", *(sum(value for value in column if isinstance(value, float)) for column in true)])
    page.put(
        40,
        [
            "Hari Hujan",
            *(sum(1 for value in column if isinstance(value, float) and value > 0) for column in true),
        ],
    )
    columns = [Column("Tanggal", ANY_NUMBER | TEXT | frozenset({"date"}), list(range(1, 32)))]
    columns += [Column(month[:3], NUM, true[at], EITHER) for at, month in enumerate(MONTHS)]
    truth = Truth(
        sheet="CH 2025", header=[7], rows=list(range(8, 39)), columns=letters(columns), totals=[39], totals_also=[40], year=2025,
        may=frozenset({"wide", "total", "missing", "date", "number"}),
    )  # fmt: skip
    return case_from("real-rain-by-day", KLASS, page, truth)


@case(KLASS)
def real_civil_servants_by_grade() -> Case:
    """Grades I/a to II/d, L and P, per office, with formulas and a total row and column."""
    grades = ["I/a", "I/b", "II/a", "II/b"]
    offices = ["Dinas Kesehatan", "Dinas Pendidikan", "Sekretariat Daerah", "Inspektorat", "RSUD Sukamaju"]
    page = Page("Rekap")
    page.put(1, ["REKAPITULASI PNS MENURUT GOLONGAN DAN JENIS KELAMIN"]).put(2, ["KEADAAN 31 DESEMBER 2025"])
    page.put(4, ["NO", "PERANGKAT DAERAH", "GOLONGAN"]).merge(4, 1, 6, 1).merge(4, 2, 6, 2).merge(4, 3, 4, 10)
    for at, grade in enumerate(grades):
        page.put(5, [grade], 3 + 2 * at).merge(5, 3 + 2 * at, 5, 4 + 2 * at)
        page.put(6, ["L", "P"], 3 + 2 * at)
    page.put(4, ["JUMLAH"], 11).merge(4, 11, 6, 11)
    figures = [[(3 + at * 5 + column * 2) % 17 for column in range(8)] for at in range(5)]
    for at, office in enumerate(offices):
        page.put(
            7 + at, [at + 1, office, *figures[at], Formula(f"=SUM(C{7 + at}:J{7 + at})", sum(figures[at]))]
        )
    page.put(
        12,
        [
            None,
            "JUMLAH",
            *(sum(line[column] for line in figures) for column in range(8)),
            sum(map(sum, figures)),
        ],
    )
    columns = [
        Column("NO", ANY_NUMBER | TEXT, range(1, 6), may_skip=True), Column("PERANGKAT DAERAH", "string", offices),
        *(Column(f"{grades[at // 2]} {'LP'[at % 2]}", INT, [line[at] for line in figures]) for at in range(8)), Column("JUMLAH", INT, [sum(line) for line in figures]),
    ]  # fmt: skip
    truth = Truth(
        sheet="Rekap",
        header=[4, 5, 6],
        rows=list(range(7, 12)),
        columns=letters(columns),
        totals=[12],
        year=2025,
        may=frozenset({"wide"}),
    )
    return case_from("real-civil-servants-by-grade", KLASS, page, truth)


@case(KLASS)
def real_programme_sheet() -> Case:
    """Programme, activity and sub-activity by indent, money and physical progress in percent; only told rows are lost."""
    page = Page("RFK")
    page.put(1, ["LAPORAN REALISASI FISIK DAN KEUANGAN TAHUN 2025"])
    page.put(3, ["No", "Sub Kegiatan", "Pagu (Rp)", "Keuangan", None, "Fisik (%)"]).merge(3, 1, 4, 1).merge(
        3, 2, 4, 2
    ).merge(3, 3, 4, 3).merge(3, 4, 3, 5).merge(3, 6, 4, 6)
    page.put(4, ["Rp", "%"], 4)
    lines = [
        ("Penyediaan gaji", 4_500_000_000, 4_410_000_000, 98.0, 100), ("Pemeliharaan gedung", 250_000_000, 200_000_000, 80.0, 85.5),
        ("Pengadaan komputer", 120_000_000, 118_500_000, 98.75, 100), ("Bimbingan teknis", 75_000_000, 30_000_000, 40.0, 50),
    ]  # fmt: skip
    for at, line in enumerate(lines):
        page.put(5 + at, [at + 1, *line])
    page.put(9, [None, "Jumlah", sum(line[1] for line in lines), sum(line[2] for line in lines), 96.19])
    columns = [
        Column("No", ANY_NUMBER | TEXT, range(1, 5), may_skip=True), Column("Sub Kegiatan", "string", [line[0] for line in lines]),
        Column("Pagu", ANY_NUMBER, [line[1] for line in lines], unit="rupiah"), Column("Keuangan Rp", ANY_NUMBER, [line[2] for line in lines]),
        Column("Keuangan", ANY_NUMBER, [line[3] for line in lines]), Column("Fisik", ANY_NUMBER, [line[4] for line in lines], unit="persen"),
    ]  # fmt: skip
    truth = Truth(
        sheet="RFK",
        header=[3, 4],
        rows=[5, 6, 7, 8],
        columns=letters(columns),
        totals=[9],
        year=2025,
        quiet=True,
    )
    return case_from("real-programme-sheet", KLASS, page, truth)


@case(KLASS)
def real_family_tabulation() -> Case:
    """A ministry's tabulation: four heading lines, capitals, *KAB. SUKAMAJU* in each row, blanks for noughts."""
    villages = [
        ("SUKAMAJU KOTA", "SUKAMAJU"),
        ("SUKAMAJU KOTA", "PASAR BARU"),
        ("WANASARI", "SUMBER REJO"),
        ("WANASARI", "TIRTOMULYO"),
        ("KARANGJATI", "JATIBENING"),
    ]
    page = Page("Sheet1")
    page.put(1, ["Tabulasi Peserta KB"]).put(2, ["Provinsi : REKAAN"]).put(3, ["Periode : Oktober 2025"])
    page.put(5, ["Kota/Kabupaten", "Kecamatan", "Kelurahan/Desa", "Total Peserta", "Total PUS"])
    people, couples = [120, 98, None, 45, 77], [300, 210, 180, 99, 160]
    for at, (district, village) in enumerate(villages):
        page.put(6 + at, ["KAB. SUKAMAJU", district, village, people[at], couples[at]])
    columns = [
        Column("Kota Kabupaten", "string", [frozenset({"KAB. SUKAMAJU", "Kabupaten Sukamaju"})] * 5), Column("Kecamatan", "string", [item[0] for item in villages]), Column("Kelurahan Desa", "string", [item[1] for item in villages]),
        Column("Total Peserta", INT, [value if value is not None else "" for value in people]), Column("Total PUS", INT, couples),
    ]  # fmt: skip
    truth = Truth(
        sheet="Sheet1",
        header=[5],
        rows=list(range(6, 11)),
        columns=letters(columns),
        year=2025,
        may=frozenset({"region", "missing"}),
    )
    return case_from("real-family-tabulation", KLASS, page, truth)


@case(KLASS)
def real_portal_csv_with_units() -> Case:
    """A provincial portal's CSV: a row id, codes, a unit column, a year column, all in small letters."""
    return hand(
        "real-portal-csv-with-units", KLASS,
        [C("id", list(range(1, 9)), type=ANY_NUMBER | TEXT, may_skip=True), C("kode_provinsi", [99] * 8, type=INT | TEXT, may_skip=True), C("nama_provinsi", ["REKAAN"] * 8, type=TEXT),
         C("nama_kabupaten_kota", ["KABUPATEN SUKAMAJU"] * 8, type=TEXT), names(written=[name.upper() for name in DISTRICTS], title="nama_kecamatan"),
         C("luas_panen", [120.5, 98.25, 0.0, 45.0, 77.75, 12.5, 8.0, 3.25], type=NUM), C("satuan", ["HEKTAR"] * 8, type=TEXT), C("tahun", [2025] * 8, type=frozenset({"year"}))],
        "csv", title=(), may=frozenset({"region"}),
    )  # fmt: skip


@case(KLASS)
def real_village_form() -> Case:
    """A village's form: key and value side by side in two pairs of columns."""
    page = Page("Profil")
    page.put(1, ["PROFIL DESA SUMBER REJO TAHUN 2025"])
    left = [("Jumlah Penduduk", 2110), ("Laki-laki", 1070), ("Perempuan", 1040), ("Jumlah KK", 610)]
    right = [
        ("Luas Wilayah (ha)", 812.5),
        ("Sawah (ha)", 400.25),
        ("Tegalan (ha)", 212),
        ("Hutan (ha)", 200.25),
    ]
    for at in range(4):
        page.put(3 + at, [*left[at], None, *right[at]])
    truth = Truth(told=True, needs=frozenset())
    return case_from("real-village-form", KLASS, page, truth)
