"""The newest period beside the one before, with the office's reason beside each jump."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ...domain.figures.periods import Period
from ...domain.figures.roles import table_shape
from ...domain.growth import PERIODS, Grown, growth
from ...domain.intake.schema import key_of
from ...domain.tablediff import CellChange, Values
from ...words import language
from .tables import RowNames, table_of, titles

SHOWN = 12
JUMPS = ("LONJAKAN", "SATUAN_SERIBU", "SAMA_EDISI_LALU")


def growth_of(
    canonical_sha: str, schema: Mapping[str, Any], ukuran: str, answers: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Sums and steepest rows of the newest period; None for a table of one period. ``answers``: the recipe's own."""
    shape = table_shape(schema, ukuran)
    figures = tuple(column.name for column in shape.measures)
    summed = tuple(column.name for column in shape.measures if column.additive)
    key = tuple(key_of(schema))
    parts = tuple(column.name for column in shape.time if column.name in key and column.name not in PERIODS)
    found, names, more = _grown(canonical_sha, key, figures, summed, parts)
    if found is None:
        return None
    called = titles(schema)
    rest = [name for name in key_of(schema) if name not in ("tahun", "tahun_ajaran")]
    rows = [
        {
            **_cell(cell, called),
            "name": names.of(row.key, rest),
            "reason": _reason(answers, cell.column, found),
        }
        for row in found.rows
        for cell in row.cells
    ]
    return {
        "period": found.period,
        "previous": found.previous,
        "part": Period(parts, found.part).label(language()) if found.part else "",
        "sums": [_cell(cell, called) for cell in found.sums],
        "rows": rows,
        "more": more,
    }


@lru_cache(maxsize=64)
def _grown(
    sha256: str, key: Values, figures: Values, summed: Values, parts: Values
) -> tuple[Grown | None, RowNames, int]:
    """The steepest rows, and how many more there are. Kept, for a hash never changes."""
    table = table_of(sha256)
    found = growth(table, key, figures, summed, parts)
    if found is None:
        return None, RowNames(key, ()), 0
    more = max(0, len(found.rows) - SHOWN)
    return replace(found, rows=found.rows[:SHOWN]), RowNames(key, (table,)), more


def _cell(cell: CellChange, called: Mapping[str, str]) -> dict[str, Any]:
    return {
        "column": cell.column,
        "title": called.get(cell.column, cell.column),
        "before": cell.before,
        "after": cell.after,
        "percent": None if cell.percent is None else f"{cell.percent:f}",
    }


def _reason(answers: Mapping[str, Any], column: str, found: Grown) -> str:
    for code in ("LONJAKAN", "SATUAN_SERIBU"):
        if answer := answers.get(f"{code}:{column}:{found.period}"):
            return str(answer.get("reason") or "")
    return ""


def jumps_of(findings: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each jump that the check found, and the reason that the office gave for it."""
    return [
        {
            "code": one["code"],
            "message": one.get("message", ""),
            "message_en": one.get("message_en", ""),
            "reason": str((answers.get((one.get("confirm") or {}).get("key")) or {}).get("reason") or ""),
        }
        for one in findings
        if one.get("code") in JUMPS
    ]
