"""Refused attempts, each in a transaction of its own: what the use case undid stays told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ckan.model as model
import sqlalchemy as sa

from ...model import tables as t
from . import beside

NAMING = (
    *("id", "number", "draft_id", "bundle_id", "dataset_id", "name"),
    *("package_id", "resource_id", "object", "subject"),
)
"""Parameters of actions that name what they are about, in the order in which they are looked up."""


@dataclass(frozen=True)
class Refusal:
    """One refused attempt. ``subject`` is the dataset's reserved id, or the package's; empty when it is not known."""

    at: datetime
    actor_id: str
    action: str
    code: str
    review_id: str = ""
    subject: str = ""


def write(refusal: Refusal, times: int) -> None:
    """Keep a refused attempt, the ``times``-th of its kind within a minute."""
    with beside.transaction() as connection:
        connection.execute(t.refusal.insert().values(**vars(refusal), data={"times": times}))


def subject_of(data: Mapping[str, Any]) -> tuple[str, str]:
    """The review and the subject that an action's parameters name: ids that exist, or empty texts."""
    given = [data.get(name) for name in NAMING]
    named = [one.strip() for one in given if isinstance(one, str) and one.strip()]
    with beside.transaction() as connection:
        for one in named:
            if found := _named(connection, one):
                return found
    return "", ""


def _named(connection: sa.Connection, given: str) -> tuple[str, str] | None:
    r, d, b = t.review.c, t.draft.c, t.bundle.c
    digits = given[2:] if given.upper().startswith("P-") else ""
    number = int(digits) if digits.isdecimal() and len(digits) < 10 else -1
    review = connection.execute(
        sa.select(r.id, r.dataset_id).where(sa.or_(r.id == given, r.number == number))
    )
    if row := review.first():
        return row.id, row.dataset_id
    bundle = sa.select(r.id, r.dataset_id).join(t.bundle, b.review_id == r.id).where(b.id == given)
    if row := connection.execute(bundle).first():
        return row.id, row.dataset_id
    package, resource = model.Package.__table__.c, model.Resource.__table__.c
    of_resource = sa.select(resource.package_id).where(resource.id == given).scalar_subquery()
    query = sa.select(package.id, d.dataset_id).outerjoin(t.draft, d.package_id == package.id)
    known = sa.or_(package.id == given, package.name == given, package.id == of_resource)
    row = connection.execute(query.where(known)).first()
    return ("", row.dataset_id or row.id) if row else None


def listed(
    connection: sa.Connection,
    *,
    since: datetime | None,
    until: datetime | None,
    subject: str,
    actor_id: str,
    limit: int,
    offset: int,
) -> tuple[int, Sequence[Mapping[str, Any]]]:
    """How many refusals there are, and a page of them with their review's number, the newest first."""
    c = t.refusal.c
    where = [
        *([c.at >= since] if since else []),
        *([c.at < until] if until else []),
        *([c.subject == subject] if subject else []),
        *([c.actor_id == actor_id] if actor_id else []),
    ]
    count = connection.execute(sa.select(sa.func.count()).select_from(t.refusal).where(*where)).scalar_one()
    query = (
        sa.select(t.refusal, t.review.c.number)
        .outerjoin(t.review, t.review.c.id == c.review_id)
        .where(*where)
        .order_by(c.id.desc())
    )
    return count, connection.execute(query.limit(limit).offset(offset)).mappings().all()
