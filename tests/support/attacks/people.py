"""Who attacks and who is attacked: people in every role, an office of everybody's own, a topic."""

from __future__ import annotations

from dataclasses import dataclass

from ckan.tests import factories

from support.offices import Person, appoint, person
from support.story import Cast, act

HEADS = ("kasubag", "sekretaris", "kepala_opd")


@dataclass(frozen=True)
class Lair:
    """An ungoverned office in which everybody is an administrator, with a dataset of its own."""

    org: str
    package: str
    resource: str


def roles_of(people: Cast, other_org: str) -> dict[str, Person | None]:
    roles: dict[str, Person | None] = {"anonymous": None, "outsider": people.outsider}
    for capacity in ("member", "editor", "admin"):
        roles[f"{capacity} of another OPD"] = _member(people, other_org, capacity)
        roles[f"{capacity} of the OPD"] = _member(people, people.org, capacity)
    roles["producer"] = people.producer
    for post in HEADS:
        roles[post] = person()
        appoint(roles[post], post, people.org)
    roles["kepala_opd of another OPD"] = person()
    appoint(roles["kepala_opd of another OPD"], "kepala_opd", other_org)
    for post in ("verifikator", "kabid", "kadis", "bps"):
        roles[post] = getattr(people, post)
    roles["former verifikator"] = person()
    appoint(roles["former verifikator"], "verifikator", days_from_now=(-9, -1))
    roles["former editor"] = _member(people, people.org, "editor")
    act(
        people.sysadmin,
        "organization_member_delete",
        id=people.org,
        username=roles["former editor"].name,
    )
    roles["collaborator"] = person()
    roles["sysadmin"] = people.sysadmin
    return roles


def _member(people: Cast, org: str, capacity: str) -> Person:
    made = person()
    act(people.sysadmin, "organization_member_create", id=org, username=made.name, role=capacity)
    return made


def lair(people: list[Person]) -> Lair:
    users = [{"name": who.name, "capacity": "admin"} for who in people]
    org = str(factories.Organization(users=users)["id"])
    made = factories.Dataset(owner_org=org, resources=[{"url": "http://x.test/a.csv", "format": "CSV"}])
    return Lair(org, made["id"], made["resources"][0]["id"])


def topic(people: list[Person]) -> str:
    """A group (topic) that everybody administers."""
    return str(factories.Group(users=[{"name": who.name, "capacity": "admin"} for who in people])["id"])
