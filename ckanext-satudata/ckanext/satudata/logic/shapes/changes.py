"""What changed since the last round, and since the public edition: metadata, schema, rows, files. Nothing is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.ports import Round
from ...domain.intake.schema import key_of
from ...domain.review.model import Review
from ...domain.schemadiff import PropertyChange, SchemaDiff, schema_diff
from ...domain.tablediff import RowAt, TableDiff, Values, diff
from ...domain.worddiff import words
from ...ms_labels import expand
from ...words import field_label
from .metadata import display
from .structure import change_shapes, form_changes
from .tables import RowNames, table_of, titles

SHOWN = 100
"""Rows and cells of each kind that the page lists; the download lists all."""


@dataclass(frozen=True)
class Side:
    """One of the two contents that are compared."""

    id: str
    label: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] = field(default_factory=dict)
    canonical_sha: str = ""
    rows: int = 0
    original: Mapping[str, Any] = field(default_factory=dict)


def side_of_round(round_: Round) -> Side:
    """What a round froze."""
    label = _("round %(number)s") % {"number": round_.number}
    return _side(f"round:{round_.number}", label, round_.snapshot)


def _side(name: str, label: str, content: Mapping[str, Any]) -> Side:
    return Side(
        id=name,
        label=label,
        metadata=expand(content.get("metadata", {})),
        schema=content.get("schema", {}),
        canonical_sha=content.get("canonical_sha", ""),
        rows=content.get("rows", 0),
        original=content.get("original") or {},
    )


def side_of_edition(dataset_id: str, number: int) -> Side:
    """A published edition, with the office's own file that it was read from."""
    unit = wiring.unit()
    edition = unit.editions.get(dataset_id, number)
    rounds = unit.reviews.rounds(edition.review_id)
    content = {
        "metadata": edition.metadata,
        "schema": edition.schema,
        "canonical_sha": edition.canonical_sha,
        "rows": edition.rows,
        "original": rounds[-1].snapshot.get("original") if rounds else {},
    }
    return _side(f"edition:{number}", _("edition %(number)s") % {"number": number}, content)


def choices_of(review: Review, rounds: Sequence[Round]) -> list[dict[str, str]]:
    """With what the running round can be compared, the most useful first."""
    found = []
    if len(rounds) > 1:
        before = rounds[-2].number
        found.append({"id": f"round:{before}", "label": _("round %(number)s") % {"number": before}})
    if review.base_edition:
        label = _("edition %(number)s") % {"number": review.base_edition}
        found.append({"id": f"edition:{review.base_edition}", "label": label})
    return found


def sides(review: Review, rounds: Sequence[Round], against: str) -> tuple[Side, Side] | None:
    """The two contents to compare; ``against`` is the id of a choice, empty for the first. None: nothing to compare.

    Raises ``ValidationError`` for what is no choice.
    """
    choices = [choice["id"] for choice in choices_of(review, rounds)]
    if against and against not in choices:
        raise tk.ValidationError(
            {"against": [_("This cannot be compared with: %(what)s.") % {"what": against}]}
        )
    chosen = against or next(iter(choices), "")
    if not chosen:
        return None
    kind, number = chosen.split(":")
    before = (
        side_of_round(next(one for one in rounds if one.number == int(number)))
        if kind == "round"
        else side_of_edition(review.dataset_id, int(number))
    )
    return before, side_of_round(rounds[-1])


def changes_against(review: Review, rounds: Sequence[Round], against: str = "") -> dict[str, Any]:
    """The difference of the running round to the previous one or the public edition, each part with its count."""
    choices = choices_of(review, rounds)
    pair = sides(review, rounds, against)
    if pair is None:
        return {"against": None, "against_id": "", "choices": choices, "metadata": [], "table": None}
    before, now = pair
    table = table_changes(before, now)
    schema = schema_changes(schema_diff(before.schema, now.schema), now.schema, before.schema)
    found = {
        "against": before.label,
        "against_id": before.id,
        "choices": choices,
        "metadata": metadata_changes(before.metadata, now.metadata),
        "unchanged": [
            field_label(name) for name in now.metadata if before.metadata.get(name) == now.metadata[name]
        ],
        "schema": schema,
        "form": change_shapes(form_changes(before.schema, now.schema)),
        "table": table,
        "files": files(before, now),
    }
    return {
        **found,
        "same": not (found["metadata"] or schema or not table["same"] or _new_file(found["files"])),
    }


def _new_file(found: Sequence[Mapping[str, Any]]) -> bool:
    return any(one["changed"] for one in found)


def metadata_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Field by field, with the words that went and came."""
    names = [*now, *(name for name in before if name not in now)]
    return [
        _field(name, before.get(name), now.get(name)) for name in names if before.get(name) != now.get(name)
    ]


def _field(name: str, before: Any, after: Any) -> dict[str, Any]:
    old, new = display(name, before), display(name, after)
    return {
        "field": name,
        "label": field_label(name),
        "before": before,
        "after": after,
        "parts": [dict(vars(part)) for part in words(old, new)],
    }


def schema_changes(
    found: SchemaDiff, schema: Mapping[str, Any], before: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """What changed in the structure, one line each."""
    called = {**titles(before), **titles(schema)}
    lines = [_line("added", called[one["name"]], "", "", one) for one in found.added]
    lines += [_line("removed", called[one["name"]], "", "", one) for one in found.removed]
    lines += [_property(change, called) for change in found.changed]
    if found.reordered:
        lines.append(_line("order", "", "", ", ".join(called[name] for name in found.order)))
    return lines


def _line(
    kind: str, column: str, before: str, after: str, what: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    return {"kind": kind, "column": column, "before": before, "after": after, "property": "", "field": what}


def _property(change: PropertyChange, called: Mapping[str, str]) -> dict[str, Any]:
    line = _line("changed", called.get(change.column, ""), _shown(change.before), _shown(change.after))
    return {
        **line,
        "property": change.name,
        "parts": [dict(vars(p)) for p in words(line["before"], line["after"])],
    }


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_shown(part)}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(part) for part in value)
    return "" if value is None else str(value)


def files(before: Side, now: Side) -> list[dict[str, Any]]:
    """The office's own file and the table made of it: name, size, checksum, before and now."""
    return [
        _file("original", before.original, now.original),
        _file("table", _canonical(before), _canonical(now)),
    ]


def _canonical(side: Side) -> dict[str, Any]:
    return (
        {"name": "", "size": None, "sha256": side.canonical_sha, "rows": side.rows}
        if side.canonical_sha
        else {}
    )


def _file(role: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    changed = before.get("sha256") != now.get("sha256") if before and now else bool(before) != bool(now)
    return {"role": role, "before": dict(before), "now": dict(now), "changed": changed}


def table_changes(before: Side, now: Side) -> dict[str, Any]:
    """Counts of everything that differs in the rows, and the first of each kind."""
    key, called = tuple(key_of(now.schema)), {**titles(before.schema), **titles(now.schema)}
    found = _compared(before.canonical_sha, now.canonical_sha, key)
    cells = [{**cell, "title": called.get(cell["column"], cell["column"])} for cell in found["changed"]]
    columns = {
        name: [called.get(one, one) for one in found[name]] for name in ("columns_added", "columns_removed")
    }
    return {**found, "changed": cells, **columns}


@lru_cache(maxsize=64)
def _compared(before: str, now: str, key: Values) -> dict[str, Any]:
    """Kept, for a hash never changes; callers copy what they change."""
    if before == now:
        return _told(TableDiff(key, (), ()), RowNames(key, ()))
    old, new = table_of(before), table_of(now)
    return _told(diff(old, new, key), RowNames(key, (old, new)))


def _told(found: TableDiff, names: RowNames) -> dict[str, Any]:
    def name(place: tuple[Values, int]) -> str:
        called = names.of(place[0]) if found.key else " / ".join(text for text in place[0] if text)
        return called if not place[1] else f"{called} ({place[1] + 1})"

    def row(one: RowAt) -> dict[str, Any]:
        return {"key": name(one.place), "values": dict(zip(found.after, one.values, strict=True))}

    return {
        "same": found.same,
        "added": len(found.added),
        "removed": len(found.removed),
        "changed_rows": len(found.changed),
        "cells": found.cells,
        "moved": len(found.moved),
        "columns_added": found.columns_added,
        "columns_removed": found.columns_removed,
        "columns_reordered": found.columns_reordered,
        "added_rows": [row(one) for one in found.added[:SHOWN]],
        "removed_rows": [
            {"key": name(place), "values": dict(zip(found.before, values, strict=True))}
            for place, values in found.removed[:SHOWN]
        ],
        "moved_rows": [name(one.place) for one in found.moved[:SHOWN]],
        "changed": list(_cells(found, name, SHOWN)),
    }


def _cells(found: TableDiff, name: Any, limit: int) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = []
    for row in found.changed:
        if len(cells) >= limit:
            break
        keyed = dict(zip(found.key, row.place[0], strict=True)) if found.key else {}
        cells += [
            {
                "key": name(row.place),
                "row_key": keyed,
                "column": cell.column,
                "before": cell.before,
                "after": cell.after,
                "percent": None if cell.percent is None else f"{cell.percent:f}",
            }
            for cell in row.cells
        ]
    return cells[:limit]
