"""Digits that count nothing: identifiers with noughts in front, times of day, and RT beside RW."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .column import Column
from .stats import Stats
from .text import fold

_CLOCK = re.compile(r".*\b(jam|pukul|waktu)\b.*")
_HOURS = re.compile(r"\s*(?:[01]?\d|2[0-4])[.:][0-5]\d\s*(?:wib|wita|wit)?\s*", re.IGNORECASE)


def is_padded(stats: Stats) -> bool:
    """Tell whether the digits of a column are identifiers: all of one length, some with noughts in front."""
    texts = list(stats.numbers.counts)
    if stats.natives or len(texts) < 2 or len({len(text.strip()) for text in texts}) > 1:
        return False
    return all(text.strip().isdecimal() for text in texts) and any(
        text.strip()[0] == "0" and len(text.strip()) > 2 for text in texts
    )


def is_clock(stats: Stats, label: str) -> bool:
    """Tell whether texts are times of day with a dot: ``08.30`` is half past eight, not 8,3."""
    texts = list(stats.numbers.counts)
    if stats.natives or not texts or not all(map(_HOURS.fullmatch, texts)):
        return False
    padded = any(text.strip()[0] == "0" and text.strip()[1].isdecimal() for text in texts)
    return padded or _CLOCK.fullmatch(label) is not None


def tell_neighbourhoods(columns: Sequence[Column]) -> None:
    """Take RT for *rukun tetangga* where RW stands beside it: no households are counted."""
    words = [set(re.findall(r"[a-z]+", fold(column.label))) for column in columns]
    if not any("rw" in found for found in words):
        return
    for column, found in zip(columns, words, strict=True):
        if "rt" in found and fold(column.unit_evidence).strip("()[] ") == "rt":
            column.unit, column.unit_evidence = None, ""
