"""Who hears of what: one table, from the event (or the passing of time) to the kind of notice and the people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Whom a notice goes to."""

    TURN = "turn"
    """Whose turn it is now: holders of the post who may decide; the one who took the task; preparers of a returned draft."""
    PREPARERS = "preparers"
    """Those who prepared or submitted this draft and still prepare for its office; when none is left, who prepares there now."""
    ASSIGNEE = "assignee"
    """The person to whom the task was given by name."""
    NEXT_POST = "next_post"
    """Holders of the post of the following gate; after the last gate, or when nobody holds it, the walidata's administrators."""
    ADMINISTRATORS = "administrators"
    """The walidata's administrators."""
    BPS = "bps"
    """BPS, where it got a bundle of this dataset."""


class Place(StrEnum):
    """Where the event led to, when that makes a difference."""

    ANY = "any"
    HOME = "home"
    GATE = "gate"


class Kind(StrEnum):
    """What a notice says."""

    YOUR_TURN = "your_turn"
    ASSIGNED = "assigned"
    MOVED_ON = "moved_on"
    SENT_BACK = "sent_back"
    RETURNED = "returned"
    REJECTED = "rejected"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    TAKEN_BACK = "taken_back"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    VACANT = "vacant"


@dataclass(frozen=True)
class Told:
    """One line of the table. ``place``: only when the event led back to the preparers (HOME), or to another gate (GATE)."""

    kind: Kind
    audience: Audience
    place: Place = Place.ANY


YOUR_TURN = Told(Kind.YOUR_TURN, Audience.TURN)
MOVED_ON = Told(Kind.MOVED_ON, Audience.PREPARERS)

RECIPIENTS: Mapping[str, tuple[Told, ...]] = {
    "submitted": (YOUR_TURN,),
    "approved": (YOUR_TURN, MOVED_ON),
    "done": (YOUR_TURN, MOVED_ON),
    "returned": (
        Told(Kind.RETURNED, Audience.PREPARERS, Place.HOME),
        Told(Kind.YOUR_TURN, Audience.TURN, Place.GATE),
        Told(Kind.SENT_BACK, Audience.PREPARERS, Place.GATE),
    ),
    "rejected": (Told(Kind.REJECTED, Audience.PREPARERS),),
    "withdrawn": (),
    "claimed": (),
    "released": (),
    "assigned": (Told(Kind.ASSIGNED, Audience.ASSIGNEE),),
    "bundle_built": (YOUR_TURN,),
    "received": (YOUR_TURN, MOVED_ON),
    "remarked": (
        Told(Kind.RETURNED, Audience.PREPARERS, Place.HOME),
        Told(Kind.YOUR_TURN, Audience.TURN, Place.GATE),
    ),
    "published": (Told(Kind.PUBLISHED, Audience.PREPARERS),),
    "retracted": (Told(Kind.RETRACTED, Audience.PREPARERS), Told(Kind.TAKEN_BACK, Audience.BPS)),
    "archived": (),
}
"""Event -> who is told what. Nobody is told of a deed of their own."""

REMINDERS: Mapping[Kind, Audience] = {
    Kind.DUE_SOON: Audience.TURN,
    Kind.OVERDUE: Audience.TURN,
    Kind.ESCALATED: Audience.NEXT_POST,
    Kind.VACANT: Audience.ADMINISTRATORS,
}
"""What the passing of time tells, once each for the event that opened the turn."""

AWAITING = frozenset(
    {Kind.YOUR_TURN, Kind.ASSIGNED, Kind.RETURNED, Kind.DUE_SOON, Kind.OVERDUE, Kind.ESCALATED, Kind.VACANT}
)
"""Notices that say that somebody is awaited: once the turn has passed they say nothing any more, and are not mailed."""
