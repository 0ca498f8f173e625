"""Which one figure, mended, would make a sum right, and in what way it may have been mistyped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .numbers import plain


@dataclass(frozen=True)
class Suspect:
    """A figure that explains a wrong sum. ``at``: its place in the row or column; ``how``: id and English words."""

    at: int
    right: Decimal
    how: tuple[str, str]


SWAPPED = ("dua angka tertukar", "two digits swapped")
ZEROS = ("jumlah nolnya", "its number of zeros")
MISSED = ("satu angka kurang atau lebih", "one digit missing or too many")
NOT_COUNTED = ("tidak ikut dijumlah", "not counted in the total")
BLANK = ("selnya kosong", "the cell is empty")
SIGN = ("tandanya", "its sign")


def suspect(values: Sequence[Decimal | None], whole: Decimal) -> Suspect | None:
    """Give the one figure among ``values`` whose mending makes them add up to ``whole``, if just one explains it."""
    gap = whole - sum((value for value in values if value is not None), Decimal(0))
    if gap == 0:
        return None
    blanks = [at for at, value in enumerate(values) if value is None]
    found = [Suspect(blanks[0], gap, BLANK)] if len(blanks) == 1 and gap > 0 else []
    for at, value in enumerate(values):
        how = typo(value, value + gap) if value is not None else None
        if value is not None and how is not None:
            found.append(Suspect(at, value + gap, how))
    return found[0] if len(found) == 1 else None


def typo(written: Decimal, right: Decimal) -> tuple[str, str] | None:
    """Tell how ``right`` may have become ``written``, ``None`` when no usual slip explains it."""
    if right == 0 and written != 0:
        return NOT_COUNTED
    if right == -written:
        return SIGN
    if right * written <= 0:
        return None
    if any(right == written * 10**power or written == right * 10**power for power in (1, 2, 3, 6)):
        return ZEROS
    left, other = _digits(written), _digits(right)
    if len(left) == len(other) and _swapped(left, other):
        return SWAPPED
    if abs(len(left) - len(other)) == 1 and min(len(left), len(other)) >= 2 and _one_less(left, other):
        return MISSED
    return None


def _digits(value: Decimal) -> str:
    return plain(abs(value)).replace(".", "")


def _swapped(left: str, right: str) -> bool:
    places = [at for at, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return left[first] == right[second] and left[second] == right[first]


def _one_less(left: str, right: str) -> bool:
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
