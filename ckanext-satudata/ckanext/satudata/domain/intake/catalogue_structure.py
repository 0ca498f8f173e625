"""Findings about a file that departs from the table structure its dataset follows."""

from __future__ import annotations

from .finding import CONFIRM, WARN, Spec

STRUCTURE: tuple[Spec, ...] = (
    Spec(
        "SATUAN_LAIN_STRUKTUR",
        CONFIRM,
        "Kolom %(column)s (%(title)s): berkas menulis satuan %(read)s, struktur tabel meminta %(expected)s.",
        "Column %(column)s (%(title)s): the file writes the unit %(read)s, the table structure asks for %(expected)s.",
        "Ubah angkanya ke satuan struktur lalu unggah lagi; tulis sebabnya bila hanya judul di berkas yang keliru.",
        "Convert the figures to the structure's unit and upload again; write why if only the file's title is wrong.",
        {"column": "D", "title": "Panjang Jalan", "read": "m", "expected": "km"},
    ),
    Spec(
        "KOLOM_STRUKTUR_KOSONG",
        WARN,
        "Kolom %(names)s dari struktur tabel tidak ada dalam berkas; dibiarkan kosong.",
        "Column %(names)s of the table structure is not in the file; it stays empty.",
        "Tambahkan kolomnya bila datanya ada; judulnya seperti di templat struktur.",
        "Add the column if there are data for it; its title is in the structure's template.",
        {"names": ["Keterangan"], "count": 1},
    ),
)
