"""How offices write figures, and how sure a reader can be of each way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from .pages import Cell, Shown
from .truth import EITHER, SURE

Style = Callable[[Decimal], Cell]


def native(value: Decimal) -> Cell:
    """Keep a number a number."""
    return int(value) if value == value.to_integral() else float(value)


def formatted(value: Decimal) -> Cell:
    """Keep a number, shown with groups."""
    return Shown(native(value), "#,##0" if value == value.to_integral() else "#,##0.00")


def digits(value: Decimal) -> Cell:
    """Type the digits as text."""
    return f"{value:f}"


def _grouped(value: Decimal, group: str, point: str) -> str:
    whole, _, fraction = f"{abs(value):f}".partition(".")
    text = f"{int(whole):,}".replace(",", group)
    return ("-" if value < 0 else "") + text + (point + fraction if fraction else "")


def dotted(value: Decimal) -> Cell:
    """Write 12.503 and 12,5 as text."""
    return _grouped(value, ".", ",")


def spaced(value: Decimal) -> Cell:
    """Write 12 503 and 12,5."""
    return _grouped(value, " ", ",")


def thin(value: Decimal) -> Cell:
    """Group by thin spaces."""
    return _grouped(value, "\u2009", ",")


def unbroken(value: Decimal) -> Cell:
    """Group by no-break spaces, with the blank that pasted tables leave at the end."""
    return _grouped(value, "\u00a0", ",") + " "


def english(value: Decimal) -> Cell:
    """Write 12,503 and 12.5."""
    return _grouped(value, ",", ".")


def noughts(value: Decimal) -> Cell:
    """Write whole numbers with two noughts behind a point: 5345.00."""
    return f"{value:.2f}"


def rupiah(value: Decimal) -> Cell:
    """Write Rp 1.250.000."""
    return "Rp " + _grouped(value, ".", ",")


def rupiah_cents(value: Decimal) -> Cell:
    """Write Rp1.250.000,00 and the accountant's minus."""
    text = "Rp" + _grouped(abs(value).quantize(Decimal("1.00")), ".", ",")
    return f"({text})" if value < 0 else text


def percent_text(value: Decimal) -> Cell:
    """Write 12,5%."""
    return _grouped(value, ".", ",") + "%"


STYLES: dict[str, Style] = {
    "native": native,
    "formatted": formatted,
    "digits": digits,
    "dotted": dotted,
    "spaced": spaced,
    "thin": thin,
    "unbroken": unbroken,
    "english": english,
    "noughts": noughts,
    "rupiah": rupiah,
    "rupiah_cents": rupiah_cents,
    "percent_text": percent_text,
}

_ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}[., \u00a0\u2009]\d{3}")


def certainty(cells: Sequence[Any]) -> str:
    """Tell how sure one can be of a column from what is written in it alone."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    figures = [re.sub(r"^\(?Rp\.?\s*|\)$", "", text) for text in texts]
    if not any(_ONE_GROUP.fullmatch(text) or re.search(r"\d[ \u00a0\u2009]\d", text) for text in figures):
        return SURE
    if any(len(re.findall(r"\d[.,](?=\d{3}\b)", text)) > 1 for text in figures):
        return SURE
    if any(re.search(r"\.\d{3},\d|,\d{3}\.\d|^\d+,\d{1,2}$|^0[.,]\d", text) for text in figures):
        return EITHER
    return EITHER
