"""A workbook of the MS forms there and back: nothing is lost, by openpyxl, by LibreOffice, for any legal answers."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.bps.layout import Question
from ckanext.satudata.domain.bps.ms_rules import Value
from ckanext.satudata.domain.bps.ms_state import IND, VAR, kept_keg, kept_rows
from ckanext.satudata.domain.bps.ms_stored import PROFILES
from ckanext.satudata.domain.bps.ms_values import clean
from support.bundle_samples import DATASET, content
from support.ms_books import (
    FORMS,
    books,
    changed,
    demo_contents,
    filled,
    imported,
    saved,
    saved_by_libreoffice,
)

TAKEN = ("bencana", "penduduk", "jalan")
FORMULA = "=1+1"


def with_profile(item: BundleContent, profile: str, **more: Any) -> BundleContent:
    return replace(item, dataset={**item.dataset, "profil_ms": profile, **more})


def samples() -> dict[str, BundleContent]:
    """Several demo datasets by both profiles, and one whose texts look like formulas and codes."""
    demo = demo_contents()
    slugs = [slug for slug in TAKEN if slug in demo] or list(demo)[:3]
    found = {
        f"{slug}-{profile}": with_profile(demo[slug], profile)
        for slug in [*slugs, *[one for one in demo if one not in slugs][:2]]
        for profile in PROFILES
    }
    answers = json.dumps(
        {
            "b0r3": "007",
            "b1r1": FORMULA,
            "b3r1": "satu\ndua  tiga",
            "b3r2": "+62 812",
            "b1r2": "Ñandú – “ß” 漢",
        }
    )
    rows = json.dumps(
        {"laki_laki": {"konsep": FORMULA, "klasifikasi": "1;2;3", "referensi_waktu": "2025-12-31"}}
    )
    found["aneh-survei"] = with_profile(content(), "survei", ms_keg=answers, ms_var=rows)
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, BundleContent], dict[str, Path]]:
    """The workbooks of the samples as LibreOffice saves them."""
    items = samples()
    files = {f"{name}.{form}": data for name, item in items.items() for form, data in books(item).items()}
    return items, saved_by_libreoffice(files, tmp_path_factory.mktemp("office"))


def test_what_libreoffice_saves_says_the_same(
    office: tuple[dict[str, BundleContent], dict[str, Path]], tmp_path: Path
) -> None:
    items, files = office
    assert len(files) == 3 * len(items) >= 30
    for name, path in files.items():
        told = imported(items[name.rsplit(".", 1)[0]], path, tmp_path)
        assert told.differences == (), name
        assert told.notes == (), name
        assert len(told.forms) == 1 and told.same > 10, name


def test_in_libreoffice_labels_lists_and_drop_downs_are_those_of_the_form(
    office: tuple[dict[str, BundleContent], dict[str, Path]],
) -> None:
    items, files = office
    for name in items:
        page = openpyxl.load_workbook(files[f"{name}.MS-Keg"])["MS-Keg"]
        assert page["A2"].value == "tuliskan jawaban pada cell berwarna kuning"
        assert len([page.cell(row, 2).value for row in range(101, 123)]) == 22
        lists = {
            cell: rule for rule in page.data_validations.dataValidation for cell in str(rule.sqref).split()
        }
        for question in FORMS.keg.questions:
            if question.prefix:
                continue
            assert page.cell(question.row, 2).value == question.label
            assert page[question.cell].fill.fgColor.rgb == "FFFFFF00", question.cell
            if question.kind == "pilihan":
                assert question.cell in lists
                assert page[question.cell].value in (None, *question.options.values())
            if question.kind == "tanggal":
                assert lists[question.cell].type == "date"
        for form in (FORMS.var, FORMS.ind):
            page = openpyxl.load_workbook(files[f"{name}.{form.name}"])[form.name]
            assert [page[f"{one.letter}6"].value for one in form.columns] == [
                one.number for one in form.columns
            ]
            for one in form.columns:
                values = [page[f"{one.letter}{row}"].value for row in range(7, 7 + form.prepared)]
                assert not one.options or set(values) <= {None, *one.options}


def test_text_that_looks_like_a_formula_stays_text(
    office: tuple[dict[str, BundleContent], dict[str, Path]],
) -> None:
    cell = openpyxl.load_workbook(office[1]["aneh-survei.MS-Keg"])["MS-Keg"]["C11"]
    assert (cell.value, cell.data_type) == (FORMULA, "s")


def test_every_demo_dataset_goes_there_and_back(tmp_path: Path) -> None:
    items = demo_contents()
    assert len(items) >= 24
    for number, (slug, item) in enumerate(items.items()):
        asked = with_profile(item, PROFILES[number % 2])
        for form, data in books(asked).items():
            told = imported(asked, data, tmp_path)
            assert (told.differences, told.notes) == ((), ()), (slug, form)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60) | st.sampled_from(
    [FORMULA, "-", "007", "1,5", "TRUE", "2026-01-31", "_x000D_", "a\n\nb", "'x", "@x", "#x"]
)
DAYS = st.dates(date(2021, 7, 1), date(2030, 12, 31))


def legal(question: Question) -> st.SearchStrategy[Value]:
    """Any answer that the form takes, and none."""
    if question.kind == "pilihan":
        return st.sampled_from([*question.options, ""])
    if question.kind == "pilihan_banyak":
        return st.integers(0, sum(question.options)).map(lambda total: total or "")
    if question.kind == "tanggal":
        return DAYS.map(lambda day: day.isoformat())
    if question.kind in ("tahun", "bilangan"):
        return st.integers(1990, 2060).map(str)
    return TEXTS


KEG = st.fixed_dictionaries({}, optional={one.key: legal(one) for one in FORMS.keg.questions})
CELL = {
    "tahun": st.integers(1990, 2060).map(str),
    "teks": TEXTS,
}


def cells(name: str) -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    """Any cells of some rows, those of the table and one that the office added."""
    form = FORMS.rows_of(name)
    row = st.fixed_dictionaries(
        {},
        optional={
            one.key: st.sampled_from(one.options) if one.options else CELL[one.kind] for one in form.columns
        },
    )
    return st.fixed_dictionaries({}, optional=dict.fromkeys(("laki_laki", "jumlah", "+1"), row))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(keg=KEG, var=cells(VAR), ind=cells(IND), profile=st.sampled_from(PROFILES))
def test_any_legal_answers_go_there_and_back(
    keg: Mapping[str, Any],
    var: Mapping[str, Any],
    ind: Mapping[str, Any],
    profile: str,
    tmp_path_factory: Any,
) -> None:
    folder = tmp_path_factory.getbasetemp()
    base = with_profile(content(), profile)
    state = filled(base)
    item = with_profile(
        base,
        profile,
        ms_keg=kept_keg(FORMS, state, "", {key: cleaned(value) for key, value in keg.items()}),
        ms_var=kept_rows(FORMS, state, VAR, "", in_clean(var)),
        ms_ind=kept_rows(FORMS, state, IND, "", in_clean(ind)),
    )
    for form, data in books(item).items():
        told = imported(item, data, folder)
        odd = [(one.id, one.cell, one.kind, one.portal, one.reading) for one in told.differences]
        assert odd == [], form


def cleaned(value: Any) -> Any:
    """A text as every door of the portal stores it."""
    return clean(value) if isinstance(value, str) else value


def in_clean(rows: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {row: {key: cleaned(value) for key, value in cells.items()} for row, cells in rows.items()}


def keg_book(item: BundleContent | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(books(item or content())["MS-Keg"]))


def test_rows_that_the_office_inserted_move_the_answers_with_their_labels(tmp_path: Path) -> None:
    book = keg_book()
    book.active.insert_rows(12)
    book.active["B12"] = "Catatan kami"
    book.active["C12"] = "jangan dibaca"
    told = imported(content(), saved(book), tmp_path)
    assert told.differences == ()
    assert [note.code for note in told.notes] == ["moved", "texts-left-out"]
    assert told.notes[0].facts["found"] == "C13"


def test_rows_that_the_office_deleted_take_no_other_rows_answer(tmp_path: Path) -> None:
    book = keg_book()
    book.active.delete_rows(13, 2)
    told = imported(content(), saved(book), tmp_path)
    assert told.differences == ()
    assert [note.code for note in told.notes] == ["moved", "missing", "missing"]


def test_labels_worded_otherwise_are_read_by_position_and_said(tmp_path: Path) -> None:
    book = keg_book()
    for question in FORMS.keg.questions:
        if not question.prefix:
            book.active.cell(question.row, 1).value = None
            book.active.cell(question.row, 2).value = f"{question.number}. {question.label.upper()}"
    for row in range(30, 44):
        book.active.cell(row, 2).value = f"3.3.{(row - 28) // 2} Tahap" if row % 2 == 0 else None
    told = imported(content(), saved(book), tmp_path)
    assert told.differences == ()
    assert {note.code for note in told.notes} == {"guessed"}
    assert len(told.notes) == 14


@pytest.mark.parametrize("form", ["MS-Var", "MS-Ind"])
def test_a_column_for_numbers_or_a_lost_row_of_column_numbers_is_no_matter(form: str, tmp_path: Path) -> None:
    for change in (with_numbers, without_column_numbers):
        book = openpyxl.load_workbook(io.BytesIO(books(content())[form]))
        change(book.active)
        told = imported(content(), saved(book), tmp_path)
        assert (told.differences, told.notes) == ((), ()), change.__name__


def with_numbers(page: Any) -> None:
    for area in list(page.merged_cells.ranges):
        page.unmerge_cells(str(area))
    page.insert_cols(1)
    page["A4"], page["A6"] = "No", "(1)"


def without_column_numbers(page: Any) -> None:
    for cell in page[6]:
        cell.value = None


def test_a_column_that_was_inserted_moves_the_answers_too(tmp_path: Path) -> None:
    book = keg_book()
    book.active.insert_cols(1)
    assert imported(content(), saved(book), tmp_path).differences == ()


def test_a_workbook_with_the_three_forms(tmp_path: Path) -> None:
    item = content()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, data in books(item).items():
        page, source = book.create_sheet(name), openpyxl.load_workbook(io.BytesIO(data))[name]
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    target = page[cell.coordinate]
                    target.value, target.data_type = cell.value, cell.data_type
    told = imported(item, saved(book), tmp_path)
    assert (len(told.forms), told.differences) == (3, ())


@pytest.mark.parametrize(
    ("cell", "written", "key", "value"),
    [
        ("C7", "survei", "b0r4", 2),
        ("C7", 2, "b0r4", 2),
        ("C7", "2. Survei", "b0r4", 2),
        ("C50", "1; 2", "b4r6", 3),
        ("C50", 17, "b4r6", 17),
        ("C50", "wawancara, LAINNYA", "b4r6", 17),
        ("C30", "31/01/2026", "b3r3_1a", "2026-01-31"),
        ("C30", "31 Januari 2026", "b3r3_1a", "2026-01-31"),
        ("C30", 46053, "b3r3_1a", "2026-01-31"),
        ("C5", "2024", "b0r2", "2024"),
        ("C13", 2175550, "b1r2_1", "2175550"),
        ("C9", "Ya, V-26.9902.004", "b0r6_identitas", "V-26.9902.004"),
        ("D9", "Identitas rekomendasi: V-26.9902.004", "b0r6_identitas", "V-26.9902.004"),
    ],
)
def test_ways_in_which_offices_write(cell: str, written: Any, key: str, value: Value, tmp_path: Path) -> None:
    told = imported(content(), changed(books(content())["MS-Keg"], {cell: written}), tmp_path)
    found = {one.key: one for one in told.differences}
    assert found[key].given == value
    assert found[key].kind in ("changed", "added")


@pytest.mark.parametrize(
    ("cell", "written", "kind", "problem"),
    [
        ("C7", "Surve", "near", "near-choice"),
        ("C7", "Sensus Lengkap Sekali", "unreadable", "no-choice"),
        ("C30", "31/31/2026", "unreadable", "no-tanggal"),
        ("C5", "dua ribu", "unreadable", "no-tahun"),
        ("C50", 128, "unreadable", "no-choice"),
        ("C50", "PAP;" * 5000, "unreadable", "no-choice"),
        ("C4", "=A1&A2", "unreadable", "formula"),
        ("C4", None, "emptied", ""),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_cell(
    cell: str, written: Any, kind: str, problem: str, tmp_path: Path
) -> None:
    told = imported(content(), changed(books(content())["MS-Keg"], {cell: written}), tmp_path)
    assert [(one.cell, one.kind, one.reading.problem) for one in told.differences] == [(cell, kind, problem)]


def test_rows_are_matched_by_alias_and_name_in_any_order(tmp_path: Path) -> None:
    item = content()
    source = openpyxl.load_workbook(io.BytesIO(books(item)["MS-Var"]))
    page = source.active
    lines = [[page.cell(row, at).value for at in range(1, 13)] for row in range(7, 14)]
    lines[2][2] = "Konsep kantor"
    lines[3] = ["Rasio", "rasio", *[None] * 10]
    for row, line in zip(range(7, 14), reversed(lines), strict=True):
        for at, value in enumerate(line, 1):
            page.cell(row, at).value = value
    told = imported(item, saved(source), tmp_path)
    assert [(one.row, one.key) for one in told.differences] == [
        ("+1", "nama"),
        ("+1", "alias"),
        ("tahun", "konsep"),
    ]
    assert [note.code for note in told.notes] == ["rows-left-out"]


def test_an_answer_that_breaks_a_rule_says_so(tmp_path: Path) -> None:
    data = changed(books(content())["MS-Keg"], {"C30": "2027-01-01", "C54": "Single Stage/Phase"})
    found = {
        one.key: [flaw.rule for flaw in one.flaws] for one in imported(content(), data, tmp_path).differences
    }
    assert found == {"b3r3_1a": [], "b5r1": ["K-5-LEWAT"]}
    assert DATASET["jadwal_rilis"] == "2026-12-01"
