"""The one rule of transition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.errors import Conflict, Incomplete, NotAllowed
from ckanext.satudata.domain.review.decide import decide
from ckanext.satudata.domain.review.events import MACHINE
from ckanext.satudata.domain.review.model import (
    Assign,
    BundleBuilt,
    Check,
    CheckAnswer,
    Claim,
    Decide,
    Publish,
    Release,
    Status,
    Subject,
    Submit,
    Withdraw,
)
from support.reviews import (
    DIGEST,
    NOW,
    PEOPLE,
    WALK,
    approve,
    fresh,
    person,
    plain_sop,
    send_back,
    shipped_sop,
    walked,
)

SOP = plain_sop()


def test_the_whole_way_to_publication() -> None:
    review = walked("published")
    assert review.status is Status.PUBLISHED
    assert review.reached == ("verifikator", "kabid", "kadis", "bps", "terbit")


@pytest.mark.parametrize("state", ["verifikator", "kabid", "kadis", "catatan_bps"])
def test_every_gate_may_return_to_the_producer(state: str) -> None:
    who = {"catatan_bps": "verifikator"}.get(state, state)
    after, events = decide(walked(state), SOP, send_back(), PEOPLE[who], NOW)
    assert (after.status, after.step) == (Status.RETURNED, "susun")
    assert events[0].action == "returned"
    assert events[0].data["reasons"] == ["SATUAN_KELIRU"]


def test_a_gate_may_return_to_an_earlier_gate() -> None:
    after, _ = decide(walked("kadis"), SOP, send_back(to="verifikator"), PEOPLE["kadis"], NOW)
    assert (after.status, after.step) == (Status.IN_REVIEW, "verifikator")


def test_a_return_to_a_later_gate_is_refused() -> None:
    with pytest.raises(Incomplete, match="unknown_target"):
        decide(walked("kabid"), SOP, send_back(to="kadis"), PEOPLE["kabid"], NOW)


def test_bps_remarks_go_to_the_verifikator_not_to_the_office() -> None:
    review = walked("catatan_bps")
    assert (review.status, review.step) == (Status.IN_REVIEW, "catatan_bps")
    with pytest.raises(Incomplete, match="note_needed"):
        decide(review, SOP, approve(), PEOPLE["verifikator"], NOW)
    after, _ = decide(review, SOP, approve(note="Catatan sudah dijawab"), PEOPLE["verifikator"], NOW)
    assert after.step == "terbit"


def test_a_new_round_begins_after_a_return_and_pins_its_own_digest() -> None:
    after, _ = decide(walked("returned"), SOP, Submit("e" * 64, "t2"), PEOPLE["produsen"], NOW)
    assert (after.round, after.content_digest, after.step) == (2, "e" * 64, "verifikator")
    assert after.deciders == frozenset()


@pytest.mark.parametrize("reasons", [(), ("BUKAN_ALASAN",)])
def test_a_return_without_a_coded_reason_is_refused(reasons: tuple[str, ...]) -> None:
    with pytest.raises(Incomplete):
        decide(walked("verifikator"), SOP, send_back(reasons), PEOPLE["verifikator"], NOW)


def test_the_reason_other_needs_a_text() -> None:
    with pytest.raises(Incomplete, match="reason_text_needed"):
        decide(walked("verifikator"), SOP, send_back(("LAINNYA",)), PEOPLE["verifikator"], NOW)
    after, _ = decide(
        walked("verifikator"), SOP, send_back(("LAINNYA",), text="Beda"), PEOPLE["verifikator"], NOW
    )
    assert after.status is Status.RETURNED


@given(st.text())
def test_an_unknown_word_never_decides(word: str) -> None:
    if word in ("approve", "return", "reject"):
        return
    with pytest.raises(Incomplete, match="unknown_decision"):
        decide(walked("verifikator"), SOP, Decide(word, DIGEST, DIGEST), PEOPLE["verifikator"], NOW)


@pytest.mark.parametrize(("seen", "today"), [("x" * 64, DIGEST), (DIGEST, "x" * 64), ("", DIGEST)])
@pytest.mark.parametrize("decision", ["approve", "return", "reject"])
def test_a_decision_about_other_content_is_refused(seen: str, today: str, decision: str) -> None:
    asked = Decide(decision, seen, today, reasons=("GANDA",))
    with pytest.raises(Conflict, match="content_moved"):
        decide(walked("kadis"), SOP, asked, PEOPLE["kadis"], NOW)


def test_publication_of_other_content_is_refused() -> None:
    with pytest.raises(Conflict, match="content_moved"):
        decide(walked("terbit"), SOP, Publish("x" * 64, 1), MACHINE, NOW)


@pytest.mark.parametrize("state", [state for state in WALK if state != "terbit"])
def test_nothing_is_published_from_any_other_state(state: str) -> None:
    with pytest.raises(NotAllowed):
        decide(walked(state), SOP, Publish(DIGEST, 1), MACHINE, NOW)


def test_four_eyes_hold_for_everybody_who_touched_the_draft() -> None:
    both = person("produsen", "verifikator", "kabid", "kadis", prepares=True)
    for state in ("verifikator", "kabid", "kadis"):
        with pytest.raises(NotAllowed, match="four_eyes"):
            decide(walked(state), SOP, approve(), both, NOW)


def test_one_person_decides_at_most_one_gate_of_a_round() -> None:
    two_posts = person("verifikator", "verifikator", "kabid")
    with pytest.raises(NotAllowed, match="decided_other_gate"):
        decide(walked("kabid"), SOP, approve(), two_posts, NOW)
    relaxed = replace(SOP, steps=tuple(replace(step, distinct=False) for step in SOP.steps))
    after, _ = decide(walked("kabid"), relaxed, approve(), two_posts, NOW)
    assert after.step == "kadis"


def test_the_verifikator_may_follow_up_on_bps_remarks_in_the_same_round() -> None:
    after, _ = decide(walked("catatan_bps"), SOP, send_back(), PEOPLE["verifikator"], NOW)
    assert after.status is Status.RETURNED


def test_a_plt_decides_and_the_record_says_so() -> None:
    _, events = decide(walked("kabid"), SOP, approve(), PEOPLE["plt_kabid"], NOW)
    assert (events[0].post, events[0].standing) == ("kabid", "plt")


def test_a_claimed_task_is_decided_by_its_holder_alone() -> None:
    review, _ = decide(walked("kabid"), SOP, Claim(), PEOPLE["kabid"], NOW)
    with pytest.raises(NotAllowed, match="claimed"):
        decide(review, SOP, approve(), PEOPLE["plt_kabid"], NOW)
    given_back, _ = decide(review, SOP, Release(), PEOPLE["kabid"], NOW)
    after, _ = decide(given_back, SOP, approve(), PEOPLE["plt_kabid"], NOW)
    assert after.claimed_by is None


def test_bps_cannot_answer_before_the_bundle_is_there() -> None:
    with pytest.raises(NotAllowed, match="bundle_building"):
        decide(walked("bps_building"), SOP, approve(), PEOPLE["bps"], NOW)


def test_a_rejection_is_final() -> None:
    review = walked("rejected")
    for command in (Submit(DIGEST, "t"), Withdraw(), approve(), BundleBuilt("b")):
        for actor in PEOPLE.values():
            with pytest.raises(NotAllowed):
                decide(review, SOP, command, actor, NOW)


@pytest.mark.parametrize(
    "state", ["verifikator", "kabid", "kadis", "bps", "catatan_bps", "terbit", "returned"]
)
def test_the_author_may_withdraw_until_it_is_published(state: str) -> None:
    after, _ = decide(walked(state), SOP, Withdraw(), PEOPLE["produsen"], NOW)
    assert after.status is Status.WITHDRAWN


def test_what_was_withdrawn_before_its_publication_is_not_published() -> None:
    withdrawn, _ = decide(walked("terbit"), SOP, Withdraw(), PEOPLE["produsen"], NOW)
    with pytest.raises(NotAllowed, match="not_ready_to_publish"):
        decide(withdrawn, SOP, Publish(DIGEST, 1), MACHINE, NOW)


def test_bps_remarks_are_followed_up_with_the_office_or_not_at_all() -> None:
    """A gate that approved before BPS read the bundle would approve something BPS never saw."""
    with pytest.raises(Incomplete, match="unknown_target"):
        decide(walked("catatan_bps"), SOP, send_back(to="kabid"), PEOPLE["verifikator"], NOW)


def test_every_transition_raises_the_version_by_one() -> None:
    review = fresh()
    for count, (who, command) in enumerate(WALK["published"], start=1):
        review, _ = decide(review, SOP, command, PEOPLE[who] if who else MACHINE, NOW)
        assert review.version == count


CHECKED = tuple(CheckAnswer(item.code, Check.FITS) for item in shipped_sop().step("verifikator").checklist)


def test_an_approval_needs_every_point_of_the_checklist() -> None:
    sop = shipped_sop()
    assert len(CHECKED) == 3
    with pytest.raises(Incomplete, match="checklist_open") as refused:
        decide(walked("verifikator"), sop, approve(checklist=CHECKED[:2]), PEOPLE["verifikator"], NOW)
    assert refused.value.facts["count"] == 1
    after, events = decide(walked("verifikator"), sop, approve(checklist=CHECKED), PEOPLE["verifikator"], NOW)
    assert after.step == "kabid"
    assert [point["answer"] for point in events[0].data["checklist"]] == ["SESUAI"] * 3


def test_a_point_that_does_not_fit_is_returned_and_not_approved() -> None:
    sop = shipped_sop()
    wrong = (replace(CHECKED[0], answer=Check.FITS_NOT, note="Satuan bukan orang"), *CHECKED[1:])
    with pytest.raises(Incomplete, match="check_fits_not"):
        decide(walked("verifikator"), sop, approve(checklist=wrong), PEOPLE["verifikator"], NOW)
    _, events = decide(walked("verifikator"), sop, send_back(checklist=wrong[:1]), PEOPLE["verifikator"], NOW)
    assert events[0].data["checklist"][0]["note"] == "Satuan bukan orang"


@pytest.mark.parametrize("point", [("tidak-ada", "SESUAI"), (CHECKED[0].code, "BAIK")])
def test_a_point_or_answer_the_sop_does_not_have_is_refused(point: tuple[str, str]) -> None:
    with pytest.raises(Incomplete, match="unknown_check"):
        asked = approve(checklist=(CheckAnswer(*point),))
        decide(walked("verifikator"), shipped_sop(), asked, PEOPLE["verifikator"], NOW)


def test_the_last_gate_alone_sets_the_release_date() -> None:
    day = date(2026, 12, 1)
    with pytest.raises(Incomplete, match="release_at_final_gate"):
        decide(walked("kabid"), SOP, approve(release_on=day), PEOPLE["kabid"], NOW)
    after, events = decide(walked("kadis"), SOP, approve(release_on=day), PEOPLE["kadis"], NOW)
    assert (after.release_on, events[0].data["release_on"]) == (day, "2026-12-01")
    again, _ = decide(walked("returned"), SOP, Submit("e" * 64, "t2"), PEOPLE["produsen"], NOW)
    assert again.release_on is None


def test_a_task_is_given_by_name_to_a_holder_who_did_not_prepare_it() -> None:
    holders = frozenset({"verifikator", "produsen"})
    for user, code in (("asing", "not_a_holder"), ("produsen", "assignee_four_eyes")):
        with pytest.raises(Incomplete, match=code):
            decide(walked("verifikator"), SOP, Assign(user, holders), PEOPLE["kabid"], NOW)
    after, events = decide(walked("verifikator"), SOP, Assign("verifikator", holders), PEOPLE["kabid"], NOW)
    assert (after.claimed_by, events[0].action, events[0].post) == ("verifikator", "assigned", "kabid")


def test_a_claim_of_somebody_who_left_the_post_blocks_nobody() -> None:
    review = replace(walked("kabid"), claimed_by="pindah", claim_holds=False)
    after, _ = decide(review, SOP, approve(), PEOPLE["kabid"], NOW)
    assert after.step == "kadis"


def test_bps_is_passed_over_for_a_retraction() -> None:
    review = replace(walked("kadis"), subject=Subject.RETRACTION)
    after, events = decide(review, SOP, approve(), PEOPLE["kadis"], NOW)
    assert (after.step, events[0].data["bundle"]) == ("terbit", False)
    _, told = decide(after, SOP, Publish(DIGEST, 1), MACHINE, NOW)
    assert told[0].action == "retracted"
