"""Which SOP an office or a dataset runs by, and which version of an SOP is in force."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.people import chains
from ...model import tables as t
from .. import asking
from ..errors import translated
from ..finding_people import office_named
from ..shapes import choices as shapes


@tk.side_effect_free
def satudata_sop_choice_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What every office (and every dataset with a choice of its own) runs by, what can be chosen, and versions that wait to be
    switched on; ``history``: what was chosen before."""
    tk.check_access("satudata_sop_choice_list", context, data)
    return {**shapes.choices(), "history": shapes.history(asking.whole(data, "limit", 50, 500))}


def satudata_sop_choose(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Choose the SOP of one ``chain`` (opd, walidata) for an office or a dataset (``scope``: org, dataset; ``scope_id``).
    ``sop_id``: an SOP, a short form (``<id>:<form>``), or empty for none; ``inherit``: take the choice back. Running reviews keep
    theirs."""
    tk.check_access("satudata_sop_choose", context, data)
    scope, chain = asking.text(data, "scope", needed=True), asking.text(data, "chain", needed=True)
    scope_id, title = _place(scope, asking.text(data, "scope_id", needed=True))
    sop_id = None if tk.asbool(data.get("inherit", False)) else asking.text(data, "sop_id")
    who = asking.actor(context)
    with translated():
        chains.choose(wiring.choice_unit(), scope, scope_id, chain, sop_id, who, title, wiring.now())
    return {"scope": scope, "scope_id": scope_id, "title": title, "chain": chain, "sop_id": sop_id}


def _place(scope: str, written: str) -> tuple[str, str]:
    """Id and title of the office or dataset that was meant."""
    if scope == "dataset":
        return _dataset(written)
    office = office_named(written, "scope_id")
    return office.id, office.title or office.name


def _dataset(written: str) -> tuple[str, str]:
    found = model.Package.get(written)
    kept = sa.select(t.draft.c.dataset_id).where(
        sa.or_(t.draft.c.dataset_id == written, t.draft.c.package_id == (found.id if found else ""))
    )
    dataset_id = model.Session.execute(kept.limit(1)).scalar()
    if dataset_id is None and found is not None and found.type == "dataset":
        dataset_id = found.id
    if dataset_id is None:
        raise tk.ValidationError({"scope_id": [_("This dataset does not exist.")]})
    return str(dataset_id), shapes.dataset_title(dataset_id)


@tk.side_effect_free
def satudata_sop_impact(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What switching on a version (``id``, ``version``) would change: steps, offices and datasets that use it, and how many
    running reviews keep the old one."""
    tk.check_access("satudata_sop_impact", context, data)
    with translated():
        return shapes.impact(asking.text(data, "id", needed=True), _version(data))


def satudata_sop_activate(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Switch on a version of an SOP (``id``, ``version``); running reviews keep theirs. ``seen``: the version that was in force
    when the impact was looked at; refused when another one is by now."""
    tk.check_access("satudata_sop_activate", context, data)
    sop_id, version = asking.text(data, "id", needed=True), _version(data)
    seen = asking.whole(data, "seen", 0, 10**6) or None
    with translated():
        chains.activate(wiring.choice_unit(), sop_id, version, seen, asking.actor(context), wiring.now())
    return {"id": sop_id, "version": version}


def _version(data: dict[str, Any]) -> int:
    version = asking.whole(data, "version", 0, 10**6)
    if version < 1:
        raise tk.ValidationError({"version": [_("Send the number of the version.")]})
    return version


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_sop_choice_list,
        satudata_sop_choose,
        satudata_sop_impact,
        satudata_sop_activate,
    )
}
