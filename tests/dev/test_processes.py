"""Children end with their parent, in whatever way it ends; a lock of a killed process means nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from devkit import instances
from devkit.processes import ChildFailed, Supervisor, free_port, port_is_free

DEV = Path(__file__).resolve().parents[2] / "config" / "dev"
PARENT = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from devkit.processes import Stopped, Supervisor, stoppable
supervisor = Supervisor(Path(sys.argv[2]))
with stoppable():
    try:
        # a child that ignores the polite signal and has a child of its own
        child = supervisor.start("stubborn", ["sh", "-c", "trap '' TERM; sleep 300 & echo $! >&2; wait; wait"], patience=1)
        print(child.process.pid, flush=True)
        time.sleep(300)
    except Stopped:
        pass
    finally:
        supervisor.stop_all()
"""
HOLDER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from devkit import instances
instances.STATE = Path(sys.argv[2])
with instances.held("run"):
    print("held", flush=True)
    time.sleep(300)
"""


def alive(pid: int) -> bool:
    """Tell whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def soon(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Wait until ``condition`` holds; False when it does not in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def begin(script: str, folder: Path) -> subprocess.Popen[str]:
    """Start a program of this file in a process of its own."""
    command = [sys.executable, "-c", script, str(DEV), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    """Give the first line that a process prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_parent_leaves_no_child_nor_grandchild(tmp_path: Path, ending: signal.Signals) -> None:
    parent = begin(PARENT, tmp_path)
    child = int(first_line(parent))
    log = tmp_path / "stubborn.log"
    assert soon(lambda: log.read_text().strip().isdecimal())
    grandchild = int(log.read_text())
    parent.send_signal(ending)
    parent.wait(10)
    assert not alive(child)
    assert soon(lambda: not alive(grandchild))


def test_a_killed_parent_takes_its_child_along(tmp_path: Path) -> None:
    script = PARENT.replace("trap '' TERM; ", "exec ").replace(
        "sleep 300 & echo $! >&2; wait; wait", "sleep 300"
    )
    parent = begin(script, tmp_path)
    child = int(first_line(parent))
    assert soon(lambda: alive(child))
    parent.kill()
    parent.wait(10)
    assert soon(lambda: not alive(child))


def test_a_lock_of_a_killed_process_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instances, "STATE", tmp_path)
    holder = begin(HOLDER, tmp_path)
    assert first_line(holder) == "held"
    with pytest.raises(instances.AlreadyRunning), instances.held("run"):
        pass
    assert instances.alive("run")
    holder.kill()
    holder.wait(10)
    assert not instances.alive("run")
    with instances.held("run"):
        assert instances.facts_of("run")["pid"] == str(os.getpid())


def test_a_child_that_ends_is_told_with_its_log(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path)
    child = supervisor.start("brief", ["sh", "-c", "echo no disk; exit 3"])
    child.process.wait(5)
    with pytest.raises(ChildFailed, match="brief: ended with code 3") as told:
        supervisor.watch()
    assert told.value.log.read_text() == "no disk\n"


def test_a_child_that_may_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devkit.processes.PAUSE_BEFORE_RESTART", 0)
    supervisor = Supervisor(tmp_path)
    first = supervisor.start("worker", ["sleep", "300"], restart=True)
    first.process.kill()
    first.process.wait(5)
    supervisor.watch()
    second = supervisor.children[0]
    try:
        assert second.process.pid != first.process.pid
        assert second.process.poll() is None
    finally:
        supervisor.stop_all()


def test_a_taken_port_is_not_free() -> None:
    import socket

    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert not port_is_free(port)
