"""What becomes of a published dataset: correction, an earlier edition again, retraction; and a review's archive."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.drafts.subjects import Purpose, begin
from ...domain.review.model import Subject
from .. import asking
from ..errors import sentence, translated
from ..shapes.draft import draft_shape
from ..shapes.subject import archive_sha, retraction_shape


def satudata_correction_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Start a draft that corrects the current edition (``dataset_id``, ``reason``); it begins with its content."""
    tk.check_access("satudata_correction_create", context, data)
    return _begun(
        context, data, Purpose(Subject.CORRECTION, asking.text(data, "reason", most=asking.LONGEST))
    )


def satudata_rollback_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Start a draft that publishes an earlier edition again, unchanged (``dataset_id``, ``number``, ``reason``).

    The current edition may be named when the dataset was retracted.
    """
    tk.check_access("satudata_rollback_create", context, data)
    number = asking.whole(data, "number", 0, 10**6) or None
    return _begun(
        context,
        data,
        Purpose(Subject.ROLLBACK, asking.text(data, "reason", most=asking.LONGEST), edition=number),
    )


def satudata_retraction_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Start a draft that takes a dataset down (``dataset_id``, ``reason``, ``reasons``: coded, at least one)."""
    tk.check_access("satudata_retraction_create", context, data)
    reasons = tuple(str(code) for code in asking.listing(data, "reasons"))
    return _begun(
        context,
        data,
        Purpose(Subject.RETRACTION, asking.text(data, "reason", most=asking.LONGEST), reasons=reasons),
    )


def _begun(context: dict[str, Any], data: dict[str, Any], purpose: Purpose) -> dict[str, Any]:
    who, dataset = asking.actor(context), asking.dataset(data)
    with translated():
        draft = begin(wiring.unit(), dataset.id, purpose, who, wiring.now(), wiring.new_id)
    return draft_shape(draft.id, who)


@tk.side_effect_free
def satudata_retraction_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Why and since when a dataset is down (``dataset_id`` or its name), whom to ask; ``ended_at`` once it is back."""
    tk.check_access("satudata_retraction_show", context, data)
    dataset = model.Package.get(asking.text(data, "dataset_id", needed=True))
    row = wiring.unit().retractions.of(dataset.id) if dataset is not None else None
    if row is None:
        raise tk.ObjectNotFound(_("This dataset was not retracted."))
    return retraction_shape(row, asking.actor(context))


@tk.side_effect_free
def satudata_archive_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The archive of a finished review (``id`` or number): its checksum, size, file name and address."""
    tk.check_access("satudata_archive_show", context, data)
    review_id = asking.review_id(data)
    sha256, number = archive_sha(review_id), f"P-{wiring.unit().reviews.get(review_id).number:04d}"
    if not sha256:
        raise tk.ObjectNotFound(sentence("archive_missing", {}))
    return {
        "review_id": review_id,
        "number": number,
        "sha256": sha256,
        "size": wiring.blobs().size(sha256),
        "filename": f"arsip-{number}.zip",
        "url": tk.url_for("satudata_subjects.arsip", number=number, qualified=True),
    }


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_correction_create,
        satudata_rollback_create,
        satudata_retraction_create,
        satudata_retraction_show,
        satudata_archive_show,
    )
}
