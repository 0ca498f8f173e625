"""Cells of a block of text as whole columns: their signs are read eight at a time, as numbers of 64 bits.

The first sign of a word stands in its lowest byte. No NUL may be in the text, so that a text shorter than its words is
told from any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from io import RawIOBase

import numpy as np
from numpy.typing import NDArray

BEFORE, AFTER = 16, 88
EIGHT = 8
LONGEST = 64
"""Cells up to here are compared by their words; the buffer has room for them after its end."""
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Word = NDArray[np.uint64]
_ONE, _ALL = np.uint64(1), np.uint64(64)


class Block:
    """A text in memory, from ``BEFORE`` to ``end``, with room around it; it may be filled again."""

    def __init__(self, room: int) -> None:
        self.buffer = bytearray(BEFORE + room + AFTER)
        self.signs = np.frombuffer(self.buffer, np.uint8)
        self._words = np.frombuffer(self.buffer, "<u8", len(self.buffer) // EIGHT)
        self.end = BEFORE

    def add(self, text: bytes) -> None:
        """Add to the text. There must be room."""
        self.buffer[self.end : self.end + len(text)] = text
        self.end += len(text)

    def read(self, stream: RawIOBase, most: int) -> memoryview:
        """Read on into the text, and give what was read."""
        start, view = self.end, memoryview(self.buffer)
        self.end += stream.readinto(view[start : start + most]) or 0
        return view[start : self.end]

    def words(self, places: Places) -> Word:
        """Give the eight signs from each place on."""
        at, shift = places >> 3, ((places & 7) << 3).view(np.uint64)
        return (self._words[at] >> shift) | (self._words[at + 1] << (_ALL - shift))


def kept(lengths: Places) -> Word:
    """Give words that keep the first signs of a word: so many as ``lengths`` tells, none to all eight."""
    return (_ONE << (np.maximum(lengths, 0) << 3).view(np.uint64)) - _ONE


@dataclass(frozen=True)
class Cells:
    """Cells of one column in a block, by the places where they start and end."""

    block: Block
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def lengths(self) -> Places:
        """How many bytes each cell has."""
        return self.ends - self.starts

    @cached_property
    def longest(self) -> int:
        """The most bytes a cell has."""
        return int(self.lengths.max(initial=0))

    @cached_property
    def first(self) -> Word:
        """The first eight signs of each cell, with zeros after its end."""
        return self.word(0)

    @cached_property
    def last(self) -> Word:
        """The last eight signs of each cell, with zeros before its start."""
        return self.block.words(self.ends - EIGHT) & ~kept(EIGHT - self.lengths)

    def word(self, at: int) -> Word:
        """Give the eight signs of each cell from its sign ``8 * at`` on, with zeros after its end; up to ``LONGEST``."""
        return self.block.words(self.starts + EIGHT * at) & kept(self.lengths - EIGHT * at)

    def pick(self, which: Places) -> Cells:
        """Give some of the cells."""
        return Cells(self.block, self.starts[which], self.ends[which])

    def texts(self) -> list[bytes]:
        """Give the cells one by one."""
        text = self.block.buffer
        places = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return [bytes(text[start:end]) for start, end in places]

    def equal(self, text: bytes) -> Mask:
        """Tell which cells are a text of up to ``LONGEST`` bytes, and of a longer text which have its length."""
        same = self.lengths == len(text)
        if len(text) <= LONGEST and same.any():
            for at, word in enumerate(words_of(text)):
                same &= (self.first if at == 0 else self.word(at)) == word
        return same


def words_of(text: bytes) -> list[int]:
    """Give the words of a text."""
    return [int.from_bytes(text[at : at + EIGHT], "little") for at in range(0, max(len(text), 1), EIGHT)]


def cells_of(texts: Sequence[bytes]) -> Cells:
    """Give texts as the cells of a block."""
    lengths = np.array([len(text) for text in texts], np.int64)
    ends = BEFORE + np.cumsum(lengths)
    return Cells(block_of(b"".join(texts)), ends - lengths, ends)


def block_of(text: bytes) -> Block:
    """Give a text as a block."""
    block = Block(len(text))
    block.add(text)
    return block
