"""Who may read a draft: by page, API, search, list, file and validation report."""

from __future__ import annotations

from typing import Any

import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

from ckanext.satudata.adapters.validation_table import ValidationTable
from ckanext.satudata.doors import DraftLabels
from support.desks import begin_draft, put_under_review
from support.offices import Person, appoint, office, person

pytestmark = pytest.mark.usefixtures("with_plugins")

REPORT = {
    "valid": False,
    "stats": {"tasks": 1, "errors": 1},
    "tasks": [{"errors": [{"type": "type-error", "message": "rahasia di baris 3", "cells": ["rahasia"]}]}],
}


@pytest.fixture
def producer() -> Person:
    return person()


@pytest.fixture
def org(producer: Person) -> str:
    return office(governed=True, editor=producer)


@pytest.fixture
def draft(org: str, producer: Person) -> str:
    return begin_draft(org, producer)


def sees(app: CKANTestApp, who: Person | None, draft: str) -> set[str]:
    """Give by which doors somebody meets the draft."""
    headers = who.headers if who else {}
    doors = set()
    if app.get(f"/api/action/package_show?id={draft}", headers=headers).status_code == 200:
        doors.add("show")
    found = app.get(f"/api/action/package_search?fq=id:{draft}&include_private=true", headers=headers).json
    if found["result"]["count"]:
        doors.add("search")
    for action in ("package_list", "current_package_list_with_resources"):
        if draft in app.get(f"/api/action/{action}", headers=headers).body:
            doors.add(action)
    return doors


READS = {"show", "search"}


def test_the_office_reads_its_own_draft_and_nobody_else(
    app: CKANTestApp, org: str, draft: str, producer: Person
) -> None:
    colleague, stranger, verifier, reader = person(), person(), person(), person()
    call_action("organization_member_create", id=org, username=colleague.name, role="member")
    appoint(verifier, "verifikator")
    appoint(reader, "bps")
    other_office = office(governed=True, editor=stranger)
    assert other_office
    assert sees(app, producer, draft) == READS
    assert sees(app, colleague, draft) == READS
    for nobody in (None, stranger, verifier, reader):
        assert sees(app, nobody, draft) == set()


@pytest.mark.parametrize("post", ["verifikator", "kabid", "kadis"])
def test_the_walidata_reads_what_was_submitted(app: CKANTestApp, draft: str, post: str) -> None:
    holder = person()
    appoint(holder, post)
    put_under_review(draft)
    assert sees(app, holder, draft) == READS


@pytest.mark.parametrize("post", ["kasubag", "sekretaris", "kepala_opd"])
def test_the_heads_of_the_office_read_its_submissions_alone(
    app: CKANTestApp, org: str, draft: str, post: str
) -> None:
    own, other = person(), person()
    appoint(own, post, org)
    appoint(other, post, office(governed=True))
    put_under_review(draft)
    assert sees(app, own, draft) == READS
    assert sees(app, other, draft) == set()


def test_bps_reads_from_its_own_step_on(app: CKANTestApp, draft: str) -> None:
    reader = person()
    appoint(reader, "bps")
    put_under_review(draft, reached=("verifikator", "kabid"))
    assert sees(app, reader, draft) == set()


def test_bps_reads_what_reached_it(app: CKANTestApp, draft: str) -> None:
    reader = person()
    appoint(reader, "bps")
    put_under_review(draft, reached=("verifikator", "kabid", "kadis", "bps"))
    assert sees(app, reader, draft) == READS


@pytest.mark.parametrize("days", [(-10, -1), (1, 10)])
def test_a_post_of_other_days_opens_nothing(app: CKANTestApp, draft: str, days: tuple[int, int]) -> None:
    holder = person()
    appoint(holder, "verifikator", days_from_now=days)
    put_under_review(draft)
    assert sees(app, holder, draft) == set()


def test_a_collaborator_is_no_reader_of_a_draft(draft: str) -> None:
    labels = DraftLabels().get_dataset_labels(model.Package.get(draft))
    assert not [
        label for label in labels if label.startswith(("public", "creator-", "member-", "collaborator-"))
    ]


def test_labels_elsewhere_are_ckans_own() -> None:
    org = office(governed=False)
    from ckan.lib.plugins import DefaultPermissionLabels

    for fields in ({"private": False}, {"private": True}):
        package = model.Package.get(factories.Dataset(owner_org=org, **fields)["id"])
        assert DraftLabels().get_dataset_labels(package) == DefaultPermissionLabels().get_dataset_labels(
            package
        )


def test_the_report_of_a_draft_is_whole_for_its_readers_alone(
    app: CKANTestApp, draft: str, producer: Person
) -> None:
    ValidationTable().write(draft, REPORT, "fail")
    model.Session.commit()
    url = f"/api/action/resource_validation_show?resource_id={draft}"
    told = app.get(url, headers=producer.headers).json["result"]
    assert told["status"] == "failure"
    assert "rahasia" in str(told["report"])
    for nobody in (None, person()):
        answer = app.get(url, headers=nobody.headers if nobody else {}, status=404)
        assert "rahasia" not in answer.body


def test_the_report_of_a_public_resource_is_verdict_and_counts(app: CKANTestApp) -> None:
    files = [{"url": "http://x.test/a.csv", "format": "CSV"}]
    resource: dict[str, Any] = factories.Dataset(owner_org=office(governed=False), resources=files)[
        "resources"
    ][0]
    ValidationTable().write(resource["id"], REPORT, "fail")
    model.Session.commit()
    answer = app.get(f"/api/action/resource_validation_show?resource_id={resource['id']}")
    assert "rahasia" not in answer.body
    assert answer.json["result"]["report"]["findings"] == {"type-error": 1}
    page = app.get(f"/dataset/{resource['package_id']}/resource/{resource['id']}/validation")
    assert page.status_code == 200
    assert "rahasia" not in page.body


@pytest.mark.parametrize("action", ["resource_validation_run", "resource_validation_run_batch"])
def test_nobody_starts_a_check_that_fetches(app: CKANTestApp, action: str) -> None:
    admin = person(sysadmin=True)
    files = [{"url": "file:///etc/passwd", "format": "CSV"}]
    resource = factories.Dataset(owner_org=office(governed=False), resources=files)["resources"][0]
    body = {"resource_id": resource["id"], "async": False}
    answer = app.post(f"/api/action/{action}", json=body, headers=admin.headers)
    assert answer.status_code == 409
    assert model.Resource.get(resource["id"]).extras.get("validation_status") is None
