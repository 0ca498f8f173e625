"""The quality card of a published dataset: counted from its edition, short for everybody, whole for those who prepare it."""

from __future__ import annotations

from typing import Any

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from support import story
from support.pages import Visitor, main_of, told
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")
MEASURES = ["completeness", "timeliness", "consistency", "metadata", "openness"]


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def walked(app: CKANTestApp, kept: dict[str, Any]) -> dict[str, Any]:
    """A published dataset with the next edition in preparation."""
    if not kept:
        people: Cast = told(app, story.cast)
        review = told(app, story.published, people, population(2024))
        dataset = review["dataset_id"]
        draft = told(app, act, people.producer, "satudata_draft_create", dataset_id=dataset)["id"]
        told(app, act, people.producer, "satudata_draft_update", id=draft, definisi="", konsep="Rahasia")
        kept.update(people=people, dataset=dataset, draft=draft, name=model.Package.get(dataset).name)
    return kept


def test_everybody_reads_the_card_of_the_edition_and_nothing_of_the_draft(
    app: CKANTestApp, walked: dict[str, Any]
) -> None:
    card = told(app, act, None, "satudata_quality_show", dataset_id=walked["dataset"])
    assert [one["name"] for one in card["measures"]] == MEASURES and card["number"] == 1
    scores = {one["name"]: one["score"] for one in card["measures"]}
    assert (scores["completeness"], scores["openness"], card["stars"]) == (100, 100, 5)
    assert "Rahasia" not in str(card) and "Isi: Definisi." not in str(card)
    page = main_of(Visitor(app, None).read(f"/dataset/{walked['name']}"))
    assert "Mutu data" in page and "Kelengkapan" in page and "Langkah berikutnya" not in page
    assert f"/kerja/mutu/{walked['name']}" not in page


def test_the_office_reads_what_to_do_next(app: CKANTestApp, walked: dict[str, Any]) -> None:
    path = f"/kerja/mutu/{walked['name']}"
    page = main_of(Visitor(app, walked["people"].producer).read(path))
    assert "Langkah berikutnya" in page and "Terangkan arti kolom ini" in page
    Visitor(app, walked["people"].outsider).read(path, status=404)
    assert path in main_of(Visitor(app, walked["people"].producer).read("/kerja"))


def test_the_walidata_reads_all_cards_and_others_do_not(app: CKANTestApp, walked: dict[str, Any]) -> None:
    page = main_of(Visitor(app, walked["people"].verifikator).read("/pantauan/mutu"))
    assert f"/kerja/mutu/{walked['name']}" in page
    answer = app.get("/api/action/satudata_quality_list", headers=walked["people"].outsider.headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("which", ["draft", "nothing", "no such edition"])
def test_what_is_hidden_and_what_is_not_there_are_the_same(
    app: CKANTestApp, walked: dict[str, Any], which: str
) -> None:
    asked = {"draft": walked["draft"], "nothing": "tidak-ada", "no such edition": walked["dataset"]}[which]
    number = "&number=9" if which == "no such edition" else ""
    answer = app.get(f"/api/action/satudata_quality_show?dataset_id={asked}{number}")
    assert answer.status_code == 404
    if not number:
        assert answer.json["error"]["message"] == "Not found: Dataset tidak ditemukan"
