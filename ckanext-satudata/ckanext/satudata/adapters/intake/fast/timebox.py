"""A box of time for patterns: a pattern that goes astray on a text is stopped, wherever the kernel tells the time used."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class TooSlow(Exception):
    """A field's pattern took more time than all its texts may take."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@contextmanager
def boxed(field: str, seconds: float) -> Iterator[None]:
    """Raise ``TooSlow`` in the block when it uses more than ``seconds`` of processor time. Main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: Any) -> None:
        raise TooSlow(field)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
