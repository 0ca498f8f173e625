"""What the child takes away from itself before it touches a file: memory, time, disk, network, programs.

Network: a name space of its own where the kernel allows it; besides, an audit hook refuses every socket, every new
process, every write outside the folders that were given and every look at files that are neither given nor part of a
library, and cannot be removed again.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...domain.intake.limits import Limits

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_SET_PARENT_DEATH_SIGNAL = 1
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.spawn",
    "pty.spawn",
    "ctypes.dlopen",
    "ftplib.",
    "smtplib.",
    "urllib.",
    "http.",
    "webbrowser.",
)
_OWN = ("ckanext.satudata", "ckanext.satudata.schemas", "ckanext.satudata.defaults")
_INSTALLED = ("site-packages", "dist-packages")
_SYSTEM = ("/usr/share/zoneinfo", "/usr/lib", "/lib", "/proc/self", "/sys/devices/system/cpu")
_HARMLESS = {os.devnull, "/dev/urandom", "/etc/localtime", "/etc/mime.types"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Forbidden(PermissionError):
    """The child tried what it may not do."""


def set_ceilings(limits: Limits) -> None:
    """Set the ceilings that the kernel enforces."""
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (ceiling, ceiling))


def die_with_parent() -> None:
    """Ask the kernel to end this process when the worker that started it dies."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def leave_network() -> bool:
    """Move into a network name space without any interface; ``False`` where the kernel does not allow it."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return False
    return bool(unshare(_CLONE_NEWNET) == 0 or unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def lock(folders: Sequence[Path], files: Sequence[Path] = ()) -> None:
    """Refuse sockets, programs, writing outside ``folders``, and reading but there, in ``files`` and in libraries."""
    writable = tuple(os.path.realpath(folder) + os.sep for folder in folders)
    readable = (*writable, *_libraries())
    given = {os.path.realpath(file) for file in files}

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            _check_open(arguments, writable, readable, given)
        elif event.startswith(_REFUSED):
            raise Forbidden(event)

    sys.addaudithook(hook)


def _libraries() -> tuple[str, ...]:
    """Where programs, code lists and time zones lie; nothing of the office's is among them."""
    own = [place for name in _OWN for place in __import__(name, fromlist=["__path__"]).__path__]
    installed = [place for place in sys.path if Path(place).name in _INSTALLED]
    roots = [*own, *installed, str(Path(os.__file__).parent), sys.prefix, *_SYSTEM]
    return tuple(os.path.realpath(root) + os.sep for root in roots)


def _check_open(
    arguments: tuple[Any, ...], writable: tuple[str, ...], readable: tuple[str, ...], given: set[str]
) -> None:
    path, mode, flags = (*arguments, None, None)[:3]
    if not isinstance(path, (str, bytes)):
        return
    real = os.path.realpath(os.fsdecode(path))
    writes = (isinstance(mode, str) and any(sign in mode for sign in "wax+")) or (
        isinstance(flags, int) and bool(flags & _WRITING)
    )
    if (
        real in _HARMLESS
        or (real + os.sep).startswith(writable if writes else readable)
        or (not writes and real in given)
    ):
        return
    raise Forbidden(f"open {real}")
