"""Every shipped SOP run in the portal: real actions, the real worker, the real public page."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import call_action

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql.events import SqlEvents
from ckanext.satudata.domain.review.model import OPD_POSTS
from ckanext.satudata.domain.sop import Deed
from support import story
from support.offices import Person, appoint, execute, person
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

SEEDS = (
    ("", "bawaan"),
    ("", "tanjabbarat"),
    ("", "ktda"),
    ("", "mentawai"),
    ("opd-disbudpar", "bawaan"),
    ("opd-dpmptsp", "tanjabbarat"),
    ("opd-disbudpar:pimpinan", "tanjabbarat"),
)


@dataclass
class Run:
    """One submission that runs by the chosen SOPs, and somebody for every post."""

    people: Cast
    holders: dict[str, Person] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def holder(self, slot: str) -> Person:
        """Whoever holds the post, appointed when first needed."""
        if slot not in self.holders:
            known = getattr(self.people, slot, None)
            self.holders[slot] = known or person()
            if known is None:
                appoint(self.holders[slot], slot, self.people.org if slot in OPD_POSTS else None)
        return self.holders[slot]

    def go_on(self, review: dict[str, Any]) -> dict[str, Any]:
        """One step onward by whoever's turn it is."""
        sop = wiring.sop_port().for_office(self.people.org)
        step = sop.step(review["step"])
        self.seen.append(step.id)
        who = self.holder(step.post.slot)
        shown = act(who, "satudata_review_show", id=review["id"])
        if step.deed is Deed.ANSWER:
            story.answer(self.people, shown, "received", receipt_number="B-1/2026")
        else:
            story.decide(who, shown, "approve", note="Diteruskan")
        return act(who, "satudata_review_show", id=review["id"])


def choose(org: str, chain: str, sop_id: str) -> None:
    execute(
        "INSERT INTO satudata_sop_choice (scope, scope_id, chain, sop_id, chosen_at) "
        "VALUES ('org', :org, :chain, :sop, now())",
        org=org,
        chain=chain,
        sop=sop_id,
    )


def begun(office_sop: str, walidata_sop: str) -> tuple[Run, dict[str, Any]]:
    people = story.cast()
    if office_sop:
        choose(people.org, "opd", office_sop)
    choose(people.org, "walidata", walidata_sop)
    return Run(people), story.submitted(people, population(2024))


@pytest.mark.parametrize(("office_sop", "walidata_sop"), SEEDS)
def test_from_submission_to_the_public_page(office_sop: str, walidata_sop: str) -> None:
    run, review = begun(office_sop, walidata_sop)
    digest = review["content_digest"]
    sop = wiring.sop_port().for_office(run.people.org)
    while review["status"] == "in_review":
        review = run.go_on(review)
    path = [step for step in sop.path if step.deed in (Deed.DECIDE, Deed.WORK, Deed.ANSWER)]
    assert run.seen == [step.id for step in path]
    assert review["status"] == "published"
    public = call_action("package_show", id=review["dataset_id"])
    assert public["content_digest"] == digest
    assert [row["action"] for row in review["timeline"]].count("published") == 1
    assert not list(SqlEvents(model.Session).broken_chains())


@pytest.mark.parametrize(
    ("office_sop", "walidata_sop"), [("", "tanjabbarat"), ("", "mentawai"), ("opd-disbudpar", "bawaan")]
)
def test_from_every_gate_back_to_the_producer_and_on(office_sop: str, walidata_sop: str) -> None:
    run, review = begun(office_sop, walidata_sop)
    sop = wiring.sop_port().for_office(run.people.org)
    gates = [s for s in sop.path if s.deed is Deed.DECIDE and sop.start in sop.returns_from(s.id)]
    assert gates
    for gate in gates:
        while review["step"] != gate.id:
            review = run.go_on(review)
        review = story.decide(
            run.holder(gate.post.slot), review, "return", to="susun", reasons=["METADATA_KURANG"]
        )
        assert review["status"] == "returned"
        review = act(run.people.producer, "satudata_review_submit", draft_id=review["draft_id"])
    assert review["round"] == len(gates) + 1
    remembered = [row for row in review["timeline"] if row["action"] == "returned"]
    assert len(remembered) == len(gates)


def test_the_walidata_does_not_see_what_is_still_inside_the_office() -> None:
    run, review = begun("opd-disbudpar", "bawaan")
    review = story.decide(run.holder("kasubag"), review, "return", reasons=["METADATA_KURANG"])
    review = act(run.people.producer, "satudata_review_submit", draft_id=review["draft_id"])
    for step_id, slot in itertools.pairwise(("kasubag", "sekretaris", "kepala_opd", "verifikator")):
        assert review["step"] == step_id
        with pytest.raises(tk.ObjectNotFound):
            act(run.people.verifikator, "satudata_review_show", id=review["id"])
        found = act(run.people.verifikator, "satudata_queue_list", tab="all")
        assert review["number"] not in [row["number"] for row in found["rows"]]
        review = run.go_on(review)
        assert review["step"] == slot
    assert act(run.people.verifikator, "satudata_review_show", id=review["id"])["step"] == "verifikator"
