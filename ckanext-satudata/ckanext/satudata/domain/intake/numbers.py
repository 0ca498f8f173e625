"""Numbers written as text: what they read as, under each way of writing.

Two ways exist in Indonesian offices: the dot groups thousands and the comma opens the fraction (``1.234,5``), or the
other way round (``1,234.5``). Spaces and apostrophes group under both. A text may read under one way, under both
(``12.503``), or under none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .grid import Percent, Value
from .text import has_digit, squeeze

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
    LOST_DOT: DOT_GROUPS,
    TEXT_PLAIN: None,
    TEXT_DOT_THOUSANDS: DOT_GROUPS,
    TEXT_COMMA_DECIMAL: DOT_GROUPS,
    TEXT_COMMA_THOUSANDS: COMMA_GROUPS,
    TEXT_DOT_DECIMAL: COMMA_GROUPS,
}
CONVENTIONS = tuple(WAY_OF)

TAIL, DIGITS = "tail", "digits"
DROP, SHORT_MILIAR, SHORT_JUTA = "drop", "scale", "scale_english"
_SCALES = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
_SHORT = {"m": 9, "t": 12}
_SHORT_ENGLISH = {"m": 6, "t": 12}

_GROUPS = re.compile(r"[1-9]\d{0,2}(?:[ ']\d{3})+")
_DOT = re.compile(r"(?:[1-9]\d{0,2}(?:[. ']\d{3})+|\d+)(?:,\d+)?")
_COMMA = re.compile(r"(?:[1-9]\d{0,2}(?:[, ']\d{3})+|\d+)(?:\.\d+)?")
_SIMPLE = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_AFFIX = re.compile(
    r"(?P<before>\*{1,3}\)?\s+)?(?P<money>(?:Rp|IDR)\b\.?\s*)?(?P<sign>[-+\u2212\u2013]?)\s*(?P<money2>(?:Rp|IDR)\b\.?\s*|Rp(?=\d))?"
    r"(?P<core>(?:\d|[.,](?=\d))[\d.,' ]*?)(?P<dash>[,.] ?[-\u2013]{1,2}|[-\u2212])?"
    r"\s*(?P<percent>%?)\s*"
    r"(?P<marker>\*{1,3}\)?|[eErRaAbBcC]\)?|x{1,3}\)?|(?<=\s)\d\)|[\u00b9\u00b2\u00b3\u2074-\u2079]{1,2}[)\u207e]?)?",
    re.IGNORECASE,
)
_TAILED = re.compile(
    r"(?P<number>(?:(?:Rp|IDR)\.?\s*)?[-\u2212]?\s*\d[\d.,' ]*?)\s*"
    r"(?P<tail>[a-zA-Z][a-zA-Z.\u00b2\u00b3/ ]{0,24}\d?)"
)
_BEGINNINGS = frozenset("0123456789.,(+-\u2212\u2013RrIi*'\u2019")
_WIDE = "\u00a0\u2007\u2009\u200a\u202f"
_APOSTROPHES = str.maketrans("\u2019\u02bc\u00b4`", "''''")


@dataclass(frozen=True, slots=True)
class NumberText:
    """A text taken apart: sign, digits with their separators, percent sign, status mark, and a word behind.

    ``odd`` names what a person must allow before the text is read: a word behind it, or digits of another script.
    """

    core: str
    negative: bool
    percent: bool
    marker: str | None
    wide_space: bool
    tail: str | None = None
    odd: str | None = None
    money: bool = False
    dashed: bool = False

    @property
    def spaced(self) -> bool:
        """Tell whether spaces stand between digits."""
        return " " in self.core


@lru_cache(maxsize=1 << 18)
def take_apart(text: str) -> NumberText | None:
    """Give the parts of a text that looks like one number, ``None`` when it does not look like one."""
    if len(text) <= 60 and _SIMPLE.fullmatch(text):
        return NumberText(text, False, False, None, False)
    bare = squeeze(text)
    if not bare or bare[0] not in _BEGINNINGS or len(bare) > 60 or not bare.isprintable():
        return None
    if not has_digit(bare):
        return None
    bare = bare.translate(_APOSTROPHES).removeprefix("'")
    inside = bare[1:-1].strip() if bare[0] == "(" and bare[-1] == ")" else None
    match = _AFFIX.fullmatch(inside if inside is not None else bare)
    if match is None or not match["core"].isascii():
        return None
    return _parts(match, inside is not None, any(sign in text.strip() for sign in _WIDE))


def _parts(match: re.Match[str], bracketed: bool, wide: bool) -> NumberText | None:
    money = match["money"] or match["money2"]
    behind = match["dash"] in ("-", "\u2212")
    if (behind and (money or match["sign"] or bracketed)) or (match["money"] and match["money2"]):
        return None
    core = match["core"].strip()
    negative = bracketed or behind or match["sign"] in ("-", "\u2212", "\u2013")
    found = match["marker"] or match["before"] or ""
    marker = unicodedata.normalize("NFKC", found).strip().rstrip(")").lower() or None
    return NumberText(
        f"0{core}" if core[0] in ".," else core,
        negative,
        bool(match["percent"]),
        marker,
        wide,
        money=bool(money),
        dashed=match["dash"] is not None and not behind,
    )


@lru_cache(maxsize=1 << 16)
def take_odd(text: str) -> NumberText | None:
    """Give the parts of a number that is read only when a person allows it: ``15 orang``, ``Rp1,5 juta``, full-width
    or Arabic-Indic digits. ``None`` for anything else."""
    if take_apart(text) is not None:
        return None
    bare = squeeze(text)
    if not bare or len(bare) > 60 or not has_digit(bare):
        return None
    if not bare.isascii():
        usual = "".join(_usual(sign) for sign in bare)
        parts = take_apart(usual) if usual != bare else None
        if parts:
            return NumberText(parts.core, parts.negative, parts.percent, parts.marker, False, None, DIGITS)
    match = _TAILED.fullmatch(bare)
    parts = take_apart(match["number"]) if match else None
    if match is None or parts is None:
        return None
    wide = any(sign in text.strip() for sign in _WIDE)
    tail = match["tail"].strip(" .").lower()
    return NumberText(parts.core, parts.negative, False, None, wide, tail, TAIL, parts.money)


def _usual(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return {"\uff0e": ".", "\uff0c": ",", "\u066b": ",", "\u066c": ".", "\uff05": "%"}.get(sign, sign)


def parts_of(text: str) -> NumberText | None:
    """Give the parts of a number, be it written plainly or oddly."""
    return take_apart(text) or take_odd(text)


def scale_of(tail: str | None, accepted: str) -> int | None:
    """Give the power of ten that a word behind a number stands for: ``juta`` is 6; ``None`` for other words."""
    short = _SHORT_ENGLISH if accepted == SHORT_JUTA else _SHORT
    word = (tail or "").partition(" ")[0].strip(".")
    return _SCALES.get(word, short.get(word)) if tail in (word, f"{word} rupiah", f"{word} rp") else None


def read_core(core: str, way: str | None, join_spaces: bool) -> Decimal | None:
    """Read digits and separators under one way of writing; ``None`` when they do not read under it."""
    if " " in core and not join_spaces:
        return None
    if core.isdecimal():
        return Decimal(core)
    if (" " in core or "'" in core) and _GROUPS.fullmatch(core):
        return Decimal(core.replace(" ", "").replace("'", ""))
    if way == DOT_GROUPS and _DOT.fullmatch(core):
        return Decimal(_digits(core, ".").replace(",", "."))
    if way == COMMA_GROUPS and _COMMA.fullmatch(core):
        return Decimal(_digits(core, ","))
    return None


def _digits(core: str, group: str) -> str:
    return core.replace(group, "").replace(" ", "").replace("'", "")


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


_NOTHING: Mapping[str, str] = {}


def read(
    value: Value, convention: str | None, join_spaces: bool = False, accept: Mapping[str, str] = _NOTHING
) -> Reading | None:
    """Read a cell as a number under a column's convention; ``None`` when it is not one under it.

    Under ``native_lost_dot`` a native fraction is taken for a number whose thousands dot Excel ate: 12.503 is 12503.
    ``accept`` holds what a person allowed: a word behind the number (``tail``), digits of another script (``digits``).
    """
    if isinstance(value, str):
        return _read_text(value, convention, join_spaces, accept)
    number = native(value)
    if number is None:
        return None
    if convention == LOST_DOT and number != number.to_integral_value():
        number *= 1000
    return Reading(number)


def _read_text(
    text: str, convention: str | None, join_spaces: bool, accept: Mapping[str, str]
) -> Reading | None:
    parts = take_apart(text) or (take_odd(text) if accept else None)
    if parts is None or convention is None or (parts.odd and parts.odd not in accept):
        return None
    number = read_core(parts.core, WAY_OF.get(convention), join_spaces or parts.wide_space)
    if number is None:
        return None
    if parts.odd == TAIL and accept[TAIL] != DROP:
        power = scale_of(parts.tail, accept[TAIL])
        if power is None:
            return None
        number = number.scaleb(power)
    return Reading(-number if parts.negative else number, parts.marker)


def plain(number: Decimal) -> str:
    """Write a number canonically: dot, no groups, no exponent, no trailing zeros."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
