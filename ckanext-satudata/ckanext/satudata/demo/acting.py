"""Doing something as one of the demo's people, through the very actions that pages and API call."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ..model import tables as t
from ..work import loop

PATIENCE = 120.0
PAUSE = 0.2


class Stuck(Exception):
    """The story cannot go on: what was waited for, and what stands in the way."""


def act(name: str, action: str, /, **data: Any) -> Any:
    """Call an action as a person, with that person's rights and no others."""
    user = model.User.get(name)
    context = {"user": name, "auth_user_obj": user}
    return tk.get_action(action)(context, data)


def settle(reached: Callable[[], bool], subjects: Sequence[str], what: str) -> None:
    """Do the work that is due, or let running workers do it, until ``reached`` holds. Raises ``Stuck``."""
    end = time.monotonic() + PATIENCE
    while True:
        loop.drain()
        if reached():
            return
        if failed := _failed(subjects):
            raise Stuck(f"{what}: {failed}")
        if time.monotonic() > end:
            raise Stuck(f"{what}: not reached within {PATIENCE:.0f} s")
        model.Session.remove()
        time.sleep(PAUSE)


def _failed(subjects: Sequence[str]) -> str:
    """The last error of work on these subjects that was given up."""
    c = t.work.c
    query = sa.select(c.kind, c.last_error).where(c.subject.in_(subjects), c.state == "failed")
    rows = model.Session.execute(query.order_by(c.id)).all()
    return "; ".join(f"{row.kind}: {row.last_error}" for row in rows)
