"""Units off by a thousand or a million that the table itself gives away, and the correction that undoes a slip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from .checks_totals import shown_cell
from .display import number_text
from .finding import Finding, Fix
from .recipe import RecipeColumn
from .tested import Tested, about_cells, rounded
from .text import fold
from .totals import is_additive
from .units import Unit

LOW, HIGH = Decimal(250), Decimal(4000)
SPREAD = Decimal(60)
ENOUGH = 6
NEAR = 3
MAX_CORRECTED = 500
TOO_MUCH = Decimal(10) ** 14
TOO_LITTLE = Decimal(10) ** 6
_BUDGET = re.compile(r"\b(anggaran|pagu|realisasi|belanja|pendapatan|investasi|pad|aset|dana)\b")


def slips(tested: Tested) -> list[Finding]:
    """Find single figures a thousand or a million times their neighbours, and whole columns of money of impossible size."""
    found = []
    for column in tested.figures:
        unit = tested.reference.units.by_code.get(column.unit or "")
        values = tested.numbers(column.name)
        item = _single(tested, column, values) or _money(tested, column, unit, values)
        if item is not None:
            found.append(item)
    return found


def _single(tested: Tested, column: RecipeColumn, values: Sequence[Decimal | None]) -> Finding | None:
    """Find few figures that would lie among the others if they were a thousandth or a millionth, or as many times."""
    filled = [(at, value) for at, value in enumerate(values) if value is not None and value > 0]
    if len(filled) < ENOUGH:
        return None
    middle = median(value for _, value in filled)
    strange = [(at, value) for at, value in filled if not middle / LOW < value < middle * LOW]
    others = [value for _, value in filled if middle / LOW < value < middle * LOW]
    if not strange or len(strange) * 4 > len(filled) or max(others) > SPREAD * min(others):
        return None
    rows, power = _off_by_a_power(strange, middle, others)
    if len(rows) != len(strange):
        return None
    first = values[rows[0]] or Decimal(1)
    factor = first / middle if power < 0 else middle / first
    found = about_cells(
        tested,
        "SATUAN_SEL",
        column,
        rows,
        f"SATUAN_SEL:{column.name}:{tested.period(rows[0])}",
        label=tested.row_words(rows[0]),
        factor=number_text(rounded(factor)),
        expected=number_text(middle),
    )
    found.fixes = correction(tested, column, rows, power, "SATUAN_SEL")
    return found


def _off_by_a_power(
    strange: Sequence[tuple[int, Decimal]], middle: Decimal, others: Sequence[Decimal]
) -> tuple[list[int], int]:
    """Give the rows that one power of a thousand would bring among the others, and that power of ten."""
    sign = -1 if strange[0][1] > middle else 1
    best: tuple[list[int], int] = ([], 3)
    for size in (3, 6):
        scale = Decimal(10) ** (size - 3)
        rows = [
            at
            for at, value in strange
            if LOW * scale <= (value / middle if sign < 0 else middle / value) <= HIGH * scale
            and min(others) / NEAR <= value * Decimal(10) ** (sign * size) <= max(others) * NEAR
        ]
        best = max(best, (rows, sign * size), key=lambda found: len(found[0]))
    return best


def _money(
    tested: Tested, column: RecipeColumn, unit: Unit | None, values: Sequence[Decimal | None]
) -> Finding | None:
    """Find amounts that no kabupaten has: a thousand billion and more in each row, or a budget of a few rupiah."""
    filled = [value for value in values if value is not None and value > 0]
    if (
        unit is None
        or unit.kind != "uang"
        or not filled
        or not is_additive(column.source_label, False, False)
    ):
        return None
    middle = median(filled)
    rupiah = middle * Decimal(10) ** unit.power
    rows = [at for at, value in enumerate(values) if value is not None and value > 0]
    if unit.power > 0 and rupiah >= TOO_MUCH:
        other = tested.reference.units.by_code.get("rupiah")
    elif (
        unit.power == 0
        and len(filled) >= 3
        and max(filled) < TOO_LITTLE
        and _BUDGET.search(fold(column.source_label))
    ):
        other = tested.reference.units.by_code.get("juta_rupiah")
    else:
        return None
    if other is None:
        return None
    key = f"SATUAN_UANG:{column.name}"
    found = about_cells(
        tested,
        "SATUAN_UANG",
        column,
        rows,
        key,
        unit=unit.label,
        amount=number_text(rounded(rupiah)),
        expected=other.label,
    )
    if tested.recipe.unpivot is None:
        patch = {"columns": {column.letter: {"unit": other.code}}}
        found.fixes = [Fix("unit", f"Satuannya {other.label}", f"The unit is {other.label}", patch)]
    return found


def correction(tested: Tested, column: RecipeColumn, rows: Sequence[int], power: int, code: str) -> list[Fix]:
    """Offer to write the cells by a power of ten, as corrections in the recipe that name what stood there."""
    if len(rows) > MAX_CORRECTED:
        return []
    values = tested.numbers(column.name)
    fixes = []
    for at in rows:
        cell, value = tested.cell(at, column.name), values[at]
        if not cell or value is None:
            return []
        letters = "".join(sign for sign in cell if sign.isalpha())
        was = shown_cell(tested.reading, letters, int(cell[len(letters) :]))
        right = value * Decimal(10) ** power
        fixes.append({"cell": cell, "value": number_text(right), "was": was, "code": code})
    words = f"{'Kalikan' if power > 0 else 'Bagi'} {number_text(Decimal(10) ** abs(power))}"
    english = f"{'Multiply' if power > 0 else 'Divide'} by {number_text(Decimal(10) ** abs(power), 'en')}"
    return [Fix("scale", words, english, {"fixes": fixes})]
