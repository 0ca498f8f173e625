"""Publication: what was approved, once, whole, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.satudata.app.publication.publish import edition_id, publish
from ckanext.satudata.domain.errors import Conflict, NotAllowed
from ckanext.satudata.domain.review.model import Status
from support import desk_work
from support.desk_work import SHA, published, received, submitted, taken
from support.memory import World
from support.reviews import NOW


@pytest.fixture
def world() -> World:
    return desk_work.world()


def test_the_edition_is_what_was_approved(world: World) -> None:
    review = published(world)
    edition = world.kept.editions[0]
    assert review.status is Status.PUBLISHED
    assert (edition.id, edition.number) == (edition_id(review.id), 1)
    assert (edition.content_digest, edition.canonical_sha) == (review.content_digest, SHA)
    assert [row["post"] for row in edition.approvals] == ["verifikator", "kabid", "kadis", "bps"]
    package, resource = world.kept.public[review.dataset_id]
    assert (package["edisi"], package["content_digest"]) == (1, review.content_digest)
    assert (resource["sha256"], resource["size"], resource["rows"]) == (SHA, 100, 8)
    assert review.draft_id in world.kept.closed
    assert taken(world, "go_live").subject == review.dataset_id


def test_twice_is_once(world: World) -> None:
    review = received(world)
    work = taken(world, "publish")
    publish(world.unit(), work, 100, NOW)
    world.kept.states[work.id] = "running"
    publish(world.unit(), work, 100, NOW)
    assert len(world.kept.editions) == 1
    events = [event.action for event in world.unit().events.of_review(review.id)]
    assert events.count("published") == 1


def test_content_that_moved_is_not_published(world: World) -> None:
    review = received(world)
    world.kept.packages[review.draft_id]["notes"] = "lain"
    with pytest.raises(Conflict) as refused:
        publish(world.unit(), taken(world, "publish"), 100, NOW)
    assert refused.value.code == "content_moved"
    assert not world.kept.editions and not world.kept.public


def test_a_revision_of_an_older_edition_is_not_published(world: World) -> None:
    review = received(world)
    world.kept.reviews[review.id] = replace(review, base_edition=3)
    with pytest.raises(Conflict) as refused:
        publish(world.unit(), taken(world, "publish"), 100, NOW)
    assert refused.value.facts == {"base": 3, "current": 0}


def test_nothing_is_published_before_the_last_gate(world: World) -> None:
    review = submitted(world)
    world.unit()
    unit = world.unit()
    with unit:
        unit.work.add("publish", review.id, "round-1")
        unit.commit()
    with pytest.raises(NotAllowed):
        publish(world.unit(), taken(world, "publish"), 100, NOW)
    assert not world.kept.editions


def test_a_package_that_is_refused_leaves_nothing_behind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = received(world)
    work, unit = taken(world, "publish"), world.unit()

    def fail(*_arguments: object) -> None:
        raise ValueError

    monkeypatch.setattr(unit.packages, "publish", fail)
    with pytest.raises(ValueError):
        publish(unit, work, 100, NOW)
    assert not world.kept.editions
    assert world.kept.reviews[review.id].status is Status.IN_REVIEW
    assert world.kept.states[work.id] == "running"
