"""What changed since the last round, and since the public edition: metadata, schema, rows, files. Nothing is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.ports import Round
from ...domain.intake.schema import key_of
from ...domain.review.model import Review
from ...domain.schemadiff import PropertyChange, SchemaDiff, schema_diff
from ...domain.worddiff import words
from ...ms_labels import expand
from ...words import field_label
from ...work import facts
from . import table_changes as rows_of
from .metadata import display
from .structure import change_shapes, form_changes
from .tables import titles, too_large

PENDING = {"pending": True, "same": False}
"""What is told of two large tables while they are compared."""


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

    @property
    def large(self) -> bool:
        """Whether no page may hold its table."""
        return too_large({"rows": self.rows, "schema": self.schema})


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
    """Counts of everything that differs in the rows, and the first of each kind; ``pending`` while it is computed."""
    key, called = tuple(key_of(now.schema)), {**titles(before.schema), **titles(now.schema)}
    if before.canonical_sha == now.canonical_sha or not (before.large or now.large):
        return rows_of.titled(rows_of.small(before.canonical_sha, now.canonical_sha, key), called)
    found = facts_of_difference(before, now)
    if found is None:
        return PENDING
    return rows_of.titled({name: part for name, part in found.items() if name != "file"}, called)


def facts_of_difference(before: Side, now: Side) -> Mapping[str, Any] | None:
    """What the worker knows of two large tables; None while it compares them."""
    key = list(key_of(now.schema))
    return facts.asked("difference", now.canonical_sha, before=before.canonical_sha, key=key)
