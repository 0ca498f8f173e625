"""A draft under review leaves no trace at any address a visitor or another office can ask."""

from __future__ import annotations

import json

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata.adapters.packages import Packages
from support.desks import begin_draft, put_under_review
from support.offices import Person, office, person

pytestmark = pytest.mark.usefixtures("with_plugins")

FACETS = json.dumps(["name", "title_string", "tags", "organization", "dataset_type", "state", "capacity"])
ADDRESSES = (
    "/",
    "/dataset/",
    "/dataset/?q={word}",
    "/dataset/{id}",
    "/dataset/{name}",
    "/dataset/activity/{id}",
    "/dataset/groups/{id}",
    "/dataset/followers/{id}",
    "/rancangan/{id}",
    "/rancangan/{id}/berkas",
    "/rancangan/{id}/periksa",
    "/rancangan/{id}/lengkapi",
    "/rancangan/{id}/berkas/asli",
    "/rancangan/{id}/berkas/kanonik.csv",
    "/organization/{org}",
    "/organization/{org}?q={word}",
    "/feeds/dataset.atom",
    "/feeds/custom.atom?q={word}",
    "/feeds/organization/{org}.atom",
    "/user/{producer}",
    "/api/action/package_show?id={id}",
    "/api/action/package_search?q={word}&include_private=true&include_drafts=true&facet.field={facets}&facet.limit=-1",
    "/api/action/package_search?fq=dataset_type:rancangan&include_private=true&rows=0&facet.field={facets}",
    "/api/action/package_list",
    "/api/action/current_package_list_with_resources?limit=1000",
    "/api/action/package_autocomplete?q={word}",
    "/api/action/resource_search?query=name:{word}",
    "/api/action/tag_list?query={word}",
    "/api/action/tag_search?query={word}",
    "/api/action/tag_autocomplete?query={word}",
    "/api/action/organization_show?id={org}&include_datasets=true",
    "/api/action/organization_list?all_fields=true&include_dataset_count=true",
    "/api/action/user_show?id={producer}&include_datasets=true",
    "/api/action/package_relationships_list?id={id}",
    "/api/action/package_collaborator_list?id={id}",
    "/api/action/dataset_follower_list?id={id}",
    "/api/action/resource_validation_show?resource_id={id}",
    "/api/action/satudata_draft_show?id={id}",
    "/api/action/satudata_draft_check?id={id}",
    "/api/action/satudata_quality_show?dataset_id={id}",
    "/kerja/mutu/{name}",
    "/api/action/satudata_intake_show?id={id}",
    "/api/action/satudata_intake_findings?id={id}",
    "/api/action/satudata_intake_findings?id={id}&format=xlsx",
    "/rancangan/{id}/struktur",
    "/struktur",
    "/struktur/{id}",
    "/api/action/satudata_structure_list",
    "/rancangan/{id}/temuan.json",
    "/rancangan/{id}/temuan.xlsx",
    "/api/action/satudata_review_list?draft_id={id}",
    "/sdmx/rest/dataflow",
    "/sdmx/rest/dataflow/all/all/all?references=all",
    "/sdmx/rest/codelist",
    "/sdmx/rest/data/{name}",
    "/sdmx/rest/data/{id}",
    "/catalog.ttl",
    "/catalog.jsonld",
    "/data.json",
    "/dataset/{id}.ttl",
    "/dataset/{name}.jsonld",
    "/dataset/{id}/datapackage.json",
    "/dataset/{id}/schemaorg.jsonld",
    "/dataset/{name}/edisi/1.ttl",
    "/dataset/{id}/edisi/1/skema.json",
    "/dataset/{id}/edisi/1/data.csv-metadata.json",
)
WORD = "rahasianegara"


@pytest.fixture
def producer() -> Person:
    return person()


@pytest.fixture
def places(producer: Person) -> dict[str, str]:
    org = office(governed=True, editor=producer)
    draft = begin_draft(org, producer, title=f"Daftar {WORD}")
    Packages().patch_draft(draft, {"tags": [{"name": f"{WORD}tag"}], "notes": WORD}, producer.name)
    model.Session.commit()
    put_under_review(draft)
    return {
        "id": draft,
        "name": model.Package.get(draft).name,
        "org": model.Group.get(org).name,
        "producer": producer.name,
        "word": WORD,
        "facets": FACETS,
    }


def told(body: str, places: dict[str, str], address: str) -> list[str]:
    """Give what of the draft an answer tells beside what was asked."""
    asked = address.format(**places)
    secrets = [f"Daftar {WORD}", f"{WORD}tag", places["id"], places["name"]]
    return [secret for secret in secrets if secret in body and secret not in asked]


def test_no_address_tells_of_it(app: CKANTestApp, places: dict[str, str]) -> None:
    stranger = person()
    office(governed=True, editor=stranger)
    leaks = []
    for who in (None, stranger):
        for address in ADDRESSES:
            answer = app.get(address.format(**places), headers=who.headers if who else {})
            if answer.status_code >= 500 or told(answer.body, places, address):
                leaks.append(
                    (who and who.name, address, answer.status_code, told(answer.body, places, address))
                )
    assert leaks == []


def test_counts_do_not_tell_of_it(app: CKANTestApp, places: dict[str, str]) -> None:
    shown = app.get(f"/api/action/organization_show?id={places['org']}").json["result"]
    assert shown["package_count"] == 0
    found = app.get("/api/action/package_search?fq=dataset_type:rancangan&include_private=true").json[
        "result"
    ]
    assert found["count"] == 0


def test_its_own_people_do_find_it(app: CKANTestApp, places: dict[str, str], producer: Person) -> None:
    """The sweep above can fail: the same addresses tell the producer."""
    address = f"/api/action/package_search?q={WORD}&include_private=true&fq=id:{places['id']}"
    assert places["id"] in app.get(address, headers=producer.headers).body
