"""A page of the queue: rows from a place on, counts, and what may be done from the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import ckan.model as model
import sqlalchemy as sa

from ... import wiring
from ...adapters.sql import mapping
from ...adapters.sql.people import running, valid_claim
from ...domain.review.bulk import bulk_refusal
from ...domain.review.model import Actor, Review
from ...domain.review.policy import Act, offer
from ...domain.sop import Sop
from ...model import tables as t
from .queue_asked import Asked, beyond, condition, mark, order, search
from .queue_facets import counted
from .queue_found import narrowed
from .rows import (
    FINISHED,
    OPEN,
    my_turn,
    person,
    pinned,
    readable,
    review_row,
    review_rows,
    sops_of,
)

Row = dict[str, Any]


def queue(actor: Actor, asked: Asked, *, holders: bool = False) -> dict[str, Any]:
    """One page: ``rows``, cursors ``next`` and ``previous`` (empty: none), ``count`` (None: not counted; ``more_than``:
    at least so many), ``counts``, ``facets``.

    ``holders``: also whom each task may be given to. At most five statements, whatever the number of reviews.
    """
    counts = _counts(actor, asked) if asked.facets and asked.tab != "done" else None
    rows, more = _page(actor, asked, counts["numbers"] if counts else None)
    at_end, at_start = (bool(asked.place), more) if asked.back else (more, bool(asked.place))
    return {
        "count": counts["total"] if counts else None,
        "more_than": counts.get("more_than") if counts else None,
        "counts": {"mine": counts["mine"]} if counts else {},
        "facets": counts["facets"] if counts else {},
        "rows": _shown(rows, actor, holders),
        "next": mark(rows[-1]) if rows and at_end else "",
        "previous": mark(rows[0]) if rows and at_start else "",
        "coming": _coming(actor)
        if asked.tab == "mine" and not rows and not asked.filters and not asked.q
        else None,
    }


def every(actor: Actor, asked: Asked) -> Iterator[Row]:
    """All rows of the tab and filters in their order, fetched in portions."""
    portion = replace(asked, limit=1000, place=None, back=False)
    while True:
        rows, more = _page(actor, portion)
        sops = sops_of(rows)
        yield from (review_row(row, sops.get(pinned(row))) for row in rows)
        if not more:
            return
        portion = replace(portion, place=(rows[-1]["place"], rows[-1]["number"]))


def _counts(actor: Actor, asked: Asked) -> dict[str, Any]:
    whole = counted(actor, asked, wiring.now())
    return narrowed(whole, actor, asked, wiring.now()) if asked.q else whole


def _page(
    actor: Actor, asked: Asked, among: Sequence[int] | None = None
) -> tuple[Sequence[Mapping[str, Any]], bool]:
    """Rows of the page, in the list's order, and whether there are more in the direction of reading.

    ``among``: the numbers that can be on it, where they are few enough to be known."""
    column, falling = order(asked.sort)
    down = falling != asked.back
    query = _narrowed(actor, asked).add_columns(_text(column).label("place"))
    if among is not None:
        query = query.where(t.review.c.number == sa.any_(sa.cast(list(among), sa.ARRAY(sa.Integer))))
    for one in (column, t.review.c.number):
        query = query.order_by(one.desc() if down else one.asc())
    rows = model.Session.execute(query.limit(asked.limit + 1)).mappings().all()
    kept = rows[: asked.limit]
    return (kept[::-1] if asked.back else kept), len(rows) > asked.limit


def _text(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return sa.cast(column, sa.Text)


def _narrowed(actor: Actor, asked: Asked) -> sa.Select[Any]:
    r = t.review.c
    tabs = {
        "mine": lambda: my_turn(actor),
        "all": lambda: sa.and_(readable(actor), r.status.in_(OPEN)),
        "done": lambda: sa.and_(readable(actor), r.status.in_(FINISHED)),
    }
    query = review_rows().where(tabs[asked.tab]())
    for name, value in asked.filters.items():
        query = query.where(condition(name, value, r, wiring.now()))
    if asked.q:
        query = query.where(search(asked.q, r))
    if asked.free:
        claim = valid_claim(wiring.today())
        query = query.where(sa.or_(claim.is_(None), claim == actor.user_id))
    return query.where(beyond(asked.place, asked.sort, asked.back)) if asked.place else query


def _shown(rows: Sequence[Mapping[str, Any]], actor: Actor, holders: bool) -> list[Row]:
    sops = sops_of(rows)
    shown = [_line(row, sops.get(pinned(row)), actor) for row in rows]
    if holders and any(one["may"]["assign"] for one in shown):
        _name_holders(shown, rows)
    return shown


def _line(row: Mapping[str, Any], sop: Sop | None, actor: Actor) -> Row:
    """A line with what the person may do from the list: the policy's own answers."""
    review = replace(mapping.review(row), claim_holds=row["claim"] is not None)
    may = {str(act): bool(sop) and offer(act, review, sop, actor).allowed for act in LISTED_ACTS}
    return {
        **review_row(row, sop),
        "claimed_by_me": row["claim"] is not None and row["claim"] == actor.user_id,
        "may": {**may, "bulk": may[str(Act.APPROVE)] and _by_bulk(review, sop)},
    }


LISTED_ACTS = (Act.CLAIM, Act.RELEASE, Act.ASSIGN, Act.APPROVE)


def _by_bulk(review: Review, sop: Sop | None) -> bool:
    return sop is not None and bulk_refusal(review, sop) is None


def _name_holders(shown: Sequence[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add to each line that may be assigned the people of its post who had no hand in the content."""
    posts = {row["post"] for one, row in zip(shown, rows, strict=True) if one["may"]["assign"]}
    a = t.assignment.c
    query = (
        sa.select(a.post, a.org_id, person.c.id, person.c.name, person.c.fullname)
        .join(person, person.c.id == a.user_id)
        .where(a.post.in_(sorted(posts)), running(wiring.today()), person.c.state == model.State.ACTIVE)
        .order_by(person.c.fullname, person.c.name)
    )
    held = model.Session.execute(query).all()
    for one, row in zip(shown, rows, strict=True):
        fitting = [h for h in held if h.post == row["post"] and h.org_id in (None, row["owner_org"])]
        people = {h.id: h.fullname or h.name for h in fitting if h.id not in row["contributors"]}
        one["holders"] = [{"id": user_id, "name": name} for user_id, name in people.items()]


def _coming(actor: Actor) -> Row | None:
    """The submission that is due next elsewhere, for who has nothing to do."""
    r = t.review.c
    query = (
        review_rows().where(readable(actor), r.status.in_(OPEN)).order_by(order("due")[0], r.number).limit(1)
    )
    row = model.Session.execute(query).mappings().first()
    return review_row(row) if row else None
