"""The archive of a finished review, and the release date that publication waits for."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from sqlalchemy import text

from ckanext.satudata import wiring
from ckanext.satudata.app.publication import archive as case
from ckanext.satudata.work import archive, loop
from support.faults import let_time_pass, people, rows, work_of
from support.story import Cast, act
from support.subjects import finished, one_edition, scheduled, with_archive

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def laid() -> dict[str, Any]:
    """One finished submission with its archive, made when first asked for."""
    return {}


def kept(laid: dict[str, Any]) -> tuple[Cast, dict[str, Any]]:
    if not laid:
        laid["cast"] = with_archive()
        laid["review"] = finished(laid["cast"])
    return laid["cast"], laid["review"]


def test_the_archive_holds_everything_and_proves_it(laid: dict[str, Any]) -> None:
    cast, review = kept(laid)
    assert (review["status"], review["step"]) == ("published", "arsip")
    assert review["timeline"][0]["action"] == "archived" and review["about"]["archive"]
    shown = act(cast.producer, "satudata_archive_show", id=review["number"])
    content = b"".join(wiring.blobs().stream(shown["sha256"]))
    assert hashlib.sha256(content).hexdigest() == shown["sha256"] and len(content) == shown["size"]
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        files = {name: container.read(name) for name in container.namelist()}
    manifest = dict(
        reversed(line.split("  ", 1)) for line in files.pop("manifest-sha256.txt").decode().splitlines()
    )
    assert manifest == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    edition = wiring.unit().editions.get(review["dataset_id"], 1)
    assert manifest["data/data.csv"] == edition.canonical_sha
    draft = wiring.unit().drafts.get(review["draft_id"])
    assert manifest["asli/penduduk.xlsx"] == draft.original_sha
    bundle = next(name for name in files if name.startswith("bps/"))
    assert manifest[bundle] == review["bundle"]["sha256"]
    events = json.loads(files["peristiwa.json"])
    assert [event["action"] for event in events][-1] == "published"
    assert json.loads(files["metadata.json"]) == edition.metadata
    assert json.loads(files["putaran.json"])[0]["content_digest"] == review["content_digest"]
    assert review["number"] in files["BACA-SAYA.txt"].decode()
    assert json.loads(files["pemeriksaan.json"])["verdict"] == "pass"


def test_only_who_reads_the_submission_reads_its_archive(laid: dict[str, Any]) -> None:
    cast, review = kept(laid)
    for who in (None, cast.outsider):
        with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
            act(who, "satudata_archive_show", id=review["id"])
        model.Session.rollback()


def test_built_twice_it_has_the_same_bytes(laid: dict[str, Any], tmp_path: Path) -> None:
    cast, review = kept(laid)
    known = act(cast.producer, "satudata_archive_show", id=review["id"])["sha256"]
    found = archive.build(wiring.unit().reviews.get(review["id"]), tmp_path)
    assert hashlib.sha256(found.read_bytes()).hexdigest() == known


def test_a_worker_that_dies_before_the_event_leaves_it_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = with_archive()

    def broken(*_arguments: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(case, "archived", broken)
        review = finished(cast)
    assert (review["status"], review["step"]) == ("published", "terbit")
    assert not review["about"]["archive"]
    let_time_pass(review["id"])
    loop.drain()
    again = text(
        "UPDATE satudata_work SET state = 'waiting', run_after = now() WHERE kind = 'archive' AND subject = :id"
    )
    model.Session.execute(again, {"id": review["id"]})
    model.Session.commit()
    loop.drain()
    events = rows("SELECT action FROM satudata_event WHERE review_id = :id", id=review["id"])
    assert [event["action"] for event in events].count("archived") == 1
    assert work_of(review["id"], "archive")["state"] == "done"


def test_without_an_archive_step_there_is_none() -> None:
    dataset = one_edition()
    review_id = wiring.unit().editions.get(dataset, 1).review_id
    with pytest.raises(tk.ObjectNotFound):
        act(people().producer, "satudata_archive_show", id=review_id)


def test_a_release_date_is_waited_for_and_may_be_withdrawn(app: CKANTestApp) -> None:
    review, day = scheduled()
    shown = act(people().producer, "satudata_review_show", id=review["id"])
    assert (shown["status"], shown["about"]["scheduled"], shown["about"]["release_on"]) == (
        "in_review",
        True,
        day,
    )
    home = act(people().producer, "satudata_home_show")["in_review"]
    assert any("terbit terjadwal" in row["reason"] for row in home if row["review_id"] == review["id"])
    app.get(f"/api/action/package_show?id={review['dataset_id']}", status=404)
    act(people().producer, "satudata_review_withdraw", id=review["id"])
    let_time_pass(review["id"])
    loop.drain()
    app.get(f"/api/action/package_show?id={review['dataset_id']}", status=404)
    assert work_of(review["id"], "publish")["state"] == "done"
    again = act(people().producer, "satudata_review_submit", draft_id=review["draft_id"])
    assert again["about"]["release_on"] is None


def test_when_the_day_has_come_it_is_published() -> None:
    review, _day = scheduled()
    assert act(people().producer, "satudata_review_show", id=review["id"])["status"] == "in_review"
    let_time_pass(review["id"])
    loop.drain()
    assert int(act(None, "package_show", id=review["dataset_id"])["edisi"]) == 1
