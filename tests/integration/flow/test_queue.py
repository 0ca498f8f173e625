"""The queue: who sees what, whose turn it is, filters, counts, places, views."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.model import meta

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql import mapping
from ckanext.satudata.domain.review.policy import Act, offer
from ckanext.satudata.domain.review.reading import Reader, readers
from ckanext.satudata.logic.shapes.queue_asked import FACETS
from support import queue_scene
from support.offices import Person, appoint, execute
from support.queue_scene import Full, colleague
from support.story import act

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture
def full(request: pytest.FixtureRequest) -> Iterator[Full]:
    """300 open submissions and no other."""
    yield queue_scene.fill(getattr(request, "param", 300))
    queue_scene.empty()


def numbers(answer: dict[str, Any]) -> list[str]:
    """The numbers of the rows, in their order."""
    return [row["number"] for row in answer["rows"]]


def walked_through(who: Person, **asked: Any) -> list[str]:
    """Every number of a list, page after page."""
    found, after = [], ""
    while True:
        answer = act(who, "satudata_queue_list", limit=37, after=after, **asked)
        found += numbers(answer)
        after = answer["next"]
        if not after:
            return found


def everything() -> list[Any]:
    """All reviews as the rules know them, with their rows."""
    rows = execute("SELECT * FROM satudata_review ORDER BY number").mappings().all()
    return [(mapping.review(row), row) for row in rows]


def by_policy(who: Person) -> set[str]:
    """The numbers that wait for a person by the rules' own answer, taken by a colleague or not."""
    actor = wiring.actor_of(model.User.get(who.id))
    sop = wiring.current_sops()["bawaan"]
    mine = set()
    for review, _row in everything():
        answer = offer(Act.APPROVE, review, sop, actor)
        if answer.refusal in (None, "claimed"):
            mine.add(f"P-{review.number:04d}")
    return mine


@pytest.mark.parametrize(
    "posts", [("verifikator",), ("kabid",), ("kadis",), ("bps",), ("verifikator", "kadis")]
)
def test_my_turn_is_what_the_policy_offers(full: Full, posts: tuple[str, ...]) -> None:
    who = colleague(*posts)
    assert set(walked_through(who, tab="mine")) == by_policy(who) != set()


def test_who_prepared_or_decided_before_is_not_asked(full: Full) -> None:
    several = full.people.verifikator
    appoint(several, "kabid")
    appoint(full.people.producer, "verifikator")
    mine = act(several, "satudata_queue_list", limit=200)
    assert {row["step"] for row in mine["rows"]} == {"verifikator"}
    assert set(walked_through(several)) == by_policy(several)
    assert act(full.people.producer, "satudata_queue_list", tab="mine")["count"] == 0
    assert act(full.people.producer, "satudata_queue_list", tab="all")["count"] == full.rows


def test_an_sop_without_distinct_deciders_lets_the_same_person_go_on(full: Full) -> None:
    several = full.people.verifikator
    appoint(several, "kabid")
    pin("longgar", pejabat_berbeda=False)
    execute(
        "UPDATE satudata_review SET sop_ids = '[[\"longgar\", 1]]' WHERE post = 'kabid' AND number % 2 = 0"
    )
    kabid = act(several, "satudata_queue_list", step="kabid", facets=False, limit=200)["rows"]
    assert kabid and all(int(row["number"][2:]) % 2 == 0 for row in kabid)


def test_reading_is_the_one_rule(full: Full) -> None:
    inside = full.offices[1]
    chains = [
        ["kasubag"],
        ["kasubag", "kepala_opd"],
        ["kasubag", "verifikator"],
        ["verifikator", "bps"],
        ["catatan_bps"],
    ]
    for place, reached in enumerate(chains):
        execute(
            "UPDATE satudata_review SET reached = cast(:r AS jsonb) WHERE number % :n = :place",
            r=json.dumps(reached),
            n=len(chains),
            place=place,
        )
    people = {
        Reader.WALIDATA: colleague("kabid"),
        Reader.BPS: colleague("bps"),
        Reader.OFFICE: colleague("kasubag", org=inside),
    }
    for circle, who in people.items():
        expected = {
            f"P-{review.number:04d}"
            for review, _row in everything()
            if circle in readers([review.reached])
            and (circle is not Reader.OFFICE or review.owner_org == inside)
        }
        assert set(walked_through(who, tab="all")) == expected
        assert act(who, "satudata_queue_list", tab="all")["count"] == len(expected)


@pytest.mark.parametrize("sort", ["due", "age", "title", "number"])
def test_pages_follow_each_other_and_lead_back(full: Full, sort: str) -> None:
    who = colleague("kabid")
    execute("UPDATE satudata_review SET due_at = NULL, entered_at = NULL WHERE number % 50 = 0")
    once = walked_through(who, tab="all", sort=sort)
    assert len(once) == len(set(once)) == full.rows
    first = act(who, "satudata_queue_list", tab="all", sort=sort, limit=50)
    second = act(who, "satudata_queue_list", tab="all", sort=sort, limit=50, after=first["next"])
    back = act(who, "satudata_queue_list", tab="all", sort=sort, limit=50, before=second["previous"])
    assert numbers(first) + numbers(second) == once[:100]
    assert numbers(back) == numbers(first)
    assert (first["previous"], back["previous"]) == ("", "")
    assert back["next"]


@pytest.mark.parametrize("broken", ["x", "e30", "WyJ4IiwgMV0", "WzEsIDJd"])
def test_a_broken_place_is_said(full: Full, broken: str) -> None:
    with pytest.raises(tk.ValidationError, match="tidak utuh"):
        act(full.people.kabid, "satudata_queue_list", after=broken)


def test_facets_count_what_they_would_list(full: Full) -> None:
    who = colleague("kabid")
    execute("UPDATE satudata_review SET returns = 1 WHERE number % 7 = 0")
    for asked in ({}, {"step": "kabid"}, {"overdue": "1", "cycle": str(wiring.now().year)}, {"q": "P-0007"}):
        whole = act(who, "satudata_queue_list", tab="all", **asked)
        assert whole["count"] == len(walked_through(who, tab="all", **asked))
        for name in FACETS:
            for value in whole["facets"][name]:
                chosen = {**asked, name: value["value"]}
                listed = walked_through(who, tab="all", facets=False, **chosen)
                assert (name, value["value"], value["count"]) == (name, value["value"], len(listed))


def test_counts_of_my_turn_leave_out_what_i_had_a_hand_in(full: Full) -> None:
    several = full.people.verifikator
    appoint(several, "kabid")
    mine = act(several, "satudata_queue_list", tab="mine")
    assert mine["count"] == mine["counts"]["mine"] == len(walked_through(several, tab="mine"))
    assert [value["value"] for value in mine["facets"]["step"]] == ["verifikator"]
    assert act(several, "satudata_queue_list", tab="all")["counts"]["mine"] == mine["count"]


def pin(sop_id: str, **changes: Any) -> None:
    """Keep an SOP, like the default one but for its id and these changes, that no file holds."""
    definition = {**wiring.current_sops()["bawaan"].definition, "id": sop_id, "versi": 1, **changes}
    execute(
        "INSERT INTO satudata_sop (id, version, definition, registered_at) VALUES (:id, 1, cast(:d AS jsonb), now()) "
        "ON CONFLICT DO NOTHING",
        id=sop_id,
        d=json.dumps(definition),
    )


def statements(who: Person, **asked: Any) -> list[str]:
    """The statements of the list itself: those about reviews, views, SOPs and holders, not those about who asks."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    act(who, "satudata_queue_list", **asked)
    model.Session.remove()
    sa.event.listen(meta.engine, "before_cursor_execute", note)
    try:
        act(who, "satudata_queue_list", **asked)
        act(who, "satudata_queue_view_list")
    finally:
        sa.event.remove(meta.engine, "before_cursor_execute", note)
    about_who_asks = ('FROM "user"', "FROM satudata_assignment \nWHERE", "FROM member")
    return [one for one in said if not any(part in one for part in about_who_asks)]


@pytest.mark.parametrize("full", [3, 300], indirect=True)
@pytest.mark.parametrize("tab", ["mine", "all"])
def test_the_list_takes_at_most_five_statements(full: Full, tab: str) -> None:
    pin("lama")
    execute("UPDATE satudata_review SET sop_ids = '[[\"lama\", 1]]'")
    who = colleague("kabid", "verifikator")
    asked = statements(who, tab=tab, holders=True)
    assert len(asked) <= 5, asked


def test_a_claim_shows_who_has_it_and_holds_only_while_the_post_is_held(full: Full) -> None:
    first, second = colleague("kabid"), colleague("kabid")
    row = act(first, "satudata_queue_list", tab="mine")["rows"][0]
    assert row["may"]["claim"] and row["may"]["assign"]
    execute("UPDATE satudata_review SET claimed_by = :id WHERE id = :row", id=first.id, row=row["review_id"])
    seen = act(second, "satudata_queue_list", tab="mine")
    assert (seen["rows"][0]["number"], seen["rows"][0]["claimed_by"]) == (row["number"], first.id)
    assert not seen["rows"][0]["may"]["approve"]
    assert row["number"] not in numbers(act(second, "satudata_queue_list", tab="mine", free=True))
    execute("UPDATE satudata_assignment SET ends_on = current_date - 1 WHERE user_id = :id", id=first.id)
    assert act(second, "satudata_queue_list", tab="mine")["rows"][0]["claimed_by"] is None


def test_holders_of_a_task_are_named_without_those_who_prepared(full: Full) -> None:
    appoint(full.people.producer, "verifikator")
    chief, verifier = colleague("kadis"), colleague("verifikator")
    rows = act(chief, "satudata_queue_list", tab="all", step="verifikator", holders=True)["rows"]
    named = {one["id"] for one in rows[0]["holders"]}
    assert verifier.id in named and full.people.producer.id not in named


def test_views_are_kept_by_person_and_name(full: Full) -> None:
    first, second = full.people.kabid, full.people.kadis
    query = {"tab": "all", "overdue": True, "office": "x", "after": "WyJ4IiwgMV0", "nonsense": 1}
    made = act(first, "satudata_queue_view_create", name="Terlambat", query=query)
    assert made["query"] == {"tab": "all", "office": "x", "overdue": "1"}
    with pytest.raises(tk.ValidationError, match="sudah tersimpan"):
        act(first, "satudata_queue_view_create", name="Terlambat", query={})
    assert act(second, "satudata_queue_view_list") == []
    with pytest.raises(tk.ObjectNotFound):
        act(second, "satudata_queue_view_delete", id=made["id"])
    act(first, "satudata_queue_view_delete", id=made["id"])
    assert act(first, "satudata_queue_view_list") == []
