"""The lock of published datasets: opened for one package, inside the transaction of publication only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from ..model.locks import OPEN_LOCK, READ_LOCK


def open_lock(session: Any, package_id: str) -> None:
    """Let this transaction write the package ``package_id``; the end of the transaction closes the lock again."""
    session.execute(text(OPEN_LOCK), {"package_id": package_id})


def close_lock(session: Any) -> None:
    """Close the lock before the transaction ends."""
    session.flush()
    session.execute(text(OPEN_LOCK), {"package_id": ""})


def opened_for(session: Any) -> str:
    """Give the id of the package this transaction may write, or ``""``."""
    return str(session.execute(text(READ_LOCK)).scalar() or "")
