"""Frictionless and the fast path on the same case: what each says, with nothing taken out but the time it took."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from ckanext.satudata.adapters.intake.fast.outcome import Options
from ckanext.satudata.adapters.intake.fast.shadow import timeless
from ckanext.satudata.adapters.intake.fast.validate import validate
from support.fuzz_tables import Case


def stock_says(case: Case, folder: Path) -> Any:
    """Give Frictionless' report, or the fault it breaks down with."""
    try:
        report = case.make(folder).validate(case.checklist(), limit_errors=case.limit)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
    return timeless(report.to_descriptor())


def fast_says(case: Case, folder: Path, options: Options) -> tuple[Any, str]:
    """Give the fast path's report or fault, and the route it took."""
    try:
        answer = validate(lambda: case.make(folder), case.checklist(), options)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}", "raised"
    return timeless(answer.report), answer.route


def sizes(case: Case, seed: int) -> Options:
    """Draw sizes so small that every border is crossed."""
    draw = random.Random(seed)  # noqa: S311
    return Options(
        limit_errors=case.limit,
        columnar_from_bytes=draw.choice([0, 1 << 40]),
        chunk_rows=draw.choice([1, 2, 7, 20_000]),
        block_bytes=draw.choice([33, 100, 300, 4 << 20]),
        sample_rows=draw.choice([1, 3, 20_000]),
    )
