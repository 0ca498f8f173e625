"""The description of a draft: what it needs, what stands in it and where that comes from."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ... import wiring
from ...describing import form
from ...domain.description.keep import same
from ...domain.description.model import Field, is_empty
from ...domain.draft import Draft
from ...words import language
from .. import asking
from ..errors import translated
from ..shapes.draft import draft_shape

ABOUT_DATA = ("file", "report", "reason")


@tk.side_effect_free
def satudata_draft_check(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The description of a draft (``id``): ``complete``, what is ``missing``, ``advice``, and every field with its group,
    whether it is asked for and needed, its value and where that comes from."""
    tk.check_access("satudata_draft_check", context, data)
    with translated():
        draft_id = asking.draft_id(data)
        shown = draft_shape(draft_id, asking.actor(context))
        draft = wiring.unit().drafts.get(draft_id)
    missing = [one for one in shown["missing"] if one["field"] not in ABOUT_DATA]
    return {
        "id": draft_id,
        "complete": not missing,
        "missing": missing,
        "advice": shown["advice"],
        "fields": [_field(one, shown["package"], draft) for one in form().fields],
    }


def _field(one: Field, package: dict[str, Any], draft: Draft) -> dict[str, Any]:
    value = package.get(one.name)
    note = draft.suggested.get(one.name, {})
    inferred = not is_empty(value) and same(note.get("value"), value)
    return {
        "name": one.name,
        "label": one.label[language()],
        "group": one.group,
        "asked": one.applies(package),
        "required": one.is_required(package),
        "recommended": one.recommended,
        "value": "" if is_empty(value) else value,
        "from": note.get("from", "") if inferred else "",
        "evidence": note.get("evidence", "") if inferred else "",
    }


ACTIONS = {satudata_draft_check.__name__: satudata_draft_check}
