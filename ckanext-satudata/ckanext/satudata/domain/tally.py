"""Count what repeats within a window of time, without keeping more than a bounded number of counts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock


class Tally:
    """Counts per key within ``window``; keeps at most ``size`` keys, the oldest are forgotten first."""

    def __init__(self, window: timedelta = timedelta(minutes=1), size: int = 10_000) -> None:
        self.window = window
        self.size = size
        self._windows: OrderedDict[Hashable, tuple[datetime, int]] = OrderedDict()
        self._lock = Lock()

    def add(self, key: Hashable, now: datetime) -> int:
        """Count one more; gives how many there were since the window of this key began."""
        with self._lock:
            began, count = self._windows.get(key, (now, 0))
            if now - began >= self.window:
                began, count = now, 0
            if count == 0:
                self._windows.pop(key, None)
            self._windows[key] = (began, count + 1)
            if len(self._windows) > self.size:
                self._windows.popitem(last=False)
            return count + 1


def is_round(count: int) -> bool:
    """Whether the count is 1, 10, 100 …: lines at these tell how often, and a loop writes few of them."""
    return str(count).rstrip("0") == "1"
