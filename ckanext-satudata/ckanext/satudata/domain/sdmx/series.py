"""Series of a table: the observations that share everything but the period."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from .periods import span
from .reading import Cell, Row

Key = tuple[str, ...]
"""The codes of a series, in the order of the structure's dimensions."""

MOST_SERIES = 200_000
MOST_GROUPED = 200_000


class TooMuch(Exception):
    """More series, or observations to put in order, than one answer may hold in memory."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


def series_of(row: Row, cell: Cell) -> Key:
    """Give the key of the series that an observation belongs to."""
    return (*row.head, cell.indicator, *row.tail)


class Days:
    """The first day of each period as a number that can be compared, worked out once each."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def of(self, period: str) -> int:
        """Give the day that a period begins with."""
        if period not in self.known:
            self.known[period] = span(period)[0].toordinal()
        return self.known[period]


@dataclass
class Ends:
    """The days of the first and of the last observations of one series, in order."""

    first: list[int]
    last: list[int]

    def take(self, day: int, first: int, last: int) -> None:
        """Take one more observation into account."""
        if first:
            insort(self.first, day)
            del self.first[first:]
        if last:
            insort(self.last, day)
            del self.last[:-last]

    def hold(self, day: int) -> bool:
        """Tell whether the observation of a day is among them."""
        return bool(self.first and day <= self.first[-1]) or bool(self.last and day >= self.last[0])


def limited(rows: Callable[[], Iterable[Row]], first: int, last: int) -> Iterator[Row]:
    """Keep the first and the last so many observations of every series (0: none of that end). Reads the rows twice.

    Raises ``TooMuch`` above MOST_SERIES series.
    """
    days, ends = Days(), dict[Key, Ends]()
    for row in rows():
        for cell in row.cells:
            key = series_of(row, cell)
            if key not in ends:
                if len(ends) == MOST_SERIES:
                    raise TooMuch(MOST_SERIES)
                ends[key] = Ends([], [])
            ends[key].take(days.of(row.period), first, last)
    for row in rows():
        day = days.of(row.period)
        cells = tuple(cell for cell in row.cells if ends[series_of(row, cell)].hold(day))
        if cells:
            yield replace(row, cells=cells)


def grouped(rows: Iterable[Row]) -> Iterator[tuple[Key, list[tuple[str, Cell]]]]:
    """Yield every series in the table's order with its observations by period. ``TooMuch`` above MOST_GROUPED of them."""
    days, found, count = Days(), dict[Key, list[tuple[str, Cell]]](), 0
    for row in rows:
        for cell in row.cells:
            count += 1
            if count > MOST_GROUPED:
                raise TooMuch(MOST_GROUPED)
            found.setdefault(series_of(row, cell), []).append((row.period, cell))
    for key, observations in found.items():
        yield key, sorted(observations, key=lambda one: days.of(one[0]))
