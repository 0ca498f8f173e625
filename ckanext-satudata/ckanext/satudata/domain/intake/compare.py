"""An upload beside the series it joins: jumps, units off by a thousand, figures that are another table's.

Small figures do not alarm: a count has to change by more than chance would change it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from .compare_copies import copies
from .display import number_text
from .finding import Finding
from .recipe import RecipeColumn
from .series import Pair, Series, Table
from .slips import correction
from .tested import Tested, about_cells, rounded

JUMP = 0.5
SMALL = Decimal(10)
OWN_JUMP = 5.0
POINTS = Decimal(20)
RESTLESS = 0.3
CHANCE = 16
TOTAL_JUMP = 0.3
UNLIKE_ROWS = 6
ALIKE = 0.3
_FAR = 1_000_000
_THOUSAND = (500.0, 2000.0)
_MILLION = (500_000.0, 2_000_000.0)


def compare(tested: Tested, base: Table) -> list[Finding]:
    """Compare each new row with the latest earlier period of the same key, in the series and in the upload."""
    series = Series(tested, base)
    if not series.usable:
        return []
    copied = copies(tested, series)
    if any(item.code == "SAMA_EDISI_LALU" for item in copied):
        return copied
    found = list(copied)
    changed: dict[str, set[int]] = {}
    for column in sorted(tested.figures, key=lambda item: bool(item.parts)):
        parts = set().union(*(changed.get(letter, set()) for letter in column.parts))
        pairs = [p for p in series.pairs(column.name) if p.at not in parts and not _told(tested, column, p)]
        if pairs:
            told = _column(tested, column, pairs, bool(parts))
            found += told
            changed[column.letter] = {at for item in told for at in _rows(tested, column, pairs, item)}
    return found


def _told(tested: Tested, column: RecipeColumn, pair: Pair) -> bool:
    """Whether one of the two figures has a finding already."""
    rows = (pair.at,) if pair.source is None else (pair.at, pair.source)
    return bool(tested.told) and any(tested.cell(at, column.name) in tested.told for at in rows)


def _rows(tested: Tested, column: RecipeColumn, pairs: Sequence[Pair], item: Finding) -> set[int]:
    """Give the rows that a finding told, so that a total does not tell them again."""
    cells = set(item.cells)
    return {pair.at for pair in pairs if tested.cell(pair.at, column.name) in cells}


def _column(
    tested: Tested, column: RecipeColumn, pairs: Sequence[Pair], partly: bool = False
) -> list[Finding]:
    middle = median(pair.ratio for pair in pairs)
    if len(pairs) > 1 and _slipped(middle):
        return [_slip(tested, column, pairs, middle)]
    if _unlike(pairs):
        return [_other(tested, column, pairs)]
    slips = _first_of_each([p for p in pairs if _slipped(p.ratio / middle if middle else p.ratio)])
    found = [_cell_slip(tested, column, slips)] if slips and len(slips) * 3 <= len(pairs) else []
    told = {pair.at for pair in slips} if found else set()
    pairs = [pair for pair in pairs if pair.source not in told]
    usual = median(abs(pair.ratio - 1) for pair in pairs)
    jumps = [
        pair
        for pair in pairs
        if pair.at not in told and (pair.known or usual < RESTLESS) and _jumps(tested, column, pair, pairs)
    ]
    jumps = _first_of_each(jumps)
    if jumps:
        return [*found, _jump(tested, column, jumps)]
    return found or ([] if partly else _total(tested, column, pairs))


def _first_of_each(pairs: Sequence[Pair]) -> list[Pair]:
    """Leave out the way back: a figure that is usual again after a strange one is not strange."""
    strange: set[int | None] = set()
    kept = []
    for pair in pairs:
        if pair.source is None or pair.source not in strange:
            kept.append(pair)
            strange.add(pair.at)
    return kept


def _slipped(ratio: float) -> bool:
    if ratio <= 0:
        return False
    factor = ratio if ratio > 1 else 1 / ratio
    return any(low <= factor <= high for low, high in (_THOUSAND, _MILLION))


def _jumps(tested: Tested, column: RecipeColumn, pair: Pair, pairs: Sequence[Pair]) -> bool:
    change = abs(pair.now - pair.then)
    most = max(abs(pair.now), abs(pair.then))
    if tested.reference.units.is_percent(column.unit):
        return change >= POINTS and abs(pair.ratio - 1) > JUMP
    limit = JUMP if pair.known else OWN_JUMP
    if abs(pair.ratio - 1) <= limit and not (not pair.known and pair.ratio * OWN_JUMP < 1):
        return False
    if column.type == "integer" or tested.reference.units.counts(column.unit):
        return most >= SMALL and change * change > CHANCE * most
    return most >= SMALL or change * len(pairs) > sum(abs(item.then) for item in pairs) / 10


def _unlike(pairs: Sequence[Pair]) -> bool:
    """Tell whether the figures have nothing to do with those before: nearly all jump, and in another order."""
    if len(pairs) < UNLIKE_ROWS:
        return False
    jumping = sum(abs(pair.ratio - 1) > JUMP for pair in pairs)
    return jumping * 10 >= len(pairs) * 7 and _agreement(pairs) < ALIKE


def _agreement(pairs: Sequence[Pair]) -> float:
    """Give the rank correlation of then and now."""
    count = len(pairs)
    old = _ranks([pair.then for pair in pairs])
    new = _ranks([pair.now for pair in pairs])
    gaps = sum((one - other) ** 2 for one, other in zip(old, new, strict=True))
    return 1 - 6 * gaps / (count * (count * count - 1))


def _ranks(values: Sequence[Decimal]) -> list[int]:
    ranks = [0] * len(values)
    for rank, at in enumerate(sorted(range(len(values)), key=lambda at: values[at])):
        ranks[at] = rank
    return ranks


def _slip(tested: Tested, column: RecipeColumn, pairs: Sequence[Pair], middle: float) -> Finding:
    first = pairs[0]
    unit = tested.reference.units.by_code.get(column.unit or "")
    factor = middle if middle > 1 else 1 / middle
    period = tested.period(first.at)
    found = about_cells(
        tested,
        "SATUAN_SERIBU",
        column,
        [pair.at for pair in pairs],
        f"SATUAN_SERIBU:{column.name}:{period}",
        factor=number_text(Decimal(round(factor))),
        unit=unit.label if unit else "satuan",
        expected=number_text(first.then),
    )
    found.fixes = correction(tested, column, [pair.at for pair in pairs], _power(middle), "SATUAN_SERIBU")
    return found


def _power(ratio: float) -> int:
    """Give the power of ten that undoes a slip."""
    factor = ratio if ratio > 1 else 1 / ratio
    power = 6 if factor >= _MILLION[0] else 3
    return -power if ratio > 1 else power


def _cell_slip(tested: Tested, column: RecipeColumn, slips: Sequence[Pair]) -> Finding:
    first = slips[0]
    factor = first.ratio if first.ratio > 1 else 1 / first.ratio
    rows = [pair.at for pair in slips]
    found = about_cells(
        tested,
        "SATUAN_SEL",
        column,
        rows,
        f"SATUAN_SEL:{column.name}:{tested.period(first.at)}",
        label=tested.row_words(first.at),
        factor=number_text(Decimal(round(factor))),
        expected=number_text(first.then),
    )
    found.fixes = correction(tested, column, rows, _power(first.ratio), "SATUAN_SEL")
    return found


def _jump(tested: Tested, column: RecipeColumn, jumps: Sequence[Pair]) -> Finding:
    ordered = sorted(jumps, key=lambda pair: -abs(pair.ratio - 1))
    worst = ordered[0]
    change = _percent(worst.now, worst.then)
    return about_cells(
        tested,
        "LONJAKAN",
        column,
        [pair.at for pair in ordered],
        f"LONJAKAN:{column.name}:{tested.period(worst.at).split('-')[0]}",
        label=tested.label(worst.at) or tested.row_words(worst.at),
        change=number_text(change),
        expected=number_text(worst.then),
    )


def _percent(now: Decimal, then: Decimal) -> Decimal:
    """Give the change in percent, to a tenth."""
    return rounded((now / then - 1) * 100, 0 if abs(now) > _FAR * abs(then) else 1)


def _total(tested: Tested, column: RecipeColumn, pairs: Sequence[Pair]) -> list[Finding]:
    """Ask about a column whose rows change little but all in one direction, so that its sum jumps."""
    known = [pair for pair in pairs if pair.known]
    then = sum((pair.then for pair in known), Decimal(0))
    now = sum((pair.now for pair in known), Decimal(0))
    if len(known) < 4 or not then or tested.reference.units.is_percent(column.unit):
        return []
    most = max(abs(now), abs(then))
    if abs(float(now) / float(then) - 1) <= TOTAL_JUMP or abs(now - then) ** 2 <= CHANCE * most:
        return []
    rows = [pair.at for pair in known]
    period = tested.period(rows[0]).split("-")[0]
    return [
        about_cells(
            tested,
            "LONJAKAN_JUMLAH",
            column,
            rows,
            f"LONJAKAN_JUMLAH:{column.name}:{period}",
            change=number_text(_percent(now, then)),
            read=number_text(now),
            expected=number_text(then),
        )
    ]


def _other(tested: Tested, column: RecipeColumn, pairs: Sequence[Pair]) -> Finding:
    first = pairs[0]
    return about_cells(
        tested,
        "ISI_TIDAK_MIRIP",
        column,
        [pair.at for pair in pairs],
        f"ISI_TIDAK_MIRIP:{column.name}:{tested.period(first.at).split('-')[0]}",
        label=tested.label(first.at) or tested.row_words(first.at),
        expected=number_text(first.then),
    )
