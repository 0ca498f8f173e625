"""Notices: to those whose turn it is and those who prepared, once each, whenever the worker comes."""

from __future__ import annotations

import pytest

from ckanext.satudata.app.notices.tell import tell
from support import desk_work
from support.desk_work import decision, passed, published, submitted
from support.memory import World
from support.reviews import NOW, PEOPLE


@pytest.fixture
def world() -> World:
    return desk_work.world()


def told(world: World) -> list[tuple[str, str]]:
    """Let the worker tell everything; gives (person, kind) in order."""
    while work := world.take("notify"):
        tell(world.unit(), work, NOW)
    return [(user, kind) for _event, user, kind in world.kept.notices]


def test_a_submission_tells_the_verifikator(world: World) -> None:
    submitted(world)
    assert told(world) == [("verifikator", "your_turn")]


def test_a_late_worker_tells_only_whose_turn_it_is_now(world: World) -> None:
    passed(world, submitted(world), "verifikator")
    assert told(world) == [("kabid", "your_turn"), ("produsen", "moved_on")]


def test_a_return_tells_those_who_prepared(world: World) -> None:
    review = submitted(world)
    asked = decision(review, "return", reasons=("SATUAN_KELIRU",))
    desk_work.desk.decide_review(world.unit(), review.id, asked, PEOPLE["verifikator"], NOW)
    assert told(world) == [("produsen", "returned")]


def test_bps_is_told_when_the_bundle_is_there(world: World) -> None:
    passed(world, submitted(world), "verifikator", "kabid", "kadis")
    assert ("bps", "your_turn") not in told(world)


def test_the_whole_way_tells_each_person_of_each_event_once(world: World) -> None:
    published(world)
    everything = told(world)
    assert everything[-1] == ("produsen", "published")
    mails = [work for work in world.kept.work.values() if work.kind == "mail"]
    assert len(mails) == len(world.kept.notices)


def test_twice_is_once(world: World) -> None:
    submitted(world)
    work = world.take("notify")
    assert work is not None
    tell(world.unit(), work, NOW)
    world.kept.states[work.id] = "running"
    tell(world.unit(), work, NOW)
    assert len(world.kept.notices) == 1
