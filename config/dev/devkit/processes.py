"""Child processes that never outlive the program that started them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
PAUSE_BEFORE_RESTART = 5.0
LIBC = ctypes.CDLL(None, use_errno=True)


class Stopped(BaseException):
    """The user (Ctrl-C) or the system (SIGTERM, SIGHUP) asks this program to end."""


class ChildFailed(Exception):
    """A child ended although it should run, or never became ready."""

    def __init__(self, name: str, why: str, log: Path) -> None:
        super().__init__(f"{name}: {why}")
        self.name, self.why, self.log = name, why, log
        self.step = ""


@dataclass(frozen=True)
class Spec:
    """What to start and how to end it. ``restart``: start it again when it ends by itself."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    user: str | None
    cwd: Path
    stop_signal: signal.Signals
    patience: float
    restart: bool


@dataclass
class Child:
    """One running child and where it writes."""

    spec: Spec
    process: subprocess.Popen[bytes]
    log: Path
    since: float

    @property
    def name(self) -> str:
        """The name it was started under."""
        return self.spec.name

    def stop(self) -> None:
        """Ask the child to end, and end its whole process group when it does not in time."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(self.spec.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(self.spec.patience)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """Starts children in process groups of their own and stops them in reverse order."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.children: list[Child] = []
        logs.mkdir(parents=True, exist_ok=True)

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        user: str | None = None,
        cwd: Path = Path("/"),
        stop_signal: signal.Signals = signal.SIGTERM,
        patience: float = 8,
        restart: bool = False,
    ) -> Child:
        """Start ``command``; its output goes to ``<logs>/<name>.log``."""
        words = tuple(str(part) for part in command)
        child = self._spawn(Spec(name, words, env or {}, user, cwd, stop_signal, patience, restart), "wb")
        self.children.append(child)
        return child

    def _spawn(self, spec: Spec, mode: str) -> Child:
        log = self.logs / f"{spec.name}.log"
        with log.open(mode) as out:
            process = subprocess.Popen(
                spec.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **spec.env},
                cwd=spec.cwd,
                start_new_session=True,
                preexec_fn=dies_with_parent(spec.stop_signal),
                **as_user(spec.user),
            )
        return Child(spec, process, log, time.monotonic())

    def stop(self, child: Child) -> None:
        """Stop one child."""
        child.stop()
        self.children.remove(child)

    def stop_all(self) -> None:
        """Stop every child, the last started first."""
        while self.children:
            self.children.pop().stop()

    def watch(self) -> None:
        """Start again what ended and may; raise ChildFailed for what must not end."""
        for place, child in enumerate(self.children):
            code = child.process.poll()
            if code is None:
                continue
            if not child.spec.restart:
                raise ChildFailed(child.name, f"ended with code {code}", child.log)
            if time.monotonic() - child.since > PAUSE_BEFORE_RESTART:
                self.children[place] = self._spawn(child.spec, "ab")

    def wait_until(self, child: Child, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until ``ready()``; raise ChildFailed when the child ends or the time is over."""
        end = time.monotonic() + seconds
        while not ready():
            code = child.process.poll()
            if code is not None:
                raise ChildFailed(child.name, f"ended with code {code}", child.log)
            if time.monotonic() > end:
                raise ChildFailed(child.name, f"not ready after {seconds:.0f} s", child.log)
            time.sleep(0.1)


def dies_with_parent(signum: signal.Signals) -> Callable[[], None]:
    """Let the kernel send ``signum`` to the child when its parent is gone, even by SIGKILL."""
    return lambda: LIBC.prctl(PR_SET_PDEATHSIG, int(signum)) and None


def as_user(name: str | None) -> dict[str, Any]:
    """Arguments of Popen that make the child run as the system user ``name``."""
    if name is None:
        return {}
    entry = pwd.getpwnam(name)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def free_port() -> int:
    """Give a loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Tell whether somebody listens on the loopback ``port``."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Turn the signals that ask for an end into Stopped, once; later ones are ignored while stopping."""

    def stop(signum: int, frame: object) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.signal(each, stop) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def port_is_free(port: int) -> bool:
    """Tell whether a server could listen on the loopback ``port`` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
