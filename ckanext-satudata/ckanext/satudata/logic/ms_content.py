"""The MS forms of a draft as it is edited, or of a submission as it was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import office_facts, wiring
from ..adapters.bps.defaults import code_lists, ms_forms
from ..domain.bps.content import BundleContent
from ..domain.bps.ms_state import Filled, fill

NO_TABLE = b""


def content(dataset: Mapping[str, Any], owner_org: str, schema: Mapping[str, Any]) -> BundleContent:
    """What the forms are filled from; the table itself is not among it."""
    return BundleContent(
        review_number="",
        round=0,
        dataset=dict(dataset),
        organization=office_facts.organization(owner_org),
        walidata={},
        kabupaten=office_facts.region(),
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
    return content(unit.drafts.package(draft_id), draft.owner_org, draft.described_schema)


def of_review(review_id: str) -> BundleContent:
    """What the forms of a submission's running round are filled from."""
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    snapshot = unit.reviews.rounds(review_id)[-1].snapshot
    return content(snapshot["metadata"], review.owner_org, snapshot["schema"])


def filled(item: BundleContent) -> Filled:
    """The three forms of a dataset."""
    return fill(ms_forms(), item, code_lists())
