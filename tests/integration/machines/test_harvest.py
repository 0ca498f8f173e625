"""A second CKAN harvests the portal, by DCAT and by data.json; Frictionless reads the packages from their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp
from frictionless import Package

from ckanext.satudata.views import described
from support import kept_app, second_ckan, subjects
from support import machine_scene as scene
from support.faults import people
from support.pages import told
from support.second_ckan import Second
from support.served import URL, at_its_address, served
from support.story import act, confirmed, upload
from support.workbooks import population

pytestmark = [pytest.mark.usefixtures("with_plugins"), at_its_address]
SOURCES = {"rdf": ("dcat_rdf", f"{URL}/catalog.jsonld"), "pod": ("dcat_json", f"{URL}/data.json")}
KINDS = tuple(SOURCES)
SCENE: dict[str, Any] = {}


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Second]:
    """The CKAN that harvests."""
    with second_ckan.running(tmp_path_factory.mktemp("second"), "second", SOURCES) as running:
        yield running


@pytest.fixture
def site(app: CKANTestApp) -> Iterator[CKANTestApp]:
    """Our portal at its address."""
    with served(kept_app.application()):
        yield app


def addresses(harvested: dict[str, Any]) -> dict[str, list[str]]:
    """The file addresses of harvested datasets by where the dataset is on our portal."""
    assert harvested["errors"] == []
    return {
        guid: [resource["url"] for resource in one["resources"]]
        for guid, one in harvested["datasets"].items()
    }


def test_a_second_ckan_takes_over_what_is_public(site: CKANTestApp, second: Second) -> None:
    SCENE["id"] = told(site, subjects.one_edition)
    SCENE["name"] = name = told(site, scene.name_of, SCENE["id"])
    told(site, scene.closed)
    for kind in KINDS:
        harvested = second.harvest(kind)
        found = addresses(harvested)
        assert found[f"{URL}/dataset/{name}"] == [
            f"{URL}/dataset/{name}/edisi/1/data.csv",
            f"{URL}/dataset/{name}/unduh.xlsx",
        ]
        one = harvested["datasets"][f"{URL}/dataset/{name}"]
        assert one["title"] and one["notes"] and one["tags"]
        SCENE[kind] = len(found)
    assert SCENE["rdf"] == SCENE["pod"] >= 2


def test_licence_checksum_and_version_arrive_with_dcat(site: CKANTestApp, second: Second) -> None:
    guid = f"{URL}/dataset/{SCENE['name']}"
    one = second.harvest("rdf")["datasets"][guid]
    package = site.test_client().get(f"/dataset/{SCENE['name']}/datapackage.json").get_json()
    assert one["license_id"] == "cc-by"
    assert f"sha256:{one['resources'][0]['hash']}" == package["resources"][0]["hash"]
    assert one["resources"][0]["size"] == package["resources"][0]["bytes"]
    assert one["version"] == "1"


def test_a_new_edition_updates_and_a_retraction_deletes(site: CKANTestApp, second: Second) -> None:
    address = f"{URL}/dataset/{SCENE['name']}"
    told(site, new_edition, SCENE["id"])
    for kind in KINDS:
        found = addresses(second.harvest(kind))
        assert len(found) == SCENE[kind]
        assert found[address][0] == f"{address}/edisi/2/data.csv"
    told(site, subjects.retracted, SCENE["id"])
    for kind in KINDS:
        found = addresses(second.harvest(kind))
        assert address not in found
        assert len(found) == SCENE[kind] - 1


def test_a_catalogue_of_many_pages_arrives_whole(
    site: CKANTestApp, second: Second, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(site, scene.two_editions)
    whole = {kind: addresses(second.harvest(kind)) for kind in KINDS}
    monkeypatch.setattr(described, "ROWS", 1)
    assert site.test_client().get("/catalog.jsonld?page=2").status_code == 200
    for kind in KINDS:
        assert addresses(second.harvest(kind)) == whole[kind]
    assert len(whole["rdf"]) >= 2


def new_edition(dataset_id: str) -> None:
    """Publish the next edition of a dataset."""
    producer = people().producer
    draft = act(producer, "satudata_draft_create", dataset_id=dataset_id)
    upload(producer, draft["id"], population(2025, growth=1.02))
    confirmed(producer, draft["id"])
    subjects.to_the_end(draft["id"])


def test_frictionless_reads_the_packages_from_their_addresses(site: CKANTestApp) -> None:
    name = told(site, scene.two_editions)
    for place in ("", "/edisi/1"):
        address = f"{URL}/dataset/{name}{place}/datapackage.json"
        report = Package(address).validate()
        assert report.valid, report.flatten(["type", "message"])
        assert report.tasks[0].stats["rows"] == (16 if not place else 8)


def test_frictionless_notices_another_file(site: CKANTestApp) -> None:
    """The check above can fail: the same package with the file of another edition."""
    name = told(site, scene.two_editions)
    described = site.test_client().get(f"/dataset/{name}/datapackage.json").get_json()
    described["resources"][0]["path"] = f"{URL}/dataset/{name}/edisi/1/data.csv"
    kinds = {row[0] for row in Package.from_descriptor(described).validate().flatten(["type"])}
    assert {"hash-count", "byte-count"} & kinds
