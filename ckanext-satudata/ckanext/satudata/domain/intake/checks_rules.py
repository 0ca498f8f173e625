"""Rules between columns: parts that are more than the whole, shares that do not follow, parts that are not 100."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .display import number_text
from .finding import Finding, Fix
from .recipe import RecipeColumn
from .relations import BELIEVED, Numbers, Quotient, at_most, quotients
from .tested import Tested, about_cells, rounded

_HUNDRED = Decimal(100)


def rules(tested: Tested) -> list[Finding]:
    """Find rows that break a rule which the other rows keep."""
    columns = tested.figures[:60]
    numbers: dict[str, Numbers] = {column.name: tested.numbers(column.name) for column in columns}
    summed = {letter for column in columns for letter in column.parts} if columns else set()
    found = []
    for item in at_most(columns, numbers):
        rows = _untold(tested, (item.part, item.whole), item.broken)
        found += [_part(tested, item.part, item.whole, rows)] if rows else []
    for quotient in quotients(columns, numbers, tested.reference.units):
        rows = _untold(tested, (quotient.result, *quotient.parts, quotient.whole), quotient.broken)
        found += [_quotient(tested, quotient, rows)] if rows else []
    percents = [c for c in columns if tested.reference.units.is_percent(c.unit) and c.letter not in summed]
    return found + _hundred(tested, percents, numbers)


def _untold(tested: Tested, columns: Sequence[RecipeColumn], rows: Sequence[int]) -> list[int]:
    """Give the rows where none of the cells has a finding already that explains the break."""
    return [at for at in rows if not any(tested.cell(at, column.name) in tested.told for column in columns)]


def _part(tested: Tested, part: RecipeColumn, whole: RecipeColumn, broken: Sequence[int]) -> Finding:
    at = broken[0]
    more = tested.numbers(whole.name)[at]
    return about_cells(
        tested,
        "BAGIAN_LEBIH_BESAR",
        part,
        broken,
        f"BAGIAN_LEBIH_BESAR:{part.name}:{whole.name}",
        label=tested.row_words(at),
        whole=whole.title,
        expected=number_text(more) if more is not None else "",
    )


def _quotient(tested: Tested, item: Quotient, rows: Sequence[int]) -> Finding:
    at = rows[0]
    right = item.expected[item.broken.index(at)]
    formula = " + ".join(part.title for part in item.parts) + f" / {item.whole.title}"
    if item.power:
        formula += f" x {number_text(Decimal(10) ** item.power)}"
    return about_cells(
        tested,
        "HITUNGAN_TIDAK_COCOK",
        item.result,
        rows,
        f"HITUNGAN_TIDAK_COCOK:{item.result.name}",
        label=tested.row_words(at),
        formula=formula,
        expected=number_text(rounded(right, 2)),
    )


def _hundred(tested: Tested, columns: Sequence[RecipeColumn], numbers: dict[str, Numbers]) -> list[Finding]:
    """Find rows whose percentages do not make 100, where those of the other rows do."""
    if len(columns) < 2:
        return []
    tried, broken = 0, []
    for at in range(len(tested.canonical.rows)):
        values = [numbers[column.name][at] for column in columns]
        known = [value for value in values if value is not None]
        if len(known) < len(columns):
            continue
        tried += 1
        if abs(sum(known) - _HUNDRED) > Decimal("0.1") * len(columns):
            broken.append(at)
    if not broken or Decimal(tried - len(broken)) < BELIEVED * tried or tried - len(broken) < 2:
        return []
    at = broken[0]
    total = sum((numbers[column.name][at] or Decimal(0) for column in columns), Decimal(0))
    cells = [cell for row in broken for cell in tested.cells(columns[0].name, [row])]
    found = about_cells(
        tested,
        "BAGIAN_BUKAN_100",
        columns[0],
        broken,
        f"BAGIAN_BUKAN_100:{columns[0].name}",
        label=tested.row_words(at),
        titles=[column.title for column in columns[:6]],
        read=number_text(total),
    )
    offered = [
        {"cell": cell, "value": number_text(numbers[column.name][at] or Decimal(0))}
        for column in columns
        for cell in tested.cells(column.name, [at])
    ]
    found.cells = cells
    found.fixes = [Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, offered)]
    return [found]
