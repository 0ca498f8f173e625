"""Refused attempts are kept, whatever door they came by, with nothing of what was sent; a loop writes a few lines."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from sqlalchemy import text

from ckanext.satudata import refused
from support import story
from support.faults import people, rows
from support.offices import Person, appoint, person
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")
SECRET = "kata-rahasia-di-dalam-permintaan"


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def waiting(kept: dict[str, Any]) -> dict[str, Any]:
    """A submission at the verifikator."""
    if not kept:
        kept.update(story.submitted(people(), population(2024)))
    return kept


def told(who: Person | None, action: str) -> list[dict[str, Any]]:
    return rows(
        "SELECT * FROM satudata_refusal WHERE actor_id = :who AND action = :action ORDER BY id",
        who=who.id if who else "",
        action=action,
    )


def decision(review: dict[str, Any], **more: Any) -> dict[str, Any]:
    key = uuid.uuid4().hex
    return {
        "id": review["id"],
        "decision": "approve",
        "digest": review["content_digest"],
        "idempotency_key": key,
        **more,
    }


def refused_with(who: Person | None, action: str, **data: Any) -> None:
    with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError)):
        act(who, action, **data)
    model.Session.rollback()


@pytest.mark.trap("E7")
def test_a_decision_out_of_turn_is_kept_with_its_rule(waiting: dict[str, Any]) -> None:
    who = person()
    appoint(who, "kadis")
    refused_with(who, "satudata_review_decide", **decision(waiting))
    (line,) = told(who, "satudata_review_decide")
    assert (line["code"], line["review_id"], line["subject"]) == (
        "other_turn",
        waiting["id"],
        waiting["dataset_id"],
    )


@pytest.mark.trap("E7")
def test_the_author_and_an_outsider_are_told_apart(waiting: dict[str, Any]) -> None:
    outsider = person()
    refused_with(outsider, "satudata_review_withdraw", id=waiting["id"])
    assert [line["code"] for line in told(outsider, "satudata_review_withdraw")] == ["not_found"]
    both = person()
    appoint(both, "verifikator")
    model.Session.execute(
        text(
            "UPDATE satudata_review SET contributors = contributors || to_jsonb(cast(:u AS text)) WHERE id = :r"
        ),
        {"u": both.id, "r": waiting["id"]},
    )
    model.Session.commit()
    refused_with(both, "satudata_review_decide", **decision(waiting))
    assert [line["code"] for line in told(both, "satudata_review_decide")] == ["four_eyes"]


@pytest.mark.trap("E8")
def test_nothing_of_what_was_sent_is_kept(waiting: dict[str, Any]) -> None:
    who = person()
    refused_with(
        who, "satudata_review_decide", **decision(waiting, note=SECRET, text=SECRET, token=SECRET, to=SECRET)
    )
    refused_with(who, "satudata_review_decide", **decision({**waiting, "id": SECRET}))
    lines = rows(
        "SELECT satudata_refusal::text AS line FROM satudata_refusal WHERE actor_id = :who", who=who.id
    )
    assert len(lines) == 2
    assert all(SECRET not in one["line"] for one in lines)


def test_a_form_that_is_not_complete_is_no_refused_attempt(waiting: dict[str, Any]) -> None:
    verifikator = people().verifikator
    before = len(told(verifikator, "satudata_review_decide"))
    refused_with(verifikator, "satudata_review_decide", **decision(waiting, decision="approve "))
    refused_with(verifikator, "satudata_review_decide", **decision(waiting, digest=""))
    assert len(told(verifikator, "satudata_review_decide")) == before


def test_a_stale_digest_is_one(waiting: dict[str, Any]) -> None:
    who = person()
    appoint(who, "verifikator")
    refused_with(who, "satudata_review_decide", **decision(waiting, digest="0" * 64))
    assert [line["code"] for line in told(who, "satudata_review_decide")] == ["content_moved"]


def test_reading_is_no_attempt(waiting: dict[str, Any]) -> None:
    who = person()
    refused_with(who, "satudata_review_show", id=waiting["id"])
    assert not told(who, "satudata_review_show")


def test_a_loop_writes_a_few_lines_that_tell_how_often(
    waiting: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    who, still = person(), refused.wiring.now()
    monkeypatch.setattr(refused.wiring, "now", lambda: still)
    for _attempt in range(250):
        refused.note("satudata_review_decide", "other_turn", who.id, {"id": waiting["id"]})
    assert [line["data"]["times"] for line in told(who, "satudata_review_decide")] == [1, 10, 100]


def test_many_different_attempts_of_one_person_are_bounded_too(
    waiting: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    who, still = person(), refused.wiring.now()
    monkeypatch.setattr(refused.wiring, "now", lambda: still)
    for attempt in range(1500):
        refused.note(f"action-{attempt}", "not_allowed", who.id, {})
    lines = rows("SELECT code, data FROM satudata_refusal WHERE actor_id = :who ORDER BY id", who=who.id)
    assert len(lines) == refused.PER_ACTOR + 1
    assert lines[-1]["code"] == refused.TOO_MANY and lines[-1]["data"]["times"] == 1000


def test_who_reads_them(waiting: dict[str, Any]) -> None:
    outsider, admin = person(), person()
    appoint(admin, "admin_walidata")
    refused_with(outsider, "satudata_review_withdraw", id=waiting["id"])
    found = act(admin, "satudata_refusal_list", user=outsider.name)
    assert found["count"] == 1
    line = found["rows"][0]
    assert (line["code"], line["review"], line["times"]) == ("not_found", waiting["number"], 1)
    assert line["label"] == "Tidak ada, atau bukan untuk akun ini"
    assert act(people().kadis, "satudata_refusal_list", user=outsider.name)["count"] == 1
    for who in (people().producer, people().verifikator, people().bps, outsider, None):
        with pytest.raises(tk.NotAuthorized):
            act(who, "satudata_refusal_list")
