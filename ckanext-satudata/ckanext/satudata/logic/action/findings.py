"""What the check found, to take away: as JSON, or as the producer's own workbook with the cells marked."""

from __future__ import annotations

import base64
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring, words
from ...adapters.intake import fence
from ...domain.draft import PASTED, Draft
from ...domain.intake.examine import counts
from ...work import marked
from .. import asking
from ..errors import translated
from ..shapes.draft import intake_shape

FORMATS = ("json", "xlsx")
WALL_SECONDS = 60
AT_ONCE_BYTES = 1_000_000
"""Files up to this size are marked while the person waits; larger ones by the worker."""


@tk.side_effect_free
def satudata_intake_findings(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What was found in the draft's file (``id``), as ``format`` json (default) or xlsx.

    ``findings`` are those of ``satudata_intake_show``; before the check, the questions of the reading. With xlsx,
    ``content`` is the marked workbook in base64 and ``filename`` its name; of a large file it is made by the worker, and as
    long as it is not there, ``making`` is true and there is no ``content``: ask again.
    """
    tk.check_access("satudata_intake_findings", context, data)
    draft_id, wanted = asking.draft_id(data), str(data.get("format") or "json")
    if wanted not in FORMATS:
        raise tk.ValidationError({"format": [_("Choose json or xlsx.")]})
    with translated():
        unit = wiring.unit()
        draft = unit.drafts.get(draft_id)
        told = _told(draft, intake_shape(draft, unit.reports.latest(draft_id)))
    return told if wanted == "json" else {**told, **_marked(draft, told["findings"])}


def _told(draft: Draft, intake: dict[str, Any]) -> dict[str, Any]:
    report = intake["report"]
    findings = report["findings"] if report else intake["questions"]
    original = intake["original"] or {}
    return {
        "version": 1,
        "id": draft.id,
        "state": intake["state"],
        "file": {"name": original.get("name", ""), "sha256": original.get("sha256", "")},
        "verdict": report["verdict"] if report else None,
        "stale": report["stale"] if report else False,
        "rows": report["rows"] if report else 0,
        "counts": counts(findings),
        "findings": findings,
    }


def _marked(draft: Draft, findings: list[dict[str, Any]]) -> dict[str, Any]:
    """Give the marked workbook. Raises ``ValidationError`` where there is no file, or none that can be marked."""
    if not draft.original_sha:
        raise tk.ValidationError({"id": [_("There is no file to mark. Upload it again.")]})
    language = words.language()
    if draft.original_size > AT_ONCE_BYTES:
        return _by_worker(draft, language)
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "original", Path(folder) / "out" / "bertanda.xlsx"
        out.parent.mkdir()
        wiring.blobs().copy_to(draft.original_sha, path)
        limits = replace(marked.limits(), wall_seconds=WALL_SECONDS)
        kind = "clipboard" if draft.original_name == PASTED else None
        told = fence.mark(path, draft.original_name, findings, out, language, limits, kind)
        why = told["error"] or told["refusal"]
        if why:
            raise tk.ValidationError({"id": [why["message_en" if language == "en" else "message"]]})
        content = base64.b64encode(out.read_bytes()).decode("ascii")
    return _file(draft, content, told["only_list"])


def _by_worker(draft: Draft, language: str) -> dict[str, Any]:
    """Give what the worker made of a large file, or that it is being made."""
    made = marked.asked(draft, language)
    if why := made.get("why"):
        told = why.get("message_en" if language == "en" else "message")
        raise tk.ValidationError(
            {"id": [told or _("The marked workbook could not be made. Try again later.")]}
        )
    if "sha256" not in made:
        return {"filename": marked_name(draft.original_name), "making": True}
    content = b"".join(wiring.blobs().stream(made["sha256"]))
    return _file(draft, base64.b64encode(content).decode("ascii"), made["only_list"])


def _file(draft: Draft, content: str, only_list: bool) -> dict[str, Any]:
    return {"filename": marked_name(draft.original_name), "content": content, "only_list": only_list}


def marked_name(original: str) -> str:
    """Give the name of the marked workbook: that of the file with *bertanda* behind."""
    stem = original.rsplit(".", 1)[0].strip() or "berkas"
    return f"{stem[:150]} bertanda.xlsx"


ACTIONS = {satudata_intake_findings.__name__: satudata_intake_findings}
