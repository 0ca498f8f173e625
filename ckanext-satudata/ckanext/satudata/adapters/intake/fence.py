"""The fence around every upload: inspect and check run in a child process that may cost its limits and no more.

Nothing here opens the upload. A child that runs out of time or memory, or breaks down, gives an *error*, which is
never good and never bad data.
"""

from __future__ import annotations

import json
import os
import signal
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...app.intake.check import empty_result
from ...app.intake.inspect import empty_inspection
from ...domain.intake.limits import Limits
from ...domain.intake.recipe import Recipe
from ...domain.intake.refusals import refusal
from .child import INSPECTION, OUT_OF_MEMORY, RULES
from .children import STOPPED, OnProgress, Started, Unwanted, door, watch

CHILD = "ckanext.satudata.adapters.intake.child"
_PASSED_ON = ("PYTHONPATH", "LD_LIBRARY_PATH", "SATUDATA_SHADOW")


@dataclass(frozen=True)
class CheckResult:
    """The outcome of a check. ``verdict`` is ``pass``, ``fail`` or ``error``; ``canonical`` is in the out folder."""

    verdict: str
    findings: list[dict[str, Any]]
    report: dict[str, Any] | None
    canonical: Path | None
    sha256: str | None
    schema: dict[str, Any] | None
    rows: int
    row_map: list[int | None]
    recipe: dict[str, Any] | None
    changes: dict[str, Any] | None
    open_questions: int
    refusal: dict[str, Any] | None
    error: dict[str, Any] | None
    validator_version: str
    data: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Give the whole result as JSON."""
        return self.data


def warm() -> None:
    """Open this process's nursery, so that children need not load their libraries; for processes that check many files.

    Open again what has ended; without one, every child is started anew, and nothing else is different.
    """
    door.open(_environment(Path(tempfile.gettempdir())))


def cool() -> None:
    """Close the nursery of this process."""
    door.close()


def inspect(
    path: Path,
    filename: str,
    hints: Mapping[str, Any] | None = None,
    limits: Limits | None = None,
    on_progress: OnProgress | None = None,
    unwanted: Unwanted | None = None,
) -> dict[str, Any]:
    """Give the inspection of a file. ``hints``: ``home``, ``year``, ``sheet``, ``table``, ``schema``, ``recipe``.

    A file that is no table is told in ``refusal``; a system fault in ``error``; neither raises. ``unwanted`` is asked
    every second whether to stop (error ``DIHENTIKAN``).
    """
    ceiling = _ceiling(path, limits)
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        job = _job("inspect", path, filename, ceiling, folder, folder, context=dict(hints or {}))
        outcome = _run(job, Path(folder), ceiling, on_progress, unwanted)
    if isinstance(outcome, str):
        return empty_inspection(_container(path, filename), error=_error(outcome, filename, ceiling))
    return outcome


def inspect_and_check(
    path: Path,
    filename: str,
    hints: Mapping[str, Any],
    schema: Mapping[str, Any] | None,
    context: Mapping[str, Any],
    out_dir: Path,
    limits: Limits | None = None,
    on_progress: OnProgress | None = None,
    unwanted: Unwanted | None = None,
) -> tuple[dict[str, Any], CheckResult | None]:
    """Give the inspection of a file and, where nothing of it waits for a person, the result of its check.

    One child does both, so the file is read once. There is no result where the check is to be begun by itself: a question
    is open, the file is refused, it is large, or the check did not end; what was read is kept all the same. Arguments are
    those of ``inspect`` and ``check``.
    """
    ceiling = _ceiling(path, limits)
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="satudata-") as name:
        folder = Path(name)
        job = _job("inspect", path, filename, ceiling, name, str(out_dir), context=dict(hints))
        job["then"] = {"schema": schema, "context": _plain(context)}
        outcome = _run(job, folder, ceiling, on_progress, unwanted)
        if isinstance(outcome, str):
            return _what_was_read(outcome, folder, path, filename, ceiling), None
    checked = outcome["check"]
    return outcome["inspection"], _result(checked, out_dir) if checked else None


def _what_was_read(stopped: str, folder: Path, path: Path, filename: str, limits: Limits) -> dict[str, Any]:
    """Give the inspection that a child left before its check broke down; else the error."""
    left = folder / INSPECTION
    if stopped != STOPPED and left.exists():
        found: dict[str, Any] = json.loads(left.read_text(encoding="utf-8"))
        return found
    return empty_inspection(_container(path, filename), error=_error(stopped, filename, limits))


def cells(path: Path, filename: str, limits: Limits) -> dict[str, Any]:
    """Give the cells of every sheet (``sheets``), or why there are none (``refusal``: the file; ``error``: the system)."""
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        outcome = _run(_job("cells", path, filename, limits, folder, folder), Path(folder), limits, None)
    if isinstance(outcome, str):
        return {"sheets": [], "refusal": None, "error": _error(outcome, filename, limits)}
    return {"error": None, **outcome}


def check(
    path: Path,
    filename: str,
    recipe: Mapping[str, Any] | None,
    schema: Mapping[str, Any] | None,
    context: Mapping[str, Any] | None,
    out_dir: Path,
    limits: Limits | None = None,
    on_progress: OnProgress | None = None,
    unwanted: Unwanted | None = None,
) -> CheckResult:
    """Check a file by its recipe and schema; the canonical CSV is left in ``out_dir``.

    ``context``: ``base_csv`` (path of the series the upload joins), ``home``, ``today`` (ISO date), ``year``.
    Raises ``RecipeError`` for a recipe that is not well formed; nothing else that a file could cause.
    """
    if recipe is not None:
        Recipe.from_dict(recipe)
    ceiling = _ceiling(path, limits)
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        job = _job(
            "check", path, filename, ceiling, folder, str(out_dir), recipe, schema, dict(context or {})
        )
        outcome = _run(job, Path(folder), ceiling, on_progress, unwanted)
    if isinstance(outcome, str):
        error = _error(outcome, filename, ceiling)
        outcome = empty_result(_container(path, filename), RULES, "error", error=error)
    return _result(outcome, out_dir)


def mark(
    path: Path,
    filename: str,
    findings: Sequence[Mapping[str, Any]],
    out: Path,
    language: str = "id",
    limits: Limits | None = None,
    kind: str | None = None,
) -> dict[str, Any]:
    """Write *Excel bertanda* to ``out``: the file with the cells of its findings coloured, and a sheet that lists them.

    Gives ``coloured`` and ``only_list``, or ``refusal`` or ``error`` when there is none. ``kind``: ``clipboard``.
    """
    ceiling = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        context = {"kind": kind} if kind else {}
        job = _job("mark", path, filename, ceiling, folder, str(out.parent), context=context)
        job |= {"findings": list(findings), "out": out.name, "language": language}
        outcome = _run(job, Path(folder), ceiling, None)
    if isinstance(outcome, str):
        return {"refusal": None, "error": _error(outcome, filename, ceiling)}
    return {"error": None, **outcome}


def _ceiling(path: Path, limits: Limits | None) -> Limits:
    return (limits or Limits()).grown(path.stat().st_size if path.exists() else 0)


def _result(outcome: dict[str, Any], out_dir: Path) -> CheckResult:
    canonical = outcome["canonical"]
    return CheckResult(
        verdict=outcome["verdict"],
        findings=outcome["findings"],
        report=outcome["report"],
        canonical=out_dir / canonical["path"] if canonical else None,
        sha256=canonical["sha256"] if canonical else None,
        schema=outcome["schema"],
        rows=canonical["rows"] if canonical else 0,
        row_map=outcome["row_map"],
        recipe=outcome["recipe"],
        changes=outcome["changes"],
        open_questions=outcome["open_questions"],
        refusal=outcome["refusal"],
        error=outcome["error"],
        validator_version=outcome["validator_version"],
        data=outcome,
    )


def _job(
    operation: str,
    path: Path,
    filename: str,
    limits: Limits,
    folder: str,
    out_dir: str,
    recipe: Mapping[str, Any] | None = None,
    schema: Mapping[str, Any] | None = None,
    context: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    return {
        "operation": operation,
        "path": str(Path(path).resolve()),
        "filename": Path(filename).name[:255],
        "limits": limits.to_dict(),
        "folder": folder,
        "out_dir": str(Path(out_dir).resolve()),
        "recipe": recipe,
        "schema": schema,
        "context": _plain(context or {}),
    }


def _plain(context: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a check is told, as JSON has it."""
    return {key: str(value) if isinstance(value, Path) else value for key, value in context.items()}


def _container(path: Path, filename: str) -> dict[str, Any]:
    size = path.stat().st_size if path.exists() else 0
    return {
        "filename": filename,
        "type": None,
        "encoding": None,
        "delimiter": None,
        "sha256": None,
        "bytes": size,
    }


def _error(code: str, filename: str, limits: Limits) -> dict[str, Any]:
    if code == STOPPED:
        return {"code": code}
    limit = {"WAKTU_HABIS": limits.wall_seconds, "MEMORI_HABIS": limits.memory_bytes // 1048576}.get(code, 0)
    return refusal(code, {"filename": filename, "limit": limit})


def _environment(folder: Path) -> dict[str, str]:
    """Give the child's environment: nothing of the parent's but where Python finds its modules."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    made = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",  # nothing here multiplies matrices; its threads would only take memory
    }
    return {**kept, **made}


def _run(
    job: dict[str, Any],
    folder: Path,
    limits: Limits,
    on_progress: OnProgress | None,
    unwanted: Unwanted | None = None,
) -> dict[str, Any] | str:
    """Run the child; give its result, or the code of what went wrong."""
    place = folder / "job.json"
    place.write_text(json.dumps(job), encoding="utf-8")
    environment = _environment(folder)
    with (folder / "stderr").open("wb") as errors:
        child = door.fork(place, errors, environment) or Started(CHILD, place, errors, environment)
        ended = watch(child, limits.wall_seconds, on_progress, unwanted)
    if ended == STOPPED:
        return STOPPED
    if ended or child.returncode == -signal.SIGXCPU:
        return "WAKTU_HABIS"
    if child.returncode == OUT_OF_MEMORY or "MemoryError" in _tail(folder / "stderr"):
        return "MEMORI_HABIS"
    result = folder / "result.json"
    if child.returncode != 0 or not result.exists():
        return "TERHENTI"
    loaded: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return loaded


def _tail(path: Path) -> str:
    with path.open("rb") as stream:
        stream.seek(0, os.SEEK_END)
        stream.seek(max(0, stream.tell() - 4000))
        return stream.read().decode("utf-8", "replace")
