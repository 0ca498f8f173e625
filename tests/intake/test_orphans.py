"""The child that reads a file ends with the worker that started it, however that one ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

READING = """
import sys
from pathlib import Path
from ckanext.satudata.adapters.intake import fence
fence.inspect(Path(sys.argv[1]), "besar.csv")
"""


def children_of(pid: int) -> list[int]:
    """Processes whose parent this is, by /proc."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(condition: Callable[[], object], seconds: float) -> bool:
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_the_child_dies_with_a_killed_worker(tmp_path: Path) -> None:
    file = tmp_path / "besar.csv"
    with file.open("w") as out:
        out.write("kode,nama,tahun,jumlah\n")
        out.writelines(f"99.01.{n % 8:02d},Kecamatan {n},2025,{n}\n" for n in range(400_000))
    worker = subprocess.Popen([sys.executable, "-c", READING, str(file)])
    assert until(lambda: children_of(worker.pid), 20)
    child = children_of(worker.pid)[0]
    time.sleep(1)
    assert alive(child), "the file was read too fast to show anything"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert until(lambda: not alive(child), 3)
