"""Texts that were meant as numbers and are none: what is wrong with them, so that a person can be told.

None of them is ever read as a number.
"""

from __future__ import annotations

import re

from .text import has_digit, squeeze

LETTERS, EXPONENT, ABOUT = "letters", "exponent", "about"
_LOOKALIKE = re.compile(r"(?=[\dOoIl])(?=.*\d)(?=.*[OoIl])[\dOoIl]{1,3}(?:[.,]?[\dOoIl]{1,3})*")
_EXPONENT = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,3}")
_ABOUT = re.compile(
    r"(?:[<>\u2264\u2265~\u00b1]|\+/-|kurang dari|lebih dari|sekitar|\u00b1)\s*\d[\d.,]*", re.IGNORECASE
)
_NO_WORDS = re.compile(
    r"[^A-Za-z]|rp|idr|senin|selasa|rabu|kamis|jum|sabtu|minggu|ahad|kurang|lebih|sekitar|[oil][\doil.,]*\s*$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d[\d.,]*\s*(?:/|-|\u2013|s/d|sd)\s*\d[\d.,]*", re.IGNORECASE)


def begins_as_words(text: str) -> bool:
    """Tell at once that a text begins with a word that no number, date or broken number begins with, as most do."""
    return text.isascii() and _NO_WORDS.match(text) is None


def broken_kind(text: str) -> str | None:
    """Tell why a text is no number: letters for digits, an exponent, *about*; ``None`` for words."""
    bare = squeeze(text)
    if len(bare) > 40 or not has_digit(bare):
        return None
    if _EXPONENT.fullmatch(bare):
        return EXPONENT
    if _ABOUT.fullmatch(bare) or _RANGE.fullmatch(bare):
        return ABOUT
    if not _LOOKALIKE.fullmatch(bare):
        return None
    letters = sum(sign in "OoIl" for sign in bare)
    digits = sum(sign.isdecimal() for sign in bare)
    return LETTERS if digits >= letters else None


def without_letters(text: str) -> str:
    """Give what a text reads as when O is zero and l is one: ``1O5`` is ``105``."""
    return squeeze(text).translate(str.maketrans("OoIl", "0011"))
