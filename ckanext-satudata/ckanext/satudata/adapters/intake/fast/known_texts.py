"""The texts of a column that are known to be good, found again in whole columns of cells: exactly, word by word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .cells import EIGHT, LONGEST, Cells, Mask, Word, words_of

MOST, LEVELS = 10_000, 4
ROOM, LEAST_BITS = 16, 12
_NO_TEXT = (1 << 64) - 1  # no UTF-8 has such bytes
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class _Level:
    """A table with a place for each text, by its mark; texts whose place was taken stand in the next one."""

    shift: np.uint64
    words: list[Word]


class KnownTexts:
    """A set of up to ``MOST`` texts of up to ``LONGEST`` bytes. One may be missed where many share their places."""

    def __init__(self) -> None:
        self.texts: set[bytes] = set()
        self._levels: list[_Level] = []
        self._width = 0

    def add(self, texts: Iterable[bytes]) -> None:
        """Add texts, while there is room."""
        short = [text for text in texts if len(text) <= LONGEST]
        fresh = set(short[: MOST - len(self.texts)]) - self.texts
        if fresh:
            self.texts |= fresh
            self._build()

    def _build(self) -> None:
        self._width = max(len(words_of(text)) for text in self.texts)
        rows = [words_of(text) for text in self.texts]
        left = np.array([row + [0] * (self._width - len(row)) for row in rows], np.uint64).T
        self._levels = []
        bits = max(LEAST_BITS, (ROOM * len(rows)).bit_length())
        shift = np.uint64(64 - bits)
        while left.shape[1] and len(self._levels) < LEVELS:
            place = _marks(list(left)) >> shift
            taken, first = np.unique(place, return_index=True)
            level = np.full((self._width, 1 << bits), _NO_TEXT, np.uint64)
            level[:, taken] = left[:, first]
            self._levels.append(_Level(shift, list(level)))
            left = np.delete(left, first, axis=1)

    def find(self, cells: Cells) -> Mask:
        """Tell which cells are one of the texts."""
        found = np.zeros(len(cells), np.bool_)
        if not self.texts:
            return found
        words = [cells.first, *(cells.word(at) for at in range(1, self._width))]
        which, fits = None, cells.lengths <= EIGHT * self._width
        marks = _marks(words)
        for level in self._levels:
            place = marks >> level.shift
            same = fits
            for known, word in zip(level.words, words, strict=True):
                same = same & (known[place] == word)
            if which is None:
                found, which = same, np.flatnonzero(~same)
            else:
                found[which[same]] = True
                which = which[~same]
            if level is self._levels[-1] or not which.size:
                break
            words, fits, marks = [word[~same] for word in words], fits[~same], marks[~same]
        return found


def _marks(words: list[Word]) -> Word:
    """Give a number for each text that is spread over all its bits."""
    mark = words[0] * _SPREAD
    for word in words[1:]:
        mark = ((mark ^ (mark >> 32)) + word) * _SPREAD
    return mark
