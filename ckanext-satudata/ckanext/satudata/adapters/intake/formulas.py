"""Formulas as text: a shared formula moved to the cell that uses it."""

from __future__ import annotations

import re

from ...domain.intake.grid import column_number, letter

_TOKEN = re.compile(
    r'"[^"]*"|\'[^\']*\'|(?<![A-Za-z0-9_.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_(.!])'
)


def shifted(formula: str, rows: int, columns: int) -> str:
    """Give a formula as it reads ``rows`` below and ``columns`` to the right of where it was written."""

    def move(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        column = match[2] if match[1] else letter(max(1, column_number(match[2]) + columns))
        row = match[4] if match[3] else str(max(1, int(match[4]) + rows))
        return f"{match[1]}{column}{match[3]}{row}"

    return _TOKEN.sub(move, formula)
