"""Frictionless, the judge of canonical CSV; runs in the disposable child alone. Its report may come by the fast path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from frictionless import Checklist, Dialect, FrictionlessException, Resource, Schema
from frictionless.formats.csv import CsvControl

from .code_lists import beside_lists, known_keys, unknown_targets
from .fast.outcome import Options
from .fast.shadow import validate_twice
from .fast.timebox import TooSlow
from .fast.usable import unusable
from .fast.validate import Answer, validate
from .unjudged import Unjudged

VERSION = f"frictionless {version('frictionless')}"
Alarm = Callable[[str], None]


class FrictionlessArbiter:
    """Judges a file in one folder by a Table Schema.

    With ``alarm``, Frictionless judges every file too; its report counts, and a difference is told to ``alarm``.
    """

    def __init__(self, folder: Path, error_limit: int, alarm: Alarm | None = None) -> None:
        self.folder, self.error_limit, self.alarm = folder, error_limit, alarm

    def judge(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Give the whole report. Foreign keys count where they point at the portal's own code lists, and only there."""
        return self.answer(name, schema).report

    def unjudged(self, schema: Mapping[str, Any]) -> list[str]:
        """Give what foreign keys point at that is no code list of the portal."""
        return unknown_targets(schema)

    def answer(self, name: str, schema: Mapping[str, Any]) -> Answer:
        """Give the report with the way it came. Raises ``Unjudged`` where there can be none."""
        keys = known_keys(schema)
        descriptor = _local(schema) | ({"foreignKeys": keys} if keys else {})
        _refuse_unusable(descriptor)

        def make() -> Resource:
            resource = Resource(
                name="data",
                path=name,
                basepath=str(self.folder),
                schema=Schema.from_descriptor(descriptor),
                format="csv",
                encoding="utf-8",
                dialect=Dialect(controls=[CsvControl(delimiter=",", line_terminator="\n")]),
            )
            return beside_lists(resource, keys)

        checklist = Checklist.from_descriptor({"checks": [{"type": "table-dimensions", "minRows": 1}]})
        options = Options(limit_errors=self.error_limit)
        try:
            if self.alarm is not None:
                return validate_twice(make, checklist, options, self.alarm)
            return validate(make, checklist, options)
        except TooSlow as slow:
            raise Unjudged("POLA_TERLALU_LAMA", column=slow.field) from slow
        except (ArithmeticError, TypeError, ValueError) as fault:
            raise Unjudged("NILAI_TAK_TERHITUNG", reason=type(fault).__name__) from fault


def _refuse_unusable(descriptor: Mapping[str, Any]) -> None:
    """Raise ``Unjudged`` for a schema that Frictionless refuses, or would break down with."""
    try:
        broken = unusable(Schema.from_descriptor(dict(descriptor)))
    except FrictionlessException as fault:
        raise Unjudged("SKEMA_TIDAK_TERPAKAI", column="-", part=_why(fault)) from fault
    if broken is not None:
        raise Unjudged("SKEMA_TIDAK_TERPAKAI", column=broken[0], part=broken[1])


def _why(fault: FrictionlessException) -> str:
    """Give what Frictionless says of a schema it refuses: its reasons name the part, its own note does not."""
    return "; ".join(reason.note for reason in fault.reasons)[:200] or fault.error.note[:200]


def _local(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Give the schema as this judge takes it: no reference to anything outside."""
    return {key: value for key, value in schema.items() if key not in ("foreignKeys", "$ref", "$schema")}
