"""The unit of work: one transaction of CKAN's session over every port."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from sqlalchemy.orm import Session


class SqlUnit:
    """Ports that share one session. ``wake`` is called after the commit with the work rows it added."""

    def __init__(
        self, session: Session, ports: dict[str, Any], wake: Callable[[Sequence[tuple[int, str]]], None]
    ) -> None:
        self.session = session
        self.wake = wake
        self.__dict__.update(ports)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.rollback()

    def commit(self) -> None:
        self.session.commit()
        added, self.work.added = self.work.added, []
        if added:
            self.wake(added)
