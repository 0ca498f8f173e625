"""What changed since the last round, or since the public edition."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ckan.plugins.toolkit import _

from ... import wiring
from ...app.ports import Edition, Round
from ...domain.review.model import Review
from ...domain.tablediff import TableDiff, diff
from ...words import field_label

SHOWN = 100


def changes_against(review: Review, rounds: Sequence[Round], current: Edition | None) -> dict[str, Any]:
    """The difference of the running round to the previous one, or else to the public edition."""
    if not rounds:
        return {"against": None, "metadata": [], "table": None}
    now = rounds[-1].snapshot
    if len(rounds) > 1:
        before = rounds[-2].snapshot
        return _changes(_("round %(number)s") % {"number": rounds[-2].number}, before, now)
    if current is not None and review.base_edition:
        edition = wiring.unit().editions.get(review.dataset_id, review.base_edition)
        before = {
            "metadata": edition.metadata,
            "schema": edition.schema,
            "canonical_sha": edition.canonical_sha,
        }
        return _changes(_("edition %(number)s") % {"number": edition.number}, before, now)
    return {"against": None, "metadata": [], "table": None}


def _changes(against: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "against": against,
        "metadata": _metadata(before["metadata"], now["metadata"]),
        "table": _table(before, now),
    }


def _metadata(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = [*now, *(name for name in before if name not in now)]
    return [
        {"field": name, "label": field_label(name), "before": before.get(name), "after": now.get(name)}
        for name in names
        if before.get(name) != now.get(name)
    ]


def _table(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    if before["canonical_sha"] == now["canonical_sha"]:
        return {"added": 0, "removed": 0, "changed_rows": 0, "changed": [], "same": True}
    key = now["schema"].get("primaryKey") or []
    key = [key] if isinstance(key, str) else key
    found: TableDiff = diff(_rows(before["canonical_sha"]), _rows(now["canonical_sha"]), key, SHOWN)
    return {
        "added": found.added,
        "removed": found.removed,
        "changed_rows": found.changed_rows,
        "changed": [dict(vars(cell)) for cell in found.cells],
        "same": False,
    }


def _rows(sha256: str) -> list[dict[str, str]]:
    with wiring.blobs().open(sha256) as stream:
        return list(csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline="")))
