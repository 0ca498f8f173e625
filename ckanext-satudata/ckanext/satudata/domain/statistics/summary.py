"""Figures of stays and events: lead times, backlog, reasons, rounds. Empty input gives no rows, never a nought that lies."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean, median

from .stays import RETURNS, Passage, Stay

WorkingDays = Callable[[datetime, datetime], int]
DueAt = Callable[[Stay], datetime]


@dataclass(frozen=True)
class LeadTime:
    """How long stays took, in working days (``median``, ``p90``), and how many ended before their deadline."""

    key: str
    n: int
    median: float
    p90: int
    in_time: int

    @property
    def share(self) -> float:
        """Ended in time, from 0 to 1."""
        return self.in_time / self.n


@dataclass(frozen=True)
class Backlog:
    """Submissions that wait now; ``oldest`` is the longest wait in working days."""

    key: str
    count: int
    late: int
    oldest: int


def lead_times(
    ended: Iterable[Stay], key: Callable[[Stay], str], days: WorkingDays, due_at: DueAt
) -> list[LeadTime]:
    """Lead times per key, in the order of the keys."""
    took: dict[str, list[int]] = defaultdict(list)
    in_time: Counter[str] = Counter()
    for stay in ended:
        if stay.left is None:
            continue
        name = key(stay)
        took[name].append(days(stay.entered, stay.left))
        in_time[name] += stay.left <= due_at(stay)
    return [
        LeadTime(name, len(found), median(found), ninetieth(found), in_time[name])
        for name, found in sorted(took.items())
    ]


def ninetieth(values: Sequence[int]) -> int:
    """The smallest value that at least nine tenths of the values do not exceed (nearest rank)."""
    return sorted(values)[math.ceil(0.9 * len(values)) - 1]


def backlog(
    lasting: Iterable[Stay], key: Callable[[Stay], str], days: WorkingDays, due_at: DueAt, now: datetime
) -> list[Backlog]:
    """What waits at this moment per key, the largest first."""
    waiting: dict[str, list[Stay]] = defaultdict(list)
    for stay in lasting:
        if stay.left is None:
            waiting[key(stay)].append(stay)
    rows = [
        Backlog(
            name,
            len(found),
            sum(due_at(stay) < now for stay in found),
            max(days(stay.entered, now) for stay in found),
        )
        for name, found in waiting.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.key))


def reasons(passages: Iterable[Passage]) -> list[tuple[str, int]]:
    """How often each coded reason was given for a return or rejection, the most frequent first."""
    counted: Counter[str] = Counter()
    for passage in passages:
        if passage.action in RETURNS or passage.action == "rejected":
            counted.update(passage.reasons)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True)
class Rounds:
    """Rounds that published submissions took: how many submissions, their mean, and how many took how many."""

    n: int
    mean: float | None
    spread: tuple[tuple[int, int], ...]


def rounds(passages: Iterable[Passage]) -> Rounds:
    """The rounds of what was published."""
    took = [passage.round for passage in passages if passage.action == "published"]
    return Rounds(len(took), mean(took) if took else None, tuple(sorted(Counter(took).items())))
