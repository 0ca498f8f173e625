"""Why a file of the wrong kind is not read: one sentence per kind, in two languages."""

from __future__ import annotations

from typing import Any

from .finding import REJECT, Spec

UPLOAD = "Unggah Excel (.xlsx, .xls), LibreOffice (.ods) atau CSV."
UPLOAD_EN = "Upload Excel (.xlsx, .xls), LibreOffice (.ods) or CSV."
RESAVE = "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu unggah lagi."
RESAVE_EN = "Open it in Excel or LibreOffice, save as .xlsx and upload again."
SPLIT = "Sisakan tabelnya saja, atau bagi menjadi beberapa berkas."
SPLIT_EN = "Leave only the table, or divide it into several files."


def refused(code: str, text: str, text_en: str, mend: str, mend_en: str, **example: Any) -> Spec:
    """Give the fixed part of a refusal."""
    return Spec(code, REJECT, text, text_en, mend, mend_en, {"filename": "data.xlsx", **example})


KINDS = (
    refused(
        "BERKAS_KOSONG",
        "Berkas %(filename)s kosong (0 bita).",
        "File %(filename)s is empty (0 bytes).",
        "Simpan ulang berkasnya, lalu unggah lagi.",
        "Save the file again and upload it.",
    ),
    refused(
        "BERKAS_TERLALU_BESAR",
        "Berkas %(filename)s berukuran %(megabytes)s MB; paling besar %(limit)s MB.",
        "File %(filename)s has %(megabytes)s MB; at most %(limit)s MB are taken.",
        SPLIT,
        SPLIT_EN,
        megabytes=80,
        limit=50,
    ),
    refused(
        "BERKAS_TERKUNCI",
        "Berkas %(filename)s terkunci kata sandi.",
        "File %(filename)s is locked by a password.",
        "Hapus kata sandinya di Excel (Info, Lindungi Buku Kerja), lalu unggah lagi.",
        "Remove the password in Excel (Info, Protect Workbook) and upload again.",
    ),
    refused(
        "BERKAS_XLSB",
        "Berkas %(filename)s memakai format Excel biner (.xlsb).",
        "File %(filename)s is in the binary Excel format (.xlsb).",
        RESAVE,
        RESAVE_EN,
    ),
    refused(
        "BERKAS_PDF",
        "Berkas %(filename)s adalah PDF, bukan tabel.",
        "File %(filename)s is a PDF, not a table.",
        UPLOAD + " PDF dapat menjadi lampiran.",
        UPLOAD_EN + " A PDF can be an attachment.",
    ),
    refused(
        "BERKAS_GAMBAR",
        "Berkas %(filename)s adalah gambar, bukan tabel.",
        "File %(filename)s is a picture, not a table.",
        UPLOAD,
        UPLOAD_EN,
    ),
    refused(
        "BERKAS_DOKUMEN",
        "Berkas %(filename)s adalah dokumen (%(kind)s), bukan tabel.",
        "File %(filename)s is a document (%(kind)s), not a table.",
        "Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah.",
        "Copy the table to Excel, save as .xlsx and upload.",
        kind="Word",
    ),
    refused(
        "BERKAS_ARSIP",
        "Berkas %(filename)s adalah arsip (%(kind)s).",
        "File %(filename)s is an archive (%(kind)s).",
        "Keluarkan berkas Excel-nya dari arsip, lalu unggah berkas itu.",
        "Take the Excel file out of the archive and upload that.",
        kind="ZIP",
    ),
    refused(
        "BERKAS_KUNCI_EXCEL",
        "Berkas %(filename)s adalah berkas kunci sementara Excel.",
        "File %(filename)s is a temporary lock file of Excel.",
        "Tutup Excel, lalu unggah berkas tanpa tanda ~$ di depan namanya.",
        "Close Excel and upload the file without ~$ before its name.",
    ),
    refused(
        "BERKAS_FODS",
        "Berkas %(filename)s adalah lembar LibreOffice datar (.fods).",
        "File %(filename)s is a flat LibreOffice sheet (.fods).",
        "Buka di LibreOffice, simpan sebagai .ods atau .xlsx, lalu unggah lagi.",
        "Open it in LibreOffice, save as .ods or .xlsx and upload again.",
    ),
    refused(
        "BERKAS_NUMBERS",
        "Berkas %(filename)s adalah lembar Apple Numbers (.numbers).",
        "File %(filename)s is an Apple Numbers sheet (.numbers).",
        "Di Numbers, pilih Ekspor Ke, Excel, lalu unggah hasilnya.",
        "In Numbers choose Export To, Excel, and upload the result.",
    ),
    refused(
        "BERKAS_GSHEET",
        "Berkas %(filename)s hanya pintasan ke Google Sheets; datanya tidak ada di dalamnya.",
        "File %(filename)s is only a shortcut to Google Sheets; the data are not in it.",
        "Di Google Sheets, pilih File, Download, Microsoft Excel (.xlsx), lalu unggah hasilnya.",
        "In Google Sheets choose File, Download, Microsoft Excel (.xlsx), and upload the result.",
    ),
    refused(
        "BERKAS_PINTASAN",
        "Berkas %(filename)s hanya pintasan; datanya tidak ada di dalamnya.",
        "File %(filename)s is only a shortcut; the data are not in it.",
        "Buka pintasannya, simpan berkas aslinya, lalu unggah berkas itu.",
        "Open the shortcut, save the original file and upload that.",
    ),
    refused(
        "BERKAS_XML",
        "Berkas %(filename)s berisi XML, bukan buku kerja Excel.",
        "File %(filename)s holds XML, not an Excel workbook.",
        RESAVE,
        RESAVE_EN,
    ),
    refused(
        "BERKAS_HTML",
        "Berkas %(filename)s adalah halaman web (HTML) tanpa tabel.",
        "File %(filename)s is a web page (HTML) without a table.",
        "Buka halamannya, salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah.",
        "Open the page, copy its table to Excel, save as .xlsx and upload.",
    ),
    refused(
        "BERKAS_MHTML",
        "Berkas %(filename)s adalah arsip halaman web (MHTML), bukan buku kerja Excel.",
        "File %(filename)s is an archived web page (MHTML), not an Excel workbook.",
        RESAVE,
        RESAVE_EN,
    ),
    refused(
        "BERKAS_JSON",
        "Berkas %(filename)s berisi JSON, bukan tabel.",
        "File %(filename)s holds JSON, not a table.",
        UPLOAD,
        UPLOAD_EN,
    ),
    refused(
        "BERKAS_SQL",
        "Berkas %(filename)s adalah salinan basis data (SQL), bukan tabel.",
        "File %(filename)s is a database dump (SQL), not a table.",
        "Ekspor tabelnya dari basis data sebagai CSV, lalu unggah.",
        "Export the table from the database as CSV and upload that.",
    ),
    refused(
        "BERKAS_BASISDATA",
        "Berkas %(filename)s adalah berkas data program lain (%(kind)s).",
        "File %(filename)s is a data file of another program (%(kind)s).",
        "Ekspor tabelnya sebagai Excel (.xlsx) atau CSV, lalu unggah.",
        "Export its table as Excel (.xlsx) or CSV and upload that.",
        kind="SQLite",
    ),
    refused(
        "BERKAS_PROGRAM",
        "Berkas %(filename)s adalah program, bukan tabel.",
        "File %(filename)s is a program, not a table.",
        "Jangan dibuka bila asalnya tidak dikenal. " + UPLOAD,
        "Do not open it if you do not know where it comes from. " + UPLOAD_EN,
    ),
    refused(
        "BERKAS_MEDIA",
        "Berkas %(filename)s adalah suara atau video, bukan tabel.",
        "File %(filename)s is sound or video, not a table.",
        UPLOAD,
        UPLOAD_EN,
    ),
    refused(
        "BERKAS_DUA_JENIS",
        "Berkas %(filename)s adalah dua jenis berkas sekaligus (%(kind)s), jadi tidak dibaca.",
        "File %(filename)s is two kinds of file at once (%(kind)s) and is not read.",
        RESAVE,
        RESAVE_EN,
        kind="HTML, ZIP",
    ),
    refused(
        "BERKAS_LAIN",
        "Isi berkas %(filename)s tidak dikenali sebagai tabel.",
        "The content of file %(filename)s is not recognised as a table.",
        UPLOAD,
        UPLOAD_EN,
    ),
    refused(
        "BERKAS_TERPOTONG",
        "Berkas %(filename)s terpotong: bagian akhirnya tidak ada.",
        "File %(filename)s is cut off: its end is missing.",
        "Unggah lagi sampai selesai; bila tetap begitu, buka dan simpan ulang di Excel.",
        "Upload it again to the end; if that does not help, open and save it again in Excel.",
    ),
    refused(
        "XLS_RUSAK",
        "Berkas Excel lama %(filename)s tidak utuh atau tidak dapat dibaca.",
        "The old Excel file %(filename)s is not whole or cannot be read.",
        RESAVE,
        RESAVE_EN,
    ),
    refused(
        "ODS_RUSAK",
        "Berkas LibreOffice %(filename)s tidak utuh: %(part)s tidak dapat dibaca.",
        "The LibreOffice file %(filename)s is not whole: %(part)s cannot be read.",
        "Buka dan simpan ulang di LibreOffice; bila terunggah sebagian, unggah lagi.",
        "Open and save it again in LibreOffice; if it was uploaded in part, upload again.",
        part="content.xml",
    ),
    refused(
        "XML_RUSAK",
        "Lembar XML Excel %(filename)s tidak utuh.",
        "The Excel XML sheet %(filename)s is not whole.",
        RESAVE,
        RESAVE_EN,
    ),
)
