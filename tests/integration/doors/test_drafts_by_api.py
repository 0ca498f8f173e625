"""A draft made, filled and removed by CKAN's own actions is the same draft as one made on the portal's pages."""

from __future__ import annotations

import io
from typing import Any

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from support.offices import Person, execute, office, person

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def producer() -> Person:
    return person()


@pytest.fixture
def org(producer: Person) -> str:
    return office(governed=True, editor=producer)


@pytest.fixture
def draft(app: CKANTestApp, org: str, producer: Person) -> dict[str, Any]:
    body = {
        "type": "rancangan",
        "owner_org": org,
        "title": "Jumlah Penduduk",
        "definisi": "Orang yang tinggal",
        "private": False,
        "state": "deleted",
        "id": "11111111-1111-4111-8111-111111111111",
    }
    answer = app.post("/api/action/package_create", json=body, headers=producer.headers)
    assert answer.status_code == 200, answer.body
    return dict(answer.json["result"])


def test_package_create_begins_a_whole_draft(
    app: CKANTestApp, draft: dict[str, Any], producer: Person
) -> None:
    assert (draft["type"], draft["private"], draft["state"]) == ("rancangan", True, "active")
    assert (draft["title"], draft["definisi"]) == ("Jumlah Penduduk", "Orang yang tinggal")
    assert draft["id"] != "11111111-1111-4111-8111-111111111111"
    shown = app.get(f"/api/action/satudata_draft_show?id={draft['id']}", headers=producer.headers)
    assert shown.json["result"]["status"] == "draft"


def test_a_field_that_does_not_fit_begins_nothing(app: CKANTestApp, org: str, producer: Person) -> None:
    body = {"type": "rancangan", "owner_org": org, "title": "Penduduk", "cakupan_awal": "tahun lalu"}
    answer = app.post("/api/action/package_create", json=body, headers=producer.headers)
    assert answer.status_code == 409
    assert "bukan periode" in str(answer.json["error"]["cakupan_awal"])
    assert execute("SELECT count(*) FROM satudata_draft WHERE owner_org = :org", org=org).scalar() == 0


def test_nobody_begins_a_draft_for_another_office(app: CKANTestApp, org: str) -> None:
    body = {"type": "rancangan", "owner_org": org, "title": "Penduduk"}
    stranger = person()
    office(governed=True, editor=stranger)
    for headers in ({}, stranger.headers):
        assert app.post("/api/action/package_create", json=body, headers=headers).status_code == 403


def test_a_file_sent_to_a_draft_is_its_data_file(
    app: CKANTestApp, draft: dict[str, Any], producer: Person
) -> None:
    form = {"package_id": draft["id"], "upload": (io.BytesIO(b"tahun,nilai\n2025,1\n"), "data.csv")}
    answer = app.post("/api/action/resource_create", data=form, headers=producer.headers)
    assert answer.status_code == 200, answer.body
    assert answer.json["result"]["draft"]["intake"]["original"]["name"] == "data.csv"
    assert model.Package.get(draft["id"]).resources == []


def test_an_address_is_no_data_file(app: CKANTestApp, draft: dict[str, Any], producer: Person) -> None:
    body = {"package_id": draft["id"], "url": "http://127.0.0.1:5432/"}
    answer = app.post("/api/action/resource_create", json=body, headers=producer.headers)
    assert answer.status_code == 409
    assert "satudata_intake_upload" in str(answer.json["error"]["upload"])
    body = {"id": draft["id"], "resources": [{"url": "file:///etc/passwd"}]}
    answer = app.post("/api/action/package_patch", json=body, headers=producer.headers)
    assert answer.status_code == 409


def test_package_delete_removes_the_whole_draft(
    app: CKANTestApp, draft: dict[str, Any], producer: Person
) -> None:
    answer = app.post("/api/action/package_delete", json={"id": draft["id"]}, headers=producer.headers)
    assert answer.status_code == 200, answer.body
    assert model.Package.get(draft["id"]) is None
    assert execute("SELECT count(*) FROM satudata_draft WHERE package_id = :id", id=draft["id"]).scalar() == 0
