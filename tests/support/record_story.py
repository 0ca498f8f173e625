"""A dataset that was returned twice before it was published: what the record is tested on."""

from __future__ import annotations

from typing import Any

from support import story
from support.faults import people
from support.offices import Person, execute, person
from support.story import act, decide
from support.workbooks import population

WORDS = ("Putaran pertama: satuan kolom E keliru.", "Putaran kedua: definisi kolom F belum ada.")


def plt(post: str) -> Person:
    """Somebody who holds a post as Plt."""
    who = person()
    execute(
        "INSERT INTO satudata_assignment (id, user_id, post, standing, starts_on, created_at) VALUES "
        "(gen_random_uuid()::text, :user, :post, 'plt', current_date - 1, now())",
        user=who.id,
        post=post,
    )
    return who


def returned_twice() -> dict[str, Any]:
    """Published in the third round, after two returns; a Plt. signed for the Kadis."""
    review = story.submitted(people(), population(2024))
    for words, who in zip(WORDS, (people().verifikator, people().kabid), strict=True):
        if who is people().kabid:
            review = decide(people().verifikator, review, "approve")
        review = decide(who, review, "return", reasons=["SATUAN_KELIRU"], text=words, to="susun")
        act(people().producer, "satudata_draft_update", id=review["draft_id"], definisi=words)
        review = act(people().producer, "satudata_review_submit", draft_id=review["draft_id"])
        story.loop.drain()
    for gate in (people().verifikator, people().kabid, plt("kadis")):
        review = decide(gate, review, "approve")
    review = act(people().bps, "satudata_review_show", id=review["id"])
    story.answer(people(), review, "received", receipt_number="B-77/BPS/2026")
    return dict(act(people().producer, "satudata_review_show", id=review["id"]))
