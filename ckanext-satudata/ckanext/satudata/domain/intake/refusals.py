"""Why a file is not read at all, or could not be checked: one sentence each, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .finding import REJECT, Spec, fill, plain_facts

_UPLOAD = "Unggah Excel (.xlsx) atau CSV."
_UPLOAD_EN = "Upload Excel (.xlsx) or CSV."
_RESAVE = "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu unggah lagi."
_RESAVE_EN = "Open it in Excel or LibreOffice, save as .xlsx and upload again."
_SPLIT = "Sisakan tabelnya saja, atau bagi menjadi beberapa berkas."
_SPLIT_EN = "Leave only the table, or divide it into several files."
_SYSTEM = "Berkas aman. Pemeriksaan dapat diulang."
_SYSTEM_EN = "The file is safe. The check can be repeated."


def _spec(code: str, text: str, text_en: str, mend: str, mend_en: str, **example: Any) -> Spec:
    return Spec(code, REJECT, text, text_en, mend, mend_en, {"filename": "data.xlsx", **example})


REFUSALS = (
    _spec(
        "BERKAS_KOSONG",
        "Berkas %(filename)s kosong (0 bita).",
        "File %(filename)s is empty (0 bytes).",
        "Simpan ulang berkasnya, lalu unggah lagi.",
        "Save the file again and upload it.",
    ),
    _spec(
        "BERKAS_TERLALU_BESAR",
        "Berkas %(filename)s berukuran %(megabytes)s MB; paling besar %(limit)s MB.",
        "File %(filename)s has %(megabytes)s MB; at most %(limit)s MB are taken.",
        _SPLIT,
        _SPLIT_EN,
        megabytes=80,
        limit=50,
    ),
    _spec(
        "BERKAS_TERKUNCI",
        "Berkas %(filename)s terkunci kata sandi.",
        "File %(filename)s is locked by a password.",
        "Hapus kata sandinya di Excel (Info, Lindungi Buku Kerja), lalu unggah lagi.",
        "Remove the password in Excel (Info, Protect Workbook) and upload again.",
    ),
    _spec(
        "BERKAS_XLS",
        "Berkas %(filename)s memakai format Excel lama (.xls).",
        "File %(filename)s is in the old Excel format (.xls).",
        _RESAVE,
        _RESAVE_EN,
    ),
    _spec(
        "BERKAS_XLSB",
        "Berkas %(filename)s memakai format Excel biner (.xlsb).",
        "File %(filename)s is in the binary Excel format (.xlsb).",
        _RESAVE,
        _RESAVE_EN,
    ),
    _spec(
        "BERKAS_MAKRO",
        "Berkas %(filename)s berisi makro.",
        "File %(filename)s contains macros.",
        "Simpan sebagai Buku Kerja Excel (.xlsx) tanpa makro, lalu unggah lagi.",
        "Save it as an Excel workbook (.xlsx) without macros and upload again.",
    ),
    _spec(
        "BERKAS_ODS",
        "Berkas %(filename)s adalah lembar LibreOffice (.ods).",
        "File %(filename)s is a LibreOffice sheet (.ods).",
        _RESAVE,
        _RESAVE_EN,
    ),
    _spec(
        "BERKAS_XML",
        "Berkas %(filename)s berisi XML, bukan buku kerja Excel.",
        "File %(filename)s holds XML, not an Excel workbook.",
        _RESAVE,
        _RESAVE_EN,
    ),
    _spec(
        "BERKAS_HTML",
        "Berkas %(filename)s sebenarnya halaman web (HTML).",
        "File %(filename)s is really a web page (HTML).",
        _RESAVE,
        _RESAVE_EN,
    ),
    _spec(
        "BERKAS_PDF",
        "Berkas %(filename)s adalah PDF, bukan tabel.",
        "File %(filename)s is a PDF, not a table.",
        _UPLOAD + " PDF dapat menjadi lampiran.",
        _UPLOAD_EN + " A PDF can be an attachment.",
    ),
    _spec(
        "BERKAS_GAMBAR",
        "Berkas %(filename)s adalah gambar, bukan tabel.",
        "File %(filename)s is a picture, not a table.",
        _UPLOAD,
        _UPLOAD_EN,
    ),
    _spec(
        "BERKAS_DOKUMEN",
        "Berkas %(filename)s adalah dokumen (%(kind)s), bukan tabel.",
        "File %(filename)s is a document (%(kind)s), not a table.",
        "Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah.",
        "Copy the table to Excel, save as .xlsx and upload.",
        kind="Word",
    ),
    _spec(
        "BERKAS_ARSIP",
        "Berkas %(filename)s adalah arsip (%(kind)s).",
        "File %(filename)s is an archive (%(kind)s).",
        "Keluarkan berkas Excel-nya dari arsip, lalu unggah berkas itu.",
        "Take the Excel file out of the archive and upload that.",
        kind="ZIP",
    ),
    _spec(
        "BERKAS_KUNCI_EXCEL",
        "Berkas %(filename)s adalah berkas kunci sementara Excel.",
        "File %(filename)s is a temporary lock file of Excel.",
        "Tutup Excel, lalu unggah berkas tanpa tanda ~$ di depan namanya.",
        "Close Excel and upload the file without ~$ before its name.",
    ),
    _spec(
        "BERKAS_LAIN",
        "Isi berkas %(filename)s tidak dikenali sebagai tabel.",
        "The content of file %(filename)s is not recognised as a table.",
        _UPLOAD,
        _UPLOAD_EN,
    ),
    _spec(
        "XLSX_RUSAK",
        "Berkas %(filename)s tidak utuh: %(part)s tidak dapat dibuka.",
        "File %(filename)s is not whole: %(part)s cannot be opened.",
        "Buka dan simpan ulang di Excel; bila terunggah sebagian, unggah lagi.",
        "Open and save it again in Excel; if it was uploaded in part, upload again.",
        part="daftar isi",
    ),
    _spec(
        "XLSX_BERBAHAYA",
        "Berkas %(filename)s ditolak: bagian %(part)s memuat perintah XML yang dilarang (DOCTYPE).",
        "File %(filename)s is refused: part %(part)s has a forbidden XML instruction (DOCTYPE).",
        _RESAVE,
        _RESAVE_EN,
        part="sheet1.xml",
    ),
    _spec(
        "XLSX_ENTRI",
        "Berkas %(filename)s ditolak: isinya bertindihan atau ganda (%(part)s).",
        "File %(filename)s is refused: its parts overlap or are doubled (%(part)s).",
        _RESAVE,
        _RESAVE_EN,
        part="sheet1.xml",
    ),
    _spec(
        "TERLALU_BANYAK_ENTRI",
        "Berkas %(filename)s berisi %(count)s bagian; paling banyak %(limit)s.",
        "File %(filename)s has %(count)s parts; at most %(limit)s are taken.",
        _SPLIT,
        _SPLIT_EN,
        count=5000,
        limit=2000,
    ),
    _spec(
        "BOM_ZIP",
        "Berkas %(filename)s mengembang melampaui batas saat dibuka (%(limit)s MB, %(ratio)s kali).",
        "File %(filename)s swells beyond the limit when opened (%(limit)s MB, %(ratio)s times).",
        _SPLIT,
        _SPLIT_EN,
        limit=600,
        ratio=100,
    ),
    _spec(
        "TERLALU_BANYAK_KOLOM",
        "Baris %(row)s memakai lebih dari %(limit)s kolom (sampai kolom %(column)s).",
        "Row %(row)s uses more than %(limit)s columns (up to column %(column)s).",
        "Hapus isi di kolom yang tidak terpakai di sebelah kanan tabel.",
        "Delete what stands in unused columns to the right of the table.",
        row=1,
        limit=1024,
        column="XFD",
    ),
    _spec(
        "TERLALU_BANYAK_BARIS",
        "Tabel melampaui %(limit)s baris.",
        "The table has more than %(limit)s rows.",
        _SPLIT,
        _SPLIT_EN,
        limit=1048576,
    ),
    _spec(
        "TERLALU_BANYAK_SEL",
        "Berkas berisi lebih dari %(limit)s sel.",
        "The file holds more than %(limit)s cells.",
        _SPLIT,
        _SPLIT_EN,
        limit=5000000,
    ),
    _spec(
        "SEL_TERLALU_PANJANG",
        "Sel %(cell)s berisi lebih dari %(limit)s huruf.",
        "Cell %(cell)s holds more than %(limit)s characters.",
        "Pendekkan isi selnya.",
        "Shorten the cell.",
        cell="B7",
        limit=32767,
    ),
    _spec(
        "TEKS_TERLALU_BANYAK",
        "Berkas berisi lebih dari %(limit)s huruf.",
        "The file holds more than %(limit)s characters.",
        _SPLIT,
        _SPLIT_EN,
        limit=250000000,
    ),
    _spec(
        "TERLALU_BANYAK_GABUNGAN",
        "Lembar %(sheet)s berisi lebih dari %(limit)s sel gabungan.",
        "Sheet %(sheet)s has more than %(limit)s merged cells.",
        "Lepaskan penggabungan sel di luar judul kolom.",
        "Unmerge the cells outside the column titles.",
        sheet="Data",
        limit=20000,
    ),
    _spec(
        "CSV_NUL",
        "Berkas %(filename)s memuat tanda kosong (NUL) pada bita %(byte)s, baris %(row)s.",
        "File %(filename)s holds a NUL sign at byte %(byte)s, line %(row)s.",
        "Simpan ulang dari Excel sebagai CSV UTF-8.",
        "Save it again from Excel as CSV UTF-8.",
        byte=120,
        row=4,
    ),
    _spec(
        "CSV_KUTIP",
        "Tanda kutip yang dibuka di baris %(row)s tidak ditutup.",
        "The quotation mark opened in line %(row)s is never closed.",
        "Tutup atau hapus tanda kutipnya.",
        "Close or delete the quotation mark.",
        row=1,
    ),
    _spec(
        "CSV_ENKODE",
        "Huruf pada bita %(byte)s, baris %(row)s tidak terbaca (bukan UTF-8, bukan Windows-1252).",
        "The character at byte %(byte)s, line %(row)s cannot be read (neither UTF-8 nor Windows-1252).",
        "Simpan ulang dari Excel sebagai CSV UTF-8.",
        "Save it again from Excel as CSV UTF-8.",
        byte=120,
        row=4,
    ),
    _spec(
        "CSV_ENKODE_CAMPUR",
        "Berkas mencampur dua sandi huruf: UTF-8 sampai bita %(byte)s, baris %(row)s.",
        "The file mixes two encodings: UTF-8 up to byte %(byte)s, line %(row)s.",
        "Simpan ulang dari Excel sebagai CSV UTF-8.",
        "Save it again from Excel as CSV UTF-8.",
        byte=120,
        row=4,
    ),
    _spec(
        "TABEL_TIDAK_DITEMUKAN",
        "Berkas %(filename)s tidak memuat tabel; lembar yang dibaca: %(sheets)s.",
        "File %(filename)s holds no table; sheets read: %(sheets)s.",
        "Isi datanya di bawah satu baris judul kolom, lalu unggah lagi.",
        "Put the data below one row of column titles and upload again.",
        sheets=["Lembar1"],
    ),
)

ERRORS = (
    _spec(
        "WAKTU_HABIS",
        "Pemeriksaan %(filename)s melampaui %(limit)s detik, jadi dihentikan sistem.",
        "Checking %(filename)s took more than %(limit)s seconds and was stopped.",
        _SYSTEM,
        _SYSTEM_EN,
        limit=300,
    ),
    _spec(
        "MEMORI_HABIS",
        "Pemeriksaan %(filename)s memerlukan memori lebih dari %(limit)s MB, jadi dihentikan sistem.",
        "Checking %(filename)s needs more than %(limit)s MB of memory and was stopped.",
        _SYSTEM,
        _SYSTEM_EN,
        limit=1536,
    ),
    _spec(
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
