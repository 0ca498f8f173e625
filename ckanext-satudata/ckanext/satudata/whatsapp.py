"""*Salin untuk WhatsApp*: a plain text of at most 300 characters that says whose turn it is. No figures, remarks or names.

The dataset's title stands in it only while the dataset is public under this title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from .dates import day
from .model import tables as t
from .words import status_label

LONGEST = 300


def satudata_whatsapp(review: Mapping[str, Any]) -> str:
    """The text about one review as ``satudata_review_show`` gives it."""
    turn = review.get("whose_turn") or {}
    title = public_titles([review["dataset_id"]]).get(review["dataset_id"], "")
    return message(
        review["number"], review["status"], str(turn.get("post") or ""), str(turn.get("due_at") or ""), title
    )


def message(number: str, status: str, post: str, due_at: str, title: str = "") -> str:
    """The text about a submission. ``due_at``: ISO moment or empty; ``title``: a public one, shortened where it must be."""
    link = tk.url_for("satudata_pengajuan.read", number=number, qualified=True)
    pattern = _said(status, bool(due_at))
    facts = {"post": post, "due": day(datetime.fromisoformat(due_at), "d MMM y") if due_at else ""}
    facts["status"] = status_label(status)

    def written(named: str) -> str:
        return f"Satu Data: {pattern % {**facts, 'number': named}} {link}"

    room = LONGEST - len(written(number)) - len(" ()")
    short = title if len(title) <= room else f"{title[: max(room - 1, 0)].rstrip()}…"
    return written(f"{number} ({short})" if title and room > 10 else number)[:LONGEST]


def _said(status: str, dated: bool) -> str:
    if status == "in_review":
        return (
            _("%(number)s waits for %(post)s until %(due)s.")
            if dated
            else _("%(number)s waits for %(post)s.")
        )
    if status == "returned":
        return _("%(number)s was returned and waits to be mended until %(due)s.")
    return {"published": _("%(number)s is published.")}.get(status, "%(number)s: %(status)s.")


def public_titles(dataset_ids: Iterable[str]) -> dict[str, str]:
    """Titles of those datasets that everybody can read now."""
    package, gone = model.Package.__table__.c, t.retraction.c
    query = sa.select(package.id, package.title).where(
        package.id.in_(sorted(set(dataset_ids))),
        package.type == "dataset",
        package.state == "active",
        package.private.is_(False),
        sa.not_(sa.exists().where(gone.dataset_id == package.id, gone.ended_at.is_(None))),
    )
    return {row.id: row.title for row in model.Session.execute(query)}
