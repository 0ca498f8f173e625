"""Personal data in the parts of a workbook that nobody looks at; the place is told, the value never."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from data import offices
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

NIK = "3173010101800017"


def _changed(change: Callable[[Any, Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)")))
    change(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_part(name: str, text: str | bytes) -> bytes:
    out = io.BytesIO(offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, text)
    return out.getvalue()


def _name(book: Any, _: Any) -> None:
    book.defined_names["Ketua"] = DefinedName("Ketua", attr_text=f'"{NIK}"')


def _choices(_: Any, sheet: Any) -> None:
    rule = DataValidation(type="list", formula1=f'"{NIK},lain"')
    sheet.add_data_validation(rule)
    rule.add("H1")


def _header(_: Any, sheet: Any) -> None:
    sheet.oddHeader.center.text = f"NIK {NIK}"


def _footer(_: Any, sheet: Any) -> None:
    sheet.evenFooter.left.text = NIK


def _hint(_: Any, sheet: Any) -> None:
    rule = DataValidation(type="whole", operator="greaterThan", formula1="0")
    rule.prompt = f"contoh {NIK}"
    sheet.add_data_validation(rule)
    rule.add("H1")


def _link(_: Any, sheet: Any) -> None:
    sheet["A3"].hyperlink = f"https://contoh.example/?nik={NIK}"


def _tip(_: Any, sheet: Any) -> None:
    sheet["A3"].hyperlink = Hyperlink(ref="A3", target="https://contoh.example", tooltip=NIK)


def _shape(_: Any, sheet: Any) -> None:
    sheet["B4"].number_format = f'0"{NIK}"'


def _list(_: Any, sheet: Any) -> None:
    table = Table(displayName="t1", ref="A2:B9")
    table.comment = f"milik {NIK}"
    sheet.add_table(table)


def _inside(coding: str) -> bytes:
    if coding:
        return _with_part("xl/embeddings/oleObject1.bin", f"\x01\x02 NIK {NIK} \x03".encode(coding))
    inner = openpyxl.Workbook()
    inner.active.append(["NIK", NIK])
    out = io.BytesIO()
    inner.save(out)
    return _with_part("xl/embeddings/Microsoft_Excel_Sheet1.xlsx", out.getvalue())


_RUNS = f"<d xmlns:a='x'><a:p><a:r><a:t>{NIK[:7]}</a:t></a:r><a:r><a:rPr b='1'/><a:t>{NIK[7:]}</a:t></a:r></a:p></d>"
FILES = {
    "footer of pages": lambda: _changed(_footer),
    "hint of an entry": lambda: _changed(_hint),
    "target of a link": lambda: _changed(_link),
    "tip of a link": lambda: _changed(_tip),
    "format of a number": lambda: _changed(_shape),
    "comment of a list": lambda: _changed(_list),
    "text box in pieces": lambda: _with_part("xl/drawings/drawing9.xml", _RUNS),
    "embedded workbook": lambda: _inside(""),
    "embedded object": lambda: _inside("latin-1"),
    "embedded object in wide letters": lambda: _inside("utf-16-le"),
    "defined name": lambda: _changed(_name),
    "list of choices": lambda: _changed(_choices),
    "header of pages": lambda: _changed(_header),
    "pivot cache": lambda: _with_part("xl/pivotCache/pivotCacheRecords9.xml", f'<r><s v="{NIK}"/></r>'),
    "text box": lambda: _with_part("xl/drawings/drawing9.xml", f"<d><a:t xmlns:a='x'>NIK: {NIK}</a:t></d>"),
    "linked workbook": lambda: _with_part("xl/externalLinks/externalLink9.xml", f"<e><v>{NIK}</v></e>"),
    "far into a part": lambda: _with_part("customXml/item1.xml", f"<d>{'<e/>' * 90_000}<f>{NIK}</f></d>"),
}


@pytest.mark.parametrize("place", list(FILES))
def test_a_datum_in_a_part_nobody_reads_is_refused(desk: Any, place: str) -> None:
    content = FILES[place]()
    seen = desk.inspect(content)
    assert "DATA_PRIBADI" in [item["code"] for item in seen["questions"]] and NIK not in str(seen)
    result = desk.check(content)
    assert result.verdict == "fail" and result.canonical is None and NIK not in str(result.to_dict())


@pytest.mark.parametrize(
    "text",
    [
        "<d>dinas@sukamaju.go.id 0741-123456</d>",
        "<d id='1234567890123456'/>",
        "<d>Rp 12.345.678</d>",
        f"<d>a{NIK}b {NIK}{NIK}</d>",
    ],
)
def test_other_words_in_such_parts_stand(desk: Any, text: str) -> None:
    codes = [item["code"] for item in desk.inspect(_with_part("xl/drawings/drawing9.xml", text))["questions"]]
    assert "DATA_PRIBADI" not in codes


def test_a_part_that_is_too_large_to_be_searched_is_told(
    desk: Any, codes: Callable[[Any], list[str]]
) -> None:
    cells = "".join(f"<x v='{number * 7919 % 10_000_019}'/>" for number in range(1_100_000))
    told = desk.inspect(_with_part("xl/pivotCache/pivotCacheRecords1.xml", f"<a>{cells}</a>"))
    assert "BAGIAN_TIDAK_DIPERIKSA" in codes(told)
    embedded = _with_part("xl/embeddings/tabel.bin", bytes(range(33, 97)) * 300_000)
    assert "BAGIAN_TIDAK_DIPERIKSA" in codes(desk.inspect(embedded))
    assert "BAGIAN_TIDAK_DIPERIKSA" not in codes(desk.inspect(_with_part("xl/pivotCache/a.xml", "<a/>")))
