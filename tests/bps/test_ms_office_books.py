"""Workbooks of the MS forms as offices really fill them: what is no answer is told, and several choices lose none."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.satudata.domain.bps.ms_import import Imported
from ckanext.satudata.domain.bps.ms_match import MOST_ROWS
from ckanext.satudata.domain.bps.ms_state import VAR
from support.bundle_samples import content
from support.ms_books import FORMS, books, changed, imported, saved

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
