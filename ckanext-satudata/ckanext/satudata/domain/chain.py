"""The hash chain of events: every event carries the hash of the one before it, one chain per subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .digest import canonical_json, sha256_hex

GENESIS = "0" * 64
HASHED = ("subject", "seq", "at", "actor_id", "post", "standing", "action", "data")


class Flaw(StrEnum):
    """What is wrong with a row of the record."""

    GAP = "gap"
    UNLINKED = "unlinked"
    ALTERED = "altered"
    COUNT = "count"
    HEADS = "heads"
    SIGNATURE = "signature"
    ANCHORS_UNLINKED = "anchors_unlinked"
    ANCHOR_MISSING = "anchor_missing"


@dataclass(frozen=True)
class Break:
    """A row that does not hold: an event (``event_id``, ``subject``, ``seq``) or an anchor (``anchor_id``).

    ``expected`` and ``found`` are numbers of the kind that the flaw is about: places in a chain, or counts of events.
    ``after`` is the last event that an earlier anchor vouches for.
    """

    flaw: Flaw
    event_id: int = 0
    subject: str = ""
    seq: int = 0
    anchor_id: int = 0
    expected: int = 0
    found: int = 0
    after: int = 0


def link(previous_hash: str, event: Mapping[str, Any]) -> str:
    """The hash of an event: of its predecessor's hash and its own fields (``HASHED``; ``at`` is an ISO text in UTC)."""
    return sha256_hex(previous_hash + canonical_json({key: event[key] for key in HASHED}))


def broken_events(events: Iterable[Mapping[str, Any]]) -> Iterator[Break]:
    """The first event of each chain that does not follow from its predecessor.

    ``events`` come one chain after the other, each in ``seq`` order, with ``id``, ``prev_hash`` and ``hash``; nothing
    of them is kept.
    """
    subject, seq, previous, broken = None, 0, GENESIS, False
    for event in events:
        if event["subject"] != subject:
            subject, seq, previous, broken = event["subject"], 0, GENESIS, False
        if broken:
            continue
        if flaw := _flaw(event, seq + 1, previous):
            broken = True
            yield Break(flaw, event["id"], event["subject"], event["seq"], expected=seq + 1)
        seq, previous = event["seq"], event["hash"]


def _flaw(event: Mapping[str, Any], seq: int, previous: str) -> Flaw | None:
    if event["seq"] != seq:
        return Flaw.GAP
    if event["hash"] != link(event["prev_hash"], event):
        return Flaw.ALTERED
    return Flaw.UNLINKED if event["prev_hash"] != previous else None
