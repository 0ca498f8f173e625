"""Which inferred values are written into a draft: never over what a person wrote or emptied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .infer import Proposal
from .model import is_empty, parts_of

BY_PERSON = "by_person"


def merged(kept: Mapping[str, Any], found: Mapping[str, Proposal]) -> dict[str, Any]:
    """The draft's notes on what was inferred, with what was found now.

    What the last edition told stays told by it; that a person changed a field is never forgotten.
    """
    notes = {name: dict(note) for name, note in kept.items()}
    for name, proposal in found.items():
        old = notes.get(name, {})
        if old.get("from") == "edisi" or old.get(BY_PERSON):
            continue
        notes[name] = proposal.as_dict()
    return notes


def to_write(
    package: Mapping[str, Any], kept: Mapping[str, Any], found: Mapping[str, Proposal]
) -> dict[str, Any]:
    """Values for the draft: where it holds nothing, and where it holds what was inferred before.

    ``kept``: the notes before this inference. A field that a person changed is left alone, also when it was emptied.
    """
    new = {}
    for name, proposal in found.items():
        old = kept.get(name, {})
        if old.get(BY_PERSON) or old.get("from") == "edisi":
            continue
        stored = package.get(name)
        if is_empty(stored) or (same(stored, old.get("value")) and not same(stored, proposal.value)):
            new[name] = proposal.value
    return new


def changed_by_person(kept: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The notes with the mark that a person changed these fields."""
    return {**kept, **{name: {**kept.get(name, {}), BY_PERSON: True} for name in names}}


def same(one: Any, other: Any) -> bool:
    """Tell whether two values read the same, a list as the set of its parts."""
    return _parts(one) == _parts(other)


def _parts(value: Any) -> list[str]:
    return sorted(part.replace("\r\n", "\n") for part in parts_of(value))
