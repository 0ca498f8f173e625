"""Sums of any run of rows of a column, read once: testing a total costs the same whatever it adds up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .totals import places_of


class RunningSums:
    """The running sums of a column's figures in the order of its rows."""

    def __init__(self, numbers: Sequence[Decimal | None]) -> None:
        self.numbers = numbers
        self._sums = [Decimal(0)]
        self._known = [0]
        for number in numbers:
            self._sums.append(self._sums[-1] + (number or 0))
            self._known.append(self._known[-1] + (number is not None))
        self.places = max((places_of(number) for number in numbers if number is not None), default=0)

    def total(self, begin: int, end: int) -> Decimal:
        """Give the sum of the figures from ``begin`` up to but without ``end``."""
        return self._sums[end] - self._sums[begin]

    def adds_up(self, begin: int, end: int, total: Decimal | None, least: int = 2) -> bool | None:
        """Tell whether the figures of a run make the total; ``None`` with fewer than ``least`` figures or no total."""
        known = self._known[end] - self._known[begin]
        if total is None or known < least:
            return None
        places = max(self.places, places_of(total))
        slack = Decimal(0) if places == 0 else Decimal(known + 1) * Decimal(5).scaleb(-places - 1)
        return abs(self.total(begin, end) - total) <= slack
