"""A dataset walked through the use cases in memory, up to any step."""

from __future__ import annotations

from typing import Any

from ckanext.satudata.app.bundles import cases as bundles
from ckanext.satudata.app.drafts import create
from ckanext.satudata.app.drafts import intake as files
from ckanext.satudata.app.ports import Bundle, Work
from ckanext.satudata.app.publication.publish import publish
from ckanext.satudata.app.review import desk
from ckanext.satudata.app.review.submit import submit
from ckanext.satudata.domain.draft import Draft
from ckanext.satudata.domain.review.model import Review
from support.memory import World
from support.reviews import NOW, OFFICE, PEOPLE, PRODUCER, plain_sop
from support.story_fields import COMPLETE

HOLDERS = {who: [who] for who in ("produsen", "verifikator", "kabid", "kadis", "bps")}
SHA = "a" * 64
SCHEMA = {"fields": [{"name": "tahun", "type": "year"}, {"name": "nilai", "type": "integer"}]}


def world() -> World:
    """An empty world with the shipped SOP and everybody in office."""
    return World(plain_sop(), HOLDERS)


def checked(**more: Any) -> files.Checked:
    """A check that passed."""
    parts: dict[str, Any] = {
        "verdict": "pass",
        "findings": (),
        "frictionless": {},
        "validator": "satudata-intake 1",
        "canonical_sha": SHA,
        "rows": 8,
        "schema": SCHEMA,
        "recipe": {},
        "changes": {},
        "error": {},
    }
    return files.Checked(**{**parts, **more})


def taken(place: World, kind: str) -> Work:
    """The next row of work of a kind, leased."""
    work = place.take(kind)
    assert work is not None, f"no work of kind {kind}"
    return work


def begun(place: World) -> Draft:
    """A draft with its metadata and no file."""
    package = dict(COMPLETE)
    return create.create_draft(place.unit(), OFFICE, package, PRODUCER, NOW, place.new_id)


def with_file(place: World, draft_id: str, **result: Any) -> None:
    """Receive a file, read and check it: the recipe of last time fits."""
    files.receive(place.unit(), draft_id, "b" * 64, "a.xlsx", 10, PRODUCER, NOW)
    reading = {"refusal": None, "questions": [], "proposal": {}}
    files.inspected(place.unit(), taken(place, "inspect"), reading, {}, True, NOW)
    files.checked(place.unit(), taken(place, "check"), checked(**result), NOW, place.new_id)


def submitted(place: World) -> Review:
    """A review that waits for the verifikator."""
    draft = begun(place)
    with_file(place, draft.id)
    return submit(place.unit(), draft.id, PRODUCER, NOW, place.new_id)


def decision(review: Review, what: str = "approve", **more: Any) -> desk.Decision:
    """A decision on what the review holds."""
    parts = {"decision": what, "digest": review.content_digest, "key": f"{what}-{review.version}"}
    return desk.Decision(**{**parts, **more})


def passed(place: World, review: Review, *people: str) -> Review:
    """Approve as these people, one after another."""
    for who in people:
        review = desk.decide_review(place.unit(), review.id, decision(review), PEOPLE[who], NOW)
    return review


def at_bps(place: World) -> tuple[Review, Bundle]:
    """A review whose bundle is ready."""
    passed(place, submitted(place), "verifikator", "kabid", "kadis")
    return bundle_ready(place)


def bundle_ready(place: World) -> tuple[Review, Bundle]:
    """The review that the last gate has just approved, its bundle built."""
    work = taken(place, "bundle")
    bundle = bundles.begin(place.unit(), work, place.new_id)
    assert bundle is not None
    bundles.built(place.unit(), work, bundle.id, bundles.Built("c" * 64, 5, "a.zip", ()), NOW)
    return place.kept.reviews[bundle.review_id], place.kept.bundles[bundle.id]


def received(place: World) -> Review:
    """A review that BPS has received: publication follows."""
    passed(place, submitted(place), "verifikator", "kabid", "kadis")
    return bps_receives(place)


def bps_receives(place: World) -> Review:
    """BPS receives the bundle of the review that the last gate has just approved."""
    review, bundle = bundle_ready(place)
    return bundles.answer(place.unit(), bundle.id, True, decision(review), PEOPLE["bps"], NOW)


def published(place: World) -> Review:
    """A review that was published."""
    review = received(place)
    publish(place.unit(), taken(place, "publish"), 100, NOW)
    return place.kept.reviews[review.id]
