"""Figures that are another period's: last year's again, one column of it, years the wrong way round."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from statistics import median

from .catalogue import spec
from .finding import Finding
from .recipe import RecipeColumn
from .series import Series
from .tested import Tested, about_cells, number, true_question

ENOUGH_ROWS = 5
DISTINCT = 4
WORTH = Decimal(20)
_STEADY = re.compile(
    r"(^|_)(luas|panjang|jarak|tinggi|desa|kelurahan|rt|rw|dusun|lintang|bujur|lat|long)(_|$)"
)
_STEADY_UNITS = ("km", "m", "ha", "km2", "m2")
Texts = Mapping[tuple[str, ...], str]


def copies(tested: Tested, series: Series) -> list[Finding]:
    """Find periods of the upload whose figures are those of another period."""
    columns = [c for c in tested.figures if not (series.old and c.name not in _names(series))]
    turned = _turned(tested, series, columns)
    if turned:
        return turned
    found: list[Finding] = []
    for period in sorted(series.new, reverse=True):
        same = next((p for p in series.before(period) if _all_same(series, columns, period, p)), None)
        if same is not None:
            return [_same(tested, series, period, same)]
        found += _same_columns(tested, series, columns, period)
    return found


def _names(series: Series) -> set[str]:
    rows = next(iter(series.old.values()), {})
    return set(next(iter(rows.values()), {}))


def _equal(left: Texts, right: Texts) -> int:
    """Give how many keys have the same figure on both sides, 0 when any key they share differs."""
    shared = 0
    for key, text in left.items():
        other = right.get(key)
        if other is None or not (text or other):
            continue
        if text != other:
            return 0
        shared += 1
    return shared


def _all_same(series: Series, columns: list[RecipeColumn], period: str, other: str) -> bool:
    if not columns or len(series.new.get(period, {})) < 2:
        return False
    if any(_equal(series.texts(period, c.name), series.texts(other, c.name)) < 2 for c in columns):
        return False
    texts = {text for c in columns for text in series.texts(period, c.name).values()}
    return len(texts) > 1 and bool(texts - {"", "0"})


def _same(tested: Tested, series: Series, period: str, other: str) -> Finding:
    facts = {"period": period, "previous": other}
    count = len(series.new[period])
    question = true_question(f"SAMA_EDISI_LALU:{period}")
    return Finding(spec("SAMA_EDISI_LALU"), {"sheet": tested.sheet}, facts, count=count, question=question)


def _same_columns(tested: Tested, series: Series, columns: list[RecipeColumn], period: str) -> list[Finding]:
    """Find single columns that were copied; what hardly ever changes (areas, villages) may be the same."""
    earlier = series.before(period)
    if len(columns) < 2 or not earlier:
        return []
    found = []
    for column in columns:
        now = series.texts(period, column.name)
        if (
            column.parts
            or column.unit in _STEADY_UNITS
            or not _telling(column, now)
            or _equal(now, series.texts(earlier[0], column.name)) < ENOUGH_ROWS
        ):
            continue
        steady = len(earlier) > 1 and _equal(
            series.texts(earlier[0], column.name), series.texts(earlier[1], column.name)
        )
        if not steady:
            rows = list(series.new[period].values())
            key = f"KOLOM_SAMA:{column.name}:{period}"
            item = about_cells(tested, "KOLOM_SAMA", column, rows, key, period=period, previous=earlier[0])
            found.append(item)
    return found


def _telling(column: RecipeColumn, texts: Texts) -> bool:
    values = [value for text in texts.values() if (value := number(text)) is not None]
    return (
        len(values) >= ENOUGH_ROWS
        and len(set(values)) >= DISTINCT
        and abs(median(values)) >= WORTH
        and not _STEADY.search(column.name)
    )


def _turned(tested: Tested, series: Series, columns: list[RecipeColumn]) -> list[Finding]:
    """Find periods that hold one another's published figures: years written the wrong way round."""
    swaps: dict[str, str] = {}
    both = [period for period in series.new if period in series.old]
    for period in both:
        own = all(_equal(series.texts(period, c.name), series.published(period, c.name)) for c in columns)
        if own:
            continue
        match = next(
            (
                other
                for other in series.old
                if other != period
                and columns
                and all(
                    _equal(series.texts(period, c.name), series.published(other, c.name)) >= 2
                    for c in columns
                )
            ),
            None,
        )
        if match is not None:
            swaps[period] = match
    if len(swaps) < 2:
        return []
    period, other = sorted(swaps.items())[0]
    rows = [at for name in swaps for at in series.new[name].values()]
    facts = {"period": period, "previous": other, "names": sorted(swaps)}
    question = true_question("TAHUN_TERBALIK:" + ",".join(sorted(swaps)))
    cells = tested.cells(columns[0].name, rows)
    place = {"sheet": tested.sheet, "cell": cells[0] if cells else ""}
    return [Finding(spec("TAHUN_TERBALIK"), place, facts, cells, len(rows), question=question)]
