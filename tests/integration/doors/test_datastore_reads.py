"""Reading right after a publication: the current edition whole, although the step that swaps its table has not run."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata.adapters.datastore import DataStore
from support.offices import execute, office, person

pytestmark = pytest.mark.usefixtures("with_plugins")

SCHEMA = {"fields": [{"name": "tahun", "type": "year"}, {"name": "nilai", "type": "number"}]}


@pytest.fixture
def resource() -> dict[str, Any]:
    files = [{"url": "a.csv", "url_type": "upload", "format": "CSV"}]
    return dict(factories.Dataset(owner_org=office(governed=False), resources=files)["resources"][0])


@pytest.fixture
def publish(resource: dict[str, Any], tmp_path: Path) -> Callable[..., str]:
    """Stage an edition and make it current in the main database, without the step that follows."""

    def make(number: int, rows: int, access: str = "terbuka") -> str:
        edition = str(uuid.uuid4())
        csv = tmp_path / edition
        csv.write_text("tahun,nilai\n" + "".join(f"{2000 + row},{row}.50\n" for row in range(rows)))
        DataStore().stage(edition, resource["id"], SCHEMA, csv)
        execute(
            "INSERT INTO satudata_edition (id, dataset_id, resource_id, number, review_id, draft_id, owner_org, "
            "content_digest, table_digest, canonical_sha, metadata, published_at) VALUES (:id, :dataset, :resource, "
            ":number, :id, '', '', '', '', :sha, cast(:metadata AS jsonb), now())",
            id=edition,
            dataset=resource["package_id"],
            resource=resource["id"],
            number=number,
            sha="0" * 64,
            metadata=json.dumps({"klasifikasi_akses": access}),
        )
        return edition

    return make


def total(app: CKANTestApp, resource_id: str) -> int:
    answer = app.get(f"/api/action/datastore_search?resource_id={resource_id}", status=200)
    return int(answer.json["result"]["total"])


def test_a_reader_gets_the_current_edition_at_once(
    app: CKANTestApp, resource: dict[str, Any], publish: Callable[..., str]
) -> None:
    publish(1, 3)
    assert total(app, resource["id"]) == 3
    second = publish(2, 5)
    assert total(app, resource["id"]) == 5
    assert DataStore().live_edition(resource["id"]) == second
    noted = execute(
        "SELECT count(*) FROM satudata_edition WHERE datastore_at IS NULL AND id = :id", id=second
    )
    assert noted.scalar() == 0


@pytest.mark.parametrize("door", ["/api/action/datastore_info?id={id}", "/datastore/dump/{id}"])
def test_every_reading_door_brings_the_table_up(
    app: CKANTestApp, resource: dict[str, Any], publish: Callable[..., str], door: str
) -> None:
    publish(1, 3)
    total(app, resource["id"])
    second = publish(2, 5)
    app.get(door.format(id=resource["id"]), status=200)
    assert DataStore().live_edition(resource["id"]) == second


def test_numbers_come_as_they_were_written(
    app: CKANTestApp, resource: dict[str, Any], publish: Callable[..., str]
) -> None:
    publish(1, 2)
    answer = app.get(f"/api/action/datastore_search?resource_id={resource['id']}&fields=nilai")
    assert '"nilai":0.50' in answer.body.replace(" ", "")


@pytest.mark.parametrize(
    "door",
    [
        "/api/action/datastore_search?resource_id={id}",
        "/api/action/datastore_info?id={id}",
        "/api/action/datastore_search?id={id}",
        "/api/action/datastore_search?resource_id=_table_metadata&id={id}",
        "/api/action/datastore_info?resource_id={id}",
        "/api/action/datastore_info?resource_id=_table_metadata&id={id}",
        "/datastore/dump/{id}",
    ],
)
def test_rows_are_closed_once_the_current_edition_is_not_open(
    app: CKANTestApp, resource: dict[str, Any], publish: Callable[..., str], door: str
) -> None:
    publish(1, 3)
    assert app.get(door.format(id=resource["id"])).status_code == 200
    publish(2, 4, access="terbatas")
    assert app.get(door.format(id=resource["id"])).status_code == 404


SPELLINGS = {
    "plainly": 'SELECT * FROM "{id}"',
    "behind many": f"SELECT '{' '.join(str(uuid.UUID(int=number)) for number in range(9))}' AS x, * FROM \"{{id}}\"",
    "in escapes": 'SELECT * FROM U&"{escaped}"',
}


@pytest.mark.ckan_config("ckan.datastore.sqlsearch.enabled", True)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_query_reads_no_closed_table(
    app: CKANTestApp, resource: dict[str, Any], publish: Callable[..., str], spelling: str
) -> None:
    publish(1, 3)
    total(app, resource["id"])
    escaped = f"\\{ord(resource['id'][0]):04x}{resource['id'][1:]}"
    sql = SPELLINGS[spelling].format(id=resource["id"], escaped=escaped)
    sysadmin = person(sysadmin=True)
    for headers in ({}, sysadmin.headers):
        open_answer = app.post("/api/action/datastore_search_sql", json={"sql": sql}, headers=headers)
        assert len(open_answer.json["result"]["records"]) == 3
    publish(2, 4, access="terbatas")
    for headers in ({}, sysadmin.headers):
        closed = app.post("/api/action/datastore_search_sql", json={"sql": sql}, headers=headers)
        assert closed.status_code in (403, 404)


def test_data_that_is_not_open_has_no_file(
    app: CKANTestApp, resource: dict[str, Any], publish: Callable[..., str]
) -> None:
    publish(1, 2, access="terbatas")
    url = f"/dataset/{resource['package_id']}/resource/{resource['id']}/download/a.csv"
    assert app.get(url).status_code == 404
    assert app.get(url, headers=person().headers).status_code == 404


def test_a_lost_file_is_not_found_and_not_an_error(
    app: CKANTestApp, resource: dict[str, Any], publish: Callable[..., str]
) -> None:
    publish(1, 2)
    url = f"/dataset/{resource['package_id']}/resource/{resource['id']}/download/a.csv"
    assert app.get(url).status_code == 404
