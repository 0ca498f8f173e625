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

NIK = "3173010101800017"


def _changed(change: Callable[[Any, Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)")))
    change(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_part(name: str, text: str) -> bytes:
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


FILES = {
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
