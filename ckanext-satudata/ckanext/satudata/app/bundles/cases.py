"""The BPS bundle of one review: built by the worker, answered by BPS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ...domain.errors import Incomplete, NotAllowed
from ...domain.review.decide import decide
from ...domain.review.events import MACHINE
from ...domain.review.model import Actor, BundleBuilt, Review, Status
from ..ports import Bundle, NewId, Unit, Work
from ..review.desk import Decision, take_decision
from ..review.recording import record

REGISTRAR = "verifikator"
SENDABLE = ("ready", "answered", "notice")
"""States of a line in the register whose sending and answer are written down."""


@dataclass(frozen=True)
class Built:
    """A finished bundle file, already stored by its hash."""

    sha256: str
    size: int
    filename: str
    entries: Sequence[Mapping[str, Any]]


def begin(unit: Unit, work: Work, new_id: NewId) -> Bundle | None:
    """The register's line of the round's bundle; None (and the work finished) when the review has moved on."""
    with unit:
        review = unit.reviews.get(work.subject, lock=True)
        if work.key != f"round-{review.round}" or review.status not in (Status.IN_REVIEW, Status.PUBLISHED):
            unit.work.finish(work)
            unit.commit()
            return None
        bundle = unit.bundles.of_round(review.id, review.round)
        if bundle is None:
            bundle = _new(unit, review, new_id)
            unit.bundles.add(bundle)
        unit.commit()
    return bundle


def _new(unit: Unit, review: Review, new_id: NewId) -> Bundle:
    version = unit.bundles.versions_of(review.id) + 1
    return Bundle(
        id=new_id(),
        number=unit.bundles.next_number(),
        version=version,
        review_id=review.id,
        round=review.round,
    )


def built(unit: Unit, work: Work, bundle_id: str, result: Built, now: datetime) -> None:
    """Register the finished file and hand it to BPS."""
    with unit:
        review = unit.reviews.get(work.subject, lock=True)
        bundle = unit.bundles.get(bundle_id, lock=True)
        unit.bundles.save(
            replace(
                bundle,
                state="ready",
                sha256=result.sha256,
                size=result.size,
                filename=result.filename,
                entries=result.entries,
                error="",
                built_at=now,
            )
        )
        if review.status is Status.IN_REVIEW and review.round == bundle.round and not review.bundle_ready:
            sop = unit.sops.get(review.sop_ids)
            after, events = decide(review, sop, BundleBuilt(result.sha256), MACHINE, now)
            record(unit, after, events, sop, MACHINE, now)
        unit.work.finish(work)
        unit.commit()


def registrar(unit: Unit, bundle: Bundle, actor: Actor) -> None:
    """Raise ``NotAllowed`` unless the actor keeps the register for the office of this line."""
    owner = unit.reviews.get(bundle.review_id).owner_org if bundle.review_id else bundle.owner_org
    if actor.holding(REGISTRAR, owner) is None:
        raise NotAllowed("not_registrar")


def answer(
    unit: Unit, bundle_id: str, received: bool, asked: Decision, actor: Actor, now: datetime
) -> Review:
    """BPS's answer: receipt (the review goes on) or remarks (they go to the verifikator)."""
    with unit:
        after = take_answer(unit, bundle_id, received, asked, actor, now)
        unit.commit()
    return after


def take_answer(
    unit: Unit, bundle_id: str, received: bool, asked: Decision, actor: Actor, now: datetime
) -> Review:
    """The same inside a running transaction; does not commit."""
    bundle = unit.bundles.get(bundle_id, lock=True)
    review = unit.reviews.get(bundle.review_id, lock=True)
    if review.round != bundle.round:
        raise NotAllowed("bundle_superseded")
    decision = replace(asked, decision="approve") if received else _remarked(asked)
    after = take_decision(unit, review.id, decision, actor, now)
    if bundle.state != "answered":
        unit.bundles.save(_answered(bundle, received, asked, actor, now))
    return after


def _remarked(asked: Decision) -> Decision:
    """BPS's remarks as a return; without a coded reason they count as "other", with the remarks as its text."""
    text = asked.note.strip() or "; ".join(remark.text for remark in asked.remarks)
    if not text:
        raise Incomplete("remark_needed", field="note")
    return replace(asked, decision="return", reasons=asked.reasons or ("LAINNYA",), text=asked.text or text)


def _answered(bundle: Bundle, received: bool, asked: Decision, actor: Actor, now: datetime) -> Bundle:
    return replace(
        bundle,
        state="answered",
        answer="received" if received else "remarks",
        answered_at=now,
        answered_by=actor.user_id,
        receipt=asked.receipt,
        note=asked.note,
    )
