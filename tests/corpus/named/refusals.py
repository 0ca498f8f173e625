"""What is no table, is broken, or is meant to harm: refused with its own code, in bounded time."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib

import docx

from .. import containers
from ..hand import C, lay, names, refused
from ..pages import Page
from ..truth import Case, case

KLASS = "refusals"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _good() -> bytes:
    return containers.xlsx([lay([names(), C("Posyandu", ONE)])[0]])


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _changed(part: str, change: object) -> bytes:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(_good())) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    parts[part] = change(parts[part])  # type: ignore[operator]
    return _zip(parts)


def _word() -> bytes:
    document = docx.Document()
    table = document.add_table(2, 2)
    for at, text in enumerate(("Kecamatan", "Posyandu", "Wanasari", "5")):
        table.cell(at // 2, at % 2).text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _package(part: str, kind: str) -> dict[str, bytes]:
    space = "http://schemas.openxmlformats.org/package/2006"
    types = f'<?xml version="1.0"?><Types xmlns="{space}/content-types"><Override PartName="/{part}" ContentType="{kind}"/></Types>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = f'<?xml version="1.0"?><Relationships xmlns="{space}/relationships"><Relationship Id="r1" Type="{office}" Target="{part}"/></Relationships>'
    return {"[Content_Types].xml": types.encode(), "_rels/.rels": links.encode()}


def _ole(*streams: str) -> bytes:
    """Write the smallest OLE container with these streams: header, one FAT, one directory."""
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    for at in range(109):
        struct.pack_into("<I", header, 76 + 4 * at, 0 if at == 0 else 0xFFFFFFFF)
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * (512 - 8)
    entries = [_entry("Root Entry", 5, 1)] + [_entry(name, 2, 0xFFFFFFFF) for name in streams[:3]]
    directory = b"".join(entries).ljust(512, b"\0")
    return bytes(header) + fat + directory


def _entry(name: str, kind: int, child: int) -> bytes:
    text = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(text)] = text
    struct.pack_into("<HBB", entry, 64, len(text) + 2, kind, 1)
    struct.pack_into("<III", entry, 68, 0xFFFFFFFF, 0xFFFFFFFF, child)
    struct.pack_into("<I", entry, 116, 0xFFFFFFFE)
    return bytes(entry)


@case(KLASS)
def refuse_empty() -> Case:
    """Nothing in it."""
    return refused("refuse-empty", KLASS, b"", "data.xlsx", "BERKAS_KOSONG")


@case(KLASS)
def refuse_blanks_only() -> Case:
    """Blanks and line ends."""
    return refused(
        "refuse-blanks-only",
        KLASS,
        b"  \r\n\r\n   \r\n",
        "data.csv",
        "BERKAS_KOSONG",
        "TABEL_TIDAK_DITEMUKAN",
    )


@case(KLASS)
def refuse_pdf_as_xlsx() -> Case:
    """A scanned PDF under Excel's name."""
    return refused(
        "refuse-pdf-as-xlsx",
        KLASS,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF",
        "data.xlsx",
        "BERKAS_PDF",
    )


@case(KLASS)
def refuse_jpeg() -> Case:
    """A photo of a printed table."""
    return refused(
        "refuse-jpeg", KLASS, b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 200, "data.xlsx", "BERKAS_GAMBAR"
    )


@case(KLASS)
def refuse_png_as_csv() -> Case:
    """A screenshot."""
    return refused(
        "refuse-png-as-csv", KLASS, b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "data.csv", "BERKAS_GAMBAR"
    )


@case(KLASS)
def refuse_docx() -> Case:
    """A table in Word."""
    return refused("refuse-docx", KLASS, _word(), "data.docx", "BERKAS_DOKUMEN")


@case(KLASS)
def refuse_docx_as_xlsx() -> Case:
    """The same, renamed."""
    return refused("refuse-docx-as-xlsx", KLASS, _word(), "data.xlsx", "BERKAS_DOKUMEN")


@case(KLASS)
def refuse_pptx() -> Case:
    """Slides."""
    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    parts = {**_package("ppt/presentation.xml", kind), "ppt/presentation.xml": b"<p/>"}
    return refused("refuse-pptx", KLASS, _zip(parts), "paparan.pptx", "BERKAS_DOKUMEN")


@case(KLASS)
def refuse_zip_of_xlsx() -> Case:
    """The workbook inside an archive."""
    return refused("refuse-zip-of-xlsx", KLASS, _zip({"data.xlsx": _good()}), "data.zip", "BERKAS_ARSIP")


@case(KLASS)
def refuse_rar() -> Case:
    """RAR, as mailed."""
    return refused("refuse-rar", KLASS, b"Rar!\x1a\x07\x01\x00" + b"\x00" * 100, "data.rar", "BERKAS_ARSIP")


@case(KLASS)
def refuse_gzip() -> Case:
    """A compressed CSV."""
    import gzip

    return refused(
        "refuse-gzip", KLASS, gzip.compress(b"a,b\n1,2\n" * 50, mtime=0), "data.csv.gz", "BERKAS_ARSIP"
    )


@case(KLASS)
def refuse_locked() -> Case:
    """A workbook with a password."""
    return refused(
        "refuse-locked", KLASS, _ole("EncryptionInfo", "EncryptedPackage"), "data.xlsx", "BERKAS_TERKUNCI"
    )


@case(KLASS)
def refuse_word_97() -> Case:
    """An old Word document."""
    return refused("refuse-word-97", KLASS, _ole("WordDocument"), "data.xls", "BERKAS_DOKUMEN", "BERKAS_LAIN")


@case(KLASS)
def refuse_lock_file() -> Case:
    """Excel's lock file carries a user's name."""
    content = bytes([9]) + b"Pengguna  ".ljust(54) + b"P\x00e\x00n\x00".ljust(110, b"\x00")
    return refused("refuse-lock-file", KLASS, content, "~$data.xlsx", "BERKAS_KUNCI_EXCEL")


@case(KLASS)
def refuse_xlsb() -> Case:
    """The binary workbook."""
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    parts = {
        **_package("xl/workbook.bin", kind),
        "xl/workbook.bin": b"\x83\x01",
        "xl/worksheets/sheet1.bin": b"\x81\x01",
    }
    return refused("refuse-xlsb", KLASS, _zip(parts), "data.xlsb", "BERKAS_XLSB")


@case(KLASS)
def refuse_truncated() -> Case:
    """An upload that broke off."""
    content = _good()
    return refused(
        "refuse-truncated",
        KLASS,
        content[: len(content) * 2 // 3],
        "data.xlsx",
        "XLSX_RUSAK",
        "BERKAS_TERPOTONG",
    )


@case(KLASS)
def refuse_truncated_xls() -> Case:
    """An old workbook that broke off."""
    content = containers.xls([lay([names(), C("Posyandu", ONE)])[0]])
    return refused(
        "refuse-truncated-xls",
        KLASS,
        content[: len(content) // 3],
        "data.xls",
        "BERKAS_TERPOTONG",
        "XLS_RUSAK",
        "BERKAS_RUSAK",
        "XLSX_RUSAK",
    )


@case(KLASS)
def refuse_broken_ods() -> Case:
    """A LibreOffice sheet whose content is cut."""
    content = containers.ods([lay([names(), C("Posyandu", ONE)])[0]])
    return refused(
        "refuse-broken-ods",
        KLASS,
        content[: len(content) * 2 // 3],
        "data.ods",
        "BERKAS_TERPOTONG",
        "ODS_RUSAK",
        "BERKAS_RUSAK",
        "XLSX_RUSAK",
    )


@case(KLASS)
def refuse_broken_xml() -> Case:
    """The sheet's XML is cut inside a whole archive."""
    content = _changed("xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2])
    return refused("refuse-broken-xml", KLASS, content, "data.xlsx", "XLSX_RUSAK")


@case(KLASS)
def refuse_doctype() -> Case:
    """An external entity in the sheet."""

    def add(part: bytes) -> bytes:
        head, rest = part.split(b"?>", 1)
        return head + b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + rest

    return refused(
        "refuse-doctype", KLASS, _changed("xl/worksheets/sheet1.xml", add), "data.xlsx", "XLSX_BERBAHAYA"
    )


@case(KLASS)
def refuse_doctype_in_shared_strings() -> Case:
    """A thousand laughs among the strings."""

    def add(part: bytes) -> bytes:
        head, rest = part.split(b"?>", 1)
        return head + b'?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + rest

    return refused(
        "refuse-doctype-in-shared-strings",
        KLASS,
        _changed("xl/sharedStrings.xml", add),
        "data.xlsx",
        "XLSX_BERBAHAYA",
    )


@case(KLASS)
def refuse_doctype_in_ods() -> Case:
    """The same in a LibreOffice sheet."""
    content = containers.ods([lay([names(), C("Posyandu", ONE)])[0]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "content.xml":
                head, rest = part.split(b"?>", 1)
                part = head + b'?><!DOCTYPE x [<!ENTITY a "ha">]>' + rest
            new.writestr(name, part)
    return refused(
        "refuse-doctype-in-ods",
        KLASS,
        stream.getvalue(),
        "data.ods",
        "XLSX_BERBAHAYA",
        "ODS_BERBAHAYA",
        "BERKAS_BERBAHAYA",
    )


@case(KLASS)
def refuse_zip_bomb() -> Case:
    """A sheet that swells a thousandfold."""
    content = _changed(
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</sheetData>", b" " * 60_000_000 + b"</sheetData>"),
    )
    return refused("refuse-zip-bomb", KLASS, content, "data.xlsx", "BOM_ZIP")


@case(KLASS)
def refuse_doubled_entry() -> Case:
    """The same part twice."""
    stream = io.BytesIO(_good())
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    return refused("refuse-doubled-entry", KLASS, stream.getvalue(), "data.xlsx", "XLSX_ENTRI")


@case(KLASS)
def refuse_picture_with_workbook_behind() -> Case:
    """A GIF with a workbook appended."""
    return refused(
        "refuse-picture-with-workbook-behind",
        KLASS,
        b"GIF89a" + b"\x00" * 64 + _good(),
        "data.xlsx",
        "BERKAS_GAMBAR",
    )


@case(KLASS)
def refuse_web_page() -> Case:
    """A log-in page saved instead of the export."""
    content = b"<!DOCTYPE html><html><head><title>Masuk</title></head><body><form>Nama pengguna</form></body></html>"
    return refused("refuse-web-page", KLASS, content, "data.xls", "BERKAS_HTML", "TABEL_TIDAK_DITEMUKAN")


@case(KLASS)
def refuse_xml() -> Case:
    """An XML export of an application."""
    return refused(
        "refuse-xml",
        KLASS,
        b"<?xml version='1.0'?><rows><row><a>1</a></row></rows>",
        "data.xml",
        "BERKAS_XML",
    )


@case(KLASS)
def refuse_json() -> Case:
    """JSON is no table."""
    return refused(
        "refuse-json",
        KLASS,
        b'{"data": [{"kecamatan": "Wanasari", "jumlah": 5}]}',
        "data.json",
        "BERKAS_LAIN",
        "BERKAS_JSON",
        "TABEL_TIDAK_DITEMUKAN",
    )


@case(KLASS)
def refuse_prose() -> Case:
    """A letter as plain text, commas and all."""
    content = "Yth. Kepala Dinas Kominfo,\n\nBersama ini kami sampaikan data, mohon diterima, terima kasih.\n\nHormat kami,\nDinas Kesehatan\n"
    return refused("refuse-prose", KLASS, content.encode(), "surat.txt", "TABEL_TIDAK_DITEMUKAN")


@case(KLASS)
def refuse_random_bytes() -> Case:
    """Noise."""
    noise = b"".join(zlib.crc32(bytes([at % 256, at // 256])).to_bytes(4, "big") for at in range(600))
    return refused(
        "refuse-random-bytes",
        KLASS,
        noise,
        "data.csv",
        "BERKAS_LAIN",
        "CSV_NUL",
        "CSV_ENKODE",
        "CSV_ENKODE_CAMPUR",
    )


@case(KLASS)
def refuse_nul_bytes() -> Case:
    """A NUL inside a text file."""
    return refused(
        "refuse-nul-bytes",
        KLASS,
        b"Kecamatan,Posyandu\nWanasari,5\x00\nKarangjati,30\n",
        "data.csv",
        "CSV_NUL",
    )


@case(KLASS)
def refuse_open_quote() -> Case:
    """A quotation mark that is never closed swallows the file."""
    content = 'Kecamatan,Posyandu\n"Wanasari,5\n' + "Karangjati,30\n" * 40
    return refused("refuse-open-quote", KLASS, content.encode(), "data.csv", "CSV_KUTIP")


@case(KLASS)
def refuse_mixed_encodings() -> Case:
    """UTF-8 first, Windows-1252 in the middle."""
    content = "Nama,Nilai\n" + "Café – satu,1\n" * 20
    return refused(
        "refuse-mixed-encodings",
        KLASS,
        content.encode() + "Café – dua,2\n".encode("cp1252") * 5,
        "data.csv",
        "CSV_ENKODE_CAMPUR",
    )


@case(KLASS)
def refuse_too_many_columns() -> Case:
    """Sixteen thousand columns of nothing much."""
    content = ",".join(f"k{at}" for at in range(16_384)) + "\n" + ",".join("1" for _ in range(16_384)) + "\n"
    return refused("refuse-too-many-columns", KLASS, content.encode(), "data.csv", "TERLALU_BANYAK_KOLOM")


@case(KLASS)
def refuse_far_corner() -> Case:
    """Two cells: A1 and XFD1048576."""
    page = Page("Data").put(1, ["a"])
    page.cells[1_048_576, 16_384] = 1
    return refused(
        "refuse-far-corner",
        KLASS,
        containers.xlsx([page]),
        "data.xlsx",
        "TERLALU_BANYAK_KOLOM",
        "TABEL_TIDAK_DITEMUKAN",
    )


@case(KLASS)
def refuse_huge_cell() -> Case:
    """A text cell beyond Excel's own limit."""
    content = "a,b\n" + "x" * 3_000_000 + ",1\n"
    return refused(
        "refuse-huge-cell", KLASS, content.encode(), "data.csv", "SEL_TERLALU_PANJANG", "TEKS_TERLALU_BANYAK"
    )


@case(KLASS)
def refuse_empty_workbook() -> Case:
    """Three sheets and no cell."""
    content = containers.xlsx([Page("Sheet1"), Page("Sheet2"), Page("Sheet3")])
    return refused("refuse-empty-workbook", KLASS, content, "data.xlsx", "TABEL_TIDAK_DITEMUKAN")


@case(KLASS)
def refuse_chart_only() -> Case:
    """A cover with a title and nothing else."""
    page = (
        Page("Cover")
        .put(5, ["KABUPATEN SUKAMAJU DALAM ANGKA 2025"], 3)
        .put(9, ["Dinas Komunikasi dan Informatika"], 3)
    )
    return refused("refuse-chart-only", KLASS, containers.xlsx([page]), "data.xlsx", "TABEL_TIDAK_DITEMUKAN")
