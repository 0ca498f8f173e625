"""Who reads the editions of a dataset that was taken down: its office, and those who review."""

from __future__ import annotations

import ckan.model as model

from .. import wiring
from ..domain.review.model import OPD_POSTS, WALIDATA_POSTS, Actor


def reads_history(who: Actor, owner_org: str) -> bool:
    """The office's own people, holders of its posts, and the walidata."""
    posts = {(holding.post, holding.org_id) for holding in who.holdings}
    in_office = any((post, owner_org) in posts for post in OPD_POSTS)
    return owner_org in who.prepares or in_office or any(post in WALIDATA_POSTS for post, _ in posts)


def reads_retracted(who: Actor, dataset_id: str) -> bool:
    """Whether this is a dataset that is down now and whose history the person may read."""
    package = model.Package.get(dataset_id)
    if package is None or package.type != "dataset" or package.state == "active":
        return False
    known = wiring.unit().retractions.of(package.id)
    return known is not None and known.ended_at is None and reads_history(who, known.owner_org)
