"""The findings about the container of a table: what the file is beside its cells."""

from __future__ import annotations

from .finding import CONFIRM, WARN, Spec

CONTAINER = (
    Spec(
        "MAKRO_DIABAIKAN",
        WARN,
        "Berkas berisi makro. Makro tidak dijalankan dan tidak ikut diterbitkan; yang dibaca hanya nilai sel.",
        "The file holds macros. They are not run and not published; only the values of cells are read.",
        "Tidak perlu diubah. Bila tidak diperlukan, simpan sebagai .xlsx tanpa makro.",
        "Nothing to do. If macros are not needed, save as .xlsx without them.",
        {},
    ),
    Spec(
        "HURUF_RUSAK",
        WARN,
        "%(count)s sel memuat huruf yang rusak saat disimpan, misalnya %(where)s: '%(read)s'.",
        "%(count)s cells hold letters that were damaged when saved, e.g. %(where)s: '%(read)s'.",
        "Perbaiki hurufnya di berkas asal, atau simpan ulang dari Excel sebagai .xlsx.",
        "Mend the letters in the original file, or save it again from Excel as .xlsx.",
        {"count": 2, "where": "Data B7", "read": "Caf\ufffd"},
    ),
    Spec(
        "TANDA_TAK_TAMPAK",
        WARN,
        "%(count)s sel memuat tanda pengatur arah atau tanda tak tampak, misalnya %(where)s: '%(read)s'.",
        "%(count)s cells hold signs that turn the direction of text or cannot be seen, e.g. %(where)s: '%(read)s'.",
        "Ketik ulang isi selnya bila tampak lain dari yang tersimpan.",
        "Type the cell again if it looks different from what is stored.",
        {"count": 1, "where": "Data A3", "read": "Suka<U+200B>maju"},
    ),
    Spec(
        "KOLOM_A_BERISI_CSV",
        CONFIRM,
        "Lembar %(sheet)s menyimpan setiap baris sebagai satu teks di kolom A, dengan pemisah '%(delimiter)s'. Dibaca "
        "sebagai %(count)s kolom; kolom A sampai %(column)s di sini adalah hasil pemisahan itu.",
        "Sheet %(sheet)s keeps each row as one text in column A, divided by '%(delimiter)s'. Read as %(count)s columns; "
        "columns A to %(column)s here are the result of that division.",
        "Periksa hasil bacanya. Di Excel: Data, Teks ke Kolom.",
        "Look over the reading. In Excel: Data, Text to Columns.",
        {"sheet": "Data", "delimiter": ";", "count": 5, "column": "E"},
    ),
    Spec(
        "KOMA_TERBELAH",
        CONFIRM,
        "%(count)s baris berisi %(read)s kolom, sedangkan judulnya %(expected)s (mulai baris %(row)s). Mungkin koma "
        "desimal tanpa tanda kutip membelah satu angka (12,5) menjadi dua kolom.",
        "%(count)s rows hold %(read)s columns, the titles %(expected)s (from row %(row)s on). A decimal comma without "
        "quotation marks may have divided one figure (12,5) into two columns.",
        "Simpan ulang dengan pemisah titik koma (;) atau sebagai .xlsx, lalu unggah lagi.",
        "Save it again with semicolons (;) between columns or as .xlsx, and upload it.",
        {"count": 8, "read": "4", "expected": "3", "row": 2},
    ),
    Spec(
        "TABEL_DISAMBUNG",
        CONFIRM,
        "Halaman memuat %(count)s tabel berdampingan dengan %(rows)s baris yang sama banyak. Semuanya disambung "
        "menjadi satu tabel.",
        "The page holds %(count)s tables side by side with %(rows)s rows each. They are joined into one table.",
        "Periksa bahwa tiap baris tersambung dengan baris yang benar.",
        "Look whether each row is joined to the right one.",
        {"count": 2, "rows": 12},
    ),
    Spec(
        "ANGKA_DIBULATKAN",
        WARN,
        "%(count)s sel berisi angka lebih dari 15 digit, misalnya %(where)s. Excel hanya menyimpan 15 digit pertama; "
        "sisanya menjadi nol.",
        "%(count)s cells hold numbers of more than 15 digits, e.g. %(where)s. Excel keeps only the first 15; the rest "
        "became zeros.",
        "Bila itu kode atau nomor, format kolomnya sebagai Teks lalu ketik ulang dari sumbernya.",
        "If it is a code, format the column as Text and type it again from its source.",
        {"count": 12, "where": "Data C7"},
    ),
)
