"""Broken and hostile files, made by hand: what a producer, or somebody else, may send."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

from . import offices

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a ZIP of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts(sheet: bytes, extra: Mapping[str, bytes] | None = None, main: str = MAIN) -> dict[str, bytes]:
    """Give the parts of a smallest workbook around a sheet's XML."""
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = (
        f'<?xml version="1.0"?><Relationships xmlns="{package}">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    book = (
        f'<?xml version="1.0"?><workbook {_NS} xmlns:r="{_REL}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    relations = (
        f'<?xml version="1.0"?><Relationships xmlns="{package}">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": root.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": relations.encode(),
        "xl/worksheets/sheet1.xml": sheet,
        **(extra or {}),
    }


def sheet_xml(rows: str, head: str = "", prolog: str = "") -> bytes:
    """Give a sheet's XML around its rows."""
    return f'<?xml version="1.0"?>{prolog}<worksheet {_NS}>{head}<sheetData>{rows}</sheetData></worksheet>'.encode()


def text_cell(place: str, text: str) -> str:
    """Give a cell with its own text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def small_rows() -> str:
    """Give three rows of an ordinary table."""
    rows = [
        ("Kecamatan", "Tahun", "Produksi (ton)"),
        ("Wanasari", "2025", "12"),
        ("Karangjati", "2025", "15"),
    ]
    made = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{column}{number}"><v>{value}</v></c>'
            if value.isdigit()
            else text_cell(f"{column}{number}", value)
            for column, value in zip("ABC", row, strict=True)
        )
        made += f'<row r="{number}">{cells}</row>'
    return made


def ordinary() -> bytes:
    """Give the smallest ordinary workbook."""
    return zipped(parts(sheet_xml(small_rows())))


def bomb_of_rows() -> bytes:
    """Give a workbook that swells to 60 MB of rows."""
    row = f'<row><c t="inlineStr"><is><t>{"A" * 30}</t></is></c></row>'
    return zipped(parts(sheet_xml(row * 700_000)))


def bomb_in_one_cell() -> bytes:
    """Give a workbook whose one cell holds 30 MB."""
    return zipped(parts(sheet_xml(f'<row r="1">{text_cell("A1", "A" * 15_000_000)}</row>')))


def long_cell() -> bytes:
    """Give a workbook with a cell longer than Excel allows, small enough to pass every other limit."""
    return zipped(parts(sheet_xml(small_rows() + f'<row r="4">{text_cell("A4", "A" * 40_000)}</row>')))


def shared_text_bomb() -> bytes:
    """Give a workbook that uses one long shared text ten thousand times."""
    texts = f'<?xml version="1.0"?><sst {_NS}><si><t>{"ab" * 16_000}</t></si></sst>'.encode()
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 10_001)
    )
    return zipped(parts(sheet_xml(rows), {"xl/sharedStrings.xml": texts}))


def false_dimension() -> bytes:
    """Give an ordinary workbook that claims to reach to XFD1048576."""
    return zipped(parts(sheet_xml(small_rows(), '<dimension ref="A1:XFD1048576"/>')))


def far_corners() -> bytes:
    """Give a workbook with cells at A1 and XFD1048576 only."""
    rows = f'<row r="1">{text_cell("A1", "x")}</row><row r="1048576">{text_cell("XFD1048576", "y")}</row>'
    return zipped(parts(sheet_xml(rows)))


def wide_rows() -> bytes:
    """Give a workbook whose rows each hold one cell, far to the right."""
    rows = "".join(f'<row r="{n}"><c r="AMJ{n}"><v>1</v></c></row>' for n in range(1, 20_001))
    return zipped(parts(sheet_xml(rows)))


def formatted_to_the_end() -> bytes:
    """Give an ordinary table with formatted empty rows below it, the last at 1,048,575."""
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(4, 5_000))
    return zipped(parts(sheet_xml(small_rows() + blank + '<row r="1048575"><c r="A1048575" s="0"/></row>')))


def external_entity() -> bytes:
    """Give a workbook whose sheet asks for a local file."""
    prolog = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return zipped(parts(sheet_xml(f'<row r="1">{text_cell("A1", "&e;")}</row>', prolog=prolog)))


def billion_laughs() -> bytes:
    """Give a workbook whose sheet multiplies entities."""
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<!DOCTYPE x [<!ENTITY l0 "ha">{layers}]>'
    return zipped(parts(sheet_xml(f'<row r="1">{text_cell("A1", "&l9;")}</row>', prolog=prolog)))


def doctype_in(part: str) -> bytes:
    """Give a workbook with a DOCTYPE in another part."""
    content = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'
    return zipped(parts(sheet_xml(small_rows()), {part: content}))


def doubled_part() -> bytes:
    """Give a workbook that holds its sheet twice."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts(sheet_xml(small_rows())).items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/Sheet1.xml", sheet_xml(small_rows()))
    return stream.getvalue()


def many_parts() -> bytes:
    """Give a ZIP of 3,000 parts."""
    return zipped({f"xl/{n}.xml": b"<a/>" for n in range(3_000)})


def lying_size() -> bytes:
    """Give a workbook whose sheet claims to be a hundred bytes long but swells to 40 MB."""
    raw = bytearray(zipped(parts(sheet_xml("<row><c><v>1</v></c></row>" * 1_500_000))))
    name = b"xl/worksheets/sheet1.xml"
    at = raw.rfind(name) - 46
    raw[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(raw)


def escaping_names() -> bytes:
    """Give an ordinary workbook with parts that name places outside."""
    return zipped(parts(sheet_xml(small_rows()), {"../../../tmp/x.xml": b"<a/>", "C:\\x.xml": b"<a/>"}))


def with_macros() -> bytes:
    """Give a workbook with a macro project, under a plain name."""
    return zipped(parts(sheet_xml(small_rows()), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))


def macro_type() -> bytes:
    """Give a workbook declared as macro-enabled."""
    return zipped(parts(sheet_xml(small_rows()), main="application/vnd.ms-excel.sheet.macroEnabled.main+xml"))


def ole(name: str) -> bytes:
    """Give an OLE container that holds a stream of that name."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    return head + name.encode("utf-16-le") + b"\x00" * 600


def office_zip(kind: str) -> bytes:
    """Give a word processor's, presentation's or LibreOffice's container."""
    if kind == "ods":
        return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})
    main = {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.main".replace("macroEnabled.", ""),
    }[kind]
    return zipped({"[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>'.encode()})


def truncated() -> bytes:
    """Give the first half of a workbook."""
    whole = offices.population()
    return whole[: len(whole) // 2]


def strict() -> bytes:
    """Give a workbook in the strict form of Open XML, with prefixed elements."""
    rows = small_rows().replace("<row", "<x:row").replace("</row", "</x:row").replace("<c ", "<x:c ")
    rows = rows.replace("</c>", "</x:c>").replace("<v>", "<x:v>").replace("</v>", "</x:v>")
    rows = (
        rows.replace("<is>", "<x:is>")
        .replace("</is>", "</x:is>")
        .replace("<t>", "<x:t>")
        .replace("</t>", "</x:t>")
    )
    sheet = (
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main">'
        f"<x:sheetData>{rows}</x:sheetData></x:worksheet>"
    )
    made = parts(sheet.encode())
    strict_relations = made["xl/_rels/workbook.xml.rels"].replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
    )
    return zipped({**made, "xl/_rels/workbook.xml.rels": strict_relations})


def date_serials(from_1904: bool) -> bytes:
    """Give a table with one date by serial number, in either date system."""
    styles = f'<?xml version="1.0"?><styleSheet {_NS}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = (
        f'<row r="1">{text_cell("A1", "Tanggal")}{text_cell("B1", "Harga (Rp)")}</row>'
        '<row r="2"><c r="A2" s="1"><v>44197</v></c><c r="B2"><v>14500</v></c></row>'
        '<row r="3"><c r="A3" s="1"><v>44204</v></c><c r="B3"><v>14600</v></c></row>'
    )
    made = parts(sheet_xml(rows), {"xl/styles.xml": styles.encode()})
    relation = f'<Relationship Id="rId3" Type="{_REL}/styles" Target="styles.xml"/></Relationships>'.encode()
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", relation
    )
    if from_1904:
        made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
            b"<sheets>", b'<workbookPr date1904="1"/><sheets>'
        )
    return zipped(made)


def external_link() -> bytes:
    """Give an ordinary workbook with a relation to another workbook."""
    made = parts(sheet_xml(small_rows()))
    relation = f'<Relationship Id="rId9" Type="{_REL}/externalLink" Target="externalLinks/externalLink1.xml"/>'.encode()
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", relation + b"</Relationships>"
    )
    return zipped(made)
