"""Submitting and deciding: one transaction each, exactly once per key, refused when the content moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from ckanext.satudata.app.drafts.editing import editable
from ckanext.satudata.app.review import desk
from ckanext.satudata.app.review.submit import submit
from ckanext.satudata.domain.errors import Conflict, Incomplete, NotAllowed
from ckanext.satudata.domain.review.model import Remark, Status
from support import desk_work
from support.desk_work import begun, decision, passed, submitted, with_file
from support.memory import World
from support.reviews import NOW, PEOPLE, PRODUCER


@pytest.fixture
def world() -> World:
    return desk_work.world()


def actions(world: World, review_id: str) -> list[str]:
    return [event.action for event in world.unit().events.of_review(review_id)]


def waiting(world: World) -> list[tuple[str, str]]:
    return [(w.kind, w.key) for w in world.kept.work.values() if world.kept.states[w.id] == "waiting"]


def test_a_submission_pins_what_was_seen_and_queues_what_follows(world: World) -> None:
    review = submitted(world)
    round_ = world.unit().reviews.rounds(review.id)[0]
    assert (review.status, review.step, review.round) == (Status.IN_REVIEW, "verifikator", 1)
    assert round_.content_digest == review.content_digest
    assert round_.snapshot["canonical_sha"] == desk_work.SHA
    assert world.kept.due[review.id] is not None
    assert [kind for kind, _ in waiting(world)] == ["report_table", "notify", "index_draft"]


def test_everything_that_is_missing_is_told_at_once(world: World) -> None:
    draft = begun(world)
    del world.kept.packages[draft.id]["satuan"]
    with pytest.raises(Incomplete) as refused:
        submit(world.unit(), draft.id, PRODUCER, NOW, world.new_id)
    assert [lack.name for lack in refused.value.facts["lacks"]] == ["file", "satuan"]
    assert not world.kept.reviews and not world.kept.events


def test_a_check_of_another_table_is_no_check(world: World) -> None:
    draft = begun(world)
    with_file(world, draft.id)
    world.kept.drafts[draft.id] = replace(world.kept.drafts[draft.id], canonical_sha="e" * 64)
    with pytest.raises(Incomplete) as refused:
        submit(world.unit(), draft.id, PRODUCER, NOW, world.new_id)
    assert [lack.code for lack in refused.value.facts["lacks"]] == ["report_stale"]


def test_the_same_key_gets_the_same_answer_and_one_event(world: World) -> None:
    review = submitted(world)
    asked = decision(review)
    first = desk.decide_review(world.unit(), review.id, asked, PEOPLE["verifikator"], NOW)
    second = desk.decide_review(world.unit(), review.id, asked, PEOPLE["verifikator"], NOW)
    assert first == second
    assert actions(world, review.id) == ["submitted", "approved"]


def test_the_key_belongs_to_its_person(world: World) -> None:
    review = submitted(world)
    asked = decision(review, key="k")
    desk.decide_review(world.unit(), review.id, asked, PEOPLE["verifikator"], NOW)
    with pytest.raises(NotAllowed):
        desk.decide_review(world.unit(), review.id, asked, PEOPLE["asing"], NOW)


def test_a_decision_needs_a_key(world: World) -> None:
    review = submitted(world)
    with pytest.raises(Incomplete):
        desk.decide_review(world.unit(), review.id, decision(review, key=" "), PEOPLE["verifikator"], NOW)


@pytest.mark.parametrize("moved", ["page", "draft"])
def test_content_that_moved_is_not_decided_on(world: World, moved: str) -> None:
    review = submitted(world)
    asked = decision(review)
    if moved == "page":
        asked = decision(review, digest="f" * 64)
    else:
        world.kept.packages[review.draft_id]["definisi"] = "lain"
    with pytest.raises(Conflict) as refused:
        desk.decide_review(world.unit(), review.id, asked, PEOPLE["verifikator"], NOW)
    assert refused.value.code == "content_moved"
    assert actions(world, review.id) == ["submitted"]
    assert not world.kept.keys


def test_a_return_keeps_remarks_and_opens_the_draft(world: World) -> None:
    review = submitted(world)
    asked = decision(
        review, "return", reasons=("SATUAN_KELIRU",), remarks=(Remark("satuan", "Sebut satuannya."),)
    )
    after = desk.decide_review(world.unit(), review.id, asked, PEOPLE["verifikator"], NOW)
    assert after.status is Status.RETURNED
    assert world.kept.remarks == [(review.id, 1, Remark("satuan", "Sebut satuannya."), "verifikator")]
    unit = world.unit()
    assert editable(unit, review.draft_id, PRODUCER).id == review.draft_id
    again = submit(world.unit(), review.draft_id, PRODUCER, NOW, world.new_id)
    assert (again.id, again.number, again.round) == (review.id, review.number, 2)
    assert [r.number for r in world.unit().reviews.rounds(review.id)] == [1, 2]


def test_a_draft_under_review_is_frozen(world: World) -> None:
    review = submitted(world)
    with pytest.raises(NotAllowed) as refused:
        editable(world.unit(), review.draft_id, PRODUCER)
    assert refused.value.code == "frozen"


def test_who_touched_the_draft_after_the_submission_was_opened_decides_nothing(world: World) -> None:
    draft = begun(world)
    with_file(world, draft.id)
    world.kept.contributors[draft.id].add("verifikator")
    review = submit(world.unit(), draft.id, PRODUCER, NOW, world.new_id)
    with pytest.raises(NotAllowed) as refused:
        desk.decide_review(world.unit(), review.id, decision(review), PEOPLE["verifikator"], NOW)
    assert refused.value.code == "four_eyes"


def test_a_withdrawn_submission_gives_way_to_a_new_number(world: World) -> None:
    review = submitted(world)
    assert desk.withdraw(world.unit(), review.id, PRODUCER, NOW).status is Status.WITHDRAWN
    again = submit(world.unit(), review.draft_id, PRODUCER, NOW, world.new_id)
    assert again.id != review.id and again.number > review.number
    with pytest.raises(NotAllowed):
        desk.decide_review(world.unit(), review.id, decision(review), PEOPLE["verifikator"], NOW)


def test_a_claimed_task_waits_for_who_claimed_it(world: World) -> None:
    review = submitted(world)
    claimed = desk.claim(world.unit(), review.id, PEOPLE["verifikator"], NOW)
    other = replace(PEOPLE["verifikator"], user_id="rekan")
    with pytest.raises(NotAllowed) as refused:
        desk.decide_review(world.unit(), review.id, decision(claimed), other, NOW)
    assert refused.value.code == "claimed"
    desk.release(world.unit(), review.id, PEOPLE["verifikator"], NOW)
    review = world.kept.reviews[review.id]
    assert desk.decide_review(world.unit(), review.id, decision(review), other, NOW).step == "kabid"


def test_the_kadis_asks_for_the_bundle_once(world: World) -> None:
    review = passed(world, submitted(world), "verifikator", "kabid", "kadis")
    assert ("bundle", "round-1") in waiting(world)
    assert ("publish", "round-1") not in waiting(world)
    assert review.step == "bps"


def test_a_failure_after_the_decision_undoes_all_of_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    review = submitted(world)
    unit = world.unit()

    def fail(*_arguments: object, **_more: object) -> None:
        raise OSError

    monkeypatch.setattr(unit.work, "add", fail)
    with pytest.raises(OSError):
        desk.decide_review(unit, review.id, decision(review), PEOPLE["verifikator"], NOW)
    assert world.kept.reviews[review.id] == review
    assert actions(world, review.id) == ["submitted"]
    assert not world.kept.keys


def test_who_comes_second_to_a_gate_is_told_who_decided(world: World) -> None:
    review = submitted(world)
    desk.decide_review(world.unit(), review.id, decision(review), PEOPLE["verifikator"], NOW)
    colleague = replace(PEOPLE["verifikator"], user_id="rekan")
    with pytest.raises(Conflict) as refused:
        desk.decide_review(world.unit(), review.id, decision(review, key="k"), colleague, NOW)
    assert (refused.value.code, refused.value.facts) == (
        "decided_already",
        {"user_id": "verifikator", "at": NOW, "who": "verifikator"},
    )


def test_a_release_date_lies_ahead_and_publication_waits_for_it(world: World) -> None:
    review = passed(world, submitted(world), "verifikator", "kabid")
    for passed_day in (NOW.date() - timedelta(days=1), NOW.date()):
        with pytest.raises(Incomplete, match="release_passed"):
            asked = decision(review, release_on=passed_day)
            desk.decide_review(world.unit(), review.id, asked, PEOPLE["kadis"], NOW)
    day = NOW.date() + timedelta(days=1)
    desk.decide_review(world.unit(), review.id, decision(review, release_on=day), PEOPLE["kadis"], NOW)
    review = desk_work.bps_receives(world)
    assert (review.step, review.release_on) == ("terbit", day)
    [publishing] = [work for work in world.kept.work.values() if work.kind == "publish"]
    begins = datetime.combine(day, time(), tzinfo=UTC)
    assert world.kept.run_after[publishing.id] == begins
    assert world.kept.due[review.id] == begins


def test_without_a_release_date_publication_does_not_wait(world: World) -> None:
    review = desk_work.received(world)
    [publishing] = [work for work in world.kept.work.values() if work.kind == "publish"]
    assert review.release_on is None and world.kept.run_after[publishing.id] is None


def test_a_submission_freezes_what_is_known_of_its_office(world: World) -> None:
    review = submitted(world)
    world.offices[review.owner_org] = "Dinas yang Berganti Nama"
    frozen = world.unit().reviews.rounds(review.id)[0].snapshot["offices"]
    assert frozen["organization"] == {"title": review.owner_org}
