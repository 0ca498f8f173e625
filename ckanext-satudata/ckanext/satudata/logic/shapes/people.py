"""Assignments, their record and vacant posts as pages and API show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...adapters.sql import vacancies as sql_vacancies
from ...app.people.posts import CHAIN
from ...domain.people.book import Plan
from ...domain.people.vacancy import Vacancy, needed, vacancies
from ...domain.review.model import Actor
from ...domain.sop import Sop
from ...model import tables as t
from ...words import post_label

user = model.User.__table__
group = model.Group.__table__


def assignments(
    *, state: str = "", post: str = "", org_id: str = "", assignment_id: str = ""
) -> list[dict[str, Any]]:
    """Assignments with the people and offices in them, the newest first; ``state`` is one of :func:`state_of`."""
    c = t.assignment.c
    query = (
        sa.select(
            t.assignment,
            user.c.name.label("login"),
            user.c.fullname,
            user.c.state.label("account"),
            group.c.name.label("office"),
            group.c.title.label("office_title"),
        )
        .outerjoin(user, user.c.id == c.user_id)
        .outerjoin(group, group.c.id == c.org_id)
        .order_by(c.starts_on.desc(), c.created_at.desc(), c.id)
    )
    for column, wanted in ((c.post, post), (c.org_id, org_id), (c.id, assignment_id)):
        query = query.where(column == wanted) if wanted else query
    today = wiring.today()
    rows = model.Session.execute(query).mappings().all()
    gone = _recorded_names() if any(row["login"] is None for row in rows) else {}
    shown = [_assignment(row, today, gone) for row in rows]
    return [row for row in shown if not state or row["state"] == state]


def _assignment(row: Mapping[str, Any], today: date, gone: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    login, shown = (row["login"], row["fullname"] or row["login"])
    if login is None:
        login, shown = gone.get(row["user_id"], (row["user_id"], row["user_id"]))
    return {
        "id": row["id"],
        "user": login,
        "display_name": shown,
        "active": row["account"] == model.State.ACTIVE,
        "post": row["post"],
        "post_label": post_label(row["post"], row["standing"]),
        "org_id": row["org_id"],
        "office": row["office"],
        "office_title": row["office_title"] or row["office"],
        "standing": row["standing"],
        "decree": row["decree"],
        "starts_on": row["starts_on"].isoformat(),
        "ends_on": row["ends_on"].isoformat() if row["ends_on"] else None,
        "state": state_of(row["starts_on"], row["ends_on"], today),
    }


TOLD = ("post", "post_label", "org_id", "office", "office_title", "standing", "display_name", "state")
"""What somebody who works in the portal needs to know of a holder; logins, decrees and days are the administrator's."""


def told_to(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of these assignments, who holds a post today that this person may have to do with."""
    offices = actor.prepares | {holding.org_id for holding in actor.holdings if holding.org_id}
    everywhere = any(holding.org_id is None for holding in actor.holdings)
    if not (offices or everywhere):
        return []
    return [
        {name: row[name] for name in TOLD}
        for row in rows
        if row["state"] == "running"
        and row["active"]
        and (everywhere or row["org_id"] is None or row["org_id"] in offices)
    ]


def state_of(starts_on: date, ends_on: date | None, today: date) -> str:
    """``running``, ``coming``, ``ended`` or ``cancelled``."""
    if ends_on is not None and ends_on < starts_on:
        return "cancelled"
    if starts_on > today:
        return "coming"
    return "ended" if ends_on is not None and ends_on < today else "running"


def _recorded_names() -> dict[str, tuple[str, str]]:
    """Login and name of everybody who was ever given a post, as they were recorded then."""
    query = sa.select(t.event.c.data).where(t.event.c.subject == CHAIN).order_by(t.event.c.seq)
    return {data["user_id"]: (data["user"], data["shown"]) for data in model.Session.execute(query).scalars()}


def logins_of_holders() -> dict[str, str]:
    """The id of everybody with an assignment, by the login that :func:`assignments` shows, also of accounts that are gone."""
    query = (
        sa.select(t.assignment.c.user_id, user.c.name)
        .outerjoin(user, user.c.id == t.assignment.c.user_id)
        .distinct()
    )
    rows = model.Session.execute(query).all()
    gone = _recorded_names() if any(row.name is None for row in rows) else {}
    return {row.name or gone.get(row.user_id, (row.user_id, ""))[0]: row.user_id for row in rows}


def called(plan: Plan) -> dict[str, str]:
    """What the people and offices of a plan are called."""
    ids = {entry.assignment.user_id for entry in plan.entries}
    query = sa.select(user.c.id, user.c.fullname, user.c.name).where(user.c.id.in_(sorted(ids)))
    people = {row.id: row.fullname or row.name for row in model.Session.execute(query)}
    return people | _titles({e.assignment.org_id for e in plan.entries if e.assignment.org_id})


def history(limit: int) -> list[dict[str, Any]]:
    """What was given, ended and chosen, by whom, the newest first; names as they were then."""
    query = sa.select(t.event).where(t.event.c.subject == CHAIN).order_by(t.event.c.seq.desc()).limit(limit)
    return [_happened(row) for row in model.Session.execute(query).mappings()]


def _happened(row: Mapping[str, Any]) -> dict[str, Any]:
    data = row["data"]
    labels = {
        "assignment_created": _("Post given"),
        "assignment_ended": _("Assignment ended"),
    }
    return {
        "at": row["at"].isoformat(),
        "action": row["action"],
        "label": labels.get(row["action"], row["action"]),
        "by": data["by"],
        "by_post": post_label(row["post"], row["standing"]),
        "user": data["user"],
        "display_name": data["shown"],
        "post": data["post"],
        "post_label": post_label(data["post"], data["standing"]),
        "office_title": data["office"],
        "decree": data["decree"],
        "starts_on": data["starts_on"],
        "ends_on": data["ends_on"],
        "hash": row["hash"],
    }


def vacant_posts() -> list[dict[str, Any]]:
    """Posts that the SOPs in force need, or that work waits for, and that nobody active holds today."""
    session = model.Session
    found = vacancies(
        needed(_sops_in_use()),
        sql_vacancies.held(session, wiring.today()),
        sql_vacancies.waiting(session),
        sql_vacancies.barred(session, wiring.today()),
    )
    titles = _titles({one.org_id for one in found if one.org_id})
    return [_vacancy(one, titles) for one in found]


def _sops_in_use() -> list[tuple[str, Sop]]:
    """What every governed office runs by, and every dataset with an SOP of its own."""
    choices = wiring.choice_unit().choices
    datasets = {row["scope_id"] for row in choices.chosen() if row["scope"] == "dataset"}
    places = [(org_id, "") for org_id in sql_vacancies.governed(model.Session)]
    places += [(org_id, dataset_id) for dataset_id, org_id in choices.offices_of(datasets).items()]
    return [(org_id, sop) for (org_id, _dataset), sop in choices.sops.for_offices(places).items()]


def _titles(org_ids: set[str]) -> dict[str, str]:
    query = sa.select(group.c.id, group.c.title, group.c.name).where(group.c.id.in_(sorted(org_ids)))
    return {row.id: row.title or row.name for row in model.Session.execute(query)}


def _vacancy(one: Vacancy, titles: Mapping[str, str]) -> dict[str, Any]:
    office = titles.get(one.org_id or "", "")
    post = f"{post_label(one.post)} ({office})" if office else post_label(one.post)
    if one.barred:
        words = _("Another holder is needed: every %(post)s prepared the data; %(count)s submissions wait.")
    elif one.waiting:
        words = _("Vacant: %(post)s has no holder; %(count)s submissions wait.")
    else:
        words = _("Vacant: %(post)s has no holder.")
    return {
        "post": one.post,
        "post_label": post_label(one.post),
        "org_id": one.org_id,
        "office_title": office or None,
        "waiting": one.waiting,
        "barred": one.barred,
        "text": words % {"post": post, "count": one.waiting},
    }
