"""Who gets what, event by event: producers, contributors, holders, Plt., those who left, everybody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ckanext.satudata.app.notices.tell import tell
from ckanext.satudata.app.review import desk
from ckanext.satudata.domain.notices import RECIPIENTS
from ckanext.satudata.domain.review.model import Actor, Holding, Review, Standing
from ckanext.satudata.domain.sop import Deed
from support import desk_work
from support.desk_work import at_bps, decision, passed, published, received, submitted
from support.memory import World
from support.reviews import NOW, PEOPLE, ROOT

DOMAIN = ROOT / "ckanext-satudata/ckanext/satudata/domain/review"
HOLDERS = {
    "produsen": ["produsen", "rekan-opd", "anggota-lain"],
    "verifikator": ["verifikator", "verifikator-2"],
    "kabid": ["kabid", "plt-kabid"],
    "kadis": ["kadis"],
    "bps": ["bps"],
    "admin_walidata": ["admin"],
}
VERIFIERS = {("verifikator", "your_turn"), ("verifikator-2", "your_turn")}


@pytest.fixture
def world() -> World:
    """Everybody in office; ``rekan-opd`` has worked on the draft too, ``anggota-lain`` is only of the same office."""
    place = desk_work.world()
    place.holders = {post: list(people) for post, people in HOLDERS.items()}
    return place


def told(world: World) -> set[tuple[str, str]]:
    """Let the worker tell what is new; gives (person, kind) of it."""
    before = set(world.kept.notices)
    while work := world.take("notify"):
        tell(world.unit(), work, NOW)
    return {(user, kind) for _event, user, kind in set(world.kept.notices) - before}


def act(world: World, review: Review, what: str, who: Actor, **more: object) -> Review:
    told(world)
    return desk.decide_review(world.unit(), review.id, decision(review, what, **more), who, NOW)


def with_colleague(world: World) -> Review:
    """A submission on which two of the office worked."""
    review = submitted(world)
    world.kept.reviews[review.id] = replace(review, contributors=review.contributors | {"rekan-opd"})
    return world.kept.reviews[review.id]


@pytest.mark.trap("E1")
def test_a_submission_is_told_to_every_holder_of_the_first_gate(world: World) -> None:
    submitted(world)
    assert told(world) == VERIFIERS


def test_an_approval_goes_on_to_the_next_gate_and_is_told_to_all_who_prepared(world: World) -> None:
    act(world, with_colleague(world), "approve", PEOPLE["verifikator"])
    assert told(world) == {
        ("kabid", "your_turn"),
        ("plt-kabid", "your_turn"),
        ("produsen", "moved_on"),
        ("rekan-opd", "moved_on"),
    }


def test_a_return_home_is_told_to_those_who_prepared(world: World) -> None:
    act(world, with_colleague(world), "return", PEOPLE["verifikator"], reasons=("SATUAN_KELIRU",))
    assert told(world) == {("produsen", "returned"), ("rekan-opd", "returned")}


def test_a_return_to_a_gate_is_that_gates_turn_and_nothing_to_mend(world: World) -> None:
    review = passed(world, submitted(world), "verifikator")
    act(world, review, "return", PEOPLE["kabid"], reasons=("SATUAN_KELIRU",), to="verifikator")
    assert told(world) == {*VERIFIERS, ("produsen", "sent_back")}


def test_a_rejection_is_told_to_those_who_prepared(world: World) -> None:
    act(world, submitted(world), "reject", PEOPLE["verifikator"], reasons=("GANDA",))
    assert told(world) == {("produsen", "rejected")}


def test_bps_is_called_when_the_bundle_is_there(world: World) -> None:
    passed(world, submitted(world), "verifikator", "kabid")
    told(world)
    at_bps_now = desk_work.world()
    at_bps_now.holders = world.holders
    at_bps(at_bps_now)
    assert ("bps", "your_turn") in told(at_bps_now)


def test_what_bps_answers_goes_where_it_leads(world: World) -> None:
    received(world)
    assert ("produsen", "moved_on") in told(world)


def test_publication_is_told_to_those_who_prepared(world: World) -> None:
    published(world)
    assert ("produsen", "published") in told(world)


def test_a_task_given_by_name_is_told_to_that_person_alone(world: World) -> None:
    review = submitted(world)
    told(world)
    desk.assign(world.unit(), review.id, "verifikator-2", PEOPLE["kabid"], NOW)
    assert told(world) == {("verifikator-2", "assigned")}


def test_a_task_given_and_given_again_is_told_to_the_last(world: World) -> None:
    review = submitted(world)
    told(world)
    desk.assign(world.unit(), review.id, "verifikator-2", PEOPLE["kabid"], NOW)
    desk.assign(world.unit(), review.id, "verifikator", PEOPLE["kabid"], NOW)
    assert told(world) == {("verifikator", "assigned")}


@pytest.mark.parametrize("deed", [desk.claim, desk.withdraw])
def test_what_nobody_has_to_know_is_told_to_nobody(world: World, deed: Callable[..., Review]) -> None:
    review = submitted(world)
    told(world)
    who = PEOPLE["verifikator"] if deed is desk.claim else PEOPLE["produsen"]
    deed(world.unit(), review.id, who, NOW)
    assert told(world) == set()


def test_nobody_is_told_of_a_deed_of_their_own(world: World) -> None:
    """One person holds two gates that follow each other; the office also reviews its own data."""
    world.sop = replace(world.sop, steps=tuple(replace(s, distinct=False) for s in world.sop.steps))
    both = Actor("rangkap", "rangkap", (Holding("verifikator", None), Holding("kabid", None, Standing.PLT)))
    world.holders |= {"verifikator": ["rangkap"], "kabid": ["rangkap", "kabid"]}
    act(world, submitted(world), "approve", both)
    assert told(world) == {("kabid", "your_turn"), ("produsen", "moved_on")}


def test_who_may_not_decide_is_not_called(world: World) -> None:
    """Four eyes: who worked on the draft, and who decided another gate of this round."""
    world.holders["kabid"] = ["rekan-opd", "verifikator", "kabid"]
    act(world, with_colleague(world), "approve", PEOPLE["verifikator"])
    assert {who for who, kind in told(world) if kind == "your_turn"} == {"kabid"}


@pytest.mark.trap("E2")
def test_former_holders_are_told_nothing(world: World) -> None:
    """The worker comes after the post changed hands: who has left hears nothing, who came does."""
    submitted(world)
    world.holders["verifikator"] = ["verifikator-baru"]
    assert told(world) == {("verifikator-baru", "your_turn")}


@pytest.mark.trap("E2")
def test_who_left_the_office_is_told_nothing(world: World) -> None:
    review = with_colleague(world)
    world.holders["produsen"] = ["rekan-opd", "anggota-lain"]
    act(world, review, "approve", PEOPLE["verifikator"])
    assert {who for who, kind in told(world) if kind == "moved_on"} == {"rekan-opd"}


def test_when_all_who_prepared_have_left_those_who_prepare_now_are_told(world: World) -> None:
    review = submitted(world)
    world.holders["produsen"] = ["penerus"]
    act(world, review, "return", PEOPLE["verifikator"], reasons=("SATUAN_KELIRU",))
    assert told(world) == {("penerus", "returned")}


@pytest.mark.trap("E1")
def test_the_whole_office_and_the_whole_walidata_are_never_told(world: World) -> None:
    published(world)
    heard = {who for who, _kind in told(world)}
    assert heard.isdisjoint({"anggota-lain", "rekan-opd", "admin", "asing", "sysadmin"})


@pytest.mark.trap("E1")
def test_every_event_of_the_rules_stands_in_the_table() -> None:
    """Read from the rules' own text, so that a new event cannot be forgotten."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(DOMAIN).glob("*.py")))
    named = set(re.findall(r'(?:new_event\(|_desk\(Act\.\w+, )\s*"(\w+)"', text))
    named |= set(re.findall(r'Deed\.\w+: "(\w+)"', text)) | set(
        re.findall(r'"(\w+)" if [^\n]* else "\w+"', text)
    )
    named |= set(re.findall(r'"\w+" if [^\n]* else "(\w+)"', text))
    assert {"submitted", "approved", "done", "assigned", "retracted", "archived"} <= named
    assert named <= set(RECIPIENTS), named - set(RECIPIENTS)


def test_a_step_of_work_that_is_done_goes_on(world: World) -> None:
    steps = [replace(s, deed=Deed.WORK) if s.id == "verifikator" else s for s in world.sop.steps]
    world.sop = replace(world.sop, steps=tuple(steps))
    act(world, submitted(world), "approve", PEOPLE["verifikator"])
    assert ("kabid", "your_turn") in told(world)
