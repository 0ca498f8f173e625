"""What a column holds, in a few numbers, from one pass over the table."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from statistics import median

TOP = 5
CHUNK = 1_000


@dataclass(frozen=True)
class ColumnSummary:
    """One column. ``lowest``, ``middle`` (median) and ``highest`` are texts of numbers, empty for columns of text;
    ``unread`` counts texts in a column of numbers; ``top`` lists the commonest values with their counts."""

    name: str
    filled: int
    empty: int
    distinct: int
    lowest: str = ""
    middle: str = ""
    highest: str = ""
    unread: int = 0
    top: tuple[tuple[str, int], ...] = ()


def summarise(
    header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Collection[str]
) -> tuple[ColumnSummary, ...]:
    """Summarise every column in one pass; ``numeric`` names the columns of numbers."""
    gathered = [_Gathered(name, name in numeric) for name in header]
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        for column, texts in zip(gathered, zip(*chunk, strict=True), strict=True):
            column.take(texts)
    return tuple(column.summary() for column in gathered)


class _Gathered:
    """What is kept of a column while its rows go by: its different values, and its numbers in eight bytes each."""

    def __init__(self, name: str, numeric: bool) -> None:
        self.name = name
        self.numeric = numeric
        self.counts: Counter[str] = Counter()
        self.numbers = array("d")

    def take(self, texts: Sequence[str]) -> None:
        self.counts.update(texts)
        if self.numeric:
            self.numbers.extend(value for text in texts if (value := _value(text)) is not None)

    def summary(self) -> ColumnSummary:
        empty = self.counts.pop("", 0)
        filled = self.counts.total()
        top = (
            ()
            if self.numeric
            else tuple(sorted(self.counts.items(), key=lambda one: (-one[1], one[0]))[:TOP])
        )
        common = {"name": self.name, "filled": filled, "empty": empty, "distinct": len(self.counts)}
        if not self.numbers:
            return ColumnSummary(**common, top=top, unread=filled if self.numeric else 0)  # type: ignore[arg-type]
        return ColumnSummary(
            **common,  # type: ignore[arg-type]
            lowest=plain(min(self.numbers)),
            middle=plain(median(self.numbers)),
            highest=plain(max(self.numbers)),
            unread=filled - len(self.numbers),
            top=top,
        )


def _value(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def plain(value: float) -> str:
    """Plain digits, as canonical cells are written: never ``1e+16``."""
    text = f"{value:.6f}" if abs(value) < 10**12 else f"{value:.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
