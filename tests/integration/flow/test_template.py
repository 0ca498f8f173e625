"""The template of a dataset: filled in, it becomes the next edition without a question."""

from __future__ import annotations

import functools
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from support import story
from support.faults import people
from support.story import act
from support.workbooks import KECAMATAN, population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@functools.cache
def published() -> dict[str, Any]:
    """A published dataset that was read from the office's own layout, with two header rows."""
    review = story.published(people(), population(2024))
    return dict(act(None, "package_show", id=review["dataset_id"]))


@pytest.fixture
def dataset() -> dict[str, Any]:
    return published()


def template(app: Any, dataset: dict[str, Any]) -> bytes:
    answer = app.get(f"/dataset/{dataset['name']}/templat.xlsx")
    assert answer.status_code == 200
    return bytes(answer.data)


def filled(content: bytes) -> bytes:
    """The template as an office gives it back: figures typed, one not available."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Data"]
    titles = [cell.value for cell in sheet[1]]
    men, women, whole, families = (titles.index(title) + 1 for title in titles[-4:])
    for row, (_code, _name, *last) in enumerate(KECAMATAN, 2):
        figures = [round(number * 1.01) for number in last]
        for column, figure in zip((men, women, families), figures, strict=True):
            sheet.cell(row, column).value = figure
        sheet.cell(row, whole).value = figures[0] + figures[1]
    sheet.cell(5, families).value = "..."
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_what_it_holds(app: Any, dataset: dict[str, Any]) -> None:
    content = template(app, dataset)
    assert content == template(app, dataset)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Data", "Petunjuk", "Daftar Kode"]
    sheet = book["Data"]
    titles = [cell.value for cell in sheet[1]]
    assert titles[:3] == ["Kode Kecamatan", "Kecamatan", "Tahun"] and len(titles) == 7
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == 8 and {row[2] for row in rows} == {2025} and rows[1][:2] == ("99.01.02", "Wanasari")
    assert all(value is None for row in rows for value in row[3:])
    rules = {str(rule.sqref).split(":")[0]: rule.type for rule in sheet.data_validations.dataValidation}
    assert rules["A2"] == rules["B2"] == "list" and rules["D2"] == "whole"
    told = [[cell for cell in row if cell] for row in book["Petunjuk"].iter_rows(values_only=True)]
    assert told[[row[:1] for row in told].index(["Tahun"])][:2] == ["Tahun", "tahun, empat angka; wajib"]


def test_filled_in_it_needs_no_question(app: Any, dataset: dict[str, Any]) -> None:
    draft = act(people().producer, "satudata_draft_create", dataset_id=dataset["id"])
    shown = story.upload(people().producer, draft["id"], filled(template(app, dataset)), "isian.xlsx")
    intake = shown["intake"]
    assert intake["state"] == "checked", intake["questions"]
    assert intake["report"]["verdict"] == "pass" and intake["report"]["open_confirmations"] == 0
    assert intake["changes"]["added"] == 8 and intake["rows"] == 16


def test_left_empty_it_is_refused(app: Any, dataset: dict[str, Any]) -> None:
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Kosong")
    shown = story.upload(people().producer, draft["id"], template(app, dataset), "kosong.xlsx")
    checked = story.confirmed(people().producer, shown["id"])["intake"]
    assert checked["report"]["verdict"] == "fail"
    assert "UKURAN_KOSONG" in [one["code"] for one in checked["report"]["findings"]]
