"""*Excel bertanda* of large files: made by the worker, kept for a day in quarantine, which backups leave out."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

from .. import wiring
from ..adapters.intake import fence
from ..adapters.sql import work as rows
from ..app.ports import Work
from ..domain.draft import PASTED, Draft
from ..domain.intake.limits import Limits
from .intake import READ_AT_ONCE, CheckStopped
from .progress import Progress

KEPT = timedelta(days=1)
Findings = Sequence[Mapping[str, Any]]


def findings_of(draft: Draft) -> Findings:
    """The findings that are marked: those of the check, before it those of the reading."""
    report = wiring.unit().reports.latest(draft.id)
    return report.findings if report is not None else draft.inspection.get("questions", ())


def key_of(draft: Draft, language: str) -> str:
    """Name one marked workbook: by file, findings and language."""
    told = json.dumps([draft.original_sha, list(findings_of(draft))], sort_keys=True).encode()
    return f"{language}:{hashlib.sha256(told).hexdigest()[:40]}"


def asked(draft: Draft, language: str) -> Mapping[str, Any]:
    """Ask for a marked workbook: ``sha256`` and ``only_list`` when it is there, ``why`` when it cannot be made, nothing
    while it is made. It is queued when nobody has asked before, when it was thrown away again, and after a fault."""
    key = key_of(draft, language)
    row = rows.latest(model.Session, ["mark"], draft.id)
    known = row if row is not None and row["key"] == key else None
    result = dict(known["progress"] or {}) if known is not None and known["state"] == "done" else {}
    if "why" in result or (result.get("sha256") and wiring.blobs().exists(result["sha256"])):
        return result
    unit = wiring.unit()
    with unit:
        unit.work.again("mark", draft.id, key)
        unit.commit()
    failed = known is not None and known["state"] == "failed"
    return {"why": known["last_error"]} if failed and known is not None else {}


def mark(work: Work, progress: Progress) -> None:
    """Make the marked workbook that was asked for, if its file and findings are still those."""
    draft = wiring.unit().drafts.get(work.subject)
    language = work.key.partition(":")[0]
    result: dict[str, Any] = {}
    if draft.original_sha and key_of(draft, language) == work.key:
        found = findings_of(draft)
        model.Session.rollback()
        result = _made(draft, found, language)
    unit = wiring.unit()
    with unit:
        rows.show_progress(model.Session.connection(), work, result)
        if "sha256" in result:
            gone = wiring.now() + KEPT
            key = f"{work.key}:{work.id}:{work.attempt}"
            unit.work.add("discard", work.subject, key, {"sha256": result["sha256"]}, run_after=gone)
        unit.work.finish(work)
        unit.commit()


def _made(draft: Draft, findings: Findings, language: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "original", Path(folder) / "out" / "bertanda.xlsx"
        out.parent.mkdir()
        wiring.blobs().copy_to(draft.original_sha, path)
        kind = "clipboard" if draft.original_name == PASTED else None
        told = fence.mark(path, draft.original_name, findings, out, language, limits(), kind)
        if told["error"]:
            raise CheckStopped(told["error"])
        if told["refusal"]:
            return {"why": told["refusal"]}
        with out.open("rb") as stream:
            kept = wiring.blobs().put(stream, limit=out.stat().st_size, unchecked=True)
    return {"sha256": kept.sha256, "only_list": told["only_list"]}


def limits() -> Limits:
    """What a file that is marked may cost."""
    return Limits(file_bytes=min(tk.config["ckanext.satudata.upload.max_bytes"], READ_AT_ONCE))
