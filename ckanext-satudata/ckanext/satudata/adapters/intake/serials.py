"""Numbers of a spreadsheet that stand for days and times, read by the format that shows them."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from ...domain.intake.grid import Percent, Value
from ...domain.intake.number_formats import DATE, ELAPSED, PERCENT, TIME

_LAST_SERIAL = 2_958_466
_EXACT = 1e17
_FROM_1904 = datetime.fromisoformat("1904-01-01")
_FROM_1900 = datetime.fromisoformat("1899-12-30")
_BEFORE_MARCH_1900 = datetime.fromisoformat("1899-12-31")


def typed_number(number: int | float, kind: str, from_1904: bool) -> Value:
    """Give a stored number as what its format shows: a day, a time, a percentage or a number."""
    if kind == PERCENT:
        return Percent(number)
    if kind == DATE:
        return serial_date(float(number), from_1904)
    if kind == TIME and 0 <= number < 1:
        return clock(float(number))
    if kind == TIME:
        return serial_date(float(number), from_1904)
    if kind == ELAPSED and number >= 0:
        return clock(float(number))
    return whole(number)


def whole(number: int | float) -> int | float:
    """Give a number without a fraction as ``int``, the way people see it."""
    if isinstance(number, float) and number.is_integer() and abs(number) < _EXACT:
        return int(number)
    return number


def clock(days: float) -> str:
    """Give a part or a number of days as hours and minutes: 0.354166 is 08:30, 1.5 is 36:00."""
    seconds = round(days * 86_400)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}" if seconds else f"{hours:02d}:{minutes:02d}"


def serial_date(serial: float, from_1904: bool) -> Value:
    """Give the date of a serial number in the workbook's date system; what is no date stays a number.

    Excel counts a 29 February 1900 that never was, and a day 0: both are given as the text Excel shows; days before
    March 1900 are shifted.
    """
    if not math.isfinite(serial) or serial < 0 or serial >= _LAST_SERIAL - (1462 if from_1904 else 0):
        return whole(serial)
    day = int(serial)
    if not from_1904 and day in (0, 60):
        text = "29/02/1900" if day else "00/01/1900"
        return f"{text} {clock(serial - day)}" if serial > day else text
    start = _FROM_1904 if from_1904 else _FROM_1900 if serial >= 60 else _BEFORE_MARCH_1900
    moment = start + timedelta(days=day, seconds=round((serial - day) * 86_400))
    return moment.date() if moment.hour == moment.minute == moment.second == 0 else moment


def parsed(text: str) -> int | float | None:
    """Give a stored number; ``None`` for what XML allows as no number: nan, endless, underscored, spaced."""
    if not text.isascii() or "_" in text:
        return None
    try:
        whole_number = text[0] != "." and text[1:].isdecimal() and len(text) < 19
        number = int(text) if whole_number else float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def iso_moment(text: str) -> Value:
    """Give the day or moment that a cell holds as ISO text; anything else stays text."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return text
    return date(moment.year, moment.month, moment.day) if moment.time() == datetime.min.time() else moment
