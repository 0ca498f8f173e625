"""Numbers written as text: what they read as, under each way of writing.

Two ways exist in Indonesian offices: the dot groups thousands and the comma opens the fraction (``1.234,5``), or the
other way round (``1,234.5``). A text may read under one, under both (``12.503``), or under none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .grid import Percent, Value
from .text import squeeze

DOT_GROUPS = "dot_groups"
COMMA_GROUPS = "comma_groups"

NATIVE = "native"
LOST_DOT = "native_lost_dot"
TEXT_PLAIN = "text_plain"
TEXT_DOT_THOUSANDS = "text_dot_thousands"
TEXT_COMMA_DECIMAL = "text_comma_decimal"
TEXT_COMMA_THOUSANDS = "text_comma_thousands"
TEXT_DOT_DECIMAL = "text_dot_decimal"

WAY_OF = {
    NATIVE: None,
    LOST_DOT: None,
    TEXT_PLAIN: None,
    TEXT_DOT_THOUSANDS: DOT_GROUPS,
    TEXT_COMMA_DECIMAL: DOT_GROUPS,
    TEXT_COMMA_THOUSANDS: COMMA_GROUPS,
    TEXT_DOT_DECIMAL: COMMA_GROUPS,
}
CONVENTIONS = tuple(WAY_OF)

_DOT = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?")
_COMMA = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?")
_PLAIN = re.compile(r"\d+")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?")
_LOOKS = re.compile(r"[\d][\d.,\s]*")
_AFFIX = re.compile(
    r"(?:Rp\.?\s*)?(?P<sign>[-+\u2212]?)\s*(?:Rp\.?\s*)?(?P<core>\d[\d.,\s]*?)(?:,-|\.-)?"
    r"\s*(?P<percent>%?)\s*(?P<marker>\*{1,3}\)?|[eErRaAbBcC]\)?|x{1,3}\)?)?",
    re.IGNORECASE,
)


_BEGINNINGS = frozenset("0123456789(+-\u2212Rr")


@dataclass(frozen=True, slots=True)
class NumberText:
    """A text taken apart: sign, digits with their separators, percent sign and status mark."""

    core: str
    negative: bool
    percent: bool
    marker: str | None
    wide_space: bool

    @property
    def spaced(self) -> bool:
        """Tell whether spaces stand between digits."""
        return " " in self.core


@lru_cache(maxsize=1 << 18)
def take_apart(text: str) -> NumberText | None:
    """Give the parts of a text that looks like one number, ``None`` when it does not look like one."""
    if text.isdecimal() and text.isascii() and len(text) <= 60:
        return NumberText(text, False, False, None, False)
    bare = squeeze(text)
    if bare[:1] not in _BEGINNINGS:
        return None
    if not bare or len(bare) > 60 or not any(sign.isdigit() for sign in bare) or not bare.isprintable():
        return None
    inside = bare[1:-1].strip() if bare[0] == "(" and bare[-1] == ")" else None
    match = _AFFIX.fullmatch(inside if inside is not None else bare)
    if match is None or not match["core"].isascii():
        return None
    marker = (match["marker"] or "").rstrip(")").lower() or None
    negative = inside is not None or match["sign"] in ("-", "\u2212")
    wide = any(sign in text.strip() for sign in "\u00a0\u2007\u2009\u202f")
    return NumberText(match["core"].strip(), negative, bool(match["percent"]), marker, wide)


def read_core(core: str, way: str | None, join_spaces: bool) -> Decimal | None:
    """Read digits and separators under one way of writing; ``None`` when they do not read under it."""
    if " " in core:
        if not join_spaces or not _SPACED.fullmatch(core):
            return None
        core = core.replace(" ", "")
    if _PLAIN.fullmatch(core):
        return Decimal(core)
    if way == DOT_GROUPS and _DOT.fullmatch(core):
        return Decimal(core.replace(".", "").replace(",", "."))
    if way == COMMA_GROUPS and _COMMA.fullmatch(core):
        return Decimal(core.replace(",", ""))
    return None


def readings(core: str) -> tuple[Decimal | None, Decimal | None]:
    """Give what digits and separators read as when the dot groups, and when the comma groups."""
    return read_core(core, DOT_GROUPS, True), read_core(core, COMMA_GROUPS, True)


def looks_numeric(text: str) -> bool:
    """Tell whether a text looks like one number under any way of writing."""
    return take_apart(text) is not None


def native(value: Value) -> Decimal | None:
    """Give a native number exactly as Excel shows it: 15 digits, a percentage as its percent figure."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, float) or value != value or value in (float("inf"), float("-inf")):
        return None
    shown = Decimal(format(value, ".15g"))
    return shown * 100 if isinstance(value, Percent) else shown


@dataclass(frozen=True)
class Reading:
    """One number as read, with the status mark that stood beside it."""

    number: Decimal
    marker: str | None = None


def read(value: Value, convention: str | None, join_spaces: bool = False) -> Reading | None:
    """Read a cell as a number under a column's convention; ``None`` when it is not one under it.

    Under ``native_lost_dot`` a native fraction is taken for a number whose thousands dot Excel ate: 12.503 is 12503.
    """
    if isinstance(value, str):
        parts = take_apart(value)
        if parts is None or convention is None:
            return None
        number = read_core(parts.core, WAY_OF.get(convention), join_spaces or parts.wide_space)
        if number is None:
            return None
        return Reading(-number if parts.negative else number, parts.marker)
    number = native(value)
    if number is None:
        return None
    if convention == LOST_DOT and number != number.to_integral_value():
        number *= 1000
    return Reading(number)


def plain(number: Decimal) -> str:
    """Write a number canonically: dot, no groups, no exponent, no trailing zeros."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimals(number: Decimal) -> int:
    """Give the count of digits after the point."""
    text = plain(number)
    return len(text.partition(".")[2])
