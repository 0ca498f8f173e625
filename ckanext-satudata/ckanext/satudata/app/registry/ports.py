"""What the use cases of code lists ask of the outside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from ...domain.registry.lists import CodeList
from ...domain.review.model import Actor, NewEvent


class Lists(Protocol):
    """Code lists, shipped and imported."""

    def present(self, name: str) -> CodeList | None:
        """The version that holds; None when there is no such list."""
        ...

    def alone(self) -> None:
        """Importers wait for each other until the transaction ends."""
        ...

    def add(
        self, one: CodeList, starts: date, counts: Mapping[str, int], filename: str, by: str, at: datetime
    ) -> None:
        """Keep a new version."""
        ...


class Events(Protocol):
    """The append-only record."""

    def append(self, subject: str, event: NewEvent, actor: Actor, now: datetime, review_id: str) -> Any: ...


class RegistryUnit(Protocol):
    """One transaction over code lists and the record."""

    lists: Lists
    events: Events

    def __enter__(self) -> RegistryUnit: ...
    def __exit__(self, kind: Any, error: Any, trace: Any) -> None: ...
    def commit(self) -> None: ...
