"""The locks in the database: they hold where no auth function is asked."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import call_action
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ckanext.satudata.adapters.sql.events import SqlEvents
from ckanext.satudata.domain.review.model import Actor, NewEvent
from ckanext.satudata.doors import locked_write
from ckanext.satudata.model.lock_key import opened, opened_for
from support.desks import begin_draft, put_under_review
from support.offices import Person, execute, office, person

pytestmark = pytest.mark.usefixtures("with_plugins")

FROZEN = ("in_review", "published", "rejected")
OPEN = ("draft", "returned", "withdrawn")


@pytest.fixture
def producer() -> Person:
    return person()


@pytest.fixture
def governed(producer: Person) -> str:
    return office(governed=True, editor=producer)


@pytest.fixture
def free() -> str:
    return office(governed=False)


@pytest.fixture
def published(governed: str, unique: str) -> str:
    """A dataset of a governed office, from before its governance."""
    execute("DELETE FROM satudata_governed WHERE org_id = :org", org=governed)
    files = [{"url": "http://x.test/a.csv", "format": "CSV"}]
    dataset = factories.Dataset(name=unique, owner_org=governed, resources=files, tags=[{"name": "penduduk"}])
    execute("INSERT INTO satudata_governed (org_id, since) VALUES (:org, now())", org=governed)
    return str(dataset["id"])


def refused(statement: str, **values: Any) -> tuple[str, str]:
    """Run a statement that a lock must refuse; give (SQLSTATE, reason)."""
    with pytest.raises(DBAPIError) as error:
        model.Session.execute(text(statement), values)
    model.Session.rollback()
    told = locked_write(error.value)
    assert told is not None, error.value
    return told.state, told.reason


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE package SET title = 'x' WHERE id = :id",
        "UPDATE package SET private = true WHERE id = :id",
        "UPDATE package SET state = 'deleted' WHERE id = :id",
        "UPDATE package SET owner_org = 'other' WHERE id = :id",
        "UPDATE package SET type = 'rancangan', private = true WHERE id = :id",
        'UPDATE package SET extras = \'{"a": "b"}\' WHERE id = :id',
        "DELETE FROM package WHERE id = :id",
        "UPDATE resource SET url = 'http://other' WHERE package_id = :id",
        "DELETE FROM resource WHERE package_id = :id",
        "INSERT INTO resource (id, package_id, url) VALUES ('r', :id, '')",
        "UPDATE package_tag SET state = 'deleted' WHERE package_id = :id",
        "DELETE FROM package_tag WHERE package_id = :id",
        "UPDATE member SET state = 'deleted' WHERE table_id = :id AND capacity = 'organization'",
        "DELETE FROM member WHERE table_id = :id AND capacity = 'organization'",
    ],
)
def test_a_governed_dataset_is_written_by_publication_alone(published: str, statement: str) -> None:
    assert refused(statement, id=published) == ("SD001", "published")


def test_no_dataset_is_put_into_a_governed_office(governed: str, free: str, unique: str) -> None:
    dataset = factories.Dataset(owner_org=free)
    insert = "INSERT INTO package (id, name, type, owner_org, state) VALUES (:name, :name, 'dataset', :org, 'active')"
    assert refused(insert, name=unique, org=governed) == ("SD001", "published")
    move = "UPDATE package SET owner_org = :org WHERE id = :id"
    assert refused(move, id=dataset["id"], org=governed) == ("SD001", "published")


def test_the_lock_opens_for_one_package_in_one_transaction(published: str, free: str) -> None:
    change = text("UPDATE package SET title = 'Baru' WHERE id = :id")
    with pytest.raises(DBAPIError), opened(model.Session, "another"):
        model.Session.execute(change, {"id": published})
    model.Session.rollback()
    with opened(model.Session, published):
        model.Session.execute(change, {"id": published})
        model.Session.commit()
        assert opened_for(model.Session) == ""
    assert model.Package.get(published).title == "Baru"
    with opened(model.Session, published):
        model.Session.execute(change, {"id": published})
    assert opened_for(model.Session) == ""
    with pytest.raises(DBAPIError):
        model.Session.execute(change, {"id": published})
    model.Session.rollback()


@pytest.mark.parametrize("kind", ["dataset", "harvest", "showcase"])
def test_packages_elsewhere_are_free(free: str, unique: str, kind: str) -> None:
    insert = (
        "INSERT INTO package (id, name, type, owner_org, state) VALUES (:name, :name, :kind, :org, 'active')"
    )
    execute(insert, name=unique, org=free, kind=kind)
    execute("UPDATE package SET title = 'x', state = 'deleted', private = true WHERE id = :id", id=unique)
    execute("DELETE FROM package WHERE id = :id", id=unique)


def test_other_types_of_a_governed_office_are_free(governed: str, unique: str) -> None:
    insert = "INSERT INTO package (id, name, type, owner_org, state) VALUES (:name, :name, 'harvest', :org, 'active')"
    execute(insert, name=unique, org=governed)
    execute("DELETE FROM package WHERE id = :id", id=unique)


@pytest.mark.parametrize("status", FROZEN)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE package SET title = 'x' WHERE id = :id",
        "UPDATE package SET state = 'deleted' WHERE id = :id",
        "DELETE FROM package WHERE id = :id",
        "UPDATE member SET state = 'deleted' WHERE table_id = :id AND capacity = 'organization'",
    ],
)
def test_a_frozen_draft_does_not_change(governed: str, producer: Person, status: str, statement: str) -> None:
    draft = begin_draft(governed, producer)
    put_under_review(draft, status)
    assert refused(statement, id=draft) == ("SD002", "frozen")


@pytest.mark.parametrize("status", OPEN)
def test_a_draft_on_the_producers_desk_changes(governed: str, producer: Person, status: str) -> None:
    draft = begin_draft(governed, producer)
    put_under_review(draft, status)
    execute("UPDATE package SET title = 'x' WHERE id = :id", id=draft)
    assert model.Package.get(draft).title == "x"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("private = false", "private"),
        ("private = NULL", "private"),
        ("type = 'dataset'", "type"),
        ("owner_org = 'other'", "moved"),
    ],
)
def test_a_draft_stays_private_a_draft_and_at_home(
    governed: str, producer: Person, change: str, reason: str
) -> None:
    draft = begin_draft(governed, producer)
    told = refused(f"UPDATE package SET {change} WHERE id = :id", id=draft)
    assert told in (("SD002", reason), ("SD001", "published"))


def test_the_lock_being_open_does_not_make_a_draft_public(governed: str, producer: Person) -> None:
    draft = begin_draft(governed, producer)
    with opened(model.Session, draft):
        assert refused("UPDATE package SET private = false WHERE id = :id", id=draft) == ("SD002", "private")


def test_a_draft_takes_no_resource(governed: str, producer: Person, unique: str) -> None:
    draft = begin_draft(governed, producer)
    insert = "INSERT INTO resource (id, package_id, url) VALUES (:id, :draft, '')"
    assert refused(insert, id=unique, draft=draft) == ("SD002", "resource")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE satudata_event SET action = 'x' WHERE id = :id",
        "DELETE FROM satudata_event WHERE id = :id",
        "TRUNCATE satudata_event",
    ],
)
def test_what_was_recorded_stays(statement: str) -> None:
    happened = NewEvent("submitted", "verifikator", "produsen", "")
    recorded = SqlEvents(model.Session).append(
        str(uuid.uuid4()), happened, Actor("", "portal"), datetime.now(UTC), ""
    )
    model.Session.commit()
    values = {"id": recorded.id} if ":id" in statement else {}
    assert refused(statement, **values) == ("SD003", "event")


def test_ckan_works_as_ever_where_nothing_is_governed(free: str, unique: str) -> None:
    """Create, update, tag, add and remove a resource, move, delete and purge: CKAN's own actions."""
    other = office(governed=False)
    dataset = call_action(
        "package_create", name=unique, owner_org=free, tags=[{"name": "a1"}], urusan="bebas"
    )
    resource = call_action("resource_create", package_id=unique, url="http://x.test/a.csv")
    call_action("resource_patch", id=resource["id"], name="b")
    call_action(
        "package_patch", id=unique, tags=[{"name": "b2"}], private=True, extras=[{"key": "k", "value": "v"}]
    )
    call_action("resource_delete", id=resource["id"])
    call_action("package_owner_org_update", id=unique, organization_id=other)
    call_action("package_delete", id=unique)
    call_action("dataset_purge", id=unique)
    assert model.Package.get(dataset["id"]) is None
    call_action("organization_delete", id=free)
    call_action("organization_purge", id=free)


def test_a_governed_office_with_datasets_is_not_deleted(governed: str, published: str) -> None:
    with pytest.raises(Exception, match=r"satudata: |dataset"):
        call_action("organization_purge", id=governed)
    model.Session.rollback()
    assert model.Group.get(governed).state == "active"
    assert model.Package.get(published).owner_org == governed
