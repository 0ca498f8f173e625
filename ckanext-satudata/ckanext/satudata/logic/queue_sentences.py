"""The sentences about the queue and bulk decisions; ``logic/errors.py`` is the one table that holds them."""

from __future__ import annotations

from collections.abc import Mapping

from ..said import marked as _


def queue_sentences() -> Mapping[str, str]:
    """Code of a refusal to its sentence."""
    return {
        "bulk_not_here": _("At this step each submission is decided by itself. Open it."),
        "bulk_not_clean": _("Only clean submissions are decided together. Open this one."),
        "bulk_priority": _("Priority data are decided one by one. Open this submission."),
        "bulk_subject": _(
            "Corrections, rollbacks and retractions are decided one by one. Open this submission."
        ),
        "bulk_nothing": _("Tick at least one clean submission."),
        "bulk_too_many": _("At most %(most)s submissions are decided together. Tick fewer."),
        "bulk_twice": _("A submission is named twice. Send each one once."),
        "bulk_approves": _("Together submissions can only be approved. Return or reject each one by itself."),
        "view_missing": _("This saved view does not exist."),
        "view_named": _("A view of this name is saved already. Choose another name."),
        "view_many": _("At most %(most)s views are saved. Delete one first."),
    }
