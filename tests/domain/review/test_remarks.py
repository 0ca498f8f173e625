"""Who may write, answer and settle remarks, and who reads them when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.satudata.domain.review.model import Actor, Holding, Review, Status
from ckanext.satudata.domain.review.remarks import (
    Noted,
    may_remark,
    may_reopen,
    may_reply,
    may_settle,
    reviews_it,
    visible,
)
from support.reviews import OFFICE, PEOPLE, shipped_sop, walked

SOP = shipped_sop()


def remark(review: Review, **more: object) -> Noted:
    """A remark of the verifikator in the running round."""
    facts = {"id": 1, "review_id": review.id, "round": review.round, "author_id": "verifikator"}
    return Noted(**{**facts, "post": "verifikator", "text": "Sebut tanggalnya.", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "who", "sees"),
    [
        ("verifikator", "verifikator", True),
        ("verifikator", "kadis", True),
        ("verifikator", "bps", True),
        ("verifikator", "produsen", False),
        ("verifikator", "asing", False),
        ("kabid", "produsen", False),
        ("bps", "produsen", False),
        ("published", "produsen", False),
        ("returned", "produsen", True),
        ("rejected", "produsen", True),
    ],
)
def test_the_office_reads_remarks_when_the_work_has_come_back(state: str, who: str, sees: bool) -> None:
    review = walked(state)
    assert visible(remark(review), review, PEOPLE[who]) is sees


def test_remarks_of_earlier_rounds_and_the_offices_own_answers_stay_in_sight() -> None:
    review = replace(walked("verifikator"), round=2)
    assert visible(remark(review, round=1), review, PEOPLE["produsen"])
    assert visible(remark(review, post="produsen"), review, PEOPLE["produsen"])
    assert not visible(remark(review), review, PEOPLE["produsen"])


def test_a_post_does_not_let_a_preparer_read_before_the_office() -> None:
    both = Actor("produsen", "produsen", (Holding("kabid", None),), frozenset({OFFICE}))
    review = walked("verifikator")
    assert not reviews_it(review, both)
    assert not visible(remark(review), review, both)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("verifikator", None),
        ("kabid", "other_turn"),
        ("produsen", "other_turn"),
        ("asing", "other_turn"),
        ("sysadmin", "other_turn"),
    ],
)
def test_who_may_decide_now_may_remark(who: str, refusal: str | None) -> None:
    review = walked("verifikator")
    assert may_remark(review, SOP, PEOPLE[who]).refusal == refusal


def test_the_office_answers_and_settles_what_it_may_read() -> None:
    returned, running = walked("returned"), walked("verifikator")
    office = PEOPLE["produsen"]
    assert may_reply(remark(returned), returned, SOP, office).post == "produsen"
    assert may_settle(remark(returned), returned, SOP, office).allowed
    assert not may_reply(remark(running), running, SOP, office).allowed
    assert may_reply(remark(running), running, SOP, PEOPLE["verifikator"]).post == "verifikator"


def test_only_who_may_decide_opens_again() -> None:
    review = walked("verifikator")
    settled = remark(review, resolved=True)
    assert may_reopen(settled, review, SOP, PEOPLE["verifikator"]).allowed
    assert may_reopen(settled, review, SOP, PEOPLE["produsen"]).refusal == "other_turn"
    assert may_reopen(remark(review), review, SOP, PEOPLE["verifikator"]).refusal == "remark_open"
    assert may_settle(settled, review, SOP, PEOPLE["verifikator"]).refusal == "remark_settled"
    answer = remark(review, parent=1)
    assert may_settle(answer, review, SOP, PEOPLE["verifikator"]).refusal == "remark_is_reply"


@pytest.mark.parametrize("state", ["published", "rejected"])
def test_a_finished_review_takes_no_more_answers(state: str) -> None:
    review = walked(state)
    assert review.status in (Status.PUBLISHED, Status.REJECTED)
    assert may_reply(remark(review), review, SOP, PEOPLE["produsen"]).refusal == "not_in_review"
