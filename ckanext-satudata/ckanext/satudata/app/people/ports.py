"""What the use cases about people need from the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from ...domain.people.assignment import Assignment
from ..ports import Events


@dataclass(frozen=True)
class Names:
    """How the people and the office of an assignment are called today: login, shown name, title of the office."""

    login: str
    shown: str
    office: str


class Assignments(Protocol):
    """Assignments; none is ever deleted."""

    def lock(self) -> None:
        """Make other writers of assignments wait until this transaction ends."""

    def all(self) -> Sequence[Assignment]: ...
    def get(self, assignment_id: str) -> Assignment: ...
    def add(self, assignment: Assignment) -> None: ...
    def end(self, assignment: Assignment) -> None: ...
    def names(self, assignment: Assignment) -> Names: ...


class PeopleUnit(Protocol):
    """One transaction over assignments and their record."""

    assignments: Assignments
    events: Events

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def commit(self) -> None: ...
