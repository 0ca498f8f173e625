"""A published table in the DataStore: nobody writes its rows, and what was dropped or altered is built again."""

from __future__ import annotations

from typing import Any

import pytest
from ckan import model
from ckan.tests.helpers import call_action
from ckanext.datastore.backend.postgres import get_write_engine
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ckanext.satudata import governance, wiring
from ckanext.satudata.doors import locked_write
from ckanext.satudata.work import tables
from support import story
from support.faults import people
from support.offices import execute
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return {}


@pytest.fixture
def resource(made: dict[str, str]) -> str:
    """The resource of a published dataset, made once."""
    if not made:
        review = story.published(people(), population(2024))
        made["id"] = model.Package.get(review["dataset_id"]).resources[0].id
    return made["id"]


def rows(resource_id: str) -> list[dict[str, Any]]:
    found = act(None, "datastore_search", resource_id=resource_id, limit=100)
    return [dict(record) for record in found["records"]]


def written(statement: str, resource_id: str) -> None:
    """Run a statement as DataStore's own write user."""
    with get_write_engine().begin() as connection:
        connection.execute(text(statement.format(table=f'public."{resource_id}"')))


JOB = {
    "datastore_upsert": {"records": [{"tahun": 1999}], "method": "insert"},
    "datastore_create": {"records": [{"tahun": 1999}]},
    "datastore_records_delete": {"filters": {}},
}


@pytest.mark.trap("A3", "A9", "A12")
@pytest.mark.parametrize("action", JOB)
def test_a_job_that_asks_nobody_writes_no_row(resource: str, action: str) -> None:
    before = rows(resource)
    with pytest.raises(Exception, match="satudata: ") as stopped:
        call_action(
            action, {"ignore_auth": True, "user": ""}, resource_id=resource, force=True, **JOB[action]
        )
    assert stopped.value is not None
    assert rows(resource) == before


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {table} (tahun) VALUES (1999)",
        "UPDATE {table} SET tahun = 1999",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
    ],
)
def test_every_statement_that_writes_is_refused(resource: str, statement: str) -> None:
    before = rows(resource)
    with pytest.raises(DBAPIError) as stopped:
        written(statement, resource)
    told = locked_write(stopped.value)
    assert told is not None and told.state == "SD001"
    assert rows(resource) == before


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE {table} CASCADE",
        "ALTER TABLE {table} ADD COLUMN zq text",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "DROP TRIGGER satudata_guard ON {table}",
        "ALTER TABLE {table} DISABLE TRIGGER ALL; UPDATE {table} SET tahun = 1999; ALTER TABLE {table} ENABLE TRIGGER ALL",
    ],
)
def test_the_sweep_builds_again_what_was_dropped_or_changed(resource: str, statement: str) -> None:
    before = rows(resource)
    written(statement, resource)
    assert [line for line in tables.mend() if resource in line]
    assert rows(resource) == before
    assert [line for line in tables.mend() if resource in line] == []
    with pytest.raises(DBAPIError):
        written("DELETE FROM {table}", resource)


def test_an_office_that_left_the_reviews_writes_its_tables_again(resource: str) -> None:
    name = model.Group.get(people().org).name
    governance.switch(name, on=False)
    try:
        written("UPDATE {table} SET tahun = tahun", resource)
        assert [line for line in tables.mend() if resource in line] == []
    finally:
        governance.switch(name, on=True)
    assert [line for line in tables.mend() if resource in line]
    assert execute("SELECT 1 FROM satudata_governed WHERE org_id = :org", org=people().org).scalar() == 1


def test_a_view_that_took_the_name_makes_room(resource: str) -> None:
    before = rows(resource)
    written("DROP TABLE {table} CASCADE", resource)
    written("CREATE VIEW {table} AS SELECT 1 AS zq", resource)
    assert [line for line in tables.mend() if resource in line]
    assert rows(resource) == before
    assert wiring.datastore().is_whole(resource)
