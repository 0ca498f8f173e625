"""Offices, people and posts for tests that need a real CKAN."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ckan import model
from ckan.tests import factories
from sqlalchemy import text

TODAY = "(now() AT TIME ZONE 'Asia/Jakarta')::date"
"""Today by the offices' clock, in SQL: from 17.00 UTC on it is a day later than the database's."""

FOR_A_MODULE: set[str] = set()
"""Assignments that end with the test module that made them: later modules should not write mails to all these people."""

PROFILE = {
    "alamat": "Jalan Rekaan Nomor 1, Sukamaju Kota",
    "telepon": "(0999) 000-100",
    "email": "dinas@sukamaju.example",
    "faksimile": "(0999) 000-101",
    "jabatan_pimpinan": "Kepala Dinas",
}
"""What the MS forms need of an office beside its name."""


@dataclass(frozen=True)
class Person:
    """A user with an API token."""

    id: str
    name: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """Headers of a request by this person."""
        return {"Authorization": self.token}


def person(*, sysadmin: bool = False) -> Person:
    """Make a user with a token."""
    made = factories.SysadminWithToken() if sysadmin else factories.UserWithToken()
    return Person(made["id"], made["name"], made["token"])


def office(*, governed: bool, **members: Person) -> str:
    """Make an organisation and give its id; ``members`` are people by capacity (editor=..., member=...)."""
    users = [{"name": who.name, "capacity": capacity} for capacity, who in members.items()]
    extras = [{"key": key, "value": value} for key, value in PROFILE.items()] if governed else []
    org_id = str(factories.Organization(users=users, extras=extras)["id"])
    if governed:
        execute("INSERT INTO satudata_governed (org_id, since) VALUES (:org, now())", org=org_id)
    return org_id


def appoint(
    who: Person, post: str, org_id: str | None = None, *, days_from_now: tuple[int, int] = (-1, 1)
) -> None:
    """Let a person hold a post from one day to another, counted from today; past the module only if kept."""
    FOR_A_MODULE.add(key := str(uuid.uuid4()))
    execute(
        "INSERT INTO satudata_assignment (id, user_id, post, org_id, starts_on, ends_on, created_at) "
        f"VALUES (:id, :user, :post, :org, {TODAY} + :first, {TODAY} + :last, now())",
        id=key,
        user=who.id,
        post=post,
        org=org_id,
        first=days_from_now[0],
        last=days_from_now[1],
    )


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Posts given inside are held for the whole run: the scene is shared by several modules."""
    before = set(FOR_A_MODULE)
    yield
    FOR_A_MODULE.intersection_update(before)


def end_posts() -> None:
    """End the posts that the module before gave."""
    if FOR_A_MODULE:
        with model.meta.engine.begin() as connection:
            ended = f"UPDATE satudata_assignment SET starts_on = {TODAY} - 9, ends_on = {TODAY} - 8 "
            connection.execute(text(ended + "WHERE id = ANY(:ids)"), {"ids": list(FOR_A_MODULE)})
        FOR_A_MODULE.clear()


def execute(statement: str, **values: Any) -> Any:
    """Run one statement in the main database and commit it."""
    result = model.Session.execute(text(statement), values)
    model.Session.commit()
    return result
