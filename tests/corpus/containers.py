"""Pages written as files: XLSX, old XLS, ODS, HTML named ``.xls``, CSV, TSV."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

import xlsxwriter
import xlwt

from .pages import Cell, Fault, Formula, Page, Shown

BLANK_RESULT = "blank-result"
FIXED = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - a file's own date has no zone


def xlsx(pages: Sequence[Page], **options: Any) -> bytes:
    """Write an Excel workbook; ``options`` go to the writer (``date_1904``), ``properties`` to the document."""
    properties = options.pop("properties", {})
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    book.set_properties({"created": FIXED, **properties})
    formats: dict[str, Any] = {}
    for page in pages:
        sheet = book.add_worksheet(page.name)
        _fill(book, sheet, page, formats)
    if pages and pages[0].hidden:
        shown = next(index for index, page in enumerate(pages) if not page.hidden)
        book.worksheets()[shown].activate()
        book.worksheets()[shown].set_first_sheet()
    book.close()
    return with_blank_results(stream.getvalue())


def with_blank_results(content: bytes) -> bytes:
    """Make the marks of formulas whose value is an empty text empty, which the writer cannot."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    if not any(BLANK_RESULT.encode() in part for _, part in parts):
        return content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, part in parts:
            archive.writestr(info, part.replace(BLANK_RESULT.encode(), b""))
    return stream.getvalue()


def _fill(book: Any, sheet: Any, page: Page, formats: dict[str, Any]) -> None:
    def styled(code: str) -> Any:
        return formats.setdefault(code, book.add_format({"num_format": code}))

    for top, left, bottom, right in page.merges:
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for (row, column), value in sorted(page.cells.items(), key=lambda item: item[0]):
        _write(sheet, row - 1, column - 1, value, styled)
    _dress(sheet, page)
    for row in range(page.size()[0] + 1, page.formatted_to + 1):
        sheet.write_blank(row - 1, 0, None, styled("#,##0"))


def _dress(sheet: Any, page: Page) -> None:
    """Hide, filter and comment."""
    for row in page.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in page.hidden_columns:
        sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    for (row, column), text in page.comments.items():
        sheet.write_comment(row - 1, column - 1, text)
    if page.filtered:
        top, left, bottom, right = page.filtered
        sheet.autofilter(top - 1, left - 1, bottom - 1, right - 1)
    if page.hidden:
        sheet.hide()


def _write(sheet: Any, row: int, column: int, value: Cell, styled: Callable[[str], Any]) -> None:
    if isinstance(value, Shown):
        sheet.write(row, column, value.value, styled(value.format))
    elif isinstance(value, Formula):
        kept = BLANK_RESULT if value.value == "" else value.value
        sheet.write_formula(row, column, value.text, None, "" if kept is None else kept)
    elif isinstance(value, Fault):
        sheet.write_formula(row, column, "=NA()" if value.code == "#N/A" else "=A1/0", None, value.code)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(row, column, value, styled("dd/mm/yyyy"))
    elif value is not None:
        sheet.write(row, column, value)


def plain(value: Cell) -> Any:
    """Give the value that a container without formulas or formats keeps."""
    if isinstance(value, Shown):
        return value.value
    if isinstance(value, Formula):
        return value.value
    if isinstance(value, Fault):
        return value.code
    return value


def xls(pages: Sequence[Page]) -> bytes:
    """Write the old binary format."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for page in pages:
        sheet = book.add_sheet(page.name, cell_overwrite_ok=True)
        sheet.visibility = 1 if page.hidden else 0
        for top, left, bottom, right in page.merges:
            sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
        for (row, column), cell in sorted(page.cells.items(), key=lambda item: item[0]):
            value = plain(cell)
            if isinstance(cell, Shown):
                sheet.write(row - 1, column - 1, value, xlwt.easyxf(num_format_str=cell.format))
            elif isinstance(value, (date, datetime)):
                sheet.write(row - 1, column - 1, value, day)
            else:
                sheet.write(row - 1, column - 1, value)
        for row in page.hidden_rows:
            sheet.row(row - 1).hidden = True
    shown = next(index for index, page in enumerate(pages) if not page.hidden)
    book.set_active_sheet(shown)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods(pages: Sequence[Page], *, repeat_blank_rows: int = 0) -> bytes:
    """Write a LibreOffice sheet, with runs of blank cells and rows kept as repetitions, as LibreOffice does."""
    body = "".join(_ods_table(page, repeat_blank_rows) for page in pages)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _ODS_MIME)
        archive.writestr("content.xml", _ODS_HEAD + body + _ODS_TAIL)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return stream.getvalue()


def _ods_table(page: Page, repeat_blank_rows: int) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in page.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    lines = []
    for row, line in enumerate(page.grid(), 1):
        cells = "".join(
            "<table:covered-table-cell/>" if (row, col) in covered else _ods_cell(cell, spans.get((row, col)))
            for col, cell in enumerate(line, 1)
        )
        hidden = ' table:visibility="collapse"' if row in page.hidden_rows else ""
        lines.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    if repeat_blank_rows:
        lines.append(
            f'<table:table-row table:number-rows-repeated="{repeat_blank_rows}"><table:table-cell '
            'table:number-columns-repeated="1024"/></table:table-row>'
        )
    return f'<table:table table:name="{escape(page.name)}">{"".join(lines)}</table:table>'


def _ods_cell(cell: Cell, span: tuple[int, int] | None) -> str:
    value = plain(cell)
    merged = (
        f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    )
    if value is None:
        return f"<table:table-cell{merged}/>"
    if isinstance(value, bool):
        kind = f'boolean" office:boolean-value="{str(value).lower()}'
    elif isinstance(value, (int, float)):
        kind = f'float" office:value="{value!r}'
        if isinstance(cell, Shown) and "%" in cell.format:
            kind = f'percentage" office:value="{value!r}'
    elif isinstance(value, (date, datetime)):
        kind = f'date" office:date-value="{value.isoformat()}'
    else:
        lines = "".join(f"<text:p>{escape(part)}</text:p>" for part in str(value).split("\n"))
        return f'<table:table-cell office:value-type="string"{merged}>{lines}</table:table-cell>'
    shown = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="{kind}"{merged}>{shown}</table:table-cell>'


def html(pages: Sequence[Page], *, comma: bool = False, office: bool = True) -> bytes:
    """Write the web page that many applications send as ``laporan.xls``."""
    head = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head>" if office else "<html><head>"
    head += "<meta http-equiv='Content-Type' content='text/html; charset=utf-8'><style>td{mso-number-format:'\\@'}</style>"
    tables = "<br>".join(_html_table(page, comma) for page in pages)
    return f"{head}</head><body>{tables}</body></html>".encode()


def _html_table(page: Page, comma: bool) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in page.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    rows = []
    for row, line in enumerate(page.grid(), 1):
        cells = []
        for column, cell in enumerate(line, 1):
            if (row, column) in covered:
                continue
            down, across = spans.get((row, column), (1, 1))
            size = (f" rowspan='{down}'" if down > 1 else "") + (f" colspan='{across}'" if across > 1 else "")
            cells.append(f"<td{size}>{escape(text_of(cell, comma)).replace(chr(10), '<br>')}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border='1'>{''.join(rows)}</table>"


def text_of(cell: Cell, comma: bool = False) -> str:
    """Give the text that a cell has in CSV or HTML; ``comma``: as an Indonesian Excel writes fractions."""
    value = plain(cell)
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and not isinstance(value, bool):
        text = repr(value) if value % 1 else str(int(value))
        return text.replace(".", ",") if comma else text
    return str(value)


def delimited(
    pages: Sequence[Page],
    delimiter: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\r\n",
    comma: bool = False,
    mark: bool = False,
) -> bytes:
    """Write the first page as CSV or TSV."""
    lines = []
    for row in pages[0].grid():
        texts = [text_of(cell, comma) for cell in row]
        lines.append(delimiter.join(_quoted(text, delimiter) for text in texts))
    body = line_end.join(lines) + line_end
    return (b"\xef\xbb\xbf" if mark else b"") + body.encode(encoding)


def _quoted(text: str, delimiter: str) -> str:
    if delimiter in text or '"' in text or "\n" in text:
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
