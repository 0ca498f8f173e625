"""The rows of the list of hostile files, 1 to 46, by number: what each must cost, be refused with, or be told as."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data import hostile
from intake.files import bombs, kinds, odf, seeds

MEGABYTE = 1024 * 1024
HEAD = "Kecamatan;Tahun;Produksi (ton)\n"
TEXT = "Wanasari;2025;{}\nKarangjati;2025;15\nMuara Bening;2025;9\n"


def _csv(value: str) -> bytes:
    return (HEAD + TEXT.format(value)).encode()


REFUSED: list[tuple[str, Callable[[], bytes], str, str, str]] = [
    ("1 rows", hostile.bomb_of_rows, "a.xlsx", "BOM_ZIP", "mengembang melampaui batas"),
    (
        "2 one cell",
        hostile.bomb_in_one_cell,
        "a.xlsx",
        "SEL_TERLALU_PANJANG",
        "Sel A1 berisi lebih dari 32.767 huruf",
    ),
    ("4 far corners", hostile.far_corners, "a.xlsx", "TERLALU_BANYAK_KOLOM", "sampai kolom XFD"),
    ("5 external entity", hostile.external_entity, "a.xlsx", "XLSX_BERBAHAYA", "DOCTYPE"),
    ("6 billion laughs", hostile.billion_laughs, "a.xlsx", "XLSX_BERBAHAYA", "DOCTYPE"),
    ("7 styles", lambda: hostile.doctype_in("xl/styles.xml"), "a.xlsx", "XLSX_BERBAHAYA", "xl/styles.xml"),
    ("10 password", kinds.locked_xlsx, "a.xlsx", "BERKAS_TERKUNCI", "terkunci kata sandi"),
    ("12 gif", lambda: kinds.polyglot(b"GIF89a"), "a.xlsx", "BERKAS_GAMBAR", "gambar"),
    ("12 html", lambda: kinds.polyglot(b"<html><table></table>"), "a.xls", "BERKAS_DUA_JENIS", "HTML, ZIP"),
    ("13 doubled", hostile.doubled_part, "a.xlsx", "XLSX_ENTRI", "bertindihan atau ganda"),
    ("13 lying size", hostile.lying_size, "a.xlsx", "XLSX_RUSAK", "tidak utuh"),
    ("21 truncated", hostile.truncated, "a.xlsx", "BERKAS_TERPOTONG", "terpotong"),
    ("21 directory", kinds.broken_directory, "a.xlsx", "XLSX_RUSAK", "tidak utuh"),
    (
        "22 line of 10 MB",
        lambda: b"a;b\n1;" + b"x" * 10_000_000,
        "a.csv",
        "SEL_TERLALU_PANJANG",
        "32.767 huruf",
    ),
    ("23 no line end", lambda: b"x" * 40_000_000, "a.csv", "SEL_TERLALU_PANJANG", "32.767 huruf"),
    ("23 over 50 MB", lambda: b"x" * 60_000_000, "a.csv", "BERKAS_TERLALU_BESAR", "paling besar 50 MB"),
    ("24 quote", lambda: b'"' + b"a,b\n1,2\n" * 2_000_000, "a.csv", "CSV_KUTIP", "baris 1 tidak ditutup"),
    ("25 nul", lambda: _csv("1\x002"), "a.csv", "CSV_NUL", "baris 2"),
    (
        "27 mixed",
        lambda: ("Kafé;1\n" * 20_000).encode() + "Kafé;1\n".encode("cp1252"),
        "a.csv",
        "CSV_ENKODE_CAMPUR",
        "baris 20001",
    ),
    (
        "31 columns",
        lambda: b";".join([b"k"] * 16_384),
        "a.csv",
        "TERLALU_BANYAK_KOLOM",
        "lebih dari 1.024 kolom",
    ),
    ("40 gzip", lambda: b"\x1f\x8b\x08" + b"\x00" * 60, "a.csv.gz", "BERKAS_ARSIP", "arsip (GZIP)"),
    ("46 zero bytes", lambda: b"", "a.csv", "BERKAS_KOSONG", "kosong (0 bita)"),
    ("shared text", hostile.shared_text_bomb, "a.xlsx", "TEKS_TERLALU_BANYAK", "250.000.000 huruf"),
    ("repeated rows", bombs.ods_rows, "a.ods", "TERLALU_BANYAK_SEL", "5.000.000 sel"),
]


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


@pytest.mark.parametrize(
    ("make", "name", "code", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_is_refused_in_words_and_costs_the_parent_nothing(
    desk: Any, make: Callable[[], bytes], name: str, code: str, words: str
) -> None:
    content = make()
    path = desk.lay(content, name)
    assert path.stat().st_size == len(content)
    before, started = _resident(), time.monotonic()
    told = desk.inspect(content, name)
    assert told["refusal"]["code"] == code
    assert words in told["refusal"]["message"]
    assert told["refusal"]["mend"]
    assert _resident() - before < 16 * MEGABYTE
    assert time.monotonic() - started < 45


def _told(desk: Any, content: bytes, name: str) -> dict[str, Any]:
    told: dict[str, Any] = desk.inspect(content, name)
    assert told["refusal"] is None and told["error"] is None
    return told


@pytest.mark.parametrize(
    ("row", "make", "name", "code"),
    [
        ("8", hostile.external_link, "a.xlsx", "TAUTAN_LUAR"),
        ("9", hostile.macro_type, "a.xlsm", "MAKRO_DIABAIKAN"),
        ("9 hidden", hostile.with_macros, "a.xlsx", "MAKRO_DIABAIKAN"),
        ("9 hidden", hostile.with_macros, "a.xlsx", "NAMA_BEDA_ISI"),
        ("11 xls as xlsx", seeds.xls, "a.xlsx", "NAMA_BEDA_ISI"),
        ("11 ods as xlsx", seeds.ods, "a.xlsx", "NAMA_BEDA_ISI"),
        ("11 csv as xlsx", lambda: _csv("12"), "a.xlsx", "NAMA_BEDA_ISI"),
        ("11 xlsx as csv", seeds.xlsx, "a.csv", "NAMA_BEDA_ISI"),
        ("11 html as xls", seeds.html, "a.xls", "NAMA_BEDA_ISI"),
        ("15", hostile.formatted_to_the_end, "a.xlsx", "BARIS_KOSONG"),
        ("17", seeds.xls, "a.xls", "TERSEMBUNYI"),
        (
            "26",
            lambda: (HEAD + TEXT.format("12").replace("Wanasari", "Café")).encode("cp1252"),
            "a.csv",
            "ENKODE_DITEBAK",
        ),
        ("28", lambda: _csv("12").replace(b"Wanasari", "Caf\u00c3\u00a9".encode()), "a.csv", "HURUF_RUSAK"),
        (
            "38",
            lambda: _csv("12").replace(b"Wanasari", "Wana\u200bsari".encode()),
            "a.csv",
            "TANDA_TAK_TAMPAK",
        ),
        (
            "39",
            lambda: _csv("12").replace(b"Wanasari", "\u202eirasanaW".encode()),
            "a.csv",
            "TANDA_TAK_TAMPAK",
        ),
    ],
)
def test_is_read_and_told(
    desk: Any, codes: Any, row: str, make: Callable[[], bytes], name: str, code: str
) -> None:
    assert code in codes(_told(desk, make(), name)), row


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (hostile.false_dimension, "a.xlsx"),
        (hostile.escaping_names, "a.xlsx"),
        (kinds.symlinked, "a.xlsx"),
        (hostile.strict, "a.xlsx"),
        (lambda: _csv("12"), "a.csv"),
        (lambda: _csv("12").replace(b"\n", b"\r"), "a.csv"),
    ],
    ids=["3 false dimension", "14 names outside", "14 link", "strict", "29 semicolons", "34 bare CR"],
)
def test_is_read_without_a_word(desk: Any, make: Callable[[], bytes], name: str) -> None:
    started = time.monotonic()
    told = _told(desk, make(), name)
    assert told["tables"][0]["rows"] in (2, 3)
    assert time.monotonic() - started < 20


def test_18_formulas_without_values_and_errors_are_named_by_cell(desk: Any) -> None:
    rows = hostile.small_rows() + (
        f'<row r="4">{hostile.text_cell("A4", "Muara Bening")}<c r="B4"><v>2025</v></c><c r="C4"><f>C2+C3</f></c></row>'
        f'<row r="5">{hostile.text_cell("A5", "Cempaka Barat")}<c r="B5"><v>2025</v></c><c r="C5" t="e"><v>#REF!</v></c></row>'
    )
    result = desk.check(hostile.zipped(hostile.parts(hostile.sheet_xml(rows))), "a.xlsx")
    found = {item["code"]: item["cells"] for item in result.findings}
    assert found["RUMUS_TANPA_NILAI"] == ["C4"] and found["RUMUS_GALAT"] == ["C5"]


@pytest.mark.parametrize(
    "value", ["sNaN", "NaN", "-inf", "Infinity", "1e999999999", "9" * 20_000, "31/02/2025"]
)
def test_35_to_37_what_no_statistic_can_mean_is_no_number(desk: Any, value: str) -> None:
    result = desk.check(_csv(value), "a.csv")
    assert result.verdict == "fail" and result.refusal is None
    found = {item["code"]: item["cells"] for item in result.findings}
    assert found["ANGKA_TIDAK_TERBACA"] == ["C2"]
    assert desk.check(_csv("12345678901234567890"), "b.csv").verdict == "pass"


def test_40_compressed_text_is_never_unpacked(desk: Any) -> None:
    bomb = gzip.compress(b"a,b\n" * 5_000_000)
    started = time.monotonic()
    assert desk.inspect(bomb, "a.csv.gz")["refusal"]["code"] == "BERKAS_ARSIP"
    assert time.monotonic() - started < 20


def test_46_a_header_without_rows(desk: Any) -> None:
    for content, name in (
        (HEAD.encode(), "a.csv"),
        (odf.workbook(odf.sheet("Data", odf.row(odf.text("Kecamatan"), odf.text("Tahun")))), "a.ods"),
    ):
        result = desk.check(content, name)
        told = [item["code"] for item in result.findings]
        assert result.verdict == "fail"
        assert "TANPA_BARIS" in told or result.refusal["code"] == "TABEL_TIDAK_DITEMUKAN"
