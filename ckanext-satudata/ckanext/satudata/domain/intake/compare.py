"""An upload beside the series it joins: equal figures, jumps, units off by a thousand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from .canonical import Canonical
from .catalogue import spec
from .checks import figures, number, row_label, true_question
from .display import number_text
from .finding import Finding
from .recipe import Recipe, RecipeColumn
from .units import Units

JUMP = Decimal("0.5")
SMALL = Decimal(10)


@dataclass
class Pair:
    """A new row, and the row of the period before it in the series."""

    at: int
    before: Mapping[str, str]


def compare(
    recipe: Recipe,
    canonical: Canonical,
    base: tuple[Sequence[str], Sequence[Sequence[str]]],
    key: Sequence[str],
    units: Units,
    sheet: str,
) -> list[Finding]:
    """Compare each new row with the latest earlier period of the same key in the series."""
    period = next((name for name in ("tahun", "tahun_ajaran") if name in key), None)
    if period is None or period not in base[0] or period not in canonical.header:
        return []
    pairs, previous = _pairs(canonical, base, key, period)
    if not pairs:
        return []
    columns = [column for column in figures(recipe, canonical) if column.name in base[0]]
    new = sorted({canonical.column(period)[pair.at] for pair in pairs})
    found = _same(canonical, pairs, columns, new[-1], previous, sheet)
    if found:
        return found
    for column in columns:
        found += _column(recipe, canonical, pairs, column, units, sheet, new[-1])
    return found


def _pairs(
    canonical: Canonical, base: tuple[Sequence[str], Sequence[Sequence[str]]], key: Sequence[str], period: str
) -> tuple[list[Pair], str]:
    header = list(base[0])
    rest = [name for name in key if name != period]
    if any(name not in header or name not in canonical.header for name in rest):
        return [], ""
    series: dict[tuple[str, ...], dict[str, Sequence[str]]] = {}
    for row in base[1]:
        values = dict(zip(header, row, strict=True))
        series.setdefault(tuple(values[name] for name in rest), {})[values[period]] = row
    pairs, last = [], ""
    at_rest = [canonical.header.index(name) for name in rest]
    at_period = canonical.header.index(period)
    for at, row in enumerate(canonical.rows):
        earlier = [p for p in series.get(tuple(row[i] for i in at_rest), {}) if p < row[at_period]]
        if earlier:
            last = max(last, max(earlier))
            before = series[tuple(row[i] for i in at_rest)][max(earlier)]
            pairs.append(Pair(at, dict(zip(header, before, strict=True))))
    return pairs, last


def _same(
    canonical: Canonical,
    pairs: Sequence[Pair],
    columns: Sequence[RecipeColumn],
    period: str,
    previous: str,
    sheet: str,
) -> list[Finding]:
    if len(pairs) < 2 or not columns:
        return []
    names = [column.name for column in columns]
    at = [canonical.header.index(name) for name in names]
    equal = all(
        canonical.rows[pair.at][i] == pair.before[name]
        for pair in pairs
        for i, name in zip(at, names, strict=True)
    )
    filled = any(canonical.rows[pair.at][i] not in ("", "0") for pair in pairs for i in at)
    if not equal or not filled:
        return []
    facts = {"period": period, "previous": previous}
    question = true_question(f"SAMA_EDISI_LALU:{period}")
    return [Finding(spec("SAMA_EDISI_LALU"), {"sheet": sheet}, facts, count=len(pairs), question=question)]


def _column(
    recipe: Recipe,
    canonical: Canonical,
    pairs: Sequence[Pair],
    column: RecipeColumn,
    units: Units,
    sheet: str,
    period: str,
) -> list[Finding]:
    index = canonical.header.index(column.name)
    ratios: list[tuple[Decimal, int, Decimal, Decimal]] = []
    for pair in pairs:
        now, then = number(canonical.rows[pair.at][index]), number(pair.before[column.name])
        if now is not None and then is not None and then != 0:
            ratios.append((now / then, pair.at, then, now))
    if not ratios:
        return []
    middle = median(ratio for ratio, *_ in ratios)
    if len(ratios) > 1 and (500 <= middle <= 2000 or Decimal("0.0005") <= middle <= Decimal("0.002")):
        return [_slip(canonical, column, units, sheet, ratios, middle, period)]
    jumps = [item for item in ratios if abs(item[0] - 1) > JUMP and max(abs(item[2]), abs(item[3])) >= SMALL]
    return [_jump(recipe, canonical, column, sheet, jumps, period)] if jumps else []


def _slip(
    canonical: Canonical,
    column: RecipeColumn,
    units: Units,
    sheet: str,
    ratios: Sequence[tuple[Decimal, int, Decimal, Decimal]],
    middle: Decimal,
    period: str,
) -> Finding:
    _, at, then, now = ratios[0]
    unit = units.by_code[column.unit].label if column.unit in units.by_code else "satuan"
    factor = middle if middle > 1 else 1 / middle
    facts = {
        "column": column.letter,
        "title": column.title,
        "factor": number_text(factor.quantize(Decimal(1))),
        "unit": unit,
    }
    cell = f"{column.letter}{canonical.row_map[at]}"
    question = true_question(f"SATUAN_SERIBU:{column.name}:{period}")
    place = {"sheet": sheet, "column": column.letter, "cell": cell}
    count = len(ratios)
    return Finding(
        spec("SATUAN_SERIBU"),
        place,
        facts,
        [cell],
        count,
        number_text(now),
        number_text(then),
        question=question,
    )


def _jump(
    recipe: Recipe,
    canonical: Canonical,
    column: RecipeColumn,
    sheet: str,
    jumps: Sequence[tuple[Decimal, int, Decimal, Decimal]],
    period: str,
) -> Finding:
    ratio, at, then, now = max(jumps, key=lambda item: abs(item[0] - 1))
    change = ((ratio - 1) * 100).quantize(Decimal("0.1"))
    facts = {
        "column": column.letter,
        "title": column.title,
        "label": row_label(recipe, canonical, at) or f"baris {canonical.row_map[at]}",
        "change": number_text(change),
    }
    ordered = sorted(jumps, key=lambda item: -abs(item[0] - 1))
    cells = [f"{column.letter}{canonical.row_map[item[1]]}" for item in ordered[:20]]
    question = true_question(f"LONJAKAN:{column.name}:{period}")
    place = {"sheet": sheet, "column": column.letter, "cell": cells[0]}
    return Finding(
        spec("LONJAKAN"),
        place,
        facts,
        cells,
        len(jumps),
        number_text(now),
        number_text(then),
        question=question,
    )
