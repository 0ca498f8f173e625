"""Text as offices write it: spaces of all kinds, labels, technical names, likeness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SHORT = 60
"""Texts of so many signs come again and again, and are remembered."""

WIDE_SPACES = "\u00a0\u2007\u2009\u200a\u202f\u3000\t"
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_SPACES = re.compile(f"[{WIDE_SPACES}\\s]+")
_DIGIT = re.compile(r"\d")
_NOT_NAME = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"(?<![\d.,])(19|20)\d{2}(?![\d.,]\d|\d)")


def has_digit(text: str) -> bool:
    """Tell whether a decimal digit of any script is in a text."""
    return _DIGIT.search(text) is not None


def is_blank(text: str) -> bool:
    """Tell whether nothing can be seen of a text."""
    return not "!" <= text[:1] <= "~" and not squeeze(text)


def squeeze(text: str) -> str:
    """Drop invisible signs, turn every run of spaces into one, strip the ends."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def fold(text: str) -> str:
    """Give the text for comparing: squeezed, lower case, without accents and end punctuation, ``_`` as a space."""
    return _fold_known(text) if len(text) <= SHORT else _fold(text)


def _fold(text: str) -> str:
    text = text.replace("_", " ")
    if text.isascii():
        return " ".join(text.split()).lower().strip(" .:;,*")
    plain = unicodedata.normalize("NFKD", squeeze(text)).encode("ascii", "ignore").decode()
    return plain.lower().strip(" .:;,*")


_fold_known = lru_cache(maxsize=32_768)(_fold)


def technical_name(label: str) -> str:
    """Give a snake_case name of a label: ``Laki-laki (orang)`` is ``laki_laki``.

    A unit in parentheses and numbering at the front are not part of the name. Never empty: ``kolom`` at worst.
    """
    bare = re.sub(r"\([^)]*\)", " ", label)
    name = _NOT_NAME.sub("_", fold(bare.replace("%", " persen "))).strip("_")
    if not name:
        name = _NOT_NAME.sub("_", fold(label)).strip("_") or "kolom"
    if name[0].isdecimal():
        name = f"tahun_{name}" if _YEAR.fullmatch(name) else f"k_{name}"
    return name[:60].rstrip("_")


def unique_names(names: Iterable[str]) -> list[str]:
    """Number the second and later bearers of a name: ``jumlah, jumlah_2``."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return unique


def years_in(text: str) -> list[int]:
    """Give the years 1900 to 2099 that stand as whole words in the text, in order."""
    return [int(match.group()) for match in _YEAR.finditer(text)]


def shape_of(label: str) -> str:
    """Give a label for comparing across years: folded, each year replaced by ``#``."""
    return _YEAR.sub("#", fold(label))


def distance(left: str, right: str, limit: int) -> int:
    """Give the edit distance of two short texts, or ``limit + 1`` when it is more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before = list(range(len(right) + 1))
    for index, sign in enumerate(left, 1):
        row = [index]
        for other, sign2 in enumerate(right, 1):
            row.append(min(before[other] + 1, row[-1] + 1, before[other - 1] + (sign != sign2)))
        if min(row) > limit:
            return limit + 1
        before = row
    return before[-1]
