"""What one pass over a canonical table counts: cells, periods, places, sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import islice, product, repeat
from typing import Any

from ..figures.roles import Column, TableShape, table_shape

PARTS_OF_YEAR = {"bulan": 12, "triwulan": 4, "semester": 2, "subround": 3}
CHUNK = 5_000
PLACES = ("desa", "kelurahan", "kecamatan", "kabupaten")
Period = tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """A column of totals and the columns whose sum it is."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Which columns are counted how. ``place`` holds codes of places, or is empty."""

    measures: tuple[Column, ...]
    time: tuple[str, ...]
    place: str
    sums: tuple[Sum, ...]


@dataclass(frozen=True)
class TableFacts:
    """Counts of a table. ``empty``: cells without figure and without reason, by column; ``told``: those whose status says
    why. ``pairs``: (period, place) that occur. ``sums``: rows that were added up, ``unequal``: those that did not agree.
    """

    rows: int = 0
    empty: Mapping[str, int] = field(default_factory=dict)
    told: int = 0
    periods: tuple[Period, ...] = ()
    places: tuple[str, ...] = ()
    pairs: frozenset[tuple[Period, str]] = frozenset()
    sums: int = 0
    unequal: int = 0


def as_json(facts: TableFacts) -> dict[str, Any]:
    """Counts as JSON keeps them."""
    return {**vars(facts), "empty": dict(facts.empty), "pairs": sorted(facts.pairs)}


def from_json(told: Mapping[str, Any]) -> TableFacts:
    """Counts that :func:`as_json` wrote down."""
    pairs = frozenset((tuple(period), place) for period, place in told["pairs"])
    periods = tuple(tuple(period) for period in told["periods"])
    return TableFacts(**{**told, "periods": periods, "places": tuple(told["places"]), "pairs": pairs})


def plan_of(schema: Mapping[str, Any], recipe: Mapping[str, Any]) -> Plan:
    """Read from Table Schema and recipe what is counted in the table."""
    shape = table_shape(schema)
    return Plan(
        shape.measures, tuple(one.name for one in shape.time), _place(shape), tuple(_sums(recipe, shape))
    )


def _place(shape: TableShape) -> str:
    names = {column.name for column in shape.columns}
    return next((f"kode_{level}" for level in PLACES if f"kode_{level}" in names), "")


def _sums(recipe: Mapping[str, Any], shape: TableShape) -> Iterator[Sum]:
    """The sums that the confirmed reading found: columns of totals that name their parts by letter.

    A total of which a part is not in the table cannot be added up.
    """
    columns = [one for one in recipe.get("columns") or () if not one.get("skip")]
    names = {one.get("letter"): one.get("name") for one in columns}
    measures = {column.name for column in shape.measures}
    for one in columns:
        parts = tuple(str(names.get(letter, "")) for letter in one.get("parts") or ())
        if len(parts) > 1 and one.get("name") in measures and set(parts) <= measures:
            yield Sum(str(one["name"]), parts)


def count(header: Sequence[str], rows: Iterable[Sequence[str]], plan: Plan) -> TableFacts:
    """Count a table in one pass, some thousand rows at a time."""
    counting = _Counting(header, plan)
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        counting.take(list(zip(*chunk, strict=True)), len(chunk))
    return counting.facts()


class _Counting:
    """What is kept of a table while its rows go by."""

    def __init__(self, header: Sequence[str], plan: Plan) -> None:
        at = {name: place for place, name in enumerate(header)}
        measures = [one for one in plan.measures if one.name in at]
        self.measures = [(one.name, at[one.name], at.get(one.status_column)) for one in measures]
        self.time = [at[name] for name in plan.time if name in at]
        self.sums = [(at[one.total], [at[part] for part in one.parts]) for one in plan.sums]
        self.place = at.get(plan.place)
        self.empty = {name: 0 for name, _at, _status in self.measures}
        self.rows = self.told = self.added = self.unequal = 0
        self.pairs: set[tuple[Period, str]] = set()

    def take(self, columns: Sequence[Sequence[str]], rows: int) -> None:
        """Count the columns of some rows."""
        self.rows += rows
        for name, at, status in self.measures:
            without = columns[at].count("")
            told = 0
            if without and status is not None:
                told = sum(
                    1 for text, why in zip(columns[at], columns[status], strict=True) if not text and why
                )
            self.told += told
            self.empty[name] += without - told
        periods = zip(*(columns[at] for at in self.time), strict=True) if self.time else repeat((), rows)
        places = columns[self.place] if self.place is not None else repeat("", rows)
        self.pairs.update(zip(periods, places, strict=True))
        for total, parts in self.sums:
            for whole, *figures in zip(columns[total], *(columns[part] for part in parts), strict=True):
                agrees = _adds_up(whole, figures)
                self.added += agrees is not None
                self.unequal += agrees is False

    def facts(self) -> TableFacts:
        """The counts of the whole table."""
        periods = sorted({period for period, _place in self.pairs if period}, key=_order)
        places = tuple(sorted({code for _period, code in self.pairs if code}))
        return TableFacts(
            self.rows,
            self.empty,
            self.told,
            tuple(periods),
            places,
            frozenset(self.pairs),
            self.added,
            self.unequal,
        )


def _adds_up(result: str, parts: Sequence[str]) -> bool | None:
    """Tell whether the parts give the result, each rounded to its own last digit; None when a figure is not there."""
    try:
        return int(result) == sum(map(int, parts))
    except ValueError:
        return _adds_up_rounded(result, parts)


def _adds_up_rounded(result: str, parts: Sequence[str]) -> bool | None:
    try:
        whole, figures = Decimal(result), [Decimal(part) for part in parts]
    except InvalidOperation:
        return None
    if not all(figure.is_finite() for figure in (whole, *figures)):
        return None
    digits = max(int(figure.as_tuple().exponent) for figure in [whole, *figures])
    unit = Decimal(10) ** digits
    return abs(whole - sum(figures)) <= (unit * len(figures) / 2 if unit < 1 else 0)


def _order(period: Period) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in period)


def expected_periods(plan: Plan, facts: TableFacts) -> tuple[Period, ...]:
    """Every period between the first and the last one that the table has, by its own columns of time.

    Where the first column is no year (days, school years), what is there is what is expected.
    """
    found = facts.periods
    years = [period[0] for period in found if period]
    if not found or not all(year.isdecimal() and len(year) == 4 for year in years):
        return found
    rest = [
        _parts(name, {period[place] for period in found}) for place, name in enumerate(plan.time[1:], start=1)
    ]
    whole = product((str(year) for year in range(int(years[0]), int(years[-1]) + 1)), *rest)
    first, last = _order(found[0]), _order(found[-1])
    return tuple(period for period in whole if first <= _order(period) <= last) or found


def _parts(name: str, seen: set[str]) -> list[str]:
    number = PARTS_OF_YEAR.get(name.split("_")[0])
    if number and all(one.isdecimal() for one in seen):
        return [str(one) for one in range(1, number + 1)]
    return sorted(seen)


def missing_pairs(
    facts: TableFacts, periods: Sequence[Period], places: Sequence[str]
) -> list[tuple[Period, str]]:
    """Pairs of period and place that are expected and not there, in order."""
    wanted = product(periods or [()], places or [""])
    return [pair for pair in wanted if pair not in facts.pairs]
