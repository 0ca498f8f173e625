"""Actions about SOPs: which there are, and what one of them says."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...domain.errors import Missing
from ...domain.sop import Sop, SopFlawed
from ...words import post_label, step_label
from .. import asking


@tk.side_effect_free
def satudata_sop_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """The SOPs in force: id, version, name, chain (``opd`` or ``walidata``) and the office whose SOP it is."""
    tk.check_access("satudata_sop_list", context, data)
    port = wiring.sop_port()
    return [_head(port.in_force(sop_id)) for sop_id in wiring.current_sops()]


@tk.side_effect_free
def satudata_sop_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One SOP with its stages and its whole definition: ``id``, also of a short form (``<id>:<form>``).

    ``version``: that one instead of the one in force.
    """
    tk.check_access("satudata_sop_show", context, data)
    sop = _found(asking.text(data, "id", needed=True), str(data.get("version") or ""))
    steps = [
        {
            "id": step.id,
            "number": step.number,
            "row": step.row,
            "activity": step.activity,
            "label": step_label(step),
            "post": post_label(step.post.slot),
            "days": step.days,
            "on_yes": step.on_yes,
            "returns": [target.id for target in sop.returns_from(step.id)],
        }
        for step in sop.steps
    ]
    return {**_head(sop), "steps": steps, "definition": dict(sop.definition)}


def _found(sop_id: str, version: str) -> Sop:
    port = wiring.sop_port()
    try:
        return (
            port.version(sop_id, int(version))
            if version.isdecimal() and len(version) < 6
            else port.in_force(sop_id)
        )
    except (Missing, SopFlawed):
        raise tk.ObjectNotFound(_("This SOP does not exist.")) from None


def _head(sop: Sop) -> dict[str, Any]:
    place = sop.definition.get("instansi") or {}
    office = ", ".join(str(place[key]) for key in ("opd", "nama_pemda") if place.get(key))
    return {"id": sop.id, "version": sop.version, "name": sop.name, "chain": str(sop.chain), "office": office}


ACTIONS = {action.__name__: action for action in (satudata_sop_list, satudata_sop_show)}
