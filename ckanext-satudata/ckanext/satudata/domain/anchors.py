"""Anchors: signed rows that vouch for the heads of all chains, so that a shortened or rewritten chain is found out."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .chain import GENESIS, Break, Flaw
from .digest import canonical_json, sha256_hex


@dataclass(frozen=True)
class Anchor:
    """What the record was at a moment (``at``: ISO text in UTC).

    ``events`` counts all events up to the id ``last_event``; ``heads`` is the rolling digest over them (:func:`roll`), and
    with them over the head of every chain; ``prev_hash`` is the hash of the anchor before.
    """

    at: str
    events: int
    last_event: int
    heads: str
    prev_hash: str
    signature: str = ""
    id: int = 0

    @property
    def hash(self) -> str:
        """What the next anchor carries, and what an office may write down elsewhere."""
        return sha256_hex(_text(self) + self.signature)


def _text(anchor: Anchor) -> str:
    named = ("at", "events", "last_event", "heads", "prev_hash")
    return canonical_json({name: getattr(anchor, name) for name in named})


def roll(heads: str, event: Mapping[str, Any]) -> str:
    """The digest after one more event (in the order of their ids; ``id``, ``subject``, ``seq``, ``hash``)."""
    return sha256_hex(heads + canonical_json([event["id"], event["subject"], event["seq"], event["hash"]]))


def signing_key(secret: str) -> bytes:
    """The key of anchors, made of the portal's secret, which signs other things too."""
    return hmac.new(secret.encode(), b"satudata anchor", hashlib.sha256).digest()


def sealed(anchor: Anchor, key: bytes) -> Anchor:
    """The anchor with its signature (HMAC-SHA256)."""
    return replace(anchor, signature=_sign(anchor, key))


def _sign(anchor: Anchor, key: bytes) -> str:
    return hmac.new(key, _text(anchor).encode(), hashlib.sha256).hexdigest()


def next_anchor(
    last: Anchor | None, events: Iterable[Mapping[str, Any]], at: str, key: bytes
) -> Anchor | None:
    """The anchor over ``events``, those that came after the last one; None when there are none."""
    heads, count, newest = (last.heads, last.events, last.last_event) if last else (GENESIS, 0, 0)
    before = count
    for event in events:
        heads, count, newest = roll(heads, event), count + 1, event["id"]
    if count == before:
        return None
    return sealed(Anchor(at, count, newest, heads, last.hash if last else GENESIS), key)


def broken_anchors(
    anchors: Iterable[Anchor], events: Iterable[Mapping[str, Any]], keys: Sequence[bytes]
) -> Iterator[Break]:
    """Every anchor that does not hold: its own row, and what it says of the events.

    ``anchors`` and ``events`` come in the order of their ids. After a broken anchor the next one is judged by what lies
    between the two, so that each break is told once.
    """
    stream, waiting = iter(events), None
    heads, count, before, previous = GENESIS, 0, 0, GENESIS
    for anchor in anchors:
        if not any(hmac.compare_digest(anchor.signature, _sign(anchor, key)) for key in keys):
            yield Break(Flaw.SIGNATURE, anchor_id=anchor.id)
        if anchor.prev_hash != previous:
            yield Break(Flaw.ANCHORS_UNLINKED, anchor_id=anchor.id)
        waiting = waiting or next(stream, None)
        while waiting is not None and waiting["id"] <= anchor.last_event:
            heads, count, waiting = roll(heads, waiting), count + 1, next(stream, None)
        if count != anchor.events or heads != anchor.heads:
            flaw = Flaw.COUNT if count != anchor.events else Flaw.HEADS
            yield Break(
                flaw,
                anchor.last_event,
                anchor_id=anchor.id,
                expected=anchor.events,
                found=count,
                after=before,
            )
        heads, count, before, previous = anchor.heads, anchor.events, anchor.last_event, anchor.hash
