"""What helps whoever decides: proofs, cells to compare, the newest period, and what will become public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk

from ... import wiring
from ...app.ports import Round
from ...codes import label as code_label
from ...domain.draft import Report
from ...domain.review.model import Review, Status, Subject
from ...domain.review.policy import final_gate
from ...domain.sop import Sop
from ...words import language
from .growth import growth_of, jumps_of
from .metadata import display
from .proofs import cells_to_compare, proofs_of
from .tables import too_large

OPEN_ACCESS = "terbuka"


def judging(
    review: Review,
    sop: Sop,
    rounds: Sequence[Round],
    report: Report | None,
    remarks: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Everything a reviewer looks at before the content itself."""
    content = rounds[-1].snapshot if rounds else {}
    answers = (content.get("recipe") or {}).get("confirmed", {})
    findings = report.findings if report else ()
    deciding = review.status is Status.IN_REVIEW and bool(rounds)
    return {
        "proofs": proofs_of(review, content, report, remarks) if rounds else [],
        "cells": cells_to_compare(review, content, rounds) if deciding else [],
        "growth": None
        if too_large(content)
        else growth_of(
            content.get("canonical_sha", ""),
            content.get("schema", {}),
            str(content.get("metadata", {}).get("ukuran", "")),
            answers,
        ),
        "jumps": jumps_of(findings, answers),
        "public": becomes_public(review, content) if deciding and _last(review, sop) else None,
    }


def _last(review: Review, sop: Sop) -> bool:
    return final_gate(sop, sop.step(review.step)) and review.subject is not Subject.RETRACTION


def becomes_public(review: Review, content: Mapping[str, Any]) -> dict[str, Any]:
    """Exactly what the public gets once this gate approves: words, file, licence, access, address, digest."""
    metadata = content.get("metadata", {})
    name = wiring.packages().public_name(review.dataset_id, str(metadata.get("title", "")))
    licence = str(metadata.get("license_id", ""))
    return {
        "title": metadata.get("title", ""),
        "notes": metadata.get("notes", ""),
        "edition": review.base_edition + 1,
        "rows": content.get("rows", 0),
        "columns": len(content.get("schema", {}).get("fields", ())),
        "sha256": content.get("canonical_sha", ""),
        "licence": code_label("lisensi", licence, language()),
        "access": display("klasifikasi_akses", metadata.get("klasifikasi_akses")),
        "data_public": metadata.get("klasifikasi_akses") == OPEN_ACCESS,
        "address": tk.h.url_for("dataset.read", id=name, qualified=True),
        "digest": review.content_digest,
        "release_on": review.release_on.isoformat() if review.release_on else None,
        "first_day": wiring.today().isoformat(),
    }
