"""BPS bundles: list, show, register, answer."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.bundles import cases, paper, sets
from ...model import tables as t
from .. import asking
from ..bundle_proof import proof_of
from ..bundle_scope import wanted
from ..errors import translated
from ..shapes import bundles
from .reviews import decision


@tk.side_effect_free
def satudata_bundle_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Bundles the asking person may read, the newest first. ``state``: waiting (for BPS's answer), answered, several
    (each dataset is answered in its own), closed (no answer is awaited any more), building, notice (lines of
    retractions); ``kind``: review, reviews, cycle, organization, retraction; ``limit`` and ``offset``. Or several states at
    once, as ``each`` (a state and how many of it: what waits begins with what is due first): answered as ``lists``."""
    tk.check_access("satudata_bundle_list", context, data)
    who, state, kind = asking.actor(context), asking.text(data, "state"), asking.text(data, "kind")
    states, each = bundles.states(), asking.mapping(data, "each")
    for name, asked in (("state", {state} - {""}), ("each", set(each))):
        if asked - set(states):
            raise tk.ValidationError({name: [_("Choose one of: %(names)s.") % {"names": ", ".join(states)}]})
    if each:
        return bundles.desk(who, {name: max(1, asking.whole(each, name, 50, 200)) for name in each})
    query = bundles.rows().where(bundles.may_read(who))
    query = query.order_by(t.bundle.c.number.desc(), t.bundle.c.version.desc())
    if state:
        query = query.where(states[state])
    if kind:
        query = query.where(t.bundle.c.kind == kind)
    page = query.limit(asking.whole(data, "limit", 50, 200)).offset(asking.whole(data, "offset", 0, 10**6))
    columns = [sa.func.count().filter(where).label(name) for name, where in states.items()]
    counted = bundles.joined(sa.select(*columns)).where(bundles.may_read(who))
    counts = dict(model.Session.execute(counted).mappings().one())
    found = model.Session.execute(page).mappings().all()
    return {"rows": [bundles.line(row) for row in found], "counts": counts}


@tk.side_effect_free
def satudata_bundle_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One bundle (``id``) with its register, how far it is built, and the review or reviews it holds."""
    tk.check_access("satudata_bundle_show", context, data)
    with translated():
        return bundles.shape(_bundle_id(data), asking.actor(context))


def satudata_bundle_build(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Queue a bundle of several datasets: ``reviews`` (ids or numbers), ``cycle`` (a year) or ``organization``.

    The same content asked again gives the bundle that is there; one that stopped is built again. One review alone is
    its own bundle, which is built with its last gate.
    """
    tk.check_access("satudata_bundle_build", context, data)
    who, asked = asking.actor(context), wanted(data)
    with translated():
        if isinstance(asked, str):
            bundle = sets.ask_one(wiring.unit(), asked, who)
        else:
            bundle = sets.ask(wiring.unit(), asked, who, wiring.new_id)
        return bundles.shape(bundle.id, who)


def _bundle_id(data: dict[str, Any], name: str = "id") -> str:
    given = asking.text(data, name, needed=True)
    found = model.Session.execute(sa.select(t.bundle.c.id).where(t.bundle.c.id == given)).scalar()
    if found is None:
        raise tk.ObjectNotFound(_("This bundle does not exist."))
    return found


def satudata_bundle_register(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Write the sending into the register (``id``, ``letter_number``, ``letter_date``, ``channel``, ``receiver``, and as
    ``proof``, multipart, a PDF, JPEG or PNG). The same letter again changes its line and adds none."""
    tk.check_access("satudata_bundle_register", context, data)
    who, bundle_id = asking.actor(context), _bundle_id(data)
    asked = {
        "number": asking.text(data, "letter_number", needed=True, most=asking.SHORT),
        "date": asking.day(data, "letter_date", needed=True).isoformat(),
        "channel": asking.text(data, "channel", most=asking.SHORT),
        "receiver": asking.text(data, "receiver", most=asking.SHORT),
    }
    with translated():
        letter = paper.Letter(**asked, proof=proof_of(data, "proof"))
        paper.register(wiring.unit(), bundle_id, letter, who, wiring.now())
    return bundles.shape(bundle_id, who)


def satudata_bps_answer(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """BPS's answer (``bundle_id``, ``answer``: received or remarks; ``digest``, ``idempotency_key``;
    ``receipt_number``, ``note``, ``remarks``)."""
    tk.check_access("satudata_bps_answer", context, data)
    who, bundle_id = asking.actor(context), _bundle_id(data, "bundle_id")
    answer, asked = _answer_word(data), decision(data)
    with translated():
        cases.answer(wiring.unit(), bundle_id, answer == "received", asked, who, wiring.now())
    return bundles.shape(bundle_id, who)


def satudata_bps_reply(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Write down BPS's reply on paper: as satudata_bps_answer, with its scan as ``reply`` (multipart: PDF, JPEG, PNG).

    For one review it is BPS's answer, marked as written down by the walidata; for several it is kept in the register.
    """
    tk.check_access("satudata_bps_reply", context, data)
    who, bundle_id = asking.actor(context), _bundle_id(data, "bundle_id")
    received = _answer_word(data) == "received"
    asked = decision(data)
    with translated():
        scan = proof_of(data, "reply")
        paper.reply(wiring.unit(), bundle_id, received, asked, scan, who, wiring.now())
    return bundles.shape(bundle_id, who)


def _answer_word(data: dict[str, Any]) -> str:
    answer = asking.text(data, "answer", needed=True)
    if answer not in ("received", "remarks"):
        raise tk.ValidationError({"answer": [_("Choose received or remarks.")]})
    return answer


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_bundle_list,
        satudata_bundle_show,
        satudata_bundle_build,
        satudata_bundle_register,
        satudata_bps_answer,
        satudata_bps_reply,
    )
}
