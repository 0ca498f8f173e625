"""A retraction with a part that breaks: from its commit on nobody gets the data; what must follow is done once."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from sqlalchemy import text

from ckanext.satudata import wiring
from ckanext.satudata.adapters.packages import Packages
from ckanext.satudata.work import loop, publication
from support import databases
from support.faults import let_time_pass, people, public_rows, rows, work_of
from support.story import act
from support.subjects import WHY, approved, one_edition, retraction, to_the_end

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


class Broken(Exception):
    """The process ended here."""


def broken(*_arguments: Any, **_more: Any) -> None:
    raise Broken


def resource_of(dataset: str) -> str:
    return wiring.unit().editions.get(dataset, 1).resource_id


def closed(app: CKANTestApp, dataset: str, name: str, resource: str) -> None:
    """Nobody gets anything of the dataset but the reason."""
    assert WHY in app.get(f"/dataset/{name}", status=410).body
    app.get(f"/dataset/{name}/edisi/1/data.csv", status=410)
    for path in (
        f"/api/action/package_show?id={name}",
        f"/api/action/datastore_search?resource_id={resource}",
        f"/datastore/dump/{resource}",
        f"/dataset/{dataset}/resource/{resource}/download/data.csv",
    ):
        app.get(path, status=404)
    for who in (None, people().producer, people().sysadmin):
        with pytest.raises(tk.ObjectNotFound):
            act(who, "datastore_search", resource_id=resource)
        model.Session.rollback()
    found = act(None, "package_search", q="penduduk", rows=1000, **{"facet.field": ["organization"]})
    assert dataset not in [one["id"] for one in found["results"]]
    assert act(None, "package_search", fq=f"id:{dataset}")["count"] == 0


def open_(app: CKANTestApp, dataset: str, name: str, resource: str) -> None:
    """The public gets all of it."""
    app.get(f"/dataset/{name}", status=200)
    assert act(None, "datastore_search", resource_id=resource)["total"] == 8
    app.get(f"/dataset/{dataset}/resource/{resource}/download/data.csv", status=200)
    assert act(None, "package_search", fq=f"id:{dataset}")["count"] == 1


def name_of(dataset: str) -> str:
    return str(model.Package.get(dataset).name)


@pytest.mark.trap("B4")
def test_between_commit_and_what_follows_nobody_gets_the_data(
    app: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = one_edition()
    name, resource = name_of(dataset), resource_of(dataset)
    with monkeypatch.context() as patch:
        patch.setattr(publication, "_swap", broken)
        approved(retraction(dataset)["id"])
    assert work_of(dataset, "retire")["state"] == "waiting"
    assert public_rows(resource) == 8, "the table still stands; only its readers are turned away"
    closed(app, dataset, name, resource)
    let_time_pass(dataset)
    loop.drain()
    assert work_of(dataset, "retire")["state"] == "done"
    assert public_rows(resource) is None
    closed(app, dataset, name, resource)


def test_solr_down_at_the_retraction(app: CKANTestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = one_edition()
    name, resource = name_of(dataset), resource_of(dataset)
    with monkeypatch.context() as patch:
        patch.setattr(Packages, "index", broken)
        approved(retraction(dataset)["id"])
    assert work_of(dataset, "retire")["state"] == "waiting"
    closed(app, dataset, name, resource)
    let_time_pass(dataset)
    loop.drain()
    closed(app, dataset, name, resource)


def test_a_break_before_the_commit_takes_nothing_down(
    app: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = one_edition()
    name, resource = name_of(dataset), resource_of(dataset)
    with monkeypatch.context() as patch:
        patch.setattr(Packages, "close_draft", broken)
        review = approved(retraction(dataset)["id"])
    assert review["status"] == "in_review"
    open_(app, dataset, name, resource)
    let_time_pass(review["id"])
    loop.drain()
    closed(app, dataset, name, resource)
    events = rows("SELECT action FROM satudata_event WHERE review_id = :id", id=review["id"])
    assert [event["action"] for event in events].count("retracted") == 1


def test_a_late_worker_brings_no_table_back(app: CKANTestApp) -> None:
    """The swap of an edition, done again after its dataset was retracted, and the other way about."""
    dataset = one_edition()
    name, resource = name_of(dataset), resource_of(dataset)
    approved(retraction(dataset)["id"])
    again = text(
        "UPDATE satudata_work SET state = 'waiting', run_after = now() WHERE kind = :kind AND subject = :id"
    )
    model.Session.execute(again, {"kind": "go_live", "id": dataset})
    model.Session.commit()
    loop.drain()
    closed(app, dataset, name, resource)
    back = act(
        people().producer, "satudata_rollback_create", dataset_id=dataset, number=1, reason="Sudah diperiksa."
    )
    to_the_end(back["id"])
    open_(app, dataset, name, resource)
    model.Session.execute(again, {"kind": "retire", "id": dataset})
    model.Session.commit()
    loop.drain()
    assert work_of(dataset, "retire")["state"] == "done"
    open_(app, dataset, name, resource)


def test_a_worker_killed_after_the_retraction(app: CKANTestApp, ckan_config: dict[str, Any]) -> None:
    """A real process takes the dataset down and is killed before DataStore and search follow."""
    dataset = one_edition()
    name, resource = name_of(dataset), resource_of(dataset)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "drain", lambda *_more: 0)
        review = approved(retraction(dataset)["id"])
    command = [str(databases.CKAN), "-c", ckan_config["__file__"], "satudata", "worker", "--queue", "long"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 40
        while work_of(review["id"], "publish")["state"] != "done":
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.1)
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.wait(timeout=10)
    assert public_rows(resource) == 8
    closed(app, dataset, name, resource)
    loop.drain()
    assert public_rows(resource) is None
    closed(app, dataset, name, resource)


def test_a_withdrawn_retraction_changes_nothing(app: CKANTestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """The author changes their mind after the last gate, before the worker looked."""
    dataset = one_edition()
    name, resource = name_of(dataset), resource_of(dataset)
    with monkeypatch.context() as patch:
        patch.setattr(loop, "drain", lambda *_more: 0)
        review = approved(retraction(dataset)["id"])
        act(people().producer, "satudata_review_withdraw", id=review["id"])
    loop.drain()
    open_(app, dataset, name, resource)
