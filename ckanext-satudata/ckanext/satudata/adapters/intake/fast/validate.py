"""Validate a resource: fast where that is proved to give Frictionless' own report, else by Frictionless."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from frictionless import Checklist, Report
from frictionless.resources import TableResource

from .columnar_route import not_plain, screen
from .envelope import outside, outside_once_open
from .judge import RowJudge
from .outcome import Body, Limit, Options, Unproved
from .stream_route import walk
from .timebox import TooSlow
from .told import Told

MakeResource = Callable[[], TableResource]


@dataclass(frozen=True)
class Answer:
    """A report's descriptor, and who gave it: ``columns``, ``stream`` or ``stock`` with the reason."""

    report: dict[str, Any]
    route: str
    reason: str = ""


class _NotMine(Exception):
    """Frictionless must answer."""


def validate(
    make: MakeResource, checklist: Checklist | None = None, options: Options | None = None
) -> Answer:
    """Give the report on what ``make`` makes: called anew for each reading. Raises only what Frictionless raises,
    and ``TooSlow`` where a pattern would keep it busy for ever."""
    chosen, checks = options or Options(), checklist or Checklist()
    resource = make()
    reason = outside(resource, checks)
    if reason is not None:
        return _stock(make, checks, chosen, reason)
    try:
        try:
            return _Fast(make, checks, chosen).run(resource, columns=True)
        except Unproved as unproved:
            return _Fast(make, checks, chosen).run(make(), columns=False, reason=str(unproved))
    except (MemoryError, TooSlow):
        raise
    except Exception as fault:  # what breaks here is Frictionless' to tell: as a report, or by breaking too
        return _stock(make, checks, chosen, f"{type(fault).__name__}: {fault}")


def _stock(make: MakeResource, checklist: Checklist, options: Options, reason: str) -> Answer:
    report = make().validate(checklist, limit_errors=options.limit_errors).to_descriptor()
    return Answer(dict(report), "stock", reason)


class _Fast:
    def __init__(self, make: MakeResource, checklist: Checklist, options: Options) -> None:
        self.make, self.checklist, self.options = make, checklist, options
        self.started = time.monotonic()

    def run(self, resource: TableResource, columns: bool, reason: str = "") -> Answer:
        """Give the answer. Raises ``Unproved`` where columns were asked for and gave out halfway."""
        self.reason = reason
        checks = self.checklist.connect(resource)
        resource.to_descriptor(validate=True)
        resource.open()
        with resource:
            foreign = outside_once_open(resource)
            if foreign:
                raise _NotMine(foreign)
            start = self._of_checks(check.validate_start() for check in checks)
            labels = resource.labels
            body = self._body(resource, Limit(self.options.limit_errors, len(start)), columns)
            errors, warnings = [*start, *body.errors], []
            resource.stats.rows = body.rows
            if body.stopped_at is not None:
                self._replay(resource, body.stopped_at)
                errors = errors[: self.options.limit_errors]
                warnings = [f"reached error limit: {self.options.limit_errors}"]
            else:
                errors += self._of_checks(check.validate_end() for check in checks)
        report = self._report(resource, labels, errors, warnings)
        return Answer(report, "stream" if self.reason else "columns", self.reason)

    def _of_checks(self, found: Any) -> list[Told]:
        return [error.to_descriptor() for each in found for error in each if self.checklist.match(error)]

    def _body(self, resource: TableResource, limit: Limit, columns: bool) -> Body:
        judge = RowJudge(resource)
        if columns:
            self.reason = not_plain(resource, judge, limit, self.options) or ""
            if not self.reason:
                return screen(resource, judge, limit, self.options)
        return walk(resource, judge, limit, self.options.chunk_rows)

    def _replay(self, resource: TableResource, stopped_at: int) -> None:
        """Read to the row where it stopped, as Frictionless did: its counts depend on how it reads ahead."""
        with self.make().open() as again:
            for number, _ in again.dialect.read_enumerated_content_stream(again.cell_stream):
                if number >= stopped_at:
                    break
            for name in ("md5", "sha256", "bytes"):
                setattr(resource.stats, name, getattr(again.stats, name))

    def _report(
        self, resource: TableResource, labels: list[str], errors: list[Told], warnings: list[str]
    ) -> dict[str, Any]:
        took = round(time.monotonic() - self.started, 3)
        report = dict(
            Report.from_validation_task(resource, time=took, labels=labels, warnings=warnings).to_descriptor()
        )
        task = report["tasks"][0]
        report["valid"] = task["valid"] = not errors
        report["stats"]["errors"] = task["stats"]["errors"] = len(errors)
        task["errors"] = errors
        return report
