"""The intake as the corpus meets it: a file in, what was understood and the canonical rows out.

Plain files are read in this process, for speed; hostile ones through the fence, as the portal does.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ckanext.satudata.adapters.intake import fence
from ckanext.satudata.adapters.intake.child import FileReader
from ckanext.satudata.adapters.intake.codes import reference
from ckanext.satudata.app.intake.check import Job, check_file
from ckanext.satudata.app.intake.inspect import inspect_file
from ckanext.satudata.domain.intake.limits import Limits
from ckanext.satudata.domain.intake.recipe import answer

from .truth import Case

KNOWN = {"home": "99.01", "today": "2026-11-21"}
LIMITS = Limits(wall_seconds=60, cpu_seconds=60)


@cache
def lists() -> Any:
    """Give the code lists of the fictional kabupaten."""
    return reference(KNOWN["home"])


class NoArbiter:
    """Finds nothing: the corpus judges how a file is read, not what a schema says about it."""

    def judge(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Give an empty report."""
        return {
            "valid": True,
            "stats": {"errors": 0},
            "warnings": [],
            "errors": [],
            "tasks": [{"errors": []}],
        }

    def unjudged(self, schema: Mapping[str, Any]) -> list[str]:
        """Leave no key out."""
        return []


@dataclass
class MemoryShelf:
    """Keeps the canonical table in memory."""

    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def write_csv(self, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """Keep the table."""
        self.header, self.rows = list(header), [list(row) for row in rows]
        return "corpus"

    def read_base(self) -> None:
        """There is no series before."""


@dataclass
class Canonical:
    """A canonical table: the way back to source rows and letters, and the findings of its check."""

    header: list[str]
    rows: list[list[str]]
    row_map: list[int | None]
    letters: dict[str, str]
    findings: list[dict[str, Any]]
    recipe: dict[str, Any] | None

    def by_cell(self) -> dict[tuple[int, str], str]:
        """Give each canonical value by its source row and letter; derived columns give way to read ones."""
        derived = {item["name"] for item in (self.recipe or {}).get("derive", [])}
        found: dict[tuple[int, str], str] = {}
        for index, row in enumerate(self.rows):
            for name, value in zip(self.header, row, strict=True):
                letter, source = self.letters.get(name), self.row_map[index]
                if letter and source and name not in derived and not name.endswith("_status"):
                    found[source, letter] = value
        return found


class Desk:
    """Lays files down and has them read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lay(self, case: Case) -> Path:
        """Write the file."""
        place = self.folder / case.name
        place.mkdir(parents=True, exist_ok=True)
        path = place / "upload"
        path.write_bytes(case.content)
        return path

    def inspect(self, case: Case, **hints: Any) -> dict[str, Any]:
        """Give the inspection; a file whose whole truth is a refusal goes through the fence."""
        path = self.lay(case)
        known = {**KNOWN, **case.hints, **hints}
        if case.truth.refusal:
            return fence.inspect(path, case.filename, known, LIMITS)
        reader = FileReader(path, case.filename, LIMITS)
        return inspect_file(reader, self._container(case), lists(), known)

    def check(self, case: Case, recipe: Mapping[str, Any] | None, **context: Any) -> Canonical:
        """Give the canonical table by a recipe, or by the proposal."""
        path = self.lay(case)
        shelf = MemoryShelf()
        known = {**KNOWN, **case.hints, **context}
        job = Job(self._container(case), recipe, None, known, "corpus")
        reader = FileReader(path, case.filename, LIMITS)
        told = check_file(reader, job, lists(), NoArbiter(), shelf, lambda *_: None)
        return Canonical(
            shelf.header, shelf.rows, told["row_map"], told["letters"], told["findings"], told["recipe"]
        )

    def check_whole(self, case: Case, recipe: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Give the findings of the whole check in its child, the arbiter's among them."""
        path = self.lay(case)
        known = {**KNOWN, **case.hints}
        result = fence.check(path, case.filename, recipe, None, known, path.parent / "out", LIMITS)
        return list(result.findings)

    @staticmethod
    def _container(case: Case) -> dict[str, Any]:
        known = {"type": None, "encoding": None, "delimiter": None}
        return {"filename": case.filename, "sha256": case.name, "bytes": len(case.content), **known}


def answered(recipe: Mapping[str, Any], question: Mapping[str, Any], value: str) -> dict[str, Any]:
    """Give a recipe with one question answered."""
    return answer(recipe, question, value, "data rekaan")


def open_desk() -> tempfile.TemporaryDirectory[str]:
    """Give a folder that is deleted after use."""
    return tempfile.TemporaryDirectory(prefix="satudata-corpus-")
