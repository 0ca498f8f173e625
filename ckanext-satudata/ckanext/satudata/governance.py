"""Switch the review on or off for an organisation; elsewhere CKAN is as it ships."""

from __future__ import annotations

import ckan.model as model
from sqlalchemy.dialects.postgresql import insert

from . import wiring
from .domain.errors import Missing
from .model import tables as t
from .work import tables


def switch(organization: str, *, on: bool, sop_id: str = "") -> str:
    """Switch governance of one organisation; returns its name. Changes no dataset's state or visibility."""
    office = model.Group.get(organization)
    if office is None or not office.is_organization:
        raise Missing("office_missing", id=organization)
    chosen = sop_id or wiring.sop_port().default
    if chosen not in wiring.current_sops():
        raise Missing("sop_missing", id=chosen)
    if on:
        row = insert(t.governed).values(org_id=office.id, sop_id=chosen, since=wiring.now())
        model.Session.execute(row.on_conflict_do_update(index_elements=["org_id"], set_={"sop_id": chosen}))
    else:
        model.Session.execute(t.governed.delete().where(t.governed.c.org_id == office.id))
    model.Session.commit()
    if not on:
        tables.release(office.id)
    return office.name
