"""The hash chain of events: every event carries the hash of the one before it, one chain per subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .digest import canonical_json, sha256_hex

GENESIS = "0" * 64
HASHED = ("subject", "seq", "at", "actor_id", "post", "standing", "action", "data")


def link(previous_hash: str, event: Mapping[str, Any]) -> str:
    """The hash of an event: of its predecessor's hash and its own fields (``HASHED``; ``at`` is an ISO text in UTC)."""
    return sha256_hex(previous_hash + canonical_json({key: event[key] for key in HASHED}))


def first_broken(events: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The first event of one subject's chain (in ``seq`` order) that does not follow from its predecessor."""
    previous = GENESIS
    for seq, event in enumerate(events, start=1):
        if event["seq"] != seq or event["prev_hash"] != previous or event["hash"] != link(previous, event):
            return event
        previous = str(event["hash"])
    return None
