"""A pytest plugin for Frictionless' own specification: every validation in it is made by the fast path too, and compared.

Loaded by name (``-p support.spec_oracle``) into a run of the tests that ship with Frictionless; at the end it tells how
many validations took which route, and a difference fails the test in which it came up.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from frictionless import Checklist, Report, Resource

from ckanext.satudata.adapters.intake.fast.outcome import Options
from ckanext.satudata.adapters.intake.fast.shadow import difference, timeless
from ckanext.satudata.adapters.intake.fast.validate import validate

routes: Counter[str] = Counter()
stock = Resource.validate


def both(self: Resource, checklist: Checklist | None = None, **options: Any) -> Report:
    """Validate twice and give Frictionless' report. What the fast path has no option for is left to Frictionless."""
    simple = set(options) <= {"limit_errors", "name", "parallel"} and self.closed and not callable(checklist)
    if not simple:
        routes["not asked"] += 1
        return stock(self, checklist, **options)
    kept = self.to_copy()
    report = stock(self, checklist, **options)
    Resource.validate = stock
    try:
        answer = validate(kept.to_copy, checklist, Options(options.get("limit_errors", 1000), 0))
    finally:
        Resource.validate = both
    routes[answer.route] += 1
    place = difference(timeless(answer.report), timeless(report.to_descriptor()))
    assert place is None, f"the fast path ({answer.route}) differs at {place}"
    return report


def pytest_configure() -> None:
    """Plug it in."""
    Resource.validate = both


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell the routes."""
    terminalreporter.write_line(f"routes: {dict(routes)}")
