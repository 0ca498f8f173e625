"""The mail server away, slow or back again, a worker killed: nothing is lost, nothing is sent that no longer holds."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from datetime import date, timedelta
from typing import Any

import pytest

from ckanext.satudata import wiring
from ckanext.satudata.work import loop, notices, reminders
from support import databases, story
from support.faults import let_time_pass, rows, work_of
from support.lasting import cast
from support.offices import Person, execute
from support.postbox import Postbox, about, address, postbox  # noqa: F401
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def notice_of(review: dict[str, Any], who: Person, kind: str) -> dict[str, Any]:
    found = rows(
        "SELECT * FROM satudata_notice WHERE review_id = :id AND user_id = :user AND kind = :kind",
        id=review["id"],
        user=who.id,
        kind=kind,
    )
    assert len(found) == 1, found
    return found[0]


def late(review: dict[str, Any]) -> None:
    """Let a turn have begun ten weeks ago and the sweep look at it now."""
    execute(
        "UPDATE satudata_review SET entered_at = now() - interval '70 days' WHERE id = :id", id=review["id"]
    )
    reminders.recompute(wiring.now())
    list(reminders.tick(wiring.now()))


@pytest.mark.trap("E4")
def test_reminders_wait_for_the_mail_server_and_are_sent_once(postbox: Postbox) -> None:  # noqa: F811
    people = cast()
    review = story.submitted(people, population(2024))
    late(review)
    loop.drain()
    reminder = notice_of(review, people.verifikator, "overdue")
    assert reminder["mailed_at"] is None and work_of(reminder["id"], "mail")["state"] == "waiting"
    shown = act(people.verifikator, "satudata_notice_list")["rows"]
    assert ("overdue", review["number"]) in [(n["kind"], n["number"]) for n in shown], (
        "seen in the portal all the while"
    )
    with postbox.up():
        let_time_pass(reminder["id"])
        loop.drain()
        assert len(about(postbox, people.verifikator, review)) == 1
        list(reminders.tick(wiring.now() + timedelta(days=2)))
        loop.drain()
        assert len(about(postbox, people.verifikator, review)) == 1
    assert notice_of(review, people.verifikator, "overdue")["mailed_at"] is not None


def test_what_is_over_when_the_mail_server_is_back_is_not_sent(postbox: Postbox) -> None:  # noqa: F811
    people = cast()
    review = story.submitted(people, population(2024))
    late(review)
    loop.drain()
    story.decide(people.verifikator, review, "approve")
    with postbox.up():
        for row in rows("SELECT id FROM satudata_notice WHERE review_id = :id", id=review["id"]):
            let_time_pass(row["id"])
        loop.drain()
    assert about(postbox, people.verifikator, review) == []
    assert len(about(postbox, people.kabid, review)) == 1
    assert work_of(notice_of(review, people.verifikator, "overdue")["id"], "mail")["state"] == "done"


@pytest.mark.trap("E2")
def test_who_left_before_the_mail_server_was_back_is_sent_nothing(postbox: Postbox) -> None:  # noqa: F811
    people = cast()
    review = story.submitted(people, population(2024))
    waiting = notice_of(review, people.verifikator, "your_turn")
    execute(
        "UPDATE satudata_assignment SET ends_on = current_date - 1 WHERE user_id = :u",
        u=people.verifikator.id,
    )
    with postbox.up():
        let_time_pass(waiting["id"])
        loop.drain()
    assert about(postbox, people.verifikator, review) == []
    removed = cast()
    review = story.submitted(removed, population(2024))
    execute("UPDATE \"user\" SET state = 'deleted' WHERE id = :id", id=removed.verifikator.id)
    with postbox.up():
        let_time_pass(notice_of(review, removed.verifikator, "your_turn")["id"])
        loop.drain()
    assert about(postbox, removed.verifikator, review) == []


def test_of_digests_that_waited_only_the_newest_is_sent(postbox: Postbox) -> None:  # noqa: F811
    people = cast()
    review = story.submitted(people, population(2024))
    morning = wiring.calendar().start_of(date(2026, 11, 23)) + timedelta(hours=8)
    for days in range(3):
        assert list(reminders.digests(morning + timedelta(days=days)))
        loop.drain()
    mine = "SELECT key, state FROM satudata_work WHERE kind = 'digest' AND subject = :u ORDER BY key"
    assert [row["state"] for row in rows(mine, u=people.verifikator.id)][-1] == "waiting"
    with postbox.up():
        let_time_pass(people.verifikator.id)
        loop.drain()
    digests = [m for m in postbox.to(address(people.verifikator)) if "menunggu Bapak/Ibu" in m.subject]
    assert len(digests) == 1, [letter.subject for letter in postbox.letters]
    assert review["number"] in digests[0].part("plain")
    assert {row["state"] for row in rows(mine, u=people.verifikator.id)} == {"done"}


def test_a_digest_with_nothing_left_in_it_is_not_sent(postbox: Postbox) -> None:  # noqa: F811
    people = cast()
    review = story.submitted(people, population(2024))
    morning = wiring.calendar().start_of(date(2026, 12, 1)) + timedelta(hours=8)
    list(reminders.digests(morning))
    act(people.producer, "satudata_review_withdraw", id=review["id"])
    others = "UPDATE satudata_assignment SET ends_on = current_date - 1 WHERE user_id = :u"
    execute(others, u=people.verifikator.id)
    with postbox.up():
        loop.drain()
    assert not [m for m in postbox.to(address(people.verifikator)) if "menunggu" in m.subject]


@pytest.mark.trap("E4")
def test_a_worker_killed_after_the_server_took_the_mail(
    postbox: Postbox,  # noqa: F811
    ckan_config: dict[str, Any],
) -> None:
    """The one case of a mail sent twice, never more: same Message-ID, so that it is known for the same mail."""
    people = cast()
    draft_id = story.ready_draft(people, population(2024))
    loop.drain()
    review = act(people.producer, "satudata_review_submit", draft_id=draft_id)
    process: subprocess.Popen[bytes] | None = None

    def kill() -> None:
        if process is not None and about(postbox, people.verifikator, review):
            os.kill(process.pid, signal.SIGKILL)

    postbox.on_arrival = kill
    with postbox.up():
        process = _worker(ckan_config, postbox.port)
        try:
            assert process.wait(timeout=60) == -signal.SIGKILL
        finally:
            process.kill()
        postbox.on_arrival = lambda: None
        waiting = notice_of(review, people.verifikator, "your_turn")
        assert waiting["mailed_at"] is None and work_of(waiting["id"], "mail")["state"] == "running"
        for _again in range(3):
            let_time_pass(waiting["id"])
            loop.drain()
    letters = about(postbox, people.verifikator, review)
    assert len(letters) == 2
    assert len({str(letter.message["Message-ID"]) for letter in letters}) == 1
    assert act(people.verifikator, "satudata_review_show", id=review["id"])["status"] == "in_review"


def _worker(config: dict[str, Any], port: int) -> subprocess.Popen[bytes]:
    command = [str(databases.CKAN), "-c", config["__file__"], "satudata", "worker", "--queue", "short"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    environment = {**os.environ, "CKAN_SMTP_SERVER": f"127.0.0.1:{port}"}
    return subprocess.Popen(command, env=environment, **quiet)  # type: ignore[call-overload, no-any-return]


@pytest.mark.trap("E4")
def test_a_mail_server_that_says_nothing_does_not_hold_the_worker(
    postbox: Postbox,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:

    people = cast()
    monkeypatch.setattr(notices, "PATIENCE_SECONDS", 0.5)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", postbox.port))
        mute.listen()
        began = time.monotonic()
        review = story.submitted(people, population(2024))
        assert time.monotonic() - began < 60
    assert work_of(notice_of(review, people.verifikator, "your_turn")["id"], "mail")["state"] == "waiting"
