"""What every container keeps of a table: days, times, errors, formulas, codes, comments, what is hidden, properties."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
import xlrd
import xlsxwriter
from data import hostile
from intake.files import biff, odf, seeds
from intake.files.reading import read, refused
from openpyxl import Workbook as Book

from ckanext.satudata.domain.intake.display import shown
from ckanext.satudata.domain.intake.grid import Area, ErrorCell, FormulaCell, Percent

XLSX_STYLES = ("0", "14", "20", "46", "9", "164", "165", "17", "166", "167")
_FORMATS = {
    "164": "0000",
    "165": "00&quot;.&quot;00&quot;.&quot;00",
    "166": "[$-421]dd mmmm yyyy",
    "167": "[Magenta]General",
}


def xlsx(rows: str, more: str = "", from_1904: bool = False, **parts: bytes) -> bytes:
    """Give a workbook around these rows, with a style for each of the formats above."""
    formats = "".join(f'<numFmt numFmtId="{key}" formatCode="{code}"/>' for key, code in _FORMATS.items())
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in XLSX_STYLES)
    sheet = f"<styleSheet><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
    made = hostile.parts(hostile.sheet_xml(rows).replace(b"</worksheet>", more.encode() + b"</worksheet>"))
    made["xl/styles.xml"] = sheet.encode()
    relations = made["xl/_rels/workbook.xml.rels"].decode()
    made["xl/_rels/workbook.xml.rels"] = relations.replace(
        "</Relationships>", '<Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>'
    ).encode()
    if from_1904:
        book = made["xl/workbook.xml"]
        made["xl/workbook.xml"] = book.replace(b"<sheets>", b'<workbookPr date1904="true"/><sheets>')
    return hostile.zipped({**made, **parts})


def cell_of(cell: str, from_1904: bool = False) -> Any:
    """Give what a workbook's one cell is read as."""
    return read(xlsx(f'<row r="1">{cell}</row>', from_1904=from_1904), "a.xlsx").sheets[0].get(1, 1)


def number(value: str, style: int = 0) -> str:
    return f'<c r="A1" s="{style}"><v>{value}</v></c>'


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        ("45688", 1, date(2025, 1, 31)),
        ("45688.5", 1, datetime.fromisoformat("2025-01-31T12:00")),
        ("1", 1, date(1900, 1, 1)),
        ("59", 1, date(1900, 2, 28)),
        ("60", 1, "29/02/1900"),
        ("61", 1, date(1900, 3, 1)),
        ("0", 1, "00/01/1900"),
        ("-1", 1, -1),
        ("2958466", 1, 2958466),
        ("0.354166666666667", 2, "08:30"),
        ("45688.25", 2, datetime.fromisoformat("2025-01-31T06:00")),
        ("1.5", 3, "36:00"),
        ("0.125", 4, Percent(0.125)),
        ("101", 5, 101),
        ("45658", 7, date(2025, 1, 1)),
        ("45688", 8, date(2025, 1, 31)),
        ("45688", 9, 45688),
        ("45688.999999999", 1, date(2025, 2, 1)),
    ],
)
def test_numbers_are_what_their_format_shows(value: str, style: int, expected: Any) -> None:
    found = cell_of(number(value, style))
    assert found == expected and type(found) is type(expected)


@pytest.mark.parametrize(
    ("value", "expected"), [("0", date(1904, 1, 1)), ("60", date(1904, 3, 1)), ("44226", date(2025, 1, 31))]
)
def test_days_of_the_1904_system(value: str, expected: date) -> None:
    assert cell_of(number(value, 1), from_1904=True) == expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("9007199254740993", 9007199254740993),
        ("3.2750112233440001E15", 3275011223344000),
        ("123456789012345678", 123456789012345678),
        ("12.5", 12.5),
        ("12.0", 12),
        ("1E3", 1000),
        ("-0.5", -0.5),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1e999", "1e999"),
        ("1_000", "1_000"),
        ("\u0661\u0662", "\u0661\u0662"),
    ],
)
def test_numbers_keep_their_digits(stored: str, expected: Any) -> None:
    found = cell_of(number(stored))
    assert found == expected and type(found) is type(expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', " a "),
        (
            '<c r="A1" t="inlineStr"><is><r><t>Ka</t></r><r><t>rang</t></r><rPh><t>x</t></rPh></is></c>',
            "Karang",
        ),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', "a\rb_x0041_"),
        ('<c r="A1" t="inlineStr"><is><t>0101</t></is></c>', "0101"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', ErrorCell("#REF!")),
        ('<c r="A1"><f>B1+1</f></c>', FormulaCell("B1+1")),
        ('<c r="A1"><f>B1+1</f><v></v></c>', FormulaCell("B1+1")),
        ('<c r="A1" t="str"><f>B1</f></c>', FormulaCell("B1")),
        ('<c r="A1" t="str"><f>IF(B1,"","")</f><v></v></c>', None),
        ('<c r="A1" t="str"><f>B1</f><v>teks</v></c>', "teks"),
        ('<c r="A1"><f>B1+1</f><v>7</v></c>', 7),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ErrorCell("#DIV/0!")),
        ('<c r="A1" t="d"><v>2025-01-31T00:00:00Z</v></c>', date(2025, 1, 31)),
        ('<c r="A1" t="n" s="0"/>', None),
    ],
)
def test_cells_of_every_type(cell: str, expected: Any) -> None:
    found = cell_of(cell)
    assert found == expected and type(found) is type(expected)


def test_shared_formulas_move_with_their_cells() -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1+$C$1*SUM(D1:E1)&amp;"B1"</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'
        '<row r="4"><c r="A4"><f t="array" ref="A4">SUM(B1:B3*C1:C3)</f><v>9</v></c></row>'
    )
    sheet = read(xlsx(rows), "a.xlsx").sheets[0]
    assert sheet.formulas[2, 1] == 'B2+$C$1*SUM(D2:E2)&"B1"'
    assert sheet.get(3, 1) == FormulaCell('B3+$C$1*SUM(D3:E3)&"B1"')
    assert sheet.get(4, 1) == 9


@pytest.mark.parametrize(
    ("value", "style", "text"), [("101", 5, "0101"), ("990101", 6, "99.01.01"), ("12345", 5, "12345")]
)
def test_fixed_digits_are_shown_with_their_zeros(value: str, style: int, text: str) -> None:
    sheet = read(xlsx(f'<row r="1">{number(value, style)}</row>'), "a.xlsx").sheets[0]
    assert shown(sheet.get(1, 1), sheet.formats.get((1, 1))) == text


def test_formats_are_known_in_the_hundred_thousandth_row() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="5"><v>{n}</v></c></row>' for n in range(1, 60_001))
    sheet = read(xlsx(rows + '<row r="60001"><c r="A60001"><v>5</v></c></row>'), "a.xlsx").sheets[0]
    assert sheet.formats.get((59_999, 1)) == "0000"
    assert sheet.formats.get((60_001, 1)) is None


def test_what_is_hidden_merged_and_filtered_in_xlsx() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
    filters = '<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    made = xlsx(rows, filters)
    sheet = read(made, "a.xlsx").sheets[0]
    assert sheet.hidden_rows == {2} and sheet.filtered and sheet.merges == [Area(1, 1, 2, 2)]


def test_comments_threads_and_properties_of_xlsx() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.set_properties({"title": "Judul", "author": "Rekaan", "company": "Dinas", "comments": "Isi"})
    book.set_custom_property("OPD", "Dinas Rekaan")
    sheet = book.add_worksheet("Data")
    sheet.write("A1", 1)
    sheet.write_comment("B2", "periksa lagi", {"author": "Rekaan"})
    hidden = book.add_worksheet("Rahasia")
    hidden.very_hidden()
    book.close()
    workbook = read(stream.getvalue(), "a.xlsx")
    assert workbook.sheets[0].comments == {(2, 2): "periksa lagi"}
    assert not workbook.sheets[1].visible
    assert workbook.properties["title"] == "Judul" and workbook.properties["creator"] == "Rekaan"
    assert workbook.properties["company"] == "Dinas" and workbook.properties["OPD"] == "Dinas Rekaan"


def test_threads_are_read_instead_of_their_stand_ins() -> None:
    relations = (
        '<Relationships><Relationship Id="rId1" Type="x/threadedComment" Target="../threadedComments/t.xml"/>'
        '<Relationship Id="rId2" Type="x/comments" Target="../comments1.xml"/></Relationships>'
    )
    thread = '<ThreadedComments><threadedComment ref="A1"><text>sudah benar?</text></threadedComment></ThreadedComments>'
    note = '<comments><commentList><comment ref="A1"><text><t>[Threaded comment] x</t></text></comment></commentList></comments>'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations.encode(),
        "xl/threadedComments/t.xml": thread.encode(),
        "xl/comments1.xml": note.encode(),
    }
    workbook = read(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', **parts), "a.xlsx")
    assert workbook.sheets[0].comments == {(1, 1): "sudah benar?"}


def test_old_excel_keeps_it_all() -> None:
    cells = [
        ["Kode", "Nama", "Tanggal", "Jam", "Bagian"],
        [(101, biff.CODE), "Wanasari", (45688, biff.DATE), (0.3541666667, biff.TIME), (0.5, biff.PERCENT)],
        [3275011223344000, "#N/A", (60, biff.DATE), True, 2.5],
        ["0101", None, (1, biff.DATE), False, None],
    ]
    data = biff.Sheet(
        "Data",
        cells,
        merged=[(1, 1, 1, 2)],
        hidden_rows=[3],
        hidden_columns=[2],
        notes={(2, 2): "cek"},
        filtered=True,
    )
    made = biff.workbook(
        [data, biff.Sheet("Rahasia", [["x"]], 2)], {2: "Judul", 4: "Rekaan"}, macros=True, linked=True
    )
    workbook = read(made, "a.xls")
    sheet = workbook.sheets[0]
    assert sheet.rows[2] == [101, "Wanasari", date(2025, 1, 31), "08:30", Percent(0.5)]
    assert sheet.rows[3] == [3275011223344000, ErrorCell("#N/A"), "29/02/1900", True, 2.5]
    assert sheet.rows[4] == ["0101", None, date(1900, 1, 1), False]
    assert shown(sheet.get(2, 1), sheet.formats.get((2, 1))) == "0101"
    assert sheet.merges == [Area(1, 1, 1, 2)] and sheet.hidden_rows == {3} and sheet.hidden_columns == {2}
    assert sheet.comments == {(2, 2): "cek"} and sheet.filtered
    assert [item.visible for item in workbook.sheets] == [True, False]
    assert workbook.macros and workbook.external_links == 1
    assert workbook.properties == {"title": "Judul", "creator": "Rekaan"}
    assert "ANGKA_DIBULATKAN" in [code for code, _ in workbook.remarks]


def test_old_excel_of_1904_bare_and_ancient() -> None:
    cells = [["Tanggal", "Luas"], [(44226, biff.DATE), 3.5]]
    dated = read(biff.workbook([biff.Sheet("Data", cells)], from_1904=True), "a.xls")
    assert dated.sheets[0].get(2, 1) == date(2025, 1, 31)
    assert read(biff.stream([biff.Sheet("Data", cells)]), "a.xls").sheets[0].get(2, 2) == 3.5
    ancient = read(biff.ancient([["Kecamatan", "Luas"], ["Wanasari", 3.5]]), "a.xls")
    assert ancient.sheets[0].rows == {1: ["Kecamatan", "Luas"], 2: ["Wanasari", 3.5]}


def test_old_excel_without_readable_formats_still_knows_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = xlrd.open_workbook

    def without_formats(**options: Any) -> Any:
        if options["formatting_info"]:
            raise xlrd.XLRDError("no formats")
        return whole(**options)

    monkeypatch.setattr(xlrd, "open_workbook", without_formats)
    cells = [["Tanggal", "Luas"], [(45688, biff.DATE), 45688]]
    assert read(biff.stream([biff.Sheet("Data", cells)]), "a.xls").sheets[0].rows[2] == [
        date(2025, 1, 31),
        45688,
    ]


def _typed(kind: str, attribute: str, text: str = "x") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" {attribute}><text:p>{text}</text:p></table:table-cell>'
    )


def test_opendocument_keeps_it_all() -> None:
    comment = (
        '<table:table-cell office:value-type="string"><office:annotation><dc:creator>Rekaan</dc:creator>'
        '<text:p>cek</text:p><text:p>lagi</text:p></office:annotation><text:p>dua<text:s text:c="2"/>spasi</text:p>'
        "<text:p>baris</text:p></table:table-cell>"
    )
    data = odf.sheet(
        "Data",
        odf.row(
            odf.text("Judul", ' table:number-columns-spanned="2"'),
            "<table:covered-table-cell/>",
            odf.blank(3),
        ),
        odf.row(
            odf.text("Wanasari"),
            odf.number(101, ' table:style-name="kode"'),
            odf.number(0.5, kind="percentage"),
        ),
        odf.row(
            _typed("date", 'office:date-value="2025-01-31"'),
            _typed("time", 'office:time-value="PT08H30M00S"'),
            _typed("boolean", 'office:boolean-value="true"'),
            _typed("currency", 'office:value="1500" office:currency="IDR"', "Rp1.500"),
            _typed("string", 'table:formula="of:=1/0" calcext:value-type="error"', "#DIV/0!"),
            '<table:table-cell table:formula="of:=[.A1]"/>',
            comment,
            more=' table:visibility="filter"',
        ),
        odf.row(odf.number(7, ' table:number-columns-repeated="2"'), more=' table:number-rows-repeated="3"'),
        odf.row(odf.blank(1024), more=' table:number-rows-repeated="1048569"'),
        columns='<table:table-column/><table:table-column table:visibility="collapse"/>',
    )
    linked = odf.sheet("'file:///C:/lain.ods'#Data", odf.row(odf.text("rahasia")))
    hidden = odf.sheet("Lain", odf.row(odf.text("x")), style="ta2")
    extra = {"meta.xml": odf.meta("Judul", "Rekaan"), "Basic/script-lc.xml": b"<a/>"}
    workbook = read(odf.workbook(data, hidden, linked, extra=extra), "a.ods")
    sheet = workbook.sheets[0]
    assert sheet.rows[1] == ["Judul"] and sheet.merges == [Area(1, 1, 1, 2)]
    assert sheet.rows[2] == ["Wanasari", 101, Percent(0.5)] and isinstance(sheet.get(2, 3), Percent)
    assert sheet.rows[3][:5] == [date(2025, 1, 31), "08:30", True, 1500, ErrorCell("#DIV/0!")]
    assert sheet.rows[3][5:] == [FormulaCell("[.A1]"), "dua  spasi\nbaris"]
    assert sheet.rows[4] == sheet.rows[6] == [7, 7] and max(sheet.rows) == 6
    assert shown(sheet.get(2, 2), sheet.formats.get((2, 2))) == "0101"
    assert sheet.hidden_rows == {3} and sheet.filtered and sheet.hidden_columns == {2}
    assert sheet.comments == {(3, 7): "cek\nlagi"}
    assert [(item.name, item.visible) for item in workbook.sheets] == [("Data", True), ("Lain", False)]
    assert workbook.external_links == 1 and workbook.macros
    assert workbook.properties == {"title": "Judul", "creator": "Rekaan", "OPD": "Dinas Rekaan"}


def test_the_same_table_from_every_native_container() -> None:
    rows = {
        name: [[*row] for row in list(read(seeds.SEEDS[name](), f"a.{name}").sheets[0].rows.values())[:4]]
        for name in ("xlsx", "xls", "ods", "xml")
    }
    assert rows["xlsx"] == rows["xls"] == rows["ods"] == rows["xml"] == [list(row) for row in seeds.ROWS]


def test_macros_are_said_and_the_name_too() -> None:
    remarks = dict(read(hostile.with_macros(), "a.xlsx").remarks)
    assert "MAKRO_DIABAIKAN" in remarks and remarks["NAMA_BEDA_ISI"] == {"read": ".xlsx", "expected": "XLSM"}
    assert [code for code, _ in read(hostile.macro_type(), "a.xlsm").remarks] == ["MAKRO_DIABAIKAN"]
    assert read(hostile.ordinary(), "a.xlsx").remarks == []


def test_links_shown_from_elsewhere_are_counted_and_links_to_click_are_not() -> None:
    relations = (
        '<Relationships><Relationship Id="rId1" Type="x/hyperlink" Target="https://a.id" TargetMode="External"/>'
        '<Relationship Id="rId2" Type="x/image" Target="https://a.id/b.png" TargetMode="External"/></Relationships>'
    )
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": relations.encode()}
    assert read(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', **parts), "a.xlsx").external_links == 1


def test_openpyxl_formulas_without_values_are_formulas() -> None:
    book = Book()
    book.active["A1"] = "=1+1"
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue(), "a.xlsx").sheets[0].get(1, 1) == FormulaCell("1+1")


def test_a_name_that_lies_is_a_remark_for_every_container() -> None:
    for name, make in seeds.SEEDS.items():
        if name in ("clipboard", "biff"):
            continue
        remarks = dict(read(make(), "data.pdf").remarks)
        assert remarks["NAMA_BEDA_ISI"] == {"read": ".pdf", "expected": name.upper()}
        assert refused(make(), f"data.{name}") == ""


def test_sheets_have_names_of_their_own_that_can_be_seen() -> None:
    sheets = [odf.sheet(name, odf.row(odf.text("x"))) for name in ("Data", "Da\u200bta", "\u202e", "  A\tB ")]
    names = [sheet.name for sheet in read(odf.workbook(*sheets), "a.ods").sheets]
    assert names == ["Data", "Data (2)", "Lembar3", "A B"]


def test_a_million_formatted_rows_are_one_remark() -> None:
    blank = "".join(
        f'<row r="{n}" spans="1:3" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/><c r="C{n}" s="1"/></row>'
        for n in (*range(4, 100_000), 1_048_576)
    )
    sheet = read(
        hostile.zipped(hostile.parts(hostile.sheet_xml(hostile.small_rows() + blank))), "a.xlsx"
    ).sheets[0]
    assert len(sheet.rows) == 3 and sheet.trailing_blank_rows == 1_048_573
