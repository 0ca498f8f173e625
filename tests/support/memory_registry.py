"""Code lists in memory: what ``app/registry/ports.py`` asks for, with transactions that roll back."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self

from ckanext.satudata.domain.registry.lists import CodeList
from ckanext.satudata.domain.review.model import Actor, NewEvent


class MemoryLists:
    """Imported versions by list; nothing is shipped."""

    def __init__(self) -> None:
        self.versions: dict[str, list[CodeList]] = {}

    def present(self, name: str) -> CodeList | None:
        return self.versions[name][-1] if self.versions.get(name) else None

    def alone(self) -> None:
        """One thread: nobody is waited for."""

    def add(
        self, one: CodeList, starts: date, counts: Mapping[str, int], filename: str, by: str, at: datetime
    ) -> None:
        held = self.versions.setdefault(one.about.name, [])
        if one.version != len(held) + 1:
            raise ValueError(f"version {one.version} follows {len(held)}")
        held.append(one)


class MemoryRecord:
    """What was told to the record."""

    def __init__(self) -> None:
        self.told: list[tuple[str, NewEvent]] = []

    def append(self, subject: str, event: NewEvent, actor: Actor, now: datetime, review_id: str) -> Any:
        self.told.append((subject, event))


class RegistryWorld:
    """What lasts from unit to unit."""

    def __init__(self) -> None:
        self.kept = (MemoryLists(), MemoryRecord())

    def unit(self) -> MemoryRegistryUnit:
        """A new unit of work."""
        return MemoryRegistryUnit(self)


class MemoryRegistryUnit:
    """Lists and record; leaving it without :meth:`commit` undoes everything."""

    def __init__(self, world: RegistryWorld) -> None:
        self.world = world
        self.lists, self.events = copy.deepcopy(world.kept)

    def __enter__(self) -> Self:
        self.lists, self.events = copy.deepcopy(self.world.kept)
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.lists, self.events = copy.deepcopy(self.world.kept)

    def commit(self) -> None:
        """Make everything of this unit true at once."""
        self.world.kept = copy.deepcopy((self.lists, self.events))
