"""What the child takes away from itself before it touches a file: memory, time, disk, network, programs.

Network: a name space of its own where the kernel allows it; besides, an audit hook refuses every socket, every new
process and every write outside the folders that were given, and cannot be removed again.
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


def lock(folders: Sequence[Path]) -> None:
    """Refuse sockets, programs, and writing outside ``folders`` from now on."""
    allowed = tuple(os.path.realpath(folder) + os.sep for folder in folders)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            _check_open(arguments, allowed)
        elif event.startswith(_REFUSED):
            raise Forbidden(event)

    sys.addaudithook(hook)


def _check_open(arguments: tuple[Any, ...], allowed: tuple[str, ...]) -> None:
    path, mode, flags = (*arguments, None, None)[:3]
    writes = (isinstance(mode, str) and any(sign in mode for sign in "wax+")) or (
        isinstance(flags, int) and bool(flags & _WRITING)
    )
    if writes and isinstance(path, (str, bytes)):
        real = os.path.realpath(os.fsdecode(path))
        if not real.startswith(allowed) and real != os.devnull:
            raise Forbidden(f"open {real}")
