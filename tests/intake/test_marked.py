"""*Excel bertanda*: the producer's own workbook with the findings marked, and nothing in it that acts."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from data.offices import by_district, population, save, table
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from ckanext.satudata.adapters.intake import fence, marked

RED, YELLOW = "FFC7CE", "FFEB9C"


def marked_book(desk: Any, content: bytes, name: str = "data.xlsx", **context: Any) -> Any:
    """Check a file, mark it, and open what came of it."""
    result = desk.check(content, name, **context)
    out = Path(desk.folder) / "bertanda.xlsx"
    told = fence.mark(desk.lay(content, name), name, result.findings, out)
    assert told["error"] is None and told["refusal"] is None, told
    return openpyxl.load_workbook(out), result, told


def spoil(sheet: Any) -> None:
    sheet["E14"] = sheet["E14"].value + 72
    sheet["C9"] = -5


def test_cells_are_coloured_and_commented_in_the_offices_own_layout(desk: Any) -> None:
    book, result, told = marked_book(desk, population(change=spoil))
    sheet = book["Data"]
    assert str(sheet.merged_cells.ranges) and "A1:E1" in [str(area) for area in sheet.merged_cells.ranges]
    assert sheet["C9"].fill.fgColor.rgb.endswith(RED) and "negatif" in sheet["C9"].comment.text
    assert sheet["E14"].fill.fgColor.rgb.endswith(RED)
    assert (
        sheet["A2"].value == "Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Sukamaju, 2025"
    )
    listed = book["Temuan"]
    codes = [row[6].value for row in listed.iter_rows(min_row=5)]
    assert codes == [item["code"] for item in result.findings]
    assert told["coloured"] >= 2 and told["only_list"] is False


def test_a_clean_file_gets_a_list_that_says_so(desk: Any) -> None:
    content = by_district([10, 11, 12, 13, 14, 15, 16, 17], "Sekolah (sekolah)")
    book, result, _ = marked_book(desk, content)
    assert not result.findings
    assert book["Temuan"]["A5"].value == "0 masalah"


def test_all_cells_of_a_long_fault_are_coloured(desk: Any) -> None:
    rows = [(f"Pasar {n}", 2025, "belum") for n in range(1, 401)] + [
        ("Pasar akhir", 2025, 5),
        ("Pasar x", 2025, 6),
    ]
    rows += [(f"Toko {n}", 2025, n) for n in range(700)]
    content = table(("Pasar", "Tahun", "Harga (rupiah)"), rows)
    book, result, _ = marked_book(desk, content)
    finding = next(item for item in result.findings if item["code"] == "ANGKA_TIDAK_TERBACA")
    assert (finding["count"], finding["ranges"]) == (400, ["C2:C401"])
    assert len(finding["cells"]) == 20
    assert all(book["Data"].cell(row, 3).fill.fgColor.rgb.endswith(RED) for row in (2, 200, 401))


def test_nothing_acts(desk: Any) -> None:
    def hostile(sheet: Any) -> None:
        sheet["C9"] = -5
        sheet["G1"] = "=1+1"
        sheet["G2"] = '=HYPERLINK("http://contoh.test","klik")'
        sheet["G3"].value = "=cmd|' /C calc'!A0"
        sheet["G3"].data_type = "s"
        sheet["B8"].hyperlink = "http://contoh.test/"
        sheet["B9"].comment = Comment("catatan lama", "penyusun")
        sheet.parent.defined_names["luar"] = DefinedName("luar", attr_text="[1]Lembar!$A$1")

    out = Path(desk.folder) / "bertanda.xlsx"
    book, _, _ = marked_book(desk, population(change=hostile))
    sheet = book["Data"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet["G3"].value == "=cmd|' /C calc'!A0" and sheet["G3"].data_type == "s"
    assert sheet["B8"].hyperlink is None and "luar" not in book.defined_names
    assert sheet["B9"].comment.text == "catatan lama"
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        assert not any("vba" in name.lower() or "externalLink" in name for name in names)
        assert not any(b"<f>" in archive.read(name) for name in names if "worksheets/sheet" in name)


@pytest.mark.parametrize("name", ["data.csv"])
def test_other_containers_become_a_new_workbook(desk: Any, name: str) -> None:
    text = "Kecamatan;Tahun;Korban (orang)\nWanasari;2025;12\nKarangjati;2025;-4\n=1+1;2025;7\nTanjung Elok;2025;9\n"
    book, result, _ = marked_book(desk, text.encode(), name)
    sheet = book[book.sheetnames[0]]
    finding = next(item for item in result.findings if item["code"] == "NILAI_NEGATIF")
    assert sheet[finding["cells"][0]].fill.fgColor.rgb.endswith(RED)
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")


def test_a_huge_file_gets_the_list_alone(desk: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from ckanext.satudata.adapters.intake.reader import FileReader
    from ckanext.satudata.domain.intake.limits import Limits

    monkeypatch.setattr(marked, "MAX_CELLS", 10)
    content = population(change=spoil)
    result = desk.check(content)
    path = desk.lay(content, "data.xlsx")
    told = marked.mark_file(
        FileReader(path, "data.xlsx", Limits()), path, result.findings, tmp_path / "o.xlsx", "id"
    )
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert told["only_list"] and book.sheetnames == ["Temuan"]
    assert "terlalu besar" in book["Temuan"]["A2"].value


def test_a_marked_file_can_be_mended_and_sent_again(desk: Any) -> None:
    _, _, _ = marked_book(desk, population(change=spoil))
    book = openpyxl.load_workbook(Path(desk.folder) / "bertanda.xlsx")
    good = openpyxl.load_workbook(io.BytesIO(population()))
    for cell in ("E14", "C9"):
        book["Data"][cell] = good["Data"][cell].value
    again = desk.check(save(book), out="again")
    assert again.verdict == "pass" and again.rows == 8
    assert "TABEL_PILIHAN" not in [item["code"] for item in again.findings]
