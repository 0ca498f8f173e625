"""Signs that stand where a number should: nil, not available, suppressed, and status marks on a number.

Source: the table of signs printed in BPS publications; words and numbers that offices write instead of them.
"""

from __future__ import annotations

import string
from dataclasses import dataclass

from .grid import Value
from .text import squeeze

ZERO = "zero"
NULL = "null"
SUPPRESSED = "suppressed"
NEGLIGIBLE = "negligible"
AS_NUMBER = "number"
MEANINGS = (ZERO, NULL, SUPPRESSED, NEGLIGIBLE, AS_NUMBER)

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

WORDS = "tad"
_SIGNS = {
    "-": "-",
    "--": "-",
    "---": "-",
    "(-)": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "...": "...",
    "..": "...",
    "....": "...",
    ".....": "...",
    "\u2026": "...",
    "na": "NA",
    "n/a": "NA",
    "n.a.": "NA",
    "n.a": "NA",
    "#n/a": "NA",
    "~0": "~0",
}
_WORDS = frozenset(
    (
        "tad",
        "t.a.d",
        "t.a.d.",
        "tdk ada data",
        "tidak ada data",
        "tidak tersedia",
        "data tidak tersedia",
        "belum ada data",
        "belum ada",
        "belum tersedia",
        "belum dilaporkan",
        "tidak melapor",
        "tidak dilaporkan",
        "tidak diketahui",
        "no data",
        "null",
        "#null!",
        "<na>",
        "none",
        "nihil data",
    )
)
_BESIDE_FIGURES = {
    "x": "x",
    "xx": "x",
    "xxx": "x",
    "e": "e",
    "r": "r",
    "*)": "*",
    "*": "*",
    "**)": "*",
    "**": "*",
}
_ZERO_WORDS = frozenset(("nihil", "nol"))
_ASKED_WORDS = frozenset(("tidak ada", "kosong", "tdk ada"))
_BEGINNINGS = frozenset(
    text[:2] for texts in (_SIGNS, _WORDS, _BESIDE_FIGURES, _ZERO_WORDS, _ASKED_WORDS) for text in texts
)
_OTHER_BEGINNINGS = frozenset(
    first + second
    for first in string.ascii_letters + string.digits
    for second in string.ascii_letters + string.digits + string.punctuation
    if (first + second).lower() not in _BEGINNINGS
)
"""What begins so, as nearly all texts do, is no sign."""
SENTINELS = frozenset(
    (8888, 9999, 88888, 99999, 999999, -99, -999, -9999, -99999, 8888.0, 9999.0, -99.9, -999.9)
)


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
    WORDS: Sign(WORDS, NULL, False),
    "nihil": Sign("nihil", ZERO, False),
    "tidak ada": Sign("tidak ada", ZERO, True),
    "x": Sign("x", NULL, True),
    "e": Sign("e", NULL, True),
    "r": Sign("r", NULL, True),
    "*": Sign("*", NULL, True),
}


def rule_of(kind: str) -> Sign:
    """Give the rule of a kind of sign; a number that stands for *no value*, such as 9999, is asked about."""
    return RULES.get(kind) or Sign(kind, NULL, True)


def is_sentinel(kind: str) -> bool:
    """Tell whether a kind of sign is a number that stands for *no value*."""
    return kind.lstrip("-")[:1].isdecimal()


def sign_of(value: Value) -> str | None:
    """Give the kind of sign a cell holds (``-``, ``...``, ``NA``, ``~0``, words), ``None`` when it is no sign."""
    if not isinstance(value, str) or len(value) > 24 or value[:2] in _OTHER_BEGINNINGS:
        return None
    text = squeeze(value).lower()
    if found := _SIGNS.get(text):
        return found
    return WORDS if text.rstrip(".") in _WORDS else None


def sign_among_figures(value: Value) -> str | None:
    """Give the kind of sign of a cell in a column of figures, where a lone ``x``, ``e``, ``r`` or ``*)`` is one too."""
    if not isinstance(value, str) or len(value) > 24 or value[:2] in _OTHER_BEGINNINGS:
        return None
    text = squeeze(value).lower()
    if text in _ASKED_WORDS:
        return "tidak ada"
    return sign_of(value) or _BESIDE_FIGURES.get(text) or ("nihil" if text in _ZERO_WORDS else None)
