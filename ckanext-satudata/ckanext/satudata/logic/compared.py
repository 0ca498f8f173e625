"""The table that is compared with BPS's: of a submission, or of the submission behind a dataset's current edition."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from .. import wiring
from ..model import tables as t
from . import asking


def content_of(context: dict[str, Any], given: str) -> tuple[str, dict[str, Any], str]:
    """Title, schema and hash of the canonical table; who may not read the submission gets ``ObjectNotFound``."""
    review_id = _review_of(given)
    fresh = {"user": context.get("user", ""), "auth_user_obj": asking.user_of(context)}
    tk.check_access("satudata_review_show", fresh, {"id": review_id})
    rounds = wiring.unit().reviews.rounds(review_id)
    if not rounds:
        raise tk.ObjectNotFound(_("This submission does not exist."))
    content = rounds[-1].snapshot
    return str(content["metadata"].get("title", "")), dict(content["schema"]), str(content["canonical_sha"])


def _review_of(given: str) -> str:
    package = model.Package.get(given)
    if package is None:
        return asking.review_id({"id": given})
    c = t.edition.c
    query = sa.select(c.review_id).where(c.dataset_id == package.id).order_by(c.number.desc()).limit(1)
    found = model.Session.execute(query).scalar()
    if found is None:
        raise tk.ObjectNotFound(_("This submission does not exist."))
    return str(found)
