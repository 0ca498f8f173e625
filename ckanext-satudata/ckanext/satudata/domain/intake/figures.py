"""One cell read as a figure, by the way its column writes numbers."""

from __future__ import annotations

from decimal import Decimal

from .column import Column
from .grid import Value
from .missing import ZERO, rule_of, sign_of
from .numbers import read


def figure(value: Value, column: Column, kind: str | None) -> Decimal | None:
    """Read a cell as a figure, the nil sign as zero, anything else as nothing."""
    found = read(value, kind, bool(column.decision.join_spaces))
    if found is not None:
        return found.number
    sign = sign_of(value)
    return Decimal(0) if sign is not None and rule_of(sign).meaning == ZERO else None
