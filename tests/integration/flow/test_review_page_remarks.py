"""Remarks as threads: who writes, who sees them when, who answers and settles; nothing that was written is lost."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from support import story
from support.offices import Person, appoint
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def texts(who: Person, review: dict[str, Any]) -> list[str]:
    """The remarks a person reads."""
    return [one["text"] for one in act(who, "satudata_remark_list", id=review["id"])]


def figure(review: dict[str, Any]) -> str:
    """A column of figures of the table."""
    return next(one["name"] for one in review["schema"]["fields"] if one.get("satudata:role") == "measure")


def cell(review: dict[str, Any], region: str = "99.01.02") -> dict[str, Any]:
    """One cell of the table, as a request names it."""
    key = {name: {"tahun": "2024"}.get(name, region) for name in review["schema"]["primaryKey"]}
    return {"column": figure(review), "row_key": key}


def test_remarks_pile_up_unseen_and_reach_the_office_with_the_return() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    act(
        people.verifikator,
        "satudata_remark_create",
        id=review["id"],
        field="definisi",
        text="Sebut tanggalnya.",
    )
    made = act(
        people.verifikator, "satudata_remark_create", id=review["id"], text="Cek sel ini.", **cell(review)
    )
    assert made["place"].endswith("Wanasari / 2024")
    assert made["place"].split(",")[0] in {f"{letter}7" for letter in "CDEF"}, (
        "the cell of the office's own file"
    )
    assert made["sent"] is False

    assert texts(people.verifikator, review) == ["Sebut tanggalnya.", "Cek sel ini."]
    assert texts(people.kabid, review) == ["Sebut tanggalnya.", "Cek sel ini."], "reviewers see them at once"
    assert texts(people.producer, review) == []
    assert act(people.producer, "satudata_draft_show", id=review["draft_id"])["remarks"] == []
    assert act(people.producer, "satudata_review_show", id=review["id"])["remarks"] == []
    with pytest.raises(tk.ObjectNotFound):
        act(people.producer, "satudata_remark_resolve", id=made["id"])

    story.decide(people.verifikator, review, "return", reasons=["DEFINISI_TIDAK_JELAS"])
    assert texts(people.producer, review) == ["Sebut tanggalnya.", "Cek sel ini."]
    assert [
        one["text"] for one in act(people.producer, "satudata_draft_show", id=review["draft_id"])["remarks"]
    ]


def test_remarks_of_a_return_between_reviewers_stay_between_them() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    review = story.decide(people.verifikator, review, "approve")
    back = story.decide(
        people.kabid,
        review,
        "return",
        to="verifikator",
        reasons=["LAINNYA"],
        text="Periksa lagi.",
        remarks=[{"field": "definisi", "text": "Rahasia antarpemeriksa."}],
    )
    assert back["status"] == "in_review"
    assert "Rahasia antarpemeriksa." in texts(people.verifikator, review)
    shown = act(people.producer, "satudata_review_show", id=review["id"])
    assert "Rahasia" not in str(shown)
    assert "Rahasia" not in str(act(people.producer, "satudata_event_list", id=review["id"]))
    assert "Rahasia" not in str(act(people.producer, "satudata_home_show"))


def test_the_office_answers_and_settles_and_the_reviewer_opens_again() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    made = act(
        people.verifikator,
        "satudata_remark_create",
        id=review["id"],
        field="definisi",
        text="Sebut tanggalnya.",
    )
    with pytest.raises(tk.ObjectNotFound):
        act(
            people.producer,
            "satudata_remark_create",
            id=review["id"],
            parent=made["id"],
            text="Terlalu dini.",
        )
    story.decide(people.verifikator, review, "return", reasons=["DEFINISI_TIDAK_JELAS"])
    thread = act(
        people.producer, "satudata_remark_create", id=review["id"], parent=made["id"], text="Per 31 Desember."
    )
    assert [reply["text"] for reply in thread["replies"]] == ["Per 31 Desember."]
    settled = act(people.producer, "satudata_remark_resolve", id=made["id"], note="Sudah diperbaiki.")
    assert settled["resolved"]
    with pytest.raises(tk.NotAuthorized, match=r"selesai|settled"):
        act(people.producer, "satudata_remark_resolve", id=made["id"])
    with pytest.raises(tk.NotAuthorized):
        act(people.producer, "satudata_remark_reopen", id=made["id"], text="Belum.")
    act(people.producer, "satudata_draft_update", id=review["draft_id"], definisi="Orang per 31 Desember.")
    again = act(people.producer, "satudata_review_submit", draft_id=review["draft_id"])
    story.loop.drain()
    seen = act(people.verifikator, "satudata_review_show", id=again["id"])
    assert [point["state"] for point in seen["proofs"] if point["code"] == "remarks"] == ["proved"]
    reopened = act(people.verifikator, "satudata_remark_reopen", id=made["id"], text="Tahunnya belum.")
    assert not reopened["resolved"]
    assert [reply["text"] for reply in reopened["replies"]] == [
        "Per 31 Desember.",
        "Sudah diperbaiki.",
        "Tahunnya belum.",
    ]
    now = act(people.producer, "satudata_remark_list", id=review["id"])[0]
    assert [reply["text"] for reply in now["replies"]] == ["Per 31 Desember.", "Sudah diperbaiki."], (
        "what the reviewer wrote in this round comes with the next return"
    )


def test_who_settled_a_remark_stays_in_its_thread_when_it_is_opened_again() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    made = act(people.verifikator, "satudata_remark_create", id=review["id"], field="definisi", text="Apa?")
    act(people.verifikator, "satudata_remark_resolve", id=made["id"])
    act(people.verifikator, "satudata_remark_reopen", id=made["id"], text="Belum.")
    (thread,) = act(people.verifikator, "satudata_remark_list", id=review["id"])
    said = [(reply["text"], reply["author"] != "") for reply in thread["replies"]]
    assert said == [("Ditandai selesai.", True), ("Belum.", True)]
    assert not thread["resolved"]


@pytest.mark.trap("C1")
def test_after_two_returns_every_decision_and_remark_of_all_rounds_is_there() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    for number in (1, 2):
        act(
            people.verifikator,
            "satudata_remark_create",
            id=review["id"],
            field="definisi",
            text=f"Catatan {number}",
        )
        story.decide(
            people.verifikator, review, "return", reasons=["DEFINISI_TIDAK_JELAS"], text=f"Kembali {number}"
        )
        act(people.producer, "satudata_draft_update", id=review["draft_id"], definisi=f"Definisi {number}.")
        review = act(people.producer, "satudata_review_submit", draft_id=review["draft_id"])
        story.loop.drain()
    review = act(people.verifikator, "satudata_review_show", id=review["id"])
    assert [(one["round"], one["text"]) for one in review["remarks"]] == [(1, "Catatan 1"), (2, "Catatan 2")]
    returns = [one["text"] for one in review["timeline"] if one["action"] == "returned"]
    assert returns == ["Kembali 2", "Kembali 1"]


def test_four_eyes_do_not_hinder_an_answer() -> None:
    people = story.cast()
    appoint(people.producer, "verifikator")
    review = story.submitted(people, population(2024))
    with pytest.raises(tk.NotAuthorized):
        act(people.producer, "satudata_remark_create", id=review["id"], text="Menilai data sendiri.")
    made = act(people.verifikator, "satudata_remark_create", id=review["id"], text="Umum.")
    story.decide(people.verifikator, review, "return", reasons=["METADATA_KURANG"])
    thread = act(people.producer, "satudata_remark_create", id=review["id"], parent=made["id"], text="Baik.")
    assert thread["replies"][0]["from_office"]


def test_only_whose_turn_it_is_writes_remarks(people: Cast, review: dict[str, Any]) -> None:
    with pytest.raises(tk.NotAuthorized):
        act(people.kabid, "satudata_remark_create", id=review["id"], text="Belum giliran.")
    for stranger in (people.outsider, None):
        with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
            act(stranger, "satudata_remark_create", id=review["id"], text="Asing.")
        with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
            act(stranger, "satudata_remark_list", id=review["id"])


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "x", "field": "tidak_ada"}, "field"),
        ({"text": "x", "column": "tidak_ada"}, "column"),
        ({"text": "x", "cell": "99.01.77"}, "row_key"),
        ({"text": "x", "parent": "abc"}, "parent"),
        ({"text": "x", "column": "tahun", "row_key": "bukan json"}, "row_key"),
    ],
)
def test_a_remark_that_points_nowhere_is_refused(
    people: Cast, review: dict[str, Any], sent: dict[str, Any], field: str
) -> None:
    if "cell" in sent:
        sent = {"text": "x", **cell(review, sent["cell"])}
    with pytest.raises(tk.ValidationError) as refused:
        act(people.verifikator, "satudata_remark_create", id=review["id"], **sent)
    assert list(refused.value.error_dict) == [field]


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What the tests that change nothing share."""
    return {}


@pytest.fixture
def people(kept: dict[str, Any]) -> Cast:
    """One office with a submission that waits for the verifikator."""
    if "people" not in kept:
        kept["people"] = story.cast()
        kept["review"] = story.submitted(kept["people"], population(2024))
    return kept["people"]


@pytest.fixture
def review(people: Cast, kept: dict[str, Any]) -> dict[str, Any]:
    """The submission of the office."""
    return kept["review"]


def test_remarks_that_come_with_the_decision_may_be_about_a_cell() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    nowhere = {"text": "Di mana?", **cell(review, "99.01.77")}
    with pytest.raises(tk.ValidationError, match=r"kunci|key"):
        story.decide(people.verifikator, review, "return", reasons=["GANDA"], remarks=[nowhere])
    here = {"text": "Cek.", "place": "A1", **cell(review)}
    story.decide(people.verifikator, review, "return", reasons=["GANDA"], remarks=[here])
    (told,) = act(people.producer, "satudata_remark_list", id=review["id"])
    assert told["place"].endswith("7, Wanasari / 2024"), "looked up, not taken from the request"
