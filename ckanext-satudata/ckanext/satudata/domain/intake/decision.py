"""How a column's numbers are read, with the evidence for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Adds = Callable[[str], "bool | None"]


@dataclass
class Decision:
    """How a column's numbers are read. ``kind`` is ``None`` while a person has to choose."""

    kind: str | None
    confidence: float
    evidence: list[tuple[str, str]] = field(default_factory=list)
    ambiguous: str | None = None
    suggested: str | None = None
    example: tuple[str, int] | None = None
    count: int = 0
    clash: tuple[tuple[str, int], tuple[str, int]] | None = None
    join_spaces: bool | None = None
    spaced: tuple[str, int, int] | None = None
