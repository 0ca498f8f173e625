"""Hashing files in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path


def file_pieces(file: Path) -> Iterator[bytes]:
    """Read a file in pieces of a megabyte."""
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            yield piece


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file."""
    digest = sha256()
    for piece in file_pieces(path):
        digest.update(piece)
    return digest.hexdigest()
