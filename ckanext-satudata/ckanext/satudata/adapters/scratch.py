"""A folder of a worker's own for files it needs for a while; what a killed worker left there, the next one removes."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "satudata-worker-"


@contextmanager
def own() -> Iterator[Path]:
    """Let every temporary file of this process lie in one folder, removed at the end; remove those of the dead first.

    The kernel's lock on a folder tells that its worker lives: it ends with the process, however that ends.
    """
    base = Path(tempfile.gettempdir())
    remove_left(base)
    begun = Path(tempfile.mkdtemp(prefix=f".{PREFIX}", dir=base))
    handle = _locked(begun)
    folder = base / begun.name.removeprefix(".")
    begun.rename(folder)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def remove_left(base: Path) -> None:
    """Remove the folders of workers that are no more; those of other users are left alone."""
    for folder in base.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            handle = _locked(folder)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(handle)


def _locked(folder: Path) -> int:
    """Open a folder and lock it; raises OSError when a living process holds it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle
