"""The rest of the bad uploads that offices send, and a list that none of the thirty-seven lacks a test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from data.in_process import Bench
from data.offices import DISTRICTS, by_district, population, save, table

from ckanext.satudata.domain.intake.recipe import apply_patch

HERE = Path(__file__).parent


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Give a bench of this process."""
    return Bench(tmp_path)


def refused(bench: Bench, content: bytes, name: str) -> dict[str, Any]:
    told = bench.check(content, name)
    assert told.data["refusal"], told.codes
    return dict(told.data["refusal"])


def test_02_lines_above_the_table_are_no_data(bench: Bench) -> None:
    told = bench.check(population())
    assert told.data["canonical"]["rows"] == 8
    assert told.data["recipe"]["first_row"] == 8 and told.data["recipe"]["constants"] == {"tahun": 2025}


def test_06_decimal_commas_as_text(bench: Bench) -> None:
    told = bench.check(by_district(["12,5", "7,25", "0,4", "3,75", "8,1", "9,9", "1,5", "2,5"], "Luas (ha)"))
    assert told.data["verdict"] == "pass" and ",12.5\n" in told.canonical.read_text()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"%PDF-1.7\n1 0 obj", "pindaian.pdf", "BERKAS_PDF"),
        (b"%PDF-1.7\n1 0 obj", "pindaian.xlsx", "BERKAS_PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "foto.xlsx", "BERKAS_GAMBAR"),
    ],
)
def test_14_pictures_and_pdf(bench: Bench, content: bytes, name: str, code: str) -> None:
    told = refused(bench, content, name)
    assert told["code"] == code and name in told["message"]


def test_15_documents_and_locked_files(bench: Bench) -> None:
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 600
    )
    assert refused(bench, locked, "data.xlsx")["code"] == "BERKAS_TERKUNCI"
    assert refused(bench, b"{\\rtf1 tabel}", "tabel.docx")["code"] == "BERKAS_DOKUMEN"


def test_25_the_sample_row_is_left_out_by_one_click(bench: Bench) -> None:
    rows = [(name, 2025, 3 + n) for n, name in enumerate(DISTRICTS)] + [("dst\u2026", None, None)]
    content = table(("Kecamatan", "Tahun", "Luas (ha)"), rows)
    told = bench.check(content)
    finding = told["BARIS_CONTOH"]
    assert finding["severity"] == "tolak"
    again = bench.check(content, recipe=apply_patch(told.data["recipe"], finding["fixes"][0]["patch"]))
    assert "BARIS_CONTOH" not in again and again.data["canonical"]["rows"] == 8
    assert again.data["verdict"] == "pass"


def test_27_footnotes_and_signatures_are_no_rows(bench: Bench) -> None:
    def foot(sheet: Any) -> None:
        sheet["A22"] = "Ket: angka sementara"
        sheet["D23"] = "Sukamaju, 5 Januari 2026"

    told = bench.check(population(change=foot))
    assert (told.data["canonical"]["rows"], told.data["verdict"]) == (8, "pass")


def test_28_spaces_of_all_kinds(bench: Bench) -> None:
    names = ["  Sukamaju Kota ", "Wanasari\u00a0", "Karang\u00a0jati", *DISTRICTS[3:]]
    told = bench.check(population(districts=names))
    assert told.data["verdict"] == "pass" and "99.01.03,Karangjati" in told.canonical.read_text()


@pytest.mark.parametrize("title", ["Kec.", "Kecamatan", "Nama Kec", "NAMA KECAMATAN"])
def test_29_titles_of_the_same_column(bench: Bench, title: str) -> None:
    rows = [(name, 2025, 3 + n) for n, name in enumerate(DISTRICTS)]
    told = bench.check(table((title, "Tahun", "Luas (ha)"), rows))
    assert "kode_kecamatan" in told.data["canonical"]["header"] and told.data["verdict"] == "pass"


def test_31_csv_of_an_indonesian_excel(bench: Bench) -> None:
    lines = ["Kecamatan;Tahun;Luas (ha);Keterangan"]
    lines += [f"{name};2025;{n},5;caf\u00e9" for n, name in enumerate(DISTRICTS, 1)]
    told = bench.check("\r\n".join(lines).encode("cp1252"), "luas.csv")
    assert told.data["container"]["delimiter"] == ";" and told.data["verdict"] == "pass"
    assert "1.5\n" in told.canonical.read_text()


def test_32_columns_used_by_formatting_alone(bench: Bench) -> None:
    def formatted(sheet: Any) -> None:
        for column in range(6, 900, 7):
            sheet.cell(8, column).number_format = "0.00"

    told = bench.check(population(change=formatted))
    assert (told.data["canonical"]["rows"], told.data["verdict"]) == (8, "pass")


def test_33_another_offices_template(bench: Bench) -> None:
    own = bench.check(population()).data["schema"]
    told = bench.check(by_district([1, 2, 3, 4, 5, 6, 7, 8], "Koperasi (unit)"), schema=own)
    assert told["KOLOM_TIDAK_ADA"]["facts"]["names"][0].startswith("Penduduk")
    assert told.data["verdict"] == "fail"


def test_35_a_district_of_another_kabupaten(bench: Bench) -> None:
    told = bench.check(population(districts=[*DISTRICTS[:7], "Tebing Tinggi"]))
    assert (
        told["WILAYAH_TIDAK_DIKENAL"]["cells"] == ["B15"]
        and "Kabupaten Sukamaju" in told["WILAYAH_TIDAK_DIKENAL"]["message"]
    )


def test_many_unknown_names_are_one_finding(bench: Bench) -> None:
    rows = [(f"Negeri {chr(65 + n % 26)}{n}", 2025, n) for n in range(60)]
    told = bench.check(table(("Kecamatan", "Tahun", "Luas (ha)"), [(DISTRICTS[0], 2025, 4), *rows]))
    assert told.codes.count("WILAYAH_TIDAK_DIKENAL") == 1 and told["WILAYAH_TIDAK_DIKENAL"]["count"] == 60


def test_a_year_that_nobody_tells_is_told_once(bench: Bench) -> None:
    rows = [(name, 3 + n) for n, name in enumerate(DISTRICTS)]
    told = bench.check(table(("Kecamatan", "Luas (ha)"), rows))
    assert "TAHUN_BELUM_ADA" in told and "SEL_KOSONG" not in told


def test_findings_come_with_what_must_be_mended_first(bench: Bench) -> None:
    def spoil(sheet: Any) -> None:
        sheet["C9"], sheet.row_dimensions[10].hidden = -4, True

    severities = [item["severity"] for item in bench.check(population(change=spoil)).data["findings"]]
    assert severities == sorted(severities, key=("tolak", "konfirmasi", "peringatan").index)


def test_sheets_of_two_years_keep_their_places(bench: Bench) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Petunjuk"
    book.active["A1"] = "Isi lembar Data"
    sheet = book.create_sheet("Data 2025")
    for row in [
        ("Kecamatan", "Tahun", "Korban (orang)"),
        *[(n, 2025, -1 - i) for i, n in enumerate(DISTRICTS)],
    ]:
        sheet.append(row)
    finding = bench.check(save(book))["NILAI_NEGATIF"]
    assert finding["place"]["sheet"] == "Data 2025" and finding["ranges"] == ["C2:C9"]


def test_every_bad_upload_has_a_test() -> None:
    told = "".join((HERE / name).read_text() for name in ("test_bad_uploads.py", "test_more_bad_uploads.py"))
    numbers = {int(number) for number in re.findall(r"def test_(\d\d)_", told)}
    assert set(range(1, 38)) - numbers == {30, 34}
    for number, (name, word) in {
        30: ("test_containers.py", "MAKRO"),
        34: ("test_refusals.py", "TERLALU_BESAR"),
    }.items():
        assert word in (HERE / name).read_text(), number
