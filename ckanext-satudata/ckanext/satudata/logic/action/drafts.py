"""Drafts: start, show, change, discard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.drafts.create import create_draft, revise
from ...app.drafts.editing import discardable, editable, put_away
from ...domain.digest import METADATA_FIELDS
from .. import asking
from ..errors import translated
from ..shapes.draft import draft_shape

FIXED = ("owner_org",)


def satudata_draft_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Start a draft of a new dataset (``owner_org``, ``title``) or of a published one (``dataset_id``)."""
    tk.check_access("satudata_draft_create", context, data)
    who = asking.actor(context)
    with translated():
        if dataset_id := asking.text(data, "dataset_id"):
            package = model.Package.get(dataset_id)
            if package is None:
                raise tk.ObjectNotFound(_("Dataset not found"))
            draft = revise(wiring.unit(), package.id, None, who, wiring.now(), wiring.new_id)
        else:
            office = model.Group.get(asking.text(data, "owner_org", needed=True))
            if office is None or not office.is_organization:
                raise tk.ValidationError({"owner_org": [_("This office does not exist.")]})
            package_dict = {"title": asking.text(data, "title"), **_profile(office)}
            draft = create_draft(wiring.unit(), office.id, package_dict, who, wiring.now(), wiring.new_id)
    return draft_shape(draft.id, who)


def _profile(office: model.Group) -> dict[str, Any]:
    """What the office's own record and the portal's settings already tell."""
    extras = office.extras
    known = {
        "kontak_unit": extras.get("kontak_unit") or office.title,
        "kontak_email": extras.get("email", ""),
        "kontak_telepon": extras.get("telepon", ""),
        "urusan": (extras.get("urusan") or "").split(",")[0].strip(),
        "cakupan_wilayah": tk.config["ckanext.satudata.region.kemendagri"],
        "license_id": "CC-BY-4.0",
        "klasifikasi_akses": "terbuka",
        "status_data": "tetap",
    }
    return {name: value for name, value in known.items() if value}


@tk.side_effect_free
def satudata_draft_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One draft with its file, findings, missing parts, remarks and offers (``id``)."""
    tk.check_access("satudata_draft_show", context, data)
    with translated():
        return draft_shape(asking.draft_id(data), asking.actor(context))


def satudata_draft_update(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Change metadata fields of a draft (``id`` and the fields); the others stay. Saved half-filled, as it comes."""
    tk.check_access("satudata_draft_update", context, data)
    who, draft_id = asking.actor(context), asking.draft_id(data)
    fields = {name: data[name] for name in METADATA_FIELDS if name in data and name not in FIXED}
    if "tag_string" in data:
        fields["tag_string"] = data["tag_string"]
        fields.pop("tags", None)
    definitions = {str(name): str(value).strip() for name, value in asking.mapping(data, "columns").items()}
    unit = wiring.unit()
    with translated(), unit:
        draft = editable(unit, draft_id, who)
        if definitions:
            unit.drafts.save(
                replace(draft, columns={**draft.columns, **definitions}), wiring.now(), moved=False
            )
        unit.packages.patch_draft(draft_id, fields, who.name)
        unit.drafts.touched_by(draft_id, who.user_id)
        unit.work.add("index_draft", draft_id, wiring.new_id())
        unit.commit()
    return draft_shape(draft_id, who)


def satudata_draft_delete(context: dict[str, Any], data: dict[str, Any]) -> None:
    """Discard a draft (``id``): one that was never submitted is removed, a withdrawn one closed with its history."""
    tk.check_access("satudata_draft_delete", context, data)
    who, draft_id = asking.actor(context), asking.draft_id(data)
    unit = wiring.unit()
    with translated(), unit:
        draft, review = discardable(unit, draft_id, who)
        if review is not None:
            put_away(unit, draft_id, wiring.now())
        else:
            unit.drafts.remove(draft_id)
            unit.packages.discard_draft(draft_id)
            unit.work.cancel(("inspect", "check"), draft_id)
            unit.work.add("index_draft", draft_id, wiring.new_id())
            if draft.original_sha:
                unit.work.add("discard", draft_id, wiring.new_id(), {"sha256": draft.original_sha})
        unit.commit()


ACTIONS = {
    action.__name__: action
    for action in (satudata_draft_create, satudata_draft_show, satudata_draft_update, satudata_draft_delete)
}
