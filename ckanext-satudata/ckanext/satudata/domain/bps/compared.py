"""The outcome of a comparison with BPS's figures, as plain data too."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


@dataclass(frozen=True)
class Line:
    """One pair of figures. ``percent`` is against BPS's figure; ``computed``: ours is the sum of our rows."""

    row: str
    part: str
    year: str
    period: str
    ours: Decimal | None
    bps: Decimal | None
    computed: bool = False

    @property
    def difference(self) -> Decimal | None:
        """Ours less BPS's."""
        return self.ours - self.bps if self.ours is not None and self.bps is not None else None

    @property
    def percent(self) -> Decimal | None:
        """The difference in per cent of BPS's figure, to two decimals."""
        if self.difference is None or not self.bps:
            return None
        return (self.difference / abs(self.bps) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def as_json(self) -> dict[str, Any]:
        """Give the line as plain data; figures as text, so that none is rounded."""
        shown = {name: getattr(self, name) for name in ("ours", "bps", "difference", "percent")}
        figures = {name: None if value is None else plain(value) for name, value in shown.items()}
        where = {"row": self.row, "part": self.part, "year": self.year, "period": self.period}
        return {**where, **figures, "computed": self.computed}


@dataclass(frozen=True)
class Comparison:
    """The outcome: how many are equal, the differences, and what only one side has."""

    measures: tuple[str, ...]
    unit: str
    bps_unit: str
    equal: int
    different: tuple[Line, ...]
    only_bps: tuple[Line, ...]
    only_ours: tuple[Line, ...]
    names_only_bps: tuple[str, ...]
    names_only_ours: tuple[str, ...]
    ambiguous: tuple[str, ...]
    unknown: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the outcome as plain data."""
        lines = {
            name: [one.as_json() for one in getattr(self, name)]
            for name in ("different", "only_bps", "only_ours")
        }
        same = ("unit", "bps_unit", "equal")
        lists = ("measures", "names_only_bps", "names_only_ours", "ambiguous", "unknown")
        return {
            **{name: getattr(self, name) for name in same},
            **{name: list(getattr(self, name)) for name in lists},
            **lines,
        }


def plain(value: Decimal) -> str:
    """Write a figure without exponent and without noughts behind."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
