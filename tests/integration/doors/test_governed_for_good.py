"""What was published stays published and what was taken down stays down, whoever deletes, purges, renames or switches."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ckanext.satudata import governance, wiring
from support import story
from support.faults import people, rows
from support.offices import Person, execute, office, person
from support.story import act
from support.subjects import WHY, one_edition, retracted
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """A dataset that is up and one that is down, made when first asked for."""
    return {}


def dataset(known: dict[str, str], standing: str) -> str:
    if standing not in known:
        known[standing] = one_edition()
        if standing == "down":
            retracted(known[standing])
    return known[standing]


def stored(dataset_id: str) -> str:
    """Everything the main database holds of the package."""
    tables = {
        "package": "id",
        "resource": "package_id",
        "package_tag": "package_id",
        "satudata_retraction": "dataset_id",
    }
    found = {
        name: rows(f"SELECT * FROM {name} WHERE {column} = :id ORDER BY 1", id=dataset_id)
        for name, column in tables.items()
    }
    return json.dumps(found, default=str, sort_keys=True)


def attempts(dataset_id: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Ways to delete, purge, bring back, rename or hand over a dataset."""
    org = people().org
    return {
        "delete": ("package_delete", {"id": dataset_id}),
        "purge": ("dataset_purge", {"id": dataset_id}),
        "undelete": ("package_patch", {"id": dataset_id, "state": "active", "private": False}),
        "hide": ("package_patch", {"id": dataset_id, "private": True}),
        "rename": ("package_patch", {"id": dataset_id, "name": "nama-lain"}),
        "revise": ("package_revise", {"match": {"id": dataset_id}, "update": {"state": "active"}}),
        "hand over": (
            "package_owner_org_update",
            {"id": dataset_id, "organization_id": office(governed=False)},
        ),
        "bulk public": ("bulk_update_public", {"datasets": [dataset_id], "org_id": org}),
        "bulk delete": ("bulk_update_delete", {"datasets": [dataset_id], "org_id": org}),
        "state": ("package_change_state", {"id": dataset_id, "state": "active"}),
    }


WAYS = (
    "delete",
    "purge",
    "undelete",
    "hide",
    "rename",
    "revise",
    "hand over",
    "bulk public",
    "bulk delete",
    "state",
)


def members() -> dict[str, Person]:
    admin = person()
    execute(
        "INSERT INTO member (id, table_name, table_id, capacity, group_id, state) "
        "VALUES (:id, 'user', :user, 'admin', :org, 'active')",
        id=admin.id,
        user=admin.id,
        org=people().org,
    )
    return {"sysadmin": people().sysadmin, "admin": admin, "producer": people().producer}


@pytest.mark.trap("C12")
@pytest.mark.parametrize("standing", ["up", "down"])
@pytest.mark.parametrize("way", WAYS)
def test_nobody_deletes_purges_revives_or_renames(
    app: CKANTestApp, known: dict[str, str], standing: str, way: str
) -> None:
    dataset_id = dataset(known, standing)
    before = stored(dataset_id)
    for role, who in members().items():
        action, data = attempts(dataset_id)[way]
        answer = app.post(f"/api/action/{action}", json=data, headers=who.headers)
        assert answer.status_code in (400, 403, 404, 409), (role, answer.body)
    assert stored(dataset_id) == before


@pytest.mark.trap("C12")
@pytest.mark.parametrize("standing", ["up", "down"])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM package WHERE id = :id",
        "UPDATE package SET state = 'active', private = false WHERE id = :id",
        "UPDATE package SET name = 'nama-lain' WHERE id = :id",
        "UPDATE package_tag SET state = 'active' WHERE package_id = :id",
        "DELETE FROM resource WHERE package_id = :id",
    ],
)
def test_nor_does_a_job_that_asks_nobody(known: dict[str, str], standing: str, statement: str) -> None:
    dataset_id = dataset(known, standing)
    touched = statement.split()[1 if statement.startswith("UPDATE") else 2]
    column = "id" if touched == "package" else "package_id"
    if not rows(f"SELECT 1 FROM {touched} WHERE {column} = :id", id=dataset_id):
        pytest.skip("this dataset has no such row")
    with pytest.raises(DBAPIError, match="satudata: "):
        model.Session.execute(text(statement), {"id": dataset_id})
    model.Session.rollback()


@pytest.mark.trap("C12")
@pytest.mark.parametrize("standing", ["up", "down"])
def test_its_name_is_never_free_again(known: dict[str, str], standing: str) -> None:
    name = model.Package.get(dataset(known, standing)).name
    elsewhere = office(governed=False)
    with pytest.raises(tk.ValidationError):
        act(people().sysadmin, "package_create", name=name, owner_org=elsewhere)
    model.Session.rollback()
    assert wiring.packages().public_name("another", name) != name


@pytest.mark.trap("C8")
def test_leaving_and_entering_the_reviews_opens_nothing(app: CKANTestApp) -> None:
    dataset_id = one_edition()
    name, resource = model.Package.get(dataset_id).name, wiring.unit().editions.get(dataset_id, 1).resource_id
    retracted(dataset_id)
    org = people().org
    try:
        governance.switch(org, on=False)
        assert WHY in app.get(f"/dataset/{name}", status=410).body
        app.get(f"/api/action/package_show?id={name}", status=404)
        app.get(f"/api/action/datastore_search?resource_id={resource}", status=404)
        assert act(None, "package_search", fq=f"id:{dataset_id}")["count"] == 0
    finally:
        governance.switch(org, on=True)
    app.get(f"/dataset/{name}", status=410)


@pytest.mark.trap("A16", "C7")
@pytest.mark.parametrize("ending", ["reject", "withdraw", "return"])
def test_what_was_not_approved_is_never_published(app: CKANTestApp, ending: str) -> None:
    review = story.submitted(people(), population(2024))
    if ending == "withdraw":
        act(people().producer, "satudata_review_withdraw", id=review["id"])
    else:
        story.decide(people().verifikator, review, ending, reasons=["GANDA"])
    story.loop.drain()
    draft = wiring.unit().drafts.get(review["draft_id"])
    app.get(f"/api/action/package_show?id={draft.dataset_id}", status=404)
    app.get(f"/api/action/datastore_search?resource_id={draft.resource_id}", status=404)
    assert not rows("SELECT 1 FROM package WHERE id = :id", id=draft.dataset_id)
    kinds = rows("SELECT kind FROM satudata_work WHERE subject = :id", id=review["id"])
    assert "publish" not in {row["kind"] for row in kinds}
