"""How the fence runs a child: forked from the nursery where one was opened, started anew everywhere else.

Both ways the child is the same: the same code, limits and sandbox, one job, and killed with its whole group.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Protocol

from .nursery import OUTCOME

NURSERY = "ckanext.satudata.adapters.intake.nursery"
STOPPED = "DIHENTIKAN"
LOOK_EVERY_SECONDS = 1.0
OnProgress = Callable[[dict[str, Any]], None]
Unwanted = Callable[[], bool]


class Running(Protocol):
    """A child that was begun."""

    stdout: IO[bytes]
    returncode: int | None

    def wait(self, seconds: float) -> bool:
        """Wait so long; tell whether it has ended."""

    def kill(self) -> None:
        """End it and all that it may have started, and wait until it is gone."""


class Started:
    """A child that was started anew."""

    def __init__(self, module: str, place: Path, errors: IO[bytes], environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, str(place)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=place.parent,
            env=dict(environment),
            start_new_session=True,
            close_fds=True,
        )
        assert self.process.stdout is not None  # noqa: S101 - it was asked for
        self.stdout: IO[bytes] = self.process.stdout

    @property
    def returncode(self) -> int | None:
        """How it ended."""
        return self.process.returncode

    def wait(self, seconds: float) -> bool:
        """Wait so long; tell whether it has ended."""
        try:
            self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """End it and all that it may have started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Forked:
    """A child forked from the nursery; ``hears`` is told its exit code."""

    def __init__(self, hears: socket.socket, stdout: IO[bytes]) -> None:
        self.hears, self.stdout = hears, stdout
        self.returncode: int | None = None
        self.ended = False

    def wait(self, seconds: float) -> bool:
        """Wait so long; tell whether it has ended. A nursery that is gone took its children with it."""
        if not self.ended:
            self.hears.settimeout(seconds)
            try:
                told = self.hears.recv(OUTCOME.size)
            except TimeoutError:
                return False
            self.ended = True
            self.returncode = OUTCOME.unpack(told)[0] if told else None
        return True

    def kill(self) -> None:
        """Let the nursery end it and all that it may have started."""
        with contextlib.suppress(OSError):
            self.hears.shutdown(socket.SHUT_WR)
        while not self.wait(1.0):
            continue
        self.hears.close()


class Door:
    """This process's way to its nursery."""

    def __init__(self) -> None:
        self.asks: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()

    def open(self, environment: Mapping[str, str]) -> None:
        """Start the nursery, unless it is there; it loads its libraries while this process goes on."""
        with self.lock:
            if self.process is not None and self.process.poll() is None:
                return
            self._close()
            mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with its:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", NURSERY],
                    stdin=its,
                    stdout=subprocess.DEVNULL,
                    env={**environment, "OPENBLAS_NUM_THREADS": "1"},
                    start_new_session=True,
                    close_fds=True,
                )
            self.asks = mine

    def close(self) -> None:
        """End the nursery and its children."""
        with self.lock:
            self._close()

    def _close(self) -> None:
        if self.asks is not None:
            self.asks.close()
        if self.process is not None:
            self.process.wait()
        self.asks = self.process = None

    def fork(self, place: Path, errors: IO[bytes], environment: Mapping[str, str]) -> Running | None:
        """Ask for a child; ``None`` where no nursery was opened, or it ended."""
        with self.lock:
            if self.asks is None or self.process is None or self.process.poll() is not None:
                return None
            hears, told = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            reads, writes = os.pipe()
            request = json.dumps({"place": str(place), "environment": dict(environment)}).encode()
            try:
                socket.send_fds(self.asks, [request], [told.fileno(), writes, errors.fileno()])
            except OSError:
                os.close(reads)
                hears.close()
                return None
            finally:
                told.close()
                os.close(writes)
        return Forked(hears, os.fdopen(reads, "rb"))


door = Door()


def watch(running: Running, seconds: float, on_progress: OnProgress | None, unwanted: Unwanted | None) -> str:
    """Hear a child's progress until it ends; kill it when time is up or nobody wants it any more.

    Gives ``""`` when it ended by itself, else why it was killed.
    """
    listener = threading.Thread(target=_listen, args=(running, on_progress), daemon=True)
    listener.start()
    deadline = time.monotonic() + seconds
    try:
        while True:
            left = deadline - time.monotonic()
            if running.wait(max(0.001, min(LOOK_EVERY_SECONDS, left))):
                return ""
            if left <= 0:
                return "WAKTU_HABIS"
            if unwanted is not None and unwanted():
                return STOPPED
    finally:
        running.kill()
        listener.join(timeout=5)
        running.stdout.close()


def _listen(running: Running, on_progress: OnProgress | None) -> None:
    for line in running.stdout:
        if on_progress is None or len(line) > 1000:
            continue
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict) and "stage" in told:
            on_progress(told)
