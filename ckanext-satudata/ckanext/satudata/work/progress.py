"""What people see of a running piece of work."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from ..adapters.sql import beside
from ..adapters.sql import work as rows
from ..app.ports import Work

EVERY_SECONDS = 0.5


class Progress:
    """Writes progress (stage, rows, of) to the row of work, at most twice a second, on a connection of its own."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.last = 0.0

    def __call__(self, progress: Mapping[str, Any]) -> None:
        moment = time.monotonic()
        if moment - self.last < EVERY_SECONDS:
            return
        self.last = moment
        with beside.transaction() as connection:
            rows.show_progress(connection, self.work, progress)

    def unwanted(self) -> bool:
        """Tell whether the work was cancelled or taken over, and need not go on."""
        with beside.transaction() as connection:
            return not rows.held(connection, self.work)
