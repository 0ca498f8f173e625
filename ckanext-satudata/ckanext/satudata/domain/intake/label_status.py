r"""Status of figures that a title or a year tells: *2023 (Angka sangat sementara)*, *2024\**."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .column import YEAR, Column
from .missing import STATUS_OF_MARKER
from .text import squeeze

_WORDS = (
    (re.compile(r"\bangka\s+(?:sangat\s+){0,2}sementara\b|\bpreliminary\b", re.IGNORECASE), "P"),
    (re.compile(r"\bangka\s+(?:estimasi|perkiraan|ramalan|proyeksi)\b|\bestimated\b", re.IGNORECASE), "E"),
)
_MARKED_YEAR = re.compile(r"(?:^|\D)(?:19|20)\d{2}\s*(\*{1,3}|x{1,3}|e)\)?(?:\s|$|\u2013)", re.IGNORECASE)
_YEAR = re.compile(
    r"((?:19|20)\d{2})\s*(?:\*{1,3}\)?|[xer]{1,3}\)?|[\[(]?\s*(?:angka|data)\b[^)\]]*[)\]]?)?", re.IGNORECASE
)


def status_of_label(label: str) -> str | None:
    """Give the status that a title tells for all figures below it, ``None`` when it tells none."""
    text = squeeze(label)
    for pattern, status in _WORDS:
        if pattern.search(text):
            return status
    match = _MARKED_YEAR.search(text)
    return STATUS_OF_MARKER.get(match[1].lower()) if match else None


def year_with_status(text: str) -> str | None:
    """Give the four digits of a year with a status behind it, ``None`` for anything else."""
    match = _YEAR.fullmatch(squeeze(text))
    return match[1] if match else None


def common_status(columns: Sequence[Column]) -> str | None:
    """Give the status that every year of a column of years carries, such as ``2024*``."""
    for column in columns:
        texts = [*column.stats.numbers.counts, *column.stats.words.counts]
        if column.type == YEAR and texts and not column.stats.natives:
            found = {status_of_label(text) for text in texts}
            return found.pop() if len(found) == 1 else None
    return None
