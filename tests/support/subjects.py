"""A published dataset walked through a correction, a rollback or a retraction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ckanext.satudata import wiring
from support import story
from support.faults import people
from support.offices import appoint, execute, person
from support.story import Cast, act
from support.workbooks import population

WHY = "Angka Karangjati tertukar dengan Wanasari."


def approved(draft_id: str) -> dict[str, Any]:
    """Submit a draft and let every gate approve it; the worker has followed up each decision, the last one too."""
    cast = people()
    review = act(cast.producer, "satudata_review_submit", draft_id=draft_id)
    for who in (cast.verifikator, cast.kabid, cast.kadis):
        review = story.decide(who, act(who, "satudata_review_show", id=review["id"]), "approve")
    return act(cast.kadis, "satudata_review_show", id=review["id"])


def to_the_end(draft_id: str) -> dict[str, Any]:
    """The same, and BPS answers when it is asked."""
    cast, review = people(), approved(draft_id)
    if review["step"] == "bps":
        story.answer(cast, act(cast.bps, "satudata_review_show", id=review["id"]), "received")
    return act(cast.producer, "satudata_review_show", id=review["id"])


def one_edition() -> str:
    """A dataset with edition 1 and a tag."""
    draft = story.ready_draft(people(), population(2024))
    act(people().producer, "satudata_draft_update", id=draft, tag_string="penduduk rekaan")
    return str(to_the_end(draft)["dataset_id"])


def two_editions() -> str:
    """A dataset with editions 1 and 2 of different content."""
    dataset = one_edition()
    draft = act(people().producer, "satudata_draft_create", dataset_id=dataset)
    story.upload(people().producer, draft["id"], population(2025, growth=1.02))
    story.confirmed(people().producer, draft["id"])
    to_the_end(draft["id"])
    return dataset


def retraction(dataset: str, **more: Any) -> dict[str, Any]:
    """A draft that asks to take the dataset down."""
    facts = {"dataset_id": dataset, "reason": WHY, "reasons": ["ANGKA_TIDAK_COCOK"], **more}
    return dict(act(people().producer, "satudata_retraction_create", **facts))


def retracted(dataset: str, **more: Any) -> dict[str, Any]:
    """Take the dataset down."""
    return to_the_end(retraction(dataset, **more)["id"])


def scheduled() -> tuple[dict[str, Any], str]:
    """A submission that every gate approved, and the day on which it will be published."""
    cast, review = people(), story.submitted(people(), population(2024))
    day = (wiring.today() + timedelta(days=3)).isoformat()
    for who in (cast.verifikator, cast.kabid):
        review = story.decide(who, act(who, "satudata_review_show", id=review["id"]), "approve")
    review = act(cast.kadis, "satudata_review_show", id=review["id"])
    story.decide(cast.kadis, review, "approve", release_on=day)
    story.answer(cast, act(cast.bps, "satudata_review_show", id=review["id"]), "received")
    return review, day


def with_archive() -> Cast:
    """An office whose submissions run by an SOP that ends with an archive."""
    cast = story.cast()
    execute(
        "INSERT INTO satudata_sop_choice (scope, scope_id, chain, sop_id, chosen_at) "
        "VALUES ('org', :org, 'walidata', 'tanjabbarat', now())",
        org=cast.org,
    )
    return cast


def finished(cast: Cast) -> dict[str, Any]:
    """A submission that went through every step of that SOP."""
    review = story.submitted(cast, population(2024))
    holders = {name: getattr(cast, name) for name in ("verifikator", "kabid", "kadis", "bps")}
    while review["status"] == "in_review":
        post = (
            wiring.unit().sops.get(wiring.unit().reviews.get(review["id"]).sop_ids).step(review["step"]).post
        )
        if post.slot not in holders:
            holders[post.slot] = person()
            appoint(holders[post.slot], post.slot)
        who = holders[post.slot]
        shown = act(who, "satudata_review_show", id=review["id"])
        if post.slot == "bps":
            story.answer(cast, shown, "received", receipt_number="B-1/2026")
        else:
            story.decide(who, shown, "approve", note="Diteruskan")
        review = act(cast.producer, "satudata_review_show", id=review["id"])
    return review
