"""Small files that would cost much, and workbooks that contradict themselves."""

from __future__ import annotations

from data import hostile

from . import biff, odf


def _sheet(rows: str) -> bytes:
    return hostile.zipped(hostile.parts(hostile.sheet_xml(rows)))


def many_runs() -> bytes:
    """Give a cell of many runs, each short enough, together far too long."""
    runs = f"<r><t>{'ab' * 500}</t></r>" * 2_000
    return _sheet(f'<row r="1"><c r="A1" t="inlineStr"><is>{runs}</is></c></row>')


def doubled_row() -> bytes:
    """Give a workbook that holds its row 2 twice, with other figures."""
    return _sheet(hostile.small_rows() + '<row r="2"><c r="C2"><v>999</v></c></row>')


def doubled_cell() -> bytes:
    """Give a workbook that holds a cell twice, with other figures."""
    return _sheet(hostile.small_rows() + '<row r="4"><c r="A4"><v>1</v></c><c r="A4"><v>2</v></c></row>')


def misplaced_cell() -> bytes:
    """Give a workbook whose row 4 holds a cell that says it stands in row 9."""
    return _sheet(hostile.small_rows() + '<row r="4"><c r="A9"><v>1</v></c></row>')


def lost_sheet() -> bytes:
    """Give a workbook that lists a sheet which it does not hold."""
    made = hostile.parts(hostile.sheet_xml(hostile.small_rows()))
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="Lain" sheetId="2" r:id="rId77"/></sheets>'
    )
    return hostile.zipped(made)


def odd_names() -> bytes:
    """Give an ordinary workbook whose parts are named as some programs name them."""
    made = hostile.parts(hostile.sheet_xml(hostile.small_rows()))
    made["xl\\Worksheets\\Sheet1.xml"] = made.pop("xl/worksheets/sheet1.xml")
    return hostile.zipped(made)


def ods_rows() -> bytes:
    """Give a row of 900 cells that is repeated a million times."""
    row = odf.row(
        odf.number(7, ' table:number-columns-repeated="900"'), more=' table:number-rows-repeated="1000000"'
    )
    return odf.workbook(odf.sheet("Data", row))


def ods_columns() -> bytes:
    """Give a cell that is repeated a million million times."""
    return odf.workbook(
        odf.sheet("Data", odf.row(odf.number(7, ' table:number-columns-repeated="999999999999"')))
    )


def ods_endless() -> bytes:
    """Give a row that is repeated a million million times."""
    return odf.workbook(
        odf.sheet("Data", odf.row(odf.number(7), more=' table:number-rows-repeated="999999999999"'))
    )


def ods_text() -> bytes:
    """Give a long text that is repeated ten thousand times."""
    return odf.workbook(
        odf.sheet("Data", odf.row(odf.text("ab" * 15_000), more=' table:number-rows-repeated="10000"'))
    )


def xls_text() -> bytes:
    """Give an old workbook that uses one long shared text ten thousand times."""
    return biff.workbook([biff.Sheet("Data", [["x" * 3_900]] * 65_000)])


def html_spans() -> bytes:
    """Give a page whose cells span millions of places."""
    table = b"<table><tr>" + b'<td rowspan="1999" colspan="10">1</td>' * 100 + b"</tr></table>"
    return b"<html>" + table * 4


def html_nested() -> bytes:
    """Give a page of tables inside tables."""
    return b"<table><tr><td>" * 5_000
