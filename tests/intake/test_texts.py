"""Text and pages: encodings, delimiters, line ends, pasted tables, CSV kept in column A, tables of web pages."""

from __future__ import annotations

import io

import pytest
from intake.files import seeds
from intake.files.reading import read, refused
from openpyxl import Workbook as Book

from ckanext.satudata.domain.intake.grid import Area, Value, Workbook

TABLE = "Kecamatan;Tahun;Kafé\nWanasari;2025;1,5\nKarangjati;2025;2,5\n"
ROWS = [["Kecamatan", "Tahun", "Kafé"], ["Wanasari", "2025", "1,5"], ["Karangjati", "2025", "2,5"]]


def rows(workbook: Workbook) -> list[list[Value]]:
    return list(workbook.sheets[0].rows.values())


def codes(workbook: Workbook) -> list[str]:
    return [code for code, _ in workbook.remarks]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    workbook = read(TABLE.replace("\n", end).encode(encoding), "a.csv")
    assert rows(workbook) == ROWS and workbook.delimiter == ";"
    assert workbook.encoding == {"utf-8-sig": "utf-8", "latin-1": "cp1252"}.get(encoding, encoding)


def test_big_endian_with_a_mark() -> None:
    assert rows(read(b"\xfe\xff" + TABLE.encode("utf-16-be"), "a.csv")) == ROWS


def test_mixed_line_ends_and_none_at_the_end() -> None:
    workbook = read(b"a;b\r\n1;2\r3;4\n5;6", "a.csv")
    assert rows(workbook) == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]
    assert list(workbook.sheets[0].rows) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "delimiter", "width"),
    [
        ("a;b;c\n1;2,5;3,5\n2;3,5;4,5\n", ";", 3),
        ("a,b\n1,2\n", ",", 2),
        ('Nama,Luas\n"Kec. A; B","1,5"\n"Kec. C; D","2,5"\n', ",", 2),
        ("a\tb\n1,5\t2,5\n", "\t", 2),
        ("a|b|c\n1|2|3\n", "|", 3),
        ("2023,2024\n1,2\n3,4\n", ",", 2),
        ("Luas\n1,5\n2,5\n", ";", 1),
        ("Judul tabel, tahun 2025\n\na;b;c\n1;2;3\n4;5;6\n", ";", 3),
    ],
)
def test_delimiters(text: str, delimiter: str, width: int) -> None:
    workbook = read(text.encode(), "a.csv")
    assert workbook.delimiter == delimiter
    assert max(map(len, rows(workbook))) == width


def test_a_single_column_of_decimals_is_not_divided() -> None:
    assert rows(read(b"Luas (ha);\n1,5;\n2,5;\n", "a.csv")) == [["Luas (ha)"], ["1,5"], ["2,5"]]


def test_ragged_rows_blank_lines_and_trailing_delimiters() -> None:
    workbook = read(b"a;b;;\n1;2;3;4;5\n\n;;\n6\n", "a.csv")
    assert workbook.sheets[0].rows == {1: ["a", "b"], 2: ["1", "2", "3", "4", "5"], 5: ["6"]}


def test_codes_written_for_excel_are_what_they_say() -> None:
    workbook = read(b'Kode;Nama;Rumus\n="0101";Wanasari;="a"&"b"\n"=""0102""";Karangjati;=1+1\n', "a.csv")
    assert rows(workbook)[1:] == [["0101", "Wanasari", '="a"&"b"'], ["0102", "Karangjati", "=1+1"]]


def test_text_with_tabs_is_a_kind_of_its_own() -> None:
    assert read(b"a\tb\n1\t2\n", "a.tsv").kind == "tsv"
    assert codes(read(b"a\tb\n1\t2\n", "a.txt")) == []


def test_pasted_from_excel() -> None:
    pasted = (
        'Nama\tCatatan\tNilai\r\n"dua\nbaris"\t5" pipa\t1.234,5\r\n"kata ""ini""\nitu"\t"belum ditutup\t7\r\n'
    )
    workbook = read(pasted.encode(), "tempelan.txt", "clipboard")
    assert workbook.kind == "clipboard" and workbook.remarks == []
    assert rows(workbook) == [
        ["Nama", "Catatan", "Nilai"],
        ["dua\nbaris", '5" pipa', "1.234,5"],
        ['kata "ini"\nitu', '"belum ditutup', "7"],
    ]
    assert rows(read(pasted.encode(), "tempelan.txt")) == rows(workbook)


def test_pasted_as_html() -> None:
    page = (
        "Version:0.9\r\nStartHTML:00000097\r\n<html><body><p>luar</p><!--StartFragment--><table><tr><td>a</td><td>1</td>"
        "</tr></table><!--EndFragment--></body></html>"
    )
    workbook = read(page.encode(), "tempelan.txt", "clipboard")
    assert workbook.kind == "clipboard" and rows(workbook) == [["a", "1"]]


def _in_column_a(lines: list[str]) -> bytes:
    book = Book()
    for line in lines:
        book.active.append([line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_csv_kept_in_column_a_is_divided_and_said() -> None:
    lines = ["Nama;Luas;Tahun", 'Wanasari;"1;5";2025', "Karangjati;2,5;2025", "Muara Bening;3;2025"]
    workbook = read(_in_column_a(lines), "a.xlsx")
    assert rows(workbook)[1] == ["Wanasari", "1;5", "2025"]
    facts = dict(workbook.remarks)["KOLOM_A_BERISI_CSV"]
    assert facts["delimiter"] == ";" and facts["count"] == 3 and facts["column"] == "C"
    quoted = read(b'"a,b"\n"x,1"\n"y,2"\n"z,3"\n', "a.csv")
    assert rows(quoted)[1] == ["x", "1"] and "KOLOM_A_BERISI_CSV" in codes(quoted)


@pytest.mark.parametrize(
    "lines",
    [
        ["Alamat", "Jl. Melati, Wanasari", "Jl. Mawar, Karangjati", "Jl. Kenanga, Wanasari"],
        ["Luas", "1,5", "2,5", "3,5"],
        ["a;b", "1;2"],
        ["Kepada Yth.", "Bapak/Ibu, di tempat", "Dengan hormat, kami sampaikan", "Terima kasih"],
    ],
)
def test_other_texts_in_column_a_are_left_alone(lines: list[str]) -> None:
    workbook = read(_in_column_a(lines), "a.xlsx")
    assert rows(workbook) == [[line] for line in lines] and workbook.remarks == []


def test_damaged_and_unseen_signs_are_remarked() -> None:
    workbook = read("Nama;n\nCaf\u00c3\u00a9;1\nSuka\u200bmaju;2\nx\ufffdy;3\n".encode(), "a.csv")
    remarks = dict(workbook.remarks)
    assert remarks["HURUF_RUSAK"]["count"] == 2 and remarks["HURUF_RUSAK"]["where"] == "a A2"
    assert remarks["TANDA_TAK_TAMPAK"]["read"] == "uka<U+200B>maj"
    assert read("Nama;n\nCaf\u00e9 \u2013 \u201cA\u201d;1\n".encode(), "a.csv").remarks == []


PAGE = """<html><head><meta charset="{0}"><title>t</title></head><body><h3>Produksi Padi 2024</h3><script>var x="<table>";
</script><table><tr><th rowspan=2>Kecamatan</th><th colspan="2">Produksi</th></tr><tr><th>2023<th>2024</tr>
<tr style="display: none"><td>Wanasari<td>1.234,5</td><td>7&nbsp;</td></tr></table><p>Sumber: Dinas<br>Kafé</p>
<table><tr><td>x</td><td>y</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_tables_of_a_page(encoding: str) -> None:
    workbook = read(PAGE.format(encoding).encode(encoding), "a.xls")
    sheet = workbook.sheets[0]
    assert sheet.rows == {
        1: ["Produksi Padi 2024"],
        2: ["Kecamatan", "Produksi"],
        3: [None, "2023", "2024"],
        4: ["Wanasari", "1.234,5", "7"],
        6: ["Sumber: Dinas"],
        7: ["Kafé"],
        8: ["x", "y"],
    }
    assert sheet.merges == [Area(2, 1, 3, 1), Area(2, 2, 2, 3)] and sheet.hidden_rows == {4}
    assert dict(workbook.remarks)["NAMA_BEDA_ISI"] == {"read": ".xls", "expected": "HTML"}


def _table(lines: list[list[str]]) -> str:
    return (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in line)}</tr>" for line in lines)
        + "</table>"
    )


NAMES = [["Kecamatan"], ["Wanasari"], ["Karangjati"], ["Muara Bening"]]
FIGURES = [["2023", "2024"], ["1", "2"], ["3", "-"], ["5", "6"]]


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td>{_table(NAMES)}</td><td>{_table(FIGURES)}</td></tr></table>",
        f"<div style='float:left'>{_table(NAMES)}</div><div>{_table(FIGURES)}</div>",
    ],
)
def test_one_table_cut_into_several_is_joined_and_asked_about(page: str) -> None:
    workbook = read(f"<html>{page}</html>".encode(), "a.html")
    assert rows(workbook) == [mine + theirs for mine, theirs in zip(NAMES, FIGURES, strict=True)]
    assert dict(workbook.remarks)["TABEL_DISAMBUNG"] == {"count": 2, "rows": 4}


@pytest.mark.parametrize(
    "other", [FIGURES[:3], NAMES, [["Desa", "Luas"], ["A", "1"], ["B", "2"], ["C", "3"]]]
)
def test_tables_that_are_not_parts_of_one_stay_apart(other: list[list[str]]) -> None:
    workbook = read(f"<html>{_table(NAMES)}{_table(other)}</html>".encode(), "a.html")
    assert workbook.remarks == [] and len(rows(workbook)) == len(NAMES) + len(other)


def test_xml_spreadsheet_2003() -> None:
    made = seeds.xml2003().decode()
    head = (
        '<DocumentProperties><Author>Rekaan</Author></DocumentProperties><Styles><Style ss:ID="k"><NumberFormat '
        'ss:Format="0000"/></Style></Styles>'
    )
    more = (
        '<Row ss:Index="9" ss:Hidden="1"><Cell ss:MergeAcross="1" ss:StyleID="k"><Data ss:Type="Number">101</Data><Comment>'
        '<ss:Data>cek <B>ini</B></ss:Data></Comment></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row></Table>'
        "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    )
    made = made.replace("<Worksheet", head + "<Worksheet").replace("</Table>", more)
    workbook = read(made.encode(), "a.xls")
    sheet = workbook.sheets[0]
    assert sheet.rows[9][0] == 101 and str(sheet.rows[9][2]) == "ErrorCell(code='#REF!')"
    assert sheet.formats.get((9, 1)) == "0000" and sheet.merges == [Area(9, 1, 9, 2)]
    assert sheet.comments == {(9, 1): "cek ini"} and sheet.hidden_rows == {9} and not sheet.visible
    assert workbook.properties == {"creator": "Rekaan"}


@pytest.mark.parametrize("first", ["BMKG", "PK", "MZ", "II", "ID3", "RIFF", "1", "<1 tahun", "[a]", "BZh"])
def test_ordinary_words_are_no_signatures(first: str) -> None:
    assert refused(f"{first};Tahun\nWanasari;2025\n".encode(), "a.csv") == ""
