"""Instances of the portal's services side by side: run, dev, test-<id>. Each holds a lock while it lives."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from devkit.paths import STATE


class AlreadyRunning(Exception):
    """Another process of this clone holds the instance."""

    def __init__(self, name: str, facts: dict[str, str]) -> None:
        super().__init__(name)
        self.name, self.facts = name, facts


def folder_of(name: str) -> Path:
    """Give the folder of the instance ``name``, made on first use."""
    folder = STATE / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def held(name: str) -> Iterator[Path]:
    """Hold the instance; the kernel lets go of it when this process ends, however it ends."""
    folder = folder_of(name)
    with (folder / "lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning(name, facts_of(name)) from None
        tell(name, pid=str(os.getpid()))
        try:
            yield folder
        finally:
            (folder / "facts.json").unlink(missing_ok=True)


def tell(name: str, **facts: str) -> None:
    """Note facts (pid, url) about the held instance for ``make stop`` and for a second start."""
    file = folder_of(name) / "facts.json"
    known = facts_of(name) if "pid" not in facts else {}
    file.write_text(json.dumps({**known, **facts}), encoding="utf-8")


def facts_of(name: str) -> dict[str, str]:
    """Give what the holder of the instance noted; empty when nothing is known."""
    try:
        found: dict[str, str] = json.loads((STATE / name / "facts.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def alive(name: str) -> bool:
    """Tell whether a living process holds the instance."""
    try:
        with (STATE / name / "lock").open("a+", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def stop(name: str, seconds: float = 40) -> bool:
    """Ask the holder to end and wait for it; False when nothing ran or it did not end in time."""
    facts = facts_of(name)
    if not alive(name) or "pid" not in facts:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(facts["pid"]), signal.SIGTERM)
    end = time.monotonic() + seconds
    while alive(name) and time.monotonic() < end:
        time.sleep(0.1)
    return not alive(name)
