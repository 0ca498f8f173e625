"""The manifest ``manifest-sha256.txt``: one ``<sha256>  <path>`` per file, as ``sha256sum -c`` reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .messages import Problem

NAME = "manifest-sha256.txt"
LINE = re.compile(r"^([0-9a-f]{64})  (\S.*)$")


def write_manifest(hashes: Mapping[str, str]) -> bytes:
    """Write the manifest for ``{path: sha256}``, sorted by path."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode("utf-8")


def read_manifest(text: str) -> tuple[dict[str, str], list[Problem]]:
    """Read a manifest back: ``{path: sha256}`` and the lines that are none."""
    hashes: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = LINE.match(line)
        if found is None or found[2] in hashes:
            problems.append(Problem("manifest-line", NAME, {"line": number}))
        else:
            hashes[found[2]] = found[1]
    return hashes, problems
