"""Pages of news and settings, the text for WhatsApp, how a person wants to be told."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from flask import g
from sqlalchemy import text

from support import story
from support.lasting import cast
from support.offices import Person, execute, person
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def content() -> bytes:
    return population(2024)


def page(app: CKANTestApp, path: str, who: Person) -> str:
    """A page as this person sees it; who was signed in before in this request is forgotten."""
    g.pop("_login_user", None)
    return str(app.get(path, headers=who.headers).body)


def told_of(people: Any, review: dict[str, Any]) -> list[dict[str, Any]]:
    """What the verifikator was told of this submission."""
    rows = act(people.verifikator, "satudata_notice_list")["rows"]
    return [row for row in rows if row["number"] == review["number"]]


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
    [shown] = told_of(people, review)
    assert shown["over"] and not shown["whatsapp"] and shown["title"] == review["title"]
    execute("UPDATE satudata_assignment SET ends_on = starts_on WHERE user_id = :u", u=people.verifikator.id)
    [shown] = told_of(people, review)
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
