"""Ending what runs in the background, and starting from nothing again."""

from __future__ import annotations

import shutil
from pathlib import Path

from devkit import instances, postgres, solr_server
from devkit.paths import STATE

NAMES = ("run", "dev")


def stop(*names: str) -> int:
    """Stop the portal (``run``) and the development services (``dev``) of this clone, or one of them."""
    stopped = [name for name in names or NAMES if instances.stop(name)]
    print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
    return 1 if any(instances.alive(name) for name in names or NAMES) else 0


def clean() -> int:
    """Stop everything and delete the databases, files and logs; downloads stay."""
    code = stop()
    if code:
        return code
    for name in NAMES:
        remove(STATE / name)
    remove_left_tests()
    print("The databases and files of this clone are gone; downloads were kept.")
    return 0


def remove_left_tests() -> None:
    """Delete the folders of test runs that were killed."""
    for folder in STATE.glob("test-*"):
        if not instances.alive(folder.name):
            remove(folder)


def remove(folder: Path) -> None:
    """Delete one instance's folder with its database cluster, wherever that lies."""
    if folder.exists():
        postgres.remove(folder)
        solr_server.remove(folder)
        shutil.rmtree(folder, ignore_errors=True)
