"""Bundles of several reviews: of a list of them, of a cycle, of an office. Asked twice for the same content, built once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ...domain.errors import Incomplete, NotAllowed
from ...domain.review.model import WALIDATA_POSTS, Actor
from ..ports import Bundle, NewId, Unit, Work
from .cases import Built

KINDS = ("reviews", "cycle", "organization")
WORK = "bundle_set"
KEY = "build"


@dataclass(frozen=True)
class Member:
    """One dataset of a set: the round of a review whose own bundle is built, and what it approved."""

    review_id: str
    round: int
    digest: str


@dataclass(frozen=True)
class Wanted:
    """What a set is of. ``scope`` is the cycle's year or the office's id; empty for a list of reviews."""

    kind: str
    scope: str
    owner_org: str
    members: tuple[Member, ...]

    @property
    def key(self) -> str:
        """One for equal content, whatever the order it was asked in."""
        lines = sorted(f"{one.review_id} {one.round} {one.digest}" for one in self.members)
        return hashlib.sha256("\n".join([self.kind, self.scope, *lines]).encode()).hexdigest()


def may_build(actor: Actor) -> bool:
    """Whether the actor asks for bundles: the posts of the walidata do."""
    return any(holding.post in WALIDATA_POSTS for holding in actor.holdings)


def ask(unit: Unit, wanted: Wanted, actor: Actor, new_id: NewId) -> Bundle:
    """The set's line in the register, queued to be built; the one that is there already when the content is the same.

    One that stopped is built again. Raises ``Incomplete("bundle_empty")`` when nothing has reached BPS.
    """
    if not may_build(actor):
        raise NotAllowed("not_walidata")
    if not wanted.members:
        raise Incomplete("bundle_empty", field=wanted.kind)
    with unit:
        bundle = unit.bundles.of_members(wanted.key, lock=True)
        if bundle is None:
            bundle = _new(unit, wanted, actor, new_id)
            unit.bundles.add(bundle)
            unit.work.again(WORK, bundle.id, KEY)
        elif bundle.state == "failed":
            bundle = replace(bundle, state="building", error="")
            unit.bundles.save(bundle)
            unit.work.again(WORK, bundle.id, KEY)
        unit.commit()
    return bundle


def _new(unit: Unit, wanted: Wanted, actor: Actor, new_id: NewId) -> Bundle:
    members = sorted((vars(one) for one in wanted.members), key=lambda one: str(one["review_id"]))
    return Bundle(
        id=new_id(),
        number=unit.bundles.next_number(),
        version=unit.bundles.versions_of_scope(wanted.kind, wanted.scope) + 1 if wanted.scope else 1,
        review_id="",
        round=0,
        kind=wanted.kind,
        scope=wanted.scope,
        owner_org=wanted.owner_org,
        members=tuple(dict(one) for one in members),
        members_key=wanted.key,
    )


def ask_one(unit: Unit, review_id: str, actor: Actor) -> Bundle:
    """The bundle of one review's running round; one that stopped is built again."""
    if not may_build(actor):
        raise NotAllowed("not_walidata")
    with unit:
        review = unit.reviews.get(review_id, lock=True)
        bundle = unit.bundles.of_round(review.id, review.round)
        if bundle is None:
            raise Incomplete("bundle_empty", field="reviews")
        if bundle.state == "failed":
            bundle = replace(bundle, state="building", error="")
            unit.bundles.save(bundle)
            unit.work.again("bundle", review.id, f"round-{review.round}")
        unit.commit()
    return bundle


def begin(unit: Unit, work: Work) -> Bundle | None:
    """The set to build; None (and the work finished) when it is built already."""
    with unit:
        bundle = unit.bundles.get(work.subject, lock=True)
        if bundle.state in ("ready", "answered"):
            unit.work.finish(work)
            unit.commit()
            return None
        unit.commit()
    return bundle


def built(unit: Unit, work: Work, result: Built, now: datetime) -> None:
    """Register the finished file."""
    with unit:
        bundle = unit.bundles.get(work.subject, lock=True)
        done = replace(
            bundle,
            state="ready",
            sha256=result.sha256,
            size=result.size,
            filename=result.filename,
            entries=list(result.entries),
            error="",
            built_at=now,
        )
        unit.bundles.save(done)
        unit.work.finish(work)
        unit.commit()


def failed(bundle: Bundle, error: str) -> Bundle:
    """The line after building was given up: what was built before stays, with the error beside it."""
    return replace(bundle, error=error) if bundle.sha256 else replace(bundle, state="failed", error=error)


def members_of(bundle: Bundle) -> Sequence[Member]:
    """What a set holds."""
    return [Member(str(one["review_id"]), int(one["round"]), str(one["digest"])) for one in bundle.members]
