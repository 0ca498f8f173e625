"""Every file that is no table, or costs too much, is refused by its content, with its own code and words."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from data import hostile, offices

from ckanext.satudata.domain.intake.limits import Limits

REFUSED: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("zero bytes", lambda: b"", "kosong.xlsx", "BERKAS_KOSONG"),
    ("encrypted", lambda: hostile.ole("EncryptedPackage"), "a.xlsx", "BERKAS_TERKUNCI"),
    ("old xls renamed", lambda: hostile.ole("Workbook"), "a.xlsx", "BERKAS_XLS"),
    ("bare biff", lambda: b"\x09\x08\x10\x00" + b"\x00" * 40, "a.xls", "BERKAS_XLS"),
    ("old word", lambda: hostile.ole("WordDocument"), "a.xlsx", "BERKAS_DOKUMEN"),
    ("docx", lambda: hostile.office_zip("docx"), "a.xlsx", "BERKAS_DOKUMEN"),
    ("pptx", lambda: hostile.office_zip("pptx"), "a.xlsx", "BERKAS_DOKUMEN"),
    ("ods", lambda: hostile.office_zip("ods"), "a.xlsx", "BERKAS_ODS"),
    ("xlsb", lambda: hostile.office_zip("xlsb"), "a.xlsx", "BERKAS_XLSB"),
    ("macro type", hostile.macro_type, "a.xlsm", "BERKAS_MAKRO"),
    ("macros inside xlsx", hostile.with_macros, "a.xlsx", "BERKAS_MAKRO"),
    ("pdf renamed", lambda: b"%PDF-1.7\n...", "Penduduk.xlsx", "BERKAS_PDF"),
    ("picture", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a.png", "BERKAS_GAMBAR"),
    ("html as xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "BERKAS_HTML"),
    ("xml 2003", lambda: b'<?xml version="1.0"?><Workbook/>', "a.xls", "BERKAS_XML"),
    ("gzip", lambda: b"\x1f\x8b\x08" + b"\x00" * 30, "a.csv.gz", "BERKAS_ARSIP"),
    ("zip of csv", lambda: hostile.zipped({"a.csv": b"a,b\n1,2\n"}), "a.zip", "BERKAS_ARSIP"),
    ("zip after gif", lambda: b"GIF89a" + hostile.ordinary(), "a.xlsx", "BERKAS_GAMBAR"),
    ("lock file", lambda: b"\x04Nama" + b" " * 160, "~$data.xlsx", "BERKAS_KUNCI_EXCEL"),
    ("truncated", hostile.truncated, "a.xlsx", "XLSX_RUSAK"),
    ("external entity", hostile.external_entity, "a.xlsx", "XLSX_BERBAHAYA"),
    ("billion laughs", hostile.billion_laughs, "a.xlsx", "XLSX_BERBAHAYA"),
    ("doctype in styles", lambda: hostile.doctype_in("xl/styles.xml"), "a.xlsx", "XLSX_BERBAHAYA"),
    ("doctype in drawing", lambda: hostile.doctype_in("xl/drawings/d.vml"), "a.xlsx", "XLSX_BERBAHAYA"),
    (
        "doctype in shared texts",
        lambda: hostile.doctype_in("xl/sharedStrings.xml"),
        "a.xlsx",
        "XLSX_BERBAHAYA",
    ),
    ("doubled part", hostile.doubled_part, "a.xlsx", "XLSX_ENTRI"),
    ("many parts", hostile.many_parts, "a.xlsx", "TERLALU_BANYAK_ENTRI"),
    ("bomb of rows", hostile.bomb_of_rows, "a.xlsx", "BOM_ZIP"),
    ("bomb in one cell", hostile.bomb_in_one_cell, "a.xlsx", "SEL_TERLALU_PANJANG"),
    ("long cell", hostile.long_cell, "a.xlsx", "SEL_TERLALU_PANJANG"),
    ("shared text bomb", hostile.shared_text_bomb, "a.xlsx", "TEKS_TERLALU_BANYAK"),
    ("cells at far corners", hostile.far_corners, "a.xlsx", "TERLALU_BANYAK_KOLOM"),
    ("wide sparse rows", hostile.wide_rows, "a.xlsx", "TERLALU_BANYAK_SEL"),
    ("lying size", hostile.lying_size, "a.xlsx", "XLSX_RUSAK"),
    ("nul byte", lambda: b"a,b\n1,\x002\n", "a.csv", "CSV_NUL"),
    ("unclosed quote", lambda: b'a,b\n"1,2\n3,4\n', "a.csv", "CSV_KUTIP"),
    (
        "mixed encodings",
        lambda: "nama,b\nCafé,1\n".encode() + "Résumé,2\n".encode("cp1252"),
        "a.csv",
        "CSV_ENKODE_CAMPUR",
    ),
    ("binary", lambda: bytes(range(1, 256)) * 4, "a.csv", "BERKAS_LAIN"),
    (
        "wide csv",
        lambda: (",".join(f"k{n}" for n in range(1500)) + "\n").encode(),
        "a.csv",
        "TERLALU_BANYAK_KOLOM",
    ),
    ("long csv cell", lambda: b"a,b\n1," + b"x" * 40_000 + b"\n", "a.csv", "SEL_TERLALU_PANJANG"),
    ("csv without line end", lambda: b"x" * 200_000, "a.csv", "SEL_TERLALU_PANJANG"),
    ("prose", lambda: b"Dengan hormat\nterlampir kami sampaikan\n", "a.csv", "TABEL_TIDAK_DITEMUKAN"),
    ("empty sheet", lambda: offices.table((), ()), "a.xlsx", "TABEL_TIDAK_DITEMUKAN"),
]


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
    assert refusal["mend"] == "Unggah Excel (.xlsx) atau CSV. PDF dapat menjadi lampiran."
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
