"""What a request says of state, approver, owner, digest or check is ignored or refused; words and machines are strict."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from support import story
from support.attacks.fingerprint import fingerprint
from support.attacks.kinds import FORGED
from support.attacks.scene import CANARY, story_draft
from support.faults import people
from support.offices import execute
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

STORED = (
    "SELECT status, step, content_digest, table_digest, claimed_by, owner_org, base_edition, dataset_id "
    "FROM satudata_review WHERE draft_id = :id"
)
DRAFT = (
    "SELECT dataset_id, resource_id, owner_org, base_edition, canonical_sha, original_sha, intake, subject, validator, "
    "closed_at FROM satudata_draft WHERE package_id = :id"
)
SENT = {
    **FORGED,
    "step": "terbit",
    "post": "kadis",
    "claimed_by": "x",
    "approver": "x",
    "deciders": ["x"],
    "schema": {"fields": []},
    "owner_org": "x",
    "table_digest": "0" * 64,
    "sha256": "0" * 64,
    "canonical_sha": "0" * 64,
    "dataset_id": "x",
    "resource_id": "x",
    "base_edition": 7,
    "edition": 9,
    "subject": "retraction",
    "validator": "x",
    "intake": "checked",
    "report": {"verdict": "pass"},
    "clean": True,
    "priority": True,
    "round": 9,
    "version": 99,
    "closed_at": "2020-01-01",
}


def stored(query: str, draft_id: str) -> list[Any]:
    return [tuple(row) for row in execute(query, id=draft_id)]


def asked(who: Any, action: str, **data: Any) -> None:
    """Call it; refused or not, what is stored decides."""
    try:
        act(who, action, **data)
    except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
        model.Session.rollback()


@pytest.mark.trap("A7", "F1")
@pytest.mark.parametrize("action", ["satudata_draft_update", "package_patch", "satudata_intake_check"])
def test_a_draft_keeps_what_no_payload_may_say(action: str) -> None:
    cast = people()
    draft = story.ready_draft(cast, population(2024))
    before = stored(DRAFT, draft)
    for key, value in SENT.items():
        asked(cast.producer, action, id=draft, **{key: value})
    asked(cast.producer, action, **{**SENT, "id": draft})
    after = stored(DRAFT, draft)
    kept = [tuple(part for place, part in enumerate(row) if place not in (6,)) for row in (*before, *after)]
    assert kept[0] == kept[1]
    package = model.Package.get(draft)
    assert (package.type, package.private, package.state, package.owner_org) == (
        "rancangan",
        True,
        "active",
        cast.org,
    )
    shown = act(cast.producer, "package_show", id=draft)
    assert not {"approver", "claimed_by", "validation_status", "content_digest", "edisi"} & {
        key for key, value in shown.items() if value
    }
    assert stored(STORED, draft) == []


@pytest.mark.trap("A7", "A10", "F1", "F2")
def test_a_submission_pins_what_is_there_and_not_what_is_said() -> None:
    cast = people()
    draft = story.ready_draft(cast, population(2024))
    extra = {key: value for key, value in SENT.items() if key not in ("id", "type")}
    review = act(cast.producer, "satudata_review_submit", draft_id=draft, **extra)
    assert (review["status"], review["step"]) == ("in_review", "verifikator")
    assert review["content_digest"] not in ("", "0" * 64)
    row = stored(STORED, draft)[0]
    assert (row[2], row[4], row[5], row[6]) == (review["content_digest"], None, cast.org, 0)


@pytest.mark.trap("A7")
def test_a_decision_says_nothing_but_what_it_is() -> None:
    cast = people()
    review = story.submitted(cast, population(2024))
    extra = {key: value for key, value in SENT.items() if key not in ("status", "round", "schema")}
    story.decide(cast.verifikator, review, "approve", **extra)
    row = stored(STORED, review["draft_id"])[0]
    assert (row[0], row[1], row[2]) == ("in_review", "kabid", review["content_digest"])
    assert (row[4], row[5], row[6], row[7]) == (None, cast.org, 0, review["dataset_id"])


@pytest.mark.trap("A18")
@pytest.mark.parametrize(
    "word", ["approve ", "APPROVE", "Approve", "foo", "", None, "publish", "received", 1, ["approve"]]
)
def test_an_unknown_word_decides_nothing(app: CKANTestApp, word: Any) -> None:
    made = scene_review()
    body = {"id": made["id"], "decision": word, "digest": made["content_digest"], "idempotency_key": "zq"}
    before = fingerprint([made["draft_id"], made["id"]])
    asked(people().verifikator, "satudata_review_decide", **body)
    assert fingerprint([made["draft_id"], made["id"]]) == before


_waiting: dict[str, Any] = {}


def scene_review() -> dict[str, Any]:
    """One submission that waits for its verifikator through all these words."""
    if not _waiting:
        _waiting.update(story.submitted(people(), population(2024)))
    return _waiting


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e400", "true", "[1]", '"satu"'])
def test_a_number_that_is_none_is_no_fault(app: CKANTestApp, number: str) -> None:
    """JSON as Python reads it knows numbers that are not whole, and not finite."""
    answer = app.post(
        "/api/action/satudata_notice_list",
        data=f'{{"limit": {number}}}',
        headers={**people().verifikator.headers, "Content-Type": "application/json"},
    )
    assert answer.status_code in (200, 409), answer.body


@pytest.mark.trap("A19")
def test_nobody_completes_a_step_of_the_machine() -> None:
    cast = people()
    review = story.at_bps(cast, population(2024))
    review = act(
        cast.bps,
        "satudata_bps_answer",
        bundle_id=review["bundle"]["id"],
        answer="received",
        receipt_number="B-1",
        digest=review["content_digest"],
        idempotency_key="zq",
    )["review"]
    assert review["step"] == "terbit"
    before = fingerprint([review["id"]])
    for who in (cast.verifikator, cast.kabid, cast.kadis, cast.bps, cast.sysadmin, cast.producer):
        for decision in ("approve", "return", "reject"):
            asked(
                who,
                "satudata_review_decide",
                id=review["id"],
                decision=decision,
                digest=review["content_digest"],
                idempotency_key=f"zq-{who.name}-{decision}",
                reasons=["GANDA"],
            )
        asked(who, "satudata_review_claim", id=review["id"])
    assert fingerprint([review["id"]]) == before
    assert model.Package.get(review["dataset_id"]) is None
    story.loop.drain()
    assert model.Package.get(review["dataset_id"]) is not None


@pytest.mark.trap("C4", "C5", "C10")
def test_what_was_returned_or_rejected_stays_in_sight_of_those_who_acted() -> None:
    cast = people()
    review = story.submitted(cast, population(2024))
    story.decide(cast.verifikator, review, "return", reasons=["SATUAN_KELIRU"])
    desk = json.dumps(act(cast.producer, "satudata_home_show"), default=str)
    assert review["draft_id"] in desk or str(review["number"]) in desk
    again = act(cast.producer, "satudata_review_submit", draft_id=review["draft_id"])
    assert (again["id"], again["round"]) == (review["id"], 2)
    story.decide(cast.verifikator, again, "approve")
    assert act(cast.verifikator, "satudata_review_show", id=review["id"])["step"] == "kabid"
    story.decide(
        cast.kabid, act(cast.kabid, "satudata_review_show", id=review["id"]), "reject", reasons=["GANDA"]
    )
    for who in (cast.producer, cast.verifikator, cast.kabid):
        assert act(who, "satudata_review_show", id=review["id"])["status"] == "rejected"
    with pytest.raises((tk.NotAuthorized, tk.ValidationError)):
        act(cast.producer, "satudata_review_submit", draft_id=review["draft_id"])


@pytest.mark.trap("D1", "D3", "G4")
def test_the_public_edition_stands_while_its_revision_is_reviewed(app: CKANTestApp) -> None:
    cast = people()
    public = story.published(cast, population(2023))
    package = act(None, "package_show", id=public["dataset_id"])
    resource = package["resources"][0]

    def answers() -> tuple[Any, ...]:
        shown = act(None, "package_show", id=package["id"])
        found = act(None, "datastore_search", resource_id=resource["id"], limit=100)
        file = app.get(f"/dataset/{package['id']}/resource/{resource['id']}/download/x.csv").get_data()
        return shown, found["records"], hashlib.sha256(file).hexdigest()

    before = answers()
    assert before[2] == resource["sha256"]
    draft = act(cast.producer, "satudata_draft_create", dataset_id=package["id"])["id"]
    story.upload(cast.producer, draft, population(2024, growth=1.1))
    story.confirmed(cast.producer, draft)
    act(cast.producer, "satudata_draft_update", id=draft, definisi="Yang lain")
    assert answers() == before
    review = act(cast.producer, "satudata_review_submit", draft_id=draft)
    assert answers() == before
    story.decide(cast.verifikator, review, "approve")
    assert answers() == before


def test_the_canaries_are_really_there() -> None:
    """Who may read a draft meets them."""
    cast = people()
    draft = story_draft(cast, "uji")
    assert f"{CANARY}definisiuji" in json.dumps(
        act(cast.producer, "satudata_draft_show", id=draft), default=str
    )
