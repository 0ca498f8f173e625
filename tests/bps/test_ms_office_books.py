"""Workbooks of the MS forms as offices really fill them: what is no answer is told, and several choices lose none."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.satudata.domain.bps.ms_import import Imported
from ckanext.satudata.domain.bps.ms_match import MOST_ROWS
from ckanext.satudata.domain.bps.ms_state import IND, VAR, kept_reasons, kept_rows, told_of_office
from support.bundle_samples import DATASET, content
from support.ms_books import FORMS, books, changed, filled, imported, saved

ITEM = content()
BOOKS = books(ITEM)


def altered(change: Callable[[Any], None], form: str = "MS-Keg") -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(BOOKS[form]))
    change(workbook)
    return saved(workbook)


def notes(told: Imported) -> dict[str, dict[str, Any]]:
    return {note.code: dict(note.facts) for note in told.notes}


def test_a_workbook_of_the_portal_holds_nothing_besides(tmp_path: Path) -> None:
    for book in BOOKS.values():
        assert not imported(ITEM, book, tmp_path).notes


def test_notes_beside_and_above_the_form_are_told(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book.active
        sheet.insert_rows(1, 2)
        sheet["A1"], sheet["F14"], sheet["B99"] = "Catatan: diisi petugas", "lihat lampiran 3", "Mengetahui"

    told = imported(ITEM, altered(change), tmp_path)
    assert not told.differences
    assert notes(told)["texts-left-out"] == {
        "count": 3,
        "texts": "A1 'Catatan: diisi petugas', F14 'lihat lampiran 3', B99 'Mengetahui'",
    }


def test_answers_beside_their_cells_are_told_and_empty_nothing_by_themselves(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book.active
        sheet["D27"], sheet["C27"] = "Latar belakang di sebelahnya", None

    told = imported(ITEM, altered(change), tmp_path)
    assert [(one.cell, one.kind) for one in told.differences] == [("C27", "emptied")]
    assert notes(told)["texts-left-out"]["texts"] == "D27 'Latar belakang di sebelahnya'"


def test_a_block_that_went_far_away_is_told(tmp_path: Path) -> None:
    told = imported(ITEM, altered(lambda book: book.active.move_range("A21:D25", rows=70)), tmp_path)
    assert {one.kind for one in told.differences} == {"emptied"}
    assert "C91 'Bidang" in notes(told)["texts-left-out"]["texts"]


def test_sheets_that_are_not_read_are_told(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book.copy_worksheet(book.active).title = "MS-Keg kegiatan 2"
        book.create_sheet("Kosong")
        book.create_sheet("Daftar")["B2"] = "petugas"

    assert notes(imported(ITEM, altered(change), tmp_path)) == {
        "sheets-left-out": {"names": "MS-Keg kegiatan 2, Daftar"}
    }


def test_rows_beyond_the_limit_are_told(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        for number in range(MOST_ROWS + 3):
            book.active.cell(FORMS.rows_of(VAR).first_row + number, 1).value = f"Variabel {number}"

    facts = notes(imported(ITEM, altered(change, "MS-Var"), tmp_path))["rows-too-many"]
    assert facts == {"form": "MS-Var", "first": 7 + MOST_ROWS, "limit": MOST_ROWS}


@pytest.mark.parametrize(
    ("cell", "written", "value"),
    [
        ("C51", "PAPI dan CAPI", 3),
        ("C51", "papi & cawi", 9),
        ("C51", "1+4", 5),
        ("C50", "Wawancara, pengamatan (observasi) serta Lainnya", 21),
        ("C81", "Kabupaten/Kota dan Kecamatan", 12),
    ],
)
def test_several_choices_in_one_cell_lose_none(cell: str, written: str, value: int, tmp_path: Path) -> None:
    told = imported(ITEM, changed(BOOKS["MS-Keg"], {cell: written}), tmp_path)
    found = [(one.kind, one.given) for one in told.differences]
    assert found == [("changed", value)] or (not found and value == 12)


@pytest.mark.parametrize(("written", "offer"), [("Y", 1), ("t", 2), ("X", ""), ("√", "")])
def test_one_letter_is_offered_and_a_mark_is_asked_about(written: str, offer: object, tmp_path: Path) -> None:
    (one,) = imported(ITEM, changed(BOOKS["MS-Keg"], {"C64": written}), tmp_path).differences
    assert (one.kind, one.reading.offer) == ("near" if offer else "unreadable", offer)


def test_signs_that_turn_the_writing_are_dropped(tmp_path: Path) -> None:
    (one,) = imported(ITEM, changed(BOOKS["MS-Keg"], {"C27": "a\u202eb\u2066c"}), tmp_path).differences
    assert one.given == "abc"


def flawed(**dataset: Any) -> tuple[list[str], list[str]]:
    """The answers that break a rule, and those of them that wait for the office."""
    state = filled(content(dataset={**DATASET, **dataset}))
    errors = [one.place for one in state.flaws if one.severity == "salah"]
    return errors, [one.place for one in state.unexplained]


def test_days_beyond_the_form_have_the_portals_own_reason() -> None:
    """Figures of 2018 that are released late: fourteen days that the form cannot hold ask nobody for fourteen reasons."""
    assert flawed() == ([], [])
    broken, waiting = flawed(jadwal_rilis="2019-03-15")
    assert len(broken) == 15 and waiting == []
    assert flawed(jadwal_rilis="2031-06-01")[1] == []
    assert flawed(jadwal_rilis="2031-06-01", ms_keg='{"b8r2_2":"2031-06-01"}')[1] == ["ms_keg.b8r2_2"]
    assert len(flawed(jadwal_rilis="")[1]) == 15


def test_data_that_come_once_are_scheduled_by_their_approval() -> None:
    assert flawed(jadwal_rilis="", frekuensi="sekali") == ([], [])


def test_what_the_office_empties_waits_for_its_reason() -> None:
    assert flawed(ms_keg='{"b3r1":""}')[1] == ["ms_keg.b3r1"]
    assert flawed(ms_keg='{"b3r1":""}', ms_alasan='{"ms_keg.b3r1":"Tidak ada"}')[1] == []
    assert flawed(ms_keg='{"b3r1":""}', ms_alasan='{"ms_keg.b3r2":"Tidak ada"}')[1] == ["ms_keg.b3r1"]


def test_cells_that_a_row_skips_are_not_kept() -> None:
    state = filled(ITEM)
    row = state.rows[IND][0].key
    given = {row: {"indikator_nama": "Indikator lain", "interpretasi": "Makin tinggi, makin banyak."}}
    assert json.loads(kept_rows(FORMS, state, IND, "", given)) == {
        row: {"interpretasi": "Makin tinggi, makin banyak."}
    }
    composite = {row: {**given[row], "komposit": "Ya", "variabel_nama": "X"}}
    assert set(json.loads(kept_rows(FORMS, state, IND, "", composite))[row]) == {
        "indikator_nama",
        "interpretasi",
        "komposit",
    }


def test_an_added_row_is_kept_and_a_row_of_nothing_is_not() -> None:
    state = filled(ITEM)
    given = {"+1": {"nama": "Rasio"}, "bukan_kolom": {"nama": "X"}}
    assert json.loads(kept_rows(FORMS, state, IND, "", given)) == {"+1": {"nama": "Rasio"}}
    assert kept_rows(FORMS, state, IND, '{"+1":{"nama":"Rasio"}}', {"+1": {"nama": ""}}) == ""


def test_reasons_are_kept_for_answers_that_break_a_rule_now() -> None:
    state = filled(content(dataset={**DATASET, "ms_keg": '{"b3r1":""}'}))
    given = {"ms_keg.b3r1": "Tidak ada", "ms_keg.b3r2": "tidak dilanggar"}
    assert json.loads(kept_reasons(state, '{"ms_keg.b1r1":"lama"}', given)) == {"ms_keg.b3r1": "Tidak ada"}
    assert kept_reasons(state, '{"ms_keg.b3r1":"lama"}', {"ms_keg.b3r1": ""}) == ""


def test_only_what_the_profile_lacks_is_told_of_the_office() -> None:
    poor = filled(content(organization={"title": "Dinas"}))
    typed = {"b1r2": "Jalan Kenari 7", "b1r2_1": "", "b1r1": "Dinas Lain", "b2r1_2": "Kepala Dinas"}
    assert told_of_office(poor, typed) == {"alamat": "Jalan Kenari 7", "eselon_2": "Kepala Dinas"}
    assert told_of_office(filled(ITEM), typed) == {}
