"""Sheets as XML by chance: mostly plain rows as programs write them, some odd, some broken."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_LINKED = (
    f'<Relationships xmlns="{_KINDS}"><Relationship Id="rId1" Type="x/worksheet" Target="sheet1.xml"/>'
    '<Relationship Id="rId2" Type="x/styles" Target="styles.xml"/>'
    '<Relationship Id="rId3" Type="x/sharedStrings" Target="shared.xml"/></Relationships>'
)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="#,##0.00"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="9"/><xf numFmtId="20"/>'
    '<xf numFmtId="46"/></cellXfs></styleSheet>'
)
_TEXTS = [
    "Kecamatan",
    "",
    "a &amp; b",
    "&lt;&gt;&quot;&apos;",
    "&#65;",
    "baris\nbaru",
    "_x000D_x",
    "_x0000_",
    "é→",
    "kata" * 9,
    "]]>",
    "\ufffe",
    "\r\n",
    " spasi ",
    "1",
    "x\ty",
    "\x0c",
    "&amp",
]
_NUMBERS = [
    "1",
    "0",
    "-5",
    "+5",
    "007",
    "12.5",
    "1e5",
    "1E400",
    "nan",
    "1_0",
    "٣",
    "12345678901234567890",
    "9007199254740993",
    "9007199254740993.5",
    " 5",
    "-0",
    "-0.0",
    "0.1",
    "45688",
    "45688.5",
    "60",
    "",
    "x",
    "1.",
    ".5",
    "-",
]
_TYPES = ["", ' t="n"', ' t="s"', ' t="str"', ' t="inlineStr"', ' t="b"', ' t="e"', ' t="d"', ' t="aneh"']
_ROWS = [
    "",
    ' spans="1:3"',
    ' ht="15" customHeight="1"',
    ' hidden="1"',
    ' ht="0"',
    ' x:dy="0.25" spans="1:9"',
    ' r="9"',
    ' ht="1" ht="2"',
]
_ODD = [
    "<!-- <row r='3'> -->",
    "<!-- </row>",
    "<?pi </row>?>",
    "<row><c><v>7</v></c></row>",
    '<row r="2"><row r="3"></row>',
    '<x:row r="700"><x:c r="A700"><x:v>5</x:v></x:c></x:row>',
    '<c r="B1"><v>4</v></c>',
    '<row r="600"><f t="shared" si="0" ref="A1:A9">A1+B1</f></row>',
    "</sheetData><sheetData>",
    "</sheetData><extLst>",
    "</worksheet>",
    "<![CDATA[</row>]]>",
    "\n  ",
    "teks",
    '<row r="610"/>',
    '<row r="611"></row>',
    "<row r='612'><c r='A612'><v>1</v></c></row>",
    "<v>8</v>",
]
_HEADS = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    "",
    "\ufeff",
    "<?xml version='1.0'?>",
    '<?xml version="1.0" encoding="ISO-8859-1"?>',
    "<!-- <sheetData> -->",
    "<!DOCTYPE worksheet>",
]
_BEFORE = [
    "",
    '<dimension ref="A1:B2"/>',
    '<cols><col min="2" max="2" hidden="1"/></cols>',
    "<sheetData></sheetData>",
]
_AFTER = [
    "",
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    '<autoFilter><filterColumn colId="0"/></autoFilter>',
]


def _columns(dice: random.Random) -> list[str]:
    """Give the shape that most cells of each column have."""
    shapes = [
        "<c{r}><v>{n}</v></c>",
        '<c{r} s="1"><v>{d}</v></c>',
        '<c{r} s="2"><v>{n}</v></c>',
        '<c{r} s="3"><v>{n}</v></c>',
        '<c{r} t="s"><v>{i}</v></c>',
        '<c{r} t="inlineStr"><is><t>{w}</t></is></c>',
        '<c{r} t="str"><f>A1&amp;"x"</f><v>{w}</v></c>',
        "<c{r}><f>A1+1</f><v>{n}</v></c>",
        '<c{r} s="4"/>',
        '<c{r} t="b"><v>1</v></c>',
        "",
    ]
    return [dice.choice(shapes) for _ in range(dice.randint(1, 5))]


def _odd_cell(dice: random.Random, place: str) -> str:
    texts = dice.choice((_TEXTS, _NUMBERS))
    bodies = [
        "<v>{0}</v>",
        "<is><t>{0}</t></is>",
        '<is><t xml:space="preserve">{0}</t></is>',
        "<is><r><t>{0}</t></r><rPh><t>y</t></rPh></is>",
        "<f>B1</f>",
        '<f t="shared" si="0"/><v>{0}</v>',
        '<f t="shared" si="0" ref="A1:A9">$A1+B1</f><v>{0}</v>',
        "<f>B1</f><v>{0}</v>",
        "<v>{0}</v><v>2</v>",
        "<v/>",
        "",
    ]
    style = dice.choice(["", "", ' s="1"', ' s="2"', ' s="5"', ' s="99"', ' s="x"'])
    body = dice.choice(bodies).format(dice.choice(texts))
    return f"<c{place}{style}{dice.choice(_TYPES)}>{body}</c>"


def sheet(dice: random.Random, wild: float) -> str:
    """Give a sheet; ``wild``: how often a cell, a row or a frame is odd."""
    columns = _columns(dice)
    rows, number = [], 0
    for _ in range(dice.randint(0, 25)):
        number += 1 if dice.random() > wild else dice.choice([1, 2, 0, -1, 900])
        cells = []
        for at, shape in enumerate(columns):
            place = (
                f' r="{"ABCXY"[at]}{number}"' if dice.random() > wild / 3 else dice.choice(["", ' r="A1"'])
            )
            if dice.random() < wild:
                cells.append(_odd_cell(dice, place))
            elif dice.random() > 0.1:
                numbers = _NUMBERS if dice.random() < wild else ["1", "250", "12.5"]
                words = _TEXTS if dice.random() < wild else _TEXTS[:3]
                cells.append(
                    shape.format(
                        r=place,
                        n=dice.choice(numbers),
                        d=45_000 + dice.randrange(9),
                        i=dice.randrange(6 if dice.random() < wild / 3 else 4),
                        w=dice.choice(words),
                    )
                )
        given = dice.choice(_ROWS if dice.random() < wild / 2 else _ROWS[:3])
        rows.append(f'<row r="{number}"{given}>{"".join(cells)}</row>')
        if dice.random() < wild / 4:
            rows.append(dice.choice(_ODD))
    odd = dice.random() < wild
    head, before = (dice.choice(_HEADS), dice.choice(_BEFORE)) if odd else (_HEADS[0], _BEFORE[1])
    body = "".join(rows)
    return (
        f'{head}<worksheet xmlns="{_MAIN}" xmlns:x="{_MAIN}">{before}<sheetData>{body}</sheetData>'
        f"{dice.choice(_AFTER)}</worksheet>"
    )


def shared(dice: random.Random, wild: float) -> str:
    """Give shared texts, four as a rule."""
    plain = ["<si><t>{0}</t></si>", '<si><t xml:space="preserve">{0}</t></si>']
    odd = [
        "<si><r><t>a</t></r><r><t>{0}</t></r></si>",
        "<si><t>{0}</t><rPh><t>y</t></rPh></si>",
        "<si/>",
        "<!-- </si>",
    ]
    items = []
    for _ in range(dice.choice((4, 4, 12))):
        form = dice.choice(plain if dice.random() > wild / 2 else odd)
        items.append(form.format(dice.choice(_TEXTS if dice.random() < wild else _TEXTS[:4])))
    return f'{_HEADS[0]}<sst xmlns="{_MAIN}" count="9">{"".join(items)}</sst>'


def workbook(sheet_xml: bytes, shared_xml: bytes) -> bytes:
    """Pack a sheet and shared texts as a workbook."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{_KINDS}"><Relationship Id="r" Type="x/officeDocument"'
        ' Target="workbook.xml"/></Relationships>',
        "workbook.xml": _BOOK,
        "_rels/workbook.xml.rels": _LINKED,
        "styles.xml": _STYLES,
        "shared.xml": shared_xml,
        "sheet1.xml": sheet_xml,
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()
