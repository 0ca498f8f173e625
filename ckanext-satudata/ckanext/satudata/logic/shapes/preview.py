"""Rows of a canonical CSV, page by page, and a summary of each column; the file is read as a stream."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from ... import wiring
from ...domain.figures.roles import NUMERIC
from ...domain.intake.schema import key_of
from ...domain.tablesummary import ColumnSummary, summarise
from ...work import facts
from .tables import opened, row_name, too_large

ROWS = 50


def preview(canonical_sha: str, schema: Mapping[str, Any], limit: int = ROWS) -> dict[str, Any]:
    """Fields (name, title, type, unit) and up to ``limit`` records as texts."""
    return {"fields": fields_of(schema), "records": records(canonical_sha, limit)}


def fields_of(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The columns as tables show them."""
    return [
        {
            "name": field["name"],
            "title": field.get("title") or field["name"],
            "type": field.get("type", "string"),
            "unit": field.get("unit", ""),
        }
        for field in schema.get("fields", ())
    ]


def records(canonical_sha: str, limit: int) -> list[dict[str, str]]:
    """The first ``limit`` records of the file; an empty list when there is none."""
    if not canonical_sha:
        return []
    with wiring.blobs().open(canonical_sha) as stream:
        reader = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
        return list(islice(reader, limit))


def page_of_rows(
    canonical_sha: str, schema: Mapping[str, Any], *, after: int, limit: int, q: str = ""
) -> dict[str, Any]:
    """Up to ``limit`` rows that follow row number ``after``, those with the text ``q`` in any cell.

    Each row carries its number (1 is the first), its texts, its key and the name people give it. ``next`` is the
    number to go on after, None at the end. Rows before and behind are read over, never kept.
    """
    key, wanted = key_of(schema), q.casefold()
    shown: list[dict[str, Any]] = []
    with opened(canonical_sha) as (header, rows):
        for number, row in enumerate(rows, 1):
            if number <= after or (wanted and not any(wanted in text.casefold() for text in row)):
                continue
            if len(shown) == limit:
                return {"rows": shown, "next": shown[-1]["number"] if shown else None}
            shown.append(_row(number, dict(zip(header, row, strict=True)), key))
    return {"rows": shown, "next": None}


def _row(number: int, values: dict[str, str], key: Sequence[str]) -> dict[str, Any]:
    row_key = {name: values.get(name, "") for name in key}
    return {"number": number, "values": values, "key": row_key, "name": row_name(values, key)}


def find_row(canonical_sha: str, row_key: Mapping[str, str]) -> tuple[int, dict[str, str]] | None:
    """Number and texts of the first row whose key columns hold these texts; None when there is none."""
    with opened(canonical_sha) as (header, rows):
        at = [(header.index(name), text) for name, text in row_key.items() if name in header]
        for number, row in enumerate(rows, 1):
            if len(at) == len(row_key) and all(row[i] == text for i, text in at):
                return number, dict(zip(header, row, strict=True))
    return None


def column_summaries(canonical_sha: str, schema: Mapping[str, Any], rows: int) -> list[dict[str, Any]] | None:
    """Of each column: type, how many cells are filled and empty, ends and middle of numbers, commonest texts.

    None while the worker counts a large table.
    """
    fields = {field["name"]: field for field in fields_of(schema)}
    numeric = frozenset(name for name, field in fields.items() if field["type"] in NUMERIC)
    unknown = {"type": "string", "unit": ""}
    if not too_large({"rows": rows, "schema": schema}):
        told = [facts.told_of_column(one) for one in _summarised(canonical_sha, numeric)]
    elif known := facts.asked("summary", canonical_sha, numeric=sorted(numeric)):
        told = known["columns"]
    else:
        return None
    return [{**fields.get(one["name"], {"title": one["name"], **unknown}), **one} for one in told]


@lru_cache(maxsize=64)
def _summarised(canonical_sha: str, numeric: frozenset[str]) -> tuple[ColumnSummary, ...]:
    """Kept, for a hash never changes."""
    with opened(canonical_sha) as (header, rows):
        return summarise(header, rows, numeric)
