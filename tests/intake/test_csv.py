"""CSV in the encodings and with the delimiters of offices."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.recipe import answer

ROWS = [
    ("Kecamatan", "Tahun", "Produksi (ton)"),
    ("Sukamaju Kota", "2025", "12,5"),
    ("Wanasari", "2025", "1.203,25"),
]


def text(delimiter: str, end: str = "\n") -> str:
    """Give the rows as delimited text; what holds the delimiter is quoted."""
    lines = []
    for row in ROWS:
        lines.append(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row))
    return end.join(lines) + end


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_reads(desk: Any, delimiter: str, encoding: str) -> None:
    told = desk.inspect(text(delimiter).encode(encoding), "data.csv")
    assert told["refusal"] is None
    assert told["container"]["delimiter"] == delimiter
    read = told["tables"][0]["preview_read"]
    assert read["header"] == ["kode_kecamatan", "nama_kecamatan", "tahun", "produksi"]
    assert read["rows"] == [
        ["99.01.01", "Sukamaju Kota", "2025", "12.5"],
        ["99.01.02", "Wanasari", "2025", "1203.25"],
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(desk: Any, end: str) -> None:
    assert desk.inspect(text(";", end).encode(), "data.csv")["tables"][0]["rows"] == 2


def test_windows_1252_is_told_with_a_sample(desk: Any) -> None:
    content = "Kecamatan;Tahun;Kafé\nWanasari;2025;3\nKarangjati;2025;4\n".encode("cp1252")
    told = desk.inspect(content, "data.csv")
    assert told["container"]["encoding"] == "cp1252"
    guess = next(item for item in told["questions"] if item["code"] == "ENKODE_DITEBAK")
    assert guess["read"] == "Kafé"


def test_excels_sep_line(desk: Any) -> None:
    told = desk.inspect(("sep=;\n" + text(";")).encode(), "data.csv")
    assert told["container"]["delimiter"] == ";" and told["tables"][0]["rows"] == 2


def test_title_lines_above_and_source_below(desk: Any) -> None:
    content = "Produksi Padi di Kabupaten Sukamaju 2025;;\n;;\n" + text(";") + "Sumber: Dinas Pertanian;;\n"
    told = desk.inspect(content.encode(), "data.csv")
    assert told["tables"][0]["header_rows"] == [3]
    assert told["tables"][0]["metadata"]["title"] == "Produksi Padi di Kabupaten Sukamaju 2025"
    assert told["tables"][0]["metadata"]["source"] == "Dinas Pertanian"


def test_ragged_rows_keep_their_cells(desk: Any) -> None:
    content = "Kecamatan;Tahun;Luas (ha)\nWanasari;2025;3;lebih\nKarangjati;2025\nMuara Bening;2025;5\n"
    result = desk.check(content.encode(), "data.csv")
    assert result.rows == 3
    assert "KOLOM_TANPA_NAMA" in [item["code"] for item in result.findings]


def test_a_quoted_line_end_stays_in_its_cell(desk: Any) -> None:
    content = 'Kecamatan;Tahun;Catatan;Luas (ha)\nWanasari;2025;"dua\nbaris";3\nKarangjati;2025;satu;4\n'
    result = desk.check(content.encode(), "data.csv")
    assert result.rows == 2 and "dua baris" in result.canonical.read_text()


def test_xlsx_content_under_a_csv_name_is_read_by_its_content(desk: Any) -> None:
    from data import offices

    told = desk.inspect(offices.population(), "data.csv")
    assert told["container"]["type"] == "xlsx"
    assert "NAMA_BEDA_ISI" in [item["code"] for item in told["questions"]]


def test_a_column_of_the_key_may_be_left_out(desk: Any) -> None:
    """Without the column whose title is missing the others tell the rows apart."""
    lines = [f"99.01.0{at};baik;2025;{at * 7}" for at in range(1, 9)]
    content = "\n".join(["Kode Kecamatan;;Tahun;Luas (ha)", *lines, ""]).encode()
    seen = desk.inspect(content, "data.csv")
    question = next(one for one in seen["questions"] if one["code"] == "KOLOM_TANPA_NAMA")
    assert "kolom" in seen["proposal"]["key"]
    recipe = answer(seen["proposal"], question, "skip")
    result = desk.check(content, "data.csv", recipe=recipe)
    assert result.schema["primaryKey"] == ["kode_kecamatan", "tahun"]
    assert result.verdict == "pass", result.findings
