"""The process that children are forked from: ``python -m ckanext.satudata.adapters.intake.nursery``, standard input a socket.

It has loaded the libraries and checked a table of its own making, which has them load what they load late; it never opens
an upload, a job or a result. Every child is forked from it
before it has seen any data, takes the same things away from itself as a child that was started anew, does one job and
ends. A request is JSON (``place`` of the job, ``environment``) with three descriptors: a socket of its own, standard
output, standard error. The socket hears the exit code; when its other end closes, the child is killed. When standard
input closes, all children are killed and this process ends.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import struct
import sys
import tempfile
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ...app.intake.check import Job, check_opened
from ...app.intake.inspect import inspect_and_keep
from ...domain.intake.limits import Limits
from . import child
from .reader import FileReader
from .shelf import FolderShelf, sha256_of

MOST_BYTES = 65_536
LOADED = ("frictionless_check", "fast.screening", "fast.columnar_route", "fast.stream_route", "marked")
REHEARSED = """Kecamatan,Tanggal,Tahun,Jumlah,Luas (ha),Keterangan
Wanasari,2025-01-31,2025,1.250,"12,5",baik
Karangjati,2025-02-28,2025,1.751,"7,25",-
Cempaka Barat,2025-03-31,2025,904,"31,0",cukup
"""
OUTCOME = struct.Struct("i")


@dataclass(frozen=True)
class _Born:
    """A child that runs, and the socket that hears how it ended."""

    pid: int
    hears: socket.socket


class Nursery:
    """Forks a child for every request and tells how each ended."""

    def __init__(self, asks: socket.socket) -> None:
        self.asks = asks
        self.born: dict[int, _Born] = {}
        self.waits = selectors.DefaultSelector()

    def run(self) -> None:
        """Serve until nobody can ask any more."""
        self.waits.register(self.asks, selectors.EVENT_READ)
        woken, wakes = socket.socketpair()
        woken.setblocking(False)
        wakes.setblocking(False)
        signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda _signal, _frame: None)
        self.waits.register(woken, selectors.EVENT_READ)
        while True:
            for key, _ in self.waits.select():
                if key.fileobj is self.asks and not self._serve():
                    return self._end()
                if key.fileobj is woken:
                    with suppress(BlockingIOError):
                        woken.recv(4096)
                elif isinstance(key.data, _Born):
                    self._unwanted(key.data)
            self._reap()

    def _serve(self) -> bool:
        """Fork the child of one request; ``False`` when there will be none any more."""
        message, descriptors, _, _ = socket.recv_fds(self.asks, MOST_BYTES, 3)
        if not message:
            return False
        request = json.loads(message)
        hears, out, errors = descriptors
        pid = os.fork()
        if pid == 0:
            _live(request, out, errors)
        os.close(out)
        os.close(errors)
        born = _Born(pid, socket.socket(fileno=hears))
        self.born[pid] = born
        self.waits.register(born.hears, selectors.EVENT_READ, born)
        return True

    def _unwanted(self, born: _Born) -> None:
        """Kill a child whose asker closed its end; how it ended is told when it is reaped."""
        if born.pid in self.born:
            self.waits.unregister(born.hears)
            _kill(born.pid)

    def _reap(self) -> None:
        """Tell how children ended. The group is killed while its number cannot yet belong to anybody else."""
        for pid in list(self.born):
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            _kill(pid)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            born = self.born.pop(pid)
            with suppress(KeyError):
                self.waits.unregister(born.hears)
            with suppress(OSError):
                born.hears.send(OUTCOME.pack(code))
            born.hears.close()

    def _end(self) -> None:
        for pid in self.born:
            _kill(pid)
        for pid in self.born:
            os.waitpid(pid, 0)


def _kill(pid: int) -> None:
    """End a child and all that it may have started; it may not have become a group of its own yet."""
    for end in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)


def _live(request: dict[str, object], out: int, errors: int) -> None:
    """Be the child: keep nothing of the nursery but what is loaded, do the job, end."""
    code = 1
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (out, 1), (errors, 2)):
            os.dup2(source, target)
        os.closerange(3, min(os.sysconf("SC_OPEN_MAX"), MOST_BYTES))
        os.environ.clear()
        os.environ.update(dict(request["environment"]))  # type: ignore[call-overload]
        tempfile.tempdir = None
        place = str(request["place"])
        os.chdir(Path(place).parent)
        code = child.main([place])
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def load() -> None:
    """Load what children need, and keep it from being copied when they look after their memory."""
    for name in LOADED:
        __import__(f"{__package__}.{name}")
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        _rehearse(Path(folder))
    gc.collect()
    gc.disable()
    gc.freeze()


def _rehearse(folder: Path) -> None:
    """Read and check a table of three rows: libraries load parts of themselves, and patterns are made, at the first use."""
    from .frictionless_check import FrictionlessArbiter

    upload = folder / "contoh.csv"
    upload.write_text(REHEARSED, encoding="utf-8")
    lists, limits = child.reference("99.01"), Limits()
    container = {"filename": upload.name, "sha256": sha256_of(upload), "bytes": len(REHEARSED)}
    context = {"home": "99.01", "today": "2026-01-01"}
    found, seen = inspect_and_keep(FileReader(upload, upload.name, limits), container, lists, context)
    if seen is not None:
        job = Job(container, found["proposal"], None, context, "")
        arbiter, shelf = FrictionlessArbiter(folder, limits.error_limit), FolderShelf(folder, None)
        check_opened(seen, job, lists, arbiter, shelf, lambda *_told: None)


def main() -> int:
    """Load, then serve whoever holds the other end of standard input."""
    asks = socket.socket(fileno=os.dup(0))
    load()
    Nursery(asks).run()
    return 0


if __name__ == "__main__":
    os._exit(main())  # libraries that tidy up at the end talk about it, and there is nothing to tidy up
