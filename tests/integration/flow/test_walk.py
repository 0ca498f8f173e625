"""From an office's Excel file to a published dataset and its revision, by the API, against the real services."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile

import ckan.plugins.toolkit as tk
import pytest

from ckanext.satudata import wiring
from support import story
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def read_blob(sha256: str) -> bytes:
    with wiring.blobs().open(sha256) as stream:
        return stream.read()


def test_findings_are_mended_by_another_file() -> None:
    people = story.cast()
    draft = act(people.producer, "satudata_draft_create", owner_org=people.org, title="Penduduk")
    shown = story.upload(people.producer, draft["id"], population(2025, wrong_total_at=7))
    assert shown["intake"]["state"] == "to_confirm"
    table = shown["intake"]["inspection"]["tables"][0]
    assert (table["sheet"], table["rows"]) == ("2025", 8)
    shown = story.confirmed(people.producer, draft["id"])
    wrong = [f for f in shown["intake"]["report"]["findings"] if f["severity"] == "tolak"]
    assert [f["code"] for f in wrong] == ["JUMLAH_KOLOM_BEDA"], "one wrong cell is one finding"
    assert any("10.180" in f["message"] for f in wrong)
    with pytest.raises(tk.ValidationError):
        act(people.producer, "satudata_review_submit", draft_id=draft["id"])
    story.upload(people.producer, draft["id"], population(2025))
    shown = story.confirmed(people.producer, draft["id"])
    assert shown["intake"]["report"]["verdict"] == "pass", shown["intake"]["report"]["findings"]


def test_the_whole_walk_and_the_revision() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    assert review["number"].startswith("P-")
    returned = story.decide(
        people.verifikator,
        review,
        "return",
        reasons=["DEFINISI_TIDAK_JELAS"],
        remarks=[{"field": "definisi", "text": "Sebut tanggal acuan."}],
    )
    assert returned["status"] == "returned"
    draft = act(people.producer, "satudata_draft_show", id=review["draft_id"])
    assert [(r["field"], r["text"]) for r in draft["remarks"]] == [("definisi", "Sebut tanggal acuan.")]
    act(
        people.producer,
        "satudata_draft_update",
        id=draft["id"],
        definisi="Orang yang terdaftar per 31 Desember.",
    )
    review = act(people.producer, "satudata_review_submit", draft_id=draft["id"])
    story.loop.drain()
    seen = act(people.verifikator, "satudata_review_show", id=review["id"])
    assert [change["field"] for change in seen["changes"]["metadata"]] == ["definisi"]
    for who in (people.verifikator, people.kabid, people.kadis):
        review = story.decide(who, review, "approve")
    review = act(people.bps, "satudata_review_show", id=review["id"])
    approved = seen["content_digest"]
    bundle = act(people.bps, "satudata_bundle_show", id=review["bundle"]["id"])
    assert bundle["state"] == "ready"
    story.answer(people, review, "received", receipt_number="B-7")

    public = act(None, "package_show", id=review["dataset_id"])
    assert (public["type"], public["private"], public["edisi"]) == ("dataset", False, 1) or public[
        "edisi"
    ] == "1"
    assert public["content_digest"] == approved
    resource = public["resources"][0]
    rows = act(None, "datastore_search", resource_id=resource["id"], limit=100)
    assert rows["total"] == 8
    assert act(None, "package_search", q="Penduduknya", fq=f"id:{public['id']}")["count"] == 1
    edition = act(None, "satudata_edition_show", dataset_id=public["id"], number=1)
    first = read_blob(edition["sha256"])
    with zipfile.ZipFile(io.BytesIO(read_blob(bundle["sha256"]))) as archive:
        inside = [
            archive.read(name)
            for name in archive.namelist()
            if name.endswith(".csv") and "/data/" in f"/{name}"
        ]
    assert first in inside
    assert hashlib.sha256(first).hexdigest() == resource["sha256"] == resource["hash"]

    revision = act(people.producer, "satudata_draft_create", dataset_id=public["id"])
    assert revision["base_edition"] == 1
    story.upload(people.producer, revision["id"], population(2025, growth=1.02))
    shown = story.confirmed(people.producer, revision["id"])
    assert shown["intake"]["report"]["verdict"] == "pass", shown["intake"]["report"]["findings"]
    review = act(people.producer, "satudata_review_submit", draft_id=revision["id"])
    story.loop.drain()
    assert review["changes"]["table"]["added"] == 8
    for who in (people.verifikator, people.kabid, people.kadis):
        review = story.decide(who, review, "approve")
        still = act(None, "package_show", id=public["id"])
        assert still["resources"][0]["hash"] == resource["hash"]
        assert act(None, "datastore_search", resource_id=resource["id"])["total"] == 8
    story.answer(people, act(people.bps, "satudata_review_show", id=review["id"]), "received")
    now = act(None, "package_show", id=public["id"])
    assert (now["id"], now["name"], now["resources"][0]["id"]) == (
        public["id"],
        public["name"],
        resource["id"],
    )
    assert act(None, "datastore_search", resource_id=resource["id"], limit=0)["total"] == 16
    years = {
        row["tahun"] for row in csv.DictReader(io.StringIO(read_blob(now["resources"][0]["hash"]).decode()))
    }
    assert years == {"2024", "2025"}
    assert read_blob(act(None, "satudata_edition_show", dataset_id=public["id"], number=1)["sha256"]) == first
