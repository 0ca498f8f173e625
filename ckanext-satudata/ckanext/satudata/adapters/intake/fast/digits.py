"""Numbers and days read from whole columns of cells, where they are written plainly: by arithmetic on words of eight signs.

What is not read is merely not proved. All is exact: whole numbers of 64 bits, no fractions.
"""

from __future__ import annotations

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
_DASH_TO_ZERO = np.uint64(0x1D00001D00000000)
_MINUS = np.uint8(ord("-"))


@dataclass(frozen=True)
class Numbers:
    """Plain decimals: which cells are one, and the whole numbers that each lies between (itself, where it is whole)."""

    plain: Mask
    low: Places
    high: Places


def whole_numbers(cells: Cells) -> Numbers:
    """Read cells of one to sixteen digits, with a minus or without."""
    negative, lengths = _unsigned(cells)
    low = _tail(cells, lengths, 0)
    good = (lengths >= 1) & (lengths <= MOST) & _digits(low)
    value = _value(low)
    if lengths.max(initial=0) > EIGHT:
        high = _tail(cells, lengths, EIGHT)
        good &= _digits(high)
        value += _value(high) * _TENS[EIGHT]
    value = np.where(negative, -value, value)
    return Numbers(good, value, value)


def unpadded(cells: Cells, read: Numbers) -> Mask:
    """Tell which whole numbers start with no zero that plain writing leaves out, and are no zero with a minus."""
    digits = np.minimum(cells.lengths - (read.low < 0), MOST + 1)
    return (np.abs(read.low) >= _TENS[digits - 1]) | (cells.lengths == 1)


def decimals(cells: Cells) -> Numbers:
    """Read cells of one to fifteen digits, with a point among them or without, with a minus or without."""
    negative, lengths = _unsigned(cells)
    low, high = _tail(cells, lengths, 0), _tail(cells, lengths, EIGHT)
    low_point, high_point = _points(low), _points(high)
    low, high = low ^ (low_point >> 7) * _POINT_TO_ZERO, high ^ (high_point >> 7) * _POINT_TO_ZERO
    point = low_point | high_point
    single = ((low_point == 0) | (high_point == 0)) & ((point & (point - 1)) == 0)
    pointed = point != 0
    after = np.where(pointed, EIGHT - 1 - _byte_of(point >> 7) + np.where(high_point != 0, EIGHT, 0), -1)
    count = lengths - pointed
    good = single & _digits(low) & _digits(high) & (count >= 1) & (count <= MOST - 1) & (lengths <= MOST)
    good &= ~pointed | ((after >= 1) & (count > after))
    scale = _TENS[after + 1]
    signs = _value(high) * _TENS[EIGHT] + _value(low)
    whole = signs // scale
    beyond = whole + (signs != whole * scale)
    return Numbers(good, np.where(negative, -beyond, whole), np.where(negative, -whole, beyond))


def days(cells: Cells) -> Numbers:
    """Read cells like ``2025-01-31``: days of the calendar from the year 1 on, but 29 February, as ``20250131``."""
    long = cells.lengths == 10
    first, last = cells.first, cells.block.words(cells.starts + 2)
    dashed = (first & _OF_DASHES) == _DASHES
    first = np.where(dashed, first ^ _DASH_TO_ZERO, 0)
    good = long & dashed & _digits(first) & _digits((last >> 48) | (_ZEROS << 16))
    year_and_month = _value(first)
    year, month = year_and_month // 10_000, year_and_month // 10 % 1000
    day = ((last >> 48 & 15) * 10 + (last >> 56 & 15)).astype(np.int64)
    good &= (year >= 1) & (day >= 1) & (day <= _MONTHS[np.where(good, month, 0)])
    value = np.where(good, year * 10_000 + month * 100 + day, 0)
    return Numbers(good, value, value)


_MONTHS = np.zeros(1000, dtype=np.int64)
_MONTHS[1:13] = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


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
