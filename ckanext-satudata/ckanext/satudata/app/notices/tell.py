"""Turn a recorded event into notices; each notice becomes a mail."""

from __future__ import annotations

from datetime import datetime

from ...domain.notices import AWAITING, RECIPIENTS, Audience, Kind, Place, Told
from ...domain.review.model import Review
from ...domain.sop import Deed, Sop
from ..ports import Event, Unit, Work
from .audience import people_of
from .turn import opened_by


def tell(unit: Unit, work: Work, now: datetime) -> None:
    """Write the notices of the event that ``work`` names and queue their mails, once each."""
    with unit:
        review = unit.reviews.get(work.subject)
        sop = unit.sops.get(review.sop_ids)
        events = unit.events.of_review(review.id)
        event = next(e for e in events if e.id == work.payload["event_id"])
        opening = opened_by(events, review, sop)
        for told in RECIPIENTS.get(event.action, ()):
            if _applies(told, event, sop) and _still_so(told, event, opening, review):
                for person in people_of(unit, told.audience, event, review, sop):
                    if person != event.actor_id:
                        notify(unit, event, review, told.kind, person, now)
        unit.work.finish(work)
        unit.commit()


def notify(unit: Unit, event: Event, review: Review, kind: Kind, person: str, now: datetime) -> bool:
    """Write one notice and queue its mail; False when this person has it already. Does not commit."""
    notice = unit.notices.add(event.id, review.id, str(kind), person, now)
    if notice is not None:
        unit.work.add("mail", notice, "1")
    return notice is not None


def _applies(told: Told, event: Event, sop: Sop) -> bool:
    """Whether the event led where this line of the table means."""
    if told.place is Place.ANY or "to" not in event.data:
        return told.place is Place.ANY
    home = sop.step(event.data["to"]).deed is Deed.PREPARE
    return home is (told.place is Place.HOME)


def _still_so(told: Told, event: Event, opening: Event | None, review: Review) -> bool:
    """Whether somebody is still awaited by this event: a worker that comes late tells only of the turn that is open."""
    if told.audience is Audience.ASSIGNEE:
        return review.claimed_by == event.data.get("user_id")
    return told.kind not in AWAITING or (opening is not None and opening.id == event.id)
