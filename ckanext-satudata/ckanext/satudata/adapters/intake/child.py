"""The disposable process that alone touches an upload: ``python -m ckanext.satudata.adapters.intake.child JOB``.

Reads its job from a JSON file, tells progress as JSON lines on standard output, leaves its result in a JSON file.
Exit codes: 0 a result was left, 3 memory ran out, anything else it broke down.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...app.intake.at_once import recipe_to_check
from ...app.intake.bulk import check_bulk, inspect_bulk
from ...app.intake.check import Job, check_file, check_opened, empty_result
from ...app.intake.inspect import inspect_and_keep
from ...domain.intake.limits import Limits
from ...domain.intake.opened import Opened
from ...domain.intake.plain_rows import NotPlain
from ...domain.intake.reading import Reference
from ...domain.intake.refusals import refusal
from . import sandbox
from .bulk_csv import BulkCsv, bulk_of
from .cells import cells_of
from .codes import reference, use
from .reader import FileReader
from .shelf import FolderShelf, sha256_of
from .unjudged import Unjudged

OUT_OF_MEMORY = 3
RULES = "satudata-intake 1"
INSPECTION = "inspection.json"
"""What was read, left before the check that follows at once."""


def tell(stage: str, rows: int = 0, of: int = 0) -> None:
    """Tell the parent how far the work is."""
    sys.stdout.write(json.dumps({"stage": stage, "rows": rows, "of": of}) + "\n")
    sys.stdout.flush()


def _container(path: Path, filename: str) -> dict[str, Any]:
    return {
        "filename": filename,
        "type": None,
        "encoding": None,
        "delimiter": None,
        "sha256": sha256_of(path),
        "bytes": path.stat().st_size,
    }


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Do one job and give its result."""
    gc.disable()  # the process ends with its one job, and what it makes lives to the end
    limits = Limits.from_dict(job["limits"])
    sandbox.die_with_parent()
    sandbox.set_ceilings(limits)
    sandbox.leave_network()
    path, out = Path(job["path"]), Path(job["out_dir"])
    if job["operation"] == "cells":
        sandbox.lock([Path(job["folder"])], [path])
        return cells_of(FileReader(path, job["filename"], limits), job["filename"])
    if job["operation"] == "mark":
        return _mark(job, path, limits)
    then = job.get("then")
    judged = job if job["operation"] == "check" else then
    arbiter = _arbiter(out, limits) if judged else None
    copies = job["context"].get("codes") or {}
    use(copies)
    lists = reference(job["context"].get("home") or "99.01")
    base = judged["context"].get("base_csv") if judged else None
    given = [path, *([Path(base)] if base else []), *(Path(one) for one in copies.values())]
    sandbox.lock([out, Path(job["folder"])], given)
    desk = _Desk(job, path, limits, lists, FolderShelf(out, Path(base) if base else None), arbiter)
    if job["operation"] == "check":
        return desk.check()
    found, seen = desk.inspect()
    return found if then is None else {"inspection": found, "check": desk.follow(then, found, seen)}


@dataclass(frozen=True)
class _Desk:
    """One upload with all that its reading and its check need."""

    job: dict[str, Any]
    path: Path
    limits: Limits
    lists: Reference
    shelf: FolderShelf
    arbiter: tuple[Any, str] | None

    def _pieces(self) -> BulkCsv | None:
        return bulk_of(self.path, self.job["filename"], self.limits, self.job["context"].get("kind"))

    def _reader(self) -> FileReader:
        return FileReader(self.path, self.job["filename"], self.limits, self.job["context"].get("kind"))

    def _container(self) -> dict[str, Any]:
        return _container(self.path, self.job["filename"])

    def inspect(self) -> tuple[dict[str, Any], Opened | None]:
        """Give the inspection, and what was read where the file was read as a whole."""
        pieces, context = self._pieces(), self.job["context"]
        if pieces is not None:
            with suppress(NotPlain):
                return inspect_bulk(pieces, self._container(), self.lists, context, tell), None
        return inspect_and_keep(self._reader(), self._container(), self.lists, context)

    def follow(
        self, then: dict[str, Any], found: dict[str, Any], seen: Opened | None
    ) -> dict[str, Any] | None:
        """Check what was just read, where nothing of it waits for a person. The reading is left first, for the case
        that the check does not end."""
        recipe = recipe_to_check(found, seen)
        if recipe is None or seen is None:
            return None
        left = Path(self.job["folder"]) / INSPECTION
        left.with_suffix(".part").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        left.with_suffix(".part").rename(left)
        read = dict(found["container"])
        return self._judged(
            recipe,
            then,
            read,
            lambda work, arbiter: check_opened(seen, work, self.lists, arbiter, self.shelf, tell),
        )

    def check(self) -> dict[str, Any]:
        """Give the result of the check."""
        job, pieces = self.job, self._pieces()
        if pieces is not None:
            with suppress(NotPlain):
                return self._judged(
                    job["recipe"],
                    job,
                    self._container(),
                    lambda work, arbiter: check_bulk(pieces, work, self.lists, arbiter, self.shelf, tell),
                )
        reader = self._reader()
        return self._judged(
            job["recipe"],
            job,
            self._container(),
            lambda work, arbiter: check_file(reader, work, self.lists, arbiter, self.shelf, tell),
        )

    def _judged(
        self,
        recipe: dict[str, Any] | None,
        asked: dict[str, Any],
        container: dict[str, Any],
        check: Callable[[Job, Any], dict[str, Any]],
    ) -> dict[str, Any]:
        """Check by one of the ways; what nobody can judge is an error of the system."""
        assert self.arbiter is not None  # noqa: S101 - it was loaded before the doors closed
        arbiter, version = self.arbiter
        work = Job(container, recipe, asked["schema"], asked["context"], f"{RULES}; {version}")
        try:
            return check(work, arbiter)
        except Unjudged as unjudged:
            facts = {"filename": self.job["filename"], **unjudged.facts}
            return empty_result(container, work.version, "error", error=refusal(unjudged.code, facts))


def _mark(job: dict[str, Any], path: Path, limits: Limits) -> dict[str, Any]:
    """Write the producer's workbook with the findings marked; its library is loaded before the doors close."""
    from .marked import mark_file

    out = Path(job["out_dir"]) / job["out"]
    sandbox.lock([out.parent, Path(job["folder"])], [path])
    reader = FileReader(path, job["filename"], limits, job["context"].get("kind"))
    return mark_file(reader, path, job["findings"], out, job["language"])


def _arbiter(out: Path, limits: Limits) -> tuple[Any, str]:
    """Load Frictionless before the doors close: its libraries try a socket when they are imported.

    ``SATUDATA_SHADOW`` lets Frictionless judge beside the fast path; a difference is told as progress of that name.
    """
    from .frictionless_check import VERSION, FrictionlessArbiter

    alarm = (lambda text: tell(f"shadow: {text}")) if os.environ.get("SATUDATA_SHADOW") else None
    return FrictionlessArbiter(out, limits.error_limit, alarm), VERSION


def main(arguments: list[str]) -> int:
    """Run the job that the one argument names."""
    place = Path(arguments[0])
    job = json.loads(place.read_text(encoding="utf-8"))
    try:
        result = run(job)
        text = json.dumps(result, ensure_ascii=False)
    except MemoryError:
        return OUT_OF_MEMORY
    (place.parent / "result.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
