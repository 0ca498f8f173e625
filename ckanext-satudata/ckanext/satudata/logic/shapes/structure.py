"""Table structures as pages and the API show them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

from ... import wiring
from ...app.ports import Edition
from ...app.structures.cases import may_keep
from ...app.structures.ports import Entry, Version
from ...domain.draft import Draft
from ...domain.review.model import Actor, Subject
from ...domain.structure.check import Flaw
from ...domain.structure.compare import Change, changes
from ...domain.structure.model import Column, Structure
from ...words import language


def head(entry: Entry, actor: Actor, followers: int) -> dict[str, Any]:
    """One line of the list."""
    office = model.Group.get(entry.owner_org) if entry.owner_org else None
    return {
        "id": entry.id,
        "name": entry.name,
        "title": entry.newest.title,
        "version": entry.newest.version,
        "number": entry.number,
        "owner_org": entry.owner_org,
        "office": (office.title or office.name) if office else "",
        "shared": not entry.owner_org,
        "columns": len(entry.newest.schema.get("fields", ())),
        "updated_at": entry.newest.at.isoformat(),
        "followers": followers,
        "may_edit": may_keep(entry.owner_org, actor),
        "url": tk.url_for("satudata_struktur.read", id=entry.name),
    }


def version_shape(version: Version, *, whole: bool) -> dict[str, Any]:
    """One version; who saved it, and from what, is told to those who read the structure whole."""
    who = model.User.get(version.by_user) if whole and version.by_user else None
    return {
        "number": version.number,
        "version": version.version,
        "title": version.title,
        "note": version.note,
        "source": version.source if whole else "",
        "breaking": version.breaking,
        "at": version.at.isoformat(),
        "by": who.display_name if who else "",
    }


def column_shapes(structure: Structure) -> list[dict[str, Any]]:
    """The columns, each with its code list and whether it is part of the key."""
    return [_column(structure, column) for column in structure.columns]


def _column(structure: Structure, column: Column) -> dict[str, Any]:
    name, code = structure.code_list(column.name)
    return {
        "name": column.name,
        "title": column.title or column.name,
        "type": column.kind,
        "role": column.role,
        "unit": column.unit,
        "ukuran": column.ukuran,
        "konsep": column.konsep,
        "definisi": column.definisi,
        "enum": [str(one) for one in column.enum],
        "list": name,
        "list_column": code,
        "required": column.required or column.name in structure.key,
        "unique": column.unique,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "pattern": column.pattern,
        "key": column.name in structure.key,
    }


def change_shapes(found: Sequence[Change]) -> dict[str, Any]:
    """Changes between two versions, with the verdict over all."""
    english = language() == "en"
    return {
        "kind": "breaking" if any(one.breaking for one in found) else "compatible" if found else "same",
        "changes": [
            {
                "kind": one.kind,
                "column": one.column,
                "what": one.what,
                "before": one.before,
                "after": one.after,
                "message": one.text_en if english else one.text,
            }
            for one in found
        ],
    }


def draft_structure(draft: Draft, base: Edition | None) -> dict[str, Any] | None:
    """The structure that a draft follows, and what its form changes for those who use the published edition."""
    compared = None
    if base is not None and draft.subject is Subject.EDITION:
        now = draft.described_schema if draft.schema else _followed(draft)
        compared = change_shapes(form_changes(base.schema, now)) if now else None
    if not draft.structure:
        return {"compared": compared, "id": ""} if compared else None
    kept = wiring.structures()
    entry = kept.get(draft.structure["id"])
    chosen = kept.version(entry.id, draft.structure["version"])
    return {
        "id": entry.id,
        "name": entry.name,
        "title": chosen.title,
        "version": chosen.version,
        "newest": entry.newest.version,
        "url": tk.url_for("satudata_struktur.read", id=entry.name, versi=chosen.version),
        "template_url": tk.url_for("satudata_struktur.templat", id=entry.name, versi=chosen.version),
        "compared": compared,
    }


def _followed(draft: Draft) -> Mapping[str, Any]:
    if not draft.structure:
        return {}
    return wiring.structures().version(draft.structure["id"], draft.structure["version"]).schema


def form_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Changes of a dataset's form between two editions, without those of its words and without status columns, which
    the portal adds where a figure is marked."""
    marks = {f"{one['name']}_status" for side in (before, after) for one in side.get("fields", ())}
    return [one for one in changes(before, after) if one.weight == "form" and one.column not in marks]


def flaw_errors(found: Collection[Flaw]) -> Mapping[str, list[str]]:
    """Flaws as errors by field: ``kolom-<row>-<part>`` counted from 1, ``key``, ``columns``."""
    english = language() == "en"
    errors: dict[str, list[str]] = {}
    for one in found:
        part = one.part if one.row is None or one.part == "key" else f"kolom-{one.row + 1}-{one.part}"
        errors.setdefault(part, []).append(one.text_en if english else one.text)
    return errors
