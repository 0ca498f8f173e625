"""Several decisions at once: each by itself, a refused one alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ckanext.satudata.app.review.bulk import Chosen, decide_many
from ckanext.satudata.domain.errors import Incomplete
from ckanext.satudata.domain.review.bulk import MOST, bulk_refusal
from ckanext.satudata.domain.review.model import Review, Subject
from support.desk_work import passed, submitted, world
from support.memory import World
from support.reviews import NOW, PEOPLE, shipped_sop

KABID = PEOPLE["kabid"]


def at_kabid(place: World, count: int = 2) -> list[Review]:
    """Clean submissions that wait for the Kabid."""
    return [passed(place, submitted(place), "verifikator") for _each in range(count)]


def chosen(reviews: list[Review]) -> list[Chosen]:
    """All of them, with the digests that were looked at."""
    return [Chosen(review.id, review.content_digest) for review in reviews]


def told(place: World, picked: list[Chosen], key: str = "k", who: Any = KABID) -> list[str]:
    """What became of each: where it stands now, or the code of the refusal."""
    answers = decide_many(place.unit, picked, key, "", who, NOW)
    return [
        one.refused.code if one.refused else one.review.step for one in answers if one.refused or one.review
    ]


def test_each_goes_on_with_an_event_of_its_own() -> None:
    place = world()
    reviews = at_kabid(place)
    assert told(place, chosen(reviews)) == ["kadis", "kadis"]
    for review in reviews:
        last = place.unit().events.of_review(review.id)[-1]
        assert (last.action, last.actor_id, last.data["digest"]) == (
            "approved",
            KABID.user_id,
            review.content_digest,
        )


def test_a_stale_one_is_refused_alone() -> None:
    place = world()
    first, second, third = chosen(at_kabid(place, 3))
    assert told(place, [first, replace(second, digest="0" * 64), third]) == [
        "kadis",
        "content_moved",
        "kadis",
    ]
    assert place.kept.reviews[second.review_id].step == "kabid"


def test_the_same_key_gives_the_same_answers() -> None:
    place = world()
    picked = chosen(at_kabid(place))
    assert told(place, picked) == told(place, picked) == ["kadis", "kadis"]
    assert told(place, picked, "another") == ["decided_already", "decided_already"]


def test_it_is_not_somebody_elses_turn_by_bulk() -> None:
    place = world()
    assert told(place, chosen(at_kabid(place, 1)), who=PEOPLE["kadis"]) == ["other_turn"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"clean": False}, "bulk_not_clean"),
        ({"priority": True}, "bulk_priority"),
        ({"subject": Subject.RETRACTION}, "bulk_subject"),
        ({"step": "verifikator"}, "bulk_not_here"),
        ({}, None),
    ],
)
def test_what_is_decided_by_itself(change: dict[str, Any], code: str | None) -> None:
    review = replace(at_kabid(world(), 1)[0], **{"clean": True, **change})
    assert bulk_refusal(review, shipped_sop()) == code


def test_nothing_too_many_or_twice_is_refused_as_a_whole() -> None:
    place = world()
    one = chosen(at_kabid(place, 1))
    for picked, code in ((one[:0], "bulk_nothing"), (one * 2, "bulk_twice")):
        with pytest.raises(Incomplete, match=code):
            told(place, picked)
    with pytest.raises(Incomplete, match="bulk_too_many"):
        told(place, [Chosen(str(number), "d") for number in range(MOST + 1)])
