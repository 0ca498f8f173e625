"""Editions: the immutable past of a published dataset."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.drafts.create import revise
from ...app.publication.publish import OPEN_ACCESS
from ...model import tables as t
from ...words import post_label, subject_label
from .. import asking
from ..errors import translated
from ..shapes.draft import draft_shape
from ..shapes.metadata import metadata_labels
from ..shapes.preview import preview


@tk.side_effect_free
def satudata_edition_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Every edition of a published dataset (``dataset_id``), the newest first."""
    tk.check_access("satudata_edition_list", context, data)
    dataset = asking.dataset(data)
    query = (
        sa.select(t.edition).where(t.edition.c.dataset_id == dataset.id).order_by(t.edition.c.number.desc())
    )
    return [_edition(row, dataset.name) for row in model.Session.execute(query).mappings()]


@tk.side_effect_free
def satudata_edition_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One edition (``dataset_id``, ``number``): metadata as published, approvals, first rows, checksum."""
    tk.check_access("satudata_edition_show", context, data)
    dataset = asking.dataset(data)
    number = asking.whole(data, "number", 0, 10**6)
    query = sa.select(t.edition).where(t.edition.c.dataset_id == dataset.id, t.edition.c.number == number)
    row = model.Session.execute(query).mappings().first()
    if row is None:
        raise tk.ObjectNotFound(_("Edition %(number)s does not exist.") % {"number": number})
    is_open = row["metadata"].get("klasifikasi_akses") == OPEN_ACCESS
    return {
        **_edition(row, dataset.name),
        "metadata": row["metadata"],
        "metadata_labels": metadata_labels(row["metadata"]),
        "schema": row["schema"],
        "preview": preview(row["canonical_sha"] if is_open else "", row["schema"]),
    }


def _edition(row: sa.RowMapping, name: str) -> dict[str, Any]:
    return {
        "dataset_id": row["dataset_id"],
        "resource_id": row["resource_id"],
        "number": row["number"],
        "published_at": row["published_at"].isoformat(),
        "title": row["metadata"].get("title", ""),
        "sha256": row["canonical_sha"],
        "content_digest": row["content_digest"],
        "rows": row["rows"],
        "kind": row["kind"],
        "kind_label": subject_label(row["kind"], row["restored_from"]),
        "reason": row["reason"],
        "restored_from": row["restored_from"],
        "approvals": [_approval(approval) for approval in row["approvals"]],
        "url": tk.url_for("satudata_publik.edition", name=name, number=row["number"]),
        "download_url": tk.url_for(
            "satudata_publik.edition_csv", name=name, number=row["number"], qualified=True
        ),
    }


def _approval(approval: dict[str, Any]) -> dict[str, Any]:
    """An approval as the public sees it: the post, never the person."""
    return {
        "step": approval["step"],
        "post": post_label(approval["post"], approval["standing"]),
        "action": approval["action"],
        "at": approval["at"],
    }


def satudata_edition_restore(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Make a draft from an edition (``dataset_id``, ``number``)."""
    tk.check_access("satudata_edition_restore", context, data)
    who, dataset = asking.actor(context), asking.dataset(data)
    with translated():
        number = asking.whole(data, "number", 0, 10**6) or None
        draft = revise(wiring.unit(), dataset.id, number, who, wiring.now(), wiring.new_id)
    return draft_shape(draft.id, who)


ACTIONS = {
    action.__name__: action
    for action in (satudata_edition_list, satudata_edition_show, satudata_edition_restore)
}
