"""Debian's packages: looked for by what they bring, installed only when something is missing."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devkit import postgres
from devkit.steps import Step, StepFailed, call


@dataclass(frozen=True)
class Need:
    """A Debian package and the sign that what it brings is there."""

    package: str
    present: Callable[[], bool]


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _file(*paths: str) -> Callable[[], bool]:
    return lambda: any(Path(path).exists() for path in paths)


def _ensurepip() -> bool:
    from devkit.environment import interpreter

    python = interpreter()
    return python is not None and bool(list(Path(python).resolve().parents[1].glob("lib/python3*/ensurepip")))


def _python_header() -> bool:
    return (
        Path(sysconfig.get_paths()["include"], "Python.h").exists()
        or _file("/usr/include/python3.11/Python.h")()
    )


FOR_RUN = (
    Need("python3-venv", _ensurepip),
    Need("python3-dev", _python_header),
    Need("gcc", _program("gcc")),
    Need("libc6-dev", _file("/usr/include/stdlib.h")),
    Need("libpq-dev", _file("/usr/include/postgresql/libpq-fe.h")),
    Need("libmagic1", lambda: ctypes.util.find_library("magic") is not None),
    Need("libpango-1.0-0", lambda: ctypes.util.find_library("pango-1.0") is not None),
    Need("libpangoft2-1.0-0", lambda: ctypes.util.find_library("pangoft2-1.0") is not None),
    Need("libharfbuzz-subset0", lambda: ctypes.util.find_library("harfbuzz-subset") is not None),
    Need("fonts-dejavu-core", _file("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")),
    Need(
        "fonts-liberation",
        _file("/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/liberation2"),
    ),
    Need("postgresql", lambda: postgres.binaries() is not None),
    Need("redis-server", _program("redis-server")),
    Need("openjdk-17-jdk-headless", _program("javac")),
    Need("maven", _program("mvn")),
)
FOR_TEST = (
    *FOR_RUN,
    Need("chromium", _program("chromium")),
    Need("poppler-utils", _program("pdftotext")),
    Need("libreoffice-calc-nogui", _file("/usr/lib/libreoffice/program/libsclo.so")),
    Need("libreoffice-writer-nogui", _file("/usr/lib/libreoffice/program/libswlo.so")),
)


def ensure(step: Step, needs: tuple[Need, ...]) -> None:
    """Install what is missing; nothing missing means that apt is not called at all."""
    missing = [need.package for need in needs if not need.present()]
    if not missing:
        step.already()
        return
    names = " ".join(missing)
    by_hand = f"sudo apt-get install --no-install-recommends {names}"
    if shutil.which("apt-get") is None:
        raise StepFailed(
            f"missing: {names}; this machine has no apt-get", f"Install the equivalents of: {names}"
        )
    prefix = _as_root(names, by_hand)
    remedy = f"Run `{by_hand}` by hand to see what apt says, then start again."
    call("apt-update", [*prefix, "apt-get", "update", "-q"], remedy)
    options = ["-y", "-q", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"]
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", *options, *missing]
    call("apt-install", command, remedy)


def _as_root(names: str, by_hand: str) -> list[str]:
    """Give the words that make a command run as root; asks for a password once, where sudo wants it."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise StepFailed(
            f"missing: {names}; installing needs root, and there is no sudo",
            f"Ask an administrator to run: {by_hand.removeprefix('sudo ')}",
        )
    print(f"\n    sudo is needed once, to install: {names}", flush=True)
    if os.spawnlp(os.P_WAIT, "sudo", "sudo", "-v") != 0:
        raise StepFailed(f"missing: {names}; sudo refused", f"Ask an administrator to run: {by_hand}")
    return ["sudo"]
