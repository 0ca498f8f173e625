"""A large table that is public: its figures are those of all its rows, made by the worker; no page holds it."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata.logic.shapes import tables
from ckanext.satudata.views import files, publik
from support import story
from support.faults import people
from support.pages import Visitor, told
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def name(app: CKANTestApp) -> str:
    """The address of a published dataset."""

    def walked() -> str:
        first = story.published(people(), population(2024))
        return str(act(None, "package_show", id=first["dataset_id"])["name"])

    return told(app, walked)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table is one that no page may hold."""

    def never(*_given: Any) -> None:
        raise AssertionError("a page held the table")

    monkeypatch.setattr(tables, "MOST_CELLS", 10)
    monkeypatch.setattr(files.rows_of, "__wrapped__", never, raising=False)
    monkeypatch.setattr(publik, "rows_of", never)
    monkeypatch.setattr(publik, "SHOWN_ROWS", 3)


def test_what_the_public_sees_is_made_of_all_rows(
    app: CKANTestApp, name: str, request: pytest.FixtureRequest
) -> None:
    citizen = Visitor(app, None)
    whole = citizen.read(f"/dataset/{name}")
    headline = whole[whole.index("sd-headline") :].split("</p>")[0]
    book = citizen.fetched(f"/dataset/{name}/unduh.xlsx")
    picture = citizen.fetched(_picture(whole))

    card = told(app, act, None, "satudata_quality_show", dataset_id=name)

    request.getfixturevalue("large")
    page = citizen.read(f"/dataset/{name}")
    assert "sedang dibuat" in page and "sd-headline" not in page
    assert "3 baris pertama dari 8" in page
    assert "sedang dibuat" in citizen.read(f"/dataset/{name}/unduh.xlsx", status=202)
    assert citizen.fetched(f"/dataset/{name}/templat.xlsx")
    (said,) = told(app, act, None, "satudata_quality_show", dataset_id=name)["measures"][0]["facts"]
    assert said["code"] == "being_counted"

    told(app, story.loop.drain)
    page = citizen.read(f"/dataset/{name}")
    assert told(app, act, None, "satudata_quality_show", dataset_id=name) == card
    assert headline in page and "sedang dibuat" not in page
    assert citizen.fetched(_picture(page)) == picture
    assert _cells(citizen.fetched(f"/dataset/{name}/unduh.xlsx")) == _cells(book)


def _picture(page: str) -> str:
    return page[page.index('<img src="') :].split('"')[1]


def _cells(content: bytes) -> list[Any]:
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
