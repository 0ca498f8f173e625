"""Find the person, the office and the post that somebody wrote, as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ..domain.people.assignment import POSTS
from ..words import post_label

NAMED = 5
user = model.User.__table__
group = model.Group.__table__


def active_people(q: str = "", limit: int = 200) -> list[dict[str, str]]:
    """Active accounts by login or shown name, in the order of their names."""
    query = sa.select(user.c.id, user.c.name, user.c.fullname).where(user.c.state == model.State.ACTIVE)
    query = query.where(user.c.name != tk.config["ckan.site_id"])
    if q:
        like = (user.c.name.icontains(q, autoescape=True), user.c.fullname.icontains(q, autoescape=True))
        query = query.where(sa.or_(*like))
    rows = model.Session.execute(query.order_by(user.c.fullname, user.c.name).limit(limit))
    return [{"id": row.id, "name": row.name, "display_name": row.fullname or row.name} for row in rows]


def person_named(written: str, field: str = "user") -> model.User:
    """The active person of this login, e-mail address or name. Raises ``ValidationError`` when it is nobody, or several."""
    found = _exactly(written) or _by_name(written)
    active = [one for one in found if one.state == model.State.ACTIVE]
    if len(active) == 1:
        return active[0]
    if len(active) > 1:
        names = "; ".join(f"{one.display_name} ({one.name})" for one in active[:NAMED])
        told = _("Several people are called '%(name)s'. Write the login of one: %(people)s.")
        raise tk.ValidationError({field: [told % {"name": written, "people": names}]})
    if found:
        told = _("The account '%(name)s' is not active.") % {"name": found[0].name}
        raise tk.ValidationError({field: [told]})
    told = _("Nobody is called '%(name)s'. Write the login or the name of an account.")
    raise tk.ValidationError({field: [told % {"name": written}]})


def _exactly(written: str) -> Sequence[model.User]:
    one = model.User.get(written)
    return [one] if one else list(model.User.by_email(written) or ())


def _by_name(written: str) -> Sequence[model.User]:
    query = model.Session.query(model.User)
    whole = query.filter(sa.func.lower(model.User.fullname) == written.lower()).all()
    return (
        whole or query.filter(model.User.fullname.icontains(written, autoescape=True)).limit(NAMED + 1).all()
    )


def office_named(written: str, field: str = "org_id") -> model.Group:
    """The office of this name, id or title. Raises ``ValidationError``."""
    one = model.Group.get(written)
    query = model.Session.query(model.Group).filter(sa.func.lower(model.Group.title) == written.lower())
    found = [one] if one else query.all()
    offices = [office for office in found if office.is_organization and office.state == model.State.ACTIVE]
    if len(offices) == 1:
        return offices[0]
    if offices:
        names = ", ".join(office.name for office in offices)
        told = _("Several offices are called '%(name)s'. Write one of: %(offices)s.")
        raise tk.ValidationError({field: [told % {"name": written, "offices": names}]})
    raise tk.ValidationError({field: [_("This office does not exist.")]})


def office_choices() -> list[dict[str, str]]:
    """Every office, by title."""
    query = sa.select(group.c.id, group.c.name, group.c.title).where(
        group.c.is_organization.is_(True), group.c.state == model.State.ACTIVE
    )
    return [dict(row) for row in model.Session.execute(query.order_by(group.c.title)).mappings()]


def post_choices() -> list[dict[str, Any]]:
    """Every post with its name in the running language."""
    return [{"value": post, "label": post_label(post)} for post in POSTS]
