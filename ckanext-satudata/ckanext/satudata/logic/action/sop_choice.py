"""Which SOP an office or a dataset runs by, and which version of an SOP is in force."""

from __future__ import annotations

import re
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

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@tk.side_effect_free
def satudata_sop_choice_list(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What every office (and every dataset with a choice of its own) runs by, what can be chosen, and versions that wait to be
    switched on; ``history``: what was chosen before."""
    tk.check_access("satudata_sop_choice_list", context, data)
    reads = _reader(context)
    return {**shapes.choices(reads), "history": shapes.history(asking.whole(data, "limit", 50, 500))}


def _reader(context: dict[str, Any]) -> shapes.Reads:
    """Whether the asking person may read a dataset: as the public one, or as a draft of it."""

    def reads(dataset_id: str) -> bool:
        return any(_may_read(context, package_id) for package_id in (dataset_id, *_drafts_of(dataset_id)))

    return reads


def _may_read(context: dict[str, Any], package_id: str) -> bool:
    fresh = {"user": context.get("user", ""), "auth_user_obj": asking.user_of(context)}
    try:
        return bool(tk.check_access("package_show", fresh, {"id": package_id}))
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False


def _drafts_of(dataset_id: str) -> list[str]:
    query = sa.select(t.draft.c.package_id).where(t.draft.c.dataset_id == dataset_id)
    return list(model.Session.execute(query).scalars())


def satudata_sop_choose(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Choose the SOP of one ``chain`` (opd, walidata) for an office or a dataset (``scope``: org, dataset; ``scope_id``: name or
    id). ``sop_id``: an SOP, a short form (``<id>:<form>``), or empty for none; ``inherit``: take the choice back. Running reviews
    keep theirs."""
    tk.check_access("satudata_sop_choose", context, data)
    scope, chain = asking.text(data, "scope", needed=True), asking.text(data, "chain", needed=True)
    scope_id, title = _place(context, scope, asking.text(data, "scope_id", needed=True))
    sop_id = None if tk.asbool(data.get("inherit", False)) else asking.text(data, "sop_id")
    who = asking.actor(context)
    with translated():
        chains.choose(wiring.choice_unit(), scope, scope_id, chain, sop_id, who, title, wiring.now())
    return {"scope": scope, "scope_id": scope_id, "title": title, "chain": chain, "sop_id": sop_id}


def _place(context: dict[str, Any], scope: str, written: str) -> tuple[str, str]:
    """Id and title of the office or dataset that was meant."""
    if scope == "dataset":
        return _dataset(context, written)
    office = office_named(written, "scope_id")
    return office.id, office.title or office.name


def _dataset(context: dict[str, Any], written: str) -> tuple[str, str]:
    """A dataset by name, or a draft, that the person may read; or any dataset's id, of which nothing is then told."""
    found = model.Package.get(written)
    if found is not None and _may_read(context, found.id):
        draft = sa.select(t.draft.c.dataset_id).where(t.draft.c.package_id == found.id)
        dataset_id = str(model.Session.execute(draft).scalar() or found.id)
        return dataset_id, shapes.title_for(dataset_id, known=_public(found))
    if not UUID.fullmatch(written):
        raise tk.ValidationError({"scope_id": [_("This dataset does not exist.")]})
    return written, shapes.title_for(written, known=False)


def _public(package: model.Package) -> bool:
    """Whether everybody may read it; only then its title goes into the record."""
    return package.type == "dataset" and not package.private and package.state == model.State.ACTIVE


@tk.side_effect_free
def satudata_sop_impact(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What switching on a version (``id``, ``version``) would change: steps, offices and datasets that use it, and how many
    running reviews keep the old one."""
    tk.check_access("satudata_sop_impact", context, data)
    with translated():
        return shapes.impact(asking.text(data, "id", needed=True), _version(data), _reader(context))


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
