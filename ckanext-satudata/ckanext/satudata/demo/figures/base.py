"""What all invented figures share: the kecamatan, their size, and a noise that depends on its words alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
MONTHS = range(1, 13)
FIRST_YEAR = 2022


@dataclass(frozen=True)
class District:
    """One kecamatan: people at the end of 2022, paddy fields (ha), share of town, whether it lies at the coast."""

    name: str
    people: int
    paddy: int
    town: float
    coast: bool


DISTRICTS: Sequence[District] = (
    District("Sukamaju Kota", 70_400, 420, 0.92, False),
    District("Wanasari", 52_300, 2_350, 0.46, False),
    District("Karangjati", 48_700, 3_480, 0.31, False),
    District("Muara Bening", 41_200, 1_910, 0.28, True),
    District("Tanjung Elok", 36_900, 980, 0.24, True),
    District("Cempaka Barat", 32_600, 2_740, 0.16, False),
    District("Cempaka Timur", 29_500, 3_120, 0.14, False),
    District("Pulau Rengas", 17_100, 260, 0.10, True),
)


def noise(*words: object) -> float:
    """A number from -1 to 1 that is the same for the same words, whatever is asked before or after."""
    digest = hashlib.sha256("|".join(str(word) for word in words).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**47 - 1


def around(middle: float, spread: float, *words: object) -> float:
    """``middle`` give or take ``spread`` (a share of it)."""
    return middle * (1 + spread * noise(*words))


def whole(middle: float, spread: float, *words: object) -> int:
    """The same as a whole number, never below zero."""
    return max(0, round(around(middle, spread, *words)))


def growth(rate: float, year: int, part: float = 0.0) -> float:
    """Growth since the end of the first year at a yearly rate; ``part`` of a year may be added."""
    return float((1 + rate) ** (year - FIRST_YEAR + part))


def people(district: District, year: int, part: float = 0.0) -> int:
    """How many people live in a kecamatan at the end of a year."""
    rate = 0.008 + 0.007 * district.town
    return round(district.people * growth(rate, year, part))


def split(total: int, shares: Iterable[float]) -> list[int]:
    """Divide a whole number by shares so that the parts add up to it; the rest goes to the first part."""
    weights = list(shares)
    parts = [int(total * weight / sum(weights)) for weight in weights]
    parts[0] += total - sum(parts)
    return parts
