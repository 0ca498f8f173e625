"""An upload beside the series it joins: each row with the row of the period before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .tested import Tested, number

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
REMEMBERED = 40
Rows = dict[tuple[str, ...], Mapping[str, str]]


@dataclass(frozen=True)
class Pair:
    """A figure of a row now (canonical row ``at``) and in the period before; ``known``: that one was published;
    ``source``: the canonical row it stands in, where it is of the same upload; ``ratio``: now by then."""

    at: int
    then: Decimal
    now: Decimal
    known: bool
    source: int | None = None
    ratio: float = 1.0


class Series:
    """The periods of a series by the rest of the key: those published before, and those of the upload."""

    def __init__(self, tested: Tested, base: Table) -> None:
        self.tested = tested
        self.period = next((name for name in ("tahun", "tahun_ajaran") if name in tested.key), "")
        self.rest = [name for name in tested.key if name != self.period]
        header = list(base[0])
        named = self.period and self.period in tested.header
        fits = bool(named) and all(name in tested.header for name in self.rest)
        self.usable = fits
        self.old: dict[str, Rows] = {}
        self.new: dict[str, dict[tuple[str, ...], int]] = {}
        self._texts: dict[tuple[str, str], dict[tuple[str, ...], str]] = {}
        if not fits:
            return
        if header and self.period in header and all(name in header for name in self.rest):
            for row in base[1]:
                values = dict(zip(header, row, strict=True))
                self.old.setdefault(values[self.period], {})[tuple(values[n] for n in self.rest)] = values
        at_rest = [tested.header.index(name) for name in self.rest]
        at_period = tested.header.index(self.period)
        for at, given in enumerate(tested.canonical.rows):
            self.new.setdefault(given[at_period], {})[tuple(given[i] for i in at_rest)] = at

    def texts(self, period: str, name: str) -> dict[tuple[str, ...], str]:
        """Give a column of a period by key; the upload's own figures where it has the period."""
        if (period, name) not in self._texts:  # a check compares each period with many others
            self._texts[period, name] = self._column(period, name)
        return self._texts[period, name]

    def _column(self, period: str, name: str) -> dict[tuple[str, ...], str]:
        if period not in self.new:
            return self.published(period, name)
        column = self.tested.header.index(name)
        return {key: self.tested.canonical.rows[at][column] for key, at in self.new[period].items()}

    def published(self, period: str, name: str) -> dict[tuple[str, ...], str]:
        """Give a column of a period as it was published."""
        return {key: values.get(name, "") for key, values in self.old.get(period, {}).items()}

    def before(self, period: str) -> list[str]:
        """Give all earlier periods, the latest first."""
        return sorted((p for p in {*self.old, *self.new} if p < period), reverse=True)

    def pairs(self, name: str) -> list[Pair]:
        """Give the figures of a column beside those of the latest earlier period that has the same key."""
        found = []
        numbers = self.tested.numbers(name)
        for period, rows in sorted(self.new.items()):
            earlier = self.before(period)
            for key, at in rows.items():
                now = numbers[at]
                if now is None:
                    continue
                then, source = self._before(earlier, key, name, numbers)
                if then:
                    found.append(Pair(at, then, now, source is None, source, float(now) / float(then)))
        return found

    def _before(
        self, earlier: Sequence[str], key: tuple[str, ...], name: str, numbers: Sequence[Decimal | None]
    ) -> tuple[Decimal | None, int | None]:
        """Give the figure of the latest earlier period with that key, and its row in the upload if it is there."""
        for period in earlier:
            if period in self.new:
                source = self.new[period].get(key)
                if source is not None:
                    return numbers[source], source
            elif key in self.old[period]:
                return number(self.old[period][key].get(name, "")), None
        return None, None
