"""Stage x role x act: what is offered is what is allowed, and nothing else is."""

from __future__ import annotations

import pytest

from ckanext.satudata.domain.errors import NotAllowed
from ckanext.satudata.domain.review.decide import decide
from ckanext.satudata.domain.review.model import Assign, Claim, Command, Decide, Release, Submit, Withdraw
from ckanext.satudata.domain.review.policy import Act, offers
from support.reviews import DIGEST, NOW, PEOPLE, WALK, plain_sop, walked

SOP = plain_sop()

COMMANDS: dict[Act, Command] = {
    Act.SUBMIT: Submit(DIGEST, "t"),
    Act.WITHDRAW: Withdraw(),
    Act.CLAIM: Claim(),
    Act.RELEASE: Release(),
    Act.ASSIGN: Assign("lain", frozenset({"lain"})),
    Act.APPROVE: Decide("approve", DIGEST, DIGEST, note="catatan"),
    Act.RETURN: Decide("return", DIGEST, DIGEST, reasons=("GANDA",)),
    Act.REJECT: Decide("reject", DIGEST, DIGEST, reasons=("GANDA",)),
}

GATE = {Act.CLAIM, Act.APPROVE, Act.RETURN, Act.REJECT, Act.ASSIGN}
ALLOWED: dict[tuple[str, str], set[Act]] = {
    ("draft", "produsen"): {Act.SUBMIT},
    ("returned", "produsen"): {Act.SUBMIT, Act.WITHDRAW},
    **{
        (state, "produsen"): {Act.WITHDRAW}
        for state in ("verifikator", "kabid", "kadis", "bps_building", "bps")
    },
    ("catatan_bps", "produsen"): {Act.WITHDRAW},
    ("terbit", "produsen"): {Act.WITHDRAW},
    ("verifikator", "verifikator"): GATE,
    ("catatan_bps", "verifikator"): GATE,
    ("kabid", "kabid"): GATE,
    ("kabid", "plt_kabid"): GATE,
    ("kadis", "kadis"): GATE,
    **{
        (state, who): {Act.ASSIGN}
        for state, who in (
            ("verifikator", "kabid"),
            ("verifikator", "plt_kabid"),
            ("verifikator", "kadis"),
            ("kabid", "kadis"),
            ("kadis", "kabid"),
            ("kadis", "plt_kabid"),
            ("catatan_bps", "kabid"),
            ("catatan_bps", "plt_kabid"),
            ("catatan_bps", "kadis"),
        )
    },
    ("bps_building", "bps"): {Act.CLAIM},
    ("bps", "bps"): {Act.CLAIM, Act.APPROVE, Act.RETURN},
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", WALK)
def test_the_matrix(state: str, who: str) -> None:
    found = {answer.act for answer in offers(walked(state), SOP, PEOPLE[who]) if answer.allowed}
    assert found == ALLOWED.get((state, who), set())


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", WALK)
def test_what_is_offered_can_be_done_and_what_is_not_cannot(state: str, who: str) -> None:
    review = walked(state)
    for answer in offers(review, SOP, PEOPLE[who]):
        if answer.allowed:
            decide(review, SOP, COMMANDS[answer.act], PEOPLE[who], NOW)
            continue
        with pytest.raises(NotAllowed) as refused:
            decide(review, SOP, COMMANDS[answer.act], PEOPLE[who], NOW)
        assert refused.value.code == answer.refusal
