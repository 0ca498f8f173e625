"""Remarks as threads beside what they are about, each with what the asking person may do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.model as model
from ckan.plugins.toolkit import _
from sqlalchemy.engine import RowMapping

from ... import wiring
from ...adapters.sql.remarks import SqlRemarks, noted
from ...domain.review.model import Actor, Review, Status
from ...domain.review.remarks import (
    PRODUCER,
    Answer,
    Noted,
    may_reopen,
    may_reply,
    may_settle,
    visible,
)
from ...domain.sop import Sop
from ...words import field_label, post_label
from ..errors import sentence


def remarks_of(review: Review, sop: Sop, actor: Actor) -> list[dict[str, Any]]:
    """The threads that the actor may read, the oldest first; ``field`` names a column as ``kolom.<name>``."""
    rows = SqlRemarks(model.Session).rows_of(review.id)
    read = [(noted(row), row) for row in rows]
    seen = [(one, row) for one, row in read if visible(one, review, actor)]
    called = _columns(review)
    threads = [_thread(one, row, called, review, sop, actor) for one, row in seen if one.parent is None]
    answers: dict[int, list[dict[str, Any]]] = {}
    for one, row in seen:
        if one.parent is not None:
            answers.setdefault(one.parent, []).append(_said(one, row))
    return [{**thread, "replies": answers.get(thread["id"], [])} for thread in threads]


def _columns(review: Review) -> Mapping[str, str]:
    rounds = wiring.unit().reviews.rounds(review.id)
    schema = rounds[-1].snapshot.get("schema", {}) if rounds else {}
    return {field["name"]: field.get("title") or field["name"] for field in schema.get("fields", ())}


def _thread(
    one: Noted, row: RowMapping, called: Mapping[str, str], review: Review, sop: Sop, actor: Actor
) -> dict[str, Any]:
    return {
        **_said(one, row),
        "field": f"kolom.{one.column}" if one.column else one.field,
        "column": one.column,
        "row_key": dict(one.row_key),
        "place": one.place,
        "label": _about(one, called),
        "resolved": one.resolved,
        "resolved_at": row["resolved_at"].isoformat() if one.resolved else None,
        "resolved_by": _name(row["resolved_by"]) if one.resolved else "",
        "sent": _sent(one, review),
        "offers": _offers(one, review, sop, actor),
    }


def _about(one: Noted, called: Mapping[str, str]) -> str:
    if not one.column:
        return field_label(one.field)
    column = called.get(one.column, one.column)
    return f"{column}, {one.place}" if one.place else column


def _said(one: Noted, row: RowMapping) -> dict[str, Any]:
    return {
        "id": one.id,
        "round": one.round,
        "text": one.text or _("Marked as settled."),
        "author": _name(one.author_id),
        "author_post": post_label(one.post),
        "from_office": one.post == PRODUCER,
        "at": row["created_at"].isoformat(),
    }


def _sent(one: Noted, review: Review) -> bool:
    """Whether the office has seen it: false while it piles up for the return."""
    return (
        one.post == PRODUCER
        or one.round < review.round
        or review.status in (Status.RETURNED, Status.REJECTED)
    )


def _name(user_id: str | None) -> str:
    user = model.User.get(user_id) if user_id else None
    return user.display_name if user else ""


def _offers(one: Noted, review: Review, sop: Sop, actor: Actor) -> list[dict[str, Any]]:
    rules = {"reply": may_reply, "resolve": may_settle, "reopen": may_reopen}
    return [_offer(name, rule(one, review, sop, actor)) for name, rule in rules.items()]


def _offer(name: str, answer: Answer) -> dict[str, Any]:
    reason = sentence(answer.refusal, answer.facts) if answer.refusal else None
    return {"action": name, "allowed": answer.allowed, "reason": reason}


def told_remarks(
    said: Sequence[Mapping[str, Any]], round_number: int | None, review: Review, sees_all: bool
) -> list[dict[str, Any]]:
    """The remarks that an event of the record names, for who may read them by now."""
    sent = round_number is None or round_number < review.round
    if not (sees_all or sent or review.status in (Status.RETURNED, Status.REJECTED)):
        return []
    return [
        {**one, "label": field_label(one["field"]) if one.get("field") else one.get("column", "")}
        for one in said
    ]
