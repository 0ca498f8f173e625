"""Who hears of what: one table, from the event to the people and the kind of notice."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Audience(StrEnum):
    """Whom a notice goes to."""

    TURN = "turn"
    """The holders of the post whose turn it is now."""
    PREPARERS = "preparers"
    """Those who prepared or submitted this draft."""


RECIPIENTS: Mapping[str, tuple[tuple[str, Audience], ...]] = {
    "submitted": (("your_turn", Audience.TURN),),
    "approved": (("your_turn", Audience.TURN), ("moved_on", Audience.PREPARERS)),
    "returned": (("returned", Audience.PREPARERS), ("your_turn", Audience.TURN)),
    "rejected": (("rejected", Audience.PREPARERS),),
    "bundle_built": (("your_turn", Audience.TURN),),
    "received": (("moved_on", Audience.PREPARERS),),
    "remarked": (("your_turn", Audience.TURN),),
    "published": (("published", Audience.PREPARERS),),
}
"""Event -> (kind of notice, audience). Events that are not listed tell nobody."""
