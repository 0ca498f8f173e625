"""Opening the canonical CSV, whatever it lies in, and reading it with its hash."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from ckanext.satudata.domain.bps.content import BundleContent, BundleError, CsvSource

CHUNK = 1 << 20


def open_csv(source: CsvSource) -> BinaryIO:
    """Open a canonical CSV for reading bytes; a path that is a link raises OSError."""
    if isinstance(source, Path):
        return os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb")
    if isinstance(source, bytes):
        return io.BytesIO(source)
    return source()


def chunks(source: CsvSource) -> Iterator[bytes]:
    """Read a canonical CSV in pieces."""
    with open_csv(source) as stream:
        while piece := stream.read(CHUNK):
            yield piece


def rows(source: CsvSource) -> Iterator[dict[str, str]]:
    """Read a canonical CSV row by row."""
    with open_csv(source) as stream, io.TextIOWrapper(stream, encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def verified_size(item: BundleContent) -> int:
    """Read the table once, compare its hash with the approved one, and give its size in bytes."""
    digest, size = sha256(), 0
    for piece in chunks(item.canonical_csv):
        digest.update(piece)
        size += len(piece)
    if digest.hexdigest() != item.canonical_sha256:
        raise BundleError(
            "content-damaged", dataset=item.title, found=digest.hexdigest(), expected=item.canonical_sha256
        )
    return size
