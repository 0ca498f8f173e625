"""The quality card of published datasets."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...model import tables as t
from .. import asking
from ..errors import translated
from ..shapes.quality import quality_shape

MOST = 100


@tk.side_effect_free
def satudata_quality_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The quality card of a published dataset (``dataset_id``, ``number`` for an earlier edition): completeness, timeliness,
    consistency, description and openness, each with its score, the facts behind it and what to do next."""
    tk.check_access("satudata_quality_show", context, data)
    dataset = model.Package.get(asking.text(data, "dataset_id", needed=True))
    number = asking.whole(data, "number", 0, 10**6)
    with translated():
        editions = wiring.unit().editions
        edition = editions.get(dataset.id, number) if number else editions.current(dataset.id)
        if edition is None:
            raise tk.ObjectNotFound(_("Dataset not found"))
        return {**quality_shape(edition), "name": dataset.name}


@tk.side_effect_free
def satudata_quality_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Quality cards of the published datasets, by title (``org_id``, ``offset``, ``limit``), for those who check data."""
    tk.check_access("satudata_quality_list", context, data)
    package, edition = model.Package.__table__.c, t.edition.c
    published = sa.select(edition.dataset_id).where(edition.dataset_id == package.id).exists()
    query = sa.select(package.id, package.name, package.owner_org).where(
        package.state == model.State.ACTIVE, sa.not_(package.private), package.type == "dataset", published
    )
    if org_id := asking.text(data, "org_id"):
        query = query.where(package.owner_org == org_id)
    total = model.Session.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one()
    limit, offset = asking.whole(data, "limit", 25, MOST), asking.whole(data, "offset", 0, 10**6)
    rows = model.Session.execute(query.order_by(package.title, package.id).limit(limit).offset(offset)).all()
    return {"count": total, "results": [_card(*row) for row in rows]}


def _card(dataset_id: str, name: str, owner_org: str) -> dict[str, Any]:
    edition = wiring.unit().editions.current(dataset_id)
    office = model.Group.get(owner_org) if owner_org else None
    found = quality_shape(edition) if edition else {"measures": [], "title": ""}
    return {**found, "name": name, "organization": office.title if office else ""}


ACTIONS = {action.__name__: action for action in (satudata_quality_show, satudata_quality_list)}
