"""Keys of whole columns as numbers of 64 bits: equal keys have equal marks, and unequal ones hardly ever have."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from .cells import EIGHT, LONGEST, Cells, Places, Word, cells_of
from .plain import Lines

_SPREAD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


class KeyMarks:
    """Keeps the marks of one key, made of some columns, of every line."""

    def __init__(self, columns: Sequence[int]) -> None:
        self.columns = columns
        self._marks: list[Word] = []

    def note(self, lines: Lines) -> None:
        """Keep the keys of lines."""
        self._marks.append(_marks([lines.columns[at] for at in self.columns]))

    def sharing(self, others: Collection[tuple[str, ...]]) -> Places:
        """Give the places, in the order noted, of all keys that stand twice or among ``others``."""
        texts = list(zip(*others, strict=True)) or [()] * len(self.columns)
        beside = _marks([cells_of([text.encode() for text in column]) for column in texts])
        own = np.concatenate([np.zeros(0, np.uint64), *self._marks])
        if not others and (own[1:] > own[:-1]).all():
            return np.zeros(0, np.int64)
        ordered = np.sort(np.concatenate([own, beside]))
        again = ordered[1:][ordered[1:] == ordered[:-1]]
        return np.flatnonzero(np.isin(own, again)) if again.size else np.zeros(0, np.int64)


def _marks(columns: Sequence[Cells]) -> Word:
    """Give marks; short texts of one column are their own, in the order of whole numbers."""
    if len(columns) > 1:
        return _mixes(columns)
    cells = columns[0]
    marks, long = cells.last.byteswap(), np.flatnonzero(cells.lengths > EIGHT)
    if long.size:
        marks[long] = _mixes([cells.pick(long)])
    return marks


def _mixes(columns: Sequence[Cells]) -> Word:
    marks = np.zeros(len(columns[0]), np.uint64)
    for cells in columns:
        marks = _mixed(_mixed(marks, cells.lengths.view(np.uint64)), cells.first)
        for at in range(EIGHT, min(cells.longest, LONGEST), EIGHT):
            which = np.flatnonzero(cells.lengths > at)
            marks[which] = _mixed(marks[which], cells.pick(which).word(at // EIGHT))
        if cells.longest > LONGEST:
            which = np.flatnonzero(cells.lengths > LONGEST)
            hashes = [hash(text) for text in cells.pick(which).texts()]
            marks[which] = _mixed(marks[which], np.array(hashes, np.int64).view(np.uint64))
    return marks


def _mixed(marks: Word, words: Word) -> Word:
    marks = (marks ^ words) * _SPREAD
    return marks ^ (marks >> _HALF)
