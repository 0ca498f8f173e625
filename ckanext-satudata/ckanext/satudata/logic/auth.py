"""Auth functions of our actions, one of the same name each.

Reading follows the labels of the draft (``doors/labels.py``). What a reviewer or producer may do now is the answer of
the rules' own policy, so that a button that is shown is an act that is allowed, and the refusal is the same sentence.
Sysadmins are asked like everybody: without a post they decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from .. import wiring
from ..app.review.desk import decided_already
from ..domain.review.model import WALIDATA_POSTS, Actor
from ..domain.review.policy import Act, offer
from ..model import tables as t
from . import asking
from .errors import sentence
from .history import reads_retracted
from .remark_auth import remark_functions
from .watching import sees_some

Answer = dict[str, Any]
Auth = Callable[[dict[str, Any], dict[str, Any]], Answer]

YES: Answer = {"success": True}


def _no(message: str) -> Answer:
    return {"success": False, "msg": message}


def _logged_in(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    return YES if asking.user_of(context) is not None else _no(_("Log in first."))


@tk.auth_allow_anonymous_access
def _everybody(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    return YES


def _reads_draft(context: dict[str, Any], draft_id: str) -> Answer:
    package = model.Package.get(draft_id) if draft_id else None
    if package is None or package.type != "rancangan":
        raise tk.ObjectNotFound(_("This draft does not exist."))
    fresh = {"user": context.get("user", ""), "auth_user_obj": asking.user_of(context)}
    try:
        tk.check_access("package_show", fresh, {"id": package.id})
    except tk.NotAuthorized:
        raise tk.ObjectNotFound(_("This draft does not exist.")) from None
    return YES


def _show_draft(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    return _reads_draft(context, asking.text(data, "id", needed=True))


@tk.auth_sysadmins_check
def _edit_draft(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    _show_draft(context, data)
    draft = wiring.unit().drafts.get(asking.draft_id(data))
    return YES if draft.owner_org in asking.actor(context).prepares else _no(sentence("not_preparer", {}))


@tk.auth_sysadmins_check
def _start_draft(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    who = asking.actor(context)
    if dataset_id := asking.text(data, "dataset_id"):
        dataset = model.Package.get(dataset_id)
        if dataset is None or dataset.type != "dataset":
            raise tk.ObjectNotFound(_("Dataset not found"))
        office = dataset.owner_org
    else:
        office = asking.text(data, "owner_org", needed=True)
    group = model.Group.get(office)
    return YES if group is not None and group.id in who.prepares else _no(sentence("not_preparer", {}))


@tk.auth_allow_anonymous_access
def _reads_dataset(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    if reads_retracted(asking.actor(context), asking.text(data, "dataset_id", needed=True)):
        return YES
    fresh = {"user": context.get("user", ""), "auth_user_obj": asking.user_of(context)}
    try:
        tk.check_access("package_show", fresh, {"id": asking.text(data, "dataset_id", needed=True)})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        raise tk.ObjectNotFound(_("Dataset not found")) from None
    return YES


def _review_draft(data: Mapping[str, Any]) -> str:
    query = sa.select(t.review.c.draft_id).where(t.review.c.id == asking.review_id(data))
    return model.Session.execute(query).scalar_one()


def _show_review(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    try:
        return _reads_draft(context, _review_draft(data))
    except tk.ObjectNotFound:
        raise tk.ObjectNotFound(_("This submission does not exist.")) from None


@tk.auth_sysadmins_check
def _submit(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    return _edit_draft(context, {"id": data.get("draft_id")})


def _act(act: Act | None) -> Auth:
    @tk.auth_sysadmins_check
    def auth(context: dict[str, Any], data: dict[str, Any]) -> Answer:
        _show_review(context, data)
        named = act or _named(data)
        if named is None or _seen_before(context, data):
            return YES
        digest = asking.text(data, "digest") if act is None else ""
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
    return _no(sentence(answer.refusal, answer.facts))


def _bundle_review(data: Mapping[str, Any], name: str = "id") -> str:
    query = sa.select(t.bundle.c.review_id).where(t.bundle.c.id == asking.text(data, name, needed=True))
    found = model.Session.execute(query).scalar()
    if found is None:
        raise tk.ObjectNotFound(_("This bundle does not exist."))
    return found


def _show_bundle(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    review_id = _bundle_review(data)
    who = asking.actor(context)
    if not _reads_bundles(who):
        raise tk.ObjectNotFound(_("This bundle does not exist."))
    return _show_review(context, {"id": review_id})


def _reads_bundles(who: Actor) -> bool:
    return any(holding.post in (*WALIDATA_POSTS, "bps") for holding in who.holdings)


def _list_bundles(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    return YES if _reads_bundles(asking.actor(context)) else _no(_("Bundles are for the walidata and BPS."))


@tk.auth_sysadmins_check
def _register(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    _show_bundle(context, data)
    held = asking.actor(context).holding("verifikator", "")
    return YES if held else _no(sentence("not_registrar", {}))


@tk.auth_sysadmins_check
def _answer(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    _show_bundle(context, {"id": data.get("bundle_id")})
    review = {"id": _bundle_review(data, "bundle_id"), "idempotency_key": data.get("idempotency_key")}
    if _seen_before(context, review):
        return YES
    act = Act.RETURN if data.get("answer") == "remarks" else Act.APPROVE
    return _offered(act, review["id"], asking.actor(context), asking.text(data, "digest"))


def _sees_queue(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    posts = {holding.post for holding in asking.actor(context).holdings} - {"admin_walidata"}
    return YES if posts else _no(_("The queue is for those who hold a post."))


@tk.auth_sysadmins_check
def _holds_post(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    return _sees_queue(context, data)


def _administer(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    held = asking.actor(context).holding("admin_walidata", "")
    return YES if held else _no(_("Assignments are kept by the administrator of the walidata."))


@tk.auth_sysadmins_check
def _chooses_sops(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    held = asking.actor(context).holding("admin_walidata", "")
    return YES if held else _no(_("SOPs are chosen by the administrator of the walidata."))


def _show_events(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    return _logged_in(context, data) if asking.text(data, "dataset_id") else _show_review(context, data)


def _reads_refusals(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    who = asking.actor(context)
    held = any(who.holding(post, "") for post in ("admin_walidata", "kadis"))
    return (
        YES
        if held
        else _no(_("Refused attempts are read by the administrator of the walidata and the Kadis."))
    )


def _watches(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    message = _("Figures about reviewing are for the walidata and for the people of an office.")
    return YES if sees_some(context) else _no(message)


def _called(name: str, auth: Auth) -> Auth:
    """The same function under its action's name, which CKAN prints when it refuses an anonymous visitor."""

    def named(context: dict[str, Any], data: dict[str, Any]) -> Answer:
        return auth(context, data)

    vars(named).update(vars(auth))
    named.__name__ = name
    return named


def functions() -> Mapping[str, Auth]:
    """Every auth function of ours, by the name of its action."""
    return {name: _called(name, auth) for name, auth in _functions().items()}


def _functions() -> Mapping[str, Auth]:
    return {
        "satudata_home_show": _logged_in,
        "satudata_notice_list": _logged_in,
        "satudata_notice_read": _logged_in,
        "satudata_preference_show": _logged_in,
        "satudata_preference_update": _logged_in,
        "satudata_draft_create": _start_draft,
        "satudata_draft_show": _show_draft,
        "satudata_draft_update": _edit_draft,
        "satudata_draft_delete": _edit_draft,
        "satudata_intake_upload": _edit_draft,
        "satudata_intake_inspect": _edit_draft,
        "satudata_intake_confirm": _edit_draft,
        "satudata_intake_check": _edit_draft,
        "satudata_intake_stop": _edit_draft,
        "satudata_intake_show": _show_draft,
        "satudata_review_submit": _submit,
        "satudata_review_show": _show_review,
        "satudata_review_list": _logged_in,
        "satudata_queue_list": _sees_queue,
        "satudata_queue_view_create": _holds_post,
        "satudata_queue_view_delete": _holds_post,
        "satudata_queue_view_list": _sees_queue,
        "satudata_review_bulk_show": _holds_post,
        "satudata_review_decide_many": _holds_post,
        "satudata_review_decide": _act(None),
        "satudata_review_claim": _act(Act.CLAIM),
        "satudata_review_release": _act(Act.RELEASE),
        "satudata_review_assign": _act(Act.ASSIGN),
        "satudata_review_withdraw": _act(Act.WITHDRAW),
        "satudata_event_list": _show_events,
        "satudata_approval_sheet_show": _show_review,
        "satudata_refusal_list": _reads_refusals,
        "satudata_statistics_show": _watches,
        "satudata_review_data": _show_review,
        "satudata_review_changes": _show_review,
        **remark_functions(_show_review),
        "satudata_bundle_list": _list_bundles,
        "satudata_bundle_show": _show_bundle,
        "satudata_bundle_register": _register,
        "satudata_bps_answer": _answer,
        "satudata_edition_list": _reads_dataset,
        "satudata_edition_show": _reads_dataset,
        "satudata_edition_restore": _start_draft,
        "satudata_correction_create": _start_draft,
        "satudata_rollback_create": _start_draft,
        "satudata_retraction_create": _start_draft,
        "satudata_retraction_show": _everybody,
        "satudata_archive_show": _show_review,
        "satudata_assignment_create": _administer,
        "satudata_assignment_end": _administer,
        "satudata_assignment_list": _logged_in,
        "satudata_assignment_history": _administer,
        "satudata_vacancy_list": _administer,
        "satudata_assignment_choices": _administer,
        "satudata_assignment_import": _administer,
        "satudata_assignment_template": _administer,
        "satudata_sop_choice_list": _administer,
        "satudata_sop_impact": _administer,
        "satudata_sop_choose": _chooses_sops,
        "satudata_sop_activate": _chooses_sops,
        "satudata_sop_list": _everybody,
        "satudata_sop_show": _everybody,
    }
