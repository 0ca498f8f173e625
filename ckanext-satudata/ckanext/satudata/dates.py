"""Dates and times as people read them, in the running language and the offices' time zone."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date

from . import wiring, words


def local(moment: datetime) -> datetime:
    """The moment by the offices' clock."""
    return moment.astimezone(wiring.zone())


def day(moment: datetime | date, style: str = "d MMMM y") -> str:
    """``21 November 2026`` (or another Babel pattern) in the running language."""
    value = local(moment).date() if isinstance(moment, datetime) else moment
    return format_date(value, style, locale=words.language())


def clock(moment: datetime) -> str:
    """``14.05 WIB``."""
    return f"{local(moment):%H.%M} {wiring.zone_word()}".strip()
