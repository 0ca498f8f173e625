"""What stands in a mail, in which language, for whom; and that it is true when it arrives."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from sqlalchemy import text

from ckanext.satudata.work import loop
from support import story
from support.lasting import cast
from support.offices import Person, appoint, execute, person
from support.postbox import Postbox, about, postbox  # noqa: F401
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.mark.parametrize(
    "language, subject, sentence, path",
    [
        (
            "id",
            "Giliran Bapak/Ibu: periksa",
            "Dari Produsen Data: {} menunggu Bapak/Ibu pada langkah Pemeriksaan Verifikator",
            "/pengajuan/",
        ),
        (
            "en",
            "Your turn: check",
            "From Data producer: {} waits for you at the step Check by the verifier",
            "/en/pengajuan/",
        ),
    ],
)
@pytest.mark.trap("E3")
def test_a_mail_is_written_in_the_readers_language(
    postbox: Postbox,  # noqa: F811
    language: str,
    subject: str,
    sentence: str,
    path: str,
) -> None:
    people = cast()
    act(people.verifikator, "satudata_preference_update", language=language)
    with postbox.up():
        review = story.submitted(people, population(2024))
    [letter] = about(postbox, people.verifikator, review)
    assert letter.subject.startswith(f"[Satu Data] {subject} {review['number']}")
    for kind in ("plain", "html"):
        body = letter.part(kind)
        assert sentence.format(review["number"]) in body and f"{path}{review['number']}" in body
    assert letter.message.get_content_type() == "multipart/alternative"
    assert letter.message["Auto-Submitted"] == "auto-generated"
    assert f'<html lang="{language}">' in letter.part("html")


@pytest.mark.trap("E3")
def test_a_plt_is_called_so_and_nothing_is_told_that_does_not_belong_in_a_mail(postbox: Postbox) -> None:  # noqa: F811
    people = cast()
    plt = person()
    appoint(plt, "kabid", days_from_now=(-1, 60))
    execute("UPDATE satudata_assignment SET standing = 'plt' WHERE user_id = :u", u=plt.id)
    review = story.submitted(people, population(2024))
    review = story.decide(people.verifikator, review, "approve")
    secret = "Angka 10.180 pada sel F14 keliru"
    with postbox.up():
        story.decide(plt, review, "return", reasons=["ANGKA_TIDAK_COCOK"], text=secret, to="susun")
    [letter] = about(postbox, people.producer, review)
    names = [model.User.get(who.id).display_name for who in (plt, people.verifikator)]
    for kind in ("plain", "html"):
        body = letter.part(kind)
        assert "Plt. Kepala Bidang" in body and review["number"] in body
        assert "10.180" not in body and "F14" not in body and review["title"] not in body
        assert not [name for name in names if name in body]
        assert f"/rancangan/{review['draft_id']}" in body


@pytest.mark.trap("E5")
def test_published_is_said_when_everybody_can_read_it(postbox: Postbox) -> None:  # noqa: F811
    """Looked at from outside, at the moment the mail arrives."""
    people = cast()
    review = story.at_bps(people, population(2024))
    seen: list[tuple[str, bool]] = []
    query = text("SELECT state, private FROM package WHERE id = :id")

    def look() -> None:
        with model.meta.engine.connect() as outside:
            found = outside.execute(query, {"id": review["dataset_id"]}).first()
        seen.append((found.state, found.private) if found else ("", True))

    with postbox.up():
        loop.drain()
        postbox.letters.clear()
        postbox.on_arrival = look
        story.answer(people, review, "received", receipt_number="B-1")
        subjects = [letter.subject for letter in postbox.letters]
    told = [at for at, subject in zip(seen, subjects, strict=True) if "terbit" in subject]
    assert told == [("active", False)], subjects


@pytest.mark.trap("E1", "E2")
def test_a_removed_member_and_the_rest_of_the_office_are_told_nothing(postbox: Postbox) -> None:  # noqa: F811
    people = cast()
    colleague, heir = person(), person()
    for who in (colleague, heir):
        _member(people, who, "editor")
    review = story.submitted(people, population(2024))
    tk.get_action("organization_member_delete")(
        _as(people.sysadmin), {"id": people.org, "username": people.producer.name}
    )
    with postbox.up():
        loop.drain()
        postbox.letters.clear()
        story.decide(people.verifikator, review, "return", reasons=["SATUAN_KELIRU"])
    assert about(postbox, people.producer, review) == []
    assert len(about(postbox, colleague, review)) == len(about(postbox, heir, review)) == 1, (
        "those who can mend it now"
    )
    _member(people, people.producer, "editor")
    other = story.submitted(people, population(2025))
    with postbox.up():
        loop.drain()
        postbox.letters.clear()
        story.decide(people.verifikator, other, "return", reasons=["SATUAN_KELIRU"])
    assert len(about(postbox, people.producer, other)) == 1
    assert about(postbox, colleague, other) == about(postbox, people.outsider, other) == []


def _as(who: Person) -> dict[str, Any]:
    return {"user": who.name, "ignore_auth": True}


def _member(people: Cast, who: Person, role: str) -> None:
    data = {"id": people.org, "username": who.name, "role": role}
    tk.get_action("organization_member_create")(_as(people.sysadmin), data)
