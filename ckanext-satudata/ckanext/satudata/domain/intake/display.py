"""Cells and numbers as a reader in Indonesia, or in English, sees them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .grid import ErrorCell, FormulaCell, Percent, Value
from .number_formats import shown_code
from .numbers import native, plain


def number_text(number: Decimal | int, language: str = "id", grouped: bool = True) -> str:
    """Write a number for people: ``1.234,5`` in Indonesian, ``1,234.5`` in English."""
    whole, _, fraction = plain(Decimal(number)).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    group, point = (".", ",") if language == "id" else (",", ".")
    if grouped:
        digits = f"{Decimal(digits):,f}".replace(",", group)
    return sign + digits + (point + fraction if fraction else "")


def shown(value: Value, number_format: str | None = None) -> str:
    """Give a cell as an Indonesian Excel shows it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, ErrorCell):
        return value.code
    if isinstance(value, FormulaCell):
        return value.formula if value.formula.startswith("=") else f"={value.formula}"
    if isinstance(value, date):
        timed = isinstance(value, datetime) and bool(value.hour or value.minute)
        return value.strftime("%d/%m/%Y %H:%M" if timed else "%d/%m/%Y")
    return _shown_number(value, number_format)


def _shown_number(value: Value, number_format: str | None) -> str:
    number = native(value)
    if number is None:
        return str(value)
    if number_format and isinstance(value, int) and (code := shown_code(value, number_format)):
        return code
    text = number_text(number, grouped=bool(number_format and "#,##" in number_format))
    return text + "%" if isinstance(value, Percent) else text


def fact_text(value: Any, language: str) -> Any:
    """Give a fact for use in a sentence: numbers grouped, lists joined, the rest as it is."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, (int, Decimal)):
        return number_text(value, language)
    if isinstance(value, float):
        return number_text(Decimal(format(value, ".15g")), language)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(fact_text(item, language)) for item in value)
    return value
