"""Numbers that stand for *no value* in the files of measuring networks: 8888, 9999, -999."""

from __future__ import annotations

from .numbers import native, plain
from .stats import Stats

_FAR = 3


def stand_for_nothing(stats: Stats, counts_whole: bool) -> None:
    """Count as signs the numbers such as 9999 that lie far from all other numbers of the column, or are the only
    negative ones; they are asked about, never taken for values silently. Counted things may well be 9999 once."""
    low, high = stats.usual
    for value, count in stats.sentinels.items():
        if _is_far(value, count, low, high) and not (counts_whole and value > 0 and count < 2):
            stats.sign_kinds[sentinel_kind(value)] = count


def sentinel_kind(value: float) -> str:
    """Give the kind of sign that such a number is: its canonical text."""
    shown = native(value)
    return plain(shown) if shown is not None else ""


def _is_far(value: float, count: int, low: float | None, high: float | None) -> bool:
    if low is None or high is None:
        return count > 1
    if value < 0:
        return low >= 0 or value < low * _FAR
    return value > high * _FAR
