"""One whole, ordinary file of every container: the ground from which broken ones are made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment

from . import biff, odf

ROWS = (
    ("Kecamatan", "Tahun", "Tanggal", "Produksi (ton)", "Kode"),
    ("Wanasari", 2025, date(2025, 1, 31), 12.5, 101),
    ("Karangjati", 2025, date(2025, 2, 28), 15, 102),
    ("Muara Bening", 2025, date(2025, 3, 31), 9, 103),
)
_SERIALS = {date(2025, 1, 31): 45688, date(2025, 2, 28): 45716, date(2025, 3, 31): 45747}


def xlsx() -> bytes:
    """Give a workbook with formats, a comment, merged cells, a formula, a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in ROWS:
        sheet.append(row)
    for number in range(2, 5):
        sheet.cell(number, 5).number_format = "0000"
    sheet["B3"].comment = Comment("periksa", "Rekaan")
    sheet["A6"] = "=SUM(D2:D4)"
    sheet.merge_cells("A8:C8")
    book.create_sheet("Catatan").sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _old_sheets() -> list[biff.Sheet]:
    cells = [
        [(_SERIALS[value], biff.DATE) if isinstance(value, date) else value for value in row] for row in ROWS
    ]
    sheet = biff.Sheet("Data", cells, merged=[(6, 1, 6, 3)], notes={(2, 2): "periksa"}, hidden_rows=[3])
    return [sheet, biff.Sheet("Catatan", [["x"]], visibility=1)]


def xls() -> bytes:
    """Give an old workbook with the same table."""
    return biff.workbook(_old_sheets(), properties={4: "Rekaan"})


def bare() -> bytes:
    """Give the same old workbook without its container."""
    return biff.stream(_old_sheets())


def ods() -> bytes:
    """Give an OpenDocument workbook with the same table, a repeated row and a comment."""
    rows = [odf.row(*(_odf_cell(value) for value in row)) for row in ROWS]
    rows.append(
        odf.row(odf.number(7, ' table:number-columns-repeated="3"'), more=' table:number-rows-repeated="4"')
    )
    rows.append(odf.row(odf.blank(900), more=' table:number-rows-repeated="1000000"'))
    return odf.workbook(odf.sheet("Data", *rows), extra={"meta.xml": odf.meta("Judul", "Rekaan")})


def _odf_cell(value: object) -> str:
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>x</text:p></table:table-cell>'
    return odf.text(value) if isinstance(value, str) else odf.number(float(str(value)))


def xml2003() -> bytes:
    """Give the same table as XML Spreadsheet 2003."""
    rows = ""
    for row in ROWS:
        cells = "".join(f"<Cell>{_xml_data(value)}</Cell>" for value in row)
        rows += f"<Row>{cells}</Row>"
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="Data"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def _xml_data(value: object) -> str:
    if isinstance(value, date):
        return f'<Data ss:Type="DateTime">{value}T00:00:00.000</Data>'
    return f'<Data ss:Type="{"String" if isinstance(value, str) else "Number"}">{value}</Data>'


def html() -> bytes:
    """Give the same table as a web page, with spans."""
    rows = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in ROWS)
    head = '<tr><th colspan="5">Produksi Padi &amp; Palawija 2025</th></tr>'
    return (
        f"<html><head><meta charset='utf-8'></head><body><table>{head}{rows}</table></body></html>".encode()
    )


def csv() -> bytes:
    """Give the same table as CSV, with a quoted cell."""
    lines = [";".join(f'"{value}"' if " " in str(value) else str(value) for value in row) for row in ROWS]
    return ("\r\n".join(lines) + "\r\n").encode()


def pasted() -> bytes:
    """Give the same table as Excel puts it on the clipboard."""
    return (
        "\r\n".join("\t".join(str(value) for value in row) for row in ROWS) + '\r\n"dua\nbaris"\t1\r\n'
    ).encode()


SEEDS: dict[str, Callable[[], bytes]] = {
    "xlsx": xlsx,
    "xls": xls,
    "biff": bare,
    "ods": ods,
    "xml": xml2003,
    "html": html,
    "csv": csv,
    "clipboard": pasted,
}
