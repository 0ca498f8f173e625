"""Reminders, escalation and the morning's digest by the sweep, on the real tables; deadlines that follow the calendar."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.satudata import wiring
from ckanext.satudata.domain.calendar import MORNING, add_working_days, at
from ckanext.satudata.work import loop, reminders
from support import story
from support.faults import rows
from support.lasting import cast, due_of
from support.offices import Person, appoint, execute, person
from support.postbox import Postbox, postbox  # noqa: F401
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def content() -> bytes:
    return population(2024)


def next_working_morning(hours: int = 1) -> datetime:
    """A moment after 07.00 of the next working day after today, by the offices' clock."""
    day = add_working_days(wiring.today(), 1, wiring.calendar().is_holiday)
    return at(day, MORNING, wiring.zone()) + timedelta(hours=hours)


def aged(review: dict[str, Any], days: int) -> None:
    """Let a turn have begun so many days ago; its deadline follows."""
    execute(
        "UPDATE satudata_review SET entered_at = now() - make_interval(days => :d) WHERE id = :id",
        d=days,
        id=review["id"],
    )
    reminders.recompute(wiring.now())


def told(review: dict[str, Any]) -> list[tuple[str, str]]:
    """(person's id, kind) of the reminders of a review, in order."""
    found = rows(
        "SELECT user_id, kind FROM satudata_notice WHERE review_id = :id "
        "AND kind IN ('due_soon', 'overdue', 'escalated', 'vacant') ORDER BY created_at, kind DESC",
        id=review["id"],
    )
    return [(row["user_id"], row["kind"]) for row in found]


def ours(people: Cast, found: list[tuple[str, str]]) -> set[tuple[str, str]]:
    names = {who.id: name for name, who in vars(people).items() if isinstance(who, Person)}
    return {(names[user], kind) for user, kind in found if user in names}


def test_a_turn_is_spoken_of_as_time_goes_by(content: bytes) -> None:
    people = cast()
    review = story.submitted(people, content)
    due = due_of(review)
    list(reminders.tick(due - timedelta(hours=1)))
    assert ours(people, told(review)) == {("verifikator", "due_soon")}
    list(reminders.tick(due + timedelta(hours=1)))
    assert ours(people, told(review)) == {("verifikator", "due_soon"), ("verifikator", "overdue")}
    later = due + timedelta(days=10)
    assert f"escalated {review['id']}" in list(reminders.tick(later))
    assert ("kabid", "escalated") in ours(people, told(review))
    before = told(review)
    assert not [line for line in reminders.tick(later + timedelta(days=1)) if review["id"] in line]
    assert told(review) == before
    shown = act(people.kabid, "satudata_notice_list")["rows"]
    assert [n["kind"] for n in shown if n["number"] == review["number"]] == ["escalated"]


def test_a_sweep_that_did_not_run_for_weeks_says_one_thing_to_each(content: bytes) -> None:
    people = cast()
    review = story.submitted(people, content)
    list(reminders.tick(due_of(review) + timedelta(days=40)))
    assert ours(people, told(review)) == {("verifikator", "overdue"), ("kabid", "escalated")}


def test_after_the_decision_nothing_is_said_of_the_former_turn(content: bytes) -> None:
    people = cast()
    review = story.submitted(people, content)
    due = due_of(review)
    review = story.decide(people.verifikator, review, "approve")
    list(reminders.tick(due + timedelta(hours=1)))
    assert not [who for who, kind in ours(people, told(review)) if who == "verifikator"]


def test_two_sweeps_at_once_say_everything_once(content: bytes) -> None:
    people = cast()
    review = story.submitted(people, content)
    aged(review, 30)
    moment, start = next_working_morning(), threading.Barrier(4)

    def sweep() -> None:
        start.wait()
        list(reminders.tick(moment))

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(sweep) for _ in range(4)]:
            done.result()
    found = told(review)
    assert len(found) == len(set(found)) and ours(people, found) >= {("verifikator", "overdue")}
    mails = rows(
        "SELECT w.subject FROM satudata_work w JOIN satudata_notice n ON n.id = w.subject "
        "WHERE w.kind = 'mail' AND n.review_id = :id AND n.kind IN ('overdue', 'escalated')",
        id=review["id"],
    )
    assert len(mails) == len(found) == len({row["subject"] for row in mails})
    digests = rows(
        "SELECT key FROM satudata_work WHERE kind = 'digest' AND subject = :u", u=people.verifikator.id
    )
    assert len(digests) == 1


@pytest.mark.trap("E9")
def test_the_oldest_is_in_the_digest_and_first(content: bytes, postbox: Postbox) -> None:  # noqa: F811
    """A weekly summary that lists only what came this week forgets exactly what has waited longest."""
    people = cast()
    fresh = story.submitted(people, content)
    old = story.submitted(people, content)
    aged(old, 60)
    moment = next_working_morning()
    with postbox.up():
        loop.drain()
        postbox.letters.clear()
        assert f"kabar pagi {moment:%Y}" in "".join(reminders.digests(moment))
        loop.drain()
    address = model.User.get(people.verifikator.id).email
    [letter] = postbox.to(address)
    plain = letter.part("plain")
    assert plain.index(old["number"]) < plain.index(fresh["number"])
    assert old["title"] not in plain and "http" in plain and "Portal" in plain
    html = letter.part("html")
    assert old["number"] in html and f"/pengajuan/{old['number']}" in html
    assert list(reminders.digests(moment + timedelta(hours=3))) == [], "one per person and working day"
    [of_kabid] = postbox.to(model.User.get(people.kabid.id).email)
    assert "Terlambat" in of_kabid.part("plain") and old["number"] in of_kabid.part("plain")
    assert fresh["number"] not in of_kabid.part("plain")
    sent = rows("SELECT sent_at FROM satudata_digest_mail WHERE user_id = :u", u=people.verifikator.id)
    assert len(sent) == 1 and sent[0]["sent_at"] is not None
    execute("UPDATE satudata_review SET entered_at = now() WHERE id = :id", id=old["id"])


def test_no_digest_before_seven_nor_on_days_off(content: bytes) -> None:
    people = cast()
    story.submitted(people, content)
    morning = next_working_morning(0)
    assert list(reminders.digests(morning - timedelta(minutes=1))) == []
    saturday = at(date(2026, 11, 28), MORNING, wiring.zone()) + timedelta(hours=2)
    assert list(reminders.digests(saturday)) == []
    noted = "SELECT day FROM satudata_digest_mail WHERE user_id = :u"
    assert rows(noted, u=people.verifikator.id) == []
    list(reminders.digests(morning))
    assert len(rows(noted, u=people.verifikator.id)) == 1
    assert rows(noted, u=people.outsider.id) == [], "nothing waits, nothing is sent"


def test_who_does_not_want_a_digest_gets_none(content: bytes) -> None:
    people = cast()
    act(people.verifikator, "satudata_preference_update", digest=False)
    story.submitted(people, content)
    list(reminders.digests(next_working_morning()))
    noted = "SELECT day FROM satudata_digest_mail WHERE user_id = :u"
    assert rows(noted, u=people.verifikator.id) == []


def test_a_returned_draft_is_in_the_digest_of_who_prepared_it_alone(content: bytes) -> None:
    people = cast()
    colleague = person()
    member = {"id": people.org, "username": colleague.name, "role": "editor"}
    tk.get_action("organization_member_create")({"ignore_auth": True, "user": people.sysadmin.name}, member)
    review = story.submitted(people, content)
    story.decide(people.verifikator, review, "return", reasons=["SATUAN_KELIRU"])
    list(reminders.digests(next_working_morning()))
    noted = "SELECT day FROM satudata_digest_mail WHERE user_id = :u"
    assert len(rows(noted, u=people.producer.id)) == 1
    assert rows(noted, u=colleague.id) == []


def test_a_new_holder_hears_in_the_morning_of_what_waits(content: bytes) -> None:
    people = cast()
    review = story.submitted(people, content)
    execute(
        "UPDATE satudata_assignment SET ends_on = current_date - 1 WHERE user_id = :u",
        u=people.verifikator.id,
    )
    new = person()
    appoint(new, "verifikator", days_from_now=(0, 60))
    list(reminders.digests(next_working_morning()))
    noted = "SELECT day FROM satudata_digest_mail WHERE user_id = :u"
    assert rows(noted, u=people.verifikator.id) == [], "who has left is told nothing"
    assert len(rows(noted, u=new.id)) == 1
    list(reminders.tick(due_of(review) + timedelta(hours=1)))
    assert (new.id, "overdue") in told(review) and (people.verifikator.id, "overdue") not in told(review)


def test_a_post_that_became_vacant_is_told_to_the_administrator(content: bytes) -> None:
    people = cast()
    review = story.submitted(people, content)
    admin = person()
    appoint(admin, "admin_walidata")
    running = "ends_on >= current_date AND post = 'verifikator'"
    held = rows(f"SELECT id FROM satudata_assignment WHERE {running}")
    execute(f"UPDATE satudata_assignment SET ends_on = current_date - 1 WHERE {running}")
    try:
        list(reminders.tick(wiring.now()))
        vacancies = rows(
            "SELECT review_id FROM satudata_notice WHERE user_id = :u AND kind = 'vacant'", u=admin.id
        )
        assert len(vacancies) == 1, "one for the post, not one for every submission"
        list(reminders.tick(wiring.now()))
        assert vacancies == rows(
            "SELECT review_id FROM satudata_notice WHERE user_id = :u AND kind = 'vacant'", u=admin.id
        )
    finally:
        for row in held:
            execute("UPDATE satudata_assignment SET ends_on = current_date + 60 WHERE id = :id", id=row["id"])
    assert review["status"] == "in_review"


def test_the_sweep_looks_once_a_minute(content: bytes) -> None:
    from ckanext.satudata.work import sweep

    review = story.submitted(cast(), content)
    execute(
        "UPDATE satudata_review SET entered_at = now() - interval '70 days' WHERE id = :id", id=review["id"]
    )
    reminders.recompute(wiring.now())
    reminders.EVERY_MINUTE.last = -1e9
    assert f"overdue {review['id']}" in list(sweep.sweep())
    execute(
        "UPDATE satudata_review SET entered_at = now() - interval '71 days', due_at = NULL WHERE id = :id",
        id=review["id"],
    )
    before = reminders.EVERY_MINUTE.last
    list(sweep.sweep())
    assert reminders.EVERY_MINUTE.last == before
