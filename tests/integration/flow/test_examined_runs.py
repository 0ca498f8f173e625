"""Long ways through nested chains: a vacant post, an author who is Plt., returns across chains, BPS twice, rollbacks again."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.satudata.adapters.sql.events import SqlEvents
from support import story
from support.faults import people
from support.offices import Person, appoint, execute, person
from support.story import act
from support.subjects import WHY, to_the_end, two_editions

from .test_seeds import begun

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def refused(who: Person, review: dict[str, Any], **more: Any) -> str:
    """The sentence by which a decision is refused."""
    with pytest.raises((tk.NotAuthorized, tk.ValidationError, tk.ObjectNotFound)) as told:
        story.decide(who, review, "approve", **more)
    model.Session.rollback()
    return str(told.value)


def as_seen(who: Person, review: dict[str, Any]) -> dict[str, Any]:
    return act(who, "satudata_review_show", id=review["id"])


def test_a_vacant_post_in_the_middle_waits_for_a_plt_who_is_not_the_author() -> None:
    run, review = begun("opd-dpmptsp", "tanjabbarat")
    review = run.go_on(review)
    assert (review["status"], review["step"]) == ("in_review", "sekretaris")
    for other in (run.holder("kasubag"), run.people.verifikator, run.people.sysadmin):
        refused(other, review)
    author, acting = run.people.producer, person()
    for who in (author, acting):
        appoint(who, "sekretaris", run.people.org)
        execute("UPDATE satudata_assignment SET standing = 'plt' WHERE user_id = :id", id=who.id)
    assert "menyusun" in refused(author, review)
    assert review["number"] not in [row["number"] for row in act(author, "satudata_queue_list")["rows"]]
    review = story.decide(acting, as_seen(acting, review), "approve")
    assert review["step"] == "kepala_opd"
    last = next(row for row in review["timeline"] if row["action"] == "approved")
    assert (last["standing"], last["actor_post"]) == ("plt", "Plt. Sekretaris")


def test_a_return_across_the_chains_goes_through_the_office_again() -> None:
    run, review = begun("opd-disbudpar", "tanjabbarat")
    digest = review["content_digest"]
    while review["step"] != "verifikator":
        review = run.go_on(review)
    review = as_seen(run.people.verifikator, review)
    back = story.decide(
        run.people.verifikator, review, "return", to="kasubag", reasons=["METADATA_KURANG"], note="Cek lagi"
    )
    assert (back["status"], back["step"], back["content_digest"]) == ("in_review", "kasubag", digest)
    while back["status"] == "in_review":
        back = run.go_on(back)
    assert back["status"] == "published"
    assert [run.seen.count(step) for step in ("kasubag", "sekretaris", "kepala_opd")] == [2, 2, 2]
    assert not list(SqlEvents(model.Session).broken_chains())


def test_bps_remarks_in_two_rounds() -> None:
    run, review = begun("opd-disbudpar:pimpinan", "tanjabbarat")
    for _round in (1, 2):
        while review["step"] != "bps":
            review = run.go_on(review)
        shown = as_seen(run.people.bps, review)
        story.answer(
            run.people, shown, "remarks", remarks=[{"text": f"Satuan belum jelas, putaran {_round}"}]
        )
        review = as_seen(run.people.verifikator, review)
        assert (review["step"], review["round"]) == ("catatan_bps", _round)
        if _round == 1:
            story.decide(run.people.verifikator, review, "return", to="susun", reasons=["SATUAN_KELIRU"])
            review = act(run.people.producer, "satudata_review_submit", draft_id=review["draft_id"])
            story.loop.drain()
    said = refused(run.people.verifikator, review)
    assert "lasan" in said or "catatan" in said, said
    review = story.decide(
        run.people.verifikator, review, "approve", note="Satuan orang, sesuai buku BPS 2025"
    )
    while review["status"] == "in_review":
        review = run.go_on(review)
    assert review["status"] == "published"
    assert [row["action"] for row in review["timeline"]].count("remarked") == 2


def test_a_rollback_of_a_rollback() -> None:
    dataset = two_editions()
    digests = {}
    for target in (1, 2, 3):
        draft = act(
            people().producer, "satudata_rollback_create", dataset_id=dataset, number=target, reason=WHY
        )
        review = to_the_end(draft["id"])
        assert (review["status"], review["about"]["subject"]) == ("published", "rollback")
        editions = {one["number"]: one for one in act(None, "satudata_edition_list", dataset_id=dataset)}
        digests = {number: one["sha256"] for number, one in editions.items()}
    assert sorted(digests) == [1, 2, 3, 4, 5]
    assert digests[3] == digests[1] == digests[5] and digests[4] == digests[2] != digests[1]
