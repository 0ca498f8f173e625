"""Remarks on a field, a column, a cell or the whole: create, answer, resolve, reopen, list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ... import wiring
from ...app.review import remarks
from .. import asking
from ..cells import TableCells
from ..errors import translated
from ..shapes.remarks import remarks_of


def satudata_remark_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Write a remark on a submission (``id``; ``text``; ``field``, or ``column`` and, for one cell, ``row_key``: texts of
    the primary key by column). The office sees it with the return. With ``parent``, the id of a remark, it is an answer.
    """
    tk.check_access("satudata_remark_create", context, data)
    who, review_id = asking.actor(context), asking.review_id(data)
    text = asking.text(data, "text")
    with translated():
        if data.get("parent") not in (None, ""):
            thread = remarks.reply(
                wiring.remark_unit(), asking.row_number(data, "parent"), text, who, wiring.now()
            )
            return _thread(review_id, thread.parent or thread.id, who)
        asked = remarks.Asked(text, asking.text(data, "field"), asking.text(data, "column"), _row_key(data))
        review = wiring.unit().reviews.get(review_id)
        cells = TableCells(review.dataset_id, review.base_edition)
        (written,) = remarks.remark(wiring.remark_unit(), cells, review_id, [asked], who, wiring.now())
    return _thread(review_id, written, who)


def satudata_remark_resolve(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Call a remark settled (``id``; ``note``: what was done about it)."""
    tk.check_access("satudata_remark_resolve", context, data)
    who = asking.actor(context)
    with translated():
        thread = remarks.settle(
            wiring.remark_unit(), asking.row_number(data, "id"), asking.text(data, "note"), who, wiring.now()
        )
    return _thread(thread.review_id, thread.id, who)


def satudata_remark_reopen(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Open a settled remark again (``id``; ``text``: what is still missing)."""
    tk.check_access("satudata_remark_reopen", context, data)
    who = asking.actor(context)
    with translated():
        thread = remarks.reopen(
            wiring.remark_unit(), asking.row_number(data, "id"), asking.text(data, "text"), who, wiring.now()
        )
    return _thread(thread.review_id, thread.id, who)


@tk.side_effect_free
def satudata_remark_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """The remarks of a submission (``id``) that the asking person may read, with their answers, the oldest first."""
    tk.check_access("satudata_remark_list", context, data)
    return _threads(asking.review_id(data), asking.actor(context))


def _threads(review_id: str, who: Any) -> list[dict[str, Any]]:
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    return remarks_of(review, unit.sops.get(review.sop_ids), who)


def _thread(review_id: str, thread_id: int, who: Any) -> dict[str, Any]:
    return next(one for one in _threads(review_id, who) if one["id"] == thread_id)


def _row_key(data: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in asking.mapping(data, "row_key").items()}


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_remark_create,
        satudata_remark_resolve,
        satudata_remark_reopen,
        satudata_remark_list,
    )
}
