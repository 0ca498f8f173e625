"""The record and the bytes: events nobody can rewrite, files that are the same from approval to download."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner
from sqlalchemy.exc import DBAPIError

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql.events import SqlEvents
from ckanext.satudata.cli_event import event_verify
from support import databases, story
from support.faults import people, rows
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


def published(kept: dict[str, Any]) -> dict[str, Any]:
    """One published review for the tests of this file."""
    if not kept:
        kept.update(story.published(people(), population(2024)))
    return kept


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE satudata_event SET action = 'rejected' WHERE review_id = :id",
        "UPDATE satudata_event SET hash = hash WHERE review_id = :id",
        "DELETE FROM satudata_event WHERE review_id = :id",
        "TRUNCATE satudata_event",
    ],
)
def test_the_database_refuses_to_change_events(kept: dict[str, Any], statement: str) -> None:
    review = published(kept)
    with pytest.raises(DBAPIError) as refused:
        model.Session.execute(sa.text(statement), {"id": review["id"]} if ":id" in statement else {})
    model.Session.rollback()
    assert refused.value.orig.pgcode == "SD003"


def test_the_chain_holds_and_names_the_row_that_was_tampered_with(kept: dict[str, Any]) -> None:
    review = published(kept)
    whole = CliRunner().invoke(event_verify)
    assert whole.exit_code == 0 and whole.output.startswith("utuh: ")
    superuser = databases.from_environment().superuser
    if superuser is None:
        pytest.skip("needs SATUDATA_SUPERUSER_URL")
    own = databases.renamed(superuser, sa.make_url(tk.config["sqlalchemy.url"]).database or "")
    event = rows(
        "SELECT id, data::text AS data FROM satudata_event WHERE review_id = :id AND action = 'approved' ORDER BY seq "
        "LIMIT 1",
        id=review["id"],
    )[0]
    engine = sa.create_engine(own)
    model.Session.remove()

    def put(data: str) -> None:
        with engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE satudata_event DISABLE TRIGGER ALL"))
            connection.execute(
                sa.text("UPDATE satudata_event SET data = cast(:data AS jsonb) WHERE id = :id"),
                {"data": data, "id": event["id"]},
            )
            connection.execute(sa.text("ALTER TABLE satudata_event ENABLE TRIGGER ALL"))

    try:
        put('{"digest": "palsu"}')
        broken = CliRunner().invoke(event_verify)
        assert broken.exit_code == 1
        assert str(event["id"]) in broken.output and review["dataset_id"] in broken.output
    finally:
        put(event["data"])
        engine.dispose()
    assert not list(SqlEvents(model.Session).broken_chains())


def in_bundle(sha256: str) -> list[bytes]:
    """The data files in a bundle."""
    with wiring.blobs().open(sha256) as stream, zipfile.ZipFile(io.BytesIO(stream.read())) as archive:
        return [archive.read(n) for n in archive.namelist() if "/data/" in f"/{n}" and n.endswith(".csv")]


def downloaded(app: CKANTestApp, dataset_id: str) -> bytes:
    """The file a visitor gets who is not logged in, by the address that the API gives."""
    package = app.get(f"/api/action/package_show?id={dataset_id}", status=200).json["result"]
    url = package["resources"][0]["url"]
    return bytes(app.get(url[url.index("/dataset/") :], status=200).data)


def test_approved_bundled_and_downloaded_are_the_same_bytes(app: CKANTestApp, kept: dict[str, Any]) -> None:
    review = published(kept)
    approval = rows(
        "SELECT data FROM satudata_event WHERE review_id = :id AND post = 'kadis' AND action = 'approved'",
        id=review["id"],
    )[0]["data"]
    snapshot = rows(
        "SELECT content_digest, snapshot FROM satudata_round WHERE review_id = :id ORDER BY number DESC LIMIT 1",
        id=review["id"],
    )[0]
    assert approval["digest"] == snapshot["content_digest"]
    approved = snapshot["snapshot"]["canonical_sha"]
    bundle = rows("SELECT sha256 FROM satudata_bundle WHERE review_id = :id", id=review["id"])[0]
    citizen = downloaded(app, review["dataset_id"])
    assert hashlib.sha256(citizen).hexdigest() == approved
    assert in_bundle(bundle["sha256"]) == [citizen]
    public = act(None, "package_show", id=review["dataset_id"])
    assert public["content_digest"] == approval["digest"]
    assert public["resources"][0]["hash"] == approved


def test_the_first_edition_keeps_its_bytes_after_the_second(app: CKANTestApp, kept: dict[str, Any]) -> None:
    review = published(kept)
    first = downloaded(app, review["dataset_id"])
    producer = people().producer
    draft = act(producer, "satudata_draft_create", dataset_id=review["dataset_id"])
    story.upload(producer, draft["id"], population(2025, growth=1.02))
    story.confirmed(producer, draft["id"])
    second = act(producer, "satudata_review_submit", draft_id=draft["id"])
    story.loop.drain()
    for who in (people().verifikator, people().kabid, people().kadis):
        second = story.decide(who, second, "approve")
    story.answer(people(), act(people().bps, "satudata_review_show", id=second["id"]), "received")
    name = act(None, "package_show", id=review["dataset_id"])["name"]
    assert downloaded(app, review["dataset_id"]) != first
    again = bytes(app.get(f"/dataset/{name}/edisi/1/data.csv", status=200).data)
    assert again == first
    edition = act(None, "satudata_edition_show", dataset_id=review["dataset_id"], number=1)
    assert edition["sha256"] == hashlib.sha256(first).hexdigest()
