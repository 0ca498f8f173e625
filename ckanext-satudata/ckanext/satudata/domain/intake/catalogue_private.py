"""The findings about personal data. They tell places and counts; no sentence has room for a value."""

from __future__ import annotations

from .finding import CONFIRM, REJECT, WARN, Spec

PRIVATE = (
    Spec(
        "DATA_PRIBADI",
        REJECT,
        "%(where)s memuat data pribadi (%(kind)s), %(count)s sel. Berkas tidak disimpan.",
        "%(where_en)s holds personal data (%(kind_en)s), %(count)s cells. The file is not kept.",
        "Hapus bagian itu, atau unggah rekapitulasi, misalnya jumlah per kecamatan (UU 27/2022; UU 23/2006 Pasal 84).",
        "Delete that part from the file, or upload totals, e.g. counts per district (UU 27/2022; UU 23/2006 article 84).",
        {"where": "Kolom E", "where_en": "Column E", "kind": "NIK", "kind_en": "NIK", "count": 212},
    ),
    Spec(
        "DATA_PRIBADI_DUGAAN",
        CONFIRM,
        "%(where)s mungkin memuat data pribadi (%(kind)s), %(count)s sel. Apakah Bapak/Ibu yakin bukan?",
        "%(where_en)s may hold personal data (%(kind_en)s), %(count)s cells. Are you sure that it does not?",
        "Hapus kolomnya dan unggah lagi; atau tulis alasan mengapa isinya bukan data pribadi.",
        "Delete the column and upload again; or write why its content is not personal.",
        {
            "where": "Lembar 'Data', kolom E",
            "where_en": "Sheet 'Data', column E",
            "kind": "nomor yang mirip NIK",
            "kind_en": "numbers that look like NIK",
            "count": 4,
        },
    ),
    Spec(
        "NAMA_PENULIS",
        WARN,
        "Properti berkas memuat nama penyusun (%(names)s).",
        "The file's properties hold the name of its author (%(names)s).",
        "Bila tidak perlu, hapus di Excel: File, Info, Periksa Masalah, Periksa Dokumen.",
        "If it is not needed, clear it in Excel: File, Info, Check for Issues, Inspect Document.",
        {"names": ["creator"], "count": 1},
    ),
    Spec(
        "SEL_KECIL",
        CONFIRM,
        "Kolom %(column)s (%(title)s), %(count)s sel berisi angka %(read)s atau kurang, misalnya %(cell)s. Angka sekecil "
        "itu tentang hal yang peka dapat menunjuk orangnya.",
        "Column %(column)s (%(title)s), %(count)s cells hold %(read)s or less, e.g. %(cell)s. Figures as small as that on "
        "a sensitive subject may point at a person.",
        "Tutup angkanya dengan 'NA', atau gabungkan wilayahnya; tulis alasan bila tetap ditampilkan.",
        "Replace the figures by 'NA', or join regions; write why if they are to be shown.",
        {"column": "D", "title": "Kasus", "count": 3, "cell": "D9", "read": "4"},
    ),
    Spec(
        "SEL_KECIL_PERHATIAN",
        WARN,
        "Kolom %(column)s (%(title)s), %(count)s sel berisi 1 atau 2, misalnya %(cell)s. Pada hal yang peka, angka sekecil "
        "itu dapat menunjuk orangnya.",
        "Column %(column)s (%(title)s), %(count)s cells hold 1 or 2, e.g. %(cell)s. On a sensitive subject such small "
        "figures may point at a person.",
        "Pertimbangkan menutupnya dengan 'NA' atau menggabungkan wilayahnya.",
        "Consider replacing them by 'NA' or joining regions.",
        {"column": "D", "title": "Penderita", "count": 2, "cell": "D9"},
    ),
    Spec(
        "BAGIAN_TIDAK_DIPERIKSA",
        CONFIRM,
        "Bagian berkas (%(what)s) lebih besar dari 16 MB, sehingga tidak seluruhnya dicari data pribadinya.",
        "A part of the file (%(what_en)s) is larger than 16 MB and was not wholly searched for personal data.",
        "Hapus bagian itu, misalnya dengan menyalin tabelnya ke buku kerja baru; atau pastikan tidak memuat data pribadi.",
        "Delete that part, e.g. by copying the table to a new workbook; or make sure that it holds no personal data.",
        {"what": "tembolok tabel pivot", "what_en": "the cache of a pivot table"},
    ),
)
