"""What waits for one person this morning, the oldest first, and what is late in that person's area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ...domain.review.model import Actor, Review
from ...domain.review.policy import DECISIONS, offers
from ..ports import Unit, Work
from .audience import preparers
from .ports import Digests, Turns

LOOKED_AT = 500
"""So many of the oldest are read per person; a digest lists far fewer."""


@dataclass(frozen=True)
class Digest:
    """``waiting``: what this person is awaited for; ``late``: overdue in the area, without what is in ``waiting``."""

    waiting: tuple[Review, ...]
    late: tuple[Review, ...]

    def __bool__(self) -> bool:
        return bool(self.waiting or self.late)


def digest_of(unit: Unit, turns: Turns, actor: Actor, now: datetime) -> Digest:
    """What stands now; the rules decide what this person is awaited for."""
    at_posts = (review for review in turns.at_posts_of(actor, LOOKED_AT) if _decides(unit, review, actor))
    returned = (r for r in turns.returned_to(actor, LOOKED_AT) if actor.user_id in preparers(unit, r))
    waiting = _oldest_first([*at_posts, *returned])
    known = {review.id for review in waiting}
    late = _oldest_first(r for r in turns.late_in_area(actor, now, LOOKED_AT) if r.id not in known)
    return Digest(waiting, late)


def _decides(unit: Unit, review: Review, actor: Actor) -> bool:
    sop = unit.sops.get(review.sop_ids)
    return any(offer.allowed for offer in offers(review, sop, actor) if offer.act in DECISIONS)


def _oldest_first(reviews: Iterable[Review]) -> tuple[Review, ...]:
    never = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(reviews, key=lambda review: (review.entered_at or never, review.number)))


def open_digest(unit: Unit, digests: Digests, user_id: str, day: date) -> bool:
    """Note that this person gets a digest of this day, and queue it; False when that is noted already."""
    with unit:
        opened = digests.open(user_id, day)
        if opened:
            unit.work.add("digest", user_id, day.isoformat())
        unit.commit()
    return opened


def is_newest(digests: Digests, work: Work) -> bool:
    """Whether no digest of a later day is noted for this person: of several that wait, only the newest is sent."""
    newest = digests.newest(work.subject)
    return newest is None or newest.isoformat() <= work.key


def close_digest(unit: Unit, digests: Digests, work: Work, sent: bool, now: datetime) -> None:
    """Finish the work of a digest; ``sent`` is false when there was nothing to say or nobody to say it to."""
    with unit:
        if sent:
            digests.sent(work.subject, date.fromisoformat(work.key), now)
        unit.work.finish(work)
        unit.commit()
