"""Who may read submissions, bundles and their events, and act on them: the policy's own answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from .. import wiring
from ..app.bundles import sets
from ..app.review.desk import decided_already
from ..domain.review.model import WALIDATA_POSTS, Actor
from ..domain.review.policy import Act, offer
from ..model import tables as t
from . import asking
from .auth_basis import YES, Answer, Auth, logged_in, no
from .draft_auth import edit_draft, reads_draft
from .errors import sentence
from .shapes.bundles import LISTED


def _review_draft(data: Mapping[str, Any]) -> str:
    query = sa.select(t.review.c.draft_id).where(t.review.c.id == asking.review_id(data))
    return model.Session.execute(query).scalar_one()


def show_review(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who reads the draft of the submission; to others it does not exist (``ObjectNotFound``)."""
    try:
        return reads_draft(context, _review_draft(data))
    except tk.ObjectNotFound:
        raise tk.ObjectNotFound(_("This submission does not exist.")) from None


def show_forms(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who reads the draft named ``id``, or the submission named ``review_id``."""
    if asking.text(data, "review_id"):
        return show_review(context, {"id": data["review_id"]})
    return reads_draft(context, asking.text(data, "id", needed=True))


@tk.auth_sysadmins_check
def submit(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who may change the draft named ``draft_id``."""
    return edit_draft(context, {"id": data.get("draft_id")})


def acts(wanted: Act | None) -> Auth:
    """Who the policy lets do this now; None: what the decision names."""

    @tk.auth_sysadmins_check
    def auth(context: dict[str, Any], data: dict[str, Any]) -> Answer:
        show_review(context, data)
        named = wanted or _named(data)
        if named is None or _seen_before(context, data):
            return YES
        digest = asking.text(data, "digest") if wanted is None else ""
        return _offered(named, asking.review_id(data), asking.actor(context), digest)

    return auth


def _named(data: Mapping[str, Any]) -> Act | None:
    """The act a decision names; an unknown word is refused as bad input, not as a missing right."""
    word = data.get("decision")
    return Act(word) if word in ("approve", "return", "reject") else None


def _seen_before(context: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    """Whether this actor's decision with this key was taken already (a repetition gets the same answer)."""
    key, who = asking.text(data, "idempotency_key"), asking.actor(context)
    return bool(key) and wiring.unit().reviews.answered(asking.review_id(data), who.user_id, key) is not None


def _offered(act: Act, review_id: str, who: Actor, digest: str) -> Answer:
    """The policy's answer. Who comes second to a decision is let through: the use case says who decided, and when."""
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    answer = offer(act, review, unit.sops.get(review.sop_ids), who)
    if answer.refusal is None or decided_already(unit, review, digest, who, answer.refusal):
        return YES
    return no(sentence(answer.refusal, answer.facts))


def _bundle_review(data: Mapping[str, Any], name: str = "id") -> str | None:
    """The review of a bundle; None when it holds several."""
    query = sa.select(t.bundle.c.review_id).where(t.bundle.c.id == asking.text(data, name, needed=True))
    found = model.Session.execute(query).first()
    if found is None:
        raise tk.ObjectNotFound(_("This bundle does not exist."))
    return found[0]


def show_bundle(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """The walidata and BPS, once they read its submission; a bundle of several BPS reads when it is built."""
    review_id = _bundle_review(data)
    who = asking.actor(context)
    if not _reads_bundles(who):
        raise tk.ObjectNotFound(_("This bundle does not exist."))
    if review_id is not None:
        return show_review(context, {"id": review_id})
    state = sa.select(t.bundle.c.state).where(t.bundle.c.id == asking.text(data, "id"))
    if not sets.may_build(who) and model.Session.execute(state).scalar() not in LISTED:
        raise tk.ObjectNotFound(_("This bundle does not exist."))
    return YES


def _reads_bundles(who: Actor) -> bool:
    return any(holding.post in (*WALIDATA_POSTS, "bps") for holding in who.holdings)


def list_bundles(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """The walidata and BPS."""
    return YES if _reads_bundles(asking.actor(context)) else no(_("Bundles are for the walidata and BPS."))


@tk.auth_sysadmins_check
def build_bundle(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """The walidata's posts."""
    return YES if sets.may_build(asking.actor(context)) else no(sentence("not_walidata", {}))


@tk.auth_sysadmins_check
def register(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Verifikators."""
    show_bundle(context, data)
    held = asking.actor(context).holding("verifikator", "")
    return YES if held else no(sentence("not_registrar", {}))


@tk.auth_sysadmins_check
def register_reply(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Verifikators, for the bundle named ``bundle_id``."""
    return register(context, {"id": data.get("bundle_id")})


@tk.auth_sysadmins_check
def answer(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who the policy lets answer for BPS now."""
    show_bundle(context, {"id": data.get("bundle_id")})
    review_id = _bundle_review(data, "bundle_id")
    if review_id is None:
        return no(sentence("bundle_of_several", {}))
    review = {"id": review_id, "idempotency_key": data.get("idempotency_key")}
    if _seen_before(context, review):
        return YES
    act = Act.RETURN if data.get("answer") == "remarks" else Act.APPROVE
    return _offered(act, review_id, asking.actor(context), asking.text(data, "digest"))


def show_events(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Of a dataset everybody signed in; of a submission who reads it."""
    return logged_in(context, data) if asking.text(data, "dataset_id") else show_review(context, data)
