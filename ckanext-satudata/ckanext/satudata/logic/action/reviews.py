"""Reviews: submit, show, list, decide, claim, release, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.review import desk
from ...app.review.remarks import LONGEST
from ...app.review.submit import submit
from ...domain.review.model import CheckAnswer, Remark
from .. import asking
from ..cells import placed
from ..errors import translated
from ..shapes.review import review_shape
from ..shapes.rows import reviews_of


def satudata_review_submit(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Submit a draft (``draft_id``): opens its review or the next round, or says what is missing."""
    tk.check_access("satudata_review_submit", context, data)
    who = asking.actor(context)
    draft_id = asking.draft_id({"id": data.get("draft_id")})
    with translated():
        review = submit(wiring.unit(), draft_id, who, wiring.now(), wiring.new_id)
    return review_shape(review.id, who)


@tk.side_effect_free
def satudata_review_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One review (``id`` or number): stage, digest, content, findings, changes, offered acts and why others are not."""
    tk.check_access("satudata_review_show", context, data)
    with translated():
        return review_shape(asking.review_id(data), asking.actor(context))


@tk.side_effect_free
def satudata_review_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Reviews the asking person may read (``draft_id``, ``status``, ``limit``, ``offset``), the newest first."""
    tk.check_access("satudata_review_list", context, data)
    return reviews_of(
        asking.actor(context),
        draft_id=asking.text(data, "draft_id"),
        status=asking.text(data, "status"),
        limit=asking.whole(data, "limit", 50, 200),
        offset=asking.whole(data, "offset", 0, 10**9),
    )


def satudata_review_decide(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Decide (``id``, ``decision``: approve, return, reject; ``digest``, ``idempotency_key``; ``to``, ``reasons``,
    ``text``, ``note``, ``remarks``: list of ``{field, text, column, row_key}``, ``checklist``: list of ``{code,
    answer, note}``, ``release_on`` at the last gate). Refused when the digest is not today's."""
    tk.check_access("satudata_review_decide", context, data)
    who, review_id = asking.actor(context), asking.review_id(data)
    with translated():
        asked = decision(data)
        asked = replace(asked, remarks=placed(review_id, asked.remarks))
        desk.decide_review(wiring.unit(), review_id, asked, who, wiring.now())
    return review_shape(review_id, who)


def decision(data: dict[str, Any]) -> desk.Decision:
    """The decision that a request asks for."""
    return desk.Decision(
        decision=data.get("decision") if isinstance(data.get("decision"), str) else "",
        digest=asking.text(data, "digest"),
        key=asking.text(data, "idempotency_key", most=asking.SHORT),
        to=asking.text(data, "to") or None,
        reasons=tuple(str(reason) for reason in asking.listing(data, "reasons")),
        text=asking.text(data, "text", most=asking.LONGEST),
        note=asking.text(data, "note", most=asking.LONGEST),
        receipt=asking.text(data, "receipt_number", most=asking.SHORT),
        remarks=_remarks(data),
        release_on=asking.day(data, "release_on"),
        checklist=_checklist(data),
    )


def _checklist(data: dict[str, Any]) -> tuple[CheckAnswer, ...]:
    answers = []
    for given in asking.listing(data, "checklist"):
        if not isinstance(given, dict):
            raise tk.ValidationError({"checklist": [_("Send a list of objects with code, answer and note.")]})
        answers.append(
            CheckAnswer(*(asking.text(given, name, most=LONGEST) for name in ("code", "answer", "note")))
        )
    return tuple(answers)


def _remarks(data: dict[str, Any]) -> tuple[Remark, ...]:
    remarks = []
    for remark in asking.listing(data, "remarks"):
        if not isinstance(remark, dict):
            raise tk.ValidationError({"remarks": [_("Send a list of objects with field and text.")]})
        if asking.text(remark, "text"):
            remarks.append(_remark(remark))
    return tuple(remarks)


def _remark(given: dict[str, Any]) -> Remark:
    key = {str(name): str(value) for name, value in asking.mapping(given, "row_key").items()}
    field, text, column = (asking.text(given, name, most=LONGEST) for name in ("field", "text", "column"))
    return Remark(field, text, column, key)


def satudata_review_assign(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Give a task (``id``) to somebody by name (``user``), who holds the post of its step."""
    tk.check_access("satudata_review_assign", context, data)
    who, review_id = asking.actor(context), asking.review_id(data)
    user = model.User.get(asking.text(data, "user", needed=True))
    if user is None:
        raise tk.ValidationError({"user": [_("This user does not exist.")]})
    with translated():
        desk.assign(wiring.unit(), review_id, user.id, who, wiring.now())
    return review_shape(review_id, who)


def _simple(name: str, case: Callable[..., Any], what: str) -> Callable[..., dict[str, Any]]:
    def action(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        tk.check_access(name, context, data)
        who, review_id = asking.actor(context), asking.review_id(data)
        with translated():
            case(wiring.unit(), review_id, who, wiring.now())
        return review_shape(review_id, who)

    action.__name__, action.__doc__ = name, what
    return action


ACTIONS = {
    "satudata_review_claim": _simple("satudata_review_claim", desk.claim, "Take a pooled task (``id``)."),
    "satudata_review_release": _simple("satudata_review_release", desk.release, "Give a task back (``id``)."),
    "satudata_review_withdraw": _simple(
        "satudata_review_withdraw", desk.withdraw, "The author's way back (``id``)."
    ),
    **{
        action.__name__: action
        for action in (
            satudata_review_submit,
            satudata_review_show,
            satudata_review_list,
            satudata_review_decide,
            satudata_review_assign,
        )
    },
}
