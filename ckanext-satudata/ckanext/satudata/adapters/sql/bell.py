"""A bell for workers: PostgreSQL tells at once that work was queued. Who misses it finds the row at the next look."""

from __future__ import annotations

import contextlib
import select
import time
from typing import Any

import psycopg2
import sqlalchemy as sa
from ckan.model import meta

CHANNEL = "satudata_work"
RING = sa.text(f"NOTIFY {CHANNEL}")
"""Rings when the transaction that queued work is committed, and not if it is not."""


class Bell:
    """Listens on a connection of its own; without one (a pooler between that cannot listen) it only waits."""

    def __init__(self) -> None:
        self.connection: Any = None

    def wait(self, seconds: float) -> bool:
        """Wait until the bell rings, at most so long; tell whether it rang."""
        try:
            if self.connection is None:
                self.connection = _listening()
                return True
            if not select.select([self.connection], [], [], seconds)[0]:
                return False
            self.connection.poll()
            rang = bool(self.connection.notifies)
            self.connection.notifies.clear()
            return rang
        except (psycopg2.Error, sa.exc.SQLAlchemyError, OSError):
            self.close()
            time.sleep(seconds)
            return False

    def close(self) -> None:
        """Hang up."""
        if self.connection is not None:
            with contextlib.suppress(psycopg2.Error):
                self.connection.close()
        self.connection = None


def _listening() -> Any:
    if meta.engine is None:
        raise RuntimeError("CKAN's database engine is not set up")
    pooled = meta.engine.raw_connection()
    connection = pooled.driver_connection
    pooled.detach()
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    return connection
