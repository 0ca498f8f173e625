"""A queue of several hundred submissions with people in every post."""

from __future__ import annotations

from dataclasses import dataclass

from ckan import model

from ckanext.satudata import wiring
from support import queue_rows, story
from support.offices import Person, appoint, execute, office, person


@dataclass
class Full:
    """Everybody, the offices, and how many submissions there are."""

    people: story.Cast
    offices: list[str]
    rows: int


def fill(count: int) -> Full:
    """A queue of ``count`` submissions and no other."""
    people = story.cast()
    offices = [people.org, office(governed=True), office(governed=True)]
    empty()
    cast = queue_rows.Cast(**{name: getattr(people, name).id for name in vars(queue_rows.Cast())})
    sop = wiring.current_sops()["bawaan"]
    rows = queue_rows.many(count, sop, wiring.calendar(), offices, cast, wiring.now())
    queue_rows.copy_in(model.Session.connection().connection, rows)
    model.Session.commit()
    return Full(people, offices, count)


def empty() -> None:
    """Leave no submission behind: other tests count theirs."""
    execute("DELETE FROM satudata_review")


def colleague(*posts: str, org: str | None = None) -> Person:
    """Somebody new who holds these posts."""
    who = person()
    for post in posts:
        appoint(who, post, org)
    return who
