"""The lock of published datasets: opened for one package, inside the transaction of publication only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text

from .locks import OPEN_LOCK, READ_LOCK


@contextmanager
def opened(session: Any, package_id: str) -> Iterator[None]:
    """Let this transaction write the package ``package_id`` until the block ends; its end closes the lock as well."""
    session.flush()
    session.execute(text(OPEN_LOCK), {"package_id": package_id})
    yield
    session.flush()
    session.execute(text(OPEN_LOCK), {"package_id": ""})


def opened_for(session: Any) -> str:
    """Give the id of the package this transaction may write, or ``""``."""
    return str(session.execute(text(READ_LOCK)).scalar() or "")
