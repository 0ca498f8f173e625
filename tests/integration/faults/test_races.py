"""Two people at once, double clicks, stale pages: exactly one decision, and the other is told why."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.satudata import wiring
from support import story
from support.faults import people, rows
from support.offices import Person, appoint, execute, person
from support.races import Arena, at_once, deciding, happened, sentence
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def submission() -> dict[str, Any]:
    return story.submitted(people(), population(2024))


def second_verifikator() -> Person:
    colleague = person()
    appoint(colleague, "verifikator")
    return colleague


def test_two_approvers_at_once(app: Any) -> None:
    review, colleague = submission(), second_verifikator()
    outcomes = at_once(
        app, deciding(people().verifikator, review, "approve"), deciding(colleague, review, "approve")
    )
    assert sorted(kind for kind, _ in outcomes) == ["done", "refused"], outcomes
    loser = next(outcome for outcome in outcomes if outcome[0] == "refused")
    assert len(sentence(loser)) > 20
    assert happened(review) == ["submitted", "approved"]
    assert act(people().kabid, "satudata_review_show", id=review["id"])["step"] == "kabid"


@pytest.mark.parametrize("rival", ["withdraw", "return"])
def test_approve_against_another_act(app: Any, rival: str) -> None:
    review = submission()
    if rival == "withdraw":
        other = lambda: act(people().producer, "satudata_review_withdraw", id=review["id"])  # noqa: E731
    else:
        other = deciding(second_verifikator(), review, "return", reasons=["SATUAN_KELIRU"])
    outcomes = at_once(app, deciding(people().verifikator, review, "approve"), other)
    told = happened(review)
    if rival == "withdraw" and outcomes[0][0] == "done" and outcomes[1][0] == "done":
        assert told == ["submitted", "approved", "withdrawn"]
    else:
        assert sorted(kind for kind, _ in outcomes) == ["done", "refused"], outcomes
        assert len(told) == 2
        assert len(sentence(next(o for o in outcomes if o[0] == "refused"))) > 20


def test_a_double_click_is_one_decision_with_one_answer(app: Any) -> None:
    review, key = submission(), uuid.uuid4().hex
    call = deciding(people().verifikator, review, "approve", key)
    outcomes = at_once(app, call, call, call)
    assert [kind for kind, _ in outcomes] == ["done"] * 3, outcomes
    assert {(answer["step"], answer["version"]) for _, answer in outcomes} == {
        ("kabid", outcomes[0][1]["version"])
    }
    assert happened(review) == ["submitted", "approved"]
    again = call()
    assert again["step"] == "kabid"
    assert happened(review) == ["submitted", "approved"]


def test_a_double_click_after_the_review_moved_far_on(app: Any) -> None:
    review, key = submission(), uuid.uuid4().hex
    call = deciding(people().verifikator, review, "approve", key)
    call()
    shown = act(people().kabid, "satudata_review_show", id=review["id"])
    deciding(people().kabid, shown, "approve")()
    assert call()["step"] == "kadis"
    assert happened(review) == ["submitted", "approved", "approved"]


def test_who_comes_second_is_told_who_decided_and_when() -> None:
    review, colleague, key = submission(), second_verifikator(), uuid.uuid4().hex
    deciding(people().verifikator, review, "approve", key)()
    with pytest.raises(tk.ValidationError) as refused:
        deciding(colleague, review, "approve", key)()
    told = refused.value.error_dict["conflict"][0]
    assert model.User.get(people().verifikator.id).display_name in told
    assert "sudah memutuskan" in told and "%(" not in told
    with pytest.raises(tk.NotAuthorized):
        deciding(people().producer, review, "approve", key)()
    with pytest.raises(tk.ObjectNotFound):
        deciding(people().outsider, review, "approve", key)()
    assert happened(review) == ["submitted", "approved"]


def test_double_submission_opens_one_round(app: Any) -> None:
    draft_id = story.ready_draft(people(), population(2024))
    submit = lambda: act(people().producer, "satudata_review_submit", draft_id=draft_id)  # noqa: E731
    outcomes = at_once(app, submit, submit)
    assert sorted(kind for kind, _ in outcomes) == ["done", "refused"], outcomes
    found = rows("SELECT id, round FROM satudata_review WHERE draft_id = :id", id=draft_id)
    assert [row["round"] for row in found] == [1]
    assert happened(found[0]) == ["submitted"]


def test_an_edit_against_a_submission_never_reaches_the_reviewer_unseen(app: Any) -> None:
    """Either the edit is part of what was submitted, or it is refused; what is approved is what is kept."""
    producer, draft_id = people().producer, story.ready_draft(people(), population(2024))
    outcomes = at_once(
        app,
        lambda: act(producer, "satudata_review_submit", draft_id=draft_id),
        lambda: act(producer, "satudata_draft_update", id=draft_id, definisi="Definisi yang lain."),
    )
    assert outcomes[0][0] == "done", outcomes
    assert outcomes[1][0] in ("done", "refused"), outcomes
    review = outcomes[0][1]
    shown = act(people().verifikator, "satudata_review_show", id=review["id"])
    frozen = rows("SELECT snapshot FROM satudata_round WHERE review_id = :id", id=review["id"])[0]["snapshot"]
    expected = "Definisi yang lain." if outcomes[1][0] == "done" else story.METADATA["definisi"]
    assert frozen["metadata"]["definisi"] == shown["metadata"]["definisi"] == expected
    assert deciding(people().verifikator, shown, "approve")()["step"] == "kabid"


def test_a_stale_page_is_refused_with_409(app: Any) -> None:
    review = submission()
    deciding(people().verifikator, review, "return", reasons=["SATUAN_KELIRU"])()
    act(people().producer, "satudata_draft_update", id=review["draft_id"], definisi="Per 31 Desember.")
    act(people().producer, "satudata_review_submit", draft_id=review["draft_id"])
    url, headers = "/api/action/satudata_review_decide", people().verifikator.headers
    data = {
        "id": review["id"],
        "decision": "approve",
        "digest": review["content_digest"],
        "idempotency_key": "k",
        "checklist": story.judged(review),
    }
    with ThreadPoolExecutor(1) as outside:
        answer = outside.submit(app.post, url, json=data, headers=headers).result()
    assert answer.status_code == 409, answer.json
    assert len(answer.json["error"]["conflict"][0]) > 20
    assert happened(review) == ["submitted", "returned", "submitted"]


def test_a_sysadmin_without_a_post_decides_nothing() -> None:
    review = submission()
    with pytest.raises(tk.NotAuthorized) as refused:
        deciding(people().sysadmin, review, "approve")()
    assert len(str(refused.value.message)) > 20
    with pytest.raises(tk.NotAuthorized):
        act(people().sysadmin, "satudata_review_withdraw", id=review["id"])
    shown = act(people().sysadmin, "satudata_review_show", id=review["id"])
    assert not [offer for offer in shown["offers"] if offer["allowed"]]
    assert happened(review) == ["submitted"]


def test_who_changed_the_metadata_by_ckans_own_action_cannot_approve() -> None:
    draft_id = story.ready_draft(people(), population(2024))
    both = person()
    appoint(both, "verifikator")
    act(people().sysadmin, "organization_member_create", id=people().org, username=both.name, role="editor")
    act(both, "package_patch", id=draft_id, definisi="Diubah lewat API.")
    review = act(people().producer, "satudata_review_submit", draft_id=draft_id)
    with pytest.raises(tk.NotAuthorized) as refused:
        deciding(both, review, "approve")()
    assert "data" in str(refused.value.message)
    offers = act(both, "satudata_review_show", id=review["id"])["offers"]
    approve = next(offer for offer in offers if offer["action"] == "approve")
    assert (approve["allowed"], bool(approve["reason"])) == (False, True)
    act(people().sysadmin, "organization_member_delete", id=people().org, username=both.name)
    with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
        deciding(both, review, "approve")()
    assert happened(review) == ["submitted"]


def test_one_person_decides_at_one_gate_of_a_round() -> None:
    review, both = submission(), person()
    appoint(both, "verifikator")
    appoint(both, "kabid")
    deciding(both, review, "approve")()
    with pytest.raises(tk.NotAuthorized) as refused:
        deciding(both, review, "approve")()
    assert len(str(refused.value.message)) > 20
    assert happened(review) == ["submitted", "approved"]


def test_a_removed_member_and_an_ended_post_do_nothing_more() -> None:
    review, former = submission(), second_verifikator()
    execute("UPDATE satudata_assignment SET ends_on = current_date - 1 WHERE user_id = :id", id=former.id)
    with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
        deciding(former, review, "approve")()
    leaver = person()
    act(people().sysadmin, "organization_member_create", id=people().org, username=leaver.name, role="editor")
    draft = act(leaver, "satudata_draft_create", owner_org=people().org, title="Titipan")
    act(people().sysadmin, "organization_member_delete", id=people().org, username=leaver.name)
    with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
        act(leaver, "satudata_draft_update", id=draft["id"], title="Lain")
    assert act(people().producer, "satudata_draft_show", id=draft["id"])["package"]["title"] == "Titipan"


@pytest.mark.parametrize("kind", ["approvers", "author", "double"])
def test_races_one_after_the_other(app: Any, kind: str) -> None:
    """A sample of the thousand that ``make soak`` runs."""
    arena = Arena(app)
    for _race in range(7):
        arena.run(kind)
    assert not list(wiring.record().prove().breaks)
