"""Totals: rows and columns that add up others. A label alone proves nothing; adding up does."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .text import fold

_TOTAL_LABEL = re.compile(
    r"(sub[ -]?)?(jumlah|jml|jlh|total|grand total|jumlah total|total jumlah|jumlah besar|jumlah akhir)"
    r"( ?[/ ] ?(total|jumlah|seluruhnya|keseluruhan|seluruh|semua|[ivx]{1,5}|[a-z]|\d{1,2}|"
    r"\(?[ivxa-d0-9]+( ?\+ ?[ivxa-d0-9]+)+\)?|(kab|kabupaten|kota|kecamatan|kec|provinsi|prov)\b\.? \S.*|kabupaten|kab\.?))?"
    r"( (19|20)\d\d)?( ?\((kab|kabupaten|kota|prov|provinsi|kecamatan)\b[^()]{0,30}\))?"
)
_TOTAL_WORD = re.compile(r"(?:sub[ -]?)?(?:jumlah|jml|total|subtotal) (?:di |untuk )?(.{2,60})")
_MEAN_LABEL = re.compile(r"(rata ?- ?rata|rerata|rataan|rata rata)( .*)?")
_EXTREME_LABEL = re.compile(
    r"(nilai )?(maks(imum|imal)?|max(imum)?|min(imum|imal)?|tertinggi|terendah|terbesar|terkecil|median|modus|highest|lowest|"
    r"standar deviasi|simpangan baku|std\.? ?dev)( ?[/(] ?[a-z .]+\)?)?"
)
_REGION_LABEL = re.compile(r"(kab\.?|kabupaten|kota) \S.*")
_TOTAL_COLUMN = re.compile(
    r"l ?\+ ?p|laki-laki ?\+ ?perempuan|(jumlah|jml|total)( (total|seluruhnya|keseluruhan|l ?\+ ?p|penduduk|semua))?( \(.*\))?"
)
_NOT_ADDITIVE = re.compile(
    r"\b(rata|rerata|rasio|persen|persentase|kepadatan|indeks|index|laju|angka|prevalensi|proporsi|per|produktivitas|"
    r"harga|suhu|kelembaban|umur|ipm|skor|nilai tukar)\b"
)

_BEGINNINGS = frozenset("su ju jm jl to gr ra re ni ma mi te me mo hi lo st si".split())
_OTHER_BEGINNINGS = frozenset(
    first + second
    for first in string.ascii_letters + string.digits
    for second in string.ascii_letters + string.digits
    if (first + second).lower() not in _BEGINNINGS
)

MAX_PARTS = 40
MAX_TRIED_ROWS = 500


def _begins_otherwise(text: str) -> bool:
    """Tell at once that a text begins with no word for total, mean or extreme, as most do."""
    return text[:2] in _OTHER_BEGINNINGS


def is_total_label(text: str) -> bool:
    """Tell whether a row's label is nothing but a word for total, spaced out (*J u m l a h*) or not; *Jumlah Penduduk
    (jiwa)* is not."""
    if _begins_otherwise(text):
        return False
    plain = fold(text)
    if len(plain) > 8 and plain[1::2].isspace():
        plain = plain.replace(" ", "")
    return _TOTAL_LABEL.fullmatch(plain) is not None


def whose_total(text: str) -> str | None:
    """Give the folded name after a word for total: *Jumlah Wanasari* is the total of *wanasari*, if there is such."""
    match = None if _begins_otherwise(text) else _TOTAL_WORD.fullmatch(fold(text))
    return match[1] if match else None


def is_mean_label(text: str) -> bool:
    """Tell whether a row's label says mean."""
    return not _begins_otherwise(text) and _MEAN_LABEL.fullmatch(fold(text)) is not None


def is_extreme_label(text: str) -> bool:
    """Tell whether a row's label says the highest, the lowest, the median or the spread of others."""
    return not _begins_otherwise(text) and _EXTREME_LABEL.fullmatch(fold(text)) is not None


def is_region_label(text: str) -> bool:
    """Tell whether a row's label names a whole kabupaten or kota."""
    return _REGION_LABEL.fullmatch(fold(text)) is not None


def is_total_column(label: str) -> bool:
    """Tell whether a column's title, or the last part of it, is a word for total."""
    return _TOTAL_COLUMN.fullmatch(fold(label.split("\u2013")[-1])) is not None


def is_additive(label: str, unit_is_percent: bool, mean_unit: bool) -> bool:
    """Tell whether figures under a title may be added up (ratios, prices and means may not)."""
    return not unit_is_percent and not mean_unit and _NOT_ADDITIVE.search(fold(label)) is None


def tolerance(numbers: Sequence[Decimal | None]) -> Decimal:
    """Give how far a sum of rounded numbers may be off: half of the last digit, per number."""
    places = max((places_of(item) for item in numbers if item is not None), default=0)
    return Decimal(0) if places == 0 else Decimal(len(numbers)) * Decimal(5).scaleb(-places - 1)


def places_of(number: Decimal) -> int:
    """Give how many decimals a number has, zeros at the end not counted."""
    exponent = number.as_tuple().exponent
    if exponent == 0 or not isinstance(exponent, int):
        return 0
    return max(0, -int(number.normalize().as_tuple().exponent))


def adds_up(parts: Sequence[Decimal | None], total: Decimal | None) -> bool | None:
    """Tell whether parts make the total; ``None`` when there is nothing to add or no total."""
    known = [item for item in parts if item is not None]
    if total is None or len(known) < 2:
        return None
    return abs(sum(known, Decimal(0)) - total) <= tolerance([*known, total])


@dataclass
class TotalRow:
    """A row that is, or may be, a total. ``matching`` and ``differing`` are columns that add up or do not; ``over`` are
    the rows that it adds up, where that was found."""

    row: int
    label: str
    matching: list[int] = field(default_factory=list)
    differing: list[int] = field(default_factory=list)
    mean: bool = False
    certain: bool = False
    over: list[int] = field(default_factory=list)


def judge_row(
    row: int, label: str, named: bool, results: dict[int, bool | None], trivial: set[int]
) -> TotalRow | None:
    """Judge a candidate: named and adding up is certain; adding up in two columns without a name is a guess.

    ``results`` tells per column whether it adds up; ``trivial`` are columns where all is zero, which prove nothing.
    """
    matching = [column for column, fits in results.items() if fits and column not in trivial]
    differing = [column for column, fits in results.items() if fits is False]
    found = TotalRow(row, label, matching, differing)
    if named:
        found.certain = bool(matching) and len(matching) >= len(differing)
        return found
    if len(matching) >= 2 and not differing:
        return found
    return None


def parts_of(
    total: int, order: Sequence[int], values: dict[int, list[Decimal | None]], labels: dict[int, str]
) -> list[int]:
    """Find the columns left of a total column that add up to it, in most rows, else those right of it; ``[]`` when
    none do.

    Tries the widest run of columns first under the same group title, then narrower runs next to the total.
    """
    group = labels[total].rpartition("\u2013")[0].strip()
    same = [item for item in order if not group or labels[item].rpartition("\u2013")[0].strip() == group]
    before, after = [item for item in same if item < total], [item for item in same if item > total]
    for size in range(min(len(before), MAX_PARTS), 1, -1):
        if _share(before[-size:], total, values) >= 0.6:
            return before[-size:]
    for size in range(min(len(after), MAX_PARTS), 1, -1):
        if _share(after[:size], total, values) >= 0.9:
            return after[:size]
    return before[-2:] if _is_pair(before[-2:], labels) else []


def _share(run: Sequence[int], total: int, values: dict[int, list[Decimal | None]]) -> float:
    tried = fits = 0
    for index, whole in enumerate(values[total]):
        verdict = adds_up([values[column][index] for column in run], whole)
        if verdict is not None and whole != 0:
            tried += 1
            fits += verdict
    return fits / tried if tried else 0.0


def _is_pair(run: Sequence[int], labels: dict[int, str]) -> bool:
    """Tell whether two columns are men and women, which any total beside them adds up."""
    if len(run) != 2:
        return False
    last = [fold(labels[column].split("\u2013")[-1]) for column in run]
    men, women = ("l", "lk", "laki", "laki-laki", "laki laki", "pria"), ("p", "pr", "perempuan", "wanita")
    return (last[0] in men and last[1] in women) or (last[0] in women and last[1] in men)
