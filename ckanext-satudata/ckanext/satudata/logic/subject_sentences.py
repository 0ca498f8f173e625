"""The sentences about corrections, rollbacks and retractions; ``logic/errors.py`` is the one table that holds them."""

from __future__ import annotations

from collections.abc import Mapping

from ..said import marked as _


def subject_sentences() -> Mapping[str, str]:
    """Code of a refusal to its sentence."""
    return {
        "draft_open": _(
            "This dataset has a draft already, and one at a time is what it may have. Continue that draft, or "
            "withdraw and discard it first."
        ),
        "retracted_already": _("This dataset was retracted already."),
        "retraction_reason_needed": _("Choose at least one reason of the list."),
        "edition_needed": _("Choose the edition that is to come back."),
        "edition_is_current": _("This edition is the current one. Choose an earlier edition."),
        "archive_missing": _("This submission has no archive yet."),
    }
