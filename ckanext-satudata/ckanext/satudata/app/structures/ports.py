"""What the use cases of structures need from the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self

from ...domain.structure.model import Structure, from_schema
from ..ports import Unit


@dataclass(frozen=True)
class Version:
    """One version of a structure as it was saved. ``number`` counts versions from 1; ``breaking``: files or readers of
    the version before may not fit it."""

    structure_id: str
    number: int
    version: str
    title: str
    schema: Mapping[str, Any]
    note: str
    source: str
    breaking: bool
    by_user: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """A structure and its newest version. ``owner_org`` is empty for one that all offices share."""

    id: str
    name: str
    owner_org: str
    number: int
    newest: Version

    def structure(self, of: Version | None = None) -> Structure:
        """The structure as a value, by default in its newest version."""
        chosen = of or self.newest
        return from_schema(
            chosen.schema, id=self.id, name=self.name, title=chosen.title, version=chosen.version
        )


class Structures(Protocol):
    """Structures and their versions."""

    def get(self, structure_id: str, *, lock: bool = False) -> Entry: ...
    def version(self, structure_id: str, version: str) -> Version: ...
    def versions(self, structure_id: str) -> Sequence[Version]: ...
    def free_name(self, wanted: str) -> str: ...
    def add(self, entry: Entry) -> None: ...
    def append(self, version: Version) -> None: ...


class StructureUnit(Protocol):
    """One transaction over structures."""

    structures: Structures

    def __enter__(self) -> Self: ...
    def __exit__(self, *error: Any) -> None: ...
    def commit(self) -> None: ...


class FollowingUnit(Unit, Protocol):
    """One transaction over drafts and the structures they follow."""

    structures: Structures
