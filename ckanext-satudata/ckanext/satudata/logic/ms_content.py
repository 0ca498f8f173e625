"""The MS forms of a draft as it is edited, or of a submission as it was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import wiring
from ..adapters.bps.defaults import code_lists, ms_forms
from ..domain.bps.content import BundleContent
from ..domain.bps.ms_state import Filled, fill

NO_TABLE = b""


def content(
    dataset: Mapping[str, Any], offices: Mapping[str, Any], schema: Mapping[str, Any]
) -> BundleContent:
    """What the forms are filled from; the table itself is not among it."""
    return BundleContent(
        review_number="",
        round=0,
        dataset=dict(dataset),
        organization=offices["organization"],
        walidata={},
        kabupaten=offices["kabupaten"],
        schema=dict(schema),
        canonical_csv=NO_TABLE,
        canonical_sha256="",
        table_digest="",
        content_digest="",
        report={},
        findings=(),
        approvals=(),
        last_gate_at=wiring.now(),
        edition_number=1,
    )


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
