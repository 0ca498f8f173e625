"""A column as read: name, type, unit, role, and the way its values are written."""

from __future__ import annotations

from dataclasses import dataclass, field

from .decision import Decision
from .grid import letter
from .numbers import NATIVE
from .regions import Coding
from .stats import Stats
from .units import Unit

DIMENSION, MEASURE, TOTAL, STATUS, NUMBERING = "dimension", "measure", "total", "status", "numbering"
INTEGER, NUMBER, STRING, YEAR, DATE, BOOLEAN = "integer", "number", "string", "year", "date", "boolean"
TYPES = (INTEGER, NUMBER, STRING, YEAR, DATE, BOOLEAN)


@dataclass
class Column:
    """One column of a table as read. ``places``: parts of its title that name a kecamatan, with the name as listed."""

    index: int
    label: str
    stats: Stats
    name: str = ""
    type: str = STRING
    role: str = DIMENSION
    unit: Unit | None = None
    unit_evidence: str = ""
    decision: Decision = field(default_factory=lambda: Decision(NATIVE, 1.0))
    date_order: str | None = None
    date_doubt: bool = False
    date_swap: bool = False
    date_serials: bool = False
    codes: Coding | None = None
    coding_titled: bool = False
    relative_codes: bool = False
    kept_name: str | None = None
    period: str | None = None
    region: str | None = None
    coding: str | None = None
    percent_fraction: bool = False
    percent_mixed: bool = False
    skip: bool = False
    year: int | None = None
    confidence: float = 1.0
    evidence: list[tuple[str, str]] = field(default_factory=list)
    status: str | None = None
    tails: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    @property
    def letter(self) -> str:
        """Give the column's letters."""
        return letter(self.index)

    @property
    def is_figures(self) -> bool:
        """Tell whether the column holds figures that are measured."""
        return self.role in (MEASURE, TOTAL)
