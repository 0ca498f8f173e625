"""Drafts: start, show, change, discard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.drafts.create import create_draft, revise
from ...app.drafts.editing import discardable, editable, put_away
from ...describing import known_after, known_at_start
from ...domain.description.keep import changed_by_person, merged, same, to_write
from ...domain.digest import METADATA_FIELDS
from ...domain.draft import Draft
from ...domain.structure.model import Structure
from .. import asking
from ..errors import translated
from ..shapes.draft import draft_shape
from ..structure_reading import readable

FIXED = ("owner_org",)


def satudata_draft_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Start a draft of a new dataset (``owner_org``, ``title``) or of a published one (``dataset_id``).

    ``structure``: the table structure (id or name) that a new dataset follows, in its ``structure_version`` or newest.
    """
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
            title = {"title": asking.text(data, "title")}
            known = known_at_start(office.id, title)
            package_dict = {**{name: each.value for name, each in known.items()}, **title}
            draft = create_draft(
                wiring.unit(),
                office.id,
                package_dict,
                who,
                wiring.now(),
                wiring.new_id,
                known=known,
                follows=_structure(context, data),
            )
    return draft_shape(draft.id, who)


def _structure(context: dict[str, Any], data: dict[str, Any]) -> Structure | None:
    """The structure that was chosen for a new draft."""
    chosen, version = readable(
        context, asking.text(data, "structure"), asking.text(data, "structure_version")
    )
    kept = wiring.structures()
    return kept.get(chosen).structure(kept.version(chosen, version)) if chosen else None


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
        before = unit.drafts.package(draft_id)
        _known_fields(data, before)
        unit.packages.patch_draft(draft_id, fields, who.name)
        after = unit.drafts.package(draft_id)
        notes = changed_by_person(draft.suggested, _changed(draft, fields, before, after))
        following = known_after(draft.owner_org, after)
        if moved := to_write(after, notes, following):
            unit.packages.patch_draft(draft_id, moved, who.name)
        described = replace(
            draft, columns={**draft.columns, **definitions}, suggested=merged(notes, following)
        )
        if described != draft:
            unit.drafts.save(described, wiring.now(), moved=False)
        unit.drafts.touched_by(draft_id, who.user_id)
        unit.work.add("index_draft", draft_id, wiring.new_id())
        unit.commit()
    return draft_shape(draft_id, who)


def _known_fields(data: Mapping[str, Any], package: Mapping[str, Any]) -> None:
    """Raises ``ValidationError`` for fields that no draft has: a name written otherwise would be lost in silence."""
    known = {*METADATA_FIELDS, *package, "id", "columns", "tag_string", "tags"}
    strange = [name for name in data if name not in known]
    if strange:
        told = {name: get_close_matches(str(name), METADATA_FIELDS, n=1) for name in strange}
        near = _("A description has no field of this name. Was %(near)s meant?")
        none = _("A description has no field of this name.")
        raise tk.ValidationError(
            {name: [near % {"near": one[0]} if one else none] for name, one in told.items()}
        )


def _changed(
    draft: Draft, fields: dict[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[str]:
    """The fields that the person changed: what only repeats what was inferred is not theirs."""
    return [
        name
        for name in fields
        if not same(before.get(name), after.get(name))
        and not same(after.get(name), draft.suggested.get(name, {}).get("value"))
    ]


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
