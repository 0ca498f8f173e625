"""Numbers and days read from whole columns of cells, where they are written plainly: by arithmetic on words of eight signs.

What is not read is merely not proved. All is exact: whole numbers of 64 bits, no fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .cells import EIGHT, Cells, Mask, Places, Word, kept

MOST = 2 * EIGHT
_ZEROS, _HIGH, _SIX = (np.uint64(int(two * EIGHT, 16)) for two in ("30", "F0", "06"))
_POINTS, _LOW_SEVEN = np.uint64(int("2E" * EIGHT, 16)), np.uint64(int("7F" * EIGHT, 16))
_POINT_TO_ZERO = np.uint64(0x2E ^ 0x30)
_TENS = 10 ** np.arange(MOST + 2, dtype=np.int64)
_BYTE_OF_BIT = np.uint64(sum(at << (61 - EIGHT * at) for at in range(EIGHT)))
_DASHES, _OF_DASHES = np.uint64(0x2D00002D00000000), np.uint64(0xFF0000FF00000000)
_MINUS, _ZERO = np.uint8(ord("-")), np.uint8(ord("0"))


@dataclass(frozen=True)
class Numbers:
    """What was read: which cells are plain, and which have a minus.

    ``reckon`` gives the whole numbers that each plain cell lies between (itself, where it is whole). It takes its time.
    """

    plain: Mask
    negative: Mask
    reckon: Callable[[], tuple[Places, Places]]


def whole_numbers(cells: Cells) -> Numbers:
    """Read cells of one to sixteen digits, with a minus or without."""
    negative, lengths = _unsigned(cells)
    low, high = _tail(cells, lengths, 0), None
    plain = (lengths >= 1) & (lengths <= MOST) & _digits(low)
    if lengths.max(initial=0) > EIGHT:
        high = _tail(cells, lengths, EIGHT)
        plain &= _digits(high)

    def reckon() -> tuple[Places, Places]:
        value = _value(low) if high is None else _value(low) + _value(high) * _TENS[EIGHT]
        value = np.where(negative, -value, value)
        return value, value

    return Numbers(plain, negative, reckon)


def padded(cells: Cells, read: Numbers) -> Mask:
    """Tell which plain whole numbers start with a zero that could be left out, or are a zero with a minus."""
    zero = cells.block.signs[cells.starts + read.negative] == _ZERO
    return zero & (cells.lengths > 1)


def decimals(cells: Cells) -> Numbers:
    """Read cells of one to fifteen digits, with a point among them or without, with a minus or without."""
    negative, lengths = _unsigned(cells)
    low, high = _tail(cells, lengths, 0), _tail(cells, lengths, EIGHT)
    low_point, high_point = _points(low), _points(high)
    low, high = low ^ (low_point >> 7) * _POINT_TO_ZERO, high ^ (high_point >> 7) * _POINT_TO_ZERO
    point = low_point | high_point
    single = ((low_point == 0) | (high_point == 0)) & ((point & (point - 1)) == 0)
    pointed = point != 0
    after = np.where(pointed, EIGHT - 1 - _byte_of(point >> 7) + EIGHT * (high_point != 0), -1)
    count = lengths - pointed
    plain = single & _digits(low) & _digits(high) & (count >= 1) & (count < MOST) & (count > after)
    plain &= after != 0

    def reckon() -> tuple[Places, Places]:
        scale = _TENS[after + 1]
        signs = _value(high) * _TENS[EIGHT] + _value(low)
        whole = signs // scale
        beyond = whole + (signs != whole * scale)
        return np.where(negative, -beyond, whole), np.where(negative, -whole, beyond)

    return Numbers(plain, negative, reckon)


def days(cells: Cells) -> Numbers:
    """Read cells like ``2025-01-31``: days of the calendar from the year 1 on, but 29 February, as ``20250131``."""
    first, last = cells.first, cells.block.words(cells.starts + 2)
    digits = (first & _YEAR) | (last << 8 & _MONTH) | (last & _DAY)
    value = _value(digits)
    plain = (cells.lengths == 10) & ((first & _OF_DASHES) == _DASHES) & _digits(digits)
    plain &= (value >= FIRST_DAY) & _IN_YEAR[np.where(plain, value % 10_000, 0)]
    return Numbers(plain, np.zeros(len(cells), np.bool_), lambda: (value, value))


FIRST_DAY = 1_01_01
_YEAR, _MONTH, _DAY = np.uint64(0xFFFFFFFF), np.uint64(0xFFFF << 32), np.uint64(0xFFFF << 48)
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_IN_YEAR = np.zeros(10_000, np.bool_)
for _month, _last in enumerate(_LAST_DAYS, start=1):
    _IN_YEAR[_month * 100 + 1 : _month * 100 + _last + 1] = True


def _unsigned(cells: Cells) -> tuple[Mask, Places]:
    """Give which cells have a minus, and how long they are without it."""
    negative = (cells.block.signs[cells.starts] == _MINUS) & (cells.lengths > 0)
    return negative, cells.lengths - negative if negative.any() else cells.lengths


def _tail(cells: Cells, lengths: Places, skipped: int) -> Word:
    """Give the last eight signs of each cell before the ``skipped`` last ones, filled with zeros on the left."""
    others = kept(EIGHT + skipped - lengths)
    signs = (
        cells.last
        if lengths is cells.lengths and not skipped
        else cells.block.words(cells.ends - EIGHT - skipped)
    )
    return (signs & ~others) | (_ZEROS & others)


def _digits(word: Word) -> Mask:
    """Tell which words are eight digits."""
    return ((word & _HIGH) == _ZEROS) & (((word + _SIX) & _HIGH) == _ZEROS)


def _points(word: Word) -> Word:
    """Give words with the highest bit of each byte set that is a point."""
    unlike = word ^ _POINTS
    return ~(((unlike & _LOW_SEVEN) + _LOW_SEVEN) | unlike | _LOW_SEVEN)


def _byte_of(bit: Word) -> Places:
    """Give the place of the byte in which the one bit stands, which is that byte's lowest."""
    return (bit * _BYTE_OF_BIT >> 61).astype(np.int64)


def _value(word: Word) -> Places:
    """Give the number that eight digits make."""
    word = (word & np.uint64(0x0F0F0F0F0F0F0F0F)) * np.uint64(2561) >> 8
    word = (word & np.uint64(0x00FF00FF00FF00FF)) * np.uint64(6553601) >> 16
    return ((word & np.uint64(0x0000FFFF0000FFFF)) * np.uint64(42949672960001) >> 32).astype(np.int64)
