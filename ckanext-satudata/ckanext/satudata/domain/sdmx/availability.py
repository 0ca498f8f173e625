"""Which codes and periods there are data for: what a client offers before it asks for the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .model import Structure
from .periods import span
from .query import Filter
from .reading import Row
from .series import Key, series_of


@dataclass
class Available:
    """The codes of each dimension, the first and the last day, how many observations. ``codes`` has every dimension."""

    codes: dict[str, set[str]]
    first: str = ""
    last: str = ""
    observations: int = 0
    periods: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take_period(self, period: str) -> None:
        """Widen the days by a period."""
        if period not in self.periods:
            first, last = span(period)
            self.periods[period] = (first.isoformat(), last.isoformat())
        start, end = self.periods[period]
        self.first = min(self.first or start, start)
        self.last = max(self.last, end)


def available(rows: Iterable[Row], asked: Filter, structure: Structure, exact: bool) -> Available:
    """Gather what there are data for.

    ``exact``: of the observations that are asked for. Else per dimension the codes that would find data with the rest of
    the question as it is. ``rows`` are all rows of the table.
    """
    names = [part.id for part in structure.dimensions]
    found = Available({name: set() for name in names})
    for row in rows:
        within = asked.holds(row.period)
        for cell in row.cells:
            key = series_of(row, cell)
            missed = [at for at, code in enumerate(key) if not takes(asked, at, code)]
            if not missed and within:
                found.observations += 1
            if exact and (missed or not within):
                continue
            gather(found, names, key, missed, within)
            if not missed and (within or not exact):
                found.take_period(row.period)
    return found


def takes(asked: Filter, at: int, code: str) -> bool:
    """Tell whether a code of one dimension is asked for."""
    wanted = asked.codes[at]
    return wanted is None or code in wanted


def gather(found: Available, names: list[str], key: Key, missed: list[int], within: bool) -> None:
    """Add the codes of one observation: all when everything fits, one dimension's when that alone does not."""
    if not within:
        return
    if not missed:
        for name, code in zip(names, key, strict=True):
            found.codes[name].add(code)
    elif len(missed) == 1:
        found.codes[names[missed[0]]].add(key[missed[0]])


def only(found: Available, component: str) -> Mapping[str, set[str]]:
    """The codes of one dimension, or of all."""
    if component in ("", "all"):
        return found.codes
    return {name: codes for name, codes in found.codes.items() if name == component}
