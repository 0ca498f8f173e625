"""The record by HTTP: pages of history and approval sheet, and refused writes by whatever door they came."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata import wiring
from support import story
from support.faults import people, rows
from support.offices import Person
from support.record_story import WORDS, returned_twice
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")
SECRET = "kata-rahasia-di-dalam-permintaan"


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def finished(app: CKANTestApp, kept: dict[str, Any]) -> dict[str, Any]:
    """Published in the third round."""
    if "finished" not in kept:
        with app.flask_app.test_request_context():
            kept["finished"] = returned_twice()
            kept["name"] = act(None, "package_show", id=kept["finished"]["dataset_id"])["name"]
    return dict(kept["finished"])


@pytest.fixture
def waiting(app: CKANTestApp, kept: dict[str, Any]) -> dict[str, Any]:
    """A submission at the verifikator."""
    if "waiting" not in kept:
        with app.flask_app.test_request_context():
            kept["waiting"] = story.submitted(people(), population(2024))
    return dict(kept["waiting"])


def told(who: Person, action: str) -> list[dict[str, Any]]:
    return rows(
        "SELECT * FROM satudata_refusal WHERE actor_id = :who AND action = :action ORDER BY id",
        who=who.id,
        action=action,
    )


def test_the_page_and_the_print(app: CKANTestApp, finished: dict[str, Any], monkeypatch: Any) -> None:
    still = wiring.now().replace(second=0, microsecond=0)
    monkeypatch.setattr(wiring, "now", lambda: still)
    number, headers = finished["number"], people().kabid.headers
    page = app.get(f"/pengajuan/{number}/lembar", headers=headers).body
    for word in ("Lembar pengesahan", "Plt. Kepala Dinas", finished["content_digest"], WORDS[0], "Dicetak"):
        assert word in page
    first = app.get(f"/pengajuan/{number}/lembar.pdf", headers=headers)
    assert first.headers["Content-Type"] == "application/pdf" and first.data.startswith(b"%PDF")
    assert app.get(f"/pengajuan/{number}/lembar.pdf", headers=headers).data == first.data
    printed = subprocess.run(["pdftotext", "-", "-"], input=first.data, capture_output=True, check=True)
    read = " ".join(printed.stdout.decode().split())
    assert "Plt. Kepala Dinas" in read and "B-77/BPS/2026" in read and number in read
    assert re.search(r"Dicetak \d{1,2} \w+ \d{4} pukul \d\d\.\d\d WIB", read)


def test_history_of_a_submission_and_of_a_dataset(
    app: CKANTestApp, finished: dict[str, Any], kept: dict[str, Any]
) -> None:
    producer = people().producer
    page = app.get(f"/pengajuan/{finished['number']}/jejak", headers=producer.headers).body
    assert all(word in page for word in (*WORDS, "Putaran 3", "Putaran 1"))
    name = kept["name"]
    inside = app.get(f"/dataset/{name}/riwayat", headers=producer.headers).body
    assert finished["number"] in inside and WORDS[0] in inside
    outside = app.get(f"/dataset/{name}/riwayat").body
    assert "edisi 1" in outside
    assert finished["number"] not in outside and WORDS[0] not in outside and "Verifikator" not in outside
    assert app.get("/dataset/tidak-ada/riwayat", status=404)


def test_who_may_not_read_the_review_opens_no_page_of_it(app: CKANTestApp, finished: dict[str, Any]) -> None:
    for path in ("lembar", "lembar.pdf", "jejak"):
        url = f"/pengajuan/{finished['number']}/{path}"
        assert app.get(url, headers=people().outsider.headers, status=404)
        assert app.get(url, follow_redirects=False).status_code == 302


@pytest.mark.trap("E7")
@pytest.mark.parametrize("name", ["package_patch", "package_delete", "package_owner_org_update"])
def test_ckans_own_write_on_a_published_dataset(
    app: CKANTestApp, finished: dict[str, Any], name: str
) -> None:
    who = people().producer
    before = len(told(who, name))
    data = {"id": finished["dataset_id"], "title": SECRET, "organization_id": people().org}
    answer = app.post(f"/api/action/{name}", json=data, headers=who.headers)
    assert answer.status_code == 403
    line = told(who, name)[before]
    assert (line["code"], line["subject"]) == ("published", finished["dataset_id"])
    assert SECRET not in str(line)


@pytest.mark.trap("E7")
def test_a_write_on_a_frozen_draft_by_api(app: CKANTestApp, waiting: dict[str, Any]) -> None:
    who = people().producer
    answer = app.post(
        "/api/action/package_patch", json={"id": waiting["draft_id"], "title": "x"}, headers=who.headers
    )
    assert answer.status_code == 403
    line = told(who, "package_patch")[-1]
    assert (line["code"], line["subject"]) == ("frozen", waiting["dataset_id"])


def test_pages_that_ask_for_buttons_are_no_attempt(
    app: CKANTestApp, finished: dict[str, Any], kept: dict[str, Any]
) -> None:
    who = people().outsider
    before = rows("SELECT count(*) AS n FROM satudata_refusal")[0]["n"]
    name = kept["name"]
    for path in (f"/dataset/{name}", f"/dataset/edit/{name}", "/dataset/"):
        app.get(path, headers=who.headers)
    app.post("/api/action/package_show", json={"id": name}, headers=who.headers)
    assert rows("SELECT count(*) AS n FROM satudata_refusal")[0]["n"] == before
