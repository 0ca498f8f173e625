"""Reminders, escalation and the morning's digest by the sweep, on the real tables; deadlines that follow the calendar."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from flask import g
from sqlalchemy import text

from ckanext.satudata import wiring
from ckanext.satudata.domain.calendar import MORNING, add_working_days, at
from ckanext.satudata.work import loop, reminders
from support import story
from support.faults import rows
from support.offices import Person, appoint, execute, person
from support.postbox import Postbox, postbox  # noqa: F401
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def content() -> bytes:
    return population(2024)


def cast() -> Cast:
    """An office and its people, whose posts last over the weekend."""
    people = story.cast()
    execute("UPDATE satudata_assignment SET ends_on = current_date + 60 WHERE ends_on = current_date + 1")
    return people


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


def due_of(review: dict[str, Any]) -> datetime:
    return rows("SELECT due_at FROM satudata_review WHERE id = :id", id=review["id"])[0]["due_at"].astimezone(
        UTC
    )


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
    assert any("escalated" in line for line in reminders.tick(later))
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


def test_deadlines_are_computed_anew_when_the_calendar_changes(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = cast()
    review = story.submitted(people, content)
    list(reminders.deadlines(wiring.now()))
    before = due_of(review)
    assert list(reminders.deadlines(wiring.now())) == [], "nothing changed, nothing is computed"
    last = before.astimezone(wiring.zone()).date()
    monkeypatch.setitem(tk.config, "ckanext.satudata.calendar.extra_holidays", [last.isoformat()])
    wiring.calendar.cache_clear()
    try:
        assert [line.split(":")[0] for line in reminders.deadlines(wiring.now())] == ["tenggat"]
        after = due_of(review)
        assert after.astimezone(wiring.zone()).date() == add_working_days(
            last, 1, wiring.calendar().is_holiday
        )
        queue = act(people.verifikator, "satudata_queue_list", limit=100)["rows"]
        assert [row["due_at"][:10] for row in queue if row["number"] == review["number"]] == [
            after.isoformat()[:10]
        ]
    finally:
        monkeypatch.undo()
        wiring.calendar.cache_clear()
    list(reminders.deadlines(wiring.now()))
    assert due_of(review) == before


def test_another_zone_moves_the_moment(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    review = story.submitted(story.cast(), content)
    list(reminders.deadlines(wiring.now()))
    before = due_of(review)
    monkeypatch.setitem(tk.config, "ckanext.satudata.region.zone", "Asia/Jayapura")
    wiring.zone.cache_clear(), wiring.calendar.cache_clear()
    try:
        list(reminders.deadlines(wiring.now()))
        moved = due_of(review)
        assert moved.hour == 7 and wiring.zone_word() == "WIT"
    finally:
        monkeypatch.undo()
        wiring.zone.cache_clear(), wiring.calendar.cache_clear()
    list(reminders.deadlines(wiring.now()))
    assert due_of(review) == before


def test_a_deadline_that_was_lost_is_rebuilt_by_command(content: bytes, cli: Any) -> None:
    from ckan.cli.cli import ckan

    review = story.submitted(story.cast(), content)
    before = due_of(review)
    execute("UPDATE satudata_review SET due_at = NULL WHERE id = :id", id=review["id"])
    result = cli.invoke(ckan, ["satudata", "calendar", "rebuild"])
    assert result.exit_code == 0 and "1 berubah" in result.output, result.output
    assert due_of(review) == before
    shown = cli.invoke(ckan, ["satudata", "calendar", "show", "2027"])
    assert "2027-02-05\tcuti_bersama" in shown.output and "belum pasti: 2027-03-10" in shown.output


def page(app: CKANTestApp, path: str, who: Person) -> str:
    """A page as this person sees it; who was signed in before in this request is forgotten."""
    g.pop("_login_user", None)
    return str(app.get(path, headers=who.headers).body)


def test_pages_of_news_and_settings(app: CKANTestApp, content: bytes) -> None:
    people = cast()
    review = story.submitted(people, content)
    news = page(app, "/kabar", people.verifikator)
    assert review["number"] in news and "Salin untuk WhatsApp" in news and "Dari Produsen Data" in news
    assert review["number"] not in page(app, "/kabar?unread=1", people.outsider)
    assert "Bahasa surel" in page(app, "/akun", people.verifikator)
    act(people.verifikator, "satudata_notice_read")
    assert act(people.verifikator, "satudata_notice_list")["unread"] == 0
    assert "Semua sudah dibaca" in page(app, "/kabar?unread=1", people.verifikator)
    story.decide(people.verifikator, review, "approve")
    [shown] = act(people.verifikator, "satudata_notice_list")["rows"]
    assert shown["over"] and not shown["whatsapp"] and shown["title"] == review["title"]
    execute("UPDATE satudata_assignment SET ends_on = starts_on WHERE user_id = :u", u=people.verifikator.id)
    [shown] = act(people.verifikator, "satudata_notice_list")["rows"]
    assert shown["title"] == "", "who holds the post no more reads the draft no more"
    g.pop("_login_user", None)
    assert "/user/login" in app.get("/kabar", follow_redirects=False).headers["Location"]


def test_the_text_for_whatsapp_tells_no_title_that_is_not_public(content: bytes) -> None:
    people = cast()
    review = story.submitted(people, content)
    words = tk.h.satudata_whatsapp(act(people.verifikator, "satudata_review_show", id=review["id"]))
    assert words.startswith(f"Satu Data: {review['number']} menunggu pemeriksaan Verifikator sampai ")
    assert len(words) <= 300 and "http" in words and review["title"] not in words
    for who in (people.verifikator, people.kabid, people.kadis):
        review = story.decide(who, review, "approve")
    shown = act(people.bps, "satudata_review_show", id=review["id"])
    story.answer(people, shown, "received", receipt_number="B-1")
    words = tk.h.satudata_whatsapp(act(people.producer, "satudata_review_show", id=review["id"]))
    assert review["title"] in words and len(words) <= 300


def test_preferences_are_ones_own_and_leave_the_rest_alone() -> None:
    who = person()
    execute('UPDATE "user" SET plugin_extras = \'{"other": {"a": 1}}\' WHERE id = :id', id=who.id)
    model.Session.expire_all()
    assert act(who, "satudata_preference_show") == {"language": "id", "digest": True}
    assert act(who, "satudata_preference_update", language="en") == {"language": "en", "digest": True}
    assert act(who, "satudata_preference_update", digest="false") == {"language": "en", "digest": False}
    kept = model.Session.execute(
        text('SELECT plugin_extras FROM "user" WHERE id = :id'), {"id": who.id}
    ).scalar()
    assert kept["other"] == {"a": 1}
    for wrong in ({"language": "fr"}, {"digest": "mungkin"}):
        with pytest.raises(tk.ValidationError):
            act(who, "satudata_preference_update", **wrong)
    with pytest.raises(tk.NotAuthorized):
        act(None, "satudata_preference_show")


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
