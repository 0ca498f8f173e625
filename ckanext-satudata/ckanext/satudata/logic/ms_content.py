"""The MS forms of a draft as it is edited, or of a submission as it was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import wiring
from ..adapters.bps.defaults import code_lists, ms_forms
from ..domain.bps.content import BundleContent, described
from ..domain.bps.ms_state import Filled, fill


def content(
    dataset: Mapping[str, Any], offices: Mapping[str, Any], schema: Mapping[str, Any]
) -> BundleContent:
    """What the forms are filled from now; the table itself is not among it."""
    return described(dataset, offices, schema, wiring.now())


def of_draft(draft_id: str) -> BundleContent:
    """What the forms of a draft are filled from now."""
    unit = wiring.unit()
    draft = unit.drafts.get(draft_id)
    offices = unit.offices.facts(draft.owner_org)
    return content(unit.drafts.package(draft_id), offices, draft.described_schema)


def of_review(review_id: str) -> BundleContent:
    """What the forms of a submission's running round are filled from."""
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    snapshot = unit.reviews.rounds(review_id)[-1].snapshot
    offices = snapshot.get("offices") or unit.offices.facts(review.owner_org)
    return content(snapshot["metadata"], offices, snapshot["schema"])


def filled(item: BundleContent) -> Filled:
    """The three forms of a dataset."""
    return fill(ms_forms(), item, code_lists())
