"""Checking a CSV against its Table Schema with the standard library: a second reader beside Frictionless.

Covers what canonical CSV uses: types string, integer, number, boolean, year, date, datetime, any; constraints
required, unique, minimum, maximum, minLength, maxLength, pattern, enum; missingValues; primaryKey.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from hashlib import blake2b
from typing import Any

from .messages import Problem

LIMIT = 100
INTEGER = re.compile(r"^[+-]?\d+$")
NUMBER = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$")
Schema = Mapping[str, Any]
csv.field_size_limit(10_000_000)


def read_integer(text: str) -> int:
    """Read a canonical whole number."""
    if not INTEGER.match(text):
        raise ValueError(text)
    return int(text)


def read_number(text: str) -> Decimal:
    """Read a canonical number with a decimal point."""
    if not NUMBER.match(text):
        raise ValueError(text)
    return Decimal(text)


def read_year(text: str) -> int:
    """Read a four-digit year."""
    if not re.match(r"^\d{4}$", text):
        raise ValueError(text)
    return int(text)


def read_boolean(text: str) -> bool:
    """Read a Table Schema boolean."""
    if text.lower() not in {"true", "false", "1", "0"}:
        raise ValueError(text)
    return text.lower() in {"true", "1"}


READERS: dict[str, Callable[[str], Any]] = {
    "integer": read_integer,
    "number": read_number,
    "year": read_year,
    "boolean": read_boolean,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def check_table(path: str, lines: Iterable[str], schema: Schema) -> list[Problem]:
    """Give what is wrong with the table in ``lines``, the first 100 problems; ``path`` is only named."""
    problems: list[Problem] = []
    for problem in walk_problems(path, lines, schema):
        problems.append(problem)
        if len(problems) == LIMIT:
            problems.append(Problem("problems-omitted", path, {"limit": LIMIT}))
            break
    return problems


def walk_problems(path: str, lines: Iterable[str], schema: Schema) -> Iterator[Problem]:
    """Yield problems row by row, without holding the table."""
    fields = list(schema.get("fields", []))
    names = [str(field["name"]) for field in fields]
    rows = csv.reader(lines, strict=True)
    try:
        header = next(rows, [])
        if header != names:
            yield Problem("table-header", path, {"found": ", ".join(header), "expected": ", ".join(names)})
            return
        keys = KeyWatch(path, names, schema)
        for number, row in enumerate(rows, start=2):
            if len(row) != len(names):
                yield Problem("table-cells", path, {"row": number, "found": len(row), "expected": len(names)})
                continue
            for field, cell in zip(fields, row, strict=True):
                yield from cell_problems(path, number, field, cell, schema)
            yield from keys.see(number, row)
    except (csv.Error, UnicodeDecodeError):
        yield Problem("damaged", path)


def cell_problems(path: str, row: int, field: Schema, cell: str, schema: Schema) -> Iterator[Problem]:
    """Yield what is wrong with one cell."""
    rules = field.get("constraints") or {}
    facts = {"row": row, "column": field["name"], "found": cell[:80]}
    if cell in schema.get("missingValues", [""]):
        if rules.get("required"):
            yield Problem("cell-required", path, facts)
        return
    kind = str(field.get("type", "string"))
    try:
        value = READERS.get(kind, str)(cell)
    except (ValueError, InvalidOperation):
        yield Problem("cell-type", path, {**facts, "expected": kind})
        return
    for rule, limit in rules.items():
        if not rule_holds(rule, limit, value, cell, kind):
            yield Problem("cell-constraint", path, {**facts, "expected": f"{rule} {limit}"})


def rule_holds(rule: str, limit: Any, value: Any, cell: str, kind: str) -> bool:
    """Tell whether one constraint holds; rules this reader does not know hold."""
    if rule in {"minimum", "maximum"}:
        bound = READERS.get(kind, str)(str(limit))
        return bool(value >= bound if rule == "minimum" else value <= bound)
    if rule in {"minLength", "maxLength"}:
        return len(cell) >= int(limit) if rule == "minLength" else len(cell) <= int(limit)
    if rule == "pattern":
        return re.fullmatch(str(limit), cell[:1000]) is not None
    if rule == "enum":
        return cell in {str(member) for member in limit}
    return True


class KeyWatch:
    """Remembers the primary keys seen, by a short digest each."""

    def __init__(self, path: str, names: list[str], schema: Schema) -> None:
        key = schema.get("primaryKey") or []
        self.path = path
        self.places = [names.index(part) for part in ([key] if isinstance(key, str) else key)]
        self.seen: dict[bytes, int] = {}

    def see(self, number: int, row: list[str]) -> Iterator[Problem]:
        """Yield a problem when this row's key came before."""
        if not self.places:
            return
        parts = [row[place] for place in self.places]
        digest = blake2b("\x1f".join(parts).encode("utf-8"), digest_size=16).digest()
        first = self.seen.setdefault(digest, number)
        if first != number:
            yield Problem(
                "key-twice", self.path, {"row": number, "found": ", ".join(parts), "expected": first}
            )
