"""Every file that is no table, or costs too much, is refused by its content, with its own code and words."""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from data import hostile, offices
from intake.files import bombs, kinds, odf, seeds

from ckanext.satudata.domain.intake.limits import Limits

REFUSED: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("sylk", lambda: b'ID;PWXL;N;E\nC;Y1;X1;K"Kecamatan"\nC;X2;K"Jumlah"\nE\n', "a.slk", "BERKAS_BASISDATA"),
    (
        "dif",
        lambda: b'TABLE\r\n0,1\r\n"EXCEL"\r\nDATA\r\n0,0\r\n""\r\n-1,0\r\nEOD\r\n',
        "a.csv",
        "BERKAS_BASISDATA",
    ),
    (
        "utf-7",
        lambda: "kecamatan,ket\nA,caf\u00e9\nB,baik \u2013 ya\n".encode("utf-7"),
        "a.csv",
        "CSV_ENKODE",
    ),
    ("colons", lambda: b"Kecamatan:Jumlah\nWanasari:12\nKarangjati:3,5\n", "a.csv", "PEMISAH_TIDAK_DIKENAL"),
    ("hashes", lambda: b"Kecamatan#Jumlah\nWanasari#12\nKarangjati#15\n", "a.csv", "PEMISAH_TIDAK_DIKENAL"),
    ("unseen signs", lambda: b"Kecamatan\x1fJumlah\nWanasari\x1f12\n", "a.csv", "PEMISAH_TIDAK_DIKENAL"),
    (
        "columns of spaces",
        lambda: b"Kecamatan    Jumlah\nWanasari         12\nKarangjati       15\n",
        "a.txt",
        "PEMISAH_TIDAK_DIKENAL",
    ),
    ("zero bytes", lambda: b"", "kosong.xlsx", "BERKAS_KOSONG"),
    ("encrypted", kinds.locked_xlsx, "a.xlsx", "BERKAS_TERKUNCI"),
    ("encrypted, damaged", lambda: hostile.ole("EncryptedPackage"), "a.xlsx", "BERKAS_TERKUNCI"),
    ("encrypted xls", kinds.locked_xls, "a.xls", "BERKAS_TERKUNCI"),
    ("encrypted ods", kinds.locked_ods, "a.ods", "BERKAS_TERKUNCI"),
    ("damaged xls", lambda: hostile.ole("Workbook"), "a.xlsx", "XLS_RUSAK"),
    ("bare biff without cells", lambda: b"\x09\x08\x10\x00" + b"\x00" * 40, "a.xls", "XLS_RUSAK"),
    ("truncated xls", lambda: seeds.xls()[:6000], "a.xls", "XLS_RUSAK"),
    ("old word", lambda: kinds.old_document("WordDocument"), "a.xlsx", "BERKAS_DOKUMEN"),
    ("old powerpoint", lambda: kinds.old_document("PowerPoint Document"), "a.xls", "BERKAS_DOKUMEN"),
    ("old outlook", lambda: kinds.old_document("__properties_version1.0"), "a.xls", "BERKAS_LAIN"),
    ("docx", lambda: hostile.office_zip("docx"), "a.xlsx", "BERKAS_DOKUMEN"),
    ("pptx", lambda: hostile.office_zip("pptx"), "a.xlsx", "BERKAS_DOKUMEN"),
    ("rtf", lambda: b"{\\rtf1\\ansi tabel}", "a.xls", "BERKAS_DOKUMEN"),
    ("damaged ods", lambda: hostile.office_zip("ods"), "a.ods", "TABEL_TIDAK_DITEMUKAN"),
    ("truncated ods", lambda: seeds.ods()[:900], "a.ods", "BERKAS_TERPOTONG"),
    ("broken xml in ods", lambda: odf.packed({"content.xml": b"<a>"}), "a.ods", "ODS_RUSAK"),
    ("flat ods", lambda: kinds.FODS, "a.fods", "BERKAS_FODS"),
    ("xlsb", lambda: hostile.office_zip("xlsb"), "a.xlsx", "BERKAS_XLSB"),
    ("numbers", lambda: hostile.zipped(kinds.NUMBERS), "a.numbers", "BERKAS_NUMBERS"),
    ("google shortcut", lambda: kinds.GSHEET, "a.gsheet", "BERKAS_GSHEET"),
    (
        "windows shortcut",
        lambda: b"L\x00\x00\x00\x01\x14\x02\x00" + b"\x00" * 60,
        "a.xlsx",
        "BERKAS_PINTASAN",
    ),
    ("internet shortcut", lambda: b"[InternetShortcut]\r\nURL=http://x\r\n", "a.csv", "BERKAS_PINTASAN"),
    ("pdf renamed", lambda: b"%PDF-1.7\n...", "Penduduk.xlsx", "BERKAS_PDF"),
    ("picture", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a.png", "BERKAS_GAMBAR"),
    ("bitmap", lambda: b"BM\x46\x00\x00\x00\x00\x00\x00\x00" + b"\x00" * 50, "a.xls", "BERKAS_GAMBAR"),
    ("photo of a phone", lambda: b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50, "a.xlsx", "BERKAS_GAMBAR"),
    ("svg", lambda: kinds.SVG, "a.xls", "BERKAS_GAMBAR"),
    ("video", lambda: b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 50, "a.xlsx", "BERKAS_MEDIA"),
    ("program", lambda: b"MZ\x90\x00\x03" + b"\x00" * 80, "data.xlsx", "BERKAS_PROGRAM"),
    ("elf", lambda: b"\x7fELF\x02\x01" + b"\x00" * 80, "data.csv", "BERKAS_PROGRAM"),
    ("html without a table", lambda: b"<html><body>Masuk dahulu</body></html>", "a.xls", "BERKAS_HTML"),
    ("archived page", lambda: kinds.MHTML, "a.xls", "BERKAS_MHTML"),
    ("broken xml 2003", lambda: seeds.xml2003()[:-40], "a.xls", "XML_RUSAK"),
    ("other xml", lambda: b'<?xml version="1.0"?><data><a>1</a></data>', "a.xml", "BERKAS_XML"),
    ("json", lambda: b'[{"a": 1}, {"a": 2}]', "a.csv", "BERKAS_JSON"),
    ("lines of json", lambda: b'{"a": 1}\n{"a": 2}\n', "a.csv", "BERKAS_JSON"),
    ("sql dump", lambda: kinds.SQL, "a.csv", "BERKAS_SQL"),
    ("sqlite", lambda: b"SQLite format 3\x00" + b"\x00" * 90, "a.xlsx", "BERKAS_BASISDATA"),
    ("dbase", kinds.dbase, "a.dbf", "BERKAS_BASISDATA"),
    ("gzip", lambda: b"\x1f\x8b\x08" + b"\x00" * 30, "a.csv.gz", "BERKAS_ARSIP"),
    ("rar", lambda: b"Rar!\x1a\x07\x01\x00" + b"\x00" * 30, "a.xlsx", "BERKAS_ARSIP"),
    ("zip of csv", lambda: hostile.zipped({"a.csv": b"a,b\n1,2\n"}), "a.zip", "BERKAS_ARSIP"),
    ("empty zip", lambda: hostile.zipped({}), "a.xlsx", "BERKAS_ARSIP"),
    ("zip after gif", lambda: kinds.polyglot(b"GIF89a"), "a.xlsx", "BERKAS_GAMBAR"),
    ("zip after pdf", lambda: kinds.polyglot(b"%PDF-1.7\n"), "a.xlsx", "BERKAS_PDF"),
    ("zip after html", lambda: kinds.polyglot(b"<html><table></table>"), "a.xlsx", "BERKAS_DUA_JENIS"),
    ("zip after csv", lambda: kinds.polyglot(b"a,b\n1,2\n"), "a.csv", "BERKAS_DUA_JENIS"),
    ("zip after zip", kinds.two_zips, "a.xlsx", "XLSX_ENTRI"),
    ("lock file by name", lambda: b"\x04Nama" + b" " * 160, "~$data.xlsx", "BERKAS_KUNCI_EXCEL"),
    ("lock file by content", kinds.lock_file, "data.xlsx", "BERKAS_KUNCI_EXCEL"),
    ("lock file of libreoffice", lambda: b",Nama,pc,17.05.2024;", ".~lock.a.ods#", "BERKAS_KUNCI_EXCEL"),
    ("truncated", hostile.truncated, "a.xlsx", "BERKAS_TERPOTONG"),
    ("broken directory", kinds.broken_directory, "a.xlsx", "XLSX_RUSAK"),
    ("external entity", hostile.external_entity, "a.xlsx", "XLSX_BERBAHAYA"),
    ("billion laughs", hostile.billion_laughs, "a.xlsx", "XLSX_BERBAHAYA"),
    *(
        (f"doctype in {part}", functools.partial(hostile.doctype_in, part), "a.xlsx", "XLSX_BERBAHAYA")
        for part in (
            "xl/styles.xml",
            "xl/drawings/d.vml",
            "xl/sharedStrings.xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/worksheets/_rels/sheet1.xml.rels",
            "docProps/core.xml",
            "customXml/item1.xml",
        )
    ),
    ("doctype in ods", lambda: odf.workbook(prolog="<!DOCTYPE a>"), "a.ods", "XLSX_BERBAHAYA"),
    ("doctype in meta of ods", lambda: odf.workbook(extra={"meta.xml": _DOCTYPE}), "a.ods", "XLSX_BERBAHAYA"),
    ("doctype in xml 2003", lambda: _DOCTYPE.replace(b"<a/>", b"<Workbook/>"), "a.xls", "XLSX_BERBAHAYA"),
    ("doubled part", hostile.doubled_part, "a.xlsx", "XLSX_ENTRI"),
    ("many parts", hostile.many_parts, "a.xlsx", "TERLALU_BANYAK_ENTRI"),
    ("bomb of rows", hostile.bomb_of_rows, "a.xlsx", "BOM_ZIP"),
    ("bomb in one cell", hostile.bomb_in_one_cell, "a.xlsx", "SEL_TERLALU_PANJANG"),
    ("long cell", hostile.long_cell, "a.xlsx", "SEL_TERLALU_PANJANG"),
    ("cell of many runs", bombs.many_runs, "a.xlsx", "SEL_TERLALU_PANJANG"),
    ("shared text bomb", hostile.shared_text_bomb, "a.xlsx", "TEKS_TERLALU_BANYAK"),
    ("cells at far corners", hostile.far_corners, "a.xlsx", "TERLALU_BANYAK_KOLOM"),
    ("wide sparse rows", hostile.wide_rows, "a.xlsx", "TERLALU_BANYAK_SEL"),
    ("lying size", hostile.lying_size, "a.xlsx", "XLSX_RUSAK"),
    ("doubled row", bombs.doubled_row, "a.xlsx", "XLSX_RUSAK"),
    ("doubled cell", bombs.doubled_cell, "a.xlsx", "XLSX_RUSAK"),
    ("cell of another row", bombs.misplaced_cell, "a.xlsx", "XLSX_RUSAK"),
    ("sheet without a part", bombs.lost_sheet, "a.xlsx", "XLSX_RUSAK"),
    ("repeated rows of ods", bombs.ods_rows, "a.ods", "TERLALU_BANYAK_SEL"),
    ("repeated cells of ods", bombs.ods_columns, "a.ods", "TERLALU_BANYAK_KOLOM"),
    ("endless repetition of ods", bombs.ods_endless, "a.ods", "TERLALU_BANYAK_BARIS"),
    ("repeated text of ods", bombs.ods_text, "a.ods", "TEKS_TERLALU_BANYAK"),
    ("shared text bomb of xls", bombs.xls_text, "a.xls", "TEKS_TERLALU_BANYAK"),
    ("spans of html", bombs.html_spans, "a.xls", "TERLALU_BANYAK_SEL"),
    ("nested tables of html", bombs.html_nested, "a.xls", "TERLALU_BANYAK_ENTRI"),
    ("nul byte", lambda: b"a,b\n1,\x002\n", "a.csv", "CSV_NUL"),
    ("unclosed quote", lambda: b'a,b\n"1,2\n3,4\n', "a.csv", "CSV_KUTIP"),
    ("unclosed quote of 20 MB", lambda: b'"' + b"a,b\n1,2\n" * 2_500_000, "a.csv", "CSV_KUTIP"),
    ("quote inside a cell", lambda: b'a,b\n"x"y,2\n', "a.csv", "CSV_KUTIP_TENGAH"),
    (
        "mixed encodings",
        lambda: "nama,b\nCafé,1\n".encode() + "Résumé,2\n".encode("cp1252"),
        "a.csv",
        "CSV_ENKODE_CAMPUR",
    ),
    (
        "mixed after 100 kB",
        lambda: "nama,b\nCafé,1\n".encode() * 9_000 + "Résumé,2\n".encode("cp1252"),
        "a.csv",
        "CSV_ENKODE_CAMPUR",
    ),
    ("cut inside a letter", lambda: "nama,b\nCafé,1\nCafé".encode()[:-1], "a.csv", "BERKAS_TERPOTONG"),
    ("neither encoding", lambda: b"a,b\n\x81\xe9,1\n", "a.csv", "CSV_ENKODE"),
    ("binary", lambda: bytes(range(1, 256)) * 4, "a.csv", "BERKAS_LAIN"),
    (
        "wide csv",
        lambda: (",".join(f"k{n}" for n in range(16_384)) + "\n").encode(),
        "a.csv",
        "TERLALU_BANYAK_KOLOM",
    ),
    ("long csv cell", lambda: b"a,b\n1," + b"x" * 40_000 + b"\n", "a.csv", "SEL_TERLALU_PANJANG"),
    ("line of 10 MB", lambda: b"a,b\n1," + b"x" * 10_000_000 + b"\n", "a.csv", "SEL_TERLALU_PANJANG"),
    ("csv without line end", lambda: b"x" * 200_000, "a.csv", "SEL_TERLALU_PANJANG"),
    ("48 MB without line end", lambda: b"x" * 48_000_000, "a.csv", "SEL_TERLALU_PANJANG"),
    ("prose", lambda: b"Dengan hormat\nterlampir kami sampaikan\n", "a.csv", "TABEL_TIDAK_DITEMUKAN"),
    ("empty sheet", lambda: offices.table((), ()), "a.xlsx", "TABEL_TIDAK_DITEMUKAN"),
]
_DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'


@pytest.mark.parametrize(
    ("make", "name", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_is_refused_with_its_own_code(desk: Any, make: Callable[[], bytes], name: str, code: str) -> None:
    content = make()
    before = time.monotonic()
    told = desk.inspect(content, name)
    assert told["error"] is None
    assert told["refusal"] and told["refusal"]["code"] == code
    assert told["tables"] == [] and told["proposal"] is None
    assert time.monotonic() - before < 30


@pytest.mark.parametrize(
    ("make", "name"), [case[1:3] for case in REFUSED[:12]], ids=[case[0] for case in REFUSED[:12]]
)
def test_check_refuses_the_same(desk: Any, make: Callable[[], bytes], name: str) -> None:
    content = make()
    told, result = desk.inspect(content, name), desk.check(content, name)
    assert result.verdict == "fail"
    assert result.refusal == told["refusal"]
    assert result.canonical is None


def test_words_are_for_people(desk: Any) -> None:
    refusal = desk.inspect(b"%PDF-1.4", "Penduduk.pdf")["refusal"]
    assert refusal["message"] == "Berkas Penduduk.pdf adalah PDF, bukan tabel."
    assert (
        refusal["mend"]
        == "Unggah Excel (.xlsx, .xls), LibreOffice (.ods) atau CSV. PDF dapat menjadi lampiran."
    )
    assert refusal["message_en"] == "File Penduduk.pdf is a PDF, not a table."


def test_size_is_looked_at_first(desk: Any) -> None:
    told = desk.inspect(b"a,b\n" * 1000, "a.csv", Limits(file_bytes=1000))
    assert told["refusal"]["code"] == "BERKAS_TERLALU_BESAR"


def test_no_message_shows_a_path(desk: Any) -> None:
    for _, make, name, _ in REFUSED[:20]:
        told = desk.inspect(make(), name)
        assert not re.search(r"/(tmp|root|home|work)/", str(told["refusal"]))


HARMLESS: list[tuple[str, Callable[[], bytes]]] = [
    ("false dimension", hostile.false_dimension),
    ("formatted to the end", hostile.formatted_to_the_end),
    ("escaping names", hostile.escaping_names),
    ("part that is a link", kinds.symlinked),
    ("macro type", hostile.macro_type),
    ("macros inside xlsx", hostile.with_macros),
    ("names in capitals and with backslashes", bombs.odd_names),
    ("strict open xml", hostile.strict),
    ("external link", hostile.external_link),
    ("ordinary", hostile.ordinary),
]


@pytest.mark.parametrize("make", [case[1] for case in HARMLESS], ids=[case[0] for case in HARMLESS])
def test_is_read_all_the_same(desk: Any, make: Callable[[], bytes]) -> None:
    before = time.monotonic()
    told = desk.inspect(make())
    assert told["refusal"] is None
    assert [column["name"] for column in told["tables"][0]["columns"]] == [
        "nama_kecamatan",
        "tahun",
        "produksi",
    ]
    assert told["tables"][0]["rows"] == 2
    assert time.monotonic() - before < 10


def test_empty_rows_at_the_end_are_told_once(desk: Any, codes: Any) -> None:
    told = desk.inspect(hostile.formatted_to_the_end())
    assert codes(told).count("BARIS_KOSONG") == 1


def test_external_links_are_told_and_not_followed(desk: Any, codes: Any) -> None:
    assert "TAUTAN_LUAR" in codes(desk.inspect(hostile.external_link()))


@pytest.mark.parametrize(("from_1904", "first"), [(False, "2021-01-01"), (True, "2025-01-02")])
def test_dates_follow_the_workbooks_own_system(desk: Any, from_1904: bool, first: str) -> None:
    told = desk.inspect(hostile.date_serials(from_1904))
    read = told["tables"][0]["preview_read"]
    assert read["rows"][0][read["header"].index("tanggal")] == first
