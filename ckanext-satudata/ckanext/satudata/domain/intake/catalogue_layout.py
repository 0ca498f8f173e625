"""The findings about how a table is laid out: names over several rows, titles that hold values, a changed shape."""

from __future__ import annotations

from .finding import CONFIRM, WARN, Spec

LAYOUT = (
    Spec(
        "JUDUL_BERULANG",
        WARN,
        "Judul kolom ditulis lagi di baris %(rows)s; baris sesudahnya dibaca sebagai lanjutan tabel yang sama.",
        "The column titles are written again in rows %(rows)s; the rows after them are read as the same table, "
        "continued.",
        "Bila tabelnya berbeda, pisahkan ke lembar lain.",
        "If it is another table, move it to a sheet of its own.",
        {"rows": ["30", "31"]},
    ),
    Spec(
        "BARIS_SUBJUMLAH",
        WARN,
        "%(count)s baris adalah jumlah bagian, bukan data: baris %(rows)s, mulai dari '%(label)s'. Baris itu "
        "dikeluarkan dan dipakai untuk memeriksa penjumlahan.",
        "%(count)s rows are totals of parts, not data: rows %(rows)s, beginning with '%(label)s'. They are set apart "
        "and used to test the sums.",
        "Bila baris itu data, pilih 'Baca sebagai data'.",
        "If they are data, choose 'Read as data'.",
        {"count": 8, "rows": ["7", "12", "19"], "label": "Kecamatan Wanasari"},
    ),
    Spec(
        "TAHUN_BERLAINAN",
        WARN,
        "Judul tabel menyebut tahun %(read)s, tetapi nama lembarnya '%(sheet)s'. Yang dipakai: %(read)s.",
        "The table's title says %(read)s, but its sheet is called '%(sheet)s'. Used: %(read)s.",
        "Betulkan nama lembar atau judulnya, atau ganti tahunnya di sini.",
        "Mend the sheet's name or the title, or change the year here.",
        {"read": "2024", "sheet": "2023"},
    ),
    Spec(
        "SEL_DI_LUAR_TABEL",
        CONFIRM,
        "%(count)s baris berisi lebih banyak sel daripada judul kolomnya, misalnya baris %(row)s ('%(read)s' di luar "
        "tabel). Isi baris itu mungkin bergeser ke kanan.",
        "%(count)s rows hold more cells than there are column titles, e.g. row %(row)s ('%(read)s' stands outside the "
        "table). The row may have shifted to the right.",
        "Periksa baris itu di berkas; lanjutkan bila sel di luar tabel memang bukan data.",
        "Look at the row in the file; go on if what stands outside is no data.",
        {"count": 1, "row": 5, "read": "2025"},
    ),
    Spec(
        "TEKS_DI_SAMPING",
        WARN,
        "Di samping tabel ada isian di %(count)s baris, misalnya baris %(row)s: '%(read)s'. Isian itu tidak dimuat.",
        "Beside the table %(count)s rows hold something, e.g. row %(row)s: '%(read)s'. It is not loaded.",
        "Pindahkan ke lembar lain bila itu data.",
        "Move it to another sheet if it is data.",
        {"count": 3, "row": 9, "read": "lihat lampiran"},
    ),
    Spec(
        "BARIS_KELOMPOK",
        WARN,
        "Baris %(rows)s hanya berisi nama kelompok, misalnya %(cell)s '%(read)s'. Namanya menjadi kolom '%(title)s' "
        "pada baris-baris di bawahnya: %(evidence)s.",
        "Rows %(rows)s hold only a group's name, e.g. %(cell)s '%(read)s'. It becomes the column '%(title)s' of the "
        "rows below it: %(evidence_en)s.",
        "Bila bukan nama kelompok, pilih 'Tanpa kolom kelompok'.",
        "If it is no group's name, choose 'Without a group column'.",
        {
            "rows": ["6", "12"],
            "cell": "B6",
            "read": "Kecamatan Wanasari",
            "title": "Kecamatan",
            "evidence": "namanya berdiri sendiri di atas barisnya",
            "evidence_en": "it stands alone over its rows",
        },
    ),
    Spec(
        "ISI_KE_BAWAH",
        WARN,
        "Kolom %(column)s ('%(title)s') ditulis sekali untuk beberapa baris; %(count)s sel kosong di bawahnya diisi "
        "dengan nama di atasnya: %(evidence)s.",
        "Column %(column)s ('%(title)s') is written once for several rows; %(count)s blank cells below take the name "
        "above: %(evidence_en)s.",
        "Bila sel itu memang kosong, pilih 'Jangan diisi'.",
        "If those cells are meant to be blank, choose 'Do not fill'.",
        {
            "column": "B",
            "title": "Kecamatan",
            "count": 9,
            "evidence": "sel digabung ke bawah",
            "evidence_en": "the cells are merged downwards",
        },
    ),
    Spec(
        "ISI_KE_BAWAH_DUGAAN",
        CONFIRM,
        "Kolom %(column)s ('%(title)s') kosong di %(count)s baris, misalnya %(cell)s. Apakah nama di atasnya "
        "('%(read)s') berlaku juga untuk baris itu?",
        "Column %(column)s ('%(title)s') is blank in %(count)s rows, e.g. %(cell)s. Does the name above it "
        "('%(read)s') hold for those rows, too?",
        "Pilih isi ke bawah, atau lengkapi selnya di berkas.",
        "Choose to fill down, or complete the cells in the file.",
        {"column": "B", "title": "Kecamatan", "count": 9, "cell": "B8", "read": "Wanasari"},
    ),
    Spec(
        "KATEGORI_SEBAGAI_KOLOM",
        CONFIRM,
        "Judul kolom %(columns)s berisi %(what)s. Satu baris data sebaiknya satu %(what)s.",
        "The titles of columns %(columns)s hold %(what_en)s. One row of data should be one of them.",
        "Pilih susun ke bawah, atau biarkan sebagai kolom.",
        "Choose to make them rows, or leave them as columns.",
        {"columns": ["C", "D", "E"], "what": "bulan", "what_en": "months"},
    ),
    Spec(
        "BENTUK_BERGESER",
        WARN,
        "Bentuk berkas bergeser, tetapi tetap terbaca dengan cara baca yang lama: %(what)s.",
        "The file's shape has shifted, but the earlier reading still fits: %(what_en)s.",
        "Periksa hasil bacanya; tidak ada yang perlu dijawab.",
        "Look at the reading; nothing has to be answered.",
        {"what": "kolom 'Luas' pindah dari C ke D", "what_en": "column 'Luas' moved from C to D"},
    ),
)
