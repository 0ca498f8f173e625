"""Two rounds and editions of a large table: the worker compares and counts them, no page does."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata.logic.shapes import preview, table_changes, tables
from support import story
from support.faults import people
from support.pages import Visitor, told
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")
AGAINST = "edition:1"


@pytest.fixture
def review(app: CKANTestApp) -> dict[str, Any]:
    """The second edition of a dataset, at its first gate."""

    def walked() -> dict[str, Any]:
        first = story.published(people(), population(2024))
        draft = act(people().producer, "satudata_draft_create", dataset_id=first["dataset_id"])
        story.upload(people().producer, draft["id"], population(2025, growth=1.1))
        story.confirmed(people().producer, draft["id"])
        sent = act(people().producer, "satudata_review_submit", draft_id=draft["id"])
        story.loop.drain()
        return dict(sent)

    return dict(told(app, walked))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table is one that no page may hold."""

    def never(*_given: Any) -> None:
        raise AssertionError("a page held the table")

    monkeypatch.setattr(tables, "MOST_CELLS", 10)
    monkeypatch.setattr(table_changes, "in_memory", never)
    monkeypatch.setattr(preview, "_summarised", never)


def changes(app: CKANTestApp, review: dict[str, Any]) -> dict[str, Any]:
    found = told(app, act, people().verifikator, "satudata_review_changes", id=review["id"], against=AGAINST)
    return dict(found["table"])


def columns(app: CKANTestApp, review: dict[str, Any]) -> Any:
    asked = {"id": review["id"], "summary": True}
    return told(app, act, people().verifikator, "satudata_review_data", **asked)["summary"]


def test_the_worker_compares_and_counts_what_no_page_may_hold(
    app: CKANTestApp, review: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    desk, path = Visitor(app, people().verifikator), f"/pengajuan/{review['number']}"
    differing, counted = changes(app, review), columns(app, review)
    listed = desk.fetched(f"{path}/selisih.csv?banding={AGAINST}")
    assert (differing["added"], differing["pending"]) == (8, False)

    request.getfixturevalue("large")
    assert changes(app, review) == {"pending": True, "same": False}
    assert columns(app, review) is None
    assert "sedang dibandingkan" in desk.read(path)
    assert "sedang dihitung" in desk.read(f"{path}/data")
    assert "sedang dibandingkan" in desk.read(f"{path}/selisih.csv?banding={AGAINST}")

    told(app, story.loop.drain)
    assert changes(app, review) == differing
    assert columns(app, review) == counted
    assert "8 baris bertambah" in desk.read(path)
    assert desk.fetched(f"{path}/selisih.csv?banding={AGAINST}") == listed
