"""Stored files as pages hand them out. Whoever calls this has asked an action whether the person may read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from ckanext.satudata import wiring
from ckanext.satudata.app.ports import Edition
from ckanext.satudata.domain.draft import Draft


def draft_of(draft_id: str) -> Draft:
    """The draft behind a page."""
    return wiring.unit().drafts.get(draft_id)


def edition_of(dataset_id: str, number: int) -> Edition:
    """The edition behind a page."""
    return wiring.unit().editions.get(dataset_id, number)


def package_of(dataset_id: str) -> dict[str, Any]:
    """The dataset as stored, whoever asks."""
    return wiring.packages().show(dataset_id)


def chunks(sha256: str) -> Iterator[bytes]:
    """Bytes of a stored file."""
    return wiring.blobs().stream(sha256)


def canonical_chunks(review: dict[str, Any]) -> Iterator[bytes]:
    """Bytes of the table under review."""
    return chunks(draft_of(review["draft_id"]).canonical_sha)


def bundle_chunks(bundle: dict[str, Any]) -> Iterator[bytes]:
    """Bytes of a packet."""
    return chunks(bundle["sha256"])


@lru_cache(maxsize=4)
def rows_of(sha256: str) -> tuple[dict[str, str], ...]:
    """Rows of a canonical CSV as column -> text, of a table that a page may hold; kept, for a hash never changes."""
    return first_rows_of(sha256, None)


def first_rows_of(sha256: str, count: int | None) -> tuple[dict[str, str], ...]:
    """The first rows of a canonical CSV; no more of it is read. None: all of them."""
    with wiring.blobs().open(sha256) as stream:
        reader = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
        return tuple(islice(reader, count))
