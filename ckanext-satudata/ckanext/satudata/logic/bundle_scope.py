"""Which reviews a bundle of several holds: per dataset the newest content that the gates let through to BPS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ..app.bundles.sets import Member, Wanted
from ..domain.review.model import Status
from ..model import tables as t
from . import asking

SENT = ("ready", "answered")
LIMIT = 2000


def wanted(data: Mapping[str, Any]) -> Wanted | str:
    """What is asked for by ``reviews``, ``cycle`` or ``organization``; the id of the review when it is one alone."""
    given = [name for name in ("reviews", "cycle", "organization") if data.get(name) not in (None, "", [])]
    if len(given) != 1:
        raise tk.ValidationError({"reviews": [_("Send one of: reviews, cycle, organization.")]})
    return {"reviews": _reviews, "cycle": _cycle, "organization": _organization}[given[0]](data)


def _reviews(data: Mapping[str, Any]) -> Wanted | str:
    ids = sorted({asking.review_id({"id": str(one)}) for one in asking.listing(data, "reviews")[: LIMIT + 1]})
    if len(ids) == 1:
        return ids[0]
    members = _members(t.review.c.id.in_(ids))
    if missing := set(ids) - {one.review_id for one in members}:
        raise tk.ValidationError({"reviews": [_unready(missing)]})
    return Wanted("reviews", "", "", members)


def _unready(ids: set[str]) -> str:
    rows = model.Session.execute(sa.select(t.review.c.number).where(t.review.c.id.in_(ids))).scalars()
    numbers = ", ".join(f"P-{number:04d}" for number in sorted(rows))
    said = _(
        "These submissions have no bundle that BPS may read yet, or a newer one took their place: %(numbers)s."
    )
    return said % {"numbers": numbers}


def _cycle(data: Mapping[str, Any]) -> Wanted:
    year = str(data["cycle"]).strip()
    if not (year.isdecimal() and len(year) == 4):
        raise tk.ValidationError({"cycle": [_("Write the cycle as a year, for instance 2026.")]})
    return Wanted("cycle", year, "", _members(sa.func.left(t.review.c.cycle, 4) == year))


def _organization(data: Mapping[str, Any]) -> Wanted:
    office = model.Group.get(asking.text(data, "organization"))
    if office is None or not office.is_organization:
        raise tk.ObjectNotFound(_("This organisation does not exist."))
    return Wanted("organization", office.id, office.id, _members(t.review.c.owner_org == office.id))


def _members(where: sa.ColumnElement[bool]) -> tuple[Member, ...]:
    """Per dataset the newest bundle of a running or published review; a dataset that was taken down has none."""
    b, r, x = t.bundle.c, t.review.c, t.retraction.c
    down = sa.exists(sa.select(x.dataset_id).where(x.dataset_id == r.dataset_id, x.ended_at.is_(None)))
    query = (
        sa.select(r.id, b.round, t.round_.c.content_digest)
        .distinct(r.dataset_id)
        .select_from(t.bundle)
        .join(t.review, r.id == b.review_id)
        .join(t.round_, sa.and_(t.round_.c.review_id == r.id, t.round_.c.number == b.round))
        .where(
            where,
            b.state.in_(SENT),
            b.round == r.round,
            r.status.in_([str(Status.IN_REVIEW), str(Status.PUBLISHED)]),
            r.subject != "retraction",
            sa.not_(down),
        )
        .order_by(r.dataset_id, b.number.desc())
        .limit(LIMIT + 1)
    )
    found = tuple(Member(*row) for row in model.Session.execute(query).tuples())
    if len(found) > LIMIT:
        words = _("A bundle holds at most %(num)s datasets. Ask for an office at a time.") % {"num": LIMIT}
        raise tk.ValidationError({"reviews": [words]})
    return found
