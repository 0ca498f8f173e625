"""What is not public is nowhere: no page, action, feed, search, facet, count, table, file, activity or mail tells of it."""

from __future__ import annotations

import json
from datetime import time

import pytest
from ckan import model

from ckanext.satudata import wiring
from ckanext.satudata.domain.calendar import add_working_days
from ckanext.satudata.domain.reminders import at
from ckanext.satudata.work import loop, reminders
from support.attacks.asking import secrets, told
from support.attacks.calling import DONE, FAULT, called, questions
from support.attacks.house import full_house
from support.attacks.scene import CANARY, STRANGERS, Scene, Target, scene
from support.offices import Person, execute
from support.postbox import Letter, Postbox, address, postbox  # noqa: F401

pytestmark = full_house


@pytest.mark.trap("B1", "B2", "B3", "B6", "B7", "B8", "B9", "B11", "B12")
@pytest.mark.parametrize("role", STRANGERS)
def test_no_action_that_reads_tells_a_stranger(role: str) -> None:
    made = scene()
    person, hidden = made.roles[role], secrets(made.hidden.values())
    leaks = []
    for name, data in questions(made, person):
        how, answer = called(person, name, data)
        found = told(json.dumps(answer, default=str), json.dumps(data), hidden)
        if found or how == FAULT:
            leaks.append(f"{name} {data}: {how} {found or answer}")
    assert not leaks, "\n" + "\n".join(leaks)


DUE_NOW = "UPDATE satudata_work SET run_after = now() - interval '1 second' WHERE state = 'waiting'"


@pytest.mark.trap("E1", "E2")
def test_no_mail_tells_a_stranger(postbox: Postbox) -> None:  # noqa: F811
    """What waits to be sent, the reminders and the digests of the next morning: body, subject and headers."""
    made = scene()
    roles = {name: who for name, who in made.roles.items() if who}
    with postbox.up():
        day = add_working_days(wiring.today(), 1, wiring.calendar().is_holiday)
        list(reminders.tick(at(day, time(8), wiring.zone())))
        for _round in range(3):
            execute(DUE_NOW)
            loop.drain()
    leaks = [
        f"{letter.to} {letter.subject}: {told}"
        for letter in postbox.letters
        for told in told_by(letter, made, [owner_of(to) for to in letter.to])
    ]
    assert not leaks, "\n" + "\n".join(leaks)
    heard = {to for letter in postbox.letters for to in letter.to}
    assert {address(roles["producer"]), address(roles["verifikator"])} <= heard
    assert not heard & {address(roles[name]) for name in ("outsider", "collaborator", "former editor")}


def owner_of(to: str) -> Person | None:
    """Whose address it is: other modules of a run have people in posts, too."""
    found = model.Session.query(model.User).filter_by(email=to).first()
    return Person(found.id, found.name, "") if found else None


def told_by(letter: Letter, made: Scene, readers: list[Person | None]) -> list[str]:
    """What of the hidden stands in a letter, beside the ids of drafts that everybody it went to may read."""
    text = "\n".join([letter.message.as_string(), letter.subject, letter.part("plain"), letter.part("html")])
    found = [CANARY] if CANARY in text.lower() else []
    for target in made.hidden.values():
        named = [one for one in (*target.ids, target.slug, f"P-{target.number:04d}") if one in text]
        if named and not all(may_read(who, target) for who in readers):
            found += named
    return found


def may_read(who: Person | None, target: Target) -> bool:
    return called(who, "package_show", {"id": target.package})[0] == DONE
