"""The unit of work: one transaction of CKAN's session over every port."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from sqlalchemy.orm import Session


class SqlUnit:
    """Ports that share one session; leaving it without :meth:`commit` undoes everything."""

    def __init__(self, session: Session, ports: dict[str, Any]) -> None:
        self.session = session
        self.__dict__.update(ports)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.rollback()

    def commit(self) -> None:
        """Make everything of this unit true at once."""
        self.session.commit()
