"""The first rows of a canonical CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from itertools import islice
from typing import Any

from ... import wiring

ROWS = 50


def preview(canonical_sha: str, schema: Mapping[str, Any], limit: int = ROWS) -> dict[str, Any]:
    """Fields (name, title, type, unit) and up to ``limit`` records as texts."""
    fields = [
        {
            "name": field["name"],
            "title": field.get("title") or field["name"],
            "type": field.get("type", "string"),
            "unit": field.get("unit", ""),
        }
        for field in schema.get("fields", ())
    ]
    return {"fields": fields, "records": records(canonical_sha, limit)}


def records(canonical_sha: str, limit: int) -> list[dict[str, str]]:
    """The first ``limit`` records of the file; an empty list when there is none."""
    if not canonical_sha:
        return []
    with wiring.blobs().open(canonical_sha) as stream:
        reader = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
        return list(islice(reader, limit))
