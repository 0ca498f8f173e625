"""A published dataset walked through a correction, a rollback or a retraction."""

from __future__ import annotations

from typing import Any

from support import story
from support.faults import people
from support.story import act
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
