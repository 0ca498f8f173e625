"""Submit a draft: open its review, or the next round of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from ...domain.description.check import is_priority
from ...domain.digest import normalise_metadata
from ...domain.draft import Draft, Report, lacks
from ...domain.errors import Incomplete
from ...domain.registry.marks import mark
from ...domain.review.clean import is_clean
from ...domain.review.decide import decide
from ...domain.review.model import Actor, Review, Status, Submit
from ..ports import Edition, NewId, Round, Unit
from .recording import record


def submit(unit: Unit, draft_id: str, actor: Actor, now: datetime, new_id: NewId) -> Review:
    """Pin the digests, freeze the draft and hand it to the first gate.

    Raises ``NotAllowed`` (not this actor's draft, already under review) and ``Incomplete("lacks", lacks=...)``
    with everything that is missing.
    """
    with unit:
        draft = unit.drafts.get(draft_id, lock=True)
        package = unit.drafts.package(draft_id)
        review = _review_of(unit, draft, now, new_id)
        sop = unit.sops.get(review.sop_ids)
        command = Submit(draft.content_digest(package), draft.table_digest)
        review, events = decide(review, sop, command, actor, now)
        report = unit.reports.latest(draft_id)
        base = unit.editions.get(draft.dataset_id, draft.base_edition) if draft.base_edition else None
        codes = mark(draft.schema, unit.registry.newest())
        offices = unit.offices.facts(draft.owner_org)
        unexplained = partial(unit.broken_forms, package, offices, draft.described_schema, now)
        if missing := lacks(draft, package, report, unit.form, base, codes, unexplained):
            raise Incomplete("lacks", lacks=missing)
        review = _shown(unit, review, draft, package, report, base)
        unit.drafts.touched_by(draft_id, actor.user_id)
        unit.reviews.add_round(_round(review, draft, package, offices, actor, now))
        record(unit, review, events, sop, actor, now)
        unit.commit()
    return review


def _review_of(unit: Unit, draft: Draft, now: datetime, new_id: NewId) -> Review:
    touched = unit.drafts.contributors(draft.id)
    latest = unit.reviews.latest_of(draft.id, lock=True)
    if latest is not None and latest.status is not Status.WITHDRAWN:
        return replace(latest, contributors=latest.contributors | touched)
    sops = unit.sops.for_draft(draft.owner_org, draft.dataset_id)
    for sop in sops:
        unit.sops.pin(sop)
    review = Review(
        id=new_id(),
        number=unit.reviews.next_number(),
        draft_id=draft.id,
        dataset_id=draft.dataset_id,
        owner_org=draft.owner_org,
        base_edition=draft.base_edition,
        sop_ids=tuple((sop.id, sop.version) for sop in sops),
        contributors=touched,
        subject=draft.subject,
        reason=draft.reason,
        target_edition=draft.target_edition,
    )
    unit.reviews.add(review, now)
    return review


def _shown(
    unit: Unit,
    review: Review,
    draft: Draft,
    package: Mapping[str, Any],
    report: Report | None,
    base: Edition | None,
) -> Review:
    """The review with what the queue shows of this round."""
    metadata = normalise_metadata(package)
    counts = report.counts if report and not draft.fixed else {}
    schema = base.schema if base else None
    return replace(
        review,
        title=str(metadata.get("title", "")),
        urusan=str(metadata.get("urusan", "")),
        cycle=str(metadata.get("cakupan_akhir", "")),
        priority=is_priority(metadata),
        findings=counts,
        clean=is_clean(counts, draft.schema, schema, unit.reviews.open_remarks(review.id)),
    )


def _round(
    review: Review,
    draft: Draft,
    package: Mapping[str, Any],
    offices: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> Round:
    snapshot = {
        "metadata": normalise_metadata(package),
        "schema": draft.described_schema,
        "recipe": dict(draft.recipe),
        "canonical_sha": draft.canonical_sha,
        "rows": draft.rows,
        "original": {
            "name": draft.original_name,
            "size": draft.original_size,
            "sha256": draft.original_sha,
        },
        "offices": dict(offices),
        **({"about": draft.about} if draft.about else {}),
    }
    return Round(
        review_id=review.id,
        number=review.round,
        content_digest=review.content_digest,
        table_digest=review.table_digest,
        submitted_by=actor.user_id,
        submitted_at=now,
        snapshot=snapshot,
    )
