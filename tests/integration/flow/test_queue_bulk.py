"""Bulk decisions by the API: what is refused, alone or as a whole, and in the words of the single decision."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from support import story
from support.offices import execute
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def scene() -> dict[str, Any]:
    """What the tests of this module share."""
    return {}


def at_kabid(scene: dict[str, Any]) -> tuple[Cast, dict[str, Any]]:
    """A clean submission that waits for the Kabid."""
    if not scene:
        people = story.cast()
        review = story.decide(
            people.verifikator, story.submitted(people, population(2024, growth=1.0211)), "approve"
        )
        scene.update(people=people, review=review)
    execute(
        "UPDATE satudata_review SET clean = true, priority = false, subject = 'edition' WHERE id = :id",
        id=scene["review"]["id"],
    )
    return scene["people"], scene["review"]


def one(review: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A submission as a bulk decision names it."""
    return {"id": review["number"], "digest": review["content_digest"], **more}


def together(who: Any, *decisions: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """Decide together; what became of each."""
    asked = {"decisions": list(decisions), "idempotency_key": "k", **more}
    return act(who, "satudata_review_decide_many", **asked)["results"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("clean = false", "bulk_not_clean"),
        ("priority = true", "bulk_priority"),
        ("subject = 'retraction'", "bulk_subject"),
    ],
)
def test_what_asks_for_judgement_is_refused_alone(scene: dict[str, Any], change: str, code: str) -> None:
    people, review = at_kabid(scene)
    execute(f"UPDATE satudata_review SET {change} WHERE id = :id", id=review["id"])
    assert [row["code"] for row in together(people.kabid, one(review))] == [code]
    shown = act(people.kabid, "satudata_review_bulk_show", ids=[review["number"]])
    assert shown[0]["reason"] == together(people.kabid, one(review))[0]["message"] != ""


def test_a_step_that_is_not_decided_in_bulk_refuses(scene: dict[str, Any]) -> None:
    people, _review = at_kabid(scene)
    waiting = story.submitted(people, population(2025, growth=1.0219))
    execute("UPDATE satudata_review SET clean = true WHERE id = :id", id=waiting["id"])
    assert together(people.verifikator, one(waiting))[0]["code"] == "bulk_not_here"


def test_others_are_refused_in_the_words_of_the_single_decision(scene: dict[str, Any]) -> None:
    people, review = at_kabid(scene)
    row = together(people.kadis, one(review))[0]
    with pytest.raises(tk.NotAuthorized) as refused:
        story.decide(people.kadis, review, "approve")
    assert row["message"] == refused.value.message
    assert together(people.kabid, {"id": "P-999999", "digest": "x"})[0]["code"] == "review_missing"
    for stranger in (people.outsider, people.sysadmin, people.producer):
        with pytest.raises(tk.NotAuthorized):
            together(stranger, one(review))


def test_a_refused_line_is_kept_in_the_record(scene: dict[str, Any]) -> None:
    people, review = at_kabid(scene)
    together(people.kadis, one(review))
    kept = execute(
        "SELECT count(*) FROM satudata_refusal WHERE review_id = :id AND action = 'satudata_review_decide_many'",
        id=review["id"],
    ).scalar()
    assert kept


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"decisions": []}, "bulk"),
        ({"decisions": [{"id": f"P-{n}", "digest": "x"} for n in range(21)]}, "bulk"),
        ({"decision": "return"}, "bulk"),
        ({"decisions": ["P-1"]}, "bulk"),
    ],
)
def test_what_is_not_well_formed_is_refused_as_a_whole(
    scene: dict[str, Any], asked: dict[str, Any], words: str
) -> None:
    people, review = at_kabid(scene)
    with pytest.raises(tk.ValidationError):
        act(
            people.kabid,
            "satudata_review_decide_many",
            **{"decisions": [one(review)], "idempotency_key": "k", **asked},
        )
    assert act(people.kabid, "satudata_review_show", id=review["id"])["step"] == "kabid"


def test_without_digest_or_key_nothing_is_decided(scene: dict[str, Any]) -> None:
    people, review = at_kabid(scene)
    assert together(people.kabid, one(review, digest=""))[0]["code"] == "digest_needed"
    assert together(people.kabid, one(review), idempotency_key="")[0]["code"] == "key_needed"
