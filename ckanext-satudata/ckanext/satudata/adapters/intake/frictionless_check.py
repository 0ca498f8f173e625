"""Frictionless, the judge of canonical CSV. The only place that imports it; runs in the disposable child alone."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from frictionless import Checklist, Dialect, Resource, Schema
from frictionless.formats.csv import CsvControl

VERSION = f"frictionless {version('frictionless')}"


class FrictionlessArbiter:
    """Judges a file in one folder by a Table Schema."""

    def __init__(self, folder: Path, error_limit: int) -> None:
        self.folder, self.error_limit = folder, error_limit

    def judge(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Give the whole report. Foreign keys are left out: code lists are checked beside it, with near names."""
        resource = Resource(
            name="data",
            path=name,
            basepath=str(self.folder),
            schema=Schema.from_descriptor(_local(schema)),
            format="csv",
            encoding="utf-8",
            dialect=Dialect(controls=[CsvControl(delimiter=",", line_terminator="\n")]),
        )
        checklist = Checklist.from_descriptor({"checks": [{"type": "table-dimensions", "minRows": 1}]})
        report = resource.validate(checklist, limit_errors=self.error_limit)
        return dict(report.to_descriptor())


def _local(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Give the schema as this judge takes it: no foreign keys, no reference to anything outside."""
    return {key: value for key, value in schema.items() if key not in ("foreignKeys", "$ref", "$schema")}
