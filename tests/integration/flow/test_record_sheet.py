"""History and approval sheet: nothing is lost by a return, posts are named as they were held, the print repeats itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.satudata import wiring
from support import story
from support.faults import people
from support.offices import Person, execute
from support.record_story import WORDS, returned_twice
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def finished(kept: dict[str, Any]) -> dict[str, Any]:
    """Published in the third round."""
    if not kept:
        kept.update(returned_twice())
    return kept


def sheet_of(review: dict[str, Any], who: Person | None = None) -> dict[str, Any]:
    return act(who or people().kabid, "satudata_approval_sheet_show", id=review["id"])


@pytest.mark.trap("C1", "E6")
def test_two_returns_erase_nothing(finished: dict[str, Any]) -> None:
    events = act(people().kabid, "satudata_event_list", id=finished["id"])
    returned = [event for event in reversed(events) if event["action"] == "returned"]
    assert [event["text"] for event in returned] == list(WORDS)
    assert [event["round"] for event in returned] == [1, 2]
    by_round = {n: sum(e["round"] == n for e in events if e["action"] == "approved") for n in (1, 2, 3)}
    assert by_round == {1: 0, 2: 1, 3: 3}
    assert [row["note"] for row in sheet_of(finished)["returns"]] == list(WORDS)


def test_the_sheet_names_posts_and_no_person(finished: dict[str, Any]) -> None:
    sheet = sheet_of(finished)
    assert sheet["number"] == finished["number"] and sheet["content_digest"] == finished["content_digest"]
    last = [row for row in sheet["rows"] if row["action"] == "approved"][-1]
    assert (last["post"], last["step"], last["round"]) == ("Plt. Kepala Dinas", "kadis", 3)
    assert sheet["receipt"]["number"] == "B-77/BPS/2026"
    assert sheet["edition"]["number"] == 1 and sheet["distinct_deciders"] is True
    names = {
        model.User.get(who.id).display_name for who in vars(people()).values() if isinstance(who, Person)
    }
    assert not [name for name in names if name in str(sheet)]
    assert not [key for row in sheet["rows"] for key in row if "actor" in key or key == "by"]


@pytest.mark.trap("C2")
def test_what_happened_keeps_the_words_it_had(finished: dict[str, Any]) -> None:
    """Renamed people and posts change neither the record nor the sheet."""
    before = sheet_of(finished)["rows"]
    user = model.User.get(people().kabid.id)
    execute("UPDATE \"user\" SET fullname = 'Nama Baru' WHERE id = :id", id=user.id)
    execute("UPDATE satudata_assignment SET standing = 'plh' WHERE post = 'kadis'")
    try:
        assert sheet_of(finished)["rows"] == before
        shown = act(people().kabid, "satudata_event_list", id=finished["id"])
        assert "Nama Baru" not in str(shown)
    finally:
        execute("UPDATE satudata_assignment SET standing = 'definitif' WHERE post = 'kadis'")


def test_a_second_review_joins_the_datasets_history(finished: dict[str, Any]) -> None:
    producer = people().producer
    draft = act(producer, "satudata_draft_create", dataset_id=finished["dataset_id"])
    story.upload(producer, draft["id"], population(2025, growth=1.02))
    story.confirmed(producer, draft["id"])
    second = act(producer, "satudata_review_submit", draft_id=draft["id"])
    both = act(producer, "satudata_event_list", dataset_id=finished["dataset_id"])
    assert {event["review"] for event in both} == {finished["number"], second["number"]}
    assert [event["at"] for event in both] == sorted((event["at"] for event in both), reverse=True)
    assert act(people().outsider, "satudata_event_list", dataset_id=finished["dataset_id"]) == []
    with pytest.raises(tk.NotAuthorized):
        act(None, "satudata_event_list", dataset_id=finished["dataset_id"])


def test_who_may_not_read_the_review_reads_no_sheet(finished: dict[str, Any]) -> None:
    with pytest.raises(tk.ObjectNotFound):
        sheet_of(finished, people().outsider)


@pytest.mark.trap("C2")
def test_a_new_version_of_the_sop_renames_nothing_of_the_past(
    finished: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, now = sheet_of(finished), wiring.current_sops()
    renamed = {
        name: replace(
            sop,
            version=sop.version + 1,
            posts=tuple(replace(post, name="Jabatan lain") for post in sop.posts),
            steps=tuple(replace(step, label="Tahap lain", days=99) for step in sop.steps),
        )
        for name, sop in now.items()
    }
    monkeypatch.setattr(wiring, "current_sops", lambda: renamed)
    after = sheet_of(finished)
    assert after["rows"] == before["rows"] and after["sop"] == before["sop"]
    assert "Tahap lain" not in str(after) and "Jabatan lain" not in str(after)
