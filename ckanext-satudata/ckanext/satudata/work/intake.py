"""Reading and checking a draft's file by the worker, inside the fence."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from .. import code_store, codes, wiring
from ..adapters.intake import fence
from ..adapters.validation_table import ValidationTable
from ..app.drafts import intake as cases
from ..app.intake.at_once import settled
from ..app.ports import Edition, Work
from ..domain.description.infer import Proposal
from ..domain.draft import PASTED, Draft, Intake
from ..domain.errors import Conflict
from ..domain.intake.limits import Limits
from ..domain.intake.refusals import refusal
from ..domain.periods import ended_since
from ..domain.registry.marks import mark
from ..model import tables as t
from . import describe, known
from .finished import finish
from .followed import judging
from .progress import Progress

log = logging.getLogger(__name__)

PERSONAL_DATA = "DATA_PRIBADI"
READ_AT_ONCE = 100 * 1024 * 1024
"""Larger files are read only where they are plain text, which is read in pieces."""


def inspect(work: Work, progress: Progress) -> None:
    """Read the draft's file: sheets, tables, columns, conventions, questions. Where the recipe of last time fits without a
    question, the check follows at once."""
    draft, base = _of(work)
    judged = judging(draft, base)
    known_shape = bool(draft.recipe) or judged.own
    beside = _beside(draft) if known_shape else {}
    model.Session.rollback()
    if not _current(draft, work):
        return finish(work)
    hints = {**_context(draft), "recipe": dict(draft.recipe) or None, **work.payload.get("hints", {})}
    hints["first_edition"] = base is None
    hints |= judged.hints
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, lists = _original(draft, folder), code_store.imported_codes()
        hints["codes"] = codes.copied(folder / "kode", lists)
        limits, result = _limits(), None
        if known_shape:
            context = {**_context(draft), **beside, **_series(base, folder), "codes": hints["codes"]}
            found, result = fence.inspect_and_check(
                path,
                draft.original_name,
                hints,
                judged.schema,
                context,
                folder / "out",
                limits,
                progress,
                progress.unwanted,
            )
        else:
            found = fence.inspect(path, draft.original_name, hints, limits, progress, progress.unwanted)
        if found.get("error"):
            raise _stopped(work, found["error"])
        if private := _forbidden(found["questions"]):
            return cases.forbidden(wiring.unit(), work, draft.original_sha, private, wiring.now())
        told = {} if found.get("refusal") else describe.from_file(draft.id, found)
        if result is None or result.error:
            return cases.inspected(
                wiring.unit(), work, found, told, known_shape and settled(found), wiring.now()
            )
        if private := _forbidden(result.findings):
            return cases.forbidden(wiring.unit(), work, draft.original_sha, private, wiring.now())
        kept = _kept(draft, result, lists, told)
    return cases.inspected_and_checked(wiring.unit(), work, found, told, kept, wiring.now(), wiring.new_id)


def check(work: Work, progress: Progress) -> None:
    """Check the file by the confirmed recipe; keep the report and the canonical table."""
    draft, base = _of(work)
    beside = _beside(draft)
    schema = judging(draft, base).schema
    model.Session.rollback()
    if not _current(draft, work):
        return finish(work)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        context = {**_context(draft), **beside, **_series(base, folder)}
        path, lists = _original(draft, folder), code_store.imported_codes()
        context["codes"] = codes.copied(folder / "kode", lists)
        result = fence.check(
            path,
            draft.original_name,
            dict(draft.recipe),
            schema,
            context,
            folder / "out",
            _limits(),
            progress,
            progress.unwanted,
        )
        if result.error:
            raise _stopped(work, result.error)
        if private := _forbidden(result.findings):
            return cases.forbidden(wiring.unit(), work, draft.original_sha, private, wiring.now())
        kept = _kept(draft, result, lists)
    return cases.checked(wiring.unit(), work, kept, wiring.now(), wiring.new_id)


def _of(work: Work) -> tuple[Draft, Edition | None]:
    """The draft, and the edition that its file joins."""
    unit = wiring.unit()
    draft = unit.drafts.get(work.subject)
    return draft, unit.editions.current(draft.dataset_id) if draft.base_edition else None


def _beside(draft: Draft) -> dict[str, Any]:
    """What a check holds a table against besides its own dataset."""
    return {"offices": known.offices(), "twins": known.published_tables(draft.dataset_id)}


def _series(base: Edition | None, folder: Path) -> dict[str, Any]:
    """The published table that an upload joins, and the periods that ended since."""
    if base is None:
        return {}
    wiring.blobs().copy_to(base.canonical_sha, folder / "base.csv")
    return {"base_csv": folder / "base.csv", "periods_expected": _ended(base)}


def _kept(
    draft: Draft,
    result: fence.CheckResult,
    lists: Mapping[str, tuple[int, str]],
    told: Mapping[str, Proposal] | None = None,
) -> cases.Checked:
    """Take the file out of quarantine, store its table, and write what the whole table tells about its description."""
    wiring.blobs().release(draft.original_sha)
    kept = _keep(result)
    kept = replace(kept, known=describe.from_table(draft.id, kept.schema, result.canonical, told))
    return replace(kept, validator=kept.validator + mark(kept.schema, lists))


class CheckStopped(Exception):
    """The check could not be done: time, memory or a crash. Never a verdict about the data."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        self.error = dict(error)
        super().__init__(str(error.get("code")))


def _stopped(work: Work, error: Mapping[str, Any]) -> Exception:
    """What to raise for a check that was not done: nobody is told of one that was cancelled."""
    if error.get("code") == fence.STOPPED:
        return Conflict("lease_lost", id=work.id)
    return CheckStopped(error)


def _current(draft: Draft, work: Work) -> bool:
    return draft.version == work.payload["version"]


def _original(draft: Draft, folder: Path) -> Path:
    path = folder / "original"
    wiring.blobs().copy_to(draft.original_sha, path)
    return path


def _ended(base: Edition) -> list[str]:
    """Periods that ended since the last one the published edition covers."""
    said = base.metadata
    return ended_since(str(said.get("frekuensi") or ""), str(said.get("cakupan_akhir") or ""), wiring.today())


def _limits() -> Limits:
    most = tk.config["ckanext.satudata.upload.max_bytes"]
    return Limits(file_bytes=min(most, READ_AT_ONCE), bulk_bytes=most)


def _context(draft: Draft) -> dict[str, Any]:
    """What every reading is told: the portal's region, the day, and whether the table was pasted."""
    return {
        "home": tk.config["ckanext.satudata.region.kemendagri"],
        "today": wiring.today().isoformat(),
        **({"kind": "clipboard"} if draft.original_name == PASTED else {}),
    }


def _keep(result: fence.CheckResult) -> cases.Checked:
    sha256 = ""
    if result.canonical is not None:
        sha256 = wiring.blobs().put_path(result.canonical).sha256
    return cases.Checked(
        verdict=result.verdict,
        findings=tuple(result.findings),
        frictionless=result.report or {},
        validator=result.validator_version,
        canonical_sha=sha256,
        rows=result.rows,
        schema=result.schema or {},
        recipe=result.recipe or {},
        changes=result.changes or {},
        error=result.refusal or {},
    )


def _forbidden(findings: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The first finding of personal data that the law forbids to keep, with all others of its kind as ``others``."""
    found = [f for f in findings if f.get("code") == PERSONAL_DATA and f.get("severity") == "tolak"]
    return {**found[0], "others": found[1:]} if found else None


def forget(work: Work, progress: Progress) -> None:
    """Delete an upload that may not be kept. A draft that reads the same bytes right now will ask for it again."""
    c = t.draft.c
    reading = (Intake.INSPECTING, Intake.CHECKING)
    _unless(work, c.intake.in_(reading), wiring.blobs().delete)


def discard(work: Work, progress: Progress) -> None:
    """Delete an upload that was replaced before anybody checked it, unless another draft has the same file."""
    _unless(work, sa.true(), wiring.blobs().discard)


def _unless(work: Work, used: sa.ColumnElement[bool], delete: Callable[[str], None]) -> None:
    c = t.draft.c
    users = sa.select(c.package_id).where(c.original_sha == work.payload["sha256"], used)
    unit = wiring.unit()
    with unit:
        if model.Session.execute(users.limit(1)).first() is None:
            delete(work.payload["sha256"])
        unit.work.finish(work)
        unit.commit()


def report_table(work: Work, progress: Progress) -> None:
    """Let ckanext-validation's own table answer for the draft what the gate report says."""
    unit = wiring.unit()
    with unit:
        report = unit.reports.latest(work.subject)
        if report is not None and report.frictionless:
            ValidationTable().write(work.subject, report.frictionless, report.verdict)
        unit.work.finish(work)
        unit.commit()


def gave_up(work: Work, error: Mapping[str, Any]) -> None:
    """Say on the draft that its file could not be checked; the file itself is safe."""
    unit = wiring.unit()
    with unit:
        draft = unit.drafts.get(work.subject, lock=True)
        if _current(draft, work):
            told = error if "message" in error else refusal("TERHENTI", {"filename": draft.original_name})
            failed = replace(draft, intake=Intake.FAILED, intake_error=dict(told))
            unit.drafts.save(failed, wiring.now(), moved=False)
        unit.commit()
