"""What a column holds, in a few numbers, from one pass over the table."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from .tablediff import number

TOP = 5


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
    for row in rows:
        for column, text in zip(gathered, row, strict=True):
            column.take(text)
    return tuple(column.summary() for column in gathered)


class _Gathered:
    """What is kept of a column while its rows go by: its different values, and its numbers in eight bytes each."""

    def __init__(self, name: str, numeric: bool) -> None:
        self.name = name
        self.numeric = numeric
        self.counts: Counter[str] = Counter()
        self.numbers = array("d")
        self.empty = 0

    def take(self, text: str) -> None:
        if text == "":
            self.empty += 1
            return
        self.counts[text] += 1
        if self.numeric and (value := number(text)) is not None:
            self.numbers.append(float(value))

    def summary(self) -> ColumnSummary:
        filled = self.counts.total()
        top = (
            ()
            if self.numeric
            else tuple(sorted(self.counts.items(), key=lambda one: (-one[1], one[0]))[:TOP])
        )
        common = {"name": self.name, "filled": filled, "empty": self.empty, "distinct": len(self.counts)}
        if not self.numbers:
            return ColumnSummary(**common, top=top, unread=filled if self.numeric else 0)  # type: ignore[arg-type]
        return ColumnSummary(
            **common,  # type: ignore[arg-type]
            lowest=_text(min(self.numbers)),
            middle=_text(median(self.numbers)),
            highest=_text(max(self.numbers)),
            unread=filled - len(self.numbers),
            top=top,
        )


def _text(value: float) -> str:
    """Plain digits, as canonical cells are written: never ``1e+16``."""
    text = f"{value:.6f}" if abs(value) < 10**12 else f"{value:.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
