"""The findings about values: numbers, signs, dates and codes. Order of each: where, what was read, what was expected,
how to mend."""

from __future__ import annotations

from .finding import CONFIRM, REJECT, WARN, Spec

ASKED_VALUES = (
    "ANGKA_TITIK_HILANG",
    "ANGKA_BERSATUAN",
    "ANGKA_BERKATA",
    "ANGKA_AKSARA_LAIN",
    "ANGKA_PENANDA",
    "TANDA_LAIN",
    "TANGGAL_CAMPUR",
)
TOLD_VALUES = (
    "ANGKA_SALAH_KETIK",
    "ANGKA_HURUF",
    "ANGKA_EKSPONEN",
    "ANGKA_KIRA",
    "ANGKA_JADI_TANGGAL",
    "SATUAN_CAMPUR",
)

VALUES = (
    Spec(
        "ANGKA_TITIK_HILANG",
        CONFIRM,
        "Kolom %(columns)s, %(count)s sel berisi pecahan, misalnya %(cell)s = %(read)s, yang mungkin %(restored)s: "
        "Excel membaca titik ribuan sebagai tanda desimal. Buktinya: %(evidence)s.",
        "Column %(columns)s, %(count)s cells hold fractions, e.g. %(cell)s = %(read)s, that may be %(restored)s: Excel "
        "took the thousands dot for the decimal sign. Evidence: %(evidence_en)s.",
        "Bandingkan dengan angka aslinya, lalu pilih artinya; atau perbaiki selnya di berkas.",
        "Compare with the original figures and choose what is meant; or mend the cells in the file.",
        {
            "columns": ["D"],
            "count": 7,
            "cell": "D8",
            "read": "12,503",
            "restored": 12503,
            "evidence": "satuannya tidak mengenal pecahan",
            "evidence_en": "the unit has no fractions",
        },
    ),
    Spec(
        "ANGKA_NOL_HILANG",
        CONFIRM,
        "Kolom %(columns)s: titik ribuan dikembalikan, tetapi %(count)s sel bulat jauh lebih kecil, misalnya %(cell)s = "
        "%(read)s. Bila diketik %(restored)s, Excel juga menyimpannya sebagai %(read)s.",
        "Column %(columns)s: thousands dots were restored, but %(count)s whole cells are far smaller, e.g. %(cell)s = "
        "%(read)s. Typed as %(restored)s, Excel stores it as %(read)s too.",
        "Bandingkan dengan angka aslinya, lalu pilih artinya.",
        "Compare with the original figures and choose what is meant.",
        {"columns": ["D"], "count": 1, "cell": "D8", "read": "13", "restored": 13000},
    ),
    Spec(
        "ANGKA_SALAH_KETIK",
        REJECT,
        "Kolom %(columns)s, %(count)s sel, misalnya %(cell)s berisi '%(read)s': kelompok angkanya tidak utuh. Yang benar "
        "tidak dapat ditebak.",
        "Column %(columns)s, %(count)s cells, e.g. %(cell)s holds '%(read)s': its groups of digits are not whole. What "
        "is right cannot be guessed.",
        "Tulis ulang angkanya, misalnya 28503.",
        "Type the number again, e.g. 28503.",
        {"columns": ["D"], "count": 1, "cell": "D8", "read": "28.503.12"},
    ),
    Spec(
        "ANGKA_HURUF",
        REJECT,
        "Kolom %(columns)s, %(count)s sel, misalnya %(cell)s berisi '%(read)s': ada huruf O, I, atau l di antara angka.",
        "Column %(columns)s, %(count)s cells, e.g. %(cell)s holds '%(read)s': letters O, I or l stand among the digits.",
        "Ganti hurufnya dengan angka; mungkin maksudnya %(expected)s.",
        "Replace the letters by digits; %(expected)s may be meant.",
        {"columns": ["D"], "count": 1, "cell": "D8", "read": "1O5", "expected": "105"},
    ),
    Spec(
        "ANGKA_EKSPONEN",
        REJECT,
        "Kolom %(columns)s, %(count)s sel, misalnya %(cell)s berisi '%(read)s': Excel memendekkan angkanya, sebagian "
        "angka hilang.",
        "Column %(columns)s, %(count)s cells, e.g. %(cell)s holds '%(read)s': Excel shortened the number, digits are lost.",
        "Lebarkan kolomnya, pilih format Angka tanpa desimal, lalu tulis ulang angkanya.",
        "Widen the column, choose the number format without decimals, and type the number again.",
        {"columns": ["D"], "count": 1, "cell": "D8", "read": "1,25E+09"},
    ),
    Spec(
        "ANGKA_KIRA",
        REJECT,
        "Kolom %(columns)s, %(count)s sel, misalnya %(cell)s berisi '%(read)s': kisaran atau perkiraan, bukan satu angka.",
        "Column %(columns)s, %(count)s cells, e.g. %(cell)s holds '%(read)s': a range or an estimate, not one number.",
        "Tulis satu angka, atau '\u2026' bila tidak tersedia.",
        "Write one number, or '\u2026' where it is not available.",
        {"columns": ["D"], "count": 1, "cell": "D8", "read": "<5"},
    ),
    Spec(
        "ANGKA_JADI_TANGGAL",
        REJECT,
        "Kolom %(columns)s berisi angka, tetapi %(count)s sel berisi tanggal, misalnya %(cell)s = %(read)s. Excel mungkin "
        "mengubah angka menjadi tanggal.",
        "Column %(columns)s holds figures, but %(count)s cells hold dates, e.g. %(cell)s = %(read)s. Excel may have turned "
        "numbers into dates.",
        "Ubah format selnya menjadi Teks atau Angka, lalu tulis ulang angkanya.",
        "Set the cell's format to text or number and type the number again.",
        {"columns": ["D"], "count": 1, "cell": "D8", "read": "01/05/2003"},
    ),
    Spec(
        "ANGKA_BERSATUAN",
        CONFIRM,
        "Kolom %(columns)s, %(count)s sel, misalnya %(cell)s berisi '%(read)s': angka dengan satuannya.",
        "Column %(columns)s, %(count)s cells, e.g. %(cell)s holds '%(read)s': a number with its unit.",
        "Pilih: baca angkanya dengan satuan %(unit)s, atau tulis angkanya saja di berkas.",
        "Choose: read the number in %(unit)s, or write the number alone in the file.",
        {"columns": ["D"], "count": 8, "cell": "D8", "read": "15 orang", "unit": "orang"},
    ),
    Spec(
        "ANGKA_BERKATA",
        CONFIRM,
        "Kolom %(columns)s, %(count)s sel, misalnya %(cell)s berisi '%(read)s': besarannya ditulis dengan kata.",
        "Column %(columns)s, %(count)s cells, e.g. %(cell)s holds '%(read)s': its magnitude is written as a word.",
        "Pilih artinya, atau tulis angkanya utuh di berkas.",
        "Choose what is meant, or write the whole number in the file.",
        {"columns": ["D"], "count": 8, "cell": "D8", "read": "Rp1,5 juta"},
    ),
    Spec(
        "SATUAN_CAMPUR",
        REJECT,
        "Kolom %(columns)s memakai lebih dari satu satuan: %(names)s, misalnya '%(read)s' di %(cell)s.",
        "Column %(columns)s uses more than one unit: %(names)s, e.g. '%(read)s' in %(cell)s.",
        "Samakan satuannya di berkas dan tulis angkanya saja.",
        "Use one unit in the file and write the numbers alone.",
        {"columns": ["D"], "names": ["kg", "ton"], "cell": "D8", "read": "15 ton"},
    ),
    Spec(
        "ANGKA_AKSARA_LAIN",
        CONFIRM,
        "Kolom %(columns)s, %(count)s sel, misalnya %(cell)s berisi '%(read)s': angka beraksara lain.",
        "Column %(columns)s, %(count)s cells, e.g. %(cell)s holds '%(read)s': digits of another script.",
        "Pilih: baca sebagai %(expected)s, atau tulis ulang di berkas.",
        "Choose: read it as %(expected)s, or type it again in the file.",
        {"columns": ["D"], "count": 2, "cell": "D8", "read": "\uff11\uff12", "expected": "12"},
    ),
    Spec(
        "PERSEN_CAMPUR",
        CONFIRM,
        "Kolom %(columns)s bersatuan persen, tetapi sebagian ditulis pecahan, misalnya %(cell)s = %(read)s, dan sebagian "
        "persen, misalnya %(other)s.",
        "Column %(columns)s is in percent, but some cells hold fractions, e.g. %(cell)s = %(read)s, and some percents, "
        "e.g. %(other)s.",
        "Pilih arti nilai sampai 1, atau samakan penulisannya di berkas.",
        "Choose what values up to 1 mean, or write them one way in the file.",
        {"columns": ["E"], "cell": "E7", "read": "0,85", "other": "92,1"},
    ),
    Spec(
        "TANDA_LAIN",
        CONFIRM,
        "Kolom %(columns)s: %(count)s sel berisi '%(read)s' tanpa angka.",
        "Column %(columns)s: %(count)s cells hold '%(read)s' without a number.",
        "Pilih arti tanda itu pada kolom ini.",
        "Choose what the sign means in this column.",
        {"columns": ["D"], "count": 2, "read": "x"},
    ),
    Spec(
        "ANGKA_PENANDA",
        CONFIRM,
        "Kolom %(columns)s: %(count)s sel berisi %(read)s, jauh dari angka lain. Di jaringan pengukuran angka itu berarti "
        "tidak ada data atau tidak terukur.",
        "Column %(columns)s: %(count)s cells hold %(read)s, far from all other figures. Measuring networks write it for "
        "no data or too small to measure.",
        "Pilih arti angka itu pada kolom ini.",
        "Choose what the number means in this column.",
        {"columns": ["D"], "count": 3, "read": "8888"},
    ),
    Spec(
        "TANGGAL_DARI_TEKS",
        CONFIRM,
        "Kolom %(columns)s berisi teks, misalnya '%(other)s', tetapi %(count)s sel berisi tanggal, misalnya %(cell)s = "
        "%(read)s. Excel mungkin mengubah teks seperti 5-9 menjadi tanggal.",
        "Column %(columns)s holds text, e.g. '%(other)s', but %(count)s cells hold dates, e.g. %(cell)s = %(read)s. Excel "
        "may have turned text such as 5-9 into dates.",
        "Ubah format selnya menjadi Teks lalu tulis ulang; atau pilih bila memang tanggal.",
        "Set the cell's format to text and type it again; or choose if they are dates indeed.",
        {"columns": ["A"], "other": "0-4", "count": 2, "cell": "A5", "read": "05/09/2025"},
    ),
    Spec(
        "TANGGAL_ANGKA",
        CONFIRM,
        "Kolom %(columns)s berjudul tanggal, tetapi %(count)s sel berisi angka, misalnya %(cell)s = %(read)s. Di Excel angka itu "
        "berarti %(other)s.",
        "Column %(columns)s is titled a date, but %(count)s cells hold numbers, e.g. %(cell)s = %(read)s. In Excel that number "
        "stands for %(other)s.",
        "Pilih apakah angka itu tanggal; atau ubah format selnya menjadi Tanggal di berkas.",
        "Choose whether the numbers are dates; or format the cells as dates in the file.",
        {"columns": ["A"], "other": "01/01/2023", "count": 6, "cell": "A2", "read": "44927"},
    ),
    Spec(
        "TANGGAL_TERTUKAR",
        CONFIRM,
        "Kolom %(columns)s: '%(other)s' tersimpan sebagai teks, sedangkan %(count)s sel lain menjadi tanggal yang harinya "
        "tidak pernah lebih dari 12, misalnya %(cell)s = %(read)s. Excel mungkin menukar hari dan bulan.",
        "Column %(columns)s: '%(other)s' is stored as text, while %(count)s other cells became dates whose day is never "
        "over 12, e.g. %(cell)s = %(read)s. Excel may have swapped day and month.",
        "Bandingkan dengan tanggal aslinya, lalu pilih.",
        "Compare with the original dates and choose.",
        {"columns": ["B"], "other": "31/12/2024", "count": 3, "cell": "B7", "read": "03/04/2024"},
    ),
    Spec(
        "TANGGAL_DUA_CARA",
        WARN,
        "Tanggal di kolom %(columns)s ditulis dalam %(count)s cara, misalnya '%(read)s' dan '%(other)s'. Semuanya ditulis "
        "ulang menjadi tahun-bulan-hari.",
        "Dates in column %(columns)s are written in %(count)s ways, e.g. '%(read)s' and '%(other)s'. All are rewritten as "
        "year-month-day.",
        "Tidak perlu diubah.",
        "Nothing to do.",
        {"columns": ["B"], "count": 2, "read": "31 Desember 2024", "other": "31/12/2024"},
    ),
    Spec(
        "TANGGAL_CAMPUR",
        CONFIRM,
        "Kolom %(columns)s menulis hari lebih dulu ('%(day)s' di %(day_cell)s) dan bulan lebih dulu ('%(month)s' di "
        "%(month_cell)s), jadi '%(read)s' di %(cell)s dapat dibaca sebagai dua tanggal.",
        "Column %(columns)s writes the day first ('%(day)s' in %(day_cell)s) and the month first ('%(month)s' in "
        "%(month_cell)s), so '%(read)s' in %(cell)s reads as two different dates.",
        "Pilih arti tanggal seperti itu, atau tulis semua tanggal dengan satu cara, misalnya 31/12/2024.",
        "Choose what such dates mean, or write all dates one way, e.g. 31/12/2024.",
        {
            "columns": ["B"],
            "day": "31/12/2024",
            "day_cell": "B7",
            "month": "12/31/2024",
            "month_cell": "B8",
            "read": "03/04/2024",
            "cell": "B9",
        },
    ),
    Spec(
        "RUMUS_PERKIRAAN",
        WARN,
        "Kolom %(columns)s, %(count)s sel data berisi rumus, misalnya %(cell)s '=%(read)s', sedangkan sel lain diketik. "
        "Mungkin perkiraan.",
        "Column %(columns)s, %(count)s data cells hold formulas, e.g. %(cell)s '=%(read)s', while the others are typed. "
        "They may be estimates.",
        "Bila perkiraan, beri tanda e di belakang angkanya; bila bukan, tidak perlu diubah.",
        "If they are estimates, put an e behind the figure; if not, nothing to do.",
        {"columns": ["E"], "count": 1, "cell": "E8", "read": "(D8+F8)/2"},
    ),
    Spec(
        "TAHUN_BERTANDA",
        WARN,
        "Kolom %(columns)s: %(count)s sel tahun bertanda, misalnya %(cell)s = '%(read)s', dibaca %(expected)s. Tandanya "
        "menjadi status angka bila semua tahun bertanda sama.",
        "Column %(columns)s: %(count)s years carry a mark, e.g. %(cell)s = '%(read)s', read as %(expected)s. The mark becomes "
        "the status of the figures where all years carry the same.",
        "Tidak perlu diubah. Bila hanya sebagian tahun sementara, beri tanda pada angkanya.",
        "Nothing to do. Where only some years are preliminary, mark the figures.",
        {"columns": ["B"], "count": 8, "cell": "B5", "read": "2024*", "expected": "2024"},
    ),
    Spec(
        "CATATAN_KAKI",
        WARN,
        "Kolom %(columns)s, %(count)s angka bertanda '%(read)s', misalnya %(cell)s. Arti tanda di berkas: %(text)s.",
        "Column %(columns)s, %(count)s figures carry the mark '%(read)s', e.g. %(cell)s. Its meaning in the file: "
        "%(text_en)s.",
        "Tidak perlu diubah. Pindahkan artinya ke keterangan bila penting bagi pembaca.",
        "Nothing to do. Put its meaning into the description if readers need it.",
        {
            "columns": ["D"],
            "count": 1,
            "cell": "D8",
            "read": "1)",
            "text": "1) Termasuk Kota",
            "text_en": "1) Termasuk Kota",
        },
    ),
)
