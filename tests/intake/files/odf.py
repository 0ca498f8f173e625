"""OpenDocument workbooks, written by hand: sheets as XML inside the usual parts."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{prefix}="{place}"'
    for prefix, place in {
        "office": f"{_URN}office:1.0",
        "table": f"{_URN}table:1.0",
        "text": f"{_URN}text:1.0",
        "style": f"{_URN}style:1.0",
        "number": f"{_URN}datastyle:1.0",
        "draw": f"{_URN}drawing:1.0",
        "meta": f"{_URN}meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"
_STYLES = (
    '<number:number-style style:name="N1"><number:number number:min-integer-digits="4"/></number:number-style>'
    '<style:style style:name="kode" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def text(value: str, more: str = "") -> str:
    """Give a cell of text."""
    return f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p></table:table-cell>'


def number(value: float, more: str = "", kind: str = "float") -> str:
    """Give a cell with a number."""
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}"{more}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def blank(count: int = 1) -> str:
    """Give blank cells."""
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


def row(*cells: str, more: str = "") -> str:
    """Give a row."""
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def sheet(name: str, *rows: str, style: str = "ta1", columns: str = "") -> str:
    """Give a sheet."""
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'
    )


def content(*sheets: str, before: str = "", prolog: str = "") -> bytes:
    """Give ``content.xml``."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {_SPACES}>'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{before}{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def meta(title: str, author: str) -> bytes:
    """Give ``meta.xml``."""
    return (
        f'<?xml version="1.0"?><office:document-meta {_SPACES}><office:meta><dc:title>{title}</dc:title>'
        f'<meta:initial-creator>{author}</meta:initial-creator><meta:user-defined meta:name="OPD">Dinas Rekaan'
        "</meta:user-defined></office:meta></office:document-meta>"
    ).encode()


def workbook(
    *sheets: str, extra: Mapping[str, bytes] | None = None, before: str = "", prolog: str = ""
) -> bytes:
    """Give an .ods file of these sheets."""
    return packed({"content.xml": content(*sheets, before=before, prolog=prolog), **(extra or {})})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Give an .ods file of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", parts.get("META-INF/manifest.xml", b"<manifest/>"))
        for name, part in parts.items():
            if name != "META-INF/manifest.xml":
                archive.writestr(name, part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
