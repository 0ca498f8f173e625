"""Who may write, answer and settle remarks: who reads the submission, then the rules' own answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from .. import wiring
from ..domain.errors import Missing
from ..domain.review.model import Actor, Review
from ..domain.review.remarks import Answer, Noted, may_remark, may_reopen, may_reply, may_settle, visible
from ..domain.sop import Sop
from . import asking
from .errors import sentence

Auth = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]
Rule = Callable[[Noted, Review, Sop, Actor], Answer]


def remark_functions(show_review: Auth) -> Mapping[str, Auth]:
    """The auth functions of the actions on remarks; ``show_review`` raises for who may not read the submission."""
    return {
        "satudata_remark_create": _create(show_review),
        "satudata_remark_resolve": _settled(show_review, may_settle),
        "satudata_remark_reopen": _settled(show_review, may_reopen),
        "satudata_remark_list": show_review,
    }


def _create(show_review: Auth) -> Auth:
    @tk.auth_sysadmins_check
    def auth(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        show_review(context, data)
        who = asking.actor(context)
        if data.get("parent") not in (None, ""):
            noted, review, sop = _read(data, "parent", who)
            if review.id != asking.review_id(data):
                raise tk.ObjectNotFound(_("This remark does not exist."))
            return _told(may_reply(noted, review, sop, who))
        review, sop = _running(asking.review_id(data))
        return _told(may_remark(review, sop, who))

    return auth


def _settled(show_review: Auth, rule: Rule) -> Auth:
    @tk.auth_sysadmins_check
    def auth(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        who = asking.actor(context)
        noted, review, sop = _read(data, "id", who)
        try:
            show_review(context, {"id": review.id})
        except tk.ObjectNotFound:
            raise tk.ObjectNotFound(_("This remark does not exist.")) from None
        return _told(rule(noted, review, sop, who))

    return auth


def _running(review_id: str) -> tuple[Review, Sop]:
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    return review, unit.sops.get(review.sop_ids)


def _read(data: Mapping[str, Any], name: str, who: Actor) -> tuple[Noted, Review, Sop]:
    """The remark that a request names; what the person may not see is not there."""
    try:
        noted = wiring.remark_unit().remarks.get(asking.row_number(data, name))
    except Missing:
        raise tk.ObjectNotFound(_("This remark does not exist.")) from None
    review, sop = _running(noted.review_id)
    if not visible(noted, review, who):
        raise tk.ObjectNotFound(_("This remark does not exist."))
    return noted, review, sop


def _told(answer: Answer) -> dict[str, Any]:
    if answer.refusal is None:
        return {"success": True}
    return {"success": False, "msg": sentence(answer.refusal, answer.facts)}
