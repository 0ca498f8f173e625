"""Signs that stand where a number should: nil, not available, suppressed, and status marks on a number.

Source: the table of signs printed in BPS publications.
"""

from __future__ import annotations

from dataclasses import dataclass

from .grid import Value
from .text import squeeze

ZERO = "zero"
NULL = "null"
SUPPRESSED = "suppressed"
NEGLIGIBLE = "negligible"
MEANINGS = (ZERO, NULL, SUPPRESSED, NEGLIGIBLE)

STATUS_NORMAL = "A"
STATUS_OF_MEANING = {ZERO: "A", NULL: "O", SUPPRESSED: "Q", NEGLIGIBLE: "N"}
STATUS_OF_MARKER = {
    "*": "P",
    "**": "P",
    "***": "P",
    "x": "P",
    "xx": "P",
    "xxx": "P",
    "e": "E",
    "a": "U",
    "b": "U",
}
STATUS_CODES = ("A", "E", "P", "O", "Q", "U", "N")

_SIGNS = {
    "-": "-",
    "--": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "...": "...",
    "..": "...",
    "....": "...",
    "\u2026": "...",
    "na": "NA",
    "n/a": "NA",
    "n.a.": "NA",
    "n.a": "NA",
    "~0": "~0",
}


@dataclass(frozen=True)
class Sign:
    """A sign as one kind, with what it means by the rule, and whether the office must be asked."""

    kind: str
    meaning: str
    ask: bool


RULES = {
    "-": Sign("-", ZERO, True),
    "...": Sign("...", NULL, False),
    "NA": Sign("NA", SUPPRESSED, False),
    "~0": Sign("~0", NEGLIGIBLE, False),
}


def sign_of(value: Value) -> str | None:
    """Give the kind of sign a cell holds (``-``, ``...``, ``NA``, ``~0``), ``None`` when it is no sign."""
    if not isinstance(value, str) or len(value) > 12:
        return None
    return _SIGNS.get(squeeze(value).lower())
