"""What a worker puts on disk for a while: gone with it, and gone after it was killed, while those that live keep theirs."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ckanext.satudata.adapters import scratch

WORKER = """
import sys, tempfile, time
tempfile.tempdir = sys.argv[1]
from ckanext.satudata.adapters import scratch
with scratch.own():
    with tempfile.TemporaryDirectory(prefix="paket-") as folder:
        open(folder + "/rahasia.csv", "w").write("belum terbit")
        print(folder, flush=True)
        time.sleep(60)
"""


def worker(base: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that holds a folder with a file in it."""
    started = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(base)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert started.stdout is not None
    return started, Path(started.stdout.readline().strip())


def test_what_a_killed_worker_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (dead, left), (alive, kept) = worker(tmp_path), worker(tmp_path)
    (tmp_path / f"{scratch.PREFIX}tautan").symlink_to("/")
    try:
        assert left.parent.parent == tmp_path and list(left.iterdir())
        dead.send_signal(signal.SIGKILL)
        dead.wait()
        assert list(left.iterdir())
        scratch.remove_left(tmp_path)
        assert not left.parent.exists()
        assert list(kept.iterdir())
    finally:
        for one in (dead, alive):
            one.kill()
            one.wait()


def test_all_temporary_files_lie_in_the_folder_and_go_with_it() -> None:
    before = tempfile.gettempdir()
    with scratch.own() as folder:
        assert Path(tempfile.mkdtemp()).parent == folder
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists() and tempfile.gettempdir() == before
