"""MS-Keg, MS-Var and MS-Ind: every official cell in its place, answered or with a reason; and the letter."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any

import docx
import openpyxl
import pytest

from ckanext.satudata.adapters.bps.defaults import code_lists, load_yaml, ms_ind, ms_keg, ms_profile, ms_var
from ckanext.satudata.adapters.bps.letter_docx import letter_docx
from ckanext.satudata.adapters.bps.metadata import metadata_entries
from ckanext.satudata.domain.bps.codes import NAME_COLUMNS, CodeLists, code_of
from ckanext.satudata.domain.bps.content import BundleContent, BundleError
from ckanext.satudata.domain.bps.layout import read_sheet
from ckanext.satudata.domain.bps.letter import write_letter
from ckanext.satudata.domain.bps.ms_keg import SOURCES, UNANSWERED, answer_keg
from ckanext.satudata.domain.bps.ms_stored import PROFILES
from support.bundle_samples import DATASET, SCHEMA, approval, content

CODES = CodeLists(
    {"satuan": [{"kode": "orang", "nama": "Orang"}], "urusan": [{"kode": "2.12", "nama": "Adminduk"}]}
)


def files(item: BundleContent | None = None) -> dict[str, bytes]:
    return dict(metadata_entries(item or content(), CODES))


def sheet(name: str, item: BundleContent | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(files(item)[f"metadata/{name}.xlsx"]))[name]


def keg(item: BundleContent | None = None) -> dict[str, dict[str, Any]]:
    answers = json.loads(files(item)["metadata/ms-keg.json"])["jawaban"]
    return {answer["kunci"]: answer for answer in answers}


def test_every_question_stands_beside_its_cell() -> None:
    page = sheet("MS-Keg")
    for question in ms_keg().questions:
        row = int(question.cell[1:])
        if question.prefix:
            continue
        assert (page.cell(row, 1).value or "") == question.number
        assert page.cell(row, 2).value == question.label
        assert page[question.cell].fill.fgColor.rgb == "FFFFFF00"
    for cell, text in ms_keg().fixed.items():
        assert page[cell].value == text
    assert page["A2"].value == "tuliskan jawaban pada cell berwarna kuning"


def test_the_form_has_the_official_cells() -> None:
    rows = {int(question.cell[1:]) for question in ms_keg().questions}
    headings = {10, 16, 17, 20, 26, 29, 44, 53, 63, 69, 73, 74, 82, 83, 87}
    assert rows == set(range(4, 91)) - headings
    assert [question.cell for question in ms_keg().questions if question.cell[0] != "C"] == ["D9"]


def test_the_sector_list_is_the_source_of_its_drop_down() -> None:
    page = sheet("MS-Keg")
    labels = [page.cell(row, 2).value for row in range(101, 123)]
    sector = next(question for question in ms_keg().questions if question.cell == "C8")
    assert labels == list(sector.options.values())
    assert len(labels) == 22
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert rules["C8"].formula1 == "$B$101:$B$122"


def test_drop_downs_hold_labels_and_every_answer_is_one_of_them() -> None:
    page = sheet("MS-Keg")
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    for question in ms_keg().questions:
        if question.kind == "pilihan" and question.cell != "C8":
            assert rules[question.cell].formula1 == '"' + ",".join(question.options.values()) + '"'
            assert len(rules[question.cell].formula1) <= 257
            assert rules[question.cell].showErrorMessage
            assert page[question.cell].value in (None, *question.options.values())
        if question.kind == "tanggal":
            assert rules[question.cell].type == "date"


@pytest.mark.parametrize("profile", PROFILES)
def test_every_cell_is_answered_or_has_a_written_reason(profile: str) -> None:
    bare = {"title": "Kosong", "name": "kosong", "profil_ms": profile}
    for item in (
        content(dataset={**DATASET, "profil_ms": profile}),
        content(dataset=bare, organization={"title": "Dinas"}),
    ):
        for key, answer in keg(item).items():
            assert bool(answer["jawaban"]) != bool(answer["alasan_kosong"]), key
        for stem in ("ms-var", "ms-ind"):
            for row in json.loads(files(item)[f"metadata/{stem}.json"])["jawaban"]:
                for key, text in row["isian"].items():
                    assert bool(text) != bool(row["alasan_kosong"].get(key)), (stem, key)


def test_answers_of_the_compilation_profile() -> None:
    answers = keg()
    assert (answers["b0r4"]["kode"], answers["b0r4"]["jawaban"]) == (3, "Kompilasi Produk Administrasi")
    assert (answers["b0r5"]["kode"], answers["b0r5"]["jawaban"]) == (2, "Demografi dan Kependudukan")
    assert (answers["b4r2"]["kode"], answers["b4r2"]["jawaban"]) == (6, "Semesteran")
    assert answers["b7r4"]["kode"] == 12
    assert answers["b7r4"]["jawaban"] == "Kabupaten/Kota; Kecamatan"
    assert answers["b4r6"]["kode"] == 8
    assert answers["b8r1_2"]["jawaban"] == "Ya"
    assert "Adminduk" in answers["b3r1"]["jawaban"]


def test_levels_may_be_a_list_its_json_or_words() -> None:
    for value in (["kabupaten", "desa"], '["kabupaten", "desa"]', "kabupaten, desa"):
        answer = keg(content(dataset={**DATASET, "tingkat_penyajian": value}))["b7r4"]
        assert (answer["kode"], answer["jawaban"]) == (20, "Kabupaten/Kota; Lainnya")


def test_the_schedule_runs_backwards_from_the_release_without_gaps() -> None:
    page = sheet("MS-Keg")
    days = [page[f"C{row}"].value.date() for row in range(30, 44)]
    assert days == sorted(days)
    assert days[10] == date(2026, 12, 1)
    assert page["C30"].number_format == "yyyy-mm-dd"
    assert page["C89"].value.date() == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        ({"jadwal_rilis": ""}, "b3r3_1a", "Jadwal rilis"),
        ({"jadwal_rilis": "2021-08-01"}, "b3r3_1a", "di luar batas"),
        ({"jadwal_rilis": "besok"}, "b8r2_2", "Jadwal rilis"),
        ({"frekuensi": "sekali"}, "b4r2", "Dilewati"),
        ({"sektor_kegiatan": "99"}, "b0r5", "Sektor kegiatan"),
        ({"klasifikasi_akses": "terbatas"}, "b8r2_2", "tidak dibuka"),
    ],
)
def test_skipped_and_missing_answers_say_why(change: dict[str, str], key: str, reason: str) -> None:
    answer = keg(content(dataset={**DATASET, **change}))[key]
    assert answer["jawaban"] == ""
    assert reason in answer["alasan_kosong"]


def test_closed_data_are_not_for_everybody() -> None:
    item = content(dataset={**DATASET, "klasifikasi_akses": "terbatas"})
    assert keg(item)["b8r1_2"]["jawaban"] == "Tidak"
    assert {row["isian"]["akses"] for row in json.loads(files(item)["metadata/ms-var.json"])["jawaban"]} == {
        "Tidak"
    }


@pytest.mark.parametrize(("name", "form"), [("MS-Var", ms_var), ("MS-Ind", ms_ind)])
def test_heads_numbers_and_prepared_rows(name: str, form: Any) -> None:
    page, layout = sheet(name), form()
    for column in layout.columns:
        row = 5 if column.group else 4
        assert page[f"{column.letter}{row}"].value == column.label
        assert page[f"{column.letter}6"].value == column.number
    last = layout.first_row + layout.prepared - 1
    assert page[f"A{last}"].fill.fgColor.rgb == "FFFFFF00"
    assert page[f"A{last + 1}"].fill.fgColor.rgb != "FFFFFF00"


def test_one_variable_per_column_and_one_indicator_per_measure() -> None:
    variables, indicators = sheet("MS-Var"), sheet("MS-Ind")
    aliases = [variables[f"B{row}"].value for row in range(7, 7 + len(SCHEMA["fields"]))]
    assert aliases == [field["name"] for field in SCHEMA["fields"]]
    assert variables[f"A{7 + len(aliases)}"].value is None
    names = {variables[f"A{row}"].value for row in range(7, 7 + len(aliases))}
    built = [indicators[f"N{row}"].value for row in range(7, 10)]
    assert built == ["Laki-laki", "Perempuan", "Jumlah"]
    assert set(built) <= names
    assert {indicators[f"G{row}"].value for row in range(7, 10)} == {"Orang"}
    assert [indicators[f"{letter}7"].value for letter in "JKM"] == [None] * 3
    assert indicators["I7"].value == "Tidak"
    assert indicators["A10"].value is None
    assert variables["I11"].value == "≥ 0"
    assert variables["H7"].value == "Kode referensi wilayah"


def test_a_table_wider_than_the_prepared_rows_loses_nothing() -> None:
    fields = [{"name": f"k{n}", "title": f"K {n}", "type": "integer", "unit": "orang"} for n in range(60)]
    page = sheet("MS-Var", content(schema={"fields": fields}))
    assert page["A66"].value == "K 59"


def test_formula_looking_metadata_stay_text() -> None:
    page = sheet("MS-Keg", content(dataset={**DATASET, "title": "=1+1"}))
    assert (page["C4"].value, page["C4"].data_type) == ("=1+1", "s")


def test_what_the_form_skips_says_so_and_what_waits_says_so_too() -> None:
    answers = keg(content(dataset={**DATASET, "profil_ms": "survei", "ms_keg": '{"b5r2": 1}'}))
    assert answers["b0r4"]["jawaban"] == "Survei"
    assert answers["b5r3a"]["alasan_kosong"] == UNANSWERED
    assert answers["b5r3b"]["alasan_kosong"].startswith("Dilewati")
    assert answers["b5r2"] == {**answers["b5r2"], "asal": "kantor", "kode": 1}


@pytest.mark.parametrize("name", PROFILES)
def test_profile_and_layout_fit_each_other(name: str) -> None:
    profile = ms_profile(name)
    assert set(profile["ms_keg"]) == {question.key for question in ms_keg().questions}
    assert set(profile["ms_var"]) == {column.key for column in ms_var().columns}
    assert set(profile["ms_ind"]) == {column.key for column in ms_ind().columns}
    used = {rule["sumber"] for rule in profile["ms_keg"].values() if "sumber" in rule}
    assert used == set(SOURCES)


def test_a_flawed_layout_is_told_with_its_place() -> None:
    data = load_yaml("ms-keg.yaml")
    first, second = data["pertanyaan"][:2]
    for row, problem in (
        ({**second, "sel": first["sel"]}, "C4.*comes twice"),
        ({**second, "sel": "??"}, "no cell address"),
        ({**second, "jenis": "angka"}, "unknown kind"),
        ({**second, "daftar": "antah"}, "unknown list"),
    ):
        with pytest.raises(BundleError, match=problem):
            read_sheet({**data, "pertanyaan": [first, row]}, "ms-keg.yaml")
    with pytest.raises(BundleError, match="b0r1"):
        answer_keg(ms_keg(), {**load_yaml("kompilasi.yaml"), "ms_keg": {}}, content(), CODES)


def letter_text(*items: BundleContent) -> tuple[str, list[list[str]], str]:
    letter = write_letter(items, [18] * len(items), "paket.zip", load_yaml("surat.yaml"), CODES)
    document = docx.Document(io.BytesIO(letter_docx(letter, items[0].last_gate_at)))
    table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return text, table, "\n".join(p.text for p in document.paragraphs[-len(items) - 1 :])


def test_the_letter() -> None:
    text, table, footer = letter_text(content())
    assert text.startswith("PEMERINTAH KABUPATEN SUKAMAJU\nDINAS KOMUNIKASI DAN INFORMATIKA\n")
    assert "Sukamaju, 21 November 2026" in text
    number = next(line for line in text.splitlines() if line.startswith("Nomor"))
    assert number.replace("Nomor", "").strip(" \t:") == ""
    assert "Penyampaian Data Statistik Sektoral dan Metadata Tahun 2025" in text
    assert "Pejabat Rekaan" not in text
    assert table[1] == [
        "1", "D01", "Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin", "2023 s.d. 2025", "Orang",
        "Dinas Kependudukan dan Pencatatan Sipil", "18", "Tetap",
    ]  # fmt: skip
    assert f"D01: {'c' * 64}" in footer


def test_the_letter_is_signed_by_the_post_as_it_was_held() -> None:
    row = approval("kadis", "Kepala Dinas", "2026-11-20T17:05:00+00:00", "c" * 64, standing="plt")
    text, _, _ = letter_text(content(approvals=[row]))
    assert "Plt. Kepala Dinas Komunikasi dan Informatika," in text
    assert "2 dataset" not in text


def test_the_letter_lists_every_dataset() -> None:
    _, table, footer = letter_text(content(), content(dataset={**DATASET, "kode_dataset": "D02"}))
    assert [row[:2] for row in table[1:]] == [["1", "D01"], ["2", "D02"]]
    assert "D02: " in footer


def test_the_letter_of_many_datasets_stays_readable() -> None:
    offices = ["Dinas Kesehatan", "Dinas Pertanian", "Dinas Kesehatan"]
    items = [content(organization={"title": name}) for name in offices]
    letter = write_letter(items, [1] * 3, "paket.zip", load_yaml("surat.yaml"), CODES)
    assert letter.copies == ("Kepala Bappeda Kabupaten Sukamaju", "Dinas Kesehatan", "Dinas Pertanian")
    document = docx.Document(io.BytesIO(letter_docx(letter, items[0].last_gate_at)))
    (line,) = document.sections[0].footer.paragraphs
    assert line.text == letter.footer[-1] and "paket.zip" in line.text, "as tall on every page"
    widths = [cell.width.cm for cell in document.tables[0].rows[1].cells]
    assert widths[0] < 1 < 4 < widths[2] and sum(widths) < 16.6


def test_the_letter_is_signed_as_the_latest_gate_was_held() -> None:
    held = {
        standing: approval(
            "kadis", "Kepala Dinas", f"2026-11-{day}T01:00:00+00:00", "c" * 64, standing=standing
        )
        for standing, day in (("plt", "20"), ("definitif", "19"))
    }
    items = [
        content(
            approvals=[row], last_gate_at=datetime.fromisoformat(row["at"]), kabupaten={"nama": "Kota Lain"}
        )
        for row in held.values()
    ]
    for order in (items, items[::-1]):
        letter = write_letter(order, [1, 1], "paket.zip", load_yaml("surat.yaml"), CODES)
        assert letter.signature[0].startswith("Plt. ")


def test_shipped_code_lists_name_their_codes() -> None:
    for name, rows in code_lists().lists.items():
        assert all(code_of(row) for row in rows), name
        assert any(row.get(column) for row in rows for column in NAME_COLUMNS), name
    assert code_lists().label("frekuensi", "tahunan") == "Tahunan"
    assert code_lists().label("wilayah", "99.01") == "Kabupaten Sukamaju"


def test_the_forms_sectors_are_those_of_the_code_list() -> None:
    sector = next(question for question in ms_keg().questions if question.cell == "C8")
    shipped = {int(row["kode"]): row["label"] for row in code_lists().lists["sektor_kegiatan"]}
    assert dict(sector.options) == shipped


def test_the_profiles_frequencies_are_those_of_the_code_list() -> None:
    shipped = {row["kode"]: row["ms_keg"] for row in code_lists().lists["frekuensi"]}
    for code, number in load_yaml("kompilasi.yaml")["frekuensi_bps"].items():
        assert shipped[code] == str(number), code
