"""The queue: whose turn it is, and the views of it that people keep."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from .. import asking
from ..shapes import queue_asked
from ..shapes.queue import queue


@tk.side_effect_free
def satudata_queue_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Whose turn it is (``tab``: mine, all, done), 50 a page from a place on (``limit``, ``after``, ``before``: the
    answer's ``next``, ``previous``), by ``sort`` (due, age, title, number). Filters: ``step``, ``office`` (name),
    ``urusan``, ``cycle``, ``overdue``, ``returned``, ``priority``; ``q`` searches title, office and number; ``free``
    leaves out what colleagues took; ``facets=false`` leaves out the counts; ``holders`` names whom a task may go to."""
    tk.check_access("satudata_queue_list", context, data)
    asked = queue_asked.read(data)
    return queue(asking.actor(context), asked, holders=queue_asked.yes(data, "holders"))


ACTIONS = {action.__name__: action for action in (satudata_queue_list,)}
