"""Figures of stays and events: lead times, backlog, reasons, rounds. Empty input gives no rows, never a nought that lies."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from .stays import Stays

WorkingDays = Callable[[date, date], int]
DueOn = Callable[[Stays], date]


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
    ended: Iterable[Stays], key: Callable[[Stays], str], days: WorkingDays, due_on: DueOn
) -> list[LeadTime]:
    """Lead times per key, in the order of the keys."""
    took: dict[str, list[int]] = defaultdict(list)
    in_time: Counter[str] = Counter()
    for stays in ended:
        if stays.left is None:
            continue
        name = key(stays)
        took[name].extend([days(stays.entered, stays.left)] * stays.n)
        in_time[name] += stays.n * stays.in_time(due_on(stays))
    return [
        LeadTime(name, len(found), median(found), ninetieth(found), in_time[name])
        for name, found in sorted(took.items())
    ]


def ninetieth(values: Sequence[int]) -> int:
    """The smallest value that at least nine tenths of the values do not exceed (nearest rank)."""
    return sorted(values)[math.ceil(0.9 * len(values)) - 1]


def backlog(
    lasting: Iterable[Stays],
    key: Callable[[Stays], str],
    days: WorkingDays,
    is_late: Callable[[Stays], bool],
    today: date,
) -> list[Backlog]:
    """What waits at this moment per key, the largest first."""
    waiting: dict[str, list[Stays]] = defaultdict(list)
    for stays in lasting:
        if stays.left is None:
            waiting[key(stays)].append(stays)
    rows = [
        Backlog(
            name,
            sum(stays.n for stays in found),
            sum(stays.n for stays in found if is_late(stays)),
            max(days(stays.entered, today) for stays in found),
        )
        for name, found in waiting.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.key))


@dataclass(frozen=True)
class Rounds:
    """Rounds that published submissions took: how many submissions, their mean, and how many took how many."""

    n: int
    mean: float | None
    spread: tuple[tuple[int, int], ...]


def rounds(published: Mapping[int, int]) -> Rounds:
    """The rounds of what was published: how many submissions took how many."""
    n = sum(published.values())
    mean = sum(took * count for took, count in published.items()) / n if n else None
    return Rounds(n, mean, tuple(sorted(published.items())))
