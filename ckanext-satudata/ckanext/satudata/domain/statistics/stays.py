"""From events to stays: how long each submission lay at each stage, and how it left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

MOVES = frozenset({"submitted", "approved", "done", "received", "returned", "remarked"})
"""Events after which a submission lies at another stage (``to``)."""

ENDS = frozenset({"rejected", "withdrawn", "published", "retracted"})
"""Events after which it lies nowhere."""

RETURNS = frozenset({"returned", "remarked"})
COUNTED = MOVES | ENDS


@dataclass(frozen=True)
class Passage:
    """One counted event. ``at`` is in UTC; ``to`` is empty when nothing follows."""

    review_id: str
    org_id: str
    action: str
    at: datetime
    to: str
    round: int
    reasons: tuple[str, ...] = ()
    sop_ids: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Stay:
    """One stay at one stage. ``left`` is None while it lasts; ``how`` is the event that ended it."""

    review_id: str
    org_id: str
    step: str
    entered: datetime
    left: datetime | None
    how: str
    sop_ids: tuple[tuple[str, int], ...] = ()


def stays(passages: Iterable[Passage]) -> Iterator[Stay]:
    """Every stay, in the order in which they ended; ``passages`` come review by review, each in order."""
    step, last = "", None
    for passage in passages:
        if last is not None and passage.review_id != last.review_id:
            yield from _lasting(last, step)
            step, last = "", None
        if last is not None and step:
            yield _stay(passage, step, last.at, passage.at)
        step, last = (passage.to if passage.action in MOVES else ""), passage
    if last is not None:
        yield from _lasting(last, step)


def _lasting(last: Passage, step: str) -> Iterator[Stay]:
    if step:
        yield _stay(last, step, last.at, None)


def _stay(passage: Passage, step: str, entered: datetime, left: datetime | None) -> Stay:
    how = passage.action if left else ""
    return Stay(passage.review_id, passage.org_id, step, entered, left, how, passage.sop_ids)
