"""The people behind an audience, as they stand now: who left is not told, who came is."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.notices import Audience
from ...domain.reminders import ADMINISTRATOR, next_post
from ...domain.review.model import Actor, Holding, Review, Status
from ...domain.review.policy import Act, offer
from ...domain.sop import Sop
from ..bundles.paper import BPS
from ..ports import Event, Unit


def people_of(unit: Unit, audience: Audience, event: Event, review: Review, sop: Sop) -> Sequence[str]:
    """User ids of an audience of this event."""
    match audience:
        case Audience.TURN:
            return whose_turn(unit, review, sop)
        case Audience.PREPARERS:
            return preparers(unit, review)
        case Audience.ASSIGNEE:
            return unit.people.still_active([str(event.data.get("user_id", ""))])
        case Audience.NEXT_POST:
            return superiors(unit, review, sop)
        case Audience.ADMINISTRATORS:
            return unit.people.holders(ADMINISTRATOR, review.owner_org)
        case Audience.BPS:
            return receivers(unit, review)


def receivers(unit: Unit, review: Review) -> Sequence[str]:
    """BPS, when it got a bundle of this dataset."""
    got = any(bundle.sha256 for bundle in unit.bundles.of_dataset(review.dataset_id))
    return unit.people.holders(BPS, review.owner_org) if got else []


def whose_turn(unit: Unit, review: Review, sop: Sop) -> Sequence[str]:
    """Those who are awaited: holders the rules let decide now, or the preparers of a returned draft."""
    if review.status is Status.RETURNED:
        return preparers(unit, review)
    if review.status is not Status.IN_REVIEW:
        return []
    slot = sop.step(review.step).post.slot
    holders = unit.people.holders(slot, review.owner_org)
    return [person for person in holders if _may_decide(person, slot, review, sop)]


def _may_decide(person: str, slot: str, review: Review, sop: Sop) -> bool:
    """The rules' own answer, so that nobody is called who would be refused (four eyes, a colleague took it, no bundle yet)."""
    actor = Actor(person, person, (Holding(slot, review.owner_org),))
    return offer(Act.APPROVE, review, sop, actor).allowed


def preparers(unit: Unit, review: Review) -> Sequence[str]:
    """Those who prepared this draft and still may; when all of them left, those who prepare for the office now."""
    here = unit.people.preparers(review.owner_org)
    prepared = review.contributors | {review.submitted_by}
    return [person for person in here if person in prepared] or here


def superiors(unit: Unit, review: Review, sop: Sop) -> Sequence[str]:
    """Holders of the next gate's post, or the walidata's administrators where nobody holds it."""
    post = next_post(sop, sop.step(review.step))
    found = unit.people.holders(post, review.owner_org)
    return found or unit.people.holders(ADMINISTRATOR, review.owner_org)
