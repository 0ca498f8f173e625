"""The queue: whose turn it is, several decisions at once, and the views of it that people keep."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import refused, wiring
from ...app.review import bulk
from ...domain.review.bulk import MOST
from .. import asking
from ..errors import sentence, translated
from ..shapes import bulk as bulk_shapes
from ..shapes import queue_asked, queue_views
from ..shapes.queue import queue

Context = dict[str, Any]


@tk.side_effect_free
def satudata_queue_list(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """Whose turn it is (``tab``: mine, all, done), 50 a page from a place on (``limit``, ``after``, ``before``: the
    answer's ``next``, ``previous``), by ``sort`` (due, age, title, number). Filters: ``step``, ``office`` (name),
    ``urusan``, ``cycle``, ``overdue``, ``returned``, ``priority``; ``q`` searches title, office and number; ``free``
    leaves out what colleagues took; ``facets=false`` leaves out the counts; ``holders`` names whom a task may go to."""
    tk.check_access("satudata_queue_list", context, data)
    asked = queue_asked.read(data)
    return queue(asking.actor(context), asked, holders=queue_asked.yes(data, "holders"))


@tk.side_effect_free
def satudata_review_bulk_show(context: Context, data: dict[str, Any]) -> list[dict[str, Any]]:
    """What is looked at before a bulk decision (``ids``: at most 20): key figure, digest, next post of each submission,
    and ``reason`` why it is decided by itself (empty: it can be decided with others)."""
    tk.check_access("satudata_review_bulk_show", context, data)
    ids = list(dict.fromkeys(str(one) for one in asking.listing(data, "ids")))
    if not 0 < len(ids) <= MOST:
        code = "bulk_too_many" if ids else "bulk_nothing"
        raise tk.ValidationError({"ids": [sentence(code, {"most": MOST})]})
    return bulk_shapes.looked_at([_readable_id(context, one) for one in ids], asking.actor(context))


def _readable_id(context: Context, given: str) -> str:
    """The id of a submission that the person may read. Raises ``ObjectNotFound``."""
    fresh = {name: context[name] for name in ("user", "auth_user_obj") if name in context}
    tk.check_access("satudata_review_show", fresh, {"id": given})
    return asking.review_id({"id": given})


def satudata_review_decide_many(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """Approve clean submissions together (``decisions``: at most 20 of ``{id, digest}``; ``idempotency_key``, ``note``).
    Each is a transaction and an event of its own; ``results`` tells each one's outcome, ``message`` why it was refused."""
    tk.check_access("satudata_review_decide_many", context, data)
    who = asking.actor(context)
    if asking.text(data, "decision") not in ("", "approve"):
        raise tk.ValidationError({"decision": [sentence("bulk_approves", {})]})
    if len(asking.listing(data, "decisions")) > MOST:
        raise tk.ValidationError({"decisions": [sentence("bulk_too_many", {"most": MOST})]})
    found, unknown = _chosen(context, data)
    answers = []
    if found or not unknown:
        with translated():
            key = asking.text(data, "idempotency_key", most=asking.SHORT)
            note = asking.text(data, "note", most=asking.LONGEST)
            answers = bulk.decide_many(wiring.unit, found, key, note, who, wiring.now())
    for answer in answers:
        if answer.refused:
            refused.note(
                "satudata_review_decide_many", answer.refused.code, who.user_id, {"id": answer.review_id}
            )
    results = [*bulk_shapes.answered(answers), *unknown]
    return {"results": results, "done": sum(row["done"] for row in results)}


def _chosen(context: Context, data: dict[str, Any]) -> tuple[list[bulk.Chosen], list[dict[str, Any]]]:
    """The submissions that the person may read, and a refused line for each that is not there for them."""
    found, unknown = [], []
    for one in asking.listing(data, "decisions"):
        if not isinstance(one, dict):
            raise tk.ValidationError({"decisions": [_("Send a list of objects with id and digest.")]})
        given = asking.text(one, "id", needed=True)
        try:
            found.append(bulk.Chosen(_readable_id(context, given), asking.text(one, "digest")))
        except tk.ObjectNotFound as missing:
            line = {"number": given, "title": "", "done": False, "code": "review_missing"}
            unknown.append({**line, "message": str(missing.message)})
    return found, unknown


def satudata_queue_view_create(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """Save a view of the queue (``name``; ``query``: tab, filters, ``q`` and ``sort`` as in ``satudata_queue_list``)."""
    tk.check_access("satudata_queue_view_create", context, data)
    name = asking.text(data, "name", needed=True)
    if len(name) > queue_views.LONGEST:
        raise tk.ValidationError(
            {"name": [_("Use at most %(most)s characters.") % {"most": queue_views.LONGEST}]}
        )
    query = queue_asked.kept(asking.mapping(data, "query"))
    with translated():
        return queue_views.create(asking.actor(context).user_id, name, query, wiring.now())


def satudata_queue_view_delete(context: Context, data: dict[str, Any]) -> None:
    """Delete a saved view of the asking person (``id``)."""
    tk.check_access("satudata_queue_view_delete", context, data)
    with translated():
        queue_views.delete(asking.actor(context).user_id, asking.text(data, "id", needed=True))


@tk.side_effect_free
def satudata_queue_view_list(context: Context, data: dict[str, Any]) -> list[dict[str, Any]]:
    """The asking person's saved views, by name."""
    tk.check_access("satudata_queue_view_list", context, data)
    return queue_views.of_person(asking.actor(context).user_id)


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_queue_list,
        satudata_review_bulk_show,
        satudata_review_decide_many,
        satudata_queue_view_create,
        satudata_queue_view_delete,
        satudata_queue_view_list,
    )
}
