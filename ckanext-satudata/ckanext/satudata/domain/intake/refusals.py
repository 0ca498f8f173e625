"""Why a file is not read at all, or could not be checked: one sentence each, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .finding import fill, plain_facts
from .refusals_kinds import KINDS, RESAVE, RESAVE_EN, SPLIT, SPLIT_EN, refused

_SYSTEM = "Berkas aman. Pemeriksaan dapat diulang."
_SYSTEM_EN = "The file is safe. The check can be repeated."


REFUSALS = (
    *KINDS,
    refused(
        "XLSX_RUSAK",
        "Berkas %(filename)s tidak utuh: %(part)s tidak dapat dibuka.",
        "File %(filename)s is not whole: %(part)s cannot be opened.",
        "Buka dan simpan ulang di Excel; bila terunggah sebagian, unggah lagi.",
        "Open and save it again in Excel; if it was uploaded in part, upload again.",
        part="daftar isi",
    ),
    refused(
        "XLSX_BERBAHAYA",
        "Berkas %(filename)s ditolak: bagian %(part)s memuat perintah XML yang dilarang (DOCTYPE).",
        "File %(filename)s is refused: part %(part)s has a forbidden XML instruction (DOCTYPE).",
        RESAVE,
        RESAVE_EN,
        part="sheet1.xml",
    ),
    refused(
        "XLSX_ENTRI",
        "Berkas %(filename)s ditolak: isinya bertindihan atau ganda (%(part)s).",
        "File %(filename)s is refused: its parts overlap or are doubled (%(part)s).",
        RESAVE,
        RESAVE_EN,
        part="sheet1.xml",
    ),
    refused(
        "TERLALU_BANYAK_ENTRI",
        "Berkas %(filename)s berisi %(count)s bagian; paling banyak %(limit)s.",
        "File %(filename)s has %(count)s parts; at most %(limit)s are taken.",
        SPLIT,
        SPLIT_EN,
        count=5000,
        limit=2000,
    ),
    refused(
        "BOM_ZIP",
        "Berkas %(filename)s mengembang melampaui batas saat dibuka (%(limit)s MB, %(ratio)s kali).",
        "File %(filename)s swells beyond the limit when opened (%(limit)s MB, %(ratio)s times).",
        SPLIT,
        SPLIT_EN,
        limit=600,
        ratio=100,
    ),
    refused(
        "TERLALU_BANYAK_KOLOM",
        "Baris %(row)s memakai lebih dari %(limit)s kolom (sampai kolom %(column)s).",
        "Row %(row)s uses more than %(limit)s columns (up to column %(column)s).",
        "Hapus isi di kolom yang tidak terpakai di sebelah kanan tabel.",
        "Delete what stands in unused columns to the right of the table.",
        row=1,
        limit=1024,
        column="XFD",
    ),
    refused(
        "TERLALU_BANYAK_BARIS",
        "Tabel melampaui %(limit)s baris.",
        "The table has more than %(limit)s rows.",
        SPLIT,
        SPLIT_EN,
        limit=1048576,
    ),
    refused(
        "TERLALU_BANYAK_SEL",
        "Berkas berisi lebih dari %(limit)s sel.",
        "The file holds more than %(limit)s cells.",
        "Simpan lembar datanya sebagai CSV UTF-8 dengan judul kolom di baris pertama: CSV boleh empat kali sebesar itu. "
        "Atau bagi menjadi beberapa berkas.",
        "Save the sheet of data as CSV UTF-8 with the titles in the first row: a CSV may be four times as large. Or divide "
        "it into several files.",
        limit=5000000,
    ),
    refused(
        "SEL_TERLALU_PANJANG",
        "Sel %(cell)s berisi lebih dari %(limit)s huruf.",
        "Cell %(cell)s holds more than %(limit)s characters.",
        "Pendekkan isi selnya.",
        "Shorten the cell.",
        cell="B7",
        limit=32767,
    ),
    refused(
        "TEKS_TERLALU_BANYAK",
        "Berkas berisi lebih dari %(limit)s huruf.",
        "The file holds more than %(limit)s characters.",
        SPLIT,
        SPLIT_EN,
        limit=250000000,
    ),
    refused(
        "TERLALU_BANYAK_GABUNGAN",
        "Lembar %(sheet)s berisi lebih dari %(limit)s sel gabungan.",
        "Sheet %(sheet)s has more than %(limit)s merged cells.",
        "Lepaskan penggabungan sel di luar judul kolom.",
        "Unmerge the cells outside the column titles.",
        sheet="Data",
        limit=20000,
    ),
    refused(
        "CSV_NUL",
        "Berkas %(filename)s memuat tanda kosong (NUL) pada bita %(byte)s, baris %(row)s.",
        "File %(filename)s holds a NUL sign at byte %(byte)s, line %(row)s.",
        "Simpan ulang dari Excel sebagai CSV UTF-8.",
        "Save it again from Excel as CSV UTF-8.",
        byte=120,
        row=4,
    ),
    refused(
        "CSV_KUTIP",
        "Tanda kutip yang dibuka di baris %(row)s tidak ditutup.",
        "The quotation mark opened in line %(row)s is never closed.",
        "Tutup atau hapus tanda kutipnya.",
        "Close or delete the quotation mark.",
        row=1,
    ),
    refused(
        "CSV_KUTIP_TENGAH",
        "Tanda kutip di baris %(row)s berada di tengah sel, jadi batas selnya tidak pasti.",
        "A quotation mark in line %(row)s stands inside a cell, so that its end is uncertain.",
        'Hapus tanda kutipnya, atau tulis dua kali ("") di dalam sel yang dikutip.',
        'Delete the mark, or write it twice ("") inside the quoted cell.',
        row=3,
    ),
    refused(
        "CSV_ENKODE",
        "Huruf pada bita %(byte)s, baris %(row)s tidak terbaca (bukan UTF-8, bukan Windows-1252).",
        "The character at byte %(byte)s, line %(row)s cannot be read (neither UTF-8 nor Windows-1252).",
        "Simpan ulang dari Excel sebagai CSV UTF-8.",
        "Save it again from Excel as CSV UTF-8.",
        byte=120,
        row=4,
    ),
    refused(
        "CSV_ENKODE_CAMPUR",
        "Berkas mencampur dua sandi huruf: UTF-8 sampai bita %(byte)s, baris %(row)s.",
        "The file mixes two encodings: UTF-8 up to byte %(byte)s, line %(row)s.",
        "Simpan ulang dari Excel sebagai CSV UTF-8.",
        "Save it again from Excel as CSV UTF-8.",
        byte=120,
        row=4,
    ),
    refused(
        "TABEL_TIDAK_DITEMUKAN",
        "Berkas %(filename)s tidak memuat tabel; lembar yang dibaca: %(sheets)s.",
        "File %(filename)s holds no table; sheets read: %(sheets)s.",
        "Isi datanya di bawah satu baris judul kolom, lalu unggah lagi.",
        "Put the data below one row of column titles and upload again.",
        sheets=["Lembar1"],
    ),
    refused(
        "PEMISAH_TIDAK_DIKENAL",
        "Kolom berkas %(filename)s dipisahkan tanda '%(sign)s', yang tidak dikenal sebagai pemisah.",
        "The columns of file %(filename)s are divided by '%(sign)s', which is not known as a divider.",
        "Buka di Excel (Data, Teks ke Kolom), simpan sebagai .xlsx, lalu unggah.",
        "Open it in Excel (Data, Text to Columns), save as .xlsx and upload.",
        sign=":",
    ),
)

ERRORS = (
    refused(
        "WAKTU_HABIS",
        "Pemeriksaan %(filename)s melampaui %(limit)s detik, jadi dihentikan sistem.",
        "Checking %(filename)s took more than %(limit)s seconds and was stopped.",
        _SYSTEM,
        _SYSTEM_EN,
        limit=300,
    ),
    refused(
        "MEMORI_HABIS",
        "Pemeriksaan %(filename)s memerlukan memori lebih dari %(limit)s MB, jadi dihentikan sistem.",
        "Checking %(filename)s needs more than %(limit)s MB of memory and was stopped.",
        _SYSTEM,
        _SYSTEM_EN,
        limit=1536,
    ),
    refused(
        "SKEMA_TIDAK_TERPAKAI",
        "%(filename)s belum diperiksa: skema data tidak dapat dipakai (kolom %(column)s: %(part)s).",
        "%(filename)s was not checked: the data's schema cannot be used (column %(column)s: %(part)s).",
        "Minta walidata memperbaiki batas atau pola kolom itu pada skema, lalu periksa ulang.",
        "Ask the walidata to mend that column's bound or pattern in the schema, then check again.",
        column="tanggal",
        part="minimum",
    ),
    refused(
        "POLA_TERLALU_LAMA",
        "%(filename)s belum diperiksa: pola kolom %(column)s pada skema terlalu rumit untuk dihitung.",
        "%(filename)s was not checked: the pattern of column %(column)s in the schema is too costly to match.",
        "Minta walidata menyederhanakan pola kolom itu, lalu periksa ulang.",
        "Ask the walidata to simplify that column's pattern, then check again.",
        column="kode",
    ),
    refused(
        "NILAI_TAK_TERHITUNG",
        "%(filename)s belum diperiksa: ada nilai yang tidak dapat dihitung, misalnya sNaN (%(reason)s).",
        "%(filename)s was not checked: a value cannot be reckoned with, such as sNaN (%(reason)s).",
        "Ganti nilai seperti sNaN dengan angka atau kosongkan selnya, lalu unggah lagi.",
        "Replace values such as sNaN by a number or leave the cell empty, then upload again.",
        reason="InvalidOperation",
    ),
    refused(
        "TERHENTI",
        "Pemeriksaan %(filename)s terhenti di sistem, bukan karena data.",
        "Checking %(filename)s stopped in the system, not because of the data.",
        _SYSTEM,
        _SYSTEM_EN,
    ),
)

BY_CODE = {spec.code: spec for spec in (*REFUSALS, *ERRORS)}


def refusal(code: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give a refusal or an error as JSON, its sentences filled in."""
    spec = BY_CODE[code]
    return {
        "code": code,
        "message": fill(spec.message, facts, "id"),
        "message_en": fill(spec.message_en, facts, "en"),
        "mend": fill(spec.mend, facts, "id"),
        "mend_en": fill(spec.mend_en, facts, "en"),
        "facts": plain_facts(facts),
    }
