"""What a search by words finds in the queue: read once, up to a limit, then counted and filtered here.

Counts of a search cannot come from the cells (:mod:`.queue_facets`): its rows have to be read. So they are exact up to
``FEW`` submissions; a search that finds more is told to have found more, without counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import ckan.model as model
import sqlalchemy as sa

from ...domain.review.model import Actor
from ...model import tables as t
from .queue_asked import FACETS, FLAGS, Asked, condition, search
from .rows import OPEN, my_turn, office, readable

FEW = 1000

Facets = dict[str, list[dict[str, Any]]]


def narrowed(whole: Mapping[str, Any], actor: Actor, asked: Asked, now: datetime) -> dict[str, Any]:
    """The counts of the whole list (``counted``) brought to those of a search.

    ``total`` and the counts are None when more than ``FEW`` are found; ``more_than`` says so when no filter is chosen.
    """
    hits = _hits(actor, asked, now, whole["offices"])
    if len(hits) > FEW:
        more = None if asked.filters else FEW
        facets = {name: [{**one, "count": None} for one in whole["facets"][name]] for name in FACETS}
        return {**whole, "total": None, "more_than": more, "facets": facets, "numbers": None}
    numbers = [hit["number"] for hit in hits if _fits(hit, asked.filters)]
    return {
        **whole,
        "total": len(numbers),
        "facets": _facets(whole["facets"], hits, asked),
        "numbers": numbers,
    }


def _hits(
    actor: Actor, asked: Asked, now: datetime, offices: Mapping[str, str]
) -> Sequence[Mapping[str, Any]]:
    r = t.review.c
    tab = my_turn(actor) if asked.tab == "mine" else sa.and_(readable(actor), r.status.in_(OPEN))
    flags = [sa.func.coalesce(condition(name, "1", r, now), sa.false()).label(name) for name in FLAGS]
    query = (
        sa.select(r.number, r.step, office.c.name.label("office"), r.urusan, r.cycle, *flags)
        .join(office, office.c.id == r.owner_org)
        .where(tab, search(asked.q, r, offices))
        .limit(FEW + 1)
    )
    return model.Session.execute(query).mappings().all()


def _facets(whole: Facets, hits: Sequence[Mapping[str, Any]], asked: Asked) -> Facets:
    """The values that are found, with their counts: what would be listed if the facet alone were chosen anew."""
    facets: Facets = {}
    for name in FACETS:
        others = {other: value for other, value in asked.filters.items() if other != name}
        seen: dict[str, int] = {}
        for hit in hits:
            if _fits(hit, others):
                value = _value(hit, name)
                seen[value] = seen.get(value, 0) + 1
        kept = [{**one, "count": seen[one["value"]]} for one in whole[name] if one["value"] in seen]
        facets[name] = sorted(kept, key=lambda one: (-one["count"], one["label"]))
    return facets


def _fits(hit: Mapping[str, Any], filters: Mapping[str, str]) -> bool:
    return all(_value(hit, name) == value for name, value in filters.items())


def _value(hit: Mapping[str, Any], name: str) -> str:
    """The value of a facet as the address writes it."""
    return ("1" if hit[name] else "") if name in FLAGS else str(hit[name])
