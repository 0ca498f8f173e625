"""Rules between columns that nobody wrote down: found from names and units, and believed when the data keep them.

A rule is believed when at least six rows of ten keep it; the other rows are then worth a question. What a single rule
of thumb would get wrong, the data themselves show: a rule that most rows break is no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from .recipe import RecipeColumn
from .units import Units

BELIEVED = Decimal("0.6")
GUESSED = Decimal("0.8")  # by the words of two titles alone: dentists are no part of the doctors
ENOUGH = 3
TRIED_ROWS = 300
Numbers = Sequence["Decimal | None"]

_WHOLE_OF = (
    (r"(kartu_keluarga|jumlah_kk|kk|keluarga)", r"(jumlah|jumlah_penduduk|penduduk(_jumlah)?)"),
    (r"(balita_)?diukur", r"(balita_)?sasaran"),
    (r"(balita_)?stunting", r"(balita_)?diukur"),
    (r"terlayani.*|dilayani|tertangani|ditangani", r"kejadian|kasus|jumlah_kasus|laporan"),
    (r"lulus|tidak_lulus", r"diuji"),
    (r"diuji", r"wajib_uji"),
    (r"rombel", r"murid|siswa"),
    (r".*salur.*", r".*pagu.*"),
    (r"rat", r"koperasi_aktif"),
    (r"(jumlah_)?(peserta_)?(kb_)?aktif", r"pus"),
    (r"iud|mow|mop|kondom|implan|suntik|pil", r"pus"),
    (r"(air_minum|sanitasi)(_layak)?|.*_layak", r"rumah_tangga|jumlah_rumah_tangga|rumah"),
    (r"(luas_)?panen", r"(luas_)?tanam"),
    (r"wisman|wisnus", r"(jumlah_)?(kunjungan|wisatawan)(_jumlah)?"),
    (r"(kelahiran_|lahir_)?hidup", r"kelahiran|lahir|persalinan"),
)
_SHARE_NAME = re.compile(
    r"(^|_)(persen|persentase|prevalensi|cakupan|rasio|kepadatan|produktivitas|rata_rata|rata|rerata|proporsi|angka|"
    r"tingkat|capaian|share|mantap)(_|$)"
)
_MADE_UP_WORDS = frozenset({"jumlah", "total", "banyak", "banyaknya", "jml"})


@dataclass(frozen=True)
class AtMost:
    """``part`` may not be more than ``whole``."""

    part: RecipeColumn
    whole: RecipeColumn
    broken: tuple[int, ...]


@dataclass(frozen=True)
class Quotient:
    """``result`` is the sum of ``parts`` by ``whole`` times ten to the ``power``."""

    result: RecipeColumn
    parts: tuple[RecipeColumn, ...]
    whole: RecipeColumn
    power: int
    broken: tuple[int, ...]
    expected: tuple[Decimal, ...]


def at_most(columns: Sequence[RecipeColumn], numbers: dict[str, Numbers]) -> list[AtMost]:
    """Find columns that are part of another, and the rows where the part is more than the whole."""
    found = []
    for part in columns:
        for whole in columns:
            if part is whole or not _is_part(part, whole):
                continue
            left, right = numbers[part.name], numbers[whole.name]
            pairs = [
                (at, x, y) for at, (x, y) in enumerate(zip(left, right, strict=True)) if x is not None and y
            ]
            broken = tuple(at for at, x, y in pairs if x > y)
            share = BELIEVED if _listed(part.name, whole.name) else GUESSED
            if broken and len(pairs) >= 2 and Decimal(len(pairs) - len(broken)) >= share * len(pairs):
                found.append(AtMost(part, whole, broken))
    return found


def _is_part(part: RecipeColumn, whole: RecipeColumn) -> bool:
    if part.unit and whole.unit and part.unit != whole.unit and not _listed(part.name, whole.name):
        return False
    return _listed(part.name, whole.name) or _qualified(part, whole)


def _listed(part: str, whole: str) -> bool:
    left, right = _bare(part), _bare(whole)
    return any(
        (re.fullmatch(one, part) or re.fullmatch(one, left))
        and (re.fullmatch(two, whole) or re.fullmatch(two, right))
        for one, two in _WHOLE_OF
    )


def _bare(name: str) -> str:
    return "_".join(word for word in name.split("_") if word not in _MADE_UP_WORDS) or name


def _qualified(part: RecipeColumn, whole: RecipeColumn) -> bool:
    """Tell whether a name is another with a word more: *koperasi aktif* is part of *koperasi*."""
    left, right = _words(part.name), _words(whole.name)
    return bool(right) and right < left and part.unit is not None and part.unit == whole.unit


def _words(name: str) -> set[str]:
    return set(name.split("_")) - _MADE_UP_WORDS - {"dan", "yang", "di"}


def quotients(columns: Sequence[RecipeColumn], numbers: dict[str, Numbers], units: Units) -> list[Quotient]:
    """Find columns that are a quotient of others, and the rows where they are not."""
    counted = [c for c in columns if not _is_quotient(c, units)][:12]
    found = []
    for result in columns:
        if _is_quotient(result, units):
            best = _best(result, counted, numbers)
            if best is not None and best.broken:
                found.append(best)
    return found


def _is_quotient(column: RecipeColumn, units: Units) -> bool:
    unit = units.by_code.get(column.unit or "")
    by_unit = units.is_percent(column.unit) or (unit is not None and unit.kind in ("rasio", "hasil"))
    return by_unit or _SHARE_NAME.search(column.name) is not None


def _best(
    result: RecipeColumn, columns: Sequence[RecipeColumn], numbers: dict[str, Numbers]
) -> Quotient | None:
    values = numbers[result.name]
    best: tuple[Decimal, int, Quotient] | None = None
    for parts, whole in _candidates(columns):
        top = _sum([numbers[part.name] for part in parts])
        power = _power(values, top, numbers[whole.name])
        if power is None:
            continue
        share, quotient = _tried(result, parts, whole, power, values, top, numbers[whole.name])
        if share >= BELIEVED and (best is None or (share, -len(parts)) > best[:2]):
            best = (share, -len(parts), quotient)
    return best[2] if best else None


def _candidates(columns: Sequence[RecipeColumn]) -> Iterable[tuple[tuple[RecipeColumn, ...], RecipeColumn]]:
    for whole in columns:
        others = [column for column in columns if column is not whole]
        for at, part in enumerate(others):
            yield (part,), whole
            if at + 1 < len(others):
                yield (part, others[at + 1]), whole


def _sum(columns: Sequence[Numbers]) -> list[Decimal | None]:
    if len(columns) == 1:
        return list(columns[0])
    return [
        None if None in row else sum((v for v in row if v is not None), Decimal(0))
        for row in zip(*columns, strict=True)
    ]


def _power(values: Numbers, top: Numbers, bottom: Numbers) -> int | None:
    """Give the power of ten between the quotient and the column, if most rows agree on one."""
    factors = [
        value * low / high
        for value, high, low in zip(values[:TRIED_ROWS], top[:TRIED_ROWS], bottom[:TRIED_ROWS], strict=True)
        if value and high and low
    ]
    if len(factors) < ENOUGH:
        return None
    middle = median(factors)
    return next(
        (power for power in range(-4, 7) if abs(middle / Decimal(10) ** power - 1) < Decimal("0.02")), None
    )


def _tried(
    result: RecipeColumn,
    parts: tuple[RecipeColumn, ...],
    whole: RecipeColumn,
    power: int,
    values: Numbers,
    top: Numbers,
    bottom: Numbers,
) -> tuple[Decimal, Quotient]:
    broken, expected, kept = [], [], 0
    for at, (value, high, low) in enumerate(zip(values, top, bottom, strict=True)):
        if value is None or high is None or not low:
            continue
        right = high / low * Decimal(10) ** power
        if abs(right - value) <= max(_rounding(value), abs(right) * Decimal("0.01")):
            kept += 1
        else:
            broken.append(at)
            expected.append(right)
    tried = kept + len(broken)
    share = Decimal(kept) / tried if kept >= ENOUGH else Decimal(0)
    return share, Quotient(result, parts, whole, power, tuple(broken), tuple(expected))


def _rounding(value: Decimal) -> Decimal:
    """Give how far rounding may have moved a figure: a bit more than half of its last digit."""
    exponent = value.as_tuple().exponent
    return Decimal("0.6").scaleb(min(0, exponent) if isinstance(exponent, int) else 0)
