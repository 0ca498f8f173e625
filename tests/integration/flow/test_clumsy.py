"""Calls that lack something are answered with what is lacking."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from support import story
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def refused(who: Any, action: str, **data: Any) -> dict[str, Any]:
    """The errors with which bad input is refused, by field."""
    with pytest.raises(tk.ValidationError) as caught:
        act(who, action, **data)
    return caught.value.error_dict


def test_starting_a_draft() -> None:
    people: Cast = story.cast()
    assert "owner_org" in refused(people.producer, "satudata_draft_create", title="Tanpa instansi")
    with pytest.raises(tk.ObjectNotFound):
        act(people.producer, "satudata_draft_create", dataset_id="no-such-dataset")


def test_deciding_and_answering() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    asked = {"id": review["id"], "decision": "approve"}
    assert "digest" in refused(
        people.verifikator, "satudata_review_decide", **asked, idempotency_key="k", digest=""
    )
    assert "idempotency_key" in refused(people.verifikator, "satudata_review_decide", **asked, digest="x")
    for who in (people.verifikator, people.kabid, people.kadis):
        review = story.decide(who, review, "approve")
    review = act(people.bps, "satudata_review_show", id=review["id"])
    letter = {"id": review["bundle"]["id"], "letter_number": "1/2026", "letter_date": "kemarin"}
    assert "letter_date" in refused(people.verifikator, "satudata_bundle_register", **letter)
    remarks = [{"field": "satuan", "text": "Satuan jiwa atau orang?"}]
    key = {"digest": review["content_digest"], "idempotency_key": uuid.uuid4().hex}
    bundle = review["bundle"]["id"]
    assert "note" in refused(people.bps, "satudata_bps_answer", bundle_id=bundle, answer="remarks", **key)
    answered = act(
        people.bps, "satudata_bps_answer", bundle_id=bundle, answer="remarks", remarks=remarks, **key
    )
    assert answered["review"]["step"] == "catatan_bps"


def test_an_anonymous_visitor_reads_the_actions_own_name() -> None:
    with pytest.raises(tk.NotAuthorized, match="satudata_home_show"):
        act(None, "satudata_home_show")
