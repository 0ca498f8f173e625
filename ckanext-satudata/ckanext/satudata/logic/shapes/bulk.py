"""Submissions chosen for a bulk decision: what is looked at before, and what became of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import ckan.model as model

from ... import wiring
from ...app.ports import Round
from ...app.review.bulk import Answer
from ...domain.errors import Refused
from ...domain.figures.headline import headline
from ...domain.review.bulk import bulk_refusal
from ...domain.review.model import Actor, Review
from ...domain.review.policy import Act, offer
from ...domain.sop import Sop
from ...words import language, post_label, step_label
from ...work import facts
from ..errors import sentence
from .tables import too_large

Row = dict[str, Any]


def looked_at(review_ids: Sequence[str], actor: Actor) -> list[Row]:
    """Each submission with its key figure and digest, and why it cannot be decided with others (empty: it can)."""
    return [_looked_at(review_id, actor) for review_id in review_ids]


def _looked_at(review_id: str, actor: Actor) -> Row:
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    sop = unit.sops.get(review.sop_ids)
    rounds = unit.reviews.rounds(review_id)
    reason = _reason(review, sop, actor)
    return {
        **_named(review),
        "step_label": step_label(sop.step(review.step)),
        "next": "" if reason else post_label(sop.step(sop.step(review.step).on_yes).post.slot),
        "content_digest": review.content_digest,
        "figure": key_figure(rounds[-1]) if rounds else {},
        "rows": rounds[-1].snapshot.get("rows", 0) if rounds else 0,
        "reason": reason,
    }


def _reason(review: Review, sop: Sop, actor: Actor) -> str:
    answer = offer(Act.APPROVE, review, sop, actor)
    if answer.refusal:
        return sentence(answer.refusal, answer.facts)
    code = bulk_refusal(review, sop)
    return sentence(code, {}) if code else ""


def _named(review: Review) -> Row:
    office = model.Group.get(review.owner_org)
    return {
        "review_id": review.id,
        "number": f"P-{review.number:04d}",
        "title": review.title,
        "organization": {"id": review.owner_org, "title": office.title if office else ""},
        "round": review.round,
        "base_edition": review.base_edition,
    }


def key_figure(round_: Round) -> Mapping[str, Any]:
    """The figure that a citizen will see first, from the content of this round; empty when there is none."""
    content = round_.snapshot
    if not content.get("canonical_sha"):
        return {}
    ukuran = str(content.get("metadata", {}).get("ukuran", ""))
    if too_large(content):
        about = {"schema": content["schema"], "ukuran": ukuran}
        known = facts.asked("figures", content["canonical_sha"], **about)
        return known["headline"].get(language()) or {} if known else {}
    with wiring.blobs().open(content["canonical_sha"]) as stream:
        rows = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
        return headline(content["schema"], rows, ukuran, language())


def answered(answers: Sequence[Answer]) -> list[Row]:
    """What became of each: ``done``, and ``message`` with the next post or the reason of the refusal."""
    return [_answered(answer) for answer in answers]


def _answered(answer: Answer) -> Row:
    review = answer.review or wiring.unit().reviews.get(answer.review_id)
    step = wiring.unit().sops.get(review.sop_ids).step(review.step)
    refused = answer.refused
    return {
        **_named(review),
        "done": refused is None,
        "step_label": step_label(step),
        "message": _said(refused) if refused else "",
        "code": refused.code if refused else "",
    }


def _said(refused: Refused) -> str:
    return sentence(refused.code, refused.facts)
