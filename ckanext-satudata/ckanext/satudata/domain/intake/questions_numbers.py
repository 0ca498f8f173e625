"""Questions about how cells are written: separators, spaces, lost dots, fractions of percent, signs, dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from .catalogue import spec
from .column import Column
from .conventions import example_readings
from .display import number_text, shown
from .finding import Choice, Finding, Question
from .grid import address
from .numbers import (
    LOST_DOT,
    NATIVE,
    TEXT_COMMA_DECIMAL,
    TEXT_COMMA_THOUSANDS,
    TEXT_DOT_DECIMAL,
    TEXT_DOT_THOUSANDS,
    TEXT_PLAIN,
    native,
    parts_of,
    readings,
)
from .reading import TableReading
from .units import COUNTS, RUPIAH


def place_of(reading: TableReading, columns: Sequence[Column]) -> dict[str, Any]:
    """Give the place of a finding about columns."""
    return {"sheet": reading.sheet.name, "column": ",".join(column.letter for column in columns)}


def key_of(code: str, columns: Iterable[Column]) -> str:
    """Give the key under which an answer is kept: it holds for columns of these names, next year too."""
    return f"{code}:{','.join(column.name for column in columns)}"


def set_parts(columns: Iterable[Column], **parts: Any) -> dict[str, Any]:
    """Give the patch that sets parts of columns."""
    return {"columns": {column.letter: dict(parts) for column in columns}}


def letters_of(columns: Iterable[Column]) -> list[str]:
    """Give the letters of columns."""
    return [column.letter for column in columns]


def _grouped(columns: Iterable[Column], convention: str) -> dict[str, Any]:
    """Give the patch that reads separators as groups; figures without a fraction are then whole numbers."""
    patch = set_parts(columns, convention=convention)
    for column in columns:
        fraction = "," if convention == TEXT_DOT_THOUSANDS else "."
        continuous = column.unit is not None and column.unit.kind != COUNTS and column.unit.code != RUPIAH
        if (
            not continuous
            and not column.stats.fractions
            and not any(fraction in t for t in column.stats.numbers.counts)
        ):
            patch["columns"][column.letter]["type"] = "integer"
    return patch


def all_tailed(column: Column) -> bool:
    """Tell whether every text of a column has a word behind its number: one question then settles both."""
    texts = column.stats.numbers.counts
    return bool(texts) and all((parts := parts_of(text)) is not None and parts.tail for text in texts)


def doubtful_numbers(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    """Ask what the dot or comma means where nothing proves it."""
    found = []
    for code, grouped, fraction in (
        ("ANGKA_TITIK_RIBUAN", TEXT_DOT_THOUSANDS, TEXT_DOT_DECIMAL),
        ("ANGKA_KOMA", TEXT_COMMA_THOUSANDS, TEXT_COMMA_DECIMAL),
    ):
        group = [column for column in columns if column.decision.ambiguous == code and not all_tailed(column)]
        if not group:
            continue
        text, row = group[0].decision.example or ("0", 0)
        as_group, as_point = example_readings(text)
        facts = {"columns": letters_of(group), "as_group": as_group, "as_point": as_point}
        choices = [
            Choice(grouped, "Pemisah ribuan", "Groups of thousands", _grouped(group, grouped)),
            Choice(fraction, "Tanda desimal", "Decimal sign", set_parts(group, convention=fraction)),
        ]
        for choice, number in zip(choices, (as_group, as_point), strict=True):
            choice.example = f"{text} = {number_text(number, grouped=False)}"
        suggested = {column.decision.suggested for column in group}
        question = Question(key_of(code, group), choices, suggested.pop() if len(suggested) == 1 else None)
        cells = [address(c.decision.example[1], c.index) for c in group if c.decision.example]
        found.append(
            Finding(
                spec(code),
                place_of(reading, group),
                facts,
                [address(row, group[0].index), *cells[1:]],
                sum(column.decision.count for column in group),
                text,
                question=question,
            )
        )
    return found


def clashes(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    """Tell of columns that prove both ways of writing."""
    found = []
    for column in columns:
        if column.decision.clash:
            (dot, dot_row), (comma, comma_row) = column.decision.clash
            cells = [address(dot_row, column.index), address(comma_row, column.index)]
            facts = {
                "columns": [column.letter],
                "dot": dot,
                "dot_cell": cells[0],
                "comma": comma,
                "comma_cell": cells[1],
            }
            found.append(Finding(spec("ANGKA_CAMPUR"), place_of(reading, [column]), facts, cells))
    return found


def fractions(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    """Ask about native fractions where only whole things are counted, or that look like thousands without a dot: once
    for all columns in the same doubt."""
    groups: dict[tuple[str, str, str | None], list[Column]] = {}
    for column in columns:
        code = column.decision.ambiguous
        if code in ("ANGKA_PECAHAN", "ANGKA_TITIK_HILANG"):
            unit = column.unit.label if column.unit else ""
            groups.setdefault((code, unit, column.decision.suggested), []).append(column)
    return [
        _fraction(reading, group, code, unit, suggested) for (code, unit, suggested), group in groups.items()
    ]


def _fraction(
    reading: TableReading, group: Sequence[Column], code: str, unit: str, suggested: str | None
) -> Finding:
    first = group[0]
    value = reading.sheet.get(first.stats.fraction_rows[0], first.index)
    number = native(value) or Decimal(0)
    restored, kept = (number_text(item, grouped=False) for item in (number * 1000, number))
    choices = [
        Choice(LOST_DOT, "Titik ribuan hilang", "The thousands dot was lost", _restored(group)),
        Choice(NATIVE, "Memang pecahan", "Fractions indeed", _left(group)),
    ]
    choices[0].example, choices[1].example = f"{shown(value)} = {restored}", f"{shown(value)} = {kept}"
    facts: dict[str, Any] = {"columns": letters_of(group), "unit": unit}
    if code == "ANGKA_TITIK_HILANG":
        evidence = list(dict.fromkeys(pair for column in group for pair in column.decision.evidence))
        evidence = evidence or [("tiga angka desimal", "three decimals")]
        facts["restored"] = number * 1000
        facts["evidence"] = "; ".join(text for text, _ in evidence)
        facts["evidence_en"] = "; ".join(text for _, text in evidence)
    cells = [address(row, column.index) for column in group for row in column.stats.fraction_rows]
    count = sum(column.decision.count for column in group)
    question = Question(key_of(code, group), choices, suggested)
    return Finding(spec(code), place_of(reading, group), facts, cells, count, shown(value), question=question)


def _restored(group: Sequence[Column]) -> dict[str, Any]:
    """Give the patch that restores lost dots; figures without a unit and a comma are then whole."""
    patch = set_parts(group, convention=LOST_DOT)
    for column in group:
        if column.unit is None and not any("," in text for text in column.stats.numbers.counts):
            patch["columns"][column.letter]["type"] = "integer"
    return patch


def _left(group: Sequence[Column]) -> dict[str, Any]:
    """Give the patch that takes fractions as they stand."""
    patch = set_parts(group, type="number")
    for column in group:
        patch["columns"][column.letter]["convention"] = _kept(column)
    return patch


def _doubtful_dot(text: str) -> bool:
    parts = parts_of(text)
    return parts is not None and "." in parts.core and None not in readings(parts.core)


def _kept(column: Column) -> str:
    """Give the convention that leaves native fractions as they are and reads the texts beside them."""
    texts = column.stats.numbers.counts
    if any(_doubtful_dot(text) for text in texts) and not any("," in text for text in texts):
        return TEXT_DOT_DECIMAL
    if any("," in text for text in texts) or any(text.count(".") > 1 for text in texts):
        return TEXT_DOT_THOUSANDS
    return NATIVE if not texts else TEXT_PLAIN


def spaces(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    """Ask whether a space stands inside one number or between two."""
    if not columns:
        return []
    text = columns[0].decision.spaced[0] if columns[0].decision.spaced else ""
    joined = "".join(text.split())
    choices = [
        Choice(
            "join", "Satu angka", "One number", set_parts(columns, join_spaces=True), f"{text} = {joined}"
        ),
        Choice(
            "two",
            "Dua angka; berkas akan diperbaiki",
            "Two numbers; the file will be mended",
            set_parts(columns, join_spaces=False),
        ),
    ]
    count = sum(column.decision.spaced[2] for column in columns if column.decision.spaced)
    question = Question(key_of("ANGKA_SPASI", columns), choices)
    facts = {"columns": letters_of(columns), "joined": joined}
    cells = [address(c.decision.spaced[1], c.index) for c in columns if c.decision.spaced]
    return [
        Finding(spec("ANGKA_SPASI"), place_of(reading, columns), facts, cells, count, text, question=question)
    ]
