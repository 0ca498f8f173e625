"""A published dataset is corrected, brought back to an earlier edition, taken down and published again, each by a review."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from sqlalchemy import text

from ckanext.satudata import wiring
from support import story
from support.faults import people, rows
from support.story import act
from support.subjects import WHY, one_edition, retracted, to_the_end, two_editions
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """Datasets that tests of this module share, made when first asked for."""
    return {}


def shared(known: dict[str, str]) -> str:
    if "two" not in known:
        known["two"] = two_editions()
    return known["two"]


def refused(action: str, kind: type[Exception], **data: Any) -> str:
    with pytest.raises(kind) as error:
        act(people().producer, action, **data)
    model.Session.rollback()
    return str(error.value)


def test_a_correction_begins_with_what_is_published_and_says_why(app: CKANTestApp) -> None:
    dataset = one_edition()
    refused("satudata_correction_create", tk.ValidationError, dataset_id=dataset, reason=" ")
    draft = act(people().producer, "satudata_correction_create", dataset_id=dataset, reason=WHY)
    assert (draft["about"]["subject"], draft["about"]["reason"], draft["fixed"]) == ("correction", WHY, False)
    assert [one["code"] for one in draft["missing"]] == ["nothing_corrected"] and draft["may_edit"]
    changed = act(
        people().producer,
        "satudata_draft_update",
        id=draft["id"],
        definisi="Orang yang terdaftar, dibetulkan.",
    )
    assert changed["missing"] == []
    review = to_the_end(draft["id"])
    assert (review["status"], review["about"]["subject"]) == ("published", "correction")
    newest = act(None, "satudata_edition_list", dataset_id=dataset)[0]
    assert (newest["number"], newest["kind"], newest["reason"]) == (2, "correction", WHY)
    page = app.get(f"/dataset/{act(None, 'package_show', id=dataset)['name']}").body
    assert "Edisi 2: koreksi" in page and WHY in page


def test_a_corrected_file_replaces_the_wrong_figures() -> None:
    dataset = one_edition()
    draft = act(people().producer, "satudata_correction_create", dataset_id=dataset, reason=WHY)
    story.upload(people().producer, draft["id"], population(2024, growth=1.01))
    story.confirmed(people().producer, draft["id"])
    to_the_end(draft["id"])
    public = act(None, "package_show", id=dataset)
    assert act(None, "datastore_search", resource_id=public["resources"][0]["id"])["total"] == 8
    editions = act(None, "satudata_edition_list", dataset_id=dataset)
    assert editions[0]["sha256"] != editions[1]["sha256"]


@pytest.mark.trap("C9", "G4")
def test_an_earlier_edition_comes_back_byte_for_byte(app: CKANTestApp, known: dict[str, str]) -> None:
    dataset = shared(known)
    first, second = (wiring.unit().editions.get(dataset, number) for number in (1, 2))
    assert first.canonical_sha != second.canonical_sha
    refused("satudata_rollback_create", tk.ValidationError, dataset_id=dataset, number=2, reason=WHY)
    refused("satudata_rollback_create", tk.ObjectNotFound, dataset_id=dataset, number=9, reason=WHY)
    draft = act(people().producer, "satudata_rollback_create", dataset_id=dataset, number=1, reason=WHY)
    assert draft["fixed"] and not draft["may_edit"] and draft["missing"] == []
    review = to_the_end(draft["id"])
    third = wiring.unit().editions.get(dataset, 3)
    assert (third.kind, third.restored_from, third.reason) == ("rollback", 1, WHY)
    assert (third.canonical_sha, third.table_digest) == (first.canonical_sha, first.table_digest)
    assert third.content_digest == review["content_digest"]
    same = ("schema", "recipe", "metadata", "rows")
    assert [getattr(third, name) for name in same] == [getattr(first, name) for name in same]
    package = app.get(f"/api/action/package_show?id={dataset}").json["result"]
    resource = package["resources"][0]
    assert (int(package["edisi"]), resource["hash"]) == (3, first.canonical_sha)
    table = app.get(f"/api/action/datastore_search?resource_id={resource['id']}").json["result"]
    file = app.get(f"/dataset/{dataset}/resource/{resource['id']}/download/data.csv")
    lines = list(csv.DictReader(io.StringIO(file.get_data(as_text=True))))
    assert table["total"] == len(lines) == first.rows
    assert {str(row["tahun"]) for row in table["records"]} == {row["tahun"] for row in lines} == {"2024"}
    found = act(None, "package_search", fq=f"id:{dataset}")["results"][0]
    assert found["resources"][0]["hash"] == first.canonical_sha


FIXED_WAYS = {
    "satudata_draft_update": {"title": "Lain"},
    "satudata_intake_inspect": {},
    "satudata_intake_confirm": {"answers": {}},
    "satudata_intake_check": {},
    "package_patch": {"title": "Lain"},
    "package_update": {"title": "Lain", "name": "lain", "type": "rancangan"},
}


def test_the_content_of_a_rollback_changes_on_no_way(known: dict[str, str]) -> None:
    dataset = shared(known)
    draft = act(people().producer, "satudata_rollback_create", dataset_id=dataset, number=2, reason=WHY)
    before = rows("SELECT * FROM package WHERE id = :id", id=draft["id"])
    for action, data in FIXED_WAYS.items():
        told = refused(action, tk.NotAuthorized, id=draft["id"], **data)
        assert "koreksi" in told or "edisi" in told, action
    with pytest.raises(tk.NotAuthorized):
        story.upload(people().producer, draft["id"], population(2025))
    with pytest.raises(Exception, match="SD002"):
        model.Session.execute(text("UPDATE package SET title = 'x' WHERE id = :id"), {"id": draft["id"]})
    model.Session.rollback()
    assert rows("SELECT * FROM package WHERE id = :id", id=draft["id"]) == before
    act(people().producer, "satudata_draft_delete", id=draft["id"])
    assert not rows("SELECT 1 FROM satudata_draft WHERE package_id = :id", id=draft["id"])


@pytest.mark.trap("B4")
def test_a_retracted_dataset_is_closed_on_every_way(app: CKANTestApp) -> None:
    dataset = two_editions()
    public = act(None, "package_show", id=dataset)
    name, resource, tag = public["name"], public["resources"][0]["id"], public["tags"][0]["name"]
    refused("satudata_retraction_create", tk.ValidationError, dataset_id=dataset, reason=WHY)
    refused(
        "satudata_retraction_create", tk.ValidationError, dataset_id=dataset, reason="", reasons=["GANDA"]
    )
    refused("satudata_retraction_create", tk.ValidationError, dataset_id=dataset, reason=WHY, reasons=["APA"])
    review = retracted(dataset)
    assert review["timeline"][0]["action"] == "retracted"
    assert review["status"] == "published" and review["bundle"] is None
    page = app.get(f"/dataset/{name}", status=410)
    assert WHY in page.body and public["title"] in page.body and "12.503" not in page.body
    asked = app.get(f"/dataset/{name}", headers={"Accept": "application/json"}, status=410)
    assert asked.json["reason"] == WHY and "may_read_history" in asked.json
    for path in (
        f"/dataset/{name}/edisi/1",
        f"/dataset/{name}/edisi/1/data.csv",
        f"/dataset/{name}/edisi/2/grafik-720.svg",
        f"/dataset/{name}/unduh.xlsx",
        f"/dataset/{name}/api",
    ):
        assert WHY in app.get(path, status=410).body, path
    for path in (
        f"/api/action/package_show?id={name}",
        f"/api/action/resource_show?id={resource}",
        f"/api/action/datastore_search?resource_id={resource}",
        f"/api/action/datastore_info?id={resource}",
        f"/api/action/satudata_edition_show?dataset_id={dataset}&number=1",
        f"/api/action/satudata_edition_list?dataset_id={dataset}",
        f"/datastore/dump/{resource}",
        f"/dataset/{name}/resource/{resource}",
        f"/dataset/{name}/resource/{resource}/download/data.csv",
    ):
        app.get(path, status=404)
    sql = json.dumps({"sql": f'SELECT * FROM "{resource}"'})
    answer = app.post("/api/action/datastore_search_sql", data=sql, content_type="application/json")
    assert answer.status_code in (400, 403, 404, 409)
    found = act(None, "package_search", q=f'id:"{dataset}"', **{"facet.field": ["tags"]})
    assert found["count"] == 0
    assert name not in act(None, "package_list")
    assert name not in app.get("/feeds/dataset.atom").body
    assert not act(None, "resource_search", query=f"hash:{public['resources'][0]['hash']}")["results"]
    office = act(None, "organization_show", id=public["organization"]["id"], include_datasets=True)
    assert name not in [one["name"] for one in office["packages"]]
    known_tags = rows("SELECT state FROM package_tag WHERE package_id = :id", id=dataset)
    assert tag and {row["state"] for row in known_tags} == {"deleted"}
    down = act(None, "satudata_retraction_show", dataset_id=name)
    assert (down["reason"], [one["code"] for one in down["reasons"]]) == (WHY, ["ANGKA_TIDAK_COCOK"])
    assert down["contact"]["email"] and not down["may_read_history"] and down["review"] is None


def test_the_office_and_the_reviewers_still_read_the_history(known: dict[str, str]) -> None:
    dataset = one_edition()
    retracted(dataset)
    for who in (people().producer, people().verifikator, people().kadis):
        assert act(who, "satudata_edition_show", dataset_id=dataset, number=1)["preview"]["records"]
        assert act(who, "satudata_retraction_show", dataset_id=dataset)["may_read_history"]
    with pytest.raises(tk.ObjectNotFound):
        act(people().outsider, "satudata_edition_show", dataset_id=dataset, number=1)
    refused("satudata_retraction_create", tk.NotAuthorized, dataset_id=dataset, reason=WHY, reasons=["GANDA"])


def test_a_retracted_dataset_is_published_again_under_its_ids(app: CKANTestApp) -> None:
    dataset = one_edition()
    before = act(None, "package_show", id=dataset)
    retracted(dataset)
    draft = act(
        people().producer, "satudata_rollback_create", dataset_id=dataset, number=1, reason="Sudah benar."
    )
    assert app.get(f"/dataset/{before['name']}", status=410)
    to_the_end(draft["id"])
    after = act(None, "package_show", id=dataset)
    same = ("id", "name", "title")
    assert [after[key] for key in same] == [before[key] for key in same]
    assert after["resources"][0]["id"] == before["resources"][0]["id"]
    tags = [{tag["name"] for tag in package["tags"]} for package in (before, after)]
    assert tags == [{"penduduk rekaan"}] * 2
    assert (after["state"], after["private"], int(after["edisi"])) == ("active", False, 2)
    assert act(None, "datastore_search", resource_id=after["resources"][0]["id"])["total"] == 8
    assert act(None, "package_search", fq=f"id:{dataset}")["count"] == 1
    app.get(f"/dataset/{before['name']}", status=200)
    assert act(None, "satudata_retraction_show", dataset_id=dataset)["ended_at"]
    again = retracted(dataset, reason="Sekali lagi.")
    assert act(None, "satudata_retraction_show", dataset_id=dataset)["reason"] == "Sekali lagi."
    assert again["status"] == "published"


def test_one_draft_at_a_time_and_what_is_over_gives_way() -> None:
    dataset = one_edition()
    producer = people().producer
    revision = act(producer, "satudata_draft_create", dataset_id=dataset)
    asked = {"dataset_id": dataset, "reason": WHY, "reasons": ["GANDA"]}
    told = refused("satudata_retraction_create", tk.ValidationError, **asked)
    assert "satu" in told
    act(producer, "satudata_draft_delete", id=revision["id"])
    first = act(producer, "satudata_retraction_create", **asked)
    review = act(producer, "satudata_review_submit", draft_id=first["id"])
    act(producer, "satudata_review_withdraw", id=review["id"])
    second = act(producer, "satudata_correction_create", dataset_id=dataset, reason=WHY)
    act(producer, "satudata_draft_update", id=second["id"], notes="Keterangan yang diperbaiki.")
    review = act(producer, "satudata_review_submit", draft_id=second["id"])
    refused("satudata_draft_create", tk.ValidationError, dataset_id=dataset)
    act(producer, "satudata_review_withdraw", id=review["id"])
    refused("satudata_draft_create", tk.ValidationError, dataset_id=dataset)
    act(producer, "satudata_draft_delete", id=second["id"])
    assert act(producer, "satudata_review_show", id=review["id"])["status"] == "withdrawn"
    third = act(producer, "satudata_correction_create", dataset_id=dataset, reason=WHY)
    told = refused("satudata_review_submit", tk.ValidationError, draft_id=third["id"])
    assert "Belum ada yang berbeda dari edisi 1" in told
    act(producer, "satudata_draft_update", id=third["id"], notes="Keterangan yang diperbaiki.")
    review = act(producer, "satudata_review_submit", draft_id=third["id"])
    story.decide(people().verifikator, review, "reject", reasons=["GANDA"])
    assert act(producer, "satudata_draft_create", dataset_id=dataset)["base_edition"] == 1
    assert int(act(None, "package_show", id=dataset)["edisi"]) == 1


@pytest.mark.trap("A16", "C7")
def test_a_refused_retraction_takes_nothing_down(app: CKANTestApp) -> None:
    dataset = one_edition()
    name = act(None, "package_show", id=dataset)["name"]
    asked = {"dataset_id": dataset, "reason": WHY, "reasons": ["GANDA"]}
    draft = act(people().producer, "satudata_retraction_create", **asked)
    review = act(people().producer, "satudata_review_submit", draft_id=draft["id"])
    app.get(f"/dataset/{name}", status=200)
    story.decide(people().verifikator, review, "reject", reasons=["GANDA"])
    app.get(f"/dataset/{name}", status=200)
    assert not rows("SELECT 1 FROM satudata_retraction WHERE dataset_id = :id", id=dataset)
    assert act(None, "datastore_search", resource_id=draft["resource_id"])["total"] == 8
