"""Which code lists a verdict was judged by: a mark at the end of the validator's version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .lists import digest_of

OF_EVERY_CHECK = (
    "satuan",
    "urusan",
    "wilayah",
    "wilayah_padanan",
    "provinsi_kabupaten",
    "kbli_2020",
    "kbli_2025",
)
"""The lists that every check of a table reads."""
SIGN = "; kode "

Newest = Mapping[str, tuple[int, str]]
"""Number and digest of the imported version that holds, by list."""


def mark(schema: Mapping[str, Any], newest: Newest) -> str:
    """The mark of a table with this schema; empty while every list that it is judged by is the shipped one."""
    wanted = {*OF_EVERY_CHECK, *_targets(schema)}
    own = [(name, digest) for name, (_, digest) in newest.items() if name in wanted]
    return f"{SIGN}{digest_of(own)[:16]}" if own else ""


def marked(validator: str) -> str:
    """The mark that a validator's version bears; empty when it bears none."""
    place = validator.rfind(SIGN)
    return validator[place:] if place >= 0 else ""


def _targets(schema: Mapping[str, Any]) -> set[str]:
    keys = schema.get("foreignKeys") or ()
    return {str((key.get("reference") or {}).get("resource") or "") for key in keys} - {""}
