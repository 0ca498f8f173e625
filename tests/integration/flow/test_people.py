"""Who holds which post: given, ended, vacant; and what becomes of running work and of history when people change."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import partial
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql.events import SqlEvents
from support import story
from support.offices import Person, appoint, execute, office, person
from support.races import at_once
from support.story import act, decide
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context", "posts_come_back")
LETTER = "800.1.11.1/12/BKPSDM/2026"


def day(from_today: int) -> str:
    return (wiring.today() + dt.timedelta(days=from_today)).isoformat()


@pytest.fixture
def admin() -> Person:
    """The administrator of the walidata."""
    who = person()
    appoint(who, "admin_walidata")
    return who


def give(admin: Person, who: Person, post: str, **more: Any) -> dict[str, Any]:
    return act(admin, "satudata_assignment_create", user=who.name, post=post, **more)


def refused(admin: Person, who: Person, post: str, **more: Any) -> dict[str, list[str]]:
    with pytest.raises(tk.ValidationError) as told:
        give(admin, who, post, **more)
    model.Session.rollback()
    return dict(told.value.error_dict)


TOLD = {"post", "post_label", "org_id", "office", "office_title", "standing", "display_name", "state"}


def nobody_holds(post: str) -> None:
    """End every assignment of a post that other tests left in this database."""
    execute("UPDATE satudata_assignment SET ends_on = starts_on - 1 WHERE post = :post", post=post)


def test_a_post_is_given_shown_and_recorded(admin: Person) -> None:
    who, org = person(), office(governed=True)
    given = give(admin, who, "kepala_opd", org_id=org, decree="800/1", starts_on=day(0), ends_on=day(30))
    assert given["warnings"] == [] and given["state"] == "running" and given["active"]
    listed = act(admin, "satudata_assignment_list", org_id=org)
    assert [(row["user"], row["post"], row["decree"]) for row in listed] == [
        (who.name, "kepala_opd", "800/1")
    ]
    event = act(admin, "satudata_assignment_history")[0]
    assert (event["action"], event["user"], event["post"]) == ("assignment_created", who.name, "kepala_opd")
    assert event["by_post"] == "Admin Walidata"
    assert not list(SqlEvents(model.Session).broken_chains())


def test_others_learn_who_holds_a_post_and_no_more(admin: Person) -> None:
    org, elsewhere = office(governed=True), office(governed=True)
    preparer, verifier, head, stranger = person(), person(), person(), person()
    execute(
        "INSERT INTO member (id, table_name, table_id, group_id, capacity, state) "
        "VALUES (:id, 'user', :user, :org, 'editor', 'active')",
        id=str(uuid.uuid4()),
        user=preparer.id,
        org=org,
    )
    give(admin, head, "kepala_opd", org_id=org, decree="800/7")
    give(admin, person(), "sekretaris", org_id=org, starts_on=day(5))
    give(admin, person(), "kepala_opd", org_id=elsewhere, decree="800/8")
    give(admin, verifier, "verifikator", decree="800/9")

    def offices(who: Person) -> set[str | None]:
        rows = act(who, "satudata_assignment_list")
        assert all(row["state"] == "running" and row.keys() == TOLD for row in rows)
        return {row["org_id"] for row in rows}

    assert offices(stranger) == set()
    assert offices(preparer) == {None, org}
    assert offices(head) == {None, org}
    assert offices(verifier) >= {None, org, elsewhere}
    assert act(preparer, "satudata_assignment_list", org_id=elsewhere) == []
    [seen] = act(preparer, "satudata_assignment_list", org_id=org)
    assert seen["post"] == "kepala_opd" and seen["office"] is not None


def test_ending_keeps_the_row_and_adds_to_the_record(admin: Person) -> None:
    given = give(admin, person(), "verifikator", starts_on=day(-10))
    before = len(act(admin, "satudata_assignment_history", limit=1000))
    ended = act(admin, "satudata_assignment_end", id=given["id"], ends_on=day(-1))
    assert (ended["state"], ended["starts_on"], ended["ends_on"]) == ("ended", day(-10), day(-1))
    history = act(admin, "satudata_assignment_history", limit=1000)
    assert len(history) == before + 1 and history[0]["action"] == "assignment_ended"
    with pytest.raises(tk.ValidationError, match="berakhir"):
        act(admin, "satudata_assignment_end", id=given["id"], ends_on=day(5))


def test_an_assignment_that_has_not_begun_is_cancelled(admin: Person) -> None:
    given = give(admin, person(), "verifikator", starts_on=day(3))
    assert given["state"] == "coming"
    assert act(admin, "satudata_assignment_end", id=given["id"])["state"] == "cancelled"


def test_a_single_post_has_one_definitive_holder(admin: Person) -> None:
    org, first, second = office(governed=True), person(), person()
    give(admin, first, "sekretaris", org_id=org, starts_on=day(0), ends_on=day(9))
    assert "definitif" in refused(admin, second, "sekretaris", org_id=org, starts_on=day(9))["post"][0]
    give(admin, second, "sekretaris", org_id=org, starts_on=day(10))
    give(admin, second, "kasubag", org_id=org)
    give(admin, first, "kasubag", org_id=org)


def test_two_administrators_at_once_do_not_fill_a_single_post_twice(app: CKANTestApp, admin: Person) -> None:
    org, second, candidates = office(governed=True), person(), [person(), person()]
    appoint(second, "admin_walidata")
    calls = [
        partial(give, giver, who, "sekretaris", org_id=org)
        for giver, who in zip((admin, second), candidates, strict=True)
    ]
    outcomes = at_once(app, *calls)
    assert sorted(kind for kind, _ in outcomes) == ["done", "refused"], outcomes
    assert len(act(admin, "satudata_assignment_list", org_id=org)) == 1


def test_what_cannot_be_given_says_which_field_and_why(admin: Person) -> None:
    org, who = office(governed=True), person()
    assert "org_id" in refused(admin, who, "kasubag")
    assert "org_id" in refused(admin, who, "verifikator", org_id=org)
    assert "post" in refused(admin, who, "raja")
    assert "ends_on" in refused(admin, who, "tim", starts_on=day(5), ends_on=day(4))
    assert "decree" in refused(admin, who, "kasubag", org_id=org, standing="plt")
    assert "ends_on" in refused(admin, who, "kasubag", org_id=org, standing="plh", decree=LETTER)
    assert "user" in refused(admin, admin, "verifikator")
    assert "standing" in refused(admin, who, "tim", standing="raja")
    give(admin, who, "tim")
    assert "user" in refused(admin, who, "tim")


def test_people_are_found_as_others_call_them(admin: Person) -> None:
    one, two = person(), person()
    for who in (one, two):
        execute("UPDATE \"user\" SET fullname = 'Sari Melati (rekaan)' WHERE id = :id", id=who.id)
    message = refused(admin, Person("", "sari melati", ""), "tim")["user"][0]
    assert one.name in message and two.name in message
    execute("UPDATE \"user\" SET fullname = 'Sari Kenanga (rekaan)' WHERE id = :id", id=two.id)
    given = give(admin, Person("", "sari kenanga (rekaan)", ""), "tim")
    assert given["user"] == two.name
    assert "user" in refused(admin, Person("", "tidak-ada-orang", ""), "tim")


def test_a_plt_beside_a_holder_is_allowed_and_said(admin: Person) -> None:
    org, head, other = office(governed=True), person(), person()
    give(admin, head, "kepala_opd", org_id=org)
    given = give(admin, other, "kepala_opd", org_id=org, standing="plt", decree=LETTER)
    assert "Plh." in given["warnings"][0]


def test_only_the_administrator_gives_posts() -> None:
    who = person()
    for action in ("satudata_assignment_create", "satudata_assignment_end", "satudata_vacancy_list"):
        with pytest.raises(tk.NotAuthorized):
            act(who, action, user=who.name, post="kabid", id="x")


def vacancy(admin: Person, post: str, org_id: str | None = None) -> dict[str, Any] | None:
    found = act(admin, "satudata_vacancy_list")
    return next((one for one in found if (one["post"], one["org_id"]) == (post, org_id)), None)


def test_a_vacant_post_is_told_with_what_waits_and_nothing_is_skipped(admin: Person) -> None:
    nobody_holds("kabid")
    people = story.cast()
    review = decide(people.verifikator, story.submitted(people, population(2024)), "approve")
    assert vacancy(admin, "kabid") is None
    act(admin, "satudata_assignment_end", id=_assignment_of(people.kabid, "kabid"), ends_on=day(-1))
    shown = act(people.verifikator, "satudata_review_show", id=review["id"])
    assert shown["step"] == "kabid" and shown["whose_turn"]["vacant"]
    told = vacancy(admin, "kabid")
    assert told and told["waiting"] >= 1 and told["text"].startswith("Kosong: ")
    successor = person()
    give(admin, successor, "kabid", standing="plt", decree=LETTER)
    assert vacancy(admin, "kabid") is None
    assert decide(successor, shown, "approve")["step"] == "kadis"


def test_a_post_whose_only_holder_prepared_the_data_is_told_too(admin: Person) -> None:
    nobody_holds("verifikator")
    people = story.cast()
    nobody_holds("verifikator")
    appoint(people.producer, "verifikator")
    review = story.submitted(people, population(2024))
    told = vacancy(admin, "verifikator")
    assert told and told["barred"] and told["waiting"] >= 1 and "Perlu pemegang lain" in told["text"]
    give(admin, people.outsider, "verifikator")
    assert vacancy(admin, "verifikator") is None
    assert decide(people.outsider, review, "approve")["step"] == "kabid"


def _assignment_of(who: Person, post: str) -> str:
    row = execute("SELECT id FROM satudata_assignment WHERE user_id = :u AND post = :p", u=who.id, p=post)
    return str(row.scalar())
