"""CKAN's own write actions, refused on governed datasets and on drafts that are not on the producer's desk."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from support.desks import begin_draft, put_under_review
from support.offices import Person, execute, office, person

pytestmark = pytest.mark.usefixtures("with_plugins")

REFUSED = (403, 404, 409)


@pytest.fixture
def admin_of_office() -> Person:
    return person()


@pytest.fixture
def sysadmin() -> Person:
    return person(sysadmin=True)


@pytest.fixture
def org(admin_of_office: Person) -> str:
    return office(governed=True, admin=admin_of_office)


@pytest.fixture
def dataset(org: str) -> dict[str, Any]:
    """A dataset that was there before its office was governed."""
    execute("DELETE FROM satudata_governed WHERE org_id = :org", org=org)
    files = [{"url": "http://x.test/a.csv", "format": "CSV", "name": "a"}]
    made = factories.Dataset(owner_org=org, resources=files)
    execute("INSERT INTO satudata_governed (org_id, since) VALUES (:org, now())", org=org)
    return dict(made)


def snapshot(package_id: str) -> str:
    """Give everything stored about a package."""
    model.Session.remove()
    context = {"ignore_auth": True, "use_cache": False}
    return json.dumps(call_action("package_show", context, id=package_id), sort_keys=True)


def attempts(package: dict[str, Any], org: str, other: str, user: str) -> dict[str, dict[str, Any]]:
    """Give one forbidden call of each write action CKAN has for packages and what belongs to them."""
    name = package["id"]
    resource = package["resources"][0]["id"] if package["resources"] else "none"
    fields = [{"id": "a", "type": "text"}]
    return {
        "package_update": {**package, "title": "x"},
        "package_patch": {"id": name, "title": "x"},
        "package_patch state": {"id": name, "state": "deleted"},
        "package_patch private": {"id": name, "private": not package["private"]},
        "package_patch owner": {"id": name, "owner_org": other},
        "package_revise": {"match": {"id": name}, "update": {"title": "x"}},
        "package_delete": {"id": name},
        "dataset_purge": {"id": name},
        "package_owner_org_update": {"id": name, "organization_id": other},
        "package_resource_reorder": {"id": name, "order": [resource]},
        "package_collaborator_create": {"id": name, "user_id": user, "capacity": "editor"},
        "package_relationship_create": {"subject": name, "object": name, "type": "links_to"},
        "bulk_update_private": {"datasets": [name], "org_id": org},
        "bulk_update_public": {"datasets": [name], "org_id": org},
        "bulk_update_delete": {"datasets": [name], "org_id": org},
        "resource_create": {"package_id": name, "url": "http://x.test/b.csv"},
        "resource_update": {"id": resource, "url": "http://x.test/c.csv"},
        "resource_patch": {"id": resource, "url": "http://x.test/c.csv"},
        "resource_delete": {"id": resource},
        "datastore_create": {
            "resource_id": resource,
            "fields": fields,
            "records": [{"a": "1"}],
            "force": True,
        },
        "datastore_create new": {"resource": {"package_id": name}, "fields": fields, "records": [{"a": "1"}]},
        "datastore_upsert": {
            "resource_id": resource,
            "records": [{"a": "1"}],
            "method": "insert",
            "force": True,
        },
        "datastore_delete": {"resource_id": resource, "force": True},
        "datastore_records_delete": {"resource_id": resource, "filters": {}, "force": True},
    }


ACTIONS = tuple(
    attempts({"id": "", "private": False, "resources": [{"id": ""}]}, "", "", "")  # names only
)


@pytest.mark.parametrize("role", ["admin_of_office", "sysadmin"])
@pytest.mark.parametrize("case", ACTIONS)
def test_a_governed_dataset_is_closed_to_every_write(
    app: CKANTestApp, request: pytest.FixtureRequest, dataset: dict[str, Any], org: str, role: str, case: str
) -> None:
    who: Person = request.getfixturevalue(role)
    body = attempts(dataset, org, office(governed=False), who.id)[case]
    before = snapshot(dataset["id"])
    answer = app.post(f"/api/action/{case.split()[0]}", json=body, headers=who.headers)
    assert answer.status_code in REFUSED, answer.body
    assert answer.json["success"] is False
    assert snapshot(dataset["id"]) == before


FROZEN_ONLY = [
    case for case in ACTIONS if not case.startswith(("resource_", "datastore_", "package_resource_"))
]


@pytest.mark.parametrize("role", ["admin_of_office", "sysadmin"])
@pytest.mark.parametrize("case", FROZEN_ONLY)
def test_a_draft_under_review_is_closed_to_every_write(
    app: CKANTestApp, request: pytest.FixtureRequest, admin_of_office: Person, org: str, role: str, case: str
) -> None:
    who: Person = request.getfixturevalue(role)
    draft = begin_draft(org, admin_of_office)
    put_under_review(draft)
    package = json.loads(snapshot(draft))
    body = attempts(package, org, office(governed=False), who.id)[case]
    before = snapshot(draft)
    answer = app.post(f"/api/action/{case.split()[0]}", json=body, headers=who.headers)
    assert answer.status_code in REFUSED, answer.body
    assert snapshot(draft) == before


def test_the_refusal_says_why_in_both_languages(
    app: CKANTestApp, dataset: dict[str, Any], sysadmin: Person
) -> None:
    body = {"id": dataset["id"], "title": "x"}
    answer = app.post("/api/action/package_patch", json=body, headers=sysadmin.headers)
    assert answer.status_code == 403
    assert "rancangan baru" in answer.json["error"]["message"]
    answer = app.post("/en/api/action/package_patch", json=body, headers=sysadmin.headers)
    assert "Start a new draft" in answer.json["error"]["message"]


def test_a_dataset_is_not_begun_in_a_governed_office(
    app: CKANTestApp, org: str, admin_of_office: Person, unique: str
) -> None:
    for body in ({"name": unique, "owner_org": org}, {"name": unique, "owner_org": org, "type": "dataset"}):
        answer = app.post("/api/action/package_create", json=body, headers=admin_of_office.headers)
        assert answer.status_code == 403
    assert model.Package.get(unique) is None


def test_a_job_that_asks_nobody_is_stopped_by_the_database(
    dataset: dict[str, Any], org: str, unique: str
) -> None:
    for action, body in (
        ("package_patch", {"id": dataset["id"], "title": "x"}),
        ("package_create", {"name": unique, "owner_org": org}),
        ("dataset_purge", {"id": dataset["id"]}),
    ):
        with pytest.raises(Exception, match="satudata: "):
            call_action(action, {"ignore_auth": True, "user": ""}, **body)
        model.Session.rollback()
    assert json.loads(snapshot(dataset["id"]))["title"] == dataset["title"]


def test_what_a_payload_says_of_privacy_and_state_is_ignored(
    app: CKANTestApp, org: str, admin_of_office: Person
) -> None:
    draft = begin_draft(org, admin_of_office)
    body = {"id": draft, "private": False, "state": "deleted", "type": "dataset", "title": "Baru", "edisi": 9}
    answer = app.post("/api/action/package_patch", json=body, headers=admin_of_office.headers)
    shown = json.loads(snapshot(draft))
    assert answer.status_code == 200
    assert (shown["private"], shown["state"], shown["type"], shown["title"]) == (
        True,
        "active",
        "rancangan",
        "Baru",
    )
    assert "edisi" not in shown


def test_who_writes_a_draft_through_ckan_is_recorded(
    app: CKANTestApp, org: str, admin_of_office: Person
) -> None:
    writer = person(sysadmin=True)
    draft = begin_draft(org, admin_of_office)
    app.post(
        "/api/action/package_patch", json={"id": draft, "title": "Baru"}, headers=writer.headers, status=200
    )
    found = execute("SELECT user_id FROM satudata_contributor WHERE draft_id = :id", id=draft)
    assert writer.id in {row.user_id for row in found}


def test_a_collaborator_does_not_write_a_draft(org: str, admin_of_office: Person, app: CKANTestApp) -> None:
    stranger = person()
    draft = begin_draft(org, admin_of_office)
    model.Session.add(model.PackageMember(package_id=draft, user_id=stranger.id, capacity="editor"))
    model.Session.commit()
    answer = app.post("/api/action/package_patch", json={"id": draft, "title": "x"}, headers=stranger.headers)
    assert answer.status_code == 404
    assert model.Package.get(draft).title != "x"


def test_marks_of_publication_are_ignored_elsewhere(app: CKANTestApp, unique: str) -> None:
    editor = person()
    org = office(governed=False, editor=editor)
    body = {
        "name": unique,
        "owner_org": org,
        "edisi": 7,
        "content_digest": "x",
        "urusan": "bebas",
        "extras": [{"key": "warna", "value": "biru"}],
        "resources": [
            {"url": "http://x.test/a.csv", "sha256": "x", "rows": 3, "schema": "http://x.test/s.json"}
        ],
    }
    shown = app.post("/api/action/package_create", json=body, headers=editor.headers, status=200).json[
        "result"
    ]
    assert "edisi" not in shown and "content_digest" not in shown
    assert shown["extras"] == [{"key": "warna", "value": "biru"}]
    assert shown["urusan"] == "bebas"
    assert not {"sha256", "rows"} & set(shown["resources"][0])
    assert shown["resources"][0]["schema"] == "http://x.test/s.json"
