"""Named steps with their progress and time. A step that fails says which, why, and what to do."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from devkit.paths import LOGS, ROOT, relative
from devkit.processes import ChildFailed, dies_with_parent

TAIL = 15


class StepFailed(Exception):
    """A step could not be done: why (a few lines), and what the user can do about it."""

    def __init__(self, why: str, remedy: str, log: Path | None = None) -> None:
        super().__init__(why)
        self.why, self.remedy, self.log = why, remedy, log
        self.step = ""


@dataclass
class Progress:
    """Counts the steps of one command and keeps downloads apart from the rest of the time."""

    total: int
    done: int = 0
    downloading: float = 0.0
    began: float = field(default_factory=time.monotonic)

    def step(self, name: str, *, download: bool = False) -> Step:
        """Begin the next step; use the result in a ``with`` statement."""
        self.done += 1
        return Step(self, name, download)

    def elapsed(self) -> str:
        """Tell the time since the start, downloads apart."""
        whole = time.monotonic() - self.began
        apart = f", {self.downloading:.0f} s of it downloads and installation" if self.downloading > 1 else ""
        return f"{whole:.0f} s{apart}"


@dataclass
class Step:
    """One step: prints its name at the start, its time or outcome at the end."""

    progress: Progress
    name: str
    download: bool
    note: str = ""
    began: float = 0.0

    def __enter__(self) -> Step:
        self.began = time.monotonic()
        head = f"[{self.progress.done}/{self.progress.total}] {self.name} "
        print(f"{head:.<34} ", end="", flush=True)
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        took = time.monotonic() - self.began
        if self.download and not self.note:
            self.progress.downloading += took
        if error is None:
            print(self.note or f"{took:.0f} s", flush=True)
            return
        print("stopped" if not isinstance(error, Exception) else "FAILED", flush=True)
        if isinstance(error, StepFailed | ChildFailed):
            error.step = self.name

    def already(self, note: str = "already there") -> None:
        """Say that nothing had to be done."""
        self.note = note


def call(
    name: str,
    command: Sequence[str | Path],
    remedy: str,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    seconds: float = 1800,
) -> str:
    """Run a command to its end with output in ``.satudata/logs/<name>.log``; give that output.

    Raises StepFailed with the last lines of the output.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    words = [str(part) for part in command]
    try:
        with log.open("wb") as out:
            done = subprocess.run(
                words,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=cwd,
                timeout=seconds,
                check=False,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )
    except subprocess.TimeoutExpired:
        raise StepFailed(f"{words[0]} did not end within {seconds:.0f} s", remedy, log) from None
    except OSError as error:
        raise StepFailed(f"{words[0]} could not be started: {error.strerror}", remedy) from None
    if done.returncode:
        raise StepFailed(f"`{' '.join(words[:4])}` ended with code {done.returncode}", remedy, log)
    return log.read_text(encoding="utf-8", errors="replace")


def explain(error: StepFailed | ChildFailed) -> None:
    """Print what a user needs to know about a failed step, or about a process that ended by itself."""
    remedy = error.remedy if isinstance(error, StepFailed) else "Start again; if it stays, the log says why."
    if error.step:
        print(f"\nStep: {error.step}", file=sys.stderr)
    print(f"Why:  {error}", file=sys.stderr)
    if error.log is not None and error.log.exists():
        lines = error.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:]
        print(f"      The end of {relative(error.log)}:", file=sys.stderr)
        for line in lines:
            print(f"        {line}", file=sys.stderr)
    print(f"Do:   {remedy}", file=sys.stderr)
