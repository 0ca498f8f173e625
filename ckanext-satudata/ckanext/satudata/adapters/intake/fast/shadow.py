"""The shadow: Frictionless runs beside the fast path, its report counts, and any difference raises an alarm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from frictionless import Checklist

from .outcome import Options
from .validate import Answer, MakeResource, validate


def validate_twice(
    make: MakeResource, checklist: Checklist, options: Options, alarm: Callable[[str], None]
) -> Answer:
    """Give Frictionless' own report; tell ``alarm`` where and how the fast path's differs."""
    answer = validate(make, checklist, options)
    stock = dict(make().validate(checklist, limit_errors=options.limit_errors).to_descriptor())
    place = difference(timeless(answer.report), timeless(stock))
    if place is not None:
        alarm(f"fast path ({answer.route}) differs from Frictionless at {place}")
    return Answer(stock, "stock", "shadow")


def timeless(report: dict[str, Any]) -> dict[str, Any]:
    """Give a report without the seconds it took."""
    tasks = [{**task, "stats": {**task["stats"], "seconds": 0}} for task in report["tasks"]]
    return {**report, "stats": {**report["stats"], "seconds": 0}, "tasks": tasks}


def difference(one: Any, other: Any, place: str = "report") -> str | None:
    """Give the first place at which two descriptors differ: never the values, which may be somebody's data."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            if name not in one or name not in other:
                return f"{place}.{name}"
            found = difference(one[name], other[name], f"{place}.{name}")
            if found:
                return found
        return None
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next((found for at, pair in pairs if (found := difference(*pair, f"{place}[{at}]"))), None)
    return None if one == other else place
