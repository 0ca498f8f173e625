"""What a page of the queue is asked for: tab, filters, search, order, place."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ...model import tables as t
from .. import asking
from .rows import office

TABS = ("mine", "all", "done")
VALUES = ("step", "office", "urusan", "cycle")
FLAGS = ("overdue", "returned", "priority")
FACETS = (*VALUES, *FLAGS)
SORTS = ("due", "age", "title", "number")
MOST = 200
MOST_WORDS = 8
FOREVER = sa.text("'infinity'::timestamptz")

Column = sa.ColumnElement[Any]


@dataclass(frozen=True)
class Asked:
    """``filters`` by facet, as texts (flags: "1"); ``place`` is (value, number) of the row that the page stands after,
    or before when ``back``; ``free`` leaves out what colleagues have taken."""

    tab: str = "mine"
    q: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = "due"
    place: tuple[str, int] | None = None
    back: bool = False
    limit: int = 50
    free: bool = False
    facets: bool = True


def read(data: Mapping[str, Any]) -> Asked:
    """Read the parameters of ``satudata_queue_list``. Raises ``ValidationError``."""
    tab, sort = asking.text(data, "tab") or "mine", asking.text(data, "sort") or "due"
    if tab not in TABS:
        raise tk.ValidationError({"tab": [_("Choose mine, all or done.")]})
    if sort not in SORTS:
        raise tk.ValidationError({"sort": [_("Choose due, age, title or number.")]})
    back = bool(asking.text(data, "before"))
    return Asked(
        tab=tab,
        q=asking.text(data, "q"),
        filters=filters_of(data),
        sort="changed" if tab == "done" and sort == "due" else sort,
        place=_place(data, "before" if back else "after", sort),
        back=back,
        limit=max(1, asking.whole(data, "limit", 50, MOST)),
        free=yes(data, "free"),
        facets=data.get("facets") not in (False, "false", "0"),
    )


def filters_of(data: Mapping[str, Any]) -> dict[str, str]:
    """The filters among the parameters, empty ones left out."""
    values = {name: asking.text(data, name) for name in VALUES}
    flags = {name: "1" for name in FLAGS if yes(data, name)}
    return {**{name: value for name, value in values.items() if value}, **flags}


def kept(query: Mapping[str, Any]) -> dict[str, str]:
    """What a saved view keeps of a query: tab, search, order and filters. Raises ``ValidationError``."""
    asked = read({name: query.get(name) for name in ("tab", "q", "sort", *FACETS) if query.get(name)})
    view = {"tab": asked.tab, "q": asked.q, "sort": asking.text(query, "sort"), **asked.filters}
    return {name: value for name, value in view.items() if value}


def yes(data: Mapping[str, Any], name: str) -> bool:
    """Whether a yes-or-no parameter says yes."""
    return data.get(name) in (True, 1, "1", "true", "True", "ya")


def condition(name: str, value: str, c: Any, now: datetime) -> Column:
    """One filter as a condition on the columns of ``satudata_review``."""
    if name == "office":
        return c.owner_org == sa.select(office.c.id).where(office.c.name == value).scalar_subquery()
    if name == "overdue":
        return sa.func.coalesce(c.due_at, FOREVER) < now
    if name == "returned":
        return c.returns > 0
    return c[name] if name == "priority" else c[name] == value


def search(q: str, c: Any, offices: Mapping[str, str] | None = None) -> Column:
    """Rows that have every word of the question in title, office or number (``P-0147``, ``147``).

    A word of one or two characters is sought where a word of the title begins: everything else would find it everywhere.
    ``offices``: title by id, where they are at hand; a plan is made for those that have the word.
    """
    return sa.and_(*(_has(word, c, offices) for word in q.split(None, MOST_WORDS - 1)))


def _has(word: str, c: Any, offices: Mapping[str, str] | None) -> Column:
    found = [*_titles(word, c.title)]
    if offices is None:
        named = sa.select(office.c.id).where(office.c.title.icontains(word, autoescape=True))
        found.append(c.owner_org.in_(named))
    elif fitting := [one for one, title in offices.items() if word.lower() in title.lower()]:
        found.append(c.owner_org.in_(fitting))
    digits = word.upper().removeprefix("P-").lstrip("0")
    if digits.isdecimal() and len(digits) < 10:
        found.append(c.number == int(digits))
    return sa.or_(*found)


def _titles(word: str, title: Any) -> list[Column]:
    """Ways in which a title has the word, such as an index by groups of three letters can find them."""
    if len(word) > 2 or not word.isalnum():
        return [title.icontains(word, autoescape=True)]
    return [title.ilike(f"{word}%"), *(title.ilike(f"%{sign}{word}%") for sign in " (-/")]


def order(sort: str) -> tuple[Column, bool]:
    """The column that a page is ordered by, and whether from the highest down; the number decides between equals."""
    r = t.review.c
    return {
        "due": (sa.func.coalesce(r.due_at, FOREVER), False),
        "age": (sa.func.coalesce(r.entered_at, FOREVER), False),
        "title": (sa.func.lower(r.title), False),
        "number": (r.number, True),
        "changed": (r.updated_at, True),
    }[sort]


TYPES: Mapping[str, Any] = {"title": sa.Text, "number": sa.Integer}


def beyond(place: tuple[str, int], sort: str, back: bool) -> Column:
    """The rows after (or before) a place."""
    column, falling = order(sort)
    kind = TYPES.get(sort, sa.DateTime(timezone=True))
    here = sa.tuple_(sa.cast(sa.literal(place[0], sa.Text), kind), sa.literal(place[1]))
    there = sa.tuple_(column, t.review.c.number)
    return there < here if falling != back else there > here


def mark(row: Mapping[str, Any]) -> str:
    """A place in the list, to go on from there."""
    pair = json.dumps([row["place"], row["number"]]).encode()
    return base64.urlsafe_b64encode(pair).decode().rstrip("=")


def _place(data: Mapping[str, Any], name: str, sort: str) -> tuple[str, int] | None:
    given = asking.text(data, name)
    if not given:
        return None
    try:
        value, number = json.loads(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))
        _fits(str(value), sort)
        return str(value), int(number)
    except (binascii.Error, ValueError, TypeError) as broken:
        raise tk.ValidationError(
            {name: [_("This address of a page is not whole. Open the queue again.")]}
        ) from broken


def _fits(value: str, sort: str) -> None:
    """Raise ``ValueError`` when the value cannot be one of the order's."""
    if sort == "number":
        int(value)
    elif sort != "title" and value != "infinity":
        datetime.fromisoformat(value)
