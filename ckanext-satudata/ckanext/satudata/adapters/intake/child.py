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
from pathlib import Path
from typing import Any

from ...app.intake.bulk import check_bulk, inspect_bulk
from ...app.intake.check import Job, check_file, empty_result
from ...app.intake.inspect import inspect_file
from ...domain.intake.limits import Limits
from ...domain.intake.plain_rows import NotPlain
from ...domain.intake.refusals import refusal
from . import sandbox
from .bulk_csv import bulk_of
from .cells import cells_of
from .codes import reference, use
from .reader import FileReader
from .shelf import FolderShelf, sha256_of
from .unjudged import Unjudged

OUT_OF_MEMORY = 3
RULES = "satudata-intake 1"


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
    arbiter = _arbiter(out, limits) if job["operation"] == "check" else None
    copies = job["context"].get("codes") or {}
    use(copies)
    lists = reference(job["context"].get("home") or "99.01")
    base = job["context"].get("base_csv")
    given = [path, *([Path(base)] if base else []), *(Path(one) for one in copies.values())]
    sandbox.lock([out, Path(job["folder"])], given)
    shelf = FolderShelf(out, Path(base) if base else None)
    kind = job["context"].get("kind")
    pieces = bulk_of(path, job["filename"], limits, kind)
    if pieces is not None:
        with suppress(NotPlain):
            if arbiter is None:
                container = _container(path, job["filename"])
                return inspect_bulk(pieces, container, lists, job["context"])
            return _checked(
                job, path, arbiter, lambda work: check_bulk(pieces, work, lists, arbiter[0], shelf, tell)
            )
    reader = FileReader(path, job["filename"], limits, kind)
    if arbiter is None:
        return inspect_file(reader, _container(path, job["filename"]), lists, job["context"])
    return _checked(job, path, arbiter, lambda work: check_file(reader, work, lists, arbiter[0], shelf, tell))


def _checked(
    job: dict[str, Any], path: Path, arbiter: tuple[Any, str], check: Callable[[Job], dict[str, Any]]
) -> dict[str, Any]:
    """Check by one of the ways; what nobody can judge is an error of the system."""
    container = _container(path, job["filename"])
    work = Job(container, job["recipe"], job["schema"], job["context"], f"{RULES}; {arbiter[1]}")
    try:
        return check(work)
    except Unjudged as unjudged:
        facts = {"filename": job["filename"], **unjudged.facts}
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
