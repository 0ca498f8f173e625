"""Mail and Redis away: decisions stand, notices are seen in the portal, each mail is sent once."""

from __future__ import annotations

import email
import email.policy

import ckan.lib.redis as redis_of_ckan
import ckan.plugins.toolkit as tk
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from ckan import model
from sqlalchemy import text

from ckanext.satudata.work import loop
from devkit.processes import free_port
from support import story
from support.faults import let_time_pass, people, rows
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


class Postbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], str]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append((list(envelope.rcpt_tos), words(bytes(envelope.content or b"").decode())))  # type: ignore[arg-type]
        return "250 OK"


def words(mail: str) -> str:
    """Subject and text of a mail."""
    message = email.message_from_string(mail, policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return f"{message['Subject']}\n{body.get_content()}"


def mails_of(review_id: str) -> list[dict[str, object]]:
    return rows(
        "SELECT w.id, w.state, w.last_error, n.mailed_at, n.id AS notice FROM satudata_notice n "
        "JOIN satudata_work w ON w.subject = n.id AND w.kind = 'mail' JOIN \"user\" u ON u.id = n.user_id "
        "WHERE n.review_id = :id AND u.email <> '' ORDER BY n.created_at",
        id=review_id,
    )


def test_mail_server_down_then_up(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setitem(tk.config, "smtp.server", f"127.0.0.1:{port}")
    draft_id = story.ready_draft(people(), population(2024))
    review = act(people().producer, "satudata_review_submit", draft_id=draft_id)
    loop.drain()
    after = story.decide(people().verifikator, review, "approve")
    assert after["step"] == "kabid"
    waiting = mails_of(review["id"])
    assert len(waiting) >= 2
    assert {row["state"] for row in waiting} == {"waiting"}, waiting
    assert all(row["mailed_at"] is None and row["last_error"] for row in waiting)
    told = act(people().kabid, "satudata_notice_list")
    shown = told["rows"] if isinstance(told, dict) else told
    assert any(review["id"] in str(notice) or review["number"] in str(notice) for notice in shown)

    postbox = Postbox()
    server = Controller(postbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        for row in waiting:
            let_time_pass(str(row["notice"]))
        loop.drain()
        assert {row["state"] for row in mails_of(review["id"])} == {"done"}
        kabid = model.User.get(people().kabid.id).email
        ours = [mail for to, mail in postbox.mails if kabid in to and review["number"] in mail]
        assert len(ours) == 1
        assert review["title"] not in ours[0] and "http" in ours[0]
        for row in waiting:
            model.Session.execute(
                text("UPDATE satudata_work SET state = 'waiting' WHERE id = :id"), {"id": row["id"]}
            )
        model.Session.commit()
        before = [mail for _, mail in postbox.mails if review["number"] in mail]
        loop.drain()
        assert [mail for _, mail in postbox.mails if review["number"] in mail] == before
    finally:
        server.stop()


def test_a_worker_that_comes_late_tells_only_whose_turn_it_is_now() -> None:
    draft_id = story.ready_draft(people(), population(2024))
    review = act(people().producer, "satudata_review_submit", draft_id=draft_id)
    act(
        people().verifikator,
        "satudata_review_decide",
        id=review["id"],
        decision="approve",
        digest=review["content_digest"],
        idempotency_key="k",
        checklist=story.judged(review),
    )
    loop.drain()
    turns = rows(
        "SELECT user_id FROM satudata_notice WHERE review_id = :id AND kind = 'your_turn'", id=review["id"]
    )
    holders = [row["user_id"] for row in turns]
    assert people().verifikator.id not in holders
    assert holders.count(people().kabid.id) == 1


def test_the_whole_way_without_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckan.redis.url", "redis://127.0.0.1:9/0")
    monkeypatch.setattr(redis_of_ckan, "_connection_pool", None)
    assert not redis_of_ckan.is_redis_available()
    review = story.published(people(), population(2024))
    assert review["status"] == "published"
    assert act(None, "package_show", id=review["dataset_id"])["edisi"] in (1, "1")
    monkeypatch.setattr(redis_of_ckan, "_connection_pool", None)
