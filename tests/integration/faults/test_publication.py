"""Publication with a part that breaks: nothing half-published, nothing lost, readers see one edition whole."""

from __future__ import annotations

import csv
import io
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from sqlalchemy import text

from ckanext.satudata import wiring
from ckanext.satudata.adapters.datastore import DataStore
from ckanext.satudata.adapters.packages import Packages
from ckanext.satudata.app.ports import Edition
from ckanext.satudata.app.publication import publish as case
from ckanext.satudata.work import loop, publication
from ckanext.satudata.work.sweep import sweep
from support import story
from support.faults import let_time_pass, people, rows, work_of
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


class Broken(Exception):
    """The process ended here."""


def broken(*_arguments: Any, **_more: Any) -> None:
    raise Broken


def received(review: dict[str, Any]) -> None:
    """BPS confirms receipt; the worker has not looked yet."""
    story.answered(people(), review, "received")


def second_edition_waits(dataset_id: str) -> dict[str, Any]:
    """A revision that BPS has received; the worker has not looked yet."""
    producer = people().producer
    draft = act(producer, "satudata_draft_create", dataset_id=dataset_id)
    story.upload(producer, draft["id"], population(2025, growth=1.02))
    story.confirmed(producer, draft["id"])
    review = act(producer, "satudata_review_submit", draft_id=draft["id"])
    for who in (people().verifikator, people().kabid, people().kadis):
        review = story.decide(who, review, "approve")
    review = act(people().bps, "satudata_review_show", id=review["id"])
    received(review)
    return review


def seen(app: CKANTestApp, dataset_id: str) -> tuple[int, int, int]:
    """What the public sees: the edition's number, rows of the DataStore, rows of the file it downloads."""
    package = app.get(f"/api/action/package_show?id={dataset_id}", status=200).json["result"]
    resource = package["resources"][0]
    url = f"/api/action/datastore_search?resource_id={resource['id']}&limit=1"
    table = app.get(url, status=200).json["result"]
    file = app.get(
        f"/dataset/{dataset_id}/resource/{resource['id']}/download/{resource['name']}.csv", status=200
    )
    lines = list(csv.reader(io.StringIO(file.get_data(as_text=True))))
    return int(package["edisi"]), table["total"], len(lines) - 1


def edition_of(dataset: str, number: int) -> Edition:
    """The edition as it is kept."""
    model.Session.rollback()
    return wiring.unit().editions.get(dataset, number)


def hidden(app: CKANTestApp, review: dict[str, Any]) -> None:
    """Nothing of a dataset that was never published is public."""
    draft = wiring.unit().drafts.get(review["draft_id"])
    model.Session.rollback()
    app.get(f"/api/action/package_show?id={draft.dataset_id}", status=404)
    app.get(f"/api/action/datastore_search?resource_id={draft.resource_id}", status=404)
    found = act(None, "package_search", q=f'id:"{draft.dataset_id}"')
    assert found["count"] == 0


def test_a_break_before_the_commit_publishes_nothing_and_is_made_good(
    app: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = story.at_bps(people(), population(2024))
    received(review)
    with monkeypatch.context() as patch:
        patch.setattr(Packages, "close_draft", broken)
        loop.drain()
    hidden(app, review)
    work = work_of(review["id"], "publish")
    assert (work["state"], work["last_error"]["type"]) == ("waiting", "Broken")
    assert act(people().kadis, "satudata_review_show", id=review["id"])["status"] == "in_review"
    let_time_pass(review["id"])
    loop.drain()
    assert seen(app, review["dataset_id"]) == (1, 8, 8)
    assert len(rows("SELECT 1 FROM satudata_edition WHERE review_id = :id", id=review["id"])) == 1


@pytest.fixture(scope="module")
def one_dataset() -> dict[str, str]:
    """A dataset with edition 1, published once for the tests below; each brings a further edition."""
    return {}


def dataset_id(known: dict[str, str]) -> str:
    if not known:
        known["id"] = story.published(people(), population(2024))["dataset_id"]
    return known["id"]


def test_between_commit_and_swap_readers_get_the_new_edition_whole(
    app: CKANTestApp, monkeypatch: pytest.MonkeyPatch, one_dataset: dict[str, str]
) -> None:
    dataset = dataset_id(one_dataset)
    assert seen(app, dataset) == (1, 8, 8)
    second_edition_waits(dataset)
    assert seen(app, dataset) == (1, 8, 8)
    with monkeypatch.context() as patch:
        patch.setattr(publication, "_swap", broken)
        loop.drain()
    assert work_of(dataset, "go_live")["state"] == "waiting"
    edition = edition_of(dataset, 2)
    assert DataStore().live_edition(edition.resource_id) != edition.id
    assert seen(app, dataset) == (2, 16, 16)
    assert DataStore().live_edition(edition.resource_id) == edition.id
    let_time_pass(dataset)
    loop.drain()
    assert work_of(dataset, "go_live")["state"] == "done"
    assert seen(app, dataset) == (2, 16, 16)


def test_the_sweep_finishes_what_was_given_up(
    app: CKANTestApp, monkeypatch: pytest.MonkeyPatch, one_dataset: dict[str, str]
) -> None:
    dataset = story.published(people(), population(2024))["dataset_id"]
    second_edition_waits(dataset)
    with monkeypatch.context() as patch:
        patch.setattr(publication, "_swap", broken)
        loop.drain()
    given_up = text("UPDATE satudata_work SET state = 'failed' WHERE kind = 'go_live' AND subject = :id")
    model.Session.execute(given_up, {"id": dataset})
    model.Session.commit()
    assert any(dataset in line for line in list(sweep()))
    loop.drain()
    assert work_of(dataset, "go_live")["state"] == "done"
    edition = edition_of(dataset, 2)
    assert DataStore().live_edition(edition.resource_id) == edition.id


def test_a_late_worker_never_brings_an_older_edition_back(
    app: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = story.at_bps(people(), population(2024))
    received(review)
    with monkeypatch.context() as patch:
        patch.setattr(publication, "_swap", broken)
        loop.drain()
        second_edition_waits(review["dataset_id"])
        loop.drain()
    late, new = rows(
        "SELECT id FROM satudata_work WHERE kind = 'go_live' AND subject = :id ORDER BY key",
        id=review["dataset_id"],
    )
    for work in (new, late):
        model.Session.execute(
            text("UPDATE satudata_work SET run_after = now(), state = 'waiting' WHERE id = :id"), work
        )
        model.Session.commit()
        loop.drain()
    states = rows(
        "SELECT state FROM satudata_work WHERE kind = 'go_live' AND subject = :id", id=review["dataset_id"]
    )
    assert {row["state"] for row in states} == {"done"}
    assert seen(app, review["dataset_id"]) == (2, 16, 16)


def test_solr_down_at_publication(app: CKANTestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    review = story.at_bps(people(), population(2024))
    with monkeypatch.context() as patch:
        patch.setitem(tk.config, "solr_url", "http://127.0.0.1:9/solr/nothing")
        received(review)
        loop.drain()
        assert seen(app, review["dataset_id"]) == (1, 8, 8)
        work = work_of(review["dataset_id"], "go_live")
        assert work["state"] == "waiting"
        assert "Solr" in work["last_error"]["text"] or "Search" in work["last_error"]["type"]
    assert act(None, "package_search", q=f'id:"{review["dataset_id"]}"')["count"] == 0
    let_time_pass(review["dataset_id"])
    loop.drain()
    assert act(None, "package_search", q=f'id:"{review["dataset_id"]}"')["count"] == 1


def test_content_that_moved_after_the_approval_is_not_published(app: CKANTestApp) -> None:
    review = story.at_bps(people(), population(2024))
    received(review)
    model.Session.execute(
        text("SELECT set_config('satudata.writing', :id, true)"), {"id": review["draft_id"]}
    )
    model.Session.execute(
        text("UPDATE package SET notes = 'lain' WHERE id = :id"), {"id": review["draft_id"]}
    )
    model.Session.commit()
    loop.drain()
    hidden(app, review)
    work = work_of(review["id"], "publish")
    assert (work["state"], work["last_error"]["code"]) == ("failed", "content_moved")


def test_what_its_author_withdrew_in_the_last_moment_stays_hidden(app: CKANTestApp) -> None:
    review = story.at_bps(people(), population(2024))
    received(review)
    act(people().producer, "satudata_review_withdraw", id=review["id"])
    loop.drain()
    hidden(app, review)
    assert work_of(review["id"], "publish")["state"] == "done"


def test_a_revision_of_an_older_edition_is_not_published(
    app: CKANTestApp, one_dataset: dict[str, str]
) -> None:
    dataset = story.published(people(), population(2024))["dataset_id"]
    review = second_edition_waits(dataset)
    model.Session.execute(
        text("UPDATE satudata_review SET base_edition = 0 WHERE id = :id"), {"id": review["id"]}
    )
    model.Session.commit()
    loop.drain()
    work = work_of(review["id"], "publish")
    assert (work["state"], work["last_error"]["code"]) == ("failed", "base_moved")
    assert seen(app, dataset) == (1, 8, 8)
    stuck = act(people().producer, "satudata_review_show", id=review["id"])
    assert stuck["trouble"] and stuck["status"] == "in_review"
    withdrawn = act(people().producer, "satudata_review_withdraw", id=review["id"])
    assert (withdrawn["status"], withdrawn["trouble"]) == ("withdrawn", None)


def test_one_unclosed_draft_per_dataset(one_dataset: dict[str, str]) -> None:
    dataset = story.published(people(), population(2024))["dataset_id"]
    first = act(people().producer, "satudata_draft_create", dataset_id=dataset)
    with pytest.raises(tk.ValidationError) as refused:
        act(people().producer, "satudata_draft_create", dataset_id=dataset)
    assert type(refused.value).__name__ == "ConflictError"
    assert len(refused.value.error_dict["conflict"][0]) > 20
    unclosed = rows(
        "SELECT package_id FROM satudata_draft WHERE dataset_id = :id AND closed_at IS NULL", id=dataset
    )
    assert [row["package_id"] for row in unclosed] == [first["id"]]


def test_each_step_of_publication_twice_has_one_effect(
    app: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, Any]] = []
    for kind, handler in loop.HANDLERS.items():

        def twice(work: Any, progress: Any, kind: str = kind, handler: Any = handler) -> None:
            handler(work, progress)
            model.Session.execute(
                text("UPDATE satudata_work SET state = 'running', token = :token WHERE id = :id"),
                {"token": work.token, "id": work.id},
            )
            model.Session.commit()
            handler(work, progress)
            done.append((kind, work.id))

        monkeypatch.setitem(loop.HANDLERS, kind, twice)
    review = story.published(people(), population(2024))
    kinds = {kind for kind, _id in done}
    assert kinds >= {"inspect", "check", "bundle", "publish", "go_live", "notify", "mail", "index_draft"}
    assert (
        case.edition_id(review["id"])
        == rows("SELECT id FROM satudata_edition WHERE review_id = :id", id=review["id"])[0]["id"]
    )
    actions = [
        e["action"]
        for e in rows("SELECT action FROM satudata_event WHERE review_id = :id ORDER BY seq", id=review["id"])
    ]
    assert actions == [
        "submitted",
        "approved",
        "approved",
        "approved",
        "bundle_built",
        "received",
        "published",
    ]
    assert len(rows("SELECT 1 FROM satudata_bundle WHERE review_id = :id", id=review["id"])) == 1
    doubled = rows(
        "SELECT 1 FROM satudata_notice WHERE review_id = :id GROUP BY event_id, user_id, kind HAVING count(*) > 1",
        id=review["id"],
    )
    assert not doubled
    waiting = rows(
        "SELECT kind, last_error FROM satudata_work WHERE subject = :id AND state <> 'done'", id=review["id"]
    )
    assert not waiting
    assert seen(app, review["dataset_id"]) == (1, 8, 8)
