"""Number formats as spreadsheets write them: what kind of value they show, and codes shown with their zeros."""

from __future__ import annotations

import re
from functools import lru_cache

DATE, TIME, ELAPSED, PERCENT, OTHER = "date", "time", "elapsed", "percent", "other"
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
}
_FAR_EAST_DATES = {*range(27, 32), 36, *range(50, 55), 57, 58}
_FAR_EAST_TIMES = {32, 33, 34, 35, 55, 56}
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', re.DOTALL)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|([-/ ().:])', re.DOTALL)


def built_in(number: int) -> str:
    """Give the code of a built-in format number; empty for General and for numbers without a fixed code."""
    if number in _FAR_EAST_DATES:
        return "yyyy-mm-dd"
    if number in _FAR_EAST_TIMES:
        return "h:mm:ss"
    return BUILT_IN.get(number, "")


@lru_cache(maxsize=4096)
def kind_of(code: str) -> str:
    """Tell what a format shows: ``date``, ``time`` (of day), ``elapsed`` time, ``percent`` or ``other``."""
    if not code:
        return OTHER
    first = code.split(";")[0]
    if _ELAPSED.search(first):
        return ELAPSED
    bare = _NOT_CODE.sub("", first).lower().replace("general", "")
    if "%" in bare:
        return PERCENT
    bare = re.sub(r"am/pm|a/p", "", bare)
    if not re.search(r"[ymdhs]", bare) or re.search(r"[0#?@]", re.sub(r"s[.,]0+", "s", bare)):
        return OTHER
    months_alone = re.sub(r"(?<=[hs])[^a-z]*m+|m+[^a-z]*(?=s)", "", bare)
    return DATE if re.search(r"[ymd]", months_alone) else TIME


@lru_cache(maxsize=65536)
def shown_code(number: int, code: str) -> str | None:
    """Give a whole number as a format of fixed digits shows it: 101 by ``0000`` is 0101; else ``None``.

    Literal signs are kept: 990101 by ``00"."00"."00`` is 99.01.01.
    """
    pieces = _digits_and_literals(code.split(";")[0]) if number >= 0 else None
    zeros = sum(piece is None for piece in pieces) if pieces else 0
    if pieces is None or zeros < 2:
        return None
    digits = str(number).zfill(zeros)
    lead, rest = digits[: len(digits) - zeros], iter(digits[len(digits) - zeros :])
    text = "".join(next(rest) if piece is None else piece for piece in pieces)
    return lead + text


def _digits_and_literals(code: str) -> list[str | None] | None:
    """Cut a format into digits (``None``) and literals; ``None`` when it is more than that."""
    pieces: list[str | None] = []
    at = 0
    while at < len(code):
        if code[at] == "0":
            pieces.append(None)
            at += 1
            continue
        match = _LITERAL.match(code, at)
        if match is None or match[0] == ".":
            return None
        pieces.append(match[1] if match[1] is not None else match[2] or match[3])
        at = match.end()
    return pieces
