"""The demo's users, offices, memberships and posts. Everything that exists already is left as it is."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

import ckan.model as model
import ckan.plugins.toolkit as tk

from .. import governance
from ..demo_people import PASSWORD, PEOPLE, STAFF, Person
from .acting import act
from .described import Office, offices

SYSADMIN = next(person.name for person in PEOPLE if person.sysadmin)
ADMINISTRATOR = next(person.name for person in PEOPLE if person.post == "admin_walidata")


def producer_of(office: str) -> str:
    """The name of the person who prepares an office's data."""
    return next(person.name for person in (*PEOPLE, *STAFF) if person.office == office and not person.post)


def prepare() -> None:
    """Make users, offices and posts, each once."""
    _users()
    for office in offices():
        _office(office)
    _posts()
    for office in offices():
        _sops(office)
    model.Session.remove()


def _users() -> None:
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    for person in (*PEOPLE, *STAFF):
        if model.User.get(person.name) is None:
            _user(person, site_user)


def _user(person: Person, site_user: str) -> None:
    password = PASSWORD if person in PEOPLE else secrets.token_urlsafe(24)
    tk.get_action("user_create")(
        {"user": site_user},
        {
            "name": person.name,
            "fullname": person.fullname,
            "email": person.email,
            "about": "Akun peragaan (data rekaan).",
            "password": password,
            "sysadmin": person.sysadmin,
        },
    )


def _office(office: Office) -> None:
    if model.Group.get(office.name) is None:
        act(
            SYSADMIN,
            "organization_create",
            name=office.name,
            title=office.title,
            description=office.description,
            extras=[{"key": key, "value": value} for key, value in office.extras.items()],
            users=[{"name": person.name, "capacity": "editor"} for person in _members(office.name)],
        )
    if SYSADMIN in _people_of(office.name):
        act(SYSADMIN, "organization_member_delete", id=office.name, username=SYSADMIN)
    governance.switch(office.name, on=True)


def _members(office: str) -> Iterable[Person]:
    return [person for person in (*PEOPLE, *STAFF) if person.office == office and not person.post]


def _people_of(office: str) -> set[str]:
    """Names of the members; whoever makes an organisation becomes one."""
    members = act(SYSADMIN, "member_list", id=office, object_type="user")
    return {model.User.get(user_id).name for user_id, *_ in members}


def _sops(office: Office) -> None:
    """The administrator of the walidata chooses the SOPs of an office."""
    if not office.sops:
        return
    listed = act(ADMINISTRATOR, "satudata_sop_choice_list")["offices"]
    chosen = next(row["chosen"] for row in listed if row["name"] == office.name)
    for chain, sop_id in office.sops.items():
        if chosen[chain] != sop_id:
            place = {"scope": "org", "scope_id": office.name}
            act(ADMINISTRATOR, "satudata_sop_choose", **place, chain=chain, sop_id=sop_id)


def _posts() -> None:
    """The sysadmin appoints the administrator of the walidata, who appoints everybody else."""
    held = {(row["user"], row["post"]) for row in act(SYSADMIN, "satudata_assignment_list")}
    for person in sorted(PEOPLE, key=lambda person: person.name != ADMINISTRATOR):
        if person.post and (person.name, person.post) not in held:
            act(
                SYSADMIN if person.name == ADMINISTRATOR else ADMINISTRATOR,
                "satudata_assignment_create",
                user=person.name,
                post=person.post,
                org_id=person.office,
                standing=person.standing,
                decree="Keputusan Bupati Sukamaju (data rekaan)",
            )
