"""Numbers and dates as Indonesian offices write them, without the machine's locale."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

MONTHS = {
    "id": ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember").split(),
    "en": ("January February March April May June July August September October November December").split(),
}
SEPARATORS = {"id": (".", ","), "en": (",", ".")}


def to_decimal(value: object) -> Decimal | None:
    """Read a canonical number; None for a missing one or for text that is no finite number."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def format_number(value: Decimal | int, locale: str = "id", decimals: int | None = None) -> str:
    """Write ``1234.5`` as ``1.234,5`` (id) or ``1,234.5`` (en); ``decimals`` fixes the digits behind."""
    thousands, mark = SEPARATORS["en" if locale == "en" else "id"]
    number = Decimal(value)
    text = f"{number:,f}" if decimals is None else f"{number:,.{decimals}f}"
    whole, _, fraction = text.partition(".")
    whole = whole.replace(",", thousands)
    return f"{whole}{mark}{fraction}" if fraction else whole


def format_date(day: date, locale: str = "id") -> str:
    """Write ``21 November 2026``."""
    return f"{day.day} {MONTHS['en' if locale == 'en' else 'id'][day.month - 1]} {day.year}"


def month_number(value: str) -> int | None:
    """Read ``8``, ``08`` or ``Agustus`` as 8; None for anything else."""
    text = value.strip()
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    for names in MONTHS.values():
        for number, name in enumerate(names, start=1):
            if text.casefold() == name.casefold():
                return number
    return None
