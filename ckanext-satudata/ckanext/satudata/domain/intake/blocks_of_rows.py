"""Rows that carry the sum of the rows below them (or above): a group's own line, found by adding up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

Vector = Sequence[Decimal]
MIN_BLOCKS = 2


def heads_of(rows: Sequence[Vector]) -> dict[int, range]:
    """Give each row that is the sum of the run after it, with that run, when the whole table is made of such blocks.

    All columns must agree; at least two blocks, one of them with two rows that are not all zero. Rows are looked at
    once or twice, whatever their number.
    """
    found: dict[int, range] = {}
    at = 0
    while at < len(rows):
        end = _end_of_block(rows, at)
        if end is None:
            return {}
        found[at] = range(at + 1, end)
        at = end
    proof = sum(sum(any(rows[index]) for index in run) > 1 for run in found.values())
    return found if len(found) >= MIN_BLOCKS and proof >= 1 and proof * 2 >= len(found) else {}


def _end_of_block(rows: Sequence[Vector], head: int) -> int | None:
    """Give where the block of a head ends; rows of zeros after it belong to it. ``None`` when nothing adds up."""
    wanted = list(rows[head])
    sums = [Decimal(0)] * len(wanted)
    if not any(wanted):
        return None
    for at in range(head + 1, len(rows)):
        sums = [left + right for left, right in zip(sums, rows[at], strict=True)]
        if sums == wanted:
            end = at + 1
            while end < len(rows) and not any(rows[end]):
                end += 1
            return end
        if any(abs(left) > abs(right) for left, right in zip(sums, wanted, strict=True)):
            return None
    return None
